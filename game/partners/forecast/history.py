"""What a seat saw its customers order: past months by market, made comparable, and what prices did to them."""

from __future__ import annotations

from collections.abc import Mapping
from math import fsum, log
from typing import Final

from game.partners.forecast.lore import BORROWED, USUAL_LIFT
from game.partners.picture import Picture, by_item
from game.table.seen.dashboards import Grid

PRIOR_ELASTICITY: Final = -2.0  # what the trade reckons with before it has seen anything
PRIOR_WEIGHT: Final = 4.0  # how many observed price moves that prior counts for
LEAST_MOVE: Final = 0.03  # a price move too small to learn from
FEET: Final = (1.0, 1.4, 1.25)  # growth of a new item from its first month to its second and third
NOTHING: Final = 0.5  # units a month below which something is not sold


def orders_by_market(picture: Picture, product: str) -> tuple[dict[str, float], ...]:
    """Units ordered in each past month by market, from whichever dashboard this seat may see."""
    if picture.marketing:
        return tuple(dict(month.orders[product]) for month in picture.marketing)
    months, waiting = [], dict[str, float]()
    for month in picture.distribution:
        wanted = month.wanted[product]
        months.append({market: max(0.0, units - waiting.get(market, 0.0)) for market, units in wanted.items()})
        waiting = month.backlog[product]
    return tuple(months)


def orders_by_month(picture: Picture, product: str) -> tuple[float, ...]:
    """Units ordered in each past month, all markets."""
    return tuple(fsum(month.values()) for month in orders_by_market(picture, product))


def young_markets(picture: Picture, product: str) -> dict[str, int]:
    """Markets served since the season began and not long: months that they have been served; 0 = from now on."""
    grid = orders_by_market(picture, product)
    if not picture.seen.months:
        return {market: 0 for market in picture.entered if market not in picture.seen.now.entered}
    served = {market: sum(month.get(market, 0.0) > NOTHING for month in grid) for market in picture.entered}
    signed = (by_item(one.settings, "market-entry") for one in picture.seen.agreements)
    opened = {market for entries in signed for market, value in entries.items() if value is True}
    first = grid[0] if grid else {}
    new = {market: months for market, months in served.items() if first.get(market, 0.0) <= NOTHING or market in opened}
    # An item without orders anywhere yet is new itself: its markets are not.
    if fsum(first.values()) <= NOTHING:
        return {market: 0 for market in new if market not in picture.seen.now.entered}
    return {market: months for market, months in new.items() if months < len(FEET)}


def market_shares(picture: Picture, product: str) -> dict[str, float]:
    """How a product's orders split over the markets served, by the last two months or by what is usual."""
    recent: list[Grid] = [month.orders for month in picture.marketing[-2:]]
    recent = recent or [month.wanted for month in picture.distribution[-2:]]
    if not recent and picture.marketing_facts:
        recent = [picture.marketing_facts.base_orders]
    sums = {market: fsum(grid[product].get(market, 0.0) for grid in recent) for market in picture.entered}
    whole = fsum(sums.values())
    if whole <= 0.0:
        return {market: 1.0 / max(1, len(sums)) for market in sums}
    return {market: units / whole for market, units in sums.items()}


def elasticity(picture: Picture, product: str) -> float:
    """Own-price elasticity as learned so far: the trade's prior, moved by every clear price change of past months."""
    orders = orders_by_month(picture, product)
    learned, weight = PRIOR_ELASTICITY * PRIOR_WEIGHT, PRIOR_WEIGHT
    for before, after, first, second in zip(
        picture.seen.shared, picture.seen.shared[1:], orders, orders[1:], strict=False
    ):
        move = log(after.prices[product] / before.prices[product])
        same_deal = after.promotions[product] == before.promotions[product] == "none"
        if abs(move) < LEAST_MOVE or not same_deal or min(first, second) <= 1.0:
            continue
        slope = max(-4.0, min(0.0, log(second / first) / move))
        learned, weight = learned + slope, weight + 1.0
    return max(-3.0, min(-1.2, learned / weight))


def effect(picture: Picture, product: str, price: float, deal: str) -> float:
    """What a price and a deal multiply usual orders by."""
    lift = picture.marketing_facts.promotion_lift if picture.marketing_facts else USUAL_LIFT
    usual = picture.list_price[product]
    return float((price / usual) ** elasticity(picture, product)) * (1.0 + lift.get(deal, 0.0))


def settled(picture: Picture, product: str, young: Mapping[str, int]) -> tuple[float, ...]:
    """Units ordered in each past month in the markets that are not new."""
    return tuple(
        fsum(units for market, units in month.items() if market not in young)
        for month in orders_by_market(picture, product)
    )


def comparable(picture: Picture, product: str, young: Mapping[str, int] | None = None) -> tuple[float, ...]:
    """Past orders less price, deal, the dip after a deal and the season; those of `young` markets left out."""
    made, borrowed = [], 0.0
    for month, units in zip(picture.seen.shared, settled(picture, product, young or {}), strict=False):
        deal = month.promotions[product]
        pushed = effect(picture, product, month.prices[product], deal) * (1.0 - borrowed)
        pushed *= picture.season(product, month.round)
        made.append(units / max(0.1, pushed))
        borrowed = BORROWED * USUAL_LIFT.get(deal, 0.0)
    return tuple(made)
