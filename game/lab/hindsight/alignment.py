"""The alignment index: 0 = what two separate seats earn, 100 = the best joint plan known, with the same luck."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from game.lab.encoding import Course
from game.lab.hindsight.season import Season, replayed
from game.lab.playing import Stage, seasons
from game.lab.solving import Bench

LEAST_GAP: Final = 0.25
"""Share of the usual gap between silo and best that is taken at the least: luck can make the two nearly alike."""


@dataclass(frozen=True)
class Alignment:
    """Where a season lies between silo play and the best plan.

    Args:
        index: 0 = silo, 100 = best; below and above are possible.
        value: the season's joint value, currency units.
        silo: silo play's with the same luck.
        best: the best plan's with the same luck.
    """

    index: float
    value: float
    silo: float
    best: float


def alignment(bench: Bench, season: Season) -> Alignment:
    """The alignment index of a season that was played to its end.

    Silo play and the best plan are played in the scenario as it is: what a structure gives for nothing counts for
    the season.

    Args:
        bench: the scenario's two plans.
        season: as it was played.
    """
    return aligned(bench, season.seed, float(replayed(season, season.course)[0]) / 100.0)


def aligned(bench: Bench, seed: int, value: float) -> Alignment:
    """The alignment index of a season with this luck that earned this joint value."""
    silo, best = (_value(bench.stage, course, seed) for course in (bench.silo, bench.best))
    return Alignment(100.0 * (value - silo) / _gap(bench, best - silo), value, silo, best)


def _value(stage: Stage, course: Course, seed: int) -> float:
    return float(seasons(stage, course, np.array([seed], dtype=np.uint64))[0])


def _gap(bench: Bench, gap: float) -> float:
    usual = bench.measured.best.value - bench.measured.silo.value
    return max(gap, LEAST_GAP * usual, 1.0)
