"""Tests of scenario files: their shape, their problems, and the worlds they give."""
