"""Grafting: what one course does in a month, with a lever or about something new, tried in another course.

Two plans that were both climbed to their tops differ in dozens of choices, and most of them pay only together with
others of the same month. A month taken whole brings along what makes it good.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import numpy as np

from game.lab.search.changing import Trial
from game.lab.search.space import Space
from game.rules.arrays import Floats, Ints

GRAFT_FEW: Final = 16
"""Seeds that every graft is tried on; promising ones meet as many as promising changes do."""


def grafted(trial: Trial, points: Floats, donors: Sequence[Sequence[Floats]]) -> Floats:
    """Some points with those parts of their donors that surely make them better, alone and then together.

    Args:
        trial: where they are tried.
        points: `(parts, n)`.
        donors: other points, for each of them.
    """
    parts = parts_of(trial.space)
    tried = [
        [_with(point, donor, part) for donor in several for part in parts if (donor[part] != point[part]).any()]
        for point, several in zip(points.T, donors, strict=True)
    ]
    return trial.accepted(points, tried, GRAFT_FEW)


def parts_of(space: Space) -> list[Ints]:
    """What is grafted whole: a month, two months in a row, a lever all season, something done once."""
    d, spans, each, plain = space.numbers, space.spans, len(space.number_rows), len(space.choice_rows)
    months = [np.concatenate([space.numbers_of(at), d + np.arange(plain) * spans + at]) for at in range(spans)]
    pairs = [np.concatenate(two) for two in pairwise(months)]
    levers = [np.arange(spans) * each + at for at in range(each)]
    levers += [d + at * spans + np.arange(spans) for at in range(plain)]
    once = [np.array([d + plain * spans + at]) for at in range(len(space.once_rows))]
    return [*months, *pairs, *levers, *once]


def _with(point: Floats, donor: Floats, part: Ints) -> Floats:
    other = point.copy()
    other[part] = donor[part]
    return other
