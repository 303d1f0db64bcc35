"""One surprising truth: of all that a record shows and nobody can argue with, the strongest one, to be drawn large."""
