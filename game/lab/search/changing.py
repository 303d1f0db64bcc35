"""Changing courses: which other value of which choice or number pays, alone and with others, and which graft.

A change is tried alone on a few seeds, the promising ones again on many, and those that surely pay one upon the other.
Several courses are changed side by side, each by itself, and all courses of a comparison meet the same luck.

A graft is what another course does in a month, with a lever or about something new. Two plans that were both climbed to
their tops differ in dozens of choices, and most of them pay only together with others of the same month. A month taken
whole brings along what makes it good.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Final, TypeAlias, cast

import numpy as np

from game.lab.playing import Measure, Stage, crossed, luck_of, played, tiled
from game.lab.search.coarse import balanced
from game.lab.search.space import Space
from game.lab.search.tracing import Tape, Traced
from game.rules.arrays import Floats, Ints
from game.rules.draws import Draws, seeds_from

MOST: Final = 512
"""Seasons on one tape: a season's tape is large, and more of them fall out of the cache."""


class Rows:
    """One round's numbers, `(S, n)`, those that are searched for on a tape.

    Args:
        rows: all of them.
        searched: `(q, n)`, on the tape.
        at: which settings those are.
    """

    def __init__(self, rows: Floats, searched: Traced, at: dict[int, int]) -> None:
        self.rows, self.searched, self.at = rows, searched, at

    def __getitem__(self, setting: int) -> Floats | Traced:
        at = self.at.get(setting)
        return self.rows[setting] if at is None else self.searched[at]


def slopes(stage: Stage, space: Space, points: Floats, luck: list[Draws], measure: Measure) -> tuple[Floats, Floats]:
    """The measure at some points under the same luck, and what one more range of each number would add.

    Args:
        stage: where the courses are played.
        space: what may be chosen.
        points: `(parts, n)`.
        luck: of each round, for `k` seasons.
        measure: summed over the rounds.

    Returns:
        Means over the luck: `(n,)` and `(numbers, n)`.
    """
    wide = max(1, MOST // len(luck[0].company))
    parts = [points[:, first : first + wide] for first in range(0, points.shape[1], wide)]
    found = [_traced(stage, space, part, luck, measure) for part in parts]
    return np.concatenate([worth for worth, _ in found]), np.concatenate([steep for _, steep in found], axis=1)


def _traced(stage: Stage, space: Space, points: Floats, luck: list[Draws], measure: Measure) -> tuple[Floats, Floats]:
    n, k, course = points.shape[1], len(luck[0].company), space.at(points)
    at = {setting: place for place, setting in enumerate(space.number_rows.tolist())}
    tape, state, total, numbers = Tape(), stage.opening(n * k), cast(Any, 0.0), []
    for round_, draws in enumerate(luck):
        rows = np.repeat(course.values[round_], k, axis=1)
        numbers.append(tape.number(rows[space.number_rows]))
        plans = stage.code.packed_rows(cast(Floats, Rows(rows, numbers[-1], at)), course.levels, state)
        state, worth = played(stage.ready, state, plans, tiled(draws, n), measure)
        total = total + worth
    if not isinstance(total, Traced):  # a measure that no number moves
        return total.reshape(n, k).mean(axis=1), np.zeros((space.numbers, n))
    wide = (space.high - space.low)[space.number_rows, None]
    steep = [slope.reshape(-1, n, k).mean(axis=2) * wide for slope in tape.slopes(total, numbers)]
    worth = total.value.reshape(n, k).mean(axis=1)
    return worth, sum(steep) if space.spans == 1 else np.concatenate(steep)  # exact: arrays


PROMISING: Final = 24
"""Changes of a course that are tried on many seeds."""

Change: TypeAlias = tuple[int, float]
"""Which part of a point, and its other value."""


@dataclass
class Trial:
    """Courses of one space tried against each other."""

    stage: Stage  # where they are played
    space: Space  # what may be chosen; a point is a course's numbers and picks
    measure: Measure  # what is to be large
    few: int  # seeds that every change is tried on
    many: int  # seeds that promising ones are tried on
    next_seed: int  # of the luck that has not been met yet
    seasons: int = field(default=0, init=False)  # played so far

    def luck(self, seeds: int) -> list[Draws]:
        """Luck that has not been met yet, balanced."""
        first, self.next_seed = self.next_seed, self.next_seed + seeds
        return balanced(luck_of(self.stage.ready, seeds_from(first, seeds)), np.random.default_rng([first, 0x6C]))

    def values(self, points: Floats, seeds: int) -> Floats:
        """The measure at every point, `(parts, n)`, under the same new luck: `(seeds, n)`."""
        self.seasons += points.shape[1] * seeds
        return crossed(self.stage, self.space.at(points), self.luck(seeds), self.measure)

    def slopes(self, points: Floats, seeds: int) -> Floats:
        """What one more range of each number would add, as a share of the value: `(parts, n)` to `(numbers, n)`."""
        self.seasons += points.shape[1] * seeds
        worth, steep = slopes(self.stage, self.space, points, self.luck(seeds), self.measure)
        return steep / max(1e-9, abs(float(worth.mean())))

    def improved(self, points: Floats, numbers: Ints | None = None) -> Floats:
        """Points after every other value of every choice, and some numbers a step up and down, have been tried.

        Args:
            points: `(parts, n)`; with those numbers on steps of the sheet.
            numbers: which numbers; none by default.
        """
        steps = np.zeros(0, dtype=np.int64) if numbers is None else numbers
        changes = [[*self.picks(point), *self._steps(point, steps)] for point in points.T]
        return self.accepted(points, [changed(*pair) for pair in zip(points.T, changes, strict=True)], self.few)

    def accepted(self, points: Floats, others: Sequence[Sequence[Floats]], few: int) -> Floats:
        """Points after those of their others that are surely better, as far as they are so together.

        Args:
            points: `(parts, n)`.
            others: for each of them, the same with something changed.
            few: seeds that all are tried on.
        """
        hopeful = []
        for (gain, _), several in zip(self.gains(points, others, few), others, strict=True):
            hopeful.append([several[at] for at in best_first(gain)[:PROMISING] if gain[at] > 0.0])
        return self.surely(points, hopeful)

    def gains(self, points: Floats, others: Sequence[Sequence[Floats]], seeds: int) -> list[tuple[Floats, Floats]]:
        """What the others of each point have over it, and the standard error of that: `(others,)` each."""
        found = []
        for worth in self._worth([[point, *several] for point, several in zip(points.T, others, strict=True)], seeds):
            added = worth[:, 1:] - worth[:, :1]
            found.append((added.mean(axis=0), added.std(axis=0) / np.sqrt(seeds)))
        return found

    def surely(self, points: Floats, hopeful: Sequence[Sequence[Floats]], adding: bool = False) -> Floats:
        """Points after those of their others that are better by more than luck, one upon the other while that pays.

        Args:
            points: `(parts, n)`.
            hopeful: the others of each.
            adding: whether what they do to numbers adds up; if not, what is changed once stays so.
        """
        chains = []
        for point, several, (gain, error) in zip(
            points.T, hopeful, self.gains(points, hopeful, self.many), strict=True
        ):
            sure = [several[at] for at in best_first(gain) if gain[at] > error[at]]
            chains.append(self._chain(point, sure, adding))
        worth = self._worth(chains, self.many)
        best = [chain[int(each.mean(axis=0).argmax())] for chain, each in zip(chains, worth, strict=True)]
        return np.stack(best, axis=1)

    def better(self, points: Floats, others: Floats) -> Floats:
        """Of each point and its other, `(parts, n)` both, the one that is worth more."""
        worth = self.values(np.concatenate([points, others], axis=1), self.many).mean(axis=0).reshape(2, -1)
        return np.where(worth[1] > worth[0], others, points)

    def picks(self, point: Floats) -> list[Change]:
        """Every other value of every choice."""
        d = self.space.numbers
        values = [(d + at, pick) for at, size in enumerate(self.space.sizes.tolist()) for pick in range(size)]
        return [(at, float(pick)) for at, pick in values if pick != round(point[at])]

    def _steps(self, point: Floats, numbers: Ints) -> list[Change]:
        """Some numbers a step of the sheet up and down."""
        steps = self.space.steps
        moves = [(at, float(point[at] + sign * steps[at])) for at in numbers.tolist() for sign in (1, -1)]
        return [(at, value) for at, value in moves if -1e-9 <= value <= 1.0 + 1e-9]

    def _worth(self, groups: Sequence[Sequence[Floats]], seeds: int) -> list[Floats]:
        """The values of each group of points, `(seeds, size)`; what stands alone is not played."""
        played = [point for group in groups if len(group) > 1 for point in group]
        worth, at, found = self.values(np.stack(played, axis=1), seeds) if played else np.zeros((seeds, 0)), 0, []
        for group in groups:
            size = len(group) if len(group) > 1 else 0
            found.append(worth[:, at : at + size] if size else np.zeros((seeds, 1)))
            at += size
        return found

    def _chain(self, point: Floats, others: Sequence[Floats], adding: bool) -> list[Floats]:
        """The point, and what the others change in it, one upon the other."""
        chain, done, numbers = [point], np.zeros(len(point), dtype=np.bool_), self.space.numbers
        for other in others:
            moved = other != point
            if (moved & done)[numbers if adding else 0 :].any():
                continue
            done |= moved
            grown = np.where(moved, chain[-1] + (other - point), chain[-1])
            grown[:numbers] = np.clip(grown[:numbers], 0.0, 1.0)
            chain.append(grown)
        return chain


def best_first(gain: Floats) -> list[int]:
    """The order of the others, the best first."""
    order: list[int] = np.argsort(-gain, kind="stable").tolist()
    return order


def changed(point: Floats, changes: Sequence[Change]) -> list[Floats]:
    """The point with one part at another value, for each change."""
    others = []
    for at, value in changes:
        other = point.copy()
        other[at] = value
        others.append(other)
    return others


GRAFT_FEW: Final = 16
"""Seeds that every graft is tried on; promising ones meet as many as promising changes do."""


def grafted(trial: Trial, points: Floats, donors: Sequence[Sequence[Floats]]) -> Floats:
    """Some points with those parts of their donors that surely make them better, alone and then together.

    Args:
        trial: where they are tried.
        points: `(parts, n)`.
        donors: other points, for each of them.
    """
    parts = parts_of(trial.space)
    tried = [
        [_with(point, donor, part) for donor in several for part in parts if (donor[part] != point[part]).any()]
        for point, several in zip(points.T, donors, strict=True)
    ]
    return trial.accepted(points, tried, GRAFT_FEW)


def parts_of(space: Space) -> list[Ints]:
    """What is grafted whole: a month, two months in a row, a lever all season, something done once."""
    d, spans, each, plain = space.numbers, space.spans, len(space.number_rows), len(space.choice_rows)
    months = [np.concatenate([space.numbers_of(at), d + np.arange(plain) * spans + at]) for at in range(spans)]
    pairs = [np.concatenate(two) for two in pairwise(months)]
    levers = [np.arange(spans) * each + at for at in range(each)]
    levers += [d + at * spans + np.arange(spans) for at in range(plain)]
    once = [np.array([d + plain * spans + at]) for at in range(len(space.once_rows))]
    return [*months, *pairs, *levers, *once]


def _with(point: Floats, donor: Floats, part: Ints) -> Floats:
    other = point.copy()
    other[part] = donor[part]
    return other
