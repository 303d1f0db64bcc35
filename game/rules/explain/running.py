"""The money lines of running the house: people, stock, roads, media and what the budgets let through."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np

from game import figures
from game.figures import several, share
from game.rules.arrays import Floats
from game.rules.explain.shape import Episode, Part, Who
from game.rules.floor import JOINT_MOVE
from game.rules.spending import extra_shift_cost
from game.rules.world import CARRIERS, PACKAGING, SITE

Parts: TypeAlias = list[Part]


def out(month: Episode) -> Floats:
    """Units that left the floor, `(p,)`."""
    return np.asarray(month.outcome.money.delivered[0].sum(axis=1))


def _wage(month: Episode) -> float:
    return month.world.floor.wage * float(month.world.tracks.wage[month.state.round])


def inbound(month: Episode) -> Parts:
    """Freight due with what was due this month: ordered earlier, or this month on the quick way."""
    whole, earlier = float(month.outcome.inbound.freight[0]), float(month.state.freight_due[0, 0])
    return [
        ("Ordered earlier", -earlier, "distribution", "Due with the stock that was due this month."),
        ("Ordered to come at once", earlier - whole, "distribution", "Stock ordered and due this month."),
    ]


def crew(month: Episode) -> Parts:
    """Regular wages."""
    wage, first = _wage(month), month.world.floor.capacity
    grown = float(month.outcome.floor.crew[0]) - first
    return [
        ("Regular hours", -first * wage, "world", f"{several(first, 'hour')} at {figures.cost(wage)}."),
        ("Hours added this season", -grown * wage, "joint", f"{several(grown, 'hour')} at {figures.cost(wage)}."),
    ]


def extra_shift(month: Episode) -> Parts:
    """Extra hours as planned, less what the budget did not pay for."""
    asked = month.plans.distribution.extra_shift
    cost = float(extra_shift_cost(month.world, month.outcome.floor.crew, asked)[0]) * _wage(month)
    says = f"{share(float(asked[0]))} on top of regular hours; the first tenth is dear, the rest dearer."
    return _within_budget("Extra hours planned", cost, month.outcome.spent.extra_cost, "distribution", says)


def temps(month: Episode) -> Parts:
    """Temps as planned, less what the budget did not pay for."""
    people, wage = float(month.plans.distribution.temps[0]), month.world.floor.temp_wage
    says = f"{several(people, 'temp')} at {figures.cost(wage)} a month."
    return _within_budget("Temps planned", people * wage, month.outcome.spent.temp_cost, "distribution", says)


def brand(month: Episode) -> Parts:
    """Brand advertising as planned, less what the budget did not pay for."""
    wish, paid = month.plans.marketing.brand[0], month.outcome.spent.brand
    return _within_budget("Planned", wish, paid, "marketing", "Brand advertising in the plan.")


def performance(month: Episode) -> Parts:
    """Performance advertising as planned, less what the budget did not pay for."""
    wish, paid = month.plans.marketing.performance[0], month.outcome.spent.performance
    return _within_budget("Planned", wish, paid, "marketing", "Performance advertising in the plan.")


def _within_budget(name: str, wish: float, paid: Floats, who: Who, says: str) -> Parts:
    """What was planned, less what the budget did not pay for."""
    short = "The budget had no room for all of it, so less was done."
    return [(name, -wish, who, says), ("Past the budget", wish - paid[0], "joint", short)]


def packaging(month: Episode) -> Parts:
    """What the boxes cost."""
    kind = int(month.plans.distribution.packaging[0])
    cost, units = float(month.world.last_mile.pack_cost[kind]), float(out(month).sum())
    return [
        (
            "Boxes",
            -units * cost,
            "distribution",
            f"{several(units, 'unit')} in {PACKAGING[kind]} boxes at {figures.cost(cost)}.",
        )
    ]


def holding(month: Episode) -> Parts:
    """A share of what the stock left cost."""
    rate, products, out, parts = month.world.costs.holding, month.world.products, month.outcome, Parts()
    for at, name in enumerate(products.names):
        held = float(out.inbound.available[0, at].sum() - out.money.delivered[0, at].sum())
        left = max(0.0, held - float(out.money.cleared[0, at]))
        says = f"{several(left, 'unit')} left on the shelves, at {share(rate)} of their cost."
        parts.append((name, -left * float(products.unit_cost[at]) * rate, "distribution", says))
    return parts


def site(month: Episode) -> Parts:
    """Rent, and the move if there was one."""
    place, rules = int(month.plans.distribution.site[0]), month.world.last_mile
    moved = rules.move_cost if month.outcome.floor.moving[0] else 0.0
    moved *= JOINT_MOVE if month.outcome.sale.initiatives[0, SITE] else 1.0
    return [
        ("Rent", -rules.site_fixed[place], "distribution", f"At {rules.site_names[place]}."),
        ("The move", -moved, "distribution", "The warehouse moved this month."),
    ]


def capacity(month: Episode) -> Parts:
    """Building and keeping hours added for good."""
    rules, hours = month.world.floor, float(month.plans.joint.capacity[0])
    grown = max(0.0, float(month.outcome.floor.crew[0]) - rules.capacity)
    building = f"{several(hours, 'hour')} a month more, at {figures.cost(rules.expansion_cost)} each."
    upkeep = f"{several(grown, 'added hour')}, at {figures.cost(rules.expansion_upkeep)} a month."
    return [
        ("Building", -hours * rules.expansion_cost, "joint", building),
        ("Upkeep", -grown * rules.expansion_upkeep, "joint", upkeep),
    ]


def overhead(month: Episode) -> Parts:
    """What comes every month."""
    return [("Overhead", -month.world.costs.overhead, "world", "Comes every month, whoever decides what.")]


def contract(month: Episode) -> Parts:
    """What the carrier asks every month."""
    carrier = int(month.plans.distribution.carrier[0])
    fixed = month.world.last_mile.carrier_fixed[carrier]
    return [("Contract", -fixed, "distribution", f"The {CARRIERS[carrier]} contract, every month.")]
