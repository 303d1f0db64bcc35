"""The two scorecards: sensible measures against targets, with diminishing points and a cost term each."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.rules.arrays import Floats, along, columns, over_markets, over_products, per, share, total
from game.rules.customers import Feelings
from game.rules.demand import Demand, loyalty
from game.rules.floor import FloorMonth
from game.rules.joint import OnSale
from game.rules.money import LINE_KEYS, Money
from game.rules.spending import Spent
from game.rules.state import MarketingPlan
from game.rules.stock import Fill
from game.rules.world import KPI, World

STEEPNESS = 1.2  # design choice: meeting a target gives 70 of 100 points, twice the target 91
SHARED = 0.4  # design choice: part of the other's score on each card under coordinated KPIs
GIVEN = 0.5  # design choice: share of the price given away that marketing's card is charged
DEAL = 0.3  # design choice: share of a deal's price cut that counts so; trade funds hide the other part
CARRIED = tuple(
    LINE_KEYS.index(key)
    for key in (
        "inbound-freight", "outbound-freight", "carrier-contract", "booking", "extra-shift", "temps", "packaging",
        "holding", "damage", "capacity",
    )
)  # fmt: skip
"""Lines of distribution's cost per unit; crew and site, which cost the same whatever is shipped, are not among them.

What is built is: a floor that cost its builder nothing would be built too large by a seat that serves its own card.
"""
_FIRST, _LAST = LINE_KEYS.index("inbound-freight"), LINE_KEYS.index("damage")
_CREW, _SITE, _CAPACITY = LINE_KEYS.index("regular-crew"), LINE_KEYS.index("site"), LINE_KEYS.index("capacity")


@dataclass(frozen=True)
class Scorecards:
    """Measures and points. Shapes `(n,)`."""

    brand: Floats  # goodwill times regard, 1 = as the season began
    leads: Floats
    conversion: Floats  # orders per lead, loyalty left out in part
    given: Floats  # half the price given away, as a share of the budget
    throughput: Floats  # units shipped
    cost_per_unit: Floats  # money
    service: Floats  # share of orders that were shipped whole this month
    people: Floats  # fatigue
    marketing: Floats  # points, 0-100
    distribution: Floats
    later: Floats  # (n, 2) points of both in the months after the season, in its last month; 0 before


@dataclass(frozen=True)
class CardTables:
    """What the cards need of a world. Brand, leads, conversion, throughput, cost per unit and service, `(6,)`."""

    targets: Floats
    weights: Floats
    loyalty: Floats  # (m,) log share of customers who would come back, on the first day


def card_tables(world: World) -> CardTables:
    """Work out what the month would otherwise compute again and again."""
    goals, media = world.targets, world.media
    ours, theirs = goals.marketing_weights, goals.distribution_weights
    return CardTables(
        # Cost per unit is measured as the target over the cost, so that less is more.
        targets=np.array([goals.goodwill, goals.leads, goals.conversion, goals.throughput, 1.0, goals.service]),
        weights=np.concatenate([ours[:3], theirs[:3]]),
        loyalty=loyalty(media, world.markets.satisfaction),
    )


def points(measure: Floats, target: Floats | float) -> Floats:
    """0 to 100 with diminishing returns: 70 when the target is met."""
    return 100.0 * (1.0 - np.exp(-STEEPNESS * measure / np.maximum(1e-9, target)))


def regard(world: World, known: CardTables, satisfaction: Floats) -> Floats:
    """What customers would say of the brand today: those who would come back, against the first day's share, `(n,)`.

    A brand survey hears of a broken promise at once; orders show it a round late.
    """
    back = loyalty(world.media, satisfaction) - known.loyalty
    spoken: Floats = np.exp(world.targets.regard * along(back) / world.shape[1])
    return spoken


def score(
    world: World, known: CardTables, plan: MarketingPlan, sale: OnSale, spent: Spent, demand: Demand, filled: Fill,
    floor: FloorMonth, money: Money, felt: Feelings,
) -> Scorecards:  # fmt: skip
    """Both cards. Each counts what its seat is asked to care for, and nothing of the other's, unless shared."""
    goals = world.targets
    ordered = over_markets(demand.units)
    # Conversion counts who was won over this month; who comes back anyway is left out, in part or in whole.
    won = along(over_products(demand.units / np.exp(goals.returning * demand.loyalty)[:, None, :]))
    conversion = per(won, demand.leads)
    below_list = np.maximum(0.0, world.products.list_price - plan.price)
    away = along(ordered * (below_list + DEAL * world.media.depth[sale.promotion] * plan.price))
    # A media budget is there to be used; price given away is what finance asks marketing about.
    given = GIVEN * away / np.maximum(1.0, spent.marketing_budget)
    throughput = total(money.delivered)
    # Whole cents add up the same in any order; the lines of CARRIED are neighbours, but for three.
    costs = along(money.lines[:, _FIRST : _LAST + 1]) - money.lines[:, _CREW] - money.lines[:, _SITE]
    costs = costs + money.lines[:, _CAPACITY]
    per_unit = np.where(throughput > 0.0, per(-0.01 * costs, throughput), 10.0 * goals.cost_per_unit)
    filled_lines = share(total(floor.shipped), along(filled.by_market))
    service = filled_lines * filled_lines * filled_lines  # an order of three lines is on schedule only whole
    reached = np.minimum(throughput, goals.throughput)  # more than the target earns nothing more
    brand = felt.goodwill * regard(world, known, felt.satisfaction)
    cheap = np.minimum(1.0, goals.cost_per_unit / np.maximum(0.01, per_unit))  # nor do costs below it
    measures = columns((brand, demand.leads, conversion, reached, cheap, service), len(brand))
    earned = known.weights * points(measures, known.targets)
    marketing = earned[:, 0] + earned[:, 1] + earned[:, 2]
    marketing = marketing + goals.marketing_weights[3] * 100.0 * np.maximum(0.0, 1.0 - 0.5 * given)
    distribution = earned[:, 3] + earned[:, 5] + earned[:, 4]
    distribution = distribution + goals.distribution_weights[3] * 100.0 * np.maximum(0.0, 1.0 - floor.fatigue)
    own, theirs = marketing, distribution
    if sale.in_force[KPI]:
        part = np.where(sale.initiatives[:, KPI], SHARED, 0.0)
        own = (1.0 - part) * marketing + part * distribution
        theirs = (1.0 - part) * distribution + part * marketing
    return Scorecards(
        brand=brand, leads=demand.leads, conversion=conversion, given=given, throughput=throughput,
        cost_per_unit=per_unit, service=service, people=floor.fatigue, marketing=own, distribution=theirs,
        later=np.zeros((len(brand), 2)),
    )  # fmt: skip
