"""The wide search: a handful of courses that climb, take grafts from one another and are kicked, many times over.

A climb stops where no single change pays; a kick leaves that place, and a graft brings home what was found elsewhere.
Such searches are called memetic (Moscato 1989). Kicks draw choices anew, for a climb finds the numbers that go with
them. Numbers move freely meanwhile; only the finish puts them on steps.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, TypeAlias

import numpy as np

from game.lab.encoding import Course
from game.lab.playing import Measure, Stage
from game.lab.search.changing import Trial, best_first, grafted
from game.lab.search.climbing import Climb, ascended, branched, on_steps, settled, trial_of
from game.lab.search.coarse import STREET
from game.lab.search.space import Space
from game.lab.workers import Workers
from game.rules.arrays import Floats, Ints

Told = Callable[[], None] | None
Grown: TypeAlias = tuple[Floats, Floats, int]
"""Points, `(parts, n)`, what each is worth, `(n,)`, and the seasons that were played for it."""


@dataclass(frozen=True)
class Kick:
    """How far a kick throws."""

    choices: float  # chance that a choice is drawn anew
    once: float  # the same for what is done once a season
    spread: float  # standard deviation added to numbers, as a share of their range


FAR: Final = Kick(choices=0.15, once=0.2, spread=0.02)
NEAR: Final = Kick(choices=0.06, once=0.12, spread=0.0)


@dataclass(frozen=True)
class Generations:
    """How much work a wide search is."""

    times: int = 4  # generations; 0 = none
    members: int = 8  # courses of a generation
    anew: int = 3  # how many of them, the worst, begin each generation as kicks of the best two
    donors: int = 2  # others that each course may take grafts from; the best takes from all
    # each course's climb in a generation; its turns and walks are not read
    climb: Climb = field(default_factory=lambda: Climb(steps=16, seeds=16, pace=0.045, few=4, many=64))
    # the last climb
    finish: Climb = field(default_factory=lambda: Climb(turns=1, steps=48, seeds=64, pace=0.02, few=16, many=128))
    finalists: int = 2  # courses that are finished

    @property
    def settling(self) -> int:
        """The last generations, in which numbers of few steps are picked, step by step."""
        return max(1, self.times // 2)


NONE: Final = Generations(times=0)

LOTS: Final = 2
"""Jobs of a generation, whoever does them: so that one process and two find the same."""

SLOWING: Final = 0.3
"""How much shorter the first step of a climb gets with each generation."""

OPENING: Final = 2
"""Turns of choices and a few steps with which the first generation begins: far from the top numbers need not settle."""

COMPARED: Final = 128
"""Seasons, of balanced luck, on which the courses of a search are compared."""

STREETS: Final = STREET // 1000
"""Seeds that a search has for the luck of its jobs."""

LARGE: Final = 0.04
"""A step of the sheet that is at least this share of its range is tried, not rounded away."""


def breed(
    stage: Stage, space: Space, first: Sequence[Course], work: Generations, seed: int, measure: Measure,
    workers: Workers, told: Told = None,
) -> tuple[list[Course], int]:  # fmt: skip
    """The courses after all generations, the best first, numbers still off their steps, and the seasons that took.

    Args:
        stage: where they are played.
        space: what may be chosen.
        first: the first courses, the best first; kicks of the best make up the number.
        work: how much.
        seed: of the luck and the kicks.
        measure: what is to be large.
        workers: who does the work.
        told: told after each generation.
    """
    dice, played, judge = np.random.default_rng([seed, 0x6B]), 0, STREETS * seed + STREETS - 1
    points = [space.point(course) for course in first[: work.members]]
    points += [kicked(space, points[0], FAR, dice) for _ in range(work.members - len(points))]
    for time in range(work.times):
        kicks = work.anew if time else 0
        points, best = points[: work.members - kicks], points[:2]
        points += [kicked(space, best[dice.integers(0, len(best))], NEAR, dice) for _ in range(kicks)]
        slower = replace(work.climb, pace=work.climb.pace / (1.0 + SLOWING * time))
        number = STREETS * seed + 2 * LOTS * time
        settling = time == work.times - work.settling
        climbs = []
        for lot in range(LOTS):
            some, branching = np.stack(points[lot::LOTS], axis=1), len(points[lot : work.members - kicks : LOTS])
            climbs.append((stage, space, some, slower, not time, settling, branching, number + lot, judge, measure))
        grown = workers.each(climbed, climbs)
        space = space.picked() if settling else space
        pool = _ranked(grown)
        wishes = [(at, _donors(at, work, dice)) for at in range(work.members)]
        grafts = [(stage, space, pool, wishes[lot::LOTS], work.climb, number + LOTS + lot, judge, measure)
                  for lot in range(LOTS)]  # fmt: skip
        taken = workers.each(engrafted, grafts)
        points = list(_ranked(taken).T)
        played += sum(seasons for _, _, seasons in (*grown, *taken))  # exact: whole numbers
        if told is not None:
            told()
    return [space.at(point[:, None]) for point in points], played


def climbed(
    stage: Stage, space: Space, points: Floats, work: Climb, first: bool, settling: bool, branching: int, seed: int,
    judge: int, measure: Measure,
) -> Grown:  # fmt: skip
    """Some points, `(parts, n)`, climbed from side by side.

    Args:
        stage: where they are played.
        space: what may be chosen.
        points: the points.
        work: how much.
        first: whether this is the first generation.
        settling: whether numbers of few steps are settled first, and picked from then on: points of `space.picked()`.
        branching: how many of them, the first, try changes that numbers answer; what was just kicked climbs first.
        seed: of the luck.
        judge: seed of the luck on which all points of a search are compared.
        measure: what is to be large.
    """
    trial = trial_of(stage, space, work, seed, measure)
    if settling:
        courses = space.at(settled(trial, points, work.seeds, work.pace))
        trial.space = space.picked()
        points = trial.space.points(courses)
    for turn in range(OPENING if first else 0):
        points = trial.improved(points)
        points = branched(trial, points, work.pace) if turn else points
        points = _risen(trial, points, work, work.steps // 2)
    points = trial.improved(points)
    if branching:
        points[:, :branching] = branched(trial, points[:, :branching], work.pace)
    points = _risen(trial, points, work, work.steps)
    return _judged(trial, points, work, judge)


def _risen(trial: Trial, points: Floats, work: Climb, steps: int) -> Floats:
    """Points after some steps up the slope, where that made them better."""
    return trial.better(points, ascended(trial, points, steps, work.seeds, work.pace))


def engrafted(
    stage: Stage, space: Space, pool: Floats, wishes: Sequence[tuple[int, Ints]], work: Climb, seed: int, judge: int,
    measure: Measure,
) -> Grown:  # fmt: skip
    """Some points of a pool, `(parts, n)`, after each took grafts from the others it wishes."""
    trial = trial_of(stage, space, work, seed, measure)
    points = pool[:, [at for at, _ in wishes]]
    return _judged(trial, grafted(trial, points, [list(pool[:, donors].T) for _, donors in wishes]), work, judge)


def _judged(trial: Trial, points: Floats, work: Climb, judge: int) -> Grown:
    """Points with what they are worth on the luck on which all are compared, and the seasons played."""
    luck = trial_of(trial.stage, trial.space, work, judge, trial.measure)
    worth = luck.values(points, COMPARED).mean(axis=0)
    return points, worth, trial.seasons + luck.seasons


def finish(
    stage: Stage, space: Space, courses: Sequence[Course], work: Climb, seed: int, measure: Measure
) -> tuple[list[Course], int]:
    """Courses with every number on a step, from ones off them, and the seasons played.

    First those numbers whose steps are large, while the others answer for a third of the steps; then all.
    """
    if not work.turns or not courses:
        return list(courses), 0
    space = space.picked()
    trial = trial_of(stage, space, work, seed, measure)
    points = np.stack([space.point(course) for course in courses], axis=1)
    large = space.steps >= LARGE
    still = np.repeat(large[:, None], len(courses), axis=1)
    for turn in range(work.turns):
        points = ascended(trial, points, work.steps, work.seeds, work.pace / (1.0 + turn))
        points[: space.numbers] = np.where(still, on_steps(space, points)[: space.numbers], points[: space.numbers])
        points = trial.improved(points, np.flatnonzero(large))
        points = ascended(trial, points, work.steps // 3, work.seeds, work.pace / (1.0 + turn), still)
    points = on_steps(space, points)
    for _ in range(work.walks):
        points = trial.improved(points, np.arange(space.numbers))
    return [space.stepped(space.at(point[:, None])) for point in points.T], trial.seasons


def kicked(space: Space, point: Floats, kick: Kick, dice: np.random.Generator) -> Floats:
    """A point a little way off another."""
    d, once = space.numbers, len(space.once_rows)
    shares = np.clip(point[:d] + kick.spread * dice.standard_normal(d), 0.0, 1.0)
    chance = np.full(space.choices, kick.choices)
    chance[space.choices - once :] = kick.once
    anew = np.floor(dice.random(space.choices) * space.sizes)
    return np.concatenate([shares, np.where(dice.random(space.choices) < chance, anew, point[d:])])


def _donors(at: int, work: Generations, dice: np.random.Generator) -> Ints:
    others = np.array([other for other in range(work.members) if other != at])
    return others if at == 0 else dice.permutation(others)[: work.donors]


def _ranked(lots: Sequence[Grown]) -> Floats:
    """The points of all lots, `(parts, n)`, the best first."""
    worth = np.concatenate([worth for _, worth, _ in lots])
    return np.concatenate([points for points, _, _ in lots], axis=1)[:, best_first(worth)]
