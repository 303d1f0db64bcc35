"""Last Mile: a cooperative planning game for two seats of one company."""

__version__ = "0.1.0"
