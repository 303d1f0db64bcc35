"""The fine search: up the slope in all numbers at once, then through every other value of every choice, in turns.

The slope is exact but for luck: two courses for each number, a little less and a little more of it, all of them
meeting the same few seeds in one batch. Steps are Adam's (Kingma & Ba 2015), which suit slopes that luck makes noisy,
and the last steps are averaged (Polyak & Juditsky 1992). A change of choice is first tried alone on a few seeds, the
promising ones again on many, and then together.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from game.lab.encoding import Course
from game.lab.playing import Measure, Stage, crossed, joint, luck_of
from game.lab.search import STREET, Found
from game.lab.space import Space
from game.rules.arrays import Floats, Ints
from game.rules.draws import Draws, seeds_from

MEMORY, CALM = 0.8, 0.95  # how long the climb remembers slopes, and their size
FLAT = 1e-3  # a number whose whole range moves the value by less than this share of it hardly moves
PROMISING = 24  # changes of choice that are tried on many seeds
BRANCH_PACES = (0.06, 0.04, 0.03)  # steps of the numbers that answer a change of choice
Pick: TypeAlias = tuple[int, int]  # a choice, and the value it is changed to


@dataclass(frozen=True)
class Climb:
    """How much work a fine search does.

    Args:
        turns: how often choices and numbers take turns; 0 = the start is taken as it is.
        steps: steps up the slope in a turn.
        seeds: seeds that a slope is measured on.
        pace: length of a first step, as a share of a number's range; it shortens turn by turn.
        reach: how far apart the two courses of a slope lie.
        few: seeds that each change of choice is tried on.
        many: seeds that promising changes are tried on, and that turns are compared on.
    """

    turns: int = 5
    steps: int = 20
    seeds: int = 4
    pace: float = 0.02
    reach: float = 0.02
    few: int = 4
    many: int = 64


@dataclass
class _Climber:
    """One climb under way."""

    stage: Stage
    space: Space
    climb: Climb
    measure: Measure
    next_seed: int
    seasons: int = 0

    def luck(self, seeds: int) -> list[Draws]:
        """Luck that this climb has not met yet."""
        self.next_seed += seeds
        return luck_of(self.stage.world, seeds_from(self.next_seed - seeds, seeds))

    def values(self, shares: Floats, picks: Ints, luck: list[Draws]) -> Floats:
        """The measure of every course under every luck, `(k, n)`."""
        n = max(shares.shape[1], picks.shape[1])
        self.seasons += n * len(luck[0].company)
        wide = np.broadcast_to(shares, (len(shares), n)), np.broadcast_to(picks, (len(picks), n))
        return crossed(self.stage, self.space.courses(*wide), luck, self.measure)

    def ascended(self, shares: Floats, picks: Ints, pace: float) -> Floats:
        """The numbers after some steps up the slope: the mean of the last third."""
        if not len(shares):
            return shares
        slope, size, late = np.zeros(len(shares)), np.zeros(len(shares)), []
        for step in range(1, self.climb.steps + 1):
            steep = self._slope(shares, picks)
            slope = MEMORY * slope + (1.0 - MEMORY) * steep
            size = CALM * size + (1.0 - CALM) * steep * steep
            forward = slope / (1.0 - MEMORY**step) / (np.sqrt(size / (1.0 - CALM**step)) + FLAT)
            left = 1.0 - 0.9 * (step - 1) / self.climb.steps
            shares = np.clip(shares + pace * left * forward, 0.0, 1.0)
            if 3 * step >= 2 * self.climb.steps:
                late.append(shares)
        mean: Floats = np.mean(late, axis=0)
        return mean

    def _slope(self, shares: Floats, picks: Ints) -> Floats:
        """What one more range of each number would add, as a share of the value."""
        d, reach = len(shares), self.climb.reach
        above, below = np.minimum(1.0, shares + reach), np.maximum(0.0, shares - reach)
        tried = np.repeat(shares[:, None], 2 * d, axis=1)
        at = np.arange(d)
        tried[at, at], tried[at, d + at] = above, below
        worth = self.values(tried, picks[:, None], self.luck(self.climb.seeds)).mean(axis=0)
        steep: Floats = (worth[:d] - worth[d:]) / (above - below) / max(1e-9, abs(float(worth.mean())))
        return steep

    def others(self, picks: Ints) -> list[Pick]:
        """Every other value of every choice."""
        values = [(at, pick) for at, size in enumerate(self.space.sizes.tolist()) for pick in range(size)]
        return [(at, pick) for at, pick in values if pick != picks[at]]

    def improved(self, shares: Floats, picks: Ints) -> Ints:
        """The picks after every other value of each has been tried."""
        others = self.others(picks)
        if not others:
            return picks
        gains = self._gains(shares, picks, others, self.climb.few)
        order = np.argsort(-gains[0], kind="stable")[:PROMISING]
        hopeful = [others[index] for index in order.tolist() if gains[0, index] > 0.0]
        if not hopeful:
            return picks
        gains = self._gains(shares, picks, hopeful, self.climb.many)
        sure = [hopeful[i] for i in np.argsort(-gains[0], kind="stable").tolist() if gains[0, i] > gains[1, i]]
        return self._together(shares, picks, sure)

    def _gains(self, shares: Floats, picks: Ints, changes: list[Pick], seeds: int) -> Floats:
        """What each change adds alone, and the standard error of that, `(2, changes)`."""
        tried = np.repeat(picks[:, None], len(changes) + 1, axis=1)
        for column, (at, pick) in enumerate(changes, start=1):
            tried[at, column] = pick
        worth = self.values(shares[:, None], tried, self.luck(seeds))
        added = worth[:, 1:] - worth[:, :1]
        return np.stack([added.mean(axis=0), added.std(axis=0) / np.sqrt(seeds)])

    def branched(self, shares: Floats, picks: Ints) -> tuple[Floats, Ints]:
        """Numbers and picks after changes of choice that pay only when the numbers of their round change with them.

        A deal may be worth having at a higher price only: neither the price nor the deal would be found alone.
        """
        others = self.others(picks)
        if not others or not len(shares):
            return shares, picks
        gains = self._gains(shares, picks, others, self.climb.few)[0]
        tried = [others[at] for at in np.argsort(-gains, kind="stable")[:PROMISING].tolist()]
        rows = np.stack([self.space.numbers_of(self.space.round_of(at, pick, int(picks[at]))) for at, pick in tried])
        after, changed = np.repeat(shares[:, None], len(tried), axis=1), np.repeat(picks[:, None], len(tried), axis=1)
        for branch, (at, pick) in enumerate(tried):
            changed[at, branch] = pick
        for pace in BRANCH_PACES:
            steep = self._branch_slopes(after, changed, rows)
            forward = pace * steep / (np.abs(steep) + FLAT)
            for branch, own in enumerate(rows):
                after[own, branch] = np.clip(after[own, branch] + forward[branch], 0.0, 1.0)
        return self._grafted(shares, picks, after, changed, rows)

    def _branch_slopes(self, shares: Floats, picks: Ints, rows: Ints) -> Floats:
        """The slopes of each branch in the numbers of its own round, `(branches, numbers of a round)`."""
        count, each = rows.shape
        tried = np.repeat(shares, 2 * each, axis=1)
        column = np.arange(count * 2 * each).reshape(count, 2, each)
        moved = shares[rows, np.arange(count)[:, None]]
        above, below = np.minimum(1.0, moved + self.climb.reach), np.maximum(0.0, moved - self.climb.reach)
        tried[rows, column[:, 0]], tried[rows, column[:, 1]] = above, below
        worth = self.values(tried, np.repeat(picks, 2 * each, axis=1), self.luck(self.climb.few)).mean(axis=0)
        worth = worth.reshape(count, 2, each)
        steep: Floats = (worth[:, 0] - worth[:, 1]) / (above - below) / max(1e-9, abs(float(worth.mean())))
        return steep

    def _grafted(self, shares: Floats, picks: Ints, after: Floats, changed: Ints, rows: Ints) -> tuple[Floats, Ints]:
        """The branches that pay, one upon the other as long as they are of different rounds and it gets better."""
        luck = self.luck(self.climb.many)
        worth = self.values(np.column_stack([shares, after]), np.column_stack([picks, changed]), luck)
        added = worth[:, 1:] - worth[:, :1]
        gain, error = added.mean(axis=0), added.std(axis=0) / np.sqrt(len(worth))
        grown, taken = [(shares, picks)], set()
        for branch in np.argsort(-gain, kind="stable").tolist():
            if gain[branch] <= error[branch] or int(rows[branch, 0]) in taken:
                continue
            taken.add(int(rows[branch, 0]))
            numbers, choices = grown[-1][0].copy(), grown[-1][1].copy()
            numbers[rows[branch]] = after[rows[branch], branch]
            at = np.flatnonzero(changed[:, branch] != picks)
            choices[at] = changed[at, branch]
            grown.append((numbers, choices))
        tried = [np.stack(parts, axis=1) for parts in zip(*grown, strict=True)]
        return grown[int(self.values(tried[0], tried[1], luck).mean(axis=0).argmax())]

    def _together(self, shares: Floats, picks: Ints, changes: list[Pick]) -> Ints:
        """The changes one upon the other, as far as that is best; of two values for one choice the better."""
        rows, done = [picks], set()
        for at, pick in changes:
            if at not in done:
                done.add(at)
                row = rows[-1].copy()
                row[at] = pick
                rows.append(row)
        tried = np.stack(rows, axis=1)
        worth = self.values(shares[:, None], tried, self.luck(self.climb.many)).mean(axis=0)
        return rows[int(worth.argmax())]


def climb(stage: Stage, space: Space, start: Course, climb_: Climb, seed: int, measure: Measure = joint) -> Found:
    """The best course found up the slope from a start, every number on a step that a person can enter.

    Args:
        stage: where it is played.
        space: what may be chosen.
        start: where the climb begins.
        climb_: how much work.
        seed: of the luck met; the same seed finds the same course.
        measure: what is to be large, summed over the season.
    """
    climber = _Climber(stage, space, climb_, measure, STREET * (seed + 1) + STREET // 2)
    shares, picks = space.shares(start), space.picks(start)
    seen = [space.stepped(space.courses(shares[:, None], picks[:, None]))]
    for turn in range(climb_.turns):
        picks = climber.improved(shares, picks)
        shares, picks = climber.branched(shares, picks)
        shares = climber.ascended(shares, picks, climb_.pace / (1.0 + 0.5 * turn))
        seen.append(space.stepped(space.courses(shares[:, None], picks[:, None])))
    values = np.concatenate([course.values for course in seen], axis=2)
    worth = crossed(stage, Course(values, start.levels), climber.luck(climb_.many), measure).mean(axis=0)
    return Found(seen[int(worth.argmax())], climber.seasons + len(seen) * climb_.many)
