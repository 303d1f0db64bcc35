"""Where personas stand: the alignment of pairs of them over many seasons, beside play at random."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from game.lab.bench import Bench
from game.lab.hindsight.bounds import index
from game.lab.playing import seasons
from game.lab.simulation.players import Persona, Player, course_named, play
from game.rules.arrays import Floats
from game.rules.draws import seeds_from
from game.rules.levers import Seat
from game.table.structure import Structure


@dataclass(frozen=True)
class Standing:
    """How a pair does in a scenario.

    Args:
        marketing: its persona, or a way of playing.
        distribution: the same.
        structure: name of the structure.
        index: alignment of the seasons taken together: 0 = silo play, 100 = the best plan, with the same luck.
        value: mean joint value, currency units.
        values: of each season.
    """

    marketing: str
    distribution: str
    structure: str
    index: float
    value: float
    values: tuple[float, ...]


def standing(bench: Bench, structure: Structure, marketing: str, distribution: str, count: int, first: int = 1
             ) -> Standing:  # fmt: skip
    """Where two personas stand in a scenario.

    Args:
        bench: the scenario's two plans.
        structure: how the seats work together.
        marketing: a persona of marketing.
        distribution: a persona of distribution.
        count: seasons played.
        first: seed of the first of them.
    """
    players: dict[Seat, Player] = {
        "marketing": Persona("marketing", marketing),
        "distribution": Persona("distribution", distribution),
    }
    scenario = bench.code.scenario
    values = [play(scenario, seed, structure, players).joint_value for seed in range(first, first + count)]
    return _standing(bench, (marketing, distribution, structure.name), np.array(values), first)


def at_random(bench: Bench, count: int, first: int = 1) -> Standing:
    """Where random legal play stands: every setting anywhere in its range, every month."""
    course = course_named("random", bench, count, first)
    values = seasons(bench.stage, course, seeds_from(first, count))
    return _standing(bench, ("random", "random", "any"), values, first)


def spread(bench: Bench, structure: Structure, names: Sequence[tuple[str, str]], count: int) -> list[Standing]:
    """Where several pairs stand."""
    return [standing(bench, structure, marketing, distribution, count) for marketing, distribution in names]


def _standing(bench: Bench, names: tuple[str, str, str], values: Floats, first: int) -> Standing:
    seeds = seeds_from(first, len(values))
    silo, best = (float(seasons(bench.stage, course, seeds).mean()) for course in (bench.silo, bench.best))
    mean, usual = float(values.mean()), bench.measured.best.value - bench.measured.silo.value
    return Standing(*names, index(mean, silo, best, usual), mean, tuple(values.tolist()))
