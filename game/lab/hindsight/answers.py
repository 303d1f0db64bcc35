"""Answers to a month: the levers that they set otherwise, which are tried together, and which is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import Final, TypeAlias

import numpy as np

from game.lab.hindsight.season import PlayedSeason
from game.lab.ladder import few_of_each
from game.rules.levers import Lead

EACH: Final = 2
"""Changes of each lever that are tried with those of others: its best ones."""

SHORTLIST: Final = 16
"""Changes of each seat that are tried together."""

SIGNED: Final = 6
"""Changes of what both sign that are tried with those of the seats."""

WORTHWHILE: Final = 1.1
"""Times as much that an answer must bring to be told instead of one with fewer changes, or of one seat's alone."""

HOPEFUL: Final = 10
"""Answers of each seat that are tried with those of the other."""

MOST: Final = 3
"""Changes of an answer of both at once."""


@dataclass(frozen=True)
class OtherValues:
    """One lever set otherwise in a month.

    Args:
        lead: who decided it.
        rows: of the settings, one or all of the lever's.
        numbers: that stand for their values, as many.
        factor: of a lever that is tried at so many times its value; 0 = none.
    """

    lead: Lead
    rows: tuple[int, ...]
    numbers: tuple[float, ...]
    factor: float = 0.0


Answer: TypeAlias = tuple[OtherValues, ...]


@dataclass(frozen=True)
class Weighed:
    """An answer, and what it would have added to the month and those after it, in whole cents."""

    answer: Answer
    cents: int


def shortlist(season: PlayedSeason, changes: Sequence[OtherValues], worth: dict[Answer, float]) -> list[OtherValues]:
    """The best of some changes, of each lever a few."""
    settings = season.stage.code.settings
    allowed = sorted((one for one in changes if worth[(one,)] > -np.inf), key=lambda one: -worth[(one,)])
    return few_of_each(allowed, lambda one: settings[one.rows[0]].lever.id, EACH, SHORTLIST)


def two_at_a_time(changes: Sequence[OtherValues]) -> list[Answer]:
    """Every two of some changes that are of different settings."""
    return [pair for pair in combinations(changes, 2) if not set(pair[0].rows) & set(pair[1].rows)]


def at_once(marketing: Sequence[Answer], distribution: Sequence[Answer], joint: Sequence[OtherValues]) -> list[Answer]:
    """An answer of each seat, and one with something that both sign: with both seats' or with one's."""
    pairs = [(*mine, *theirs) for mine, theirs in product(marketing, distribution)]
    plain = [answer for answer in (*marketing, *distribution, *pairs) if len(answer) <= MOST - 1]
    signed = [(*answer, one) for answer, one in product(plain, joint)]
    return [*(pair for pair in pairs if len(pair) <= MOST), *signed, *((one,) for one in joint)]


def plainest(answers: Sequence[Answer], known: dict[Answer, float], least: float) -> Answer | None:
    """The best of some answers that brings more than the least; one with fewer changes where more bring hardly more."""
    kept: Answer | None = None
    for size in sorted({len(answer) for answer in answers}):
        best = max((answer for answer in answers if len(answer) == size), key=known.__getitem__)
        if known[best] > max(least, 0.0, WORTHWHILE * known[kept] if kept else 0.0):
            kept = best
    return kept
