"""Tests: they mirror game/, and house/ keeps the promises of the whole repository."""
