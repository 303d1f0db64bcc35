"""The search for a good course: cross-entropy over numbers and choices at once.

Rubinstein's cross-entropy method: sample courses, keep the best few, move the sampling towards them. Numbers are
Gaussian, choices have a probability for each value, and what is done once a season (a launch, an entry, an
initiative, moving the warehouse) is one choice of a month. Luck is common: all courses of a generation meet the same
few seeds, and the seeds rotate.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from game.lab.encoding import STOCK, Code, Course
from game.lab.playing import Measure, Stage, crossed, joint, luck_of
from game.rules.arrays import Bools, Floats, Ints
from game.rules.draws import seeds_from

ONCE: Final = frozenset({"launch", "market-entry", "initiative"})
MOVED: Final = "site"
COVER: Final = 2.2  # an order-up-to level never needs to exceed this many times the usual demand of its lead time


@dataclass(frozen=True)
class Budget:
    """How much work a search may do.

    Args:
        courses: courses sampled in a generation.
        generations: generations.
        seeds: seeds that each course of a generation is played on.
        elite: share of the courses that the sampling moves towards.
        keep: weight of the sampling as it was.
        spread: the first standard deviation, as a share of a number's range.
    """

    courses: int = 400
    generations: int = 100
    seeds: int = 4
    elite: float = 0.1
    keep: float = 0.3
    spread: float = 0.25

    @property
    def seasons(self) -> int:
        """Seasons that the search plays."""
        return self.courses * self.generations * self.seeds


@dataclass(frozen=True)
class Found:
    """What a search came to."""

    course: Course  # one season's
    value: float  # mean of the measure over the seeds of the last generations
    seasons: int  # seasons played


class Space:
    """The courses that a search may choose among: some settings free in every round, the others as in `base`.

    Args:
        code: the settings as numbers.
        free: shape `(S,)`, True for the settings to be searched.
        base: what the others are.
        steady: one value for all rounds of each setting that is not done once: few variables, found fast.
    """

    def __init__(self, code: Code, free: Bools, base: Course, steady: bool = False) -> None:
        self.code, self.base, self.steady = code, base, steady
        self.spans = 1 if steady else code.rounds
        ids = [setting.lever.id for setting in code.settings]
        once = np.array([id_ in ONCE or id_ == MOVED for id_ in ids]) & free
        plain = (code.size > 0) & free & ~once
        self.number_rows = np.flatnonzero((code.size == 0) & free)
        self.choice_rows, self.once_rows = np.flatnonzero(plain), np.flatnonzero(once)
        self.low, self.high = code.low.copy(), code.high.copy()
        for at in np.flatnonzero(base.levels):
            self.low[at], self.high[at] = 0.0, _top_level(code, int(at))
        r = code.rounds
        sizes = [int(code.size[at]) for at in self.choice_rows for _ in range(self.spans)]
        sizes += [1 + r * (int(code.size[at]) - 1) for at in self.once_rows]
        self.sizes = np.array(sizes, dtype=np.int64)

    @property
    def numbers(self) -> int:
        """Number variables."""
        return self.spans * len(self.number_rows)

    def courses(self, shares: Floats, picks: Ints) -> Course:
        """Courses from numbers as shares of their range `(D, n)` and picks among the choices `(C, n)`."""
        r, n = self.code.rounds, shares.shape[1]
        values = np.empty((r, len(self.code.settings), n))
        values[:] = self.base.values
        low, high = self.low[self.number_rows, None], self.high[self.number_rows, None]
        values[:, self.number_rows] = low + shares.reshape(self.spans, -1, n) * (high - low)
        plain = len(self.choice_rows) * self.spans
        values[:, self.choice_rows] = picks[:plain].reshape(-1, self.spans, n).transpose(1, 0, 2)
        for at, pick in zip(self.once_rows, picks[plain:], strict=True):
            values[:, at] = self._unfolded(int(at), pick)
        return Course(values, self.base.levels)

    def _unfolded(self, at: int, pick: Ints) -> Floats:
        """The rounds of what is done once: pick 0 = never, else 1 + (value - 1) * rounds + the round it is done in."""
        r, start = self.code.rounds, self.code.default[at]
        when, value = (pick - 1) % r, 1.0 + (pick - 1) // r
        value = np.where(value <= start, value - 1.0, value) if self.code.size[at] > 2 else 1.0
        done = (pick > 0) & (np.arange(r)[:, None] >= when)
        return np.where(done, value, start)

    def shares(self, course: Course) -> Floats:
        """The numbers of one course as shares of their range, `(D,)`."""
        low, high = self.low[self.number_rows], self.high[self.number_rows]
        found = course.values[: self.spans, self.number_rows, 0]
        return np.clip((found - low) / np.where(high > low, high - low, 1.0), 0.0, 1.0).reshape(-1)

    def picks(self, course: Course) -> Ints:
        """The choices of one course, `(C,)`."""
        plain = course.values[: self.spans, self.choice_rows, 0].T.reshape(-1)
        once = [self._folded(int(at), course.values[:, at, 0]) for at in self.once_rows]
        return np.concatenate([plain, np.array(once)]).astype(np.int64)

    def _folded(self, at: int, rounds: Floats) -> int:
        start = self.code.default[at]
        moved = np.flatnonzero(rounds != start)
        if not len(moved):
            return 0
        value = rounds[moved[0]]
        place = (value if value < start else value - 1.0) if self.code.size[at] > 2 else 0.0
        return 1 + int(place) * self.code.rounds + int(moved[0])

    def stepped(self, course: Course) -> Course:
        """The same course with every free number on a step that a person can enter."""
        values = course.values.copy()
        for at in self.number_rows.tolist():
            setting = self.code.settings[at]
            steps = np.rint((values[:, at] - setting.low) / setting.step) if setting.step > 0 else 0.0
            values[:, at] = np.clip(setting.low + steps * setting.step, self.low[at], self.high[at])
        return Course(values, course.levels)


def _top_level(code: Code, at: int) -> float:
    """The highest level worth trying: a lead time's demand at twice the usual, wherever it could be sold."""
    item, products = code.settings[at].item, code.scenario.world.products
    usual = float(products.base[item].sum())
    return COVER * usual * (float(products.lead[0, item]) + 1.0)


@dataclass(frozen=True)
class Cloud:
    """Where the sampling stands: numbers `(D,)` each, choices `(C, K)`."""

    mean: Floats
    spread: Floats
    chances: Floats

    def sampled(self, n: int, dice: np.random.Generator) -> tuple[Floats, Ints]:
        """`n` draws: shares `(D, n)` and picks `(C, n)`; the first is the middle of the cloud."""
        shares = self.mean[:, None] + self.spread[:, None] * dice.standard_normal((len(self.mean), n))
        shares = np.clip(shares, 0.0, 1.0)
        steps = np.cumsum(self.chances, axis=1)[:, :-1]
        picks = np.add.reduce(dice.random((len(self.chances), 1, n)) > steps[:, :, None], axis=1)
        shares[:, 0], picks[:, 0] = self.mean, self.chances.argmax(axis=1)
        return shares, picks.astype(np.int64)

    def moved(self, shares: Floats, picks: Ints, keep: float) -> Cloud:
        """The cloud after looking at the elite."""
        seen = np.add.reduce(picks[:, None, :] == np.arange(self.chances.shape[1])[:, None], axis=2) / picks.shape[1]
        return Cloud(
            keep * self.mean + (1.0 - keep) * shares.mean(axis=1),
            keep * self.spread + (1.0 - keep) * shares.std(axis=1),
            keep * self.chances + (1.0 - keep) * seen,
        )


def cloud_around(space: Space, start: Course, spread: float, sure: float = 0.6) -> Cloud:
    """The first cloud: around a course, every choice possible."""
    widest = int(space.sizes.max()) if len(space.sizes) else 1
    open_ = np.arange(widest) < space.sizes[:, None]
    chances = np.where(open_, (1.0 - sure) / np.maximum(space.sizes, 1)[:, None], 0.0)
    chances[np.arange(len(space.sizes)), space.picks(start)] += sure
    mean = space.shares(start)
    return Cloud(mean, np.full(len(mean), spread), chances)


def search(
    stage: Stage,
    space: Space,
    start: Course,
    budget: Budget,
    seed: int,
    measure: Measure = joint,
    watch: Callable[[int], None] | None = None,
) -> Found:
    """The best course found from a start.

    Args:
        stage: where it is played.
        space: what may be chosen.
        start: the course the first cloud lies around.
        budget: how much work.
        seed: of the sampling and of the luck met; the same seed finds the same course.
        measure: what is to be large, summed over the season.
        watch: told the seasons played after each generation.
    """
    dice = np.random.default_rng(seed)
    cloud = cloud_around(space, start, budget.spread)
    elite = max(2, int(budget.courses * budget.elite))
    value = -np.inf
    for generation in range(budget.generations):
        luck = luck_of(stage.world, seeds_from(1_000_000 * (seed + 1) + generation * budget.seeds, budget.seeds))
        shares, picks = cloud.sampled(budget.courses, dice)
        worth = crossed(stage, space.courses(shares, picks), luck, measure).mean(axis=0)
        best = np.argpartition(-worth, elite)[:elite]
        cloud = cloud.moved(shares[:, best], picks[:, best], budget.keep)
        value = float(worth[0])
        if watch is not None:
            watch((generation + 1) * budget.courses * budget.seeds)
    middle = space.courses(cloud.mean[:, None], cloud.chances.argmax(axis=1)[:, None])
    return Found(space.stepped(middle), value, budget.seasons)


def everything(code: Code) -> Bools:
    """All settings free."""
    return np.ones(len(code.settings), dtype=np.bool_)


def with_orders_up_to(code: Code, course: Course) -> Course:
    """A course whose orders follow a level: a lead time's usual demand and a tenth, unless it has levels already."""
    if course.levels.any():
        return course
    values = course.values.copy()
    for at in np.flatnonzero(code.orders).tolist():
        values[:, at] = _top_level(code, at) / 2.0
    return replace(course, values=values, levels=code.orders)


__all__ = ["STOCK", "Budget", "Found", "Space", "everything", "search", "with_orders_up_to"]
