"""Is there room for more? What a seat can tell of stock, floor and service before it asks customers for more."""

from __future__ import annotations

from dataclasses import dataclass

from game.partners.forecast.expecting import Expected
from game.partners.forecast.floor import Load
from game.partners.picture import Picture

SERVED = 0.95  # share of orders shipped in the month from which the house seems able
BAD = 0.6  # share on time below which customers are in uproar
SLACK = 0.3  # how far below that a floor has all the room one could ask for
FULL = 0.92  # utilisation above which a floor has no room


@dataclass(frozen=True)
class Room:
    """Room for more orders: 1 = plenty, 0 = none. `seen` = read off the floor itself, not off what was shipped."""

    share: float
    seen: bool
    busy: float  # utilisation, or the share shipped when the floor is not to be seen
    fill: float  # share of last month's orders that was shipped
    trouble: float  # 0 = none, 1 = nothing came in time: what even the boldest hears of


def room(picture: Picture, work: Load | None) -> Room:
    """How much more could be served, from the floor where it is to be seen, else from what everybody saw."""
    last = picture.last
    fill = min(1.0, last.shipped / last.ordered) if last and last.ordered > 0.0 else 1.0
    trouble = max(0.0, (BAD - picture.remembered) / BAD)
    if work is not None:
        share = min(1.0, max(0.0, (FULL - work.utilisation) / SLACK))
        share *= min(1.0, max(0.0, (fill - 0.8) / (SERVED - 0.8)))
        return Room(share, True, work.utilisation, fill, trouble)
    if last is None:
        return Room(0.5, False, 1.0, fill, trouble)
    served = min(1.0, max(0.0, (fill - 0.8) / (SERVED - 0.8)))
    on_time = min(1.0, max(0.0, (last.on_time - 0.5) / 0.3))
    return Room(min(served, on_time), False, fill, fill, trouble)


def cover(picture: Picture, expected: Expected, product: str) -> float | None:
    """Months that a product's stock would last, with what comes this month; None when it is not to be seen."""
    now = picture.distribution_now
    if now is None:
        return None
    due = now.on_the_way.get(product, ())
    held = now.stock.get(product, 0.0) + (due[0] if due else 0.0)
    return held / max(1.0, expected.now.get(product, 0.0))
