"""What a unit costs to sell, and the price that earns most from it: from the books that both seats have open."""

from __future__ import annotations

from game.partners.forecast.expecting import PRIOR_ELASTICITY, elasticity, market_shares
from game.partners.picture import Picture

ON_THE_WAY = 0.14  # share of list price that freight, boxes, breakage and returns take, until the books show it
LINES = ("inbound-freight", "outbound-freight", "packaging", "damage", "returns", "retailer-fines")
MONTHS = 3  # of the books that are looked at: freight comes in lumps
BELIEVED = 0.35  # how far the elasticity that this season's prices showed is believed over the trade's


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
    sold = sum(prices[product] * sum(units.values()) for month in months for product, units in month.shipped.items())
    if sold <= 0.0:
        return ON_THE_WAY
    return -sum(month.money.get(line, 0.0) for month in months for line in LINES) / sold


def kept(picture: Picture, product: str) -> float:
    """Share of the price that the channels leave us, over the markets that buy this product."""
    facts = picture.marketing_facts
    if facts is None:
        return 1.0
    return sum(share * facts.margin[market] for market, share in market_shares(picture, product).items())


def sensible_elasticity(picture: Picture, product: str) -> float:
    """The elasticity to price by: the trade's, and a little of what this season showed."""
    return PRIOR_ELASTICITY + BELIEVED * (elasticity(picture, product) - PRIOR_ELASTICITY)


def earning_price(picture: Picture, product: str) -> float | None:
    """The price that earns most on a floor with room: cost times e/(e-1) (Lerner 1934); None where cost is unseen."""
    cost = unit_cost(picture, product)
    if cost is None:
        return None
    slope = -sensible_elasticity(picture, product)
    return cost / max(0.1, kept(picture, product)) * slope / (slope - 1.0)
