"""Money as a seat's books show it: what a unit costs, the price that earns most, and what the budget still allows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from math import fsum
from types import MappingProxyType
from typing import Final

from game.partners.forecast.history import PRIOR_ELASTICITY, elasticity, market_shares
from game.partners.picture import Picture, as_number, by_item
from game.rules.levers import Seat, Value

ON_THE_WAY = 0.14  # share of list price that freight, boxes, breakage and returns take, until the books show it
LINES = ("inbound-freight", "outbound-freight", "packaging", "damage", "returns", "retailer-fines")
LEAST_GAIN = 1.1  # times its cost that an item must bring: what brings less only takes room and hands
MONTHS = 3  # of the books that are looked at: freight comes in lumps
BELIEVED = 0.35  # how far the elasticity that this season's prices showed is believed over the trade's
FIRST_SHIFT: Final = 0.10  # the part of an extra shift that is paid at the first premium
SPENT_UP: Final = 0.995  # share of the budget used from which last month's spending may have been cut
GROWTH: Final = 1.1  # a crew may have grown since last month's wages

PAID_BY: Final[Mapping[Seat, tuple[str, ...]]] = MappingProxyType(
    {
        "marketing": ("brand-advertising", "performance-advertising", "customer-research"),
        "distribution": ("carrier", "extra-shift", "temps"),
    }
)
"""Levers that are paid from a seat's budget whoever leads them."""
MAY_BE_IDLE: Final = ("extra-shift", "temps", "customer-research")
"""Those of them that cost nothing at a table where nobody has them."""


def unit_cost(picture: Picture, product: str) -> float | None:
    """What a unit costs until it is with the customer, currency units; None where the goods' cost is not to be seen."""
    facts, partner = picture.distribution_facts, picture.seen.partner
    papers = facts.unit_cost if facts else partner.unit_cost if partner else {}
    if product not in papers:
        return None
    return papers[product] + _on_the_way(picture) * picture.list_price[product]


def _on_the_way(picture: Picture) -> float:
    """Share of list price that all costs a unit but the goods themselves: freight, boxes, breakage, returns."""
    months = picture.distribution[-MONTHS:]
    prices = picture.list_price
    sold = fsum(prices[product] * fsum(units.values()) for month in months for product, units in month.shipped.items())
    if sold <= 0.0:
        return ON_THE_WAY
    return -fsum(month.money.get(line, 0.0) for month in months for line in LINES) / sold


def channel_share(picture: Picture, product: str) -> float:
    """Share of the price that the channels leave us, over the markets that buy this product."""
    facts = picture.marketing_facts
    if facts is None:
        return 1.0
    return fsum(share * facts.margin[market] for market, share in market_shares(picture, product).items())


def earning_price(picture: Picture, product: str) -> float | None:
    """The price that earns most on a floor with slack: cost times e/(e-1) (Lerner 1934); None where cost is unseen."""
    cost = unit_cost(picture, product)
    if cost is None:
        return None
    # Priced by the trade's elasticity, and a little of what this season showed.
    slope = -(PRIOR_ELASTICITY + BELIEVED * (elasticity(picture, product) - PRIOR_ELASTICITY))
    return cost / max(0.1, channel_share(picture, product)) * slope / (slope - 1.0)


def earns_nothing(picture: Picture, product: str) -> bool:
    """Does an item at list price hardly bring what it costs until it is with the customer? Not where cost is unseen."""
    cost = unit_cost(picture, product)
    return cost is not None and picture.list_price[product] * channel_share(picture, product) < LEAST_GAIN * cost


def spendable(picture: Picture) -> float:
    """What this seat's own settings may cost together; 0 when others' may have used it all."""
    levers, budget = PAID_BY[picture.seat], picture.seen.now.budget
    idle = [lever for lever in MAY_BE_IDLE if lever not in picture.seen.leads]
    others = [lever for lever in levers if lever in picture.agreed or not (picture.mine(lever) or lever in idle)]
    if not others:
        return budget
    known = [_known(picture, lever) for lever in others]
    if not picture.seen.months:
        if None not in known:
            return max(0.0, budget - fsum(cost for cost in known if cost is not None))
        # Nothing was shown yet: what the sheet says as it stands was within the budget.
        return min(budget, fsum(_cost(picture, one.lever, one.current) for one in picture.mine(*levers)))
    last = picture.seen.months[-1]
    if last.spent >= SPENT_UP * last.budget:
        return 0.0
    lines = ("carrier-contract" if lever == "carrier" else lever for lever in others)
    shown = [-last.money.get(line, 0.0) * GROWTH for line in lines]
    taken = fsum(seen if cost is None else cost for seen, cost in zip(shown, known, strict=True))
    return max(0.0, budget - taken)


def less_given(picture: Picture, split: Mapping[str, Value]) -> Picture:
    """The picture with the budget that is left when this seat's own plan gives some of it across the table."""
    now, before = picture.seen.now, picture.number("budget-split")
    share = split.get("budget-split", before)
    if isinstance(share, str) or not 0.0 < before < 1.0:
        return picture
    kept = share / before if picture.seat == "marketing" else (1.0 - share) / (1.0 - before)
    if kept >= 1.0:
        return picture
    return Picture(replace(picture.seen, now=replace(now, budget=kept * now.budget)))


def _known(picture: Picture, lever: str) -> float | None:
    """What a lever that both sign costs, as signed or as it stands; None when it is not to be seen."""
    if lever in picture.agreed:
        return _cost(picture, lever, picture.agreed[lever])
    settings = picture.joint(lever)
    return fsum(_cost(picture, lever, one.current) for one in settings) if settings else None


def _cost(picture: Picture, lever: str, value: Value | None) -> float:
    """What a value of one of these levers takes from the budget."""
    if value is None:
        return 0.0
    marketing, facts = picture.marketing_facts, picture.distribution_facts
    if lever == "customer-research":
        return marketing.research_cost if marketing and value is True else 0.0
    if lever == "carrier":
        return facts.carrier_fixed.get(str(value), 0.0) if facts else 0.0
    if lever == "temps":
        return as_number(value) * facts.temp_wage if facts else 0.0
    if lever == "extra-shift":
        now = picture.distribution_now
        return shift_cost(now.capacity, as_number(value), facts.wage, facts.shift_premium) if facts and now else 0.0
    return as_number(value)


def shift_cost(crew: float, share: float, wage: float, premium: tuple[float, ...]) -> float:
    """Money for an extra shift of this share of the regular hours: a premium on the first tenth, another beyond."""
    first = min(FIRST_SHIFT, share)
    return crew * wage * (first * premium[0] + (share - first) * premium[-1])


def crew_money(picture: Picture, plan: Mapping[str, Value]) -> float:
    """What a plan's carrier contract, extra shift and temps cost; 0 where that is not to be seen."""
    planned = {"carrier": "partner", **plan}
    return fsum(_cost(picture, lever, planned.get(lever)) for lever in PAID_BY["distribution"])


def media_money(picture: Picture, plan: Mapping[str, Value]) -> float:
    """What a plan's advertising, study and deals cost, as far as this seat knows."""
    return fsum(_cost(picture, lever, plan.get(lever)) for lever in PAID_BY["marketing"]) + fees_due(picture, plan)


def advertising(plan: Mapping[str, Value]) -> float:
    """What a plan puts into advertising of either kind."""
    return as_number(plan.get("brand-advertising")) + as_number(plan.get("performance-advertising"))


def fee(picture: Picture, depth: str) -> float:
    """What promoting one product costs, as far as this seat knows."""
    facts = picture.marketing_facts
    return facts.promotion_fee.get(depth, 0.0) if facts else 0.0


def fees_due(picture: Picture, plan: Mapping[str, Value]) -> float:
    """Fees of the promotions that are in force this month: the calendar's where one is locked, else the plan's."""
    if picture.calendar is not None:
        return fsum(fee(picture, depth) for product, depth in picture.calendar.items() if product in picture.on_sale)
    return fsum(fee(picture, str(depth)) for depth in by_item(plan, "promotion").values())
