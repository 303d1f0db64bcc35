"""Up the slope: all numbers of some courses at once, on a few seeds that change from step to step.

Steps are Adam's (Kingma & Ba 2015), which suit slopes that luck makes noisy, and the last ones are averaged (Polyak &
Juditsky 1992).
"""

from __future__ import annotations

from typing import Final

import numpy as np

from game.lab.search.changing import Trial
from game.lab.search.space import Space
from game.rules.arrays import Bools, Floats

MEMORY, CALM = 0.5, 0.95
"""How long a climb remembers slopes, and their size."""

FLAT: Final = 1e-3
"""A number whose whole range moves the value by less than this share of it hardly moves."""


class Heading:
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
    heading = Heading()
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
