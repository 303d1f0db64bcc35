"""Pages of a table, from one chair."""
