"""The prompts of a debrief: their shape, when each applies, and which of them fit a table, a room and the time."""
