"""The acts of pairs side by side: what was played and what came of it, act by act."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from statistics import fmean
from typing import Final

from game import figures
from game.debrief.examining import Findings
from game.debrief.report.blocks import Grid


def _count(mean: float) -> str:
    """A count, or a mean of counts."""
    return figures.units(mean) if mean.is_integer() else figures.decimal(mean)


ROWS: Final[tuple[tuple[str, str, Callable[[float], str]], ...]] = (
    ("From silo play (0) to the best plan known (100)", "alignment", figures.units),
    ("Shipped within its promise", "on-time", figures.share),
    ("Wanted and not in stock", "short-share", figures.share),
    ("Question cards played", "asked", _count),
    ("Words given that came due", "words", _count),
    ("Words kept", "words-kept", _count),
    ("Joint decisions signed", "signed", _count),
    ("Months in which the two plans got in each other's way", "together-losses", _count),
)
"""What is set side by side: its words, its fact, and how that is written."""


def grid(caption: str, tables: Sequence[Findings]) -> Grid:
    """A column for each act: the figure of the pair that played it, or the mean of those that did."""
    acts = sorted({one.case.act for one in tables})
    heads, columns = ["What"], list[list[str]]()
    for act in acts:
        seasons = [one for one in tables if one.case.act == act]
        names = dict.fromkeys(one.case.table.structure.name for one in seasons)
        heads.append(f"Act {act}: {figures.listed(list(names))}")
        columns.append([_mean_of(seasons, fact, written) for _, fact, written in ROWS])
    rows = [(what, *cells) for (what, _, _), cells in zip(ROWS, zip(*columns, strict=True), strict=True)]
    return Grid(caption, tuple(heads), tuple(rows))


def _mean_of(seasons: Sequence[Findings], fact: str, written: Callable[[float], str]) -> str:
    known = [one.facts[fact].value for one in seasons if fact in one.facts]
    values = [float(value) for value in known]
    return written(fmean(values)) if values else "-"
