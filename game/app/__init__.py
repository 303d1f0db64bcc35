"""The full-screen game: Textual screens and widgets that show one seat of a table; no rule is computed here."""
