"""Where the value went: the best plan's usual value less a season's, taken apart so that it adds up to the cent."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.lab.encoding import Course
from game.lab.hindsight.season import Season, replayed
from game.lab.playing import seasons
from game.lab.search.silo import led_by
from game.lab.solving import Bench
from game.rules.arrays import Bools
from game.rules.draws import seeds_from
from game.rules.levers import SEATS, Seat

USUAL = 256
"""Seeds whose mean is the best plan's usual value."""


@dataclass(frozen=True)
class Decomposition:
    """What lay between a season and the best plan known. Whole cents; `best - value` = the sum of the four parts.

    Args:
        best: the best plan's usual value.
        value: the season's joint value.
        marketing: what marketing's own choices cost: the season with the best plan's in their place, less the season.
        distribution: the same of distribution's.
        coordination: what only both at once would have won: joint decisions, and choices that fit each other.
        luck: what this season's luck took from the best plan itself; below 0 = it gave.
    """

    best: int
    value: int
    marketing: int
    distribution: int
    coordination: int
    luck: int


def decomposed(bench: Bench, season: Season) -> Decomposition:
    """Where the value of a season that was played to its end went.

    Args:
        bench: the scenario's two plans.
        season: as it was played; a setting counts for the seat that led it for most of the rounds.
    """
    own = int(replayed(season, season.course)[0])
    alone = {seat: int(replayed(season, _with_best(bench, season, which_of(season, seat)))[0]) - own for seat in SEATS}
    here = np.array([season.seed], dtype=np.uint64)
    with_this_luck = _cents(seasons(bench.stage, bench.best, here)[0])
    usual = _cents(seasons(bench.stage, bench.best, seeds_from(1, USUAL)).mean())
    coordination = with_this_luck - own - alone["marketing"] - alone["distribution"]
    return Decomposition(
        best=usual, value=own, marketing=alone["marketing"], distribution=alone["distribution"],
        coordination=coordination, luck=usual - with_this_luck,
    )  # fmt: skip


def which_of(season: Season, seat: Seat) -> Bools:
    """The settings that a seat led in most of the rounds, `(S,)`."""
    code = season.stage.code
    counted = np.mean([led_by(code, leads, seat) for leads in season.leads], axis=0)
    most: Bools = counted > 0.5
    return most


def _with_best(bench: Bench, season: Season, which: Bools) -> Course:
    """The season with some settings as in the best plan."""
    rounds = season.rounds
    values = np.where(which[None, :, None], bench.best.values[:rounds], season.course.values[:rounds])
    return Course(values, np.where(which, bench.best.levels, season.course.levels))


def _cents(money: float) -> int:
    return round(float(money) * 100.0)
