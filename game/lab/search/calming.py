"""Of plans that are worth about the same the calmer one: a month takes its neighbour's value where that costs nothing.

A search leaves steps in a plan that earn nothing; a reader takes each of them for a finding, and the months after a
season repeat its last. What is given up for calm is less than what another run of the search would have come to.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from game.lab.encoding import FOLLOWS, STOCK, Course
from game.lab.playing import Measure, Stage, crossed, mean_worth
from game.rules.arrays import Bools, Floats
from game.rules.draws import Draws

GIVEN_UP: Final = 0.0005
"""Share of a plan's value that calm may cost in all."""

EACH: Final = 0.05
"""Share of that which one change may cost."""

ENDING: Final = 0.001
"""Share of a plan's value that it may cost to let its last two months be alike."""

SWEEPS: Final = 20


def calmed(stage: Stage, free: Bools, course: Course, luck: list[Draws], measure: Measure) -> Course:
    """A course with fewer changes from month to month, worth at most `GIVEN_UP` and `ENDING` less.

    Args:
        stage: where it is played.
        free: `(S,)`, the settings that may change; stock, which follows demand, stays.
        course: one season's plans.
        luck: of each round, for `k` seasons.
        measure: what is to be large.
    """
    rows = [row for row in np.flatnonzero(free).tolist() if stage.code.settings[row].lever.id != STOCK]
    course = _ended(stage, rows, course, luck, measure)
    first = now = float(crossed(stage, course, luck, measure).mean())
    least = first - GIVEN_UP * abs(first)
    for _ in range(SWEEPS):
        tried = [one for row in rows for one in _calmer(course.values[:, row, 0], row)]
        if not tried:
            break
        worth = mean_worth(stage, [_with(course, [one]) for one in tried], luck, measure)
        order = [at for at in np.argsort(-worth, kind="stable").tolist() if worth[at] >= now - EACH * (first - least)]
        chosen, seen = [], set[int]()
        for at in order:
            if tried[at][0] not in seen:
                seen.add(tried[at][0])
                chosen.append(tried[at])
        chosen, reached = _affordable(stage, course, chosen, luck, measure, least)
        if not chosen:
            break
        course, now = _with(course, chosen), reached
    return course


def _ended(stage: Stage, rows: Sequence[int], course: Course, luck: list[Draws], measure: Measure) -> Course:
    """A course whose last two months are alike, forecasts apart, where that costs next to nothing.

    The last month is gone on with after the season, so that it weighs as much as several: what the month before it does
    otherwise is mostly chance.
    """
    alike = [row for row in rows if stage.code.settings[row].lever.id not in FOLLOWS]
    values = course.values.copy()
    values[-2, alike] = values[-1, alike]
    steady = Course(values, course.levels)
    worth, before = (float(crossed(stage, one, luck, measure).mean()) for one in (steady, course))
    return steady if worth >= before - ENDING * abs(before) else course


Calmer = tuple[int, Floats]
"""A setting's row and its values month by month."""


def _calmer(values: Floats, row: int) -> list[Calmer]:
    """A setting's values with one step fewer: one month like the next or the one before, or all like one."""
    found: list[Calmer] = []
    for at in np.flatnonzero(values[1:] != values[:-1]).tolist():
        for to, of in ((at, at + 1), (at + 1, at)):
            one = values.copy()
            one[to] = values[of]
            if _steps(one) < _steps(values):
                found.append((row, one))
    found += [(row, np.full_like(values, value)) for value in np.unique(values).tolist()] if found else []
    return found


def _steps(values: Floats) -> int:
    return int(np.count_nonzero(values[1:] != values[:-1]))


def _affordable(
    stage: Stage, course: Course, chosen: list[Calmer], luck: list[Draws], measure: Measure, least: float
) -> tuple[list[Calmer], float]:
    """As many of the changes, the best ones first, as together leave the course worth enough; and what it is then."""
    while chosen:
        reached = float(crossed(stage, _with(course, chosen), luck, measure).mean())
        if reached >= least:
            return chosen, reached
        chosen = chosen[: len(chosen) // 2]
    return [], least


def _with(course: Course, some: Sequence[Calmer]) -> Course:
    values = course.values.copy()
    for row, steady in some:
        values[:, row, 0] = steady
    return Course(values, course.levels)
