"""The fine search: up the slope in all numbers at once and through every other value of every choice, in turns.

Steps are Adam's (Kingma & Ba 2015), which suit slopes that luck makes noisy, and the last ones are averaged (Polyak &
Juditsky 1992). Then numbers of few steps are put on them a few at a time, while all others answer: a fifth of a helper
more or less is worth much, and rounding all months at once can cost a tenth of a season's value. In the end every
number is tried a step up and down.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np

from game.lab.encoding import Course
from game.lab.playing import Measure, Stage, joint
from game.lab.search.changing import Trial, best_first, changed
from game.lab.search.coarse import STREET, Reached
from game.lab.search.space import Space
from game.rules.arrays import Bools, Floats, Ints

MEMORY, CALM = 0.5, 0.95
"""How long a climb remembers slopes, and their size."""

FLAT: Final = 1e-3
"""A number whose whole range moves the value by less than this share of it hardly moves."""


class Bearing:
    """Where slopes that luck makes noisy point to, as they come in: their memory and their size."""

    def __init__(self) -> None:
        self._slope, self._size, self._seen = np.zeros(()), np.zeros(()), 0

    def towards(self, steep: Floats) -> tuple[Floats, float, Floats]:
        """One more slope of each number: their memory, the share of it that is filled by now, and their usual size."""
        self._seen += 1
        self._slope = MEMORY * self._slope + (1.0 - MEMORY) * steep
        self._size = CALM * self._size + (1.0 - CALM) * steep * steep
        return self._slope, 1.0 - MEMORY**self._seen, np.sqrt(self._size / (1.0 - CALM**self._seen))


def ascended(trial: Trial, points: Floats, steps: int, seeds: int, pace: float, still: Bools | None = None) -> Floats:
    """Some points, `(parts, n)`, after some steps of their numbers up the slope: the mean of the last third.

    Args:
        trial: where they are tried.
        points: side by side; all meet the same luck.
        steps: how many.
        seeds: that each slope is measured on.
        pace: length of a first step, as a share of a number's range.
        still: `(numbers, n)`, those numbers that stay as they are; None = none.
    """
    d = trial.space.numbers
    if not d or not steps:
        return points
    now, late = points.copy(), []
    moving = np.ones((d, points.shape[1])) if still is None else 1.0 - still
    heading = Bearing()
    for step in range(1, steps + 1):
        slope, filled, size = heading.towards(trial.slopes(now, seeds))
        left = 1.0 - 0.9 * (step - 1) / steps
        now[:d] = np.clip(now[:d] + pace * left * (slope / filled / (size + FLAT)) * moving, 0.0, 1.0)
        if 3 * step >= 2 * steps:
            late.append(now[:d].copy())
    now[:d] = np.where(moving > 0.0, np.mean(late, axis=0), points[:d])
    return now


def on_steps(space: Space, points: Floats) -> Floats:
    """Points, `(parts, n)`, with every number on a step of the sheet."""
    return space.points(space.stepped(space.at(points)))


STAGES: Final = 2
"""How often some are put on a step."""

REPLIES: Final = 6
"""Steps up the slope with which the others answer."""


def settled(trial: Trial, points: Floats, seeds: int, pace: float) -> Floats:
    """Points, `(parts, n)`, with every number of few steps on a step: first those that lose least by it.

    Args:
        trial: where they are tried.
        points: side by side, each settled by itself.
        seeds: that slopes are measured on.
        pace: length of a first step up the slope, as a share of a number's range.
    """
    space = trial.space
    few = np.flatnonzero(np.tile(space.few[space.number_rows], space.spans))
    if not len(few):
        return points
    points, still = points.copy(), np.zeros((space.numbers, points.shape[1]), dtype=np.bool_)
    for left in range(STAGES, 0, -1):
        tried = [_stepped(point, few[~still[few, at]], space.steps) for at, point in enumerate(points.T)]
        gains = trial.gains(points, [[other for _, other in several] for several in tried], trial.many)
        for at, (several, (gain, _)) in enumerate(zip(tried, gains, strict=True)):
            _put(points[:, at], still[:, at], several, gain, left)
        points = ascended(trial, points, REPLIES, seeds, pace, still)
    return points


def _stepped(point: Floats, numbers: Ints, steps: Floats) -> list[tuple[int, Floats]]:
    """The point with one of the numbers on the step below it or above it: which number, and the point."""
    found = []
    for at in numbers.tolist():
        place = point[at] / steps[at]
        for step in sorted({np.floor(place + 1e-9), np.ceil(place - 1e-9)}):
            other = point.copy()
            other[at] = min(1.0, step * steps[at])
            found.append((at, other))
    return found


def _put(point: Floats, still: Bools, tried: list[tuple[int, Floats]], gain: Floats, left: int) -> None:
    """Put one in `left` of the numbers on the better of their steps, in place; these stay still from now on."""
    best: dict[int, tuple[float, float]] = {}
    for (at, other), added in zip(tried, gain.tolist(), strict=True):
        if at not in best or added > best[at][0]:
            best[at] = added, float(other[at])
    order = sorted(best, key=lambda at: -best[at][0])
    for at in order[: -(-len(order) // left)]:
        point[at], still[at] = best[at][1], True


HOPEFUL, TOGETHER, ONCE = 16, 8, 4
"""Changes of choice that numbers may answer before they are judged: promising ones, and some drawn by lot: a lever's
for all its items, and of what is done once a season."""

ANSWERS, STRIDE = 8, 0.4
"""Steps with which numbers answer a change of choice, and how long these are against a climb's first step."""

HALF: Final = STREET // 2
"""Where a climb's seeds begin within those set aside for a search."""


@dataclass(frozen=True)
class Climb:
    """How much work a fine search does."""

    turns: int = 5  # how often choices and numbers take turns; 0 = the start is taken as it is
    steps: int = 20  # steps up the slope in a turn
    seeds: int = 4  # seeds that a slope is measured on
    pace: float = 0.02  # length of a first step, as a share of a number's range; it shortens turn by turn
    few: int = 4  # seeds that each change of choice is tried on
    many: int = 64  # seeds that promising changes are tried on, and that turns are compared on
    walks: int = 2  # how often, at the end, every number is tried a step up and down


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
