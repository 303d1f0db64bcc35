"""Tests of the house: packaging, imports, sizes, documentation."""
