"""What each seat's own figures are: the shape of both dashboards, of what a seat knows now, and of its own facts.

Plain Python, so that a client holds nothing but what it may see. Dictionaries are keyed by product, market or
money line; money is in currency units, shares run from 0 to 1, satisfaction and points from 0 to 100.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import fsum
from typing import TypeAlias

from game.figures import apportioned

ByProduct: TypeAlias = dict[str, float]
ByMarket: TypeAlias = dict[str, float]
Grid: TypeAlias = dict[str, dict[str, float]]
"""Product, then market."""


def total(grid: Grid) -> float:
    """The sum over products and markets."""
    return fsum(fsum(row.values()) for row in grid.values())


def per_product(grid: Grid) -> ByProduct:
    """Whole units of each product, which add up to the total as it is written."""
    return dict(zip(grid, apportioned(total(grid), [fsum(row.values()) for row in grid.values()]), strict=True))


def per_market(grid: Grid) -> ByMarket:
    """Whole units of each market, which add up to the total as it is written."""
    markets = list(dict.fromkeys(key for row in grid.values() for key in row))
    units = [fsum(row.get(key, 0.0) for row in grid.values()) for key in markets]
    return dict(zip(markets, apportioned(total(grid), units), strict=True))


def mean(by_market: Mapping[str, float]) -> float:
    """The plain mean over the markets that are served."""
    return fsum(by_market.values()) / len(by_market) if by_market else 0.0


def repeat_and_new(orders: Grid, repeat: float) -> tuple[float, float]:
    """Whole units of customers who came back and of new ones, which add up to the total as it is written."""
    ordered = total(orders)
    came_back, new = apportioned(ordered, [repeat, ordered - repeat])
    return came_back, new


@dataclass(frozen=True)
class Complaints:
    """Points of satisfaction lost by cause, over all markets by what was wanted there."""

    late: float
    short: float
    damaged: float
    slow: float  # a promise slower than customers are used to
    dear: float


@dataclass(frozen=True)
class Measure:
    """One line of a scorecard."""

    value: float
    target: float
    points: float  # 0-100, before its weight
    weight: float


@dataclass(frozen=True)
class Scorecard:
    """A seat's own scorecard for a month.

    Marketing: brand, leads, conversion, spend. Distribution: throughput, cost-per-unit, service, people.
    """

    points: float  # 0-100
    measures: dict[str, Measure]
    partner_points: float | None  # only with coordinated KPIs, which put part of it into `points`


@dataclass(frozen=True)
class MarketingMonth:
    """One past month as marketing's dashboard shows it."""

    round: int
    orders: Grid  # units ordered
    repeat: float  # of them, units ordered by customers who came back
    price: ByProduct
    promotion: dict[str, str]  # in force that month
    leads: float
    conversion: float  # orders per lead
    goodwill: float  # 1 = as the season began
    satisfaction: ByMarket
    complaints: float  # points lost, all causes together
    causes: Complaints | None  # only with one voice of the customer
    revenue: float
    discounts: float
    money: dict[str, float]  # the lines that marketing drives; costs are negative
    budget: float
    spent: float
    scorecard: Scorecard


@dataclass(frozen=True)
class DistributionMonth:
    """One past month as distribution's dashboard shows it."""

    round: int
    stock: ByProduct  # left at the end of the month
    on_the_way: dict[str, tuple[float, ...]]  # units due next round, the round after, ...
    arrived: ByProduct
    late_in: ByProduct  # due that month, comes a round later
    wanted: Grid  # orders and backlog
    shipped: Grid
    short: Grid  # wanted, not in stock
    waiting: Grid  # in stock, past what the floor could do
    backlog: Grid  # waits for next month
    booked: ByProduct  # units that crews and carriers were booked for
    utilisation: float
    capacity: float  # hours, with extra shift and temps
    complexity: float  # factor on work
    fatigue: float
    processing_days: float
    days: ByMarket  # door to door
    on_time: ByMarket  # share within the promise
    service: float  # share of what was wanted that was shipped
    damage: float
    causes: Complaints | None  # only with one voice of the customer
    money: dict[str, float]  # the lines that distribution drives; costs are negative
    cost_per_unit: float
    budget: float
    spent: float
    scorecard: Scorecard


@dataclass(frozen=True)
class MarketingNow:
    """What marketing knows before it plans this month."""

    goodwill: float
    satisfaction: ByMarket
    adstock: float  # performance advertising still at work, money
    borrowed: ByProduct  # share of this month's orders that last month's promotion has taken already
    promotion: dict[str, str] | None  # under joint S&OP: in force this month; the plan's is for the next
    on_sale: tuple[str, ...]  # products launched and in the range
    entered: tuple[str, ...]  # markets served
    budget: float


@dataclass(frozen=True)
class DistributionNow:
    """What distribution knows before it plans this month."""

    stock: ByProduct
    pools: dict[str, tuple[float, ...]]  # stock of each product by pool
    on_the_way: dict[str, tuple[float, ...]]  # units due this round, next round, ...
    backlog: Grid
    usual_orders: ByProduct  # smoothed over the last months
    capacity: float  # regular hours this month, tiredness and events aside
    capacity_due: tuple[float, ...]  # hours ready next round, the round after, ...
    fatigue: float
    temps: float
    temp_skill: float
    site: str
    on_sale: tuple[str, ...]
    entered: tuple[str, ...]
    promotion: dict[str, str] | None  # under joint S&OP: the calendar for this month
    budget: float


@dataclass(frozen=True)
class MarketingFacts:
    """What marketing knows of its own trade, the same all season."""

    promotion_fee: dict[str, float]  # by depth of promotion
    promotion_lift: dict[str, float]  # share of extra units to expect
    promotion_cut: dict[str, float]  # share off the price
    promise_norm: ByMarket  # days that customers take for granted
    margin: ByMarket  # share of the price that the channel leaves us
    base_orders: Grid  # units a month to expect at list price
    season: dict[str, tuple[float, ...]]  # by product: each month's usual demand, 1 = a usual month
    launch_cost: ByProduct
    entry_cost: ByMarket
    research_cost: float
    listing_fee: float
    targets: dict[str, float]  # of its scorecard
    budget: float  # a month, before events and the split


@dataclass(frozen=True)
class DistributionFacts:
    """What distribution knows of its own trade, the same all season."""

    season: dict[str, tuple[float, ...]]  # by product: each month's usual demand, 1 = a usual month
    unit_cost: ByProduct
    handling: ByProduct  # floor hours a unit
    market_handling: ByMarket  # factor on them
    size: ByProduct  # freight units a unit
    lead: dict[str, dict[str, float]]  # rounds, by product, then inbound mode; 0 = arrives in the same round
    inbound_cost: dict[str, dict[str, float]]  # freight a unit, by product, then mode
    transit_days: dict[str, dict[str, float]]  # by market, then outbound mode
    transit_cost: dict[str, dict[str, float]]  # a freight unit, by market, then mode
    carrier_fixed: dict[str, float]  # a month
    carrier_cost: dict[str, float]  # factor on transit cost
    carrier_days: dict[str, float]  # added
    processing_days: dict[str, float]
    pack_cost: dict[str, float]  # a unit
    pack_damage: dict[str, float]
    sites: dict[str, dict[str, float]]  # by site: fixed cost, capacity factor, and `days.<market>`
    move_cost: float
    capacity: float  # hours a month at the start
    wage: float
    shift_premium: tuple[float, ...]
    temp_hours: float
    temp_wage: float
    temp_skill: float
    expansion_cost: float  # per hour added
    expansion_lead: float  # rounds
    fine: ByMarket  # share of cost of goods on failed cases
    fine_target: ByMarket
    holding: float  # share of stock value a month
    targets: dict[str, float]
    budget: float


Dashboard: TypeAlias = MarketingMonth | DistributionMonth
Now: TypeAlias = MarketingNow | DistributionNow
Facts: TypeAlias = MarketingFacts | DistributionFacts
