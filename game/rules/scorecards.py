"""The two scorecards: sensible measures against targets, with diminishing points and a cost term each."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.rules.arrays import Floats, along, over_markets, over_products, ratio, total
from game.rules.demand import Demand
from game.rules.floor import Floor
from game.rules.joint import OnSale
from game.rules.money import LINE_KEYS, Money
from game.rules.plans import MarketingPlan
from game.rules.spending import Spent
from game.rules.stock import Fill
from game.rules.world import KPI, World

STEEPNESS = 1.2  # design choice: meeting a target gives 70 of 100 points, twice the target 91
SHARED = 0.4  # design choice: part of the other's score on each card under coordinated KPIs
GIVEN = 0.5  # design choice: share of the price given away that marketing's card is charged
DEAL = 0.3  # design choice: share of a deal's price cut that counts so; trade funds hide the other part
COSTS = tuple(
    LINE_KEYS.index(key)
    for key in (
        "inbound-freight", "outbound-freight", "carrier-contract", "booking", "regular-crew", "extra-shift", "temps",
        "packaging", "holding", "site", "damage",
    )
)  # fmt: skip


@dataclass(frozen=True)
class Scorecards:
    """Measures and points. Shapes `(n,)`."""

    brand: Floats  # goodwill, 1 = as the season began
    leads: Floats
    conversion: Floats  # orders per lead, loyalty left out in part
    given: Floats  # half the price given away, as a share of the budget
    throughput: Floats  # units shipped
    cost_per_unit: Floats  # money
    service: Floats  # share of what was wanted that was shipped this month
    people: Floats  # fatigue
    marketing: Floats  # points, 0-100
    distribution: Floats


def points(measure: Floats, target: float) -> Floats:
    """0 to 100 with diminishing returns: 70 when the target is met."""
    return 100.0 * (1.0 - np.exp(-STEEPNESS * measure / max(1e-9, target)))


def score(
    world: World, plan: MarketingPlan, sale: OnSale, spent: Spent, demand: Demand, filled: Fill, floor: Floor,
    money: Money, goodwill: Floats,
) -> Scorecards:  # fmt: skip
    """Both cards. Each counts what its seat is asked to care for, and nothing of the other's, unless shared."""
    targets = world.targets
    ordered_p = over_markets(demand.units)
    # Conversion counts who was won over this month; who comes back anyway is left out, in part or in whole.
    won = along(over_products(demand.units / np.exp(targets.returning * demand.loyalty)[:, None, :]))
    conversion = ratio(won, demand.leads, 0.0)
    depth = world.media.depth[sale.promotion]
    below_list = np.maximum(0.0, world.products.list_price - plan.price)
    away = along(ordered_p * (below_list + DEAL * depth * plan.price))
    # A media budget is there to be used; price given away is what finance asks marketing about.
    given = ratio(GIVEN * away, spent.marketing_budget, 0.0)
    throughput = total(money.delivered)
    costs = money.lines[:, COSTS[0]]
    for index in COSTS[1:]:
        costs = costs + money.lines[:, index]
    per_unit = ratio(-0.01 * costs, throughput, 10.0 * targets.cost_per_unit)
    service = np.minimum(1.0, ratio(total(floor.shipped), along(over_products(filled.wanted)), 1.0))
    w = targets.marketing_weights
    marketing = w[0] * points(goodwill, targets.goodwill) + w[1] * points(demand.leads, targets.leads)
    marketing = marketing + w[2] * points(conversion, targets.conversion)
    marketing = marketing + w[3] * 100.0 * np.maximum(0.0, 1.0 - 0.5 * given)
    w = targets.distribution_weights
    reached = np.minimum(throughput, targets.throughput)  # more than the target earns nothing more
    distribution = w[0] * points(reached, targets.throughput) + w[2] * points(service, targets.service)
    distribution = distribution + w[1] * points(targets.cost_per_unit / np.maximum(0.01, per_unit), 1.0)
    distribution = distribution + w[3] * 100.0 * np.maximum(0.0, 1.0 - floor.fatigue)
    part = np.where(sale.initiatives[:, KPI], SHARED, 0.0)
    return Scorecards(
        brand=goodwill, leads=demand.leads, conversion=conversion, given=given, throughput=throughput,
        cost_per_unit=per_unit, service=service, people=floor.fatigue,
        marketing=(1.0 - part) * marketing + part * distribution,
        distribution=(1.0 - part) * distribution + part * marketing,
    )  # fmt: skip
