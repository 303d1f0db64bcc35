"""Where the money of each line went, and what drives it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

import numpy as np

from game import figures
from game.figures import several, share
from game.rules.arrays import Floats
from game.rules.explain import running
from game.rules.explain.running import Parts
from game.rules.explain.shape import Episode, Explanation, Part, Who, added
from game.rules.money import LINE_KEYS, LINES, RIGHT_SIZED
from game.rules.world import INITIATIVES, OUTBOUND, PROMOTIONS, SCALE

DRIVERS: Final[Mapping[str, Who]] = MappingProxyType(
    {"marketing": "marketing", "distribution": "distribution", "both": "joint", "joint": "joint", "company": "world"}
)
"""Who moved a line, by its driver."""


def line(month: Episode, title: str, index: int) -> Explanation:
    """One money line, in currency units; costs are negative."""
    parts = _PARTS[LINES[index].key](month)
    nothing: Part = ("Nothing this month", 0.0, DRIVERS[LINES[index].driver], "No money moved here.")
    return added(title, "money", parts or [nothing], float(month.outcome.money.lines[0, index]) / 100.0)


def _goods(month: Episode) -> Floats:
    """What a unit of each product cost this month, `(p,)`."""
    return np.asarray(month.world.products.unit_cost * month.world.tracks.unit_cost[month.state.round])


def _deal(month: Episode, product: int) -> str:
    """What the promotion of a product is called."""
    return PROMOTIONS[month.outcome.sale.promotion[0, product]].replace("-", " ")


def _revenue(month: Episode) -> Parts:
    kept = (month.outcome.money.delivered[0] * month.world.markets.margin).sum(axis=1)
    price, out, parts = month.plans.marketing.price[0], running.out(month), Parts()
    for at, name in enumerate(month.world.products.names):
        units = float(out[at])
        terms = "" if abs(kept[at] - units) < 0.5 else f", {share(kept[at] / units)} of it ours after trade terms"
        says = f"{several(units, 'unit')} at {figures.cost(price[at])}{terms}."
        parts.append((name, float(kept[at] * price[at]), "joint", says))
    return parts


def _depth(month: Episode, product: int) -> float:
    return float(month.world.media.depth[month.outcome.sale.promotion[0, product]])


def _discounts(month: Episode) -> Parts:
    return [
        (name, -value * depth, "marketing", f"{share(depth)} off in a {_deal(month, at)}.")
        for at, (name, value, _, _) in enumerate(_revenue(month))
        if value * (depth := _depth(month, at))
    ]


def _clearance(month: Episode) -> Parts:
    products = month.world.products
    return [
        (name, units * float(products.clearance[at] * products.list_price[at]), "marketing",
         f"{several(units, 'unit')} sold off after leaving the range.")
        for at, name in enumerate(products.names)
        if (units := float(month.outcome.money.cleared[0, at])) > 0.0
    ]  # fmt: skip


def _cost_of_goods(month: Episode) -> Parts:
    goods, units = _goods(month), running.out(month) + month.outcome.money.cleared[0]
    return [
        (name, -units[at] * goods[at], "joint", f"{several(units[at], 'unit')} at {figures.cost(goods[at])}.")
        for at, name in enumerate(month.world.products.names)
    ]


def _outbound(month: Episode) -> Parts:
    road, mode = month.outcome.last_mile, month.plans.distribution.outbound[0]
    loads = (month.outcome.money.delivered[0] * month.world.products.size[:, None]).sum(axis=0)
    return [
        (name, -loads[at] * road.trip[0, at], "distribution",
         f"{figures.units(loads[at])} freight units by {OUTBOUND[mode[at]]} at {figures.cost(road.trip[0, at])}.")
        for at, name in enumerate(month.world.markets.names)
        if month.outcome.sale.entered[0, at]
    ]  # fmt: skip


def _booking(month: Episode) -> Parts:
    rules, road = month.world.last_mile, month.outcome.last_mile
    over, under = float(road.over[0]), float(road.under[0])
    says = f"{several(under, 'unit')} booked and not shipped."
    return [
        ("Past the booking", -rules.booking_over * over, "joint", f"{several(over, 'unit')} more than was booked for."),
        ("Booked for nothing", -rules.booking_under * under, "joint", says),
    ]


def _damage(month: Episode) -> Parts:
    rate = float(month.outcome.last_mile.damage[0])
    says = f"{share(rate)} arrived broken and was paid back."
    return [
        (name, -value * (1.0 - _depth(month, at)) * rate, "distribution", says)
        for at, (name, value, _, _) in enumerate(_revenue(month))
    ]


def _returns(month: Episode) -> Parts:
    """Refunds and the way back; late parcels come back more often."""
    markets, costs, road = month.world.markets, month.world.costs, month.outcome.last_mile
    outside = np.where(markets.returns > 0.0, month.world.tracks.returns[month.state.round], 0.0)
    rate = markets.returns * (1.0 + 0.5 * (1.0 - road.on_time[0])) + outside
    back = float((month.outcome.money.delivered[0] * np.minimum(1.0, rate)).sum())
    whole, way = float(month.outcome.money.lines[0, LINE_KEYS.index("returns")]) / 100.0, -costs.reverse * back
    says = f"{several(back, 'unit')} came back"
    return [
        ("Refunds not recovered", whole - way, "joint", f"{says}; part of the price is gone."),
        ("The way back", way, "joint", f"{says}; each costs {figures.cost(costs.reverse)} to bring home."),
    ]


def _fines(month: Episode) -> Parts:
    markets, road, parts = month.world.markets, month.outcome.last_mile, Parts()
    value = (month.outcome.money.delivered[0] * _goods(month)[:, None]).sum(axis=0)
    factor = float(month.world.tracks.fine[month.state.round])
    for at, name in enumerate(markets.names):
        otif, target = float(road.otif[0, at]), float(markets.fine_target[at])
        if markets.fine[at] and otif < target:
            cost = float(value[at] * (1.0 - otif) * markets.fine[at]) * factor
            says = f"OTIF of {share(otif)}; the retailer asks for {share(target)}."
            parts.append((name, -cost, "joint", says))
    return parts


def _fees(month: Episode) -> Parts:
    promotion, fee = month.outcome.sale.promotion[0], month.world.media.promotion_fee
    return [
        (name, -fee[promotion[at]], "marketing", f"What shops charge for a {_deal(month, at)}.")
        for at, name in enumerate(month.world.products.names)
        if promotion[at]
    ]


def _research(month: Episode) -> Parts:
    return [("A study", -month.outcome.spent.research[0], "marketing", "Customers were asked.")]


def _listings(month: Episode) -> Parts:
    back, fee, names = month.outcome.sale.relisted[0], month.world.media.listing_fee, month.world.products.names
    return [(name, -fee, "marketing", "Back in the range.") for at, name in enumerate(names) if back[at]]


def _launches(month: Episode) -> Parts:
    products, now = month.world.products, month.outcome.sale.launched_now[0]
    return _new(month, products.names, now, products.launch_cost, "Put on sale this month.")


def _entries(month: Episode) -> Parts:
    markets = month.world.markets
    return _new(month, markets.names, month.outcome.sale.entered_now[0], markets.entry_cost, "Entered this month.")


def _new(month: Episode, names: tuple[str, ...], now: Floats, cost: Floats, says: str) -> Parts:
    """What is new this month; cheaper where its scale was checked."""
    sized = 1.0
    if month.outcome.sale.initiatives[0, SCALE]:
        sized, says = RIGHT_SIZED, f"{says} Its scale was checked beforehand, so nothing was bought too large."
    return [(name, -sized * cost[at], "joint", says) for at, name in enumerate(names) if now[at]]


def _initiatives(month: Episode) -> Parts:
    costs, sale, parts = month.world.costs, month.outcome.sale, Parts()
    for at, key in enumerate(INITIATIVES):
        name = key.replace("-", " ").capitalize()
        if sale.signed_now[0, at]:
            paid = costs.initiative_setup[at] * (1.0 - costs.sponsor)
            says = f"The sponsor paid {share(costs.sponsor)} of it." if costs.sponsor else "Set up this month."
            parts.append((f"{name}, set-up", -paid, "joint", says))
        if sale.initiatives[0, at]:
            parts.append((name, -costs.initiative_monthly[at], "joint", "Every month in force."))
    granted = float(costs.granted[month.state.round])
    if granted and parts:
        parts.append(("Put in force from above, set-up", -granted, "world", "What the season's structure brings."))
    return parts


_PARTS: Final[Mapping[str, Callable[[Episode], Parts]]] = MappingProxyType(
    {
        "revenue": _revenue,
        "discounts": _discounts,
        "clearance": _clearance,
        "cost-of-goods": _cost_of_goods,
        "inbound-freight": running.inbound,
        "outbound-freight": _outbound,
        "carrier-contract": running.contract,
        "booking": _booking,
        "regular-crew": running.crew,
        "extra-shift": running.extra_shift,
        "temps": running.temps,
        "packaging": running.packaging,
        "holding": running.holding,
        "site": running.site,
        "damage": _damage,
        "returns": _returns,
        "retailer-fines": _fines,
        "brand-advertising": running.brand,
        "performance-advertising": running.performance,
        "promotion-fees": _fees,
        "customer-research": _research,
        "listing-fees": _listings,
        "launches": _launches,
        "market-entries": _entries,
        "initiatives": _initiatives,
        "capacity": running.capacity,
        "overhead": running.overhead,
    }
)
