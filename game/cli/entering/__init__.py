"""Entering what was written on paper: a stack of tables, from a file or at a prompt, and the results to read out."""
