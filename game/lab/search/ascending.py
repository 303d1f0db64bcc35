"""Up the slope: all numbers of some courses at once, on a few seeds that change from step to step; then onto steps.

Steps are Adam's (Kingma & Ba 2015), which suit slopes that luck makes noisy, and the last ones are averaged (Polyak &
Juditsky 1992). Numbers of few steps are put on them a few at a time, while all others answer: a fifth of a helper more
or less is worth much, and rounding all months at once can cost a tenth of a season's value.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from game.lab.search.changing import Trial
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
