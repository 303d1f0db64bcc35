"""The fine search: up the slope in all numbers at once and through every other value of every choice, in turns.

Then numbers of few steps are settled, and in the end every number is tried a step up and down.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np

from game.lab.encoding import Course
from game.lab.playing import Measure, Stage, joint
from game.lab.search.ascending import FLAT, Bearing, ascended, on_steps, settled
from game.lab.search.changing import Trial, best_first, changed
from game.lab.search.coarse import STREET, Reached
from game.lab.search.space import Space
from game.rules.arrays import Floats, Ints

HOPEFUL, TOGETHER, ONCE = 16, 8, 4
"""Changes of choice that numbers may answer before they are judged: promising ones, and some drawn by lot: a lever's
for all its items, and of what is done once a season."""

ANSWERS, STRIDE = 8, 0.4
"""Steps with which numbers answer a change of choice, and how long these are against a climb's first step."""

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
        few: seeds that each change of choice is tried on.
        many: seeds that promising changes are tried on, and that turns are compared on.
        walks: how often, at the end, every number is tried a step up and down.
    """

    turns: int = 5
    steps: int = 20
    seeds: int = 4
    pace: float = 0.02
    few: int = 4
    many: int = 64
    walks: int = 2


def climb(stage: Stage, space: Space, start: Course, work: Climb, seed: int, measure: Measure = joint) -> Reached:
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
        return Reached(start, 0)
    trial = trial_of(stage, space, work, seed, measure)
    points = space.point(start)[:, None]
    seen = [on_steps(space, points)]
    for turn in range(work.turns):
        pace = work.pace / (1.0 + 0.5 * turn)
        points = ascended(trial, branched(trial, trial.improved(points), pace), work.steps, work.seeds, pace)
        seen.append(on_steps(space, points))
    seen.append(on_steps(space, settled(trial, points, work.seeds, work.pace)))
    stood = np.concatenate(seen, axis=1)
    best = stood[:, [trial.values(stood, work.many).mean(axis=0).argmax()]]
    for _ in range(work.walks):
        best = trial.improved(best, np.arange(space.numbers))
    return Reached(space.stepped(space.at(best)), trial.seasons)


def trial_of(stage: Stage, space: Space, work: Climb, seed: int, measure: Measure) -> Trial:
    """Where courses are tried against each other, on luck that is set aside for this seed."""
    return Trial(stage, space, measure, work.few, work.many, STREET * (seed + 1) + HALF)


def branched(trial: Trial, points: Floats, pace: float) -> Floats:
    """Some points, `(parts, n)`, after changes of choice that pay only when numbers change with them.

    A deal may be worth having at a higher price only, and faster transport, for all markets at once, with a shorter
    promise, and an initiative that begins early has to be paid for: none would be found alone. So numbers answer a
    change before it is judged.
    """
    if not trial.space.choices or not trial.space.numbers:
        return points
    others = [changed(point, trial.picks(point)) for point in points.T]
    dice = np.random.default_rng([trial.next_seed, 0x62])
    tried = [
        [several[at] for at in best_first(gain)[:HOPEFUL]] + _by_lot(trial.space, point, dice)
        for point, several, (gain, _) in zip(points.T, others, trial.gains(points, others, trial.few), strict=True)
    ]
    columns = [column for point, several in zip(points.T, tried, strict=True) for column in (point, *several)]
    starts = np.cumsum([0, *(1 + len(several) for several in tried)])
    after = _answered(trial, np.stack(columns, axis=1), np.repeat(starts[:-1], np.diff(starts)), STRIDE * pace)
    answers = [list(after[:, first + 1 : last].T) for first, last in pairwise(starts.tolist())]
    return trial.surely(points, answers, adding=True)


def _by_lot(space: Space, point: Floats, dice: np.random.Generator) -> list[Floats]:
    """The point with a lever at one value for all its items in a round, or something done once at another time."""
    alike, once = space.alike(), space.choices - len(space.once_rows) + np.arange(len(space.once_rows))
    places = [alike[at] for at in (dice.integers(0, len(alike), TOGETHER) if alike else ())]
    places += [once[[at]] for at in (dice.integers(0, len(once), ONCE) if len(once) else ())]
    others = []
    for some in places:
        other = point.copy()
        other[space.numbers + some] = dice.integers(0, space.sizes[some[0]])
        if (other != point).any():
            others.append(other)
    return others


def _answered(trial: Trial, points: Floats, before: Ints, pace: float) -> Floats:
    """Changed points, `(parts, n)`, after their numbers have answered the change.

    Both meet the same luck: what the change does to a slope is what its number answers to, the more the less the slope
    is mere luck.

    Args:
        trial: where they are tried.
        points: changed ones, and those they were before.
        before: which one each of them was before, `(n,)`; what was not changed does not move.
        pace: length of a step, as a share of a number's range.
    """
    now, d, heading = points.copy(), trial.space.numbers, Bearing()
    usual = np.zeros((d, points.shape[1]))
    for step in range(1, ANSWERS + 1):
        steep = trial.slopes(now, trial.few)
        usual += steep[:, before] ** 2
        slope, filled, size = heading.towards(steep - steep[:, before])
        now[:d] = np.clip(now[:d] + pace * slope / filled / (size + np.sqrt(usual / step) + FLAT), 0.0, 1.0)
    return now
