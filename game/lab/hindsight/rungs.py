"""The next steps up from a season: what two people who play it again would gain most by doing otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from game.lab.encoding import STOCK, Course
from game.lab.hindsight.season import PlayedSeason
from game.lab.ladder import Held, ladder
from game.rules.levers import Lead
from game.rules.state import inventory_position

STEPS: Final = 3
"""Steps that are told of a season."""


@dataclass(frozen=True)
class Adjustment:
    """One setting held at another value, or stock at so many times as much, from a month to the end.

    Args:
        lead: who decided the lever in that month.
        key: of the setting.
        since: the round, counted from 1.
        number: the number that stands for the value; of stock, the factor.
    """

    lead: Lead
    key: str
    since: int
    number: float


@dataclass(frozen=True)
class StepUp:
    """One step up, upon those before it.

    Args:
        changes: one, or one of each seat.
        cents: what the step adds to the season's joint value, whole cents.
        alone: what the best single change would have added instead; as `cents` where the step is a single one.
    """

    changes: tuple[Adjustment, ...]
    cents: int
    alone: int


def next_steps(season: PlayedSeason) -> tuple[StepUp, ...]:
    """The steps up from a season, with its own luck, the largest first."""
    course, now = as_levels(season), float(season.cents.sum()) / 100.0
    steps = []
    for rung in ladder(season.stage, course, season.luck[: season.rounds], STEPS):
        changes = tuple(_change(season, one) for one in rung.changes)
        steps.append(StepUp(changes, round(100.0 * (rung.worth - now)), round(100.0 * (rung.alone - now))))
        now = rung.worth
    return tuple(steps)


def as_levels(season: PlayedSeason) -> Course:
    """The season's plans with stock as levels to order up to: played again, they order the same units."""
    code, values = season.stage.code, season.course.values.copy()
    for round_, (state, _) in enumerate(season.months):
        position = inventory_position(state)
        for row in np.flatnonzero(code.orders).tolist():
            values[round_, row] += position[0, code.settings[row].item]
    return Course(values, code.orders)


def _change(season: PlayedSeason, held: Held) -> Adjustment:
    setting = season.stage.code.settings[held.row]
    return Adjustment(season.leads[held.since][setting.lever.id], setting.key, held.since + 1, held.value)


def is_stock(change: Adjustment) -> bool:
    """Whether its number is a factor on stock."""
    return change.key.startswith(f"{STOCK}.")
