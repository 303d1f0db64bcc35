"""Both seats' dashboards of a month, and how arrays of one season become plain numbers: each seat gets its own only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import fsum
from types import MappingProxyType
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from game.rules.arrays import Floats, over_products
from game.rules.levers import SEATS, Seat
from game.rules.money import LINES
from game.rules.month import Outcome
from game.rules.scorecards import points
from game.rules.state import Plans, State
from game.rules.world import KPI, PROMOTIONS, VOICE, World
from game.table.seen.dashboards import (
    ByMarket,
    ByProduct,
    Complaints,
    DistributionMonth,
    Grid,
    MarketingMonth,
    Measure,
    Scorecard,
)


def number(values: NDArray[Any]) -> float:
    """The figure of the one season, from an array of shape `(1,)`."""
    return float(values[0])


def keyed(keys: Sequence[str], values: NDArray[Any]) -> dict[str, float]:
    """A figure for each key, from an array of shape `(k,)`."""
    return dict(zip(keys, map(float, values.tolist()), strict=True))


def by_product(world: World, values: NDArray[Any]) -> ByProduct:
    """A figure for each product, from `(1, p)`."""
    return keyed(world.products.keys, values[0])


def by_market(world: World, values: NDArray[Any], entered: NDArray[np.bool_]) -> ByMarket:
    """A figure for each market that is served, from `(1, m)`."""
    served = entered[0].tolist()
    return {
        key: float(value)
        for key, value, here in zip(world.markets.keys, values[0].tolist(), served, strict=True)
        if here
    }


def grid(world: World, values: Floats) -> Grid:
    """A figure for each product and market, from `(1, p, m)`."""
    markets = world.markets.keys
    return {
        product: dict(zip(markets, row, strict=True))
        for product, row in zip(world.products.keys, values[0].tolist(), strict=True)
    }


def promotions(world: World, codes: NDArray[np.int64]) -> dict[str, str]:
    """The promotion of each product, from `(1, p)`."""
    return {key: PROMOTIONS[code] for key, code in zip(world.products.keys, codes[0].tolist(), strict=True)}


def chosen(keys: Sequence[str], flags: NDArray[np.bool_]) -> tuple[str, ...]:
    """The keys whose flag is set, from `(k,)`."""
    return tuple(key for key, flag in zip(keys, flags.tolist(), strict=True) if flag)


def mean(values: NDArray[Any], weights: NDArray[Any]) -> float:
    """The weighted mean of the one season's figures; the plain mean when nothing weighs anything."""
    whole = float(weights.sum())
    return float((values * weights).sum()) / whole if whole > 0.0 else float(values.mean())


_CROSSING: Final[tuple[tuple[str, Seat], ...]] = (
    ("revenue", "marketing"),
    ("booking", "distribution"),
    ("regular-crew", "distribution"),
    ("returns", "distribution"),
    ("retailer-fines", "distribution"),
)

SEEN: Final[tuple[tuple[str, Seat], ...]] = _CROSSING + tuple(
    (line.key, seat) for line in LINES for seat in SEATS if line.driver in (seat, "joint")
)
"""Money lines by the seat whose dashboard shows them: its own, what both signed, and what crosses its desk."""


_SPENT: Final[Mapping[Seat, tuple[str, ...]]] = MappingProxyType(
    {
        "marketing": ("brand-advertising", "performance-advertising", "promotion-fees", "customer-research"),
        "distribution": ("carrier-contract", "extra-shift", "temps"),
    }
)
"""Money lines that a seat pays from its budget."""


def marketing_month(world: World, plans: Plans, outcome: Outcome, lines: Mapping[str, float]) -> MarketingMonth:
    """What marketing sees of a month of one season; `lines` are the month's money as it is booked."""
    sale, demand, spent = outcome.sale, outcome.demand, outcome.spent
    money = _money(lines, "marketing")
    causes = complaints(outcome)
    return MarketingMonth(
        round=outcome.round + 1,
        orders=grid(world, demand.units),
        repeat=float((demand.units * demand.repeat[:, None, :]).sum()),
        price=by_product(world, plans.marketing.price),
        promotion=promotions(world, sale.promotion),
        leads=number(demand.leads),
        conversion=number(outcome.scorecards.conversion),
        goodwill=number(outcome.customers.goodwill),
        satisfaction=by_market(world, outcome.customers.satisfaction, sale.entered),
        complaints=causes.late + causes.short + causes.damaged + causes.slow + causes.dear,
        causes=causes if bool(sale.initiatives[0, VOICE]) else None,
        revenue=money["revenue"],
        discounts=money["discounts"],
        money=money,
        budget=number(spent.marketing_budget),
        spent=_spent(lines, "marketing"),
        scorecard=_marketing_card(world, outcome),
    )


def distribution_month(world: World, outcome: Outcome, state: State, lines: Mapping[str, float]) -> DistributionMonth:
    """What distribution sees of a month of one season; `state` is the state after it, `lines` the money as booked."""
    sale, floor, road, spent = outcome.sale, outcome.floor, outcome.last_mile, outcome.spent
    return DistributionMonth(
        round=outcome.round + 1,
        stock=by_product(world, np.add.reduce(state.stock, axis=2)),
        on_the_way=on_the_way(world, state),
        arrived=by_product(world, outcome.inbound.arrived),
        late_in=by_product(world, outcome.inbound.late),
        wanted=grid(world, outcome.filled.wanted),
        shipped=grid(world, floor.shipped),
        short=grid(world, outcome.filled.short),
        waiting=grid(world, floor.waiting),
        backlog=grid(world, outcome.unmet.backlog),
        booked=by_product(world, road.forecast),
        utilisation=number(floor.utilisation),
        capacity=number(floor.capacity),
        complexity=number(floor.complexity),
        fatigue=number(floor.fatigue),
        processing_days=number(floor.days),
        days=by_market(world, road.days, sale.entered),
        on_time=by_market(world, road.on_time, sale.entered),
        service=number(outcome.scorecards.service),
        damage=number(road.damage),
        causes=complaints(outcome) if bool(sale.initiatives[0, VOICE]) else None,
        money=_money(lines, "distribution"),
        cost_per_unit=number(outcome.scorecards.cost_per_unit),
        budget=number(spent.distribution_budget),
        spent=_spent(lines, "distribution"),
        scorecard=_distribution_card(world, outcome),
    )


def on_the_way(world: World, state: State) -> dict[str, tuple[float, ...]]:
    """Units of each product due in the next round, the one after, ..."""
    return dict(zip(world.products.keys, map(tuple, state.pipeline[0].tolist()), strict=True))


def complaints(outcome: Outcome) -> Complaints:
    """Points lost by cause, each market weighted by what was wanted there."""
    felt = outcome.customers
    weights = over_products(outcome.filled.wanted)[0] * outcome.sale.entered[0]
    causes = (felt.late, felt.short, felt.broken, felt.slow, felt.dear)
    return Complaints(*(mean(cause[0], weights) for cause in causes))


def _money(lines: Mapping[str, float], seat: Seat) -> dict[str, float]:
    """The money lines that a seat sees, in currency units."""
    shown = {key for key, viewer in SEEN if viewer == seat}
    return {key: amount for key, amount in lines.items() if key in shown}


def _spent(lines: Mapping[str, float], seat: Seat) -> float:
    """What a seat has paid from its budget, in currency units."""
    return -fsum(lines[key] for key in _SPENT[seat])


def _marketing_card(world: World, outcome: Outcome) -> Scorecard:
    cards, targets = outcome.scorecards, world.targets
    w = targets.marketing_weights.tolist()
    given = number(cards.given)
    return Scorecard(
        points=number(cards.marketing),
        measures={
            "brand": _measure(number(cards.brand), targets.goodwill, w[0]),
            "leads": _measure(number(cards.leads), targets.leads, w[1]),
            "conversion": _measure(number(cards.conversion), targets.conversion, w[2]),
            "given-away": Measure(given, 0.0, 100.0 * max(0.0, 1.0 - 0.5 * given), w[3]),
        },
        partner_points=number(cards.distribution) if bool(outcome.sale.initiatives[0, KPI]) else None,
    )


def _distribution_card(world: World, outcome: Outcome) -> Scorecard:
    cards, targets = outcome.scorecards, world.targets
    w = targets.distribution_weights.tolist()
    throughput, per_unit, fatigue = map(number, (cards.throughput, cards.cost_per_unit, cards.people))
    # More than the target earns nothing more.
    reached = _measure(min(throughput, targets.throughput), targets.throughput, w[0])
    cheap = float(points(np.array([min(1.0, targets.cost_per_unit / max(0.01, per_unit))]), 1.0)[0])
    return Scorecard(
        points=number(cards.distribution),
        measures={
            "throughput": replace(reached, value=throughput),
            "cost-per-unit": Measure(per_unit, targets.cost_per_unit, cheap, w[1]),
            "service": _measure(number(cards.service), targets.service, w[2]),
            "people": Measure(fatigue, 0.0, 100.0 * max(0.0, 1.0 - fatigue), w[3]),
        },
        partner_points=number(cards.marketing) if bool(outcome.sale.initiatives[0, KPI]) else None,
    )


def _measure(value: float, target: float, weight: float) -> Measure:
    return Measure(value, target, float(points(np.array([value]), target)[0]), weight)
