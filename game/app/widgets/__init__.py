"""The things on a screen, each named for what it shows."""
