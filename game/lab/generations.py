"""The wide search: a handful of courses that climb, take grafts from one another and are kicked, many times over.

A climb stops where no single change pays; a kick leaves that place, and a graft brings home what was found elsewhere.
Such searches are called memetic (Moscato 1989). Numbers move freely meanwhile; only the finish puts them on steps.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np

from game.lab.changing import Trial
from game.lab.climbing import Climb, ascended, on_steps, trial_of
from game.lab.crew import Crew
from game.lab.encoding import Course
from game.lab.grafting import grafted
from game.lab.playing import Measure, Stage
from game.lab.search import STREET, Found
from game.lab.space import Space
from game.rules.arrays import Bools, Floats, Ints

Told = Callable[[], None] | None
Rank = Callable[[Sequence[Course]], list[Course]]


@dataclass(frozen=True)
class Kick:
    """How far a kick throws.

    Args:
        choices: chance that a choice is drawn anew.
        once: the same for what is done once a season.
        spread: standard deviation added to numbers, as a share of their range.
    """

    choices: float
    once: float
    spread: float


FAR: Final = Kick(choices=0.15, once=0.2, spread=0.08)
NEAR: Final = Kick(choices=0.06, once=0.12, spread=0.04)


@dataclass(frozen=True)
class Generations:
    """How much work a wide search is.

    Args:
        times: generations; 0 = none.
        members: courses of a generation.
        anew: how many of them, the worst, begin each generation as kicks of the best two.
        donors: others that each course may take grafts from; the best takes from all.
        climb: each course's climb in a generation; its turns are not read.
        settling: the last generations, whose courses have numbers of few steps on a step.
        finish: the last climbs, of the best two: first numbers with few steps, then all, are put on steps.
    """

    times: int = 7
    members: int = 4
    anew: int = 2
    donors: int = 2
    settling: int = 2
    climb: Climb = field(default_factory=lambda: Climb(steps=10, seeds=4, pace=0.03, few=4, many=64))
    finish: Climb = field(default_factory=lambda: Climb(turns=2, steps=30, seeds=16, pace=0.01, few=16, many=64))


NONE: Final = Generations(times=0)

LOTS: Final = 2
"""Jobs of a generation, whoever does them: so that one process and two find the same."""

SLOWING: Final = 0.4
"""How much shorter the first step of a climb gets with each generation."""

LARGE: Final = 0.015
"""A step of the sheet that is at least this share of its range cannot be rounded away."""


def breed(
    stage: Stage, space: Space, first: Sequence[Course], work: Generations, seed: int, measure: Measure, crew: Crew,
    rank: Rank, told: Told = None,
) -> tuple[list[Course], int]:  # fmt: skip
    """The best two courses after all generations, numbers still off their steps, and the seasons that took.

    Args:
        stage: where they are played.
        space: what may be chosen.
        first: the first courses, the best first; kicks of the best make up the number.
        work: how much.
        seed: of the luck and the kicks.
        measure: what is to be large.
        crew: who does the work.
        rank: puts courses in order, the best first.
        told: told after each generation.
    """
    dice, played = np.random.default_rng([seed, 0x6B]), 0
    points = [space.point(course) for course in first[: work.members]]
    points += [kicked(space, points[0], FAR, dice) for _ in range(work.members - len(points))]
    for time in range(work.times):
        if time:
            points = points[: work.members - work.anew]
            best = points[:2]
            points += [kicked(space, best[dice.integers(0, len(best))], NEAR, dice) for _ in range(work.anew)]
        slower = replace(work.climb, pace=work.climb.pace / (1.0 + SLOWING * time))
        number = STREET // 1000 * seed + 2 * LOTS * time
        settling = time >= work.times - work.settling
        climbs = [(stage, space, np.stack(points[lot::LOTS], axis=1), slower, settling, number + lot, measure)
                  for lot in range(LOTS)]  # fmt: skip
        grown = crew.each(climbed, climbs)
        pool = _ranked(space, [lot for lot, _ in grown], rank)
        wishes = [(at, _donors(at, work, dice)) for at in range(work.members)]
        grafts = [(stage, space, pool, wishes[lot::LOTS], work.climb, number + LOTS + lot, measure)
                  for lot in range(LOTS)]  # fmt: skip
        taken = crew.each(engrafted, grafts)
        points = list(_ranked(space, [lot for lot, _ in taken], rank).T)
        played += sum(seasons for _, seasons in (*grown, *taken))
        if told is not None:
            told()
    return [space.at(point[:, None]) for point in points[:2]], played


def climbed(
    stage: Stage, space: Space, points: Floats, work: Climb, settling: bool, seed: int, measure: Measure
) -> tuple[Floats, int]:
    """Some points, `(parts, n)`, climbed from side by side, and the seasons played; `settling` puts them on steps."""
    trial = trial_of(stage, space, work, seed, measure)
    points = _each(points, trial.improved)
    points = ascended(trial, points, work, work.pace)
    points = _each(points, lambda point: trial.branched(point, work.reach))
    points = ascended(trial, points, work, work.pace)
    if settling:
        points = _each(points, lambda point: _settled(trial, point))
    return points, trial.seasons


def _each(points: Floats, better: Callable[[Floats], Floats]) -> Floats:
    """Every point, `(parts, n)`, made better by itself."""
    return np.stack([better(point) for point in points.T], axis=1)


def _settled(trial: Trial, point: Floats) -> Floats:
    """The point with every number of few steps on one of them, and each of those a step up and down tried."""
    large = _large(trial.space)
    return trial.improved(np.where(large, on_steps(trial.space, point), point), np.flatnonzero(large))


def engrafted(
    stage: Stage, space: Space, pool: Floats, wishes: Sequence[tuple[int, Ints]], work: Climb, seed: int,
    measure: Measure,
) -> tuple[Floats, int]:  # fmt: skip
    """Some points of a pool, `(parts, n)`, after each took grafts from the others it wishes, and the seasons played."""
    trial = trial_of(stage, space, work, seed, measure)
    better = [grafted(trial, pool[:, at], [pool[:, other] for other in donors]) for at, donors in wishes]
    return np.stack(better, axis=1), trial.seasons


def finish(stage: Stage, space: Space, start: Course, work: Climb, seed: int, measure: Measure) -> Found:
    """A course with every number on a step, from one off them, first those numbers that have few steps.

    A fifth of a helper more or less is worth much, so numbers of few steps must not be rounded but tried, while the
    others answer.
    """
    if not work.turns:
        return Found(start, 0)
    trial, point = trial_of(stage, space, work, seed, measure), space.point(start)
    small = np.flatnonzero(~_large(space)[: space.numbers])
    for turn in range(work.turns):
        point = trial.branched(_settled(trial, point), work.reach)
        point = np.where(_large(space), on_steps(space, point), point)
        point = ascended(trial, point[:, None], work, work.pace / (1.0 + turn), small)[:, 0]
    point = on_steps(space, point)
    for _ in range(work.walks):
        point = trial.improved(point, np.arange(space.numbers))
    return Found(space.stepped(space.at(point[:, None])), trial.seasons)


def _large(space: Space) -> Bools:
    """Which parts of a point are numbers of few steps, `(parts,)`."""
    return np.concatenate([space.steps >= LARGE, np.zeros(space.choices, dtype=np.bool_)])


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


def _ranked(space: Space, lots: Sequence[Floats], rank: Rank) -> Floats:
    """The points of all lots, `(parts, n)`, the best first."""
    ordered = rank([space.at(point[:, None]) for lot in lots for point in lot.T])
    return np.stack([space.point(course) for course in ordered], axis=1)
