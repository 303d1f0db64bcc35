"""What lies between two acts of a pair: the structure's own rules, changed decisions and luck; and the same of a room.

The three parts add up to the difference exactly (`game.lab.hindsight.contrast`). Practice, and what was known from
the act before, are in the decisions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt
from statistics import fmean, stdev
from typing import Final

import numpy as np

from game import figures
from game.debrief.case import Case
from game.debrief.evidence import counted
from game.debrief.examining import Findings
from game.debrief.gap_words import interval_words
from game.debrief.luck import CLAIMS, RISK, tail, widened
from game.debrief.pairing import same_of
from game.debrief.room import FEWEST, LEVEL, RESAMPLES, SEED, Interval, interval
from game.lab.hindsight.contrast import Contrast, contrast
from game.refusal import Refusal
from game.table.structure import PRESETS

PARTS: Final = ("rules", "decisions", "luck")
NAMES: Final = ("the structure's rules", "changed decisions", "luck")


@dataclass(frozen=True)
class BetweenActs:
    """Two acts that a pair played one after the other."""

    first: Case
    second: Case
    parts: Contrast | None  # None where they cannot be taken apart
    why: str = ""  # why not, in a sentence

    @property
    def same_luck(self) -> bool:
        """Was the same season played again?"""
        return self.first.table.seed == self.second.table.seed

    @property
    def money(self) -> tuple[float, ...]:
        """The first act's value, the three parts and the second's value in whole units, which add up."""
        assert self.parts
        first, second = figures.whole(self.parts.first / 100), figures.whole(self.parts.second / 100)
        cents = (self.parts.rules, self.parts.decisions, self.parts.luck)
        return (first, *figures.apportioned(second - first, [one / 100 for one in cents]), second)


def between(acts: Sequence[Findings]) -> tuple[BetweenActs, ...]:
    """The acts of one pair, each beside the one before it, in the order of their numbers."""
    cases = sorted((one.case for one in acts), key=lambda case: case.act)
    return tuple(_between(first, second) for first, second in pairwise(cases))


def _between(first: Case, second: Case) -> BetweenActs:
    try:
        return BetweenActs(first, second, contrast(first.table, second.table))
    except Refusal:
        one, other = first.table, second.table
        if one.scenario.fingerprint != other.scenario.fingerprint:
            why = f"the one was played in {one.scenario.title}, the other in {other.scenario.title}"
        else:
            why = f"{counted(len(one.history), 'month')} were played of the one, {len(other.history)} of the other"
        return BetweenActs(first, second, None, f"What lies between them cannot be taken apart: {why}.")


def parts_in_words(one: BetweenActs) -> Iterator[tuple[str, str]]:
    """Each part with its amount, and what it is: a name and a sentence."""
    if one.parts is None:
        return
    first, second = one.first.table.structure.name, one.second.table.structure.name
    alike = one.first.table.structure == one.second.table.structure
    amounts = [figures.change_of_money(part, one.first.table.scenario.currency) for part in one.money[1:4]]
    yield (
        f"The rules of the structure: {amounts[0]}.",
        "Both acts had the same rules."
        if alike
        else f"That is what “{second}” in place of “{first}” makes of the very same decisions with the same luck. "
        "Nobody did anything for it.",
    )
    yield (
        f"Changed decisions: {amounts[1]}.",
        "What the two decided otherwise. Talk is in it, and so is practice, and what was known from the act before.",
    )
    yield (
        f"Luck: {amounts[2]}.",
        "The same months came again with the same luck. Whoever had played them once knew what they would bring."
        if one.same_luck
        else "Customers wanted something else this time, whoever sat there.",
    )


def pairs_of_acts(tables: Sequence[Findings]) -> list[tuple[BetweenActs, ...]]:
    """What lies between the acts of each pair that played more than one."""
    same = same_of([one.case.pair for one in tables])
    groups = [[one for one, pair in zip(tables, same, strict=True) if pair == first] for first in dict.fromkeys(same)]
    return [between(own) for own in groups if len(own) > 1]


def of_room(found: Sequence[tuple[BetweenActs, ...]]) -> Iterator[str]:
    """The parts over the pairs of a room, each with its interval; one line for each step from act to act."""
    steps: dict[tuple[int, int, str, str, str], list[BetweenActs]] = {}
    for pair in found:
        for one in pair:
            if one.parts:
                names = (one.first.table.structure.name, one.second.table.structure.name)
                currency = one.first.table.scenario.currency
                steps.setdefault((one.first.act, one.second.act, *names, currency), []).append(one)
    for (first, second, before, after, currency), own in steps.items():

        def money(amount: float, sign: str = currency) -> str:
            return figures.change_of_money(amount, sign)

        parts = [interval([getattr(one.parts, part) / 100.0 for one in own]) for part in PARTS]
        said = "; ".join(
            f"{name} {interval_words(part, money)}" for name, part in zip(NAMES, parts, strict=True) if part
        )
        again = " The same luck came again, and was known by then." if any(one.same_luck for one in own) else ""
        yield (
            f"From act {first} ({before}) to act {second} ({after}), mean by pair: {said}. The first is what the rules "
            f"make of the same decisions; practice is in the second.{again}"
        )


@dataclass(frozen=True)
class StructuresApart:
    """Two structures beside each other over the pairs of a room."""

    one: str  # names of the structures
    other: str
    difference: Interval  # in alignment: the other less the one
    paired: bool  # did the same pairs play both?


def compared(tables: Sequence[Findings]) -> list[StructuresApart]:
    """Every two structures that pairs enough have played for an interval; none = nothing to be shown of structure."""
    same = same_of([one.case.pair for one in tables])
    by: dict[str, dict[int, list[float]]] = {}
    for one, pair in zip(tables, same, strict=True):
        line = one.case.review.alignment
        if line:
            by.setdefault(one.case.table.structure.name, {}).setdefault(pair, []).append(line.index)
    means = {name: {pair: fmean(own) for pair, own in pairs.items()} for name, pairs in by.items()}
    names = [name for name in (*PRESETS, "custom") if name in means]
    found = [
        _compared(one, other, means[one], means[other]) for at, one in enumerate(names) for other in names[at + 1 :]
    ]
    return [one for one in found if one is not None]


def _compared(one: str, other: str, first: Mapping[int, float], second: Mapping[int, float]) -> StructuresApart | None:
    both = sorted(first.keys() & second.keys())
    if len(both) >= FEWEST:
        found = interval([second[pair] - first[pair] for pair in both])
        return StructuresApart(one, other, found, True) if found else None
    if not both and min(len(first), len(second)) >= FEWEST:
        return StructuresApart(one, other, _apart(list(first.values()), list(second.values())), False)
    return None


def _apart(first: Sequence[float], second: Sequence[float]) -> Interval:
    """How far the means of two groups of pairs lie apart (Welch), with a bootstrap interval."""
    fewest = min(len(first), len(second))
    draws = np.random.default_rng(SEED)
    means = [np.array(own)[draws.integers(0, len(own), (RESAMPLES, len(own)))].mean(axis=1) for own in (first, second)]
    outside = widened(1.0 - LEVEL, fewest)
    low, high = np.quantile(means[1] - means[0], [outside, 1.0 - outside])
    apart, error = fmean(second) - fmean(first), sqrt(sum(stdev(own) ** 2 / len(own) for own in (first, second)))
    clear = apart != 0.0 if error == 0.0 else tail(apart / error, fewest - 1) <= RISK / CLAIMS
    return Interval(apart, len(first) + len(second), float(low), float(high), clear)


def structure_line(one: StructuresApart) -> str:
    """What two structures came to beside each other, and what that cannot claim."""
    written: Callable[[float], str] = figures.change
    who = (
        "the same pairs played both, one after the other" if one.paired else "other pairs played the one than the other"
    )
    apart = interval_words(one.difference, written)
    return f"“{one.other}” against “{one.one}”, in points from silo play (0) to the best plan (100): {apart}; {who}."
