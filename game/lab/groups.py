"""The fixed groups of levers, and what each is worth between two ways of playing: Shapley's shares."""

from __future__ import annotations

from itertools import combinations
from math import factorial

import numpy as np

from game.lab.encoding import Code, Course
from game.lab.playing import Stage, mean_worth
from game.rules.arrays import Ints
from game.rules.draws import Draws
from game.rules.levers import GROUPS


def group_of(code: Code) -> Ints:
    """The group of each setting, by its place among the groups, `(S,)`."""
    at = {lever: place for place, levers in enumerate(GROUPS.values()) for lever in levers}
    return np.array([at[setting.lever.id] for setting in code.settings])


def shares(stage: Stage, low: Course, high: Course, luck: list[Draws]) -> dict[str, float]:
    """What each group adds between two courses, as a share of what all add; the shares sum to 1 (Shapley 1953).

    A group's share is what it adds to the others that have changed before it, over all orders in which they could.

    Args:
        stage: where they are played.
        low: the course to begin from.
        high: the one to come to; stock follows levels in both, or in none.
        luck: of each round, for `k` seasons.
    """
    of, names = group_of(stage.code), list(GROUPS)
    used = sorted(set(of.tolist()))
    n = len(used)
    sets = [frozenset(some) for size in range(n + 1) for some in combinations(used, size)]
    mixed = [np.where(np.isin(of, list(some))[None, :, None], high.values, low.values) for some in sets]
    worth = mean_worth(stage, [Course(values, low.levels) for values in mixed], luck)
    value = dict(zip(sets, worth.tolist(), strict=True))
    gap = value[frozenset(used)] - value[frozenset()]
    found = {}
    for group in used:
        adds = [
            factorial(len(some)) * factorial(n - len(some) - 1) / factorial(n) * (value[some | {group}] - value[some])
            for some in sets
            if group not in some
        ]
        found[names[group]] = float(np.add.reduce(adds)) / gap if gap else float("nan")
    return found
