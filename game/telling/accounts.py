"""A month's money as a table: the lines that moved most beside the month before, and the results."""

from __future__ import annotations

from collections.abc import Mapping
from math import fsum
from typing import Final

from game import figures
from game.judging.months import SHOWN
from game.rules.money import LINES
from game.telling.notable import Past
from game.telling.rows import results
from game.telling.story import MonthStory

MOVED: Final = 4
"""Lines shown after the first month; the others are one."""

REST: Final = "All other lines"


def money_table(story: MonthStory, past: Past) -> list[tuple[str, ...]]:
    """The month's money, last of it the results; after a first month with a head, and by what moved most.

    Every column closes: what is written adds up to the margin, and the results to the joint value.
    """
    sign, sums = story.currency, _sums(story.lines)
    if not past:
        earned = [(name, amount) for name, amount in sums.items() if amount]
        return [(name, figures.money(amount, sign)) for name, amount in [*earned, *results([story.shared])]]
    before = _sums(past[-1].lines)
    moved = sorted(sums, key=lambda name: -abs(sums[name] - before[name]))[:MOVED]
    shown = [name for name in sums if name in moved and abs(sums[name] - before[name]) >= SHOWN]
    columns = zip(_column(story, shown, story), _column(past[-1], shown, story), strict=True)
    return [
        ("", story.month, past[-1].month, "moved"),
        *((name, figures.money(now, sign), figures.money(was, sign), figures.change_of_money(now - was, sign))
          for (name, now), (_, was) in columns),
    ]  # fmt: skip


def _column(story: MonthStory, shown: list[str], beside: MonthStory) -> list[tuple[str, float]]:
    """One month: the lines shown, the others as one, the results as of the month beside it."""
    sums = _sums(story.lines)
    rows = [(name, sums[name]) for name in shown]
    if len(shown) < len(sums):
        rows.append((REST, fsum(amount for name, amount in sums.items() if name not in shown)))
    return [*rows, *results([story.shared], beside=[beside.shared])]


def _sums(lines: Mapping[str, float]) -> dict[str, float]:
    """The money lines added up into the lines of the table."""
    sums: dict[str, float] = {}
    for line in LINES:
        sums[line.group] = sums.get(line.group, 0.0) + lines[line.key]
    return sums
