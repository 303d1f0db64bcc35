"""What is asked of the people at a table: rankings, statements, reflections and a promise."""
