"""What a seat expects: orders, the floor, room for more, and what the news usually means."""
