"""The coarse search: cross-entropy over numbers and choices at once.

Rubinstein's cross-entropy method: sample courses, keep the best few, move the sampling towards them. Numbers are
Gaussian, choices have a chance for each value. Luck is common: all courses of a generation meet the same few seeds,
and the seeds rotate, so that no course is found that fits one luck only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import NormalDist
from typing import Final

import numpy as np

from game.lab.encoding import Course
from game.lab.playing import Measure, Stage, crossed, joint, luck_of
from game.lab.search.space import Space
from game.rules.arrays import Floats, Ints
from game.rules.draws import Draws, seeds_from

QUANTILE: Final = np.frompyfunc(NormalDist().inv_cdf, 1, 1)
"""The standard normal number that a given share lies below."""

LEAST: Final = 2.0**-60
"""A share of nothing has no normal number."""


def balanced(luck: Sequence[Draws], dice: np.random.Generator, groups: int = 1) -> list[Draws]:
    """The luck of each round for `k` seasons with every draw spread evenly over them.

    Of sixteen seasons in which a launch fails one time in five, one meets six failures and another one. A search that
    compares courses on few seasons then fits the luck. Here each draw falls once into each of `k` parts of its
    distribution that are equally likely, where in it by lot, and in which season by lot (Latin hypercube sampling,
    McKay, Beckman & Conover 1979): each season alone is as likely as ever, and means over the seasons are much less
    noisy.

    Args:
        luck: where each draw's seasons stand in order of luck; they keep that order.
        dice: where in its part each draw falls.
        groups: of seasons in a row, alike in number and each balanced by itself: how far their means lie apart tells
            how sure the mean of all is, which the seasons of one group cannot tell.
    """
    # A launch succeeds or not by itself, whenever it comes: these two are the same in every round.
    success, failure = _normals(luck[0].success, dice, groups), _shares(luck[0].failure, dice, groups)
    return [
        replace(
            draws, success=success, failure=failure,
            demand=_normals(draws.demand, dice, groups), company=_normals(draws.company, dice, groups),
            month=_normals(draws.month, dice, groups), inbound=_shares(draws.inbound, dice, groups),
        )
        for draws in luck
    ]  # fmt: skip


def _shares(cells: Floats, dice: np.random.Generator, groups: int) -> Floats:
    """Uniform draws, `(k, ...)`, one in each of the parts of its group; what is never drawn stays 0."""
    apart = cells.reshape(groups, -1, *cells.shape[1:])
    order = apart.argsort(axis=1).argsort(axis=1).reshape(cells.shape)
    even = np.maximum(LEAST, (order + dice.random(cells.shape)) / apart.shape[1])
    return np.asfortranarray(np.where(cells == 0.0, 0.0, even))


def _normals(cells: Floats, dice: np.random.Generator, groups: int) -> Floats:
    """The same of normal draws."""
    even = _shares(cells, dice, groups)
    return np.asarray(QUANTILE(np.where(even > 0.0, even, 0.5)), dtype=np.float64)  # of one half it is 0 to the bit


STREET = 1_000_000
"""Seeds set aside for the luck of one search."""


@dataclass(frozen=True)
class Sampling:
    """How much work a coarse search does."""

    courses: int = 300  # courses sampled in a generation
    generations: int = 40  # generations; 0 = the start is taken as it is
    seeds: int = 2  # seeds that each course of a generation is played on
    elite: float = 0.1  # share of the courses that the sampling moves towards
    keep: float = 0.3  # weight of the sampling as it was
    spread: float = 0.3  # the first standard deviation, as a share of a number's range
    sure: float = 0.6  # the first chance of each choice of the start

    @property
    def seasons(self) -> int:
        """Seasons that the search plays."""
        return self.courses * self.generations * self.seeds


@dataclass(frozen=True)
class Reached:
    """What a search came to: one season's plans, and the seasons played to find them."""

    course: Course
    seasons: int


@dataclass(frozen=True)
class Cloud:
    """Where the sampling stands: numbers `(numbers,)` each, chances `(choices, most values)`."""

    mean: Floats
    spread: Floats
    chances: Floats

    def sampled(self, n: int, dice: np.random.Generator) -> tuple[Floats, Ints]:
        """`n` draws: shares `(numbers, n)` and picks `(choices, n)`; the first is the middle of the cloud."""
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


def cloud_around(space: Space, start: Course, sampling: Sampling) -> Cloud:
    """The first cloud: around a course, every choice possible."""
    widest = int(space.sizes.max()) if space.choices else 1
    open_ = np.arange(widest) < space.sizes[:, None]
    chances = np.where(open_, (1.0 - sampling.sure) / np.maximum(space.sizes, 1)[:, None], 0.0)
    chances[np.arange(space.choices), space.picks(start)] += sampling.sure
    mean = space.shares(start)
    return Cloud(mean, np.full(len(mean), sampling.spread), chances)


def search(
    stage: Stage, space: Space, start: Course, sampling: Sampling, seed: int, measure: Measure = joint
) -> Reached:
    """The best course found from a start.

    Args:
        stage: where it is played.
        space: what may be chosen.
        start: the course the first cloud lies around.
        sampling: how much work.
        seed: of the sampling and of the luck met; the same seed finds the same course.
        measure: what is to be large, summed over the season.
    """
    if not sampling.generations:
        return Reached(start, 0)
    dice = np.random.default_rng(seed)
    cloud = cloud_around(space, start, sampling)
    elite = max(2, int(sampling.courses * sampling.elite))
    for generation in range(sampling.generations):
        luck = luck_of(stage.ready, seeds_from(STREET * (seed + 1) + generation * sampling.seeds, sampling.seeds))
        shares, picks = cloud.sampled(sampling.courses, dice)
        worth = crossed(stage, space.courses(shares, picks), luck, measure).mean(axis=0)
        best = np.argpartition(-worth, elite)[:elite]
        cloud = cloud.moved(shares[:, best], picks[:, best], sampling.keep)
    return Reached(space.courses(cloud.mean[:, None], cloud.chances.argmax(axis=1)[:, None]), sampling.seasons)
