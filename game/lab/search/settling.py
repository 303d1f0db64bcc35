"""Settling: numbers of few steps are put on them, a few at a time, while all other numbers answer.

A fifth of a helper more or less is worth much: rounding all months at once can cost a tenth of a season's value.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from game.lab.search.ascending import ascended
from game.lab.search.changing import Trial
from game.rules.arrays import Bools, Floats, Ints

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
