"""The hour after play: from a record to evidence, to prompts, to reports."""
