"""An explanation on the page: a figure with the factors that multiply out or add up to it."""

from __future__ import annotations

from game.cli.telling.paper import Paper
from game.rules.explain import Explanation
from game.telling.explaining import main_steps, steps, title


def in_full(paper: Paper, answer: Explanation, currency: str) -> list[str]:
    """The figure and all its factors, each with the sentence that says what it means."""
    every = steps(answer, currency)
    rows = [(step.name, step.written, step.mover) for step in every]
    below = [step.says for step in every]
    return [*_title(paper, answer, currency), *paper.entries(rows, MOVED, "    ", below=below)]


def briefly(paper: Paper, answer: Explanation, currency: str) -> list[str]:
    """The figure and what moved it most, one line each."""
    rows = [(step.name, step.written, step.mover) for step in main_steps(answer, currency)]
    return [*_title(paper, answer, currency), *paper.entries(rows, MOVED, "    ")]


MOVED = ("", "", "moved by")


def _title(paper: Paper, answer: Explanation, currency: str) -> list[str]:
    return paper.paragraph(title(answer, currency), "  ", style="strong")
