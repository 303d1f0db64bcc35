"""Answers to "why?": any figure of a month as the factors that multiply out or add up to it."""

from game.rules.explain.catalogue import askable, explain
from game.rules.explain.shape import Explanation, Factor

__all__ = ["Explanation", "Factor", "askable", "explain"]
