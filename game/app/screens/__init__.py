"""The screens of the game, each a page of its own."""
