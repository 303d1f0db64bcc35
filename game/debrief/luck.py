"""How much luck explains: what a few pairs, or a few forecasts, must show before a page may say that they lean one way.

A room's report compares many things, and some interval would leave out 0 by luck alone. So what is called clear must be
rarer than one in twenty for all comparisons of a page together (Bonferroni), by Student's t over pairs. An interval is
drawn by a bootstrap whose percentiles are widened for small samples (Hesterberg 2015), which else are too narrow.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from math import exp, lgamma, pi, sqrt
from statistics import NormalDist, fmean, stdev
from typing import Final

import numpy as np

RISK: Final = 0.05
"""Of rooms in which there is nothing, at most this share may be told that there is something."""
CLAIMS: Final = 20
"""Comparisons that a room's report makes at most (the change in accuracy, two lifts over baselines, predictions against
guessing, confidence against hits, typed forecasts of both seats, three parts of what lies between two acts), twice: the
room's stereotype is made of the other pairs, which so are not quite independent."""
CLAIMS_OF_TABLE: Final = 4
"""The same of one table: how sure each person was, and which way each one's forecasts leaned."""
NO_SPREAD: Final = 1e-9
"""Values that differ by less than this share of their mean are all the same."""


def tail(t: float, free: int) -> float:
    """How often Student's t with so many degrees of freedom lies further from 0 than this, on either side."""
    if t == 0.0:
        return 1.0
    # With t = sqrt(free) tan(a) the density of a is cos(a)^(free - 1), which has no long tail to integrate.
    scale = exp(lgamma((free + 1) / 2) - lgamma(free / 2)) / sqrt(pi)
    angles = np.linspace(float(np.arctan(abs(t) / sqrt(free))), pi / 2, 4001)
    return min(1.0, 2.0 * scale * float(np.trapezoid(np.cos(angles) ** (free - 1), angles)))


def t_of(level: float, free: int) -> float:
    """How far from 0 Student's t must lie to be as rare as `level`, on both sides together."""
    low, high = 0.0, 1e6
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if tail(middle, free) > level else (low, middle)
    return high


@cache
def widened(level: float, pairs: int) -> float:
    """The percentile of a bootstrap's means that takes the place of `level / 2`, for so many pairs."""
    return NormalDist().cdf(-sqrt(pairs / (pairs - 1)) * t_of(level, pairs - 1))


def beyond_luck(values: Sequence[float], claims: int) -> bool:
    """Is their mean further from 0 than luck explains, on a page with so many comparisons?"""
    if len(values) < 3:
        return False
    mean, spread = fmean(values), stdev(values)
    if spread <= NO_SPREAD * abs(mean):
        return mean != 0.0
    return tail(mean / (spread / sqrt(len(values))), len(values) - 1) <= RISK / claims


def at_least(hits: int, rates: Sequence[float]) -> float:
    """How often so many hits or more come, where each of some things comes true with a rate of its own."""
    counts = np.ones(1)
    for rate in rates:
        counts = np.convolve(counts, (1.0 - rate, rate))
    return float(counts[max(0, hits) :].sum())
