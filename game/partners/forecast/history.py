"""What a seat saw its customers order, month by month, and the rules of thumb of either trade that go with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp, fsum, log
from types import MappingProxyType
from typing import Final

from game.partners.picture import Picture, by_item
from game.rules.levers import Value
from game.table.seen.dashboards import Grid

USUAL_LIFT: Final = MappingProxyType({"none": 0.0, "feature": 0.35, "deep-deal": 0.65})
BORROWED: Final = 0.2  # share of a deal's lift that the next month misses
USUAL_CUT: Final = MappingProxyType({"none": 0.0, "feature": 0.08, "deep-deal": 0.2})
MEMORY: Final = 0.6  # rule of thumb: share of the price that customers remember which they keep for another month
CHEAPER, DEARER = 0.7, 1.2  # rule of thumb: what paying less, or more, than they remember adds to their elasticity
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


def remembered(picture: Picture, product: str, months: int) -> float:
    """The price that customers remember after the first so many months: those paid before, the latest most."""
    price = picture.list_price[product]
    for month in picture.seen.shared[:months]:
        paid = month.prices[product] * (1.0 - USUAL_CUT.get(month.promotions[product], 0.0))
        price += (1.0 - MEMORY) * (paid - price)
    return price


def pull(price: float, usual: float, known: float) -> float:
    """What elasticity works on: a price against list, and against the one remembered, where more repels most."""
    against = log(price / known)
    return log(price / usual) + (DEARER if against > 0.0 else CHEAPER) * against


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
    usual, pulls = picture.list_price[product], [0.0] * len(picture.seen.shared)
    for at, month in enumerate(picture.seen.shared):
        pulls[at] = pull(month.prices[product], usual, remembered(picture, product, at))
    for before, after, first, second, was, now in zip(
        picture.seen.shared, picture.seen.shared[1:], orders, orders[1:], pulls, pulls[1:], strict=False
    ):
        move = now - was
        same_deal = after.promotions[product] == before.promotions[product] == "none"
        if abs(move) < LEAST_MOVE or not same_deal or min(first, second) <= 1.0:
            continue
        slope = max(-4.0, min(0.0, log(second / first) / move))
        learned, weight = learned + slope, weight + 1.0
    return max(-3.0, min(-1.2, learned / weight))


def effect(picture: Picture, product: str, price: float, deal: str, months: int | None = None) -> float:
    """What a price and a deal multiply usual orders by, after so many months; after all by default."""
    lift = picture.marketing_facts.promotion_lift if picture.marketing_facts else USUAL_LIFT
    known = remembered(picture, product, len(picture.seen.shared) if months is None else months)
    pulled = pull(price, picture.list_price[product], known)
    return exp(elasticity(picture, product) * pulled) * (1.0 + lift.get(deal, 0.0))


def settled(picture: Picture, product: str, young: Mapping[str, int]) -> tuple[float, ...]:
    """Units ordered in each past month in the markets that are not new."""
    return tuple(
        fsum(units for market, units in month.items() if market not in young)
        for month in orders_by_market(picture, product)
    )


def comparable(picture: Picture, product: str, young: Mapping[str, int] | None = None) -> tuple[float, ...]:
    """Past orders less price, deal, the dip after a deal and the season; those of `young` markets left out."""
    made: list[float] = []
    borrowed = 0.0
    for month, units in zip(picture.seen.shared, settled(picture, product, young or {}), strict=False):
        deal = month.promotions[product]
        pushed = effect(picture, product, month.prices[product], deal, len(made)) * (1.0 - borrowed)
        pushed *= picture.season(product, month.round)
        made.append(units / max(0.1, pushed))
        borrowed = BORROWED * USUAL_LIFT.get(deal, 0.0)
    return tuple(made)
