"""Property 10: how people play matters far more than the luck they meet."""

from __future__ import annotations

from typing import Final

import numpy as np

from game.lab.crossing import crossed
from game.lab.encoding import Course
from game.lab.health.finding import Case, Finding
from game.lab.playing import luck_of

MOST: Final = 0.15


def skill_over_luck(case: Case) -> Finding:
    """Property 10: the variance that luck makes within a way of playing, over all variance between ways."""
    values = spread_of_ways(case)
    within = float(values.var(axis=0).mean())
    between = float(values.mean(axis=0).var())
    share = within / (within + between) if within + between > 0.0 else float("nan")
    return Finding(
        10, "Skill over luck", case.slug, f"luck makes {share:.0%} of the spread", "at most 15 %", bool(share <= MOST),
        "less noise (noise.demand, noise.company, launch failure), or decisions that matter more",
        {"share": share, "luck_sd": within**0.5, "ways_sd": between**0.5},
    )  # fmt: skip


def spread_of_ways(case: Case) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """Joint value of several ways of playing under the same lucks: `(k, ways)`.

    The ways: the best plan, silo play, everything as usual, and each seat's best half beside the other's silo half.
    Random play is left out: it lies so far below all sensible play that any amount of luck would look small.
    """
    code, best, silo = case.code, case.best, case.silo
    mine = np.array([setting.lever.lead == "marketing" for setting in code.settings])[None, :, None]
    halves = [Course(np.where(which, best.values, silo.values), silo.levels) for which in (mine, ~mine)]
    luck = luck_of(case.stage.ready, case.seeds)
    ways = [best, silo, code.defaults(), *halves]
    return np.concatenate([crossed(case.stage, way, luck) for way in ways], axis=1)
