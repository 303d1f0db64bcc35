"""The month's money as a small table: what moved most, the rest in one line, and what it comes to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from game import figures
from game.judging.months import SHOWN
from game.rules.money import LINES
from game.telling.notable import Past
from game.telling.rows import results
from game.telling.story import MonthStory

RESULTS: Final = 4
"""Rows at the end of the table that say what the lines come to."""

MOVED: Final = 4
"""Lines shown after the first month; the others are one."""

REST: Final = "All other lines"


def table(story: MonthStory, past: Past) -> list[tuple[str, ...]]:
    """The month's money, last of it the four results; after a first month with a head, and by what moved most.

    Every column closes: what is written adds up to the margin, and the results to the joint value.
    """
    sign, sums = story.currency, _sums(story.lines)
    if not past:
        return [(name, figures.money(amount, sign)) for name, amount in _column(story, [*sums])]
    before = _sums(past[-1].lines)
    moved = sorted(sums, key=lambda name: -abs(sums[name] - before[name]))[:MOVED]
    shown = [name for name in sums if name in moved and abs(sums[name] - before[name]) >= SHOWN]
    columns = zip(_column(story, shown), _column(past[-1], shown), strict=True)
    return [
        ("", story.month, past[-1].month, "moved"),
        *((name, figures.money(now, sign), figures.money(was, sign), figures.change_of_money(now - was, sign))
          for (name, now), (_, was) in columns),
    ]  # fmt: skip


def _column(story: MonthStory, shown: list[str]) -> list[tuple[str, float]]:
    """One month in whole numbers: the lines shown, the others as one, the results."""
    sums, ends = _sums(story.lines), results([story.shared])
    rows = {name: float(round(sums[name])) for name in shown}
    rest = figures.closing(ends[0][1], *rows.values())
    if len(shown) < len(sums):
        rows[REST] = rest
    else:
        rows[max(rows, key=lambda name: abs(rows[name]))] += rest
        rows = {name: amount for name, amount in rows.items() if amount}
    return [*rows.items(), *ends]


def _sums(lines: Mapping[str, float]) -> dict[str, float]:
    """The money lines added up into the lines of the table."""
    sums: dict[str, float] = {}
    for line in LINES:
        sums[line.group] = sums.get(line.group, 0.0) + lines[line.key]
    return sums
