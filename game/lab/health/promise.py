"""Property 12: promising more than can be kept wins the first rounds and has lost by the last.

The first rounds are counted in contribution margin, the season in joint value: the joint value writes broken promises
off as they are broken, in customer equity, while the money shows them two rounds late, and money is what tempts.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from game.lab.encoding import Course
from game.lab.health.finding import Case, Finding
from game.lab.playing import luck_of, months
from game.rules.arrays import Floats

FASTER: Final = 2.0
FIRST: Final = 2
BOUND: Final = "above 0 early, below 0 by the end"


def over_promising(case: Case) -> Finding:
    """Property 12: silo play with the promise two days faster, against silo play, round by round."""
    rows = np.flatnonzero([setting.lever.id == "delivery-promise" for setting in case.code.settings])
    if not len(rows):
        return Finding(12, "Over-promising", case.slug, "the promise is not a lever here", BOUND, None)
    row = int(rows[0])
    details = {}
    for name, course in (("silo", case.silo), ("best", case.best)):
        values = course.values.copy()
        values[:, row] = np.maximum(case.code.low[row], values[:, row] - FASTER)
        gain = _by_round(case, Course(values, course.levels)) - _by_round(case, course)
        margin, worth = np.cumsum(gain, axis=0).T
        details[name] = {"first": float(margin[FIRST - 1]), "first_joint": float(worth[FIRST - 1]),
                         "last_margin": float(margin[-1]), "last": float(worth[-1])}  # fmt: skip
    first, last = details["silo"]["first"], details["silo"]["last"]
    turn = ""
    if first <= 0.0:
        turn = "promising faster never pays: a steeper promise_slope, or satisfaction worth less at once"
    elif last >= 0.0:
        turn = "over-promising is forgiven: late deliveries must weigh more, loyalty and word of mouth too"
    return Finding(
        12, "Over-promising", case.slug, f"margin {first:+,.0f} after two rounds, joint value {last:+,.0f} by the end",
        BOUND, bool(first > 0.0 > last), turn, details,
    )  # fmt: skip


def _by_round(case: Case, course: Course) -> Floats:
    """Mean contribution margin and joint value of each round, `(R, 2)`."""
    outcomes = months(case.stage, course, luck_of(case.stage.ready, case.seeds))
    return np.array([[float(part.mean()) / 100.0 for part in (o.money.margin, o.money.joint)] for o in outcomes])
