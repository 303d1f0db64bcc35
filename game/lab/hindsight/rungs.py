"""The next steps up from a season: what two people who play it again would gain most by doing otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

import numpy as np

from game.figures import whole
from game.lab.encoding import STOCK
from game.lab.hindsight.season import PlayedSeason, Swing
from game.lab.ladder import Changeable, Held, ladder, within_budgets, worth_alone
from game.rules.arrays import Bools
from game.rules.levers import Lead, Seat

CLEARLY: Final = 1.2
"""Times what one change would bring that two at once must bring to be told as a step of both."""

STEPS: Final = 3
"""Steps that are told of a season."""


@dataclass(frozen=True)
class Adjustment:
    """One setting held at another value, or stock at so many times as much, from a month to the end.

    Args:
        lead: who decided the lever in that month.
        key: of the setting.
        since: the round, counted from 1.
        number: the number that stands for the value; of stock held to the end, the factor.
        once: is it for that month only?
    """

    lead: Lead
    key: str
    since: int
    number: float
    once: bool = False


@dataclass(frozen=True)
class StepUp:
    """One step up, upon those before it.

    Args:
        changes: one, or one of each seat.
        cents: what the step adds to the season's joint value, in cents, a whole number of currency units: so the steps
            add up as they are written.
        alone: what the best single change would have added instead; as `cents` where the step is a single one.
    """

    changes: tuple[Adjustment, ...]
    cents: int
    alone: int


def first_steps(season: PlayedSeason, single: Sequence[Swing]) -> dict[Held, float]:
    """What each first step of one change is worth, for whoever asks for the steps of both seats and of each."""
    once = [_once(season, swing) for swing in single]
    return worth_alone(season.stage, season.levels, season.luck[: season.rounds], once)


def next_steps(
    season: PlayedSeason, seat: Seat | None = None, single: Sequence[Swing] = (),
    known: Mapping[Held, float] | None = None,
) -> tuple[StepUp, ...]:  # fmt: skip
    """The steps up from a season, with its own luck, the largest first; of what a table would allow for its budgets.

    Args:
        season: to step up from.
        seat: whose settings are changed, those that it led in most months; None = anybody's, and both seats' at once.
        single: decisions of one month that are tried as well.
        known: what `first_steps` says of the same ones, where that has been worked out.
    """
    course, now = season.levels, whole(float(season.cents.sum()) / 100.0)
    free = None if seat is None else which_of(season, seat)
    luck, steps = season.luck[: season.rounds], []
    once = [_once(season, swing) for swing in single if seat is None or swing.lead == seat]
    tried = Changeable(free, partial(within_budgets, season.stage, luck), once, CLEARLY, known)
    for rung in ladder(season.stage, course, luck, STEPS, tried):
        changes = tuple(_change(season, one) for one in rung.changes)
        worth = whole(rung.worth)
        steps.append(StepUp(changes, 100 * (worth - now), 100 * (whole(rung.alone) - now)))
        now = worth
    return tuple(step for step in steps if step.cents > 0)


def _once(season: PlayedSeason, swing: Swing) -> Held:
    """A decision of one month; of stock, by the level that it orders up to."""
    code, at = season.stage.code, swing.round - 1
    row = code.row[swing.key]
    more = code.number(code.settings[row], swing.other) - float(season.course.values[at, row, 0])
    return Held(row, at, float(season.levels.values[at, row, 0]) + more, once=True)


def which_of(season: PlayedSeason, seat: Seat) -> Bools:
    """The settings that a seat led in most of the rounds, `(S,)`."""
    code = season.stage.code
    counted = np.mean([code.led_by(leads, seat) for leads in season.leads], axis=0)
    most: Bools = counted > 0.5
    return most


def _change(season: PlayedSeason, held: Held) -> Adjustment:
    setting, number = season.stage.code.settings[held.row], held.value
    if held.once:
        levels, played = (course.values[held.since, held.row, 0] for course in (season.levels, season.course))
        number = round(number - float(levels) + float(played), 9)
    return Adjustment(season.leads[held.since][setting.lever.id], setting.key, held.since + 1, number, held.once)


def is_stock(change: Adjustment) -> bool:
    """Whether its number is a factor on stock."""
    return not change.once and change.key.startswith(f"{STOCK}.")
