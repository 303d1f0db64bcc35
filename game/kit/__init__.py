"""The print kit: a scenario as sheets of paper, and the short codes that bring what was written on them back."""
