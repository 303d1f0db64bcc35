"""The seat as pages: every step of a month, what lies beside it, and the end of the season."""
