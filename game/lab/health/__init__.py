"""The health of scenarios: the properties that must be true of them, each measured against its bound."""
