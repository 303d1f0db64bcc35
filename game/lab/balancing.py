"""Balanced luck: few seasons whose draws are spread as evenly as those of many.

Of sixteen seasons in which a launch fails one time in five, one meets six failures and another one. A search that
compares courses on few seasons then fits the luck. Here each draw falls once into each of `k` parts of its
distribution that are equally likely, where in it by lot, and in which season by lot (Latin hypercube sampling, McKay,
Beckman & Conover 1979): each season alone is as likely as ever, and means over the seasons are much less noisy.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from statistics import NormalDist
from typing import Final

import numpy as np

from game.rules.arrays import Floats
from game.rules.draws import Draws

QUANTILE: Final = np.frompyfunc(NormalDist().inv_cdf, 1, 1)
"""The standard normal number that a given share lies below."""

LEAST: Final = 2.0**-60
"""A share of nothing has no normal number."""


def balanced(luck: Sequence[Draws], dice: np.random.Generator) -> list[Draws]:
    """The luck of each round for `k` seasons with every draw spread evenly over them.

    Args:
        luck: where each draw's seasons stand in order of luck; they keep that order.
        dice: where in its part each draw falls.
    """
    # A launch succeeds or not by itself, whenever it comes: these two are the same in every round.
    success, failure = _normals(luck[0].success, dice), _shares(luck[0].failure, dice)
    return [
        replace(
            draws, success=success, failure=failure,
            demand=_normals(draws.demand, dice), company=_normals(draws.company, dice),
            month=_normals(draws.month, dice), inbound=_shares(draws.inbound, dice),
        )
        for draws in luck
    ]  # fmt: skip


def _shares(cells: Floats, dice: np.random.Generator) -> Floats:
    """Uniform draws, `(k, ...)`, one in each of `k` parts; what is never drawn stays 0."""
    order = cells.argsort(axis=0).argsort(axis=0)
    even = np.maximum(LEAST, (order + dice.random(cells.shape)) / len(cells))
    return np.asfortranarray(np.where(cells == 0.0, 0.0, even))


def _normals(cells: Floats, dice: np.random.Generator) -> Floats:
    """The same of normal draws."""
    even = _shares(cells, dice)
    return np.asarray(QUANTILE(np.where(even > 0.0, even, 0.5)), dtype=np.float64)  # of one half it is 0 to the bit
