"""The board: one picture of the company, from the promise to the customers who come back, and its words."""
