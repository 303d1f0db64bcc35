"""A run of show at a terminal: its pages, its clock, and what can be typed."""
