"""What a course is worth and how that moves with each of its numbers, from one play of the rules on a tape."""

from __future__ import annotations

from typing import Any, Final, cast

import numpy as np

from game.lab.crossing import tiled
from game.lab.playing import Measure, Stage, played
from game.lab.search.space import Space
from game.lab.search.tracing import Tape, Traced
from game.rules.arrays import Floats
from game.rules.draws import Draws

MOST: Final = 512
"""Seasons on one tape: a season's tape is large, and more of them fall out of the cache."""


class Rows:
    """One round's numbers, `(S, n)`, those that are searched for on a tape.

    Args:
        rows: all of them.
        searched: `(q, n)`, on the tape.
        at: which settings those are.
    """

    def __init__(self, rows: Floats, searched: Traced, at: dict[int, int]) -> None:
        self.rows, self.searched, self.at = rows, searched, at

    def __getitem__(self, setting: int) -> Floats | Traced:
        at = self.at.get(setting)
        return self.rows[setting] if at is None else self.searched[at]


def slopes(stage: Stage, space: Space, points: Floats, luck: list[Draws], measure: Measure) -> tuple[Floats, Floats]:
    """The measure at some points under the same luck, and what one more range of each number would add.

    Args:
        stage: where the courses are played.
        space: what may be chosen.
        points: `(parts, n)`.
        luck: of each round, for `k` seasons.
        measure: summed over the rounds.

    Returns:
        Means over the luck: `(n,)` and `(numbers, n)`.
    """
    wide = max(1, MOST // len(luck[0].company))
    parts = [points[:, first : first + wide] for first in range(0, points.shape[1], wide)]
    found = [_traced(stage, space, part, luck, measure) for part in parts]
    return np.concatenate([worth for worth, _ in found]), np.concatenate([steep for _, steep in found], axis=1)


def _traced(stage: Stage, space: Space, points: Floats, luck: list[Draws], measure: Measure) -> tuple[Floats, Floats]:
    n, k, course = points.shape[1], len(luck[0].company), space.at(points)
    at = {setting: place for place, setting in enumerate(space.number_rows.tolist())}
    tape, state, total, numbers = Tape(), stage.opening(n * k), cast(Any, 0.0), []
    for round_, draws in enumerate(luck):
        rows = np.repeat(course.values[round_], k, axis=1)
        numbers.append(tape.number(rows[space.number_rows]))
        plans = stage.code.packed_rows(cast(Floats, Rows(rows, numbers[-1], at)), course.levels, state)
        state, worth = played(stage.ready, state, plans, tiled(draws, n), measure)
        total = total + worth
    if not isinstance(total, Traced):  # a measure that no number moves
        return total.reshape(n, k).mean(axis=1), np.zeros((space.numbers, n))
    wide = (space.high - space.low)[space.number_rows, None]
    steep = [slope.reshape(-1, n, k).mean(axis=2) * wide for slope in tape.slopes(total, numbers)]
    worth = total.value.reshape(n, k).mean(axis=1)
    return worth, sum(steep) if space.spans == 1 else np.concatenate(steep)  # exact: arrays
