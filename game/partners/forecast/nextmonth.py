"""What of this month's plan reaches into the next one: a deal's lift, what it borrows, a price that comes back."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from game.partners.picture import Picture
from game.rules.levers import Value

USUAL_LIFT: Final = MappingProxyType({"none": 0.0, "feature": 0.35, "deep-deal": 0.65})
BORROWED: Final = 0.2  # share of a deal's lift that the next month misses
COMES_BACK: Final = 0.5  # share of its distance from list price that a price is expected to lose by the next month
NO_DEALS: Final[Mapping[str, str]] = MappingProxyType({})


def calm_price(picture: Picture, product: str, plan: Mapping[str, Value]) -> dict[str, Value]:
    """A price on its way back to list: what is dear for being scarce does not stay so when there is stock for it."""
    usual = picture.list_price[product]
    last = picture.last.prices[product] if picture.last else usual
    price = plan.get(f"price.{product}", last)
    paid = float(price) if not isinstance(price, str) else last
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
