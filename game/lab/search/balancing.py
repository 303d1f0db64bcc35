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


def balanced(luck: Sequence[Draws], dice: np.random.Generator, groups: int = 1) -> list[Draws]:
    """The luck of each round for `k` seasons with every draw spread evenly over them.

    Args:
        luck: where each draw's seasons stand in order of luck; they keep that order.
        dice: where in its part each draw falls.
        groups: of seasons in a row, alike in number and each balanced by itself: how far their means lie apart tells
            how sure the mean of all is, which the seasons of one group cannot tell.
    """
    # A launch succeeds or not by itself, whenever it comes: these two are the same in every round.
    success, failure = _normals(luck[0].success, dice, groups), _shares(luck[0].failure, dice, groups)
    return [
        replace(
            draws, success=success, failure=failure,
            demand=_normals(draws.demand, dice, groups), company=_normals(draws.company, dice, groups),
            month=_normals(draws.month, dice, groups), inbound=_shares(draws.inbound, dice, groups),
        )
        for draws in luck
    ]  # fmt: skip


def _shares(cells: Floats, dice: np.random.Generator, groups: int) -> Floats:
    """Uniform draws, `(k, ...)`, one in each of the parts of its group; what is never drawn stays 0."""
    apart = cells.reshape(groups, -1, *cells.shape[1:])
    order = apart.argsort(axis=1).argsort(axis=1).reshape(cells.shape)
    even = np.maximum(LEAST, (order + dice.random(cells.shape)) / apart.shape[1])
    return np.asfortranarray(np.where(cells == 0.0, 0.0, even))


def _normals(cells: Floats, dice: np.random.Generator, groups: int) -> Floats:
    """The same of normal draws."""
    even = _shares(cells, dice, groups)
    return np.asarray(QUANTILE(np.where(even > 0.0, even, 0.5)), dtype=np.float64)  # of one half it is 0 to the bit
