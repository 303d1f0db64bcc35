"""A season told as text: the same words for a terminal, a pipe and a screen reader."""
