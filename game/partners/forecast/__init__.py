"""What a seat can tell of the month to come: orders, stock, the floor and its slack, and money."""
