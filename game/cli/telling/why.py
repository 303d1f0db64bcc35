"""An explanation on the page: a figure with the factors that multiply out or add up to it."""

from __future__ import annotations

from collections.abc import Sequence

from game.cli.telling.paper import Paper
from game.doors.widths import cells, to_left, to_right
from game.rules.explain import Explanation
from game.telling.explaining import ExplainedStep, main_steps, steps, title


def in_full(paper: Paper, answer: Explanation, currency: str) -> list[str]:
    """The figure and all its factors, each with the sentence that says what it means."""
    lines, every = [paper.line(f"  {title(answer, currency)}", "strong")], steps(answer, currency)
    for step, row in zip(every, _aligned(paper, every), strict=True):
        lines += [row, *paper.paragraph(step.says, "      ", style="quiet")]
    return lines


def briefly(paper: Paper, answer: Explanation, currency: str) -> list[str]:
    """The figure and what moved it most, one line each."""
    return [paper.line(f"  {title(answer, currency)}", "strong"), *_aligned(paper, main_steps(answer, currency))]


def _aligned(paper: Paper, rows: Sequence[ExplainedStep]) -> list[str]:
    name = max((cells(row.name) for row in rows), default=0)
    value = max((cells(paper.shown(row.written)) for row in rows), default=0)
    return [
        paper.line(f"    {to_left(row.name, name)}  {to_right(paper.shown(row.written), value)}  {row.mover}".rstrip())
        for row in rows
    ]
