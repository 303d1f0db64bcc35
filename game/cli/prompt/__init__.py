"""The game line by line, for any terminal, screen reader or pipe."""
