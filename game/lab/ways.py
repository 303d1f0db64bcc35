"""Ways of playing that need no table: best, silo, as usual, at random."""

from __future__ import annotations

import numpy as np

from game.lab.encoding import Code, Course


def random_course(code: Code, seasons: int, seed: int) -> Course:
    """Random legal play: every setting anywhere in its range, every round, every season its own."""
    dice = np.random.default_rng([seed, 0xD1CE])
    shape = (code.rounds, len(code.settings), seasons)
    shares = dice.random(shape)
    low, high = code.low[None, :, None], code.high[None, :, None]
    numbers = low + shares * (high - low)
    choices = np.floor(shares * np.maximum(code.size, 1)[None, :, None])
    values = np.where((code.size == 0)[None, :, None], numbers, choices)
    return Course(values, np.zeros(len(code.settings), dtype=np.bool_))
