"""Ways of playing that need no table: the best plan, silo play, as usual, at random; and a mix of two of them."""

from __future__ import annotations

from typing import Final

import numpy as np

from game.lab.bench import Bench
from game.lab.encoding import Code, Course
from game.rules.levers import SEATS
from game.scenario import Scenario
from game.table.structure import Structure, leads_for

WAYS: Final = ("best", "silo", "default", "random")
"""What may be played at the rate of the rules, in place of a persona."""


def random_course(code: Code, seasons: int, seed: int) -> Course:
    """Random legal play: every setting anywhere in its range, every round, every season its own."""
    dice = np.random.default_rng([seed, 0xD1CE])
    shares = dice.random((code.rounds, len(code.settings), seasons))
    low, high = code.low[None, :, None], code.high[None, :, None]
    numbers = low + shares * (high - low)
    choices = np.floor(shares * np.maximum(code.size, 1)[None, :, None])
    values = np.where((code.size == 0)[None, :, None], numbers, choices)
    return Course(values, np.zeros(len(code.settings), dtype=np.bool_))


def course_named(name: str, bench: Bench, seasons: int, seed: int) -> Course:
    """The course of a way of playing, one for all seasons; `random` has one for each."""
    if name == "random":
        return random_course(bench.code, seasons, seed)
    return {"best": bench.best, "silo": bench.silo}.get(name) or bench.code.defaults()


def mixed(scenario: Scenario, bench: Bench, structure: Structure, names: tuple[str, str], seasons: int, seed: int
          ) -> Course:  # fmt: skip
    """Marketing's settings of one way and distribution's of another.

    What both must sign follows a way that both play, and stays as it is when they play different ones.
    """
    code, leads = bench.code, leads_for(scenario, structure)
    both = code.defaults() if names[0] != names[1] else course_named(names[0], bench, seasons, seed)
    values, levels = both.values, both.levels
    for at, (seat, name) in enumerate(zip(SEATS, names, strict=True)):
        theirs = course_named(name, bench, seasons, seed + at * (names[0] != names[1]))
        mine = code.led_by(leads, seat)
        values = np.where(mine[None, :, None], theirs.values, values)
        levels = np.where(mine, theirs.levels, levels)
    return Course(values, levels)
