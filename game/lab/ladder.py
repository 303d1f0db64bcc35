"""A ladder: the best single change of a seat, or the best pair of both, held to the end of the season, again and again.

A change is one setting held at one value from a month on; stock counts in levels to order up to. Whoever learns a place
learns like this, one thing at a time: so a place can be learned if such steps lead up from silo play, and what a season
lacked is said best by the steps that would have come next.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from game.lab.encoding import Code, Course
from game.lab.playing import Stage, crossed, mean_worth
from game.rules.draws import Draws
from game.rules.levers import Lead, Setting

VALUES = 9
"""Values of a number that are tried, evenly over its range."""

FACTORS = (0.6, 0.8, 1.25, 1.5, 2.0)
"""How much more or less stock to order up to is tried."""

HOPEFUL = 16
"""Changes of each seat that are tried together with those of the other."""


@dataclass(frozen=True)
class Held:
    """One setting held from a month to the end of the season.

    Args:
        row: the setting's place on the sheet.
        since: the first round, counted from 0.
        value: the number that stands for its value; of stock levels, the factor on them.
    """

    row: int
    since: int
    value: float


@dataclass(frozen=True)
class Rung:
    """One step up: a change, or two at once, and where it leads.

    Args:
        changes: one of a seat, or one of each.
        course: with them made.
        worth: mean joint value, in currency units.
        alone: the best that one change by itself would have been worth.
    """

    changes: tuple[Held, ...]
    course: Course
    worth: float
    alone: float


def ladder(stage: Stage, course: Course, luck: list[Draws], steps: int) -> Iterator[Rung]:
    """Step after step up from a course, each the best there is; ends where no step leads up.

    Args:
        stage: where it is played.
        course: where to begin.
        luck: of each round, for `k` seasons.
        steps: at most.
    """
    now = float(crossed(stage, course, luck).mean())
    for _ in range(steps):
        rung = best_rung(stage, course, luck)
        if rung is None or rung.worth <= now:
            return
        course, now = rung.course, rung.worth
        yield rung


def best_rung(stage: Stage, course: Course, luck: list[Draws]) -> Rung | None:
    """The step from a course that is worth most; None where there is nothing to change."""
    code = stage.code
    singles = list(changes(code, course))
    if not singles:
        return None
    alone = mean_worth(stage, [changed(course, (one,)) for one in singles], luck)
    order = np.argsort(-alone, kind="stable").tolist()
    pairs = list(_pairs(code, [singles[at] for at in order]))
    both = mean_worth(stage, [changed(course, pair) for pair in pairs], luck) if pairs else np.zeros(0)
    first, best = float(alone[order[0]]), (singles[order[0]],)
    worth, chosen = (float(both.max()), pairs[int(both.argmax())]) if len(both) else (first, best)
    if worth <= first:
        worth, chosen = first, best
    return Rung(chosen, changed(course, chosen), worth, first)


def changes(code: Code, course: Course) -> Iterator[Held]:
    """Every single change of a course that is tried."""
    for row, setting in enumerate(code.settings):
        for since, value in product(range(0, course.rounds, 2), _values(setting, bool(course.levels[row]), code, row)):
            if course.levels[row] or (course.values[since:, row, 0] != value).any():
                yield Held(row, since, value)


def _values(setting: Setting, level: bool, code: Code, row: int) -> Sequence[float]:
    if level:
        return FACTORS
    if setting.lever.kind != "number":
        return [float(choice) for choice in range(int(code.size[row]))]
    even = np.linspace(setting.low, setting.high, VALUES)
    if setting.step > 0.0:
        even = setting.low + np.rint((even - setting.low) / setting.step) * setting.step
    within: list[float] = np.unique(np.minimum(even, setting.high)).tolist()
    return within


def _pairs(code: Code, best_first: Sequence[Held]) -> Iterator[tuple[Held, Held]]:
    """Hopeful changes of one seat with hopeful ones of the other; what both sign goes with either."""
    leads: dict[Lead, list[Held]] = {"marketing": [], "distribution": [], "joint": []}
    for one in best_first:
        mine = leads[code.settings[one.row].lever.lead]
        if len(mine) < HOPEFUL:
            mine.append(one)
    joint = leads["joint"]
    for first, second in product([*leads["marketing"], *joint], [*leads["distribution"], *joint]):
        if first.row != second.row:
            yield first, second


def changed(course: Course, held: Sequence[Held]) -> Course:
    """The course with some settings held."""
    values = course.values.copy()
    for one in held:
        rest = values[one.since :, one.row]
        values[one.since :, one.row] = rest * one.value if course.levels[one.row] else one.value
    return Course(values, course.levels)
