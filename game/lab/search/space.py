"""What a search may choose among: some settings of a course free, the others fixed, as numbers and picks.

What is done once a season (a launch, an entry, an initiative, moving the warehouse) is one pick of a month; all else
is a number or a pick for each round, or one for all rounds.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np

from game.lab.encoding import Code, Course
from game.rules.arrays import Bools, Floats, Ints

ONCE: Final = frozenset({"launch", "market-entry", "initiative"})
MOVED: Final = "site"
COUNTED: Final = 6
"""A number of at most so many steps is picked, step by step: a fifth of a helper more or less is worth too much."""

COVER: Final = 2.2  # no order-up-to level needs to exceed this many times the usual demand of its lead time


class Space:
    """The courses that a search may choose among.

    Args:
        code: the settings as numbers.
        free: shape `(S,)`, True for the settings to be searched.
        base: what the others are; its levels say which orders follow a level.
        steady: one value for all rounds of each setting that is not done once: few variables, found fast.
        counted: numbers of few steps are picked, step by step, like choices.
    """

    def __init__(self, code: Code, free: Bools, base: Course, steady: bool = False, counted: bool = False) -> None:
        self.code, self.base, self.free, self.counted = code, base, free, counted
        self.spans = 1 if steady else code.rounds
        ids = [setting.lever.id for setting in code.settings]
        once = np.array([id_ in ONCE or id_ == MOVED for id_ in ids]) & free
        self.low, self.high = code.low.copy(), code.high.copy()
        for at in np.flatnonzero(base.levels).tolist():
            self.low[at], self.high[at] = 0.0, top_level(code, at)
        step = np.array([setting.step for setting in code.settings])
        steps = np.rint((self.high - self.low) / np.where(step > 0.0, step, 1.0)).astype(np.int64)
        self.few = (code.size == 0) & (step > 0.0) & (steps <= COUNTED)
        picked = self.few & counted
        self.size = np.where(picked, steps + 1, code.size)
        self.unit = np.where(picked, step, 1.0)
        self.number_rows = np.flatnonzero((self.size == 0) & free)
        self.choice_rows = np.flatnonzero((self.size > 0) & free & ~once)
        self.once_rows = np.flatnonzero(once)
        sizes = [int(self.size[at]) for at in self.choice_rows for _ in range(self.spans)]
        sizes += [1 + code.rounds * (int(code.size[at]) - 1) for at in self.once_rows]
        self.sizes = np.array(sizes, dtype=np.int64)

    @property
    def numbers(self) -> int:
        """How many numbers there are to choose."""
        return self.spans * len(self.number_rows)

    @property
    def choices(self) -> int:
        """How many picks there are to make."""
        return len(self.sizes)

    def courses(self, shares: Floats, picks: Ints) -> Course:
        """Courses from numbers as shares of their range, `(numbers, n)`, and picks, `(choices, n)`."""
        n = shares.shape[1]
        values = np.empty((self.code.rounds, len(self.code.settings), n))
        values[:] = self.base.values
        low, high = self.low[self.number_rows, None], self.high[self.number_rows, None]
        values[:, self.number_rows] = low + shares.reshape(self.spans, -1, n) * (high - low)
        plain = len(self.choice_rows) * self.spans
        chosen = picks[:plain].reshape(-1, self.spans, n).transpose(1, 0, 2)
        unit, least = self.unit[self.choice_rows, None], self.low[self.choice_rows, None]
        values[:, self.choice_rows] = least + chosen * unit
        for at, pick in zip(self.once_rows.tolist(), picks[plain:], strict=True):
            values[:, at] = self._unfolded(at, pick)
        return Course(values, self.base.levels)

    def shares(self, course: Course) -> Floats:
        """The numbers of one course as shares of their range, `(numbers,)`."""
        low, high = self.low[self.number_rows], self.high[self.number_rows]
        found = course.values[: self.spans, self.number_rows, 0]
        within: Floats = np.clip((found - low) / np.where(high > low, high - low, 1.0), 0.0, 1.0)
        return within.reshape(-1)

    def picks(self, course: Course) -> Ints:
        """The picks of one course, `(choices,)`."""
        chosen = course.values[: self.spans, self.choice_rows, 0] - self.low[self.choice_rows]
        plain = np.rint(chosen / self.unit[self.choice_rows]).T.reshape(-1)
        once = [self._folded(at, course.values[:, at, 0]) for at in self.once_rows.tolist()]
        return np.concatenate([plain, np.array(once)]).astype(np.int64)

    def point(self, course: Course) -> Floats:
        """The numbers of one course as shares, and its picks behind them: `(numbers + choices,)`."""
        return np.concatenate([self.shares(course), self.picks(course).astype(np.float64)])

    def points(self, courses: Course) -> Floats:
        """The points of `n` courses, `(numbers + choices, n)`."""
        return np.stack([self.point(courses.part(at, at + 1)) for at in range(courses.seasons)], axis=1)

    def at(self, points: Floats) -> Course:
        """The courses at some points, `(numbers + choices, n)`."""
        return self.courses(points[: self.numbers], np.rint(points[self.numbers :]).astype(np.int64))

    def picked(self) -> Space:
        """The same with numbers of few steps as picks."""
        return self if self.counted else Space(self.code, self.free, self.base, self.spans == 1, counted=True)

    def alike(self) -> list[Ints]:
        """The picks of each lever that has several items, all its items in one round: places among the choices."""
        ids = [self.code.settings[at].lever.id for at in self.choice_rows.tolist()]
        items = [[at for at, id_ in enumerate(ids) if id_ == lever] for lever in dict.fromkeys(ids)]
        several = [np.array(places) * self.spans for places in items if len(places) > 1]
        return [places + span for places in several for span in range(self.spans)]

    @property
    def steps(self) -> Floats:
        """A step of each number on the sheet, as a share of its range, `(numbers,)`."""
        wide = np.maximum(1e-9, self.high - self.low)[self.number_rows]
        each = np.array([setting.step for setting in self.code.settings])[self.number_rows]
        return np.tile(each / wide, self.spans)

    def numbers_of(self, span: int) -> Ints:
        """The numbers of one round (of all, when they are steady)."""
        each = len(self.number_rows)
        return np.arange(span * each, (span + 1) * each)

    def stepped(self, course: Course) -> Course:
        """The same course with every free number on a step that a person can enter."""
        values = course.values.copy()
        for at in np.flatnonzero((self.code.size == 0) & self.free).tolist():
            setting = self.code.settings[at]
            if setting.step > 0.0:
                steps = np.rint((values[:, at] - setting.low) / setting.step)
                values[:, at] = np.clip(setting.low + steps * setting.step, self.low[at], self.high[at])
        return Course(values, course.levels)

    def _unfolded(self, at: int, pick: Ints) -> Floats:
        """The rounds of what is done once: pick 0 = never, else which value and from which round on."""
        r, start = self.code.rounds, self.code.default[at]
        when, place = (pick - 1) % r, (pick - 1) // r
        value = np.where(place < start, place, place + 1)
        done = (pick > 0) & (np.arange(r)[:, None] >= when)
        return np.where(done, value, start)

    def _folded(self, at: int, rounds: Floats) -> int:
        start = self.code.default[at]
        moved = np.flatnonzero(rounds != start)
        if not len(moved):
            return 0
        value = rounds[moved[0]]
        place = value if value < start else value - 1.0
        return 1 + int(place) * self.code.rounds + int(moved[0])


def top_level(code: Code, at: int) -> float:
    """The highest level worth trying: a lead time's demand at twice the usual, wherever it could be sold."""
    item, products = code.settings[at].item, code.scenario.world.products
    usual = float(products.base[item].sum())
    return COVER * usual * (float(products.lead[0, item]) + 1.0)


def with_orders_up_to(code: Code, course: Course) -> Course:
    """A course whose orders follow a level: a lead time's usual demand and a tenth, unless it has levels already."""
    if course.levels.any():
        return course
    values = course.values.copy()
    for at in np.flatnonzero(code.orders).tolist():
        values[:, at] = top_level(code, at) / 2.0
    return replace(course, values=values, levels=code.orders)


def everything(code: Code) -> Bools:
    """All settings free."""
    return np.ones(len(code.settings), dtype=np.bool_)
