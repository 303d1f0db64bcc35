"""Rules of thumb of either trade: what a card in the news means, what a deal lifts and borrows, where a price goes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from game.partners.picture import Picture, as_number
from game.rules.levers import Value

USUAL_LIFT: Final = MappingProxyType({"none": 0.0, "feature": 0.35, "deep-deal": 0.65})
BORROWED: Final = 0.2  # share of a deal's lift that the next month misses
COMES_BACK: Final = 0.5  # share of its distance from list price that a price is expected to lose by the next month
NO_DEALS: Final[Mapping[str, str]] = MappingProxyType({})


@dataclass(frozen=True)
class Omen:
    """What people in the trade expect of a card. 1 = as usual; all figures are design choices."""

    demand: float = 1.0
    arrivals: float = 1.0  # share of what is due that comes on time
    hands: float = 1.0  # share of the crew's hours
    rivals: float = 0.0  # share that rivals take off their prices
    road: float = 0.0  # days added on the road


_OMENS: Final = MappingProxyType(
    {
        "supplier-shock": Omen(arrivals=0.7),
        "port-strike": Omen(arrivals=0.4),
        "finance-freezes-stock": Omen(arrivals=0.9),
        "parcel-strike-scare": Omen(road=0.4),
        "premium-partner-leaves": Omen(demand=0.92, road=0.3),
        "carrier-cyber-attack": Omen(hands=0.8, road=0.7),
        "flu-week": Omen(hands=0.85),
        "returns-wave": Omen(hands=0.92),
        "viral-moment": Omen(demand=1.15),
        "panic-buying": Omen(demand=1.4),
        "review-storm": Omen(demand=0.97),
        "product-recall": Omen(demand=0.75),
        "competitor-price-war": Omen(rivals=0.1),
        "rival-stock-out": Omen(demand=1.1),
        "promotion-pulled-forward": Omen(demand=1.12),
        "sales-wants-more-items": Omen(demand=1.02, hands=0.97),
    }
)


def omen(picture: Picture) -> Omen:
    """All that this month's cards mean together."""
    demand = arrivals = hands = 1.0
    rivals = road = 0.0
    for card in picture.seen.news:
        means = _OMENS.get(card.card, Omen())
        demand, arrivals, hands = demand * means.demand, arrivals * means.arrivals, hands * means.hands
        rivals, road = max(rivals, means.rivals), road + means.road
    return Omen(demand, arrivals, hands, rivals, road)


def calm_price(picture: Picture, product: str, plan: Mapping[str, Value]) -> dict[str, Value]:
    """A price on its way back to list: what is dear for being scarce does not stay so when there is stock for it."""
    usual = picture.list_price[product]
    last = picture.last.prices[product] if picture.last else usual
    paid = as_number(plan.get(f"price.{product}"), last)
    return {f"price.{product}": usual + (1.0 - COMES_BACK) * (paid - usual)}


def with_deals(
    ahead: tuple[float, ...], plan: Mapping[str, Value], fixed: Mapping[str, str], product: str
) -> tuple[float, ...]:
    """The months to come with the deal of the next one, and what this month's and that one borrow from them.

    Args:
        ahead: units of each month to come, without deals.
        plan: this month's deals among other settings.
        fixed: the next month's deals by product; none where they are not fixed yet.
        product: whose months they are.
    """
    if product not in fixed:
        return ahead
    before = USUAL_LIFT.get(str(plan.get(f"promotion.{product}", "none")), 0.0)
    lift = USUAL_LIFT.get(fixed[product], 0.0)
    first = ahead[0] * (1.0 + lift) * (1.0 - BORROWED * before)
    return (first, ahead[1] * (1.0 - BORROWED * lift), *ahead[2:])
