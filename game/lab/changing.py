"""Changing a course one decision at a time: which other value of which choice pays, alone, with its round, together.

A change is tried alone on a few seeds, the promising ones again on many, and those that surely pay one upon the other.
All courses of a comparison meet the same luck.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, TypeAlias

import numpy as np

from game.lab.crossing import crossed
from game.lab.playing import Measure, Stage, luck_of
from game.lab.space import Space
from game.rules.arrays import Floats, Ints
from game.rules.draws import Draws, seeds_from

PROMISING: Final = 24
"""Changes that are tried on many seeds."""

BRANCH_PACES: Final = (0.06, 0.04, 0.03)
"""Steps, as shares of their range, of the numbers that answer a change of choice in their round."""

FLAT: Final = 1e-3
"""A number whose whole range moves the value by less than this share of it hardly moves."""

Change: TypeAlias = tuple[int, float]
"""Which part of a point, and its other value."""


@dataclass
class Trial:
    """Courses of one space tried against each other.

    Args:
        stage: where they are played.
        space: what may be chosen; a point is a course's numbers and picks.
        measure: what is to be large.
        few: seeds that every change is tried on.
        many: seeds that promising ones are tried on.
        next_seed: of the luck that has not been met yet.
    """

    stage: Stage
    space: Space
    measure: Measure
    few: int
    many: int
    next_seed: int
    seasons: int = field(default=0, init=False)  # played so far

    def luck(self, seeds: int) -> list[Draws]:
        """Luck that has not been met yet."""
        self.next_seed += seeds
        return luck_of(self.stage.world, seeds_from(self.next_seed - seeds, seeds))

    def values(self, points: Floats, luck: list[Draws]) -> Floats:
        """The measure at every point, `(parts, n)`, under every luck: `(k, n)`."""
        self.seasons += points.shape[1] * len(luck[0].company)
        return crossed(self.stage, self.space.at(points), luck, self.measure)

    def slopes(self, points: Floats, rows: Ints, reach: float, seeds: int) -> Floats:
        """What one more range of each number would add, as a share of the value.

        Args:
            points: `(parts, branches)`.
            rows: `(branches, q)`, the numbers of each branch whose slope is wanted.
            reach: how far apart, as a share of a range, the two courses of a slope lie, half of it to either side.
            seeds: seeds that all courses meet.

        Returns:
            `(branches, q)`.
        """
        branches, each = rows.shape
        tried = np.repeat(points, 2 * each, axis=1)
        column = np.arange(branches * 2 * each).reshape(branches, 2, each)
        own = points[rows, np.arange(branches)[:, None]]
        above, below = np.minimum(1.0, own + reach), np.maximum(0.0, own - reach)
        tried[rows, column[:, 0]], tried[rows, column[:, 1]] = above, below
        worth = self.values(tried, self.luck(seeds)).mean(axis=0).reshape(branches, 2, each)
        steep: Floats = (worth[:, 0] - worth[:, 1]) / (above - below) / max(1e-9, abs(float(worth.mean())))
        return steep

    def improved(self, point: Floats, numbers: Ints | None = None) -> Floats:
        """The point after every other value of every choice, and some numbers a step up and down, have been tried.

        Args:
            point: `(parts,)`; with those numbers on steps of the sheet.
            numbers: which numbers; none by default.
        """
        changes = [*self._picks(point), *self._steps(point, () if numbers is None else numbers)]
        return self.accepted(point, [_changed(point, change) for change in changes], self.few)

    def accepted(self, point: Floats, others: list[Floats], few: int) -> Floats:
        """The point after those others that are surely better, as far as they are so together.

        Args:
            point: `(parts,)`.
            others: the same with something changed.
            few: seeds that all are tried on.
        """
        if not others:
            return point
        gain = self._gains(point, others, few)[0]
        order = np.argsort(-gain, kind="stable")[:PROMISING].tolist()
        hopeful = [others[at] for at in order if gain[at] > 0.0]
        return self._surely(point, hopeful) if hopeful else point

    def branched(self, point: Floats, reach: float) -> Floats:
        """The point after changes of choice that pay only when the numbers of their round change with them.

        A deal may be worth having at a higher price only: neither the price nor the deal would be found alone.
        """
        changes = self._picks(point)
        if not changes or not self.space.numbers:
            return point
        gain = self._gains(point, [_changed(point, change) for change in changes], self.few)[0]
        tried = [changes[at] for at in np.argsort(-gain, kind="stable")[:PROMISING].tolist()]
        rows = np.stack([self.space.numbers_of(self._round_of(point, change)) for change in tried])
        after = np.stack([_changed(point, change) for change in tried], axis=1)
        branch = np.arange(len(tried))[:, None]
        for pace in BRANCH_PACES:
            steep = self.slopes(after, rows, reach, self.few)
            after[rows, branch] = np.clip(after[rows, branch] + pace * steep / (np.abs(steep) + FLAT), 0.0, 1.0)
        return self._surely(point, list(after.T))

    def _picks(self, point: Floats) -> list[Change]:
        """Every other value of every choice."""
        d = self.space.numbers
        values = [(d + at, pick) for at, size in enumerate(self.space.sizes.tolist()) for pick in range(size)]
        return [(at, float(pick)) for at, pick in values if pick != round(point[at])]

    def _steps(self, point: Floats, numbers: Iterable[int]) -> list[Change]:
        """Some numbers a step of the sheet up and down."""
        steps = self.space.steps
        moves = [(int(at), float(point[at] + sign * steps[at])) for at in numbers for sign in (1, -1)]
        return [(at, value) for at, value in moves if -1e-9 <= value <= 1.0 + 1e-9]

    def _round_of(self, point: Floats, change: Change) -> int:
        at, value = change
        return self.space.round_of(at - self.space.numbers, round(value), round(point[at]))

    def _gains(self, point: Floats, others: list[Floats], seeds: int) -> Floats:
        """What each of the others has over the point, and the standard error of that, `(2, others)`."""
        worth = self.values(np.stack([point, *others], axis=1), self.luck(seeds))
        added = worth[:, 1:] - worth[:, :1]
        return np.stack([added.mean(axis=0), added.std(axis=0) / np.sqrt(seeds)])

    def _surely(self, point: Floats, hopeful: list[Floats]) -> Floats:
        """The point after those of the others that are better by more than luck."""
        gain, error = self._gains(point, hopeful, self.many)
        return self._together(point, [hopeful[at] for at in np.argsort(-gain, kind="stable") if gain[at] > error[at]])

    def _together(self, point: Floats, others: list[Floats]) -> Floats:
        """What the others change, one upon the other, as far as that is best; what is changed once stays so."""
        grown, done = [point], np.zeros(len(point), dtype=np.bool_)
        for other in others:
            moved = other != point
            if not (moved & done).any():
                done |= moved
                grown.append(np.where(moved, other, grown[-1]))
        worth = self.values(np.stack(grown, axis=1), self.luck(self.many)).mean(axis=0)
        return grown[int(worth.argmax())]


def _changed(point: Floats, change: Change) -> Floats:
    """A point with one part at another value."""
    other = point.copy()
    other[change[0]] = change[1]
    return other
