"""The perception gap as numbers: how two people rank the same things, expect each other to, and read each other.

Co-orientation (McLeod and Chaffee's four measures): agreement compares the two own rankings, congruency one person's
own with what they expect of the partner, accuracy that expectation with the partner's own, and meta-accuracy what a
person thinks they are thought to want with what they are thought to want. Each is Spearman's rank correlation, from
-1 (upside down) over 0 (chance) to 1 (the same order), and beside it the mean number of ranks that a priority is off.
An act that brought the rankings of an earlier one along is one pair with it, not two.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import fmean
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

import numpy as np

from game.debrief.luck import CLAIMS_OF_TABLE, RISK, at_least
from game.rules.levers import SEATS, Seat, other
from game.table.seen.observation import Reading
from game.table.survey.instrument import Instrument
from game.table.survey.moves import Ranks
from game.table.survey.survey import MOMENTS, Survey
from game.table.table import Table

Ranked: TypeAlias = np.ndarray[tuple[int], np.dtype[np.float64]]
"""Ranks from 1, ties shared; shape `(things,)`."""
CERTAIN: Final = 5
"""The highest confidence that a person can tap; 1 is a guess."""
SUREST: Final = 0.95
"""What the highest tap is taken to say, so that a single slip does not convict: "certain" is a way of speaking."""


@dataclass(frozen=True)
class Surveyed:
    """What one table gave: its rankings and ratings, and its predictions round by round."""

    label: str  # what the table is called in a report
    instrument: Instrument
    survey: Survey
    readings: tuple[Reading, ...] = ()
    pair: str = ""  # whose it is; "" = not known


@dataclass(frozen=True)
class RankFit:
    """How well one ranking fits another."""

    correlation: float  # Spearman's, -1 to 1
    error: float  # ranks that a priority is off, mean; 0 = the same, about n / 3 by chance


Leaning: TypeAlias = Literal["", "surer", "less sure"]
"""How sure people were beside how right, where luck does not explain it; "" = it may."""

SeatGap: TypeAlias = Mapping[str, "RankFit | None"]
"""One person's measures at one moment by name; None where a ranking is missing.

- congruency: own ranking against what is expected of the partner: how alike they think they are.
- accuracy: what is expected of the partner against the partner's own.
- meta-accuracy: what the partner is thought to expect against what the partner expects.
- projection: the accuracy of somebody who expects of the partner just what they want themselves.
"""


@dataclass(frozen=True)
class TableGap:
    """A table's measures at one moment."""

    agreement: RankFit | None
    seats: Mapping[Seat, SeatGap]


@dataclass(frozen=True)
class Foresight:
    """How well a person's monthly predictions of the partner came true."""

    made: int  # predictions; each is of a constraint, of a lever, or of both
    parts: int  # what was answered of them
    hits: int  # parts that came true
    rate: float  # `hits / parts`
    chance: float  # the rate that guessing would bring
    # of the predictions with a tap of confidence; None where there is none
    confidence: float | None  # what the taps say the rate would be: 1 is chance, 5 is certain, even steps between
    tapped: float | None  # their rate
    leans: Leaning = ""  # is the difference between the two larger than luck explains, and which way?

    @property
    def calibration(self) -> float | None:
        """Confidence minus the rate of what it was tapped for; above 0 = surer than right."""
        return None if self.confidence is None or self.tapped is None else self.confidence - self.tapped


def surveyed(label: str, table: Table, pair: str = "") -> Surveyed:
    """What the people at a table in play, or a finished one, have given."""
    readings = tuple(one for month in table.history for one in month.own_readings)
    return Surveyed(label, table.instrument, table.survey, readings, pair)


def gaps_of(given: Surveyed) -> dict[str, TableGap]:
    """A table's measures by moment: before, middle, after."""
    return {moment: _gap(given, moment) for moment in MOMENTS}


def foresights_of(given: Surveyed) -> dict[Seat, Foresight | None]:
    """Each person's predictions of the season; None where none was made."""
    return {seat: foresight([one for one in given.readings if one.seat == seat]) for seat in SEATS}


def foresight(readings: Sequence[Reading]) -> Foresight | None:
    """How well some predictions came true; None when there are none."""
    if not readings:
        return None
    chance, tapped = _chance(readings), [one for one in readings if one.confidence]
    sure = [_tap(one) for one in tapped]
    weights = [float(one.parts) for one in tapped]
    return Foresight(
        len(readings), sum(one.parts for one in readings), sum(one.hits for one in readings), _rate(readings), chance,
        fmean(sure, weights) if sure else None, _rate(tapped) if sure else None, _leaning(tapped),
    )  # fmt: skip


def _leaning(tapped: Sequence[Reading]) -> Leaning:
    """Were so few, or so many, of the parts hit as is rare where each comes true as often as its tap says?"""
    rates = [min(SUREST, _tap(one)) for one in tapped for _ in range(one.parts)]
    hits, rare = sum(one.hits for one in tapped), RISK / CLAIMS_OF_TABLE / 2
    if rates and 1.0 - at_least(hits + 1, rates) <= rare:
        return "surer"
    return "less sure" if rates and at_least(hits, rates) <= rare else ""


def _rate(readings: Sequence[Reading]) -> float:
    return sum(one.hits for one in readings) / sum(one.parts for one in readings)


def _chance(readings: Sequence[Reading]) -> float:
    return fmean([one.chance / one.parts for one in readings], [float(one.parts) for one in readings])


def _tap(one: Reading) -> float:
    """What a tap of confidence says the rate of a prediction would be."""
    chance = one.chance / one.parts
    return chance + (1.0 - chance) * (one.confidence - 1) / (CERTAIN - 1)


def _gap(given: Surveyed, moment: str) -> TableGap:
    keys = given.instrument.keys
    ranks = {
        (seat, one.whose): one.ranks
        for seat in SEATS
        for one in given.survey.seats[seat].rankings
        if one.moment == moment
    }

    def between(one: tuple[Seat, str], two: tuple[Seat, str]) -> RankFit | None:
        return fit(ranks[one], ranks[two], keys) if one in ranks and two in ranks else None

    seats = {}
    for seat in SEATS:
        partner = other(seat)
        expected = (seat, "partner")
        measures = {
            "congruency": between((seat, "own"), expected),
            "accuracy": between(expected, (partner, "own")),
            "meta-accuracy": between((seat, "meta"), (partner, "partner")),
            "projection": between((seat, "own"), (partner, "own")),
        }
        seats[seat] = MappingProxyType(measures)
    return TableGap(between(("marketing", "own"), ("distribution", "own")), MappingProxyType(seats))


def fit(one: Mapping[str, float] | Ranks, two: Mapping[str, float] | Ranks, keys: Sequence[str]) -> RankFit | None:
    """How well two rankings of the same things fit; None when one of them puts nothing before anything.

    Args:
        one: a rank for each key; only their order counts, and equal ones are ties.
        two: the same for another person.
        keys: the things that both rank.
    """
    first, second = midranks([one[key] for key in keys]), midranks([two[key] for key in keys])
    correlation = _correlation(first, second)
    if correlation is None:
        return None
    return RankFit(correlation, float(np.abs(first - second).mean()))


def midranks(values: Sequence[float]) -> Ranked:
    """The ranks of some values from 1, smallest first; equal values share the mean of the ranks they take up."""
    _, at, counts = np.unique(np.asarray(values, dtype=np.float64), return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    shared: Ranked = ends - (counts - 1) / 2.0
    return shared[at]


def _correlation(first: Ranked, second: Ranked) -> float | None:
    """Pearson's correlation of ranks, which is Spearman's of what they rank."""
    first, second = first - first.mean(), second - second.mean()
    size = float(np.sqrt((first @ first) * (second @ second)))
    return min(1.0, max(-1.0, float(first @ second) / size)) if size > 0.0 else None


Answer: TypeAlias = tuple[object, ...]


def pairs_of(tables: Sequence[Surveyed]) -> list[int]:
    """For each table the number of the record that stands for its pair: the last of those that are of one.

    They are where their records say so, and where a later act brought all that was given in an earlier one along.
    """
    last = _brought(tables)
    for pair in {one.pair for one in tables} - {""}:
        own = {last[at] for at, one in enumerate(tables) if one.pair == pair}
        last = [max(own) if one in own else one for one in last]
    return last


def _brought(tables: Sequence[Surveyed]) -> list[int]:
    """For each table the number of the record that its rankings end in: its own, unless a later act brought all along.

    Two records are of one pair when every ranking and rating of the earlier is in the later, and marked as brought
    along there. That ten things are ranked by two others in just the same order is out of the question; sheets that
    were all typed in from paper are told apart all the same.
    """
    given = [answers_of(one.survey) for one in tables]
    last = list(range(len(tables)))
    for at, own in enumerate(given):
        holders = [other for other, more in enumerate(given) if other != at and _holds(more, own)]
        if holders:
            last[at] = max(holders, key=lambda other: (len(given[other]), other))
    return last


def _holds(later: Mapping[Answer, bool], earlier: Mapping[Answer, bool]) -> bool:
    """Did the later act bring all of the earlier one along?"""
    brought = bool(earlier) and all(later.get(one, False) for one in earlier)
    return brought and (len(earlier) < len(later) or not all(earlier.values()))


def one_each(tables: Sequence[Surveyed]) -> tuple[Surveyed, ...]:
    """The same tables, with each pair's rankings and ratings only in the record that it ends in."""
    last = _brought(tables)
    return tuple(one if last[at] == at else replace(one, survey=Survey()) for at, one in enumerate(tables))


def answers_of(survey: Survey) -> dict[Answer, bool]:
    """Everything ranked and rated, and whether it was brought along."""
    found: dict[Answer, bool] = {}
    for seat in SEATS:
        given = survey.seats[seat]
        found |= {(seat, one.moment, one.whose, *sorted(one.ranks.items())): one.paper for one in given.rankings}
        found |= {(seat, one.moment, one.statement, one.agree, one.others): one.paper for one in given.ratings}
    return found
