"""The fine search: up the slope in all numbers at once and through every other value of every choice, in turns.

The slope is exact but for luck: two courses for each number, a little less and a little more of it, all of them
meeting the same few seeds in one batch. Steps are Adam's (Kingma & Ba 2015), which suit slopes that luck makes noisy,
and the last ones are averaged (Polyak & Juditsky 1992).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from game.lab.changing import FLAT, Trial
from game.lab.encoding import Course
from game.lab.playing import Measure, Stage, joint
from game.lab.search import STREET, Found
from game.lab.space import Space
from game.rules.arrays import Floats, Ints

MEMORY, CALM = 0.8, 0.95
"""How long a climb remembers slopes, and their size."""

HALF: Final = STREET // 2
"""Where a climb's seeds begin within those set aside for a search."""


@dataclass(frozen=True)
class Climb:
    """How much work a fine search does.

    Args:
        turns: how often choices and numbers take turns; 0 = the start is taken as it is.
        steps: steps up the slope in a turn.
        seeds: seeds that a slope is measured on.
        pace: length of a first step, as a share of a number's range; it shortens turn by turn.
        reach: how far to either side of a number its slope looks, as a share of its range.
        few: seeds that each change of choice is tried on.
        many: seeds that promising changes are tried on, and that turns are compared on.
        walks: how often, at the end, every number is tried a step up and down.
    """

    turns: int = 5
    steps: int = 20
    seeds: int = 4
    pace: float = 0.02
    reach: float = 0.02
    few: int = 4
    many: int = 64
    walks: int = 2


def climb(stage: Stage, space: Space, start: Course, work: Climb, seed: int, measure: Measure = joint) -> Found:
    """The best course found up the slope from a start, every number on a step that a person can enter.

    Args:
        stage: where it is played.
        space: what may be chosen.
        start: where the climb begins.
        work: how much.
        seed: of the luck met; the same seed finds the same course.
        measure: what is to be large, summed over the season.
    """
    if not work.turns and not work.walks:
        return Found(start, 0)
    trial = trial_of(stage, space, work, seed, measure)
    points = space.point(start)[:, None]
    seen = [on_steps(space, points[:, 0])]
    for turn in range(work.turns):
        points = turned(trial, points, work, work.pace / (1.0 + 0.5 * turn))
        seen.append(on_steps(space, points[:, 0]))
    best = _best(trial, seen)
    for _ in range(work.walks):
        best = trial.improved(best, np.arange(space.numbers))
    return Found(space.stepped(space.at(best[:, None])), trial.seasons)


def trial_of(stage: Stage, space: Space, work: Climb, seed: int, measure: Measure) -> Trial:
    """Where courses are tried against each other, on luck that is set aside for this seed."""
    return Trial(stage, space, measure, work.few, work.many, STREET * (seed + 1) + HALF)


def turned(trial: Trial, points: Floats, work: Climb, pace: float) -> Floats:
    """Some points, `(parts, n)`, after their choices and then their numbers have had a turn."""
    better = [trial.branched(trial.improved(point), work.reach) for point in points.T]
    return ascended(trial, np.stack(better, axis=1), work, pace)


def ascended(trial: Trial, points: Floats, work: Climb, pace: float, rows: Ints | None = None) -> Floats:
    """Some points, `(parts, n)`, after some steps of their numbers up the slope: the mean of the last third.

    Args:
        trial: where they are tried.
        points: side by side; all meet the same luck.
        work: how many steps, on how many seeds.
        pace: length of a first step, as a share of a number's range.
        rows: the numbers that move; None = all.
    """
    rows = np.arange(trial.space.numbers) if rows is None else rows
    if not len(rows) or not work.steps:
        return points
    now, each = points.copy(), np.tile(rows, (points.shape[1], 1))
    slope, size, late = np.zeros(each.shape), np.zeros(each.shape), []
    for step in range(1, work.steps + 1):
        steep = trial.slopes(now, each, work.reach, work.seeds)
        slope = MEMORY * slope + (1.0 - MEMORY) * steep
        size = CALM * size + (1.0 - CALM) * steep * steep
        forward = slope / (1.0 - MEMORY**step) / (np.sqrt(size / (1.0 - CALM**step)) + FLAT)
        left = 1.0 - 0.9 * (step - 1) / work.steps
        now[rows] = np.clip(now[rows] + pace * left * forward.T, 0.0, 1.0)
        if 3 * step >= 2 * work.steps:
            late.append(now[rows])
    now[rows] = np.mean(late, axis=0)
    return now


def on_steps(space: Space, point: Floats) -> Floats:
    """The point with every number on a step of the sheet."""
    return space.point(space.stepped(space.at(point[:, None])))


def _best(trial: Trial, points: list[Floats]) -> Floats:
    """The best of some points."""
    worth = trial.values(np.stack(points, axis=1), trial.luck(trial.many)).mean(axis=0)
    return points[int(worth.argmax())]
