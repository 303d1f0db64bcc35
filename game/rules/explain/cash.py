"""Where the money went: every line of the month, the margin and the joint value, by what drives each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final, TypeAlias

import numpy as np

from game.rules.arrays import Floats
from game.rules.explain import running
from game.rules.explain.shape import Case, Explanation, Factor, Who, added, moved, several, share
from game.rules.money import LINE_KEYS, LINES, RIGHT_SIZED, money_tables, stock_worth
from game.rules.world import CARRIERS, INITIATIVES, OUTBOUND, PACKAGING, PROMOTIONS, SCALE

Parts: TypeAlias = list[Factor]


def line(case: Case, title: str, index: int) -> Explanation:
    """One money line, in currency units; costs are negative."""
    driver = LINES[index].driver
    factors = _PARTS[LINES[index].key](case)
    if not factors:
        factors = [Factor("Nothing this month", 0.0, "money", _seat(driver), "No money moved here.")]
    return added(title, "money", factors, float(case.outcome.money.lines[0, index]) / 100.0)


def margin(case: Case, title: str) -> Explanation:
    """Contribution margin: the money lines."""
    lines = case.outcome.money.lines[0]
    factors = [
        Factor(line.name, float(lines[at]) / 100.0, "money", _seat(line.driver), _DRIVEN[_seat(line.driver)])
        for at, line in enumerate(LINES)
    ]
    return added(title, "money", factors, float(case.outcome.money.margin[0]) / 100.0)


def joint_value(case: Case, title: str) -> Explanation:
    """Contribution margin, customer equity and stock."""
    money = case.outcome.money
    factors = [
        Factor("Contribution margin", float(money.margin[0]) / 100.0, "money", "joint", "What the month earned."),
        Factor("Customer equity", float(money.equity[0]) / 100.0, "money", "joint",
               "What the change in goodwill and satisfaction is worth later."),
        Factor("Stock", float(money.stock[0]) / 100.0, "money", "distribution",
               "What the stock gained or lost in worth; goods beyond a month's cover are worth less than they cost."),
    ]  # fmt: skip
    return added(title, "money", factors, float(money.joint[0]) / 100.0)


def worth_of_stock(case: Case, title: str) -> Explanation:
    """Change in what the stock is worth less what it cost."""
    known, before = money_tables(case.world), case.state.stock.sum(axis=2)
    sold = case.outcome.money.delivered.sum(axis=2)
    held = case.outcome.inbound.available.sum(axis=2) - sold
    held = held - case.outcome.money.cleared
    factors = []
    for at, name in enumerate(case.world.products.names):
        only = np.zeros_like(before)
        only[0, at] = 1.0
        change = float(stock_worth(case.world, known, held * only)[0])
        change -= float(stock_worth(case.world, known, before * only)[0])
        says = f"{moved(float(held[0, at] - before[0, at]), 0)} units on the shelves."
        factors.append(Factor(name, change, "money", "distribution", says))
    return added(title, "money", factors, float(case.outcome.money.stock[0]) / 100.0)


_DRIVEN: Final[Mapping[str, str]] = MappingProxyType(
    {
        "marketing": "Driven by marketing's choices.",
        "distribution": "Driven by distribution's choices.",
        "joint": "Driven by what both do.",
        "world": "Comes every month, whoever decides what.",
        "customers": "Driven by customers.",
    }
)


def _seat(driver: str) -> Who:
    if driver == "marketing":
        return "marketing"
    if driver == "distribution":
        return "distribution"
    return "world" if driver == "company" else "joint"


def _out(case: Case) -> Floats:
    """Units that left the floor, `(p,)`."""
    return np.asarray(case.outcome.money.delivered[0].sum(axis=1))


def _goods(case: Case) -> Floats:
    return np.asarray(case.world.products.unit_cost * case.world.tracks.unit_cost[case.state.round])


def _revenue(case: Case) -> Parts:
    kept = (case.outcome.money.delivered[0] * case.world.markets.margin).sum(axis=1)
    price, found = case.plans.marketing.price[0], []
    for at, name in enumerate(case.world.products.names):
        units = float(_out(case)[at])
        terms = "" if abs(kept[at] - units) < 0.5 else f", {share(kept[at] / units)} of it ours after trade terms"
        says = f"{several(units, 'unit')} at {price[at]:,.2f}{terms}."
        found.append(Factor(name, float(kept[at] * price[at]), "money", "joint", says))
    return found


def _discounts(case: Case) -> Parts:
    promotion, found = case.outcome.sale.promotion[0], []
    for at, part in enumerate(_revenue(case)):
        depth = float(case.world.media.depth[promotion[at]])
        says = f"{share(depth)} off in a {PROMOTIONS[promotion[at]].replace('-', ' ')}."
        found.append(Factor(part.name, -part.value * depth, "money", "marketing", says))
    return [factor for factor in found if factor.value]


def _clearance(case: Case) -> Parts:
    products = case.world.products
    return [
        Factor(name, units * float(products.clearance[at] * products.list_price[at]), "money", "marketing",
               f"{several(units, 'unit')} sold off after leaving the range.")
        for at, name in enumerate(products.names)
        if (units := float(case.outcome.money.cleared[0, at])) > 0.0
    ]  # fmt: skip


def _cost_of_goods(case: Case) -> Parts:
    goods, found = _goods(case), []
    for at, name in enumerate(case.world.products.names):
        units = float(_out(case)[at]) + float(case.outcome.money.cleared[0, at])
        says = f"{several(units, 'unit')} at {goods[at]:,.2f}."
        found.append(Factor(name, -units * float(goods[at]), "money", "joint", says))
    return found


def _outbound(case: Case) -> Parts:
    road, mode = case.outcome.last_mile, case.plans.distribution.outbound[0]
    loads = (case.outcome.money.delivered[0] * case.world.products.size[:, None]).sum(axis=0)
    return [
        Factor(name, -float(loads[at] * road.trip[0, at]), "money", "distribution",
               f"{loads[at]:,.0f} freight units by {OUTBOUND[mode[at]]} at {road.trip[0, at]:,.2f}.")
        for at, name in enumerate(case.world.markets.names)
        if case.outcome.sale.entered[0, at]
    ]  # fmt: skip


def _contract(case: Case) -> Parts:
    carrier = int(case.plans.distribution.carrier[0])
    fixed = float(case.world.last_mile.carrier_fixed[carrier])
    return [Factor("Contract", -fixed, "money", "distribution", f"The {CARRIERS[carrier]} contract, every month.")]


def _booking(case: Case) -> Parts:
    rules, road = case.world.last_mile, case.outcome.last_mile
    over, under = float(road.over[0]), float(road.under[0])
    return [
        Factor("Past the booking", -rules.booking_over * over, "money", "joint",
               f"{several(over, 'unit')} more than was booked for."),
        Factor("Booked for nothing", -rules.booking_under * under, "money", "joint",
               f"{several(under, 'unit')} booked and not shipped."),
    ]  # fmt: skip


def _packaging(case: Case) -> Parts:
    kind = int(case.plans.distribution.packaging[0])
    cost, units = float(case.world.last_mile.pack_cost[kind]), float(_out(case).sum())
    says = f"{several(units, 'unit')} in {PACKAGING[kind]} boxes at {cost:,.2f}."
    return [Factor("Boxes", -units * cost, "money", "distribution", says)]


def _damage(case: Case) -> Parts:
    rate, promotion = float(case.outcome.last_mile.damage[0]), case.outcome.sale.promotion[0]
    return [
        Factor(part.name, -part.value * (1.0 - float(case.world.media.depth[promotion[at]])) * rate, "money",
               "distribution", f"{share(rate)} arrived broken and was paid back.")
        for at, part in enumerate(_revenue(case))
    ]  # fmt: skip


def _returns(case: Case) -> Parts:
    whole = float(case.outcome.money.lines[0, LINE_KEYS.index("returns")]) / 100.0
    back = running.returned(case)
    way = -case.world.costs.reverse * back
    says = f"{several(back, 'unit')} came back"
    return [
        Factor("Refunds not recovered", whole - way, "money", "joint", f"{says}; part of the price is gone."),
        Factor(
            "The way back", way, "money", "joint", f"{says}; each costs {case.world.costs.reverse:,.2f} to bring home."
        ),
    ]


def _fines(case: Case) -> Parts:
    markets, road = case.world.markets, case.outcome.last_mile
    value = (case.outcome.money.delivered[0] * _goods(case)[:, None]).sum(axis=0)
    factor = float(case.world.tracks.fine[case.state.round])
    found = []
    for at, name in enumerate(markets.names):
        otif, target = float(road.otif[0, at]), float(markets.fine_target[at])
        if markets.fine[at] and otif < target:
            cost = float(value[at] * (1.0 - otif) * markets.fine[at]) * factor
            says = f"OTIF of {share(otif)}; the retailer asks for {share(target)}."
            found.append(Factor(name, -cost, "money", "joint", says))
    return found


def _research(case: Case) -> Parts:
    return [Factor("A study", -float(case.outcome.spent.research[0]), "money", "marketing", "Customers were asked.")]


def _fees(case: Case) -> Parts:
    promotion = case.outcome.sale.promotion[0]
    return [
        Factor(name, -float(case.world.media.promotion_fee[promotion[at]]), "money", "marketing",
               f"What shops charge for a {PROMOTIONS[promotion[at]].replace('-', ' ')}.")
        for at, name in enumerate(case.world.products.names)
        if promotion[at]
    ]  # fmt: skip


def _listings(case: Case) -> Parts:
    back, fee = case.outcome.sale.relisted[0], case.world.media.listing_fee
    names = case.world.products.names
    return [Factor(name, -fee, "money", "marketing", "Back in the range.") for at, name in enumerate(names) if back[at]]


def _launches(case: Case) -> Parts:
    products, now = case.world.products, case.outcome.sale.launched_now[0]
    sized, says = _sized(case)
    return [
        Factor(name, -sized * float(products.launch_cost[at]), "money", "joint", f"Put on sale this month.{says}")
        for at, name in enumerate(products.names)
        if now[at]
    ]


def _entries(case: Case) -> Parts:
    markets, now = case.world.markets, case.outcome.sale.entered_now[0]
    sized, says = _sized(case)
    return [
        Factor(name, -sized * float(markets.entry_cost[at]), "money", "joint", f"Entered this month.{says}")
        for at, name in enumerate(markets.names)
        if now[at]
    ]


def _sized(case: Case) -> tuple[float, str]:
    """Factor on the cost of what is new, and a word on it."""
    if not case.outcome.sale.initiatives[0, SCALE]:
        return 1.0, ""
    return RIGHT_SIZED, " Its scale was checked beforehand, so nothing was bought too large."


def _initiatives(case: Case) -> Parts:
    costs, sale, found = case.world.costs, case.outcome.sale, []
    for at, key in enumerate(INITIATIVES):
        name = key.replace("-", " ").capitalize()
        if sale.signed_now[0, at]:
            paid = float(costs.initiative_setup[at]) * (1.0 - costs.sponsor)
            says = f"The sponsor paid {share(costs.sponsor)} of it." if costs.sponsor else "Set up this month."
            found.append(Factor(f"{name}, set-up", -paid, "money", "joint", says))
        if sale.initiatives[0, at]:
            found.append(Factor(name, -float(costs.initiative_monthly[at]), "money", "joint", "Every month in force."))
    return found


_PARTS: Final[Mapping[str, Callable[[Case], Parts]]] = MappingProxyType(
    {
        "revenue": _revenue,
        "discounts": _discounts,
        "clearance": _clearance,
        "cost-of-goods": _cost_of_goods,
        "inbound-freight": running.inbound_freight,
        "outbound-freight": _outbound,
        "carrier-contract": _contract,
        "booking": _booking,
        "regular-crew": running.crew,
        "extra-shift": running.extra_shift,
        "temps": running.temps,
        "packaging": _packaging,
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
