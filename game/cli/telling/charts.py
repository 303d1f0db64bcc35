"""Small charts in plain characters, each with its figures beside it, so that nothing rests on the picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game.cli.telling.paper import Paper
from game.doors.widths import cells, to_left, to_right

FULL, PART, EMPTY = "█", "▒", "░"
LEAST = 10


@dataclass(frozen=True)
class Bar:
    """One line of a chart: what it is, how much of it, how much beyond that, and its figures in words."""

    label: str
    amount: float
    beyond: float  # drawn lighter, after the amount
    says: str


def bars(paper: Paper, rows: Sequence[Bar], most: float | None = None) -> list[str]:
    """Bars from the left; the longest, or `most`, fills the line."""
    label, says, room = _room(paper, rows)
    scale = room / max(1e-9, max((row.amount + row.beyond for row in rows), default=0.0) if most is None else most)
    lines = []
    for row in rows:
        full = round(row.amount * scale)
        rest = round((row.amount + row.beyond) * scale) - full
        drawn = (FULL * full + EMPTY * rest).ljust(room)
        lines.append(paper.line(f"  {to_left(row.label, label)}  {drawn}  {to_right(row.says, says)}"))
    return lines


def balance(paper: Paper, rows: Sequence[Bar]) -> list[str]:
    """Bars to the right of a middle line for what was won, to the left for what was lost."""
    label, says, room = _room(paper, rows)
    most = max((abs(row.amount) for row in rows), default=0.0)
    losses = max((-row.amount for row in rows), default=0.0)
    gains = max((row.amount for row in rows), default=0.0)
    span = max(1e-9, max(0.0, losses) + max(0.0, gains))
    left = round((room - 1) * max(0.0, losses) / span)
    right = room - 1 - left
    scale = (room - 1) / span if most else 0.0
    lines = []
    for row in rows:
        size = round(abs(row.amount) * scale)
        below = (PART * min(left, size)).rjust(left) if row.amount < 0 else " " * left
        above = (FULL * min(right, size)).ljust(right) if row.amount > 0 else " " * right
        lines.append(paper.line(f"  {to_left(row.label, label)}  {below}│{above}  {to_right(row.says, says)}"))
    return lines


def _room(paper: Paper, rows: Sequence[Bar]) -> tuple[int, int, int]:
    """Widths of the labels, of the figures and of the bars."""
    label = max((cells(row.label) for row in rows), default=0)
    says = max((cells(paper.shown(row.says)) for row in rows), default=0)
    return label, says, max(LEAST, paper.width - label - says - 6)
