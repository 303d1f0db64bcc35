"""Very many seasons of one way of playing, or of two partners at real tables, counted as they come."""
