"""Reading the partner: the constraints that may bind, which one did, and how a prediction compares with the truth."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import numpy as np

from game.rules.arrays import Floats, over_markets, over_products
from game.rules.levers import Plan, Seat, Setting, Value, other
from game.rules.month import Outcome
from game.rules.scorecards import points
from game.rules.state import Plans
from game.rules.world import World
from game.table.moves import Predict
from game.table.seen.observation import Constraint, Reading

CONSTRAINTS: Final[Mapping[Seat, tuple[Constraint, ...]]] = MappingProxyType(
    {
        "marketing": (
            Constraint("budget", "Budget", "What advertising, deals and research cost, against the budget."),
            Constraint("brand", "Brand", "Goodwill, against where the scorecard wants it."),
            Constraint("leads", "Leads", "How many think of us when they want to buy, against the target."),
            Constraint("price", "Price", "How many look and then buy: price and promise decide."),
        ),
        "distribution": (
            Constraint("stock", "Stock", "What customers want, against what is on the shelf."),
            Constraint("floor", "Floor", "The work of the warehouse, against its hours."),
            Constraint("carriers", "Carriers", "The days on the road, against the days that were promised."),
            Constraint("budget", "Budget", "What extra hands and carriers cost, against the budget."),
            Constraint("people", "People", "What extra shifts ask of the crew."),
        ),
    }
)
"""What may bind each seat. Each has a strain: 1 = at its limit or just on its target; the highest binds hardest."""

MOST = 2.0  # a strain is never counted higher, so that one empty shelf does not hide all else
MET = 30.0  # points that a scorecard's line leaves open when its target is just met (70 of 100)
TIRED = 0.3  # design choice: fatigue at which people are the limit, as after months of a 15% extra shift
STEADY = 0.01  # share of a number within which it counts as the same


def strains(seat: Seat, world: World, plans: Plans, outcome: Outcome) -> dict[str, float]:
    """How hard each constraint of a seat bound in a month of one season, by key."""
    found = _marketing(world, plans, outcome) if seat == "marketing" else _distribution(world, plans, outcome)
    return {key: min(MOST, max(0.0, strain)) for key, strain in found.items()}


def hardest(found: Mapping[str, float]) -> str:
    """The constraint that bound hardest; of equals the first."""
    return max(found, key=found.__getitem__)


def _marketing(world: World, plans: Plans, outcome: Outcome) -> dict[str, float]:
    spent, cards, targets = outcome.spent, outcome.scorecards, world.targets
    used = plans.marketing.brand + plans.marketing.performance + spent.promotion_fees + spent.research
    return {
        "budget": _ratio(used, spent.marketing_budget),
        "brand": _missing(cards.brand, targets.goodwill),
        "leads": _missing(cards.leads, targets.leads),
        "price": _missing(cards.conversion, targets.conversion),
    }


def _distribution(world: World, plans: Plans, outcome: Outcome) -> dict[str, float]:
    wanted = over_markets(outcome.filled.wanted)[0]
    held = np.add.reduce(outcome.inbound.available, axis=2)[0]
    pressed = [min(MOST, want / have) if have > 0.0 else MOST for want, have in zip(wanted, held, strict=True)]
    shipped = over_products(outcome.floor.shipped)[0]
    road = outcome.last_mile.transit[0] + outcome.last_mile.booked_late[0]
    promise = float(plans.marketing.promise[0])
    spent = outcome.spent
    wish = world.last_mile.carrier_fixed[plans.distribution.carrier] + spent.extra_cost + spent.temp_cost
    return {
        "stock": _weighted(np.array(pressed), wanted),
        "floor": float(outcome.floor.utilisation[0]),
        "carriers": _weighted(road, shipped) / promise,
        "budget": _ratio(wish, spent.distribution_budget),
        "people": float(outcome.floor.fatigue[0]) / TIRED,
    }


def _missing(measure: Floats, target: float) -> float:
    return float(100.0 - points(measure, target)[0]) / MET


def _ratio(part: Floats, whole: Floats) -> float:
    return float(part[0] / whole[0]) if whole[0] > 0.0 else MOST


def _weighted(values: Floats, weights: Floats) -> float:
    whole = float(weights.sum())
    return float((values * weights).sum()) / whole if whole > 0.0 else 0.0


def moved(setting: Setting, before: Value, now: Value) -> str:
    """What a seat did with a setting: up, same or down; on or off; or the name it chose."""
    if setting.lever.kind == "switch":
        return "on" if now else "off"
    if setting.lever.kind == "choice":
        return str(now)
    assert not isinstance(before, str) and not isinstance(now, str)
    if abs(now - before) <= STEADY * max(abs(before), setting.step):
        return "same"
    return "up" if now > before else "down"


def answers(setting: Setting) -> tuple[str, ...]:
    """What may be predicted of a setting."""
    if setting.lever.kind == "switch":
        return ("on", "off")
    return setting.choices if setting.lever.kind == "choice" else ("up", "same", "down")


def judged(said: Predict, setting: Setting, before: Plan, played: Plan, found: Mapping[str, float]) -> Reading:
    """A prediction beside the truth.

    Args:
        said: the prediction.
        setting: the partner's setting that it is about.
        before: the values of the month before.
        played: the values of the month.
        found: the strains of the partner's constraints.
    """
    truth, was = hardest(found), moved(setting, before[setting.key], played[setting.key])
    return Reading(
        seat=said.seat,
        constraint=said.constraint,
        constraint_true=truth,
        strains=dict(found),
        lever=said.lever,
        expects=said.expects,
        was=was,
        confidence=said.confidence,
        hits=int(said.constraint == truth) + int(said.expects == was),
        chance=(1.0 / len(CONSTRAINTS[other(said.seat)]) if said.constraint else 0.0)
        + (1.0 / len(answers(setting)) if said.expects else 0.0),
    )
