"""Whole seasons as readable text: what each seat saw, what it did, and what came of it."""
