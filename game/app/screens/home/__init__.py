"""Pages that only the app at a person's own machine shows."""
