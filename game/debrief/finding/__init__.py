"""What a record shows, one kind of evidence a module: each takes a table apart and says what it found."""
