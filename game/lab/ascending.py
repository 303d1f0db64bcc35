"""Up the slope: all numbers of some courses at once, on a few seeds that change from step to step.

Steps are Adam's (Kingma & Ba 2015), which suit slopes that luck makes noisy, and the last ones are averaged (Polyak &
Juditsky 1992).
"""

from __future__ import annotations

from typing import Final

import numpy as np

from game.lab.changing import Trial
from game.lab.encoding import Course
from game.lab.space import Space
from game.rules.arrays import Bools, Floats

MEMORY, CALM = 0.5, 0.95
"""How long a climb remembers slopes, and their size."""

FLAT: Final = 1e-3
"""A number whose whole range moves the value by less than this share of it hardly moves."""


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
    slope, size = np.zeros(moving.shape), np.zeros(moving.shape)
    for step in range(1, steps + 1):
        steep = trial.slopes(now, seeds)
        slope = MEMORY * slope + (1.0 - MEMORY) * steep
        size = CALM * size + (1.0 - CALM) * steep * steep
        forward = slope / (1.0 - MEMORY**step) / (np.sqrt(size / (1.0 - CALM**step)) + FLAT)
        left = 1.0 - 0.9 * (step - 1) / steps
        now[:d] = np.clip(now[:d] + pace * left * forward * moving, 0.0, 1.0)
        if 3 * step >= 2 * steps:
            late.append(now[:d].copy())
    now[:d] = np.where(moving > 0.0, np.mean(late, axis=0), points[:d])
    return now


def on_steps(space: Space, points: Floats) -> Floats:
    """Points, `(parts, n)`, with every number on a step of the sheet."""
    stepped = space.stepped(space.at(points))
    each = [Course(stepped.values[:, :, [at]], stepped.levels) for at in range(stepped.seasons)]
    return np.stack([space.point(course) for course in each], axis=1)
