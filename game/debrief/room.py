"""The perception gap of a room: many tables' measures beside two baselines, and change with an interval.

One table proves nothing, and is told so. The baselines guard against insight that is none (Cronbach): expecting of the
partner what one wants oneself, and expecting what people in the partner's role rank in this room.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from types import MappingProxyType
from typing import Final, TypeVar

import numpy as np

from game.debrief.instrument import (
    Foresight,
    Ranked,
    RankFit,
    Surveyed,
    TableGap,
    fit,
    foresight,
    gaps_of,
    midranks,
    one_each,
    pairs_of,
)
from game.debrief.luck import CLAIMS, beyond_luck, widened
from game.rules.levers import SEATS, Seat, other
from game.table.survey.survey import MOMENTS

Key = TypeVar("Key")
FEWEST: Final = 5
"""Pairs under which no interval is given: with fewer, resampling them says next to nothing. A design choice."""
FEWEST_PEERS: Final = 2
"""Others in a role who make up its stereotype; with fewer there is none."""
RESAMPLES: Final = 10_000
LEVEL: Final = 0.95
SEED: Final = 20
AGREES: Final = 5
"""From this rating on, 1 to 7, a person counts as agreeing with a statement."""
MEASURES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "agreement": "how alike the two own rankings are",
        "congruency": "how alike people think they and their partner are",
        "accuracy": "how well people know what their partner ranks",
        "meta-accuracy": "how well people know what their partner thinks of them",
    }
)


@dataclass(frozen=True)
class Interval:
    """A mean over pairs, with a bootstrap interval where there are pairs enough."""

    mean: float
    pairs: int  # how many pairs it rests on
    low: float | None = None  # the lower end of the 95% interval; None with fewer than `FEWEST` pairs
    high: float | None = None  # the upper; None likewise
    clear: bool = False  # is it further from 0 than luck explains, on a page with so many comparisons?

    @property
    def holds_zero(self) -> bool:
        """Does the interval hold 0?"""
        return self.low is not None and self.high is not None and self.low <= 0.0 <= self.high


@dataclass(frozen=True)
class Belief:
    """How many of the other role are thought to agree with a statement, and how many do."""

    statement: str  # its key
    says: str
    role: Seat  # whose agreement is guessed
    guessed: float  # of a hundred, mean of what the other role thinks
    do: float  # of a hundred, who rate it 5 or more


@dataclass(frozen=True)
class RoomGap:
    """A room's perception gap."""

    tables: int  # how many pairs ranked or rated anything; where none did, how many predicted
    gaps: tuple[Mapping[str, TableGap], ...]  # each table's measures by moment, in the order of the tables
    # by table, moment and seat, the accuracy of expecting the room's ranking of the partner's role, the partner left
    # out; None where there is no room to speak of
    stereotypes: tuple[Mapping[tuple[str, Seat], RankFit | None], ...]
    levels: Mapping[tuple[str, str], Interval]  # mean correlation by measure and moment
    changes: Mapping[str, Interval]  # after minus before by measure, over the tables that have both
    lifts: Mapping[tuple[str, str], Interval]  # mean accuracy minus a baseline ("projection", "stereotype") by moment
    beliefs: Mapping[str, tuple[Belief, ...]]  # what each role thinks the other would say to a statement, by moment
    foresight: Foresight | None  # all predictions of the room; None when there are none
    lift_over_chance: Interval | None  # hit rate minus chance, by pair
    calibration: Interval | None  # confidence minus the rate of what it was tapped for, by pair; above 0 = too sure


def room_of(tables: Sequence[Surveyed]) -> RoomGap:
    """The perception gap of some tables; they must rank the same priorities for their roles to be compared.

    Records of one pair count once: what an act brought along from an earlier one is looked at in the later one only.
    """
    pairs = pairs_of(tables)
    readings = tuple(one for table in tables for one in table.readings)
    seen = [_pair_foresight(tables, pairs, at) for at in range(len(tables)) if pairs[at] == at]
    tables = one_each(tables)
    gaps = tuple(MappingProxyType(gaps_of(one)) for one in tables)
    stereotypes = tuple(_stereotypes(tables, pairs))
    moments: tuple[str, ...] = MOMENTS
    per_table = {
        (measure, moment): _each(pairs, [_level(gap[moment], measure) for gap in gaps])
        for measure in MEASURES
        for moment in moments
    }
    lifts = {
        (base, moment): interval(
            _each(pairs, [_lift(gaps[at][moment], stereotypes[at], moment, base) for at in range(len(gaps))])
        )
        for base in ("projection", "stereotype")
        for moment in moments
    }
    ranked = len({pairs[at] for at, one in enumerate(tables) if any(_answered(one, seat) for seat in SEATS)})
    return RoomGap(
        tables=ranked or sum(one is not None for one in seen),
        gaps=gaps,
        stereotypes=stereotypes,
        levels=_known({key: interval(values) for key, values in per_table.items()}),
        changes=_known({measure: interval(_changed(per_table, measure)) for measure in MEASURES}),
        lifts=_known(lifts),
        beliefs=MappingProxyType({moment: tuple(_beliefs(tables, moment)) for moment in MOMENTS}),
        foresight=foresight(readings),
        lift_over_chance=interval([one.rate - one.chance if one else None for one in seen]),
        calibration=interval([one.calibration if one else None for one in seen]),
    )


def interval(values: Sequence[float | None]) -> Interval | None:
    """The mean of what there is, one value a pair, and its percentile bootstrap interval; None for nothing.

    Pairs are resampled, not people: the two at a table depend on each other. The percentiles are those that few pairs
    need (`luck.widened`). The resampling is seeded, so that the same room has the same interval every time.
    """
    known = np.array([one for one in values if one is not None])
    if not known.size:
        return None
    mean = float(known.mean())
    if known.size < FEWEST:
        return Interval(mean, int(known.size))
    drawn = np.random.default_rng(SEED).integers(0, known.size, (RESAMPLES, known.size))
    outside = widened(1.0 - LEVEL, int(known.size))
    low, high = np.quantile(known[drawn].mean(axis=1), [outside, 1.0 - outside])
    return Interval(mean, int(known.size), float(low), float(high), beyond_luck(known.tolist(), CLAIMS))


def _pair_foresight(tables: Sequence[Surveyed], pairs: Sequence[int], at: int) -> Foresight | None:
    """The predictions of one pair, in all its records."""
    return foresight([one for table, pair in zip(tables, pairs, strict=True) if pair == at for one in table.readings])


def _each(pairs: Sequence[int], values: Sequence[float | None]) -> list[float | None]:
    """What each pair has: the mean over its records."""
    own = [[value for pair, value in zip(pairs, values, strict=True) if pair == one] for one in sorted(set(pairs))]
    return [_mean([value for value in some if value is not None]) for some in own]


def _known(found: Mapping[Key, Interval | None]) -> Mapping[Key, Interval]:
    return MappingProxyType({key: one for key, one in found.items() if one is not None})


def _answered(one: Surveyed, seat: Seat) -> bool:
    given = one.survey.seats[seat]
    return bool(given.rankings or given.ratings)


def _level(gap: TableGap, measure: str) -> float | None:
    """A table's correlation: the mean of its two people's, where it is theirs."""
    if measure == "agreement":
        return gap.agreement.correlation if gap.agreement else None
    fits = [gap.seats[seat][measure] for seat in SEATS]
    return _mean([one.correlation for one in fits if one])


def _mean(values: Sequence[float]) -> float | None:
    return fmean(values) if values else None


def _changed(per_table: Mapping[tuple[str, str], Sequence[float | None]], measure: str) -> list[float | None]:
    pairs = zip(per_table[measure, "before"], per_table[measure, "after"], strict=True)
    return [None if one is None or two is None else two - one for one, two in pairs]


def _lift(
    gap: TableGap, stereotypes: Mapping[tuple[str, Seat], RankFit | None], moment: str, base: str
) -> float | None:
    found = []
    for seat in SEATS:
        accuracy = gap.seats[seat]["accuracy"]
        against = gap.seats[seat]["projection"] if base == "projection" else stereotypes[moment, seat]
        if accuracy and against:
            found.append(accuracy.correlation - against.correlation)
    return _mean(found)


def _stereotypes(tables: Sequence[Surveyed], pairs: Sequence[int]) -> list[Mapping[tuple[str, Seat], RankFit | None]]:
    """How well the room's ranking of a role fits the one person at a table who holds it, that person left out.

    Returns:
        for each table, by moment and by the seat whose partner it is about.
    """
    found: list[dict[tuple[str, Seat], RankFit | None]] = [{} for _ in tables]
    for moment in MOMENTS:
        for seat in SEATS:
            given = [one.survey.seats[other(seat)].ranking(moment, "own") for one in tables]
            for keys in {one.instrument.keys for one in tables}:
                alike = [at for at, one in enumerate(tables) if one.instrument.keys == keys]
                ranked = {at: midranks([own.ranks[key] for key in keys]) for at in alike if (own := given[at])}
                for at in alike:
                    others = [ranks for peer, ranks in ranked.items() if pairs[peer] != pairs[at]]
                    found[at][moment, seat] = _left_out(ranked.get(at), others, keys)
    return [MappingProxyType(one) for one in found]


def _left_out(own: Ranked | None, others: Sequence[Ranked], keys: Sequence[str]) -> RankFit | None:
    """How well the mean of all other rankings fits this one; None without it, or with too few others."""
    if own is None or len(others) < FEWEST_PEERS:
        return None
    return fit(_by_key(keys, np.mean(others, axis=0)), _by_key(keys, own), keys)


def _by_key(keys: Sequence[str], ranks: Ranked) -> dict[str, float]:
    return dict(zip(keys, ranks.tolist(), strict=True))


def _beliefs(tables: Sequence[Surveyed], moment: str) -> list[Belief]:
    """Each statement and role: what the other role guesses, and what the role says."""
    says = {one.key: one.says for table in tables for one in table.instrument.statements}
    found = []
    for key, text in says.items():
        for role in SEATS:
            guesses = [one.others for table in tables if (one := table.survey.seats[other(role)].rating(moment, key))]
            agrees = [one.agree for table in tables if (one := table.survey.seats[role].rating(moment, key))]
            if guesses and agrees:
                do = 100.0 * sum(one >= AGREES for one in agrees) / len(agrees)
                found.append(Belief(key, text, role, fmean(guesses), do))
    return found
