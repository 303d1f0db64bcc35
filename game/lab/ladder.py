"""A ladder: the best single change of a seat, or the best pair of both, held to the end of the season, again and again.

A change is one setting held at one value from a month on; stock counts in levels to order up to. Whoever learns a place
learns like this, one thing at a time: so a place can be learned if such steps lead up from silo play, and what a season
lacked is said best by the steps that would have come next.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import TypeAlias, TypeVar

import numpy as np

from game.lab.encoding import Code, Course, side_by_side
from game.lab.playing import Stage, crossed, mean_worth, repeated
from game.rules.arrays import Bools, Floats
from game.rules.draws import Draws
from game.rules.levers import Lead, Setting
from game.rules.passing import passed
from game.rules.spending import overdrawn

VALUES = 9
"""Values of a number that are tried, evenly over its range."""

FACTORS = (0.6, 0.8, 1.25, 1.5, 2.0)
"""How much more or less stock to order up to is tried."""

CENT = 0.01
"""Currency units that a plan may cost beyond its budget through rounding."""

CHECKED = 8
"""Changes that are checked at once for whether they may be played, the best first."""

HOPEFUL, OF_ONE = 24, 2
"""Changes of each seat that are tried together with those of the other, and how many of them are of one setting."""


T = TypeVar("T")


@dataclass(frozen=True)
class Held:
    """One setting held from a month to the end of the season, or for that month only.

    Args:
        row: the setting's place on the sheet.
        since: the first round, counted from 0.
        value: the number that stands for its value; of stock levels held to the end, the factor on them.
        once: is it for the first round only?
    """

    row: int
    since: int
    value: float
    once: bool = False


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


Allowed: TypeAlias = Callable[[Course], Bools]
"""Which of some courses, `(n,)`, may be played."""


@dataclass(frozen=True)
class Changeable:
    """What may be changed on a ladder.

    Args:
        free: the settings, `(S,)`; None = all.
        allowed: which courses may be played; None = all.
        more: changes besides those that are held.
        clearly: times what one change brings that two at once must bring to be the step.
        known: what each change of the course where the ladder begins is worth, where that has been worked out.
    """

    free: Bools | None = None
    allowed: Allowed | None = None
    more: Sequence[Held] = ()
    clearly: float = 1.0
    known: Mapping[Held, float] | None = None


def ladder(
    stage: Stage, course: Course, luck: list[Draws], steps: int, tried: Changeable | None = None
) -> Iterator[Rung]:
    """Step after step up from a course, each the best there is; ends where no step leads up.

    Args:
        stage: where it is played.
        course: where to begin.
        luck: of each round, for `k` seasons.
        steps: at most.
        tried: what may be changed; None = everything.
    """
    now, tried = float(crossed(stage, course, luck).mean()), tried or Changeable()
    for step in range(steps):
        rung = best_rung(stage, course, luck, tried if step == 0 else replace(tried, known=None), now)
        if rung is None or rung.worth <= now:
            return
        course, now = rung.course, rung.worth
        yield rung


def best_rung(
    stage: Stage, course: Course, luck: list[Draws], tried: Changeable | None = None, now: float = 0.0
) -> Rung | None:
    """The step from a course that is worth most; None where there is nothing to change. `now` = what it is worth."""
    code, tried = stage.code, tried or Changeable()
    every = (*changes(code, course), *tried.more)
    singles = [one for one in every if tried.free is None or tried.free[one.row]]
    if not singles:
        return None
    alone = (
        _alone(stage, course, luck, singles) if tried.known is None else np.array([tried.known[one] for one in singles])
    )
    order = np.argsort(-alone, kind="stable").tolist()
    pairs = list(_pairs(code, [singles[at] for at in order]))
    both = mean_worth(stage, [changed(course, pair) for pair in pairs], luck) if pairs else np.zeros(0)
    first = _best_allowed(course, [(one,) for one in singles], alone, tried.allowed)
    least = -np.inf if first is None else now + tried.clearly * (first[1] - now)
    best = _best_allowed(course, pairs, both, tried.allowed) if both.max(initial=-np.inf) > least else None
    found = best if best is not None and best[1] > least else first
    if found is None:
        return None
    chosen, worth = found
    return Rung(chosen, changed(course, chosen), worth, first[1] if first else worth)


def worth_alone(stage: Stage, course: Course, luck: list[Draws], more: Sequence[Held]) -> dict[Held, float]:
    """What each single change of a course is worth, and each of some more: for several ladders that begin there."""
    singles = (*changes(stage.code, course), *more)
    return dict(zip(singles, _alone(stage, course, luck, singles).tolist(), strict=True))


def _alone(stage: Stage, course: Course, luck: list[Draws], singles: Sequence[Held]) -> Floats:
    return mean_worth(stage, [changed(course, (one,)) for one in singles], luck)


def _best_allowed(
    course: Course, tried: Sequence[tuple[Held, ...]], worth: Floats, allowed: Allowed | None
) -> tuple[tuple[Held, ...], float] | None:
    """The best of some changes that may be played, with what it is worth."""
    order = np.argsort(-worth, kind="stable").tolist()
    for first in range(0, len(order), CHECKED):
        some = order[first : first + CHECKED]
        if allowed is None:
            return tried[some[0]], float(worth[some[0]])
        may = allowed(side_by_side([changed(course, tried[at]) for at in some])).tolist()
        for at, playable in zip(some, may, strict=True):
            if playable:
                return tried[at], float(worth[at])
    return None


def within_budgets(stage: Stage, luck: list[Draws], course: Course) -> Bools:
    """Which of `n` courses ask in no month for more than their budgets let through, with one season's luck, `(n,)`."""
    n, state = course.seasons, stage.opening(course.seasons)
    within = np.ones(n, dtype=np.bool_)
    for draws in luck:
        ready, state = stage.begun(state)
        plans = stage.code.packed(course, state)
        after, month = passed(ready, state, plans, repeated(draws, n))
        within &= (overdrawn(ready.world, state, plans, month.spent) <= CENT).all(axis=0)
        state = after
    return within


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


def few_of_each(best_first: Iterable[T], kind: Callable[[T], Hashable], each: int, most: int) -> list[T]:
    """The first so many, of each kind a few: else the best of all are one thing at several values."""
    kept: list[T] = []
    counted: Counter[Hashable] = Counter()
    for one in best_first:
        if len(kept) < most and counted[kind(one)] < each:
            counted[kind(one)] += 1
            kept.append(one)
    return kept


def _pairs(code: Code, best_first: Sequence[Held]) -> Iterator[tuple[Held, Held]]:
    """Hopeful changes of one seat with hopeful ones of the other; what both sign goes with either."""

    def hopeful(lead: Lead) -> list[Held]:
        theirs = (one for one in best_first if code.settings[one.row].lever.lead == lead)
        return few_of_each(theirs, lambda one: one.row, OF_ONE, HOPEFUL)

    joint = hopeful("joint")
    for first, second in product([*hopeful("marketing"), *joint], [*hopeful("distribution"), *joint]):
        if first.row != second.row:
            yield first, second


def changed(course: Course, held: Sequence[Held]) -> Course:
    """The course with some settings held."""
    values = course.values.copy()
    for one in held:
        if one.once:
            values[one.since, one.row] = one.value
            continue
        rest = values[one.since :, one.row]
        values[one.since :, one.row] = rest * one.value if course.levels[one.row] else one.value
    return Course(values, course.levels)
