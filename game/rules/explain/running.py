"""The money lines of running the house: people, stock, media and what the budgets let through."""

from __future__ import annotations

import numpy as np

from game.rules.explain.shape import Case, Factor, Who, several, share
from game.rules.floor import JOINT_MOVE
from game.rules.spending import extra_shift_cost
from game.rules.world import SITE


def returned(case: Case) -> float:
    """Units sent back; late parcels come back more often."""
    markets, road = case.world.markets, case.outcome.last_mile
    outside = np.where(markets.returns > 0.0, case.world.tracks.returns[case.state.round], 0.0)
    rate = markets.returns * (1.0 + 0.5 * (1.0 - road.on_time[0])) + outside
    return float((case.outcome.money.delivered[0] * np.minimum(1.0, rate)).sum())


def inbound_freight(case: Case) -> list[Factor]:
    """Freight due with what was due this month: ordered earlier, or this month on the quick way."""
    whole, earlier = float(case.outcome.inbound.freight[0]), float(case.state.freight_due[0, 0])
    return [
        Factor("Ordered earlier", -earlier, "money", "distribution", "Due with the stock that was due this month."),
        Factor(
            "Ordered to come at once", earlier - whole, "money", "distribution", "Stock ordered and due this month."
        ),
    ]


def crew(case: Case) -> list[Factor]:
    """Regular wages."""
    wage = case.world.floor.wage * float(case.world.tracks.wage[case.state.round])
    first = case.world.floor.capacity
    grown = float(case.outcome.floor.crew[0]) - first
    return [
        Factor("Regular hours", -first * wage, "money", "world", f"{several(first, 'hour')} at {wage:,.2f}."),
        Factor("Hours added this season", -grown * wage, "money", "joint", f"{several(grown, 'hour')} at {wage:,.2f}."),
    ]


def extra_shift(case: Case) -> list[Factor]:
    """Extra hours as planned, less what the budget did not pay for."""
    asked = float(case.plans.distribution.extra_shift[0])
    wage = case.world.floor.wage * float(case.world.tracks.wage[case.state.round])
    cost = float(extra_shift_cost(case.world, case.outcome.floor.crew, case.plans.distribution.extra_shift)[0]) * wage
    says = f"{share(asked)} on top of regular hours; the first tenth is dear, the rest dearer."
    return _within_budget(
        case, "Extra hours planned", cost, float(case.outcome.spent.extra_cost[0]), "distribution", says
    )


def temps(case: Case) -> list[Factor]:
    """Temps as planned, less what the budget did not pay for."""
    people = float(case.plans.distribution.temps[0])
    wage = case.world.floor.temp_wage
    says = f"{several(people, 'temp')} at {wage:,.0f} a month."
    paid = float(case.outcome.spent.temp_cost[0])
    return _within_budget(case, "Temps planned", people * wage, paid, "distribution", says)


def brand(case: Case) -> list[Factor]:
    """Brand advertising as planned, less what the budget did not pay for."""
    wish, paid = float(case.plans.marketing.brand[0]), float(case.outcome.spent.brand[0])
    return _within_budget(case, "Planned", wish, paid, "marketing", "Brand advertising in the plan.")


def performance(case: Case) -> list[Factor]:
    """Performance advertising as planned, less what the budget did not pay for."""
    wish, paid = float(case.plans.marketing.performance[0]), float(case.outcome.spent.performance[0])
    return _within_budget(case, "Planned", wish, paid, "marketing", "Performance advertising in the plan.")


def _within_budget(case: Case, name: str, wish: float, paid: float, who: Who, says: str) -> list[Factor]:
    return [
        Factor(name, -wish, "money", who, says),
        Factor(
            "Past the budget", wish - paid, "money", "joint", "The budget had no room for all of it, so less was done."
        ),
    ]


def holding(case: Case) -> list[Factor]:
    """A share of what the stock left cost."""
    rate, products, out = case.world.costs.holding, case.world.products, case.outcome
    found = []
    for at, name in enumerate(products.names):
        held = float(out.inbound.available[0, at].sum() - out.money.delivered[0, at].sum())
        left = max(0.0, held - float(out.money.cleared[0, at]))
        says = f"{several(left, 'unit')} left on the shelves, at {share(rate)} of their cost."
        found.append(Factor(name, -left * float(products.unit_cost[at]) * rate, "money", "distribution", says))
    return found


def site(case: Case) -> list[Factor]:
    """Rent, and the move if there was one."""
    place = int(case.plans.distribution.site[0])
    names = case.world.last_mile.site_names
    moved = case.world.last_mile.move_cost if case.outcome.floor.moving[0] else 0.0
    moved *= JOINT_MOVE if case.outcome.sale.initiatives[0, SITE] else 1.0
    return [
        Factor("Rent", -float(case.world.last_mile.site_fixed[place]), "money", "distribution", f"At {names[place]}."),
        Factor("The move", -moved, "money", "distribution", "The warehouse moved this month."),
    ]


def capacity(case: Case) -> list[Factor]:
    """Building and keeping hours added for good."""
    rules, hours = case.world.floor, float(case.plans.joint.capacity[0])
    grown = max(0.0, float(case.outcome.floor.crew[0]) - rules.capacity)
    return [
        Factor("Building", -hours * rules.expansion_cost, "money", "joint",
               f"{several(hours, 'hour')} a month more, at {rules.expansion_cost:,.2f} each."),
        Factor("Upkeep", -grown * rules.expansion_upkeep, "money", "joint",
               f"{several(grown, 'added hour')}, at {rules.expansion_upkeep:,.2f} a month."),
    ]  # fmt: skip


def overhead(case: Case) -> list[Factor]:
    """What comes every month."""
    return [
        Factor("Overhead", -case.world.costs.overhead, "money", "world", "Comes every month, whoever decides what.")
    ]
