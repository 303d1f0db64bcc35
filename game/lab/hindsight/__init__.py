"""A season looked back on: alignment, turning points, where the value went, what a message was worth."""
