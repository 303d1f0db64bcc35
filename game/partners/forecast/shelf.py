"""A product's stock: what is on hand and due, what will be missing, and what to order so that it lasts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum

from game.partners.forecast.demand import Expected
from game.partners.forecast.lore import omen
from game.partners.picture import Picture

WAITS = 0.25  # share of what cannot be shipped that still waits next month


@dataclass(frozen=True)
class Shelf:
    """One product's stock: on hand, due by month, and how many months an order takes."""

    on_hand: float
    due: tuple[float, ...]  # this month first
    backlog: float
    lead: int
    fast: int  # lead of the fast way; equal to `lead` when there is none

    @property
    def there(self) -> float:
        """Units to ship from this month: those on hand and those due in it."""
        return self.on_hand + (self.due[0] if self.due else 0.0)

    @property
    def whole(self) -> float:
        """Units on hand and on their way."""
        return self.on_hand + fsum(self.due)

    def short(self, now: float, later: float, month: int = 0) -> float:
        """Units missing this month (or so many months ahead) if nothing more is ordered."""
        left, wanted, missing = self.on_hand, now + self.backlog, 0.0
        for ahead in range(month + 1):
            left += self.due[ahead] if ahead < len(self.due) else 0.0
            missing = max(0.0, wanted - left)
            left = max(0.0, left - wanted)
            wanted = later + WAITS * missing
        return missing


def shelf_of(picture: Picture, product: str) -> Shelf | None:
    """The stock of a product, or None when this seat cannot see it."""
    now = picture.distribution_now
    if now is None:
        return None
    due = list(now.on_the_way.get(product, ()))
    comes = omen(picture).arrivals
    if due and comes < 1.0:
        late = (1.0 - comes) * due[0]
        due[0] -= late
        due[1:2] = [due[1] + late] if len(due) > 1 else [late]
    facts = picture.distribution_facts
    leads = facts.lead[product] if facts else {"standard": 1.0, "expedite": 0.0}
    usual = int(leads["standard"])
    sheets = (*picture.seen.sheet, *picture.seen.partner_sheet, *picture.seen.joint)
    choosable = any(setting.key == f"inbound-mode.{product}" for setting in sheets)
    fast = int(min(leads.values())) if choosable else usual
    waiting = fsum(now.backlog.get(product, {}).values())
    return Shelf(now.stock.get(product, 0.0), tuple(due), waiting, usual, fast)


def shelves(picture: Picture) -> dict[str, Shelf]:
    """The stock of every product on sale; empty when this seat cannot see it."""
    seen = {product: shelf_of(picture, product) for product in picture.on_sale}
    return {product: shelf for product, shelf in seen.items() if shelf is not None}


def needed(shelf: Shelf, now: float, later: float, safety: float, ahead: Sequence[float] = ()) -> float:
    """Units to order so that stock lasts until the order after this one has come: base stock, month by month.

    Args:
        shelf: the stock.
        now: units to expect this month.
        later: units to expect in a month to come.
        safety: units to have beyond that.
        ahead: units to expect in each month to come, as far as they are known.
    """
    left = shelf.on_hand
    wanted = now + shelf.backlog
    for month in range(shelf.lead):
        left += shelf.due[month] if month < len(shelf.due) else 0.0
        missing = max(0.0, wanted - left)
        left = max(0.0, left - wanted)
        wanted = (ahead[month] if month < len(ahead) else later) + WAITS * missing
    left += fsum(shelf.due[shelf.lead :])
    return max(0.0, wanted + safety - left)


def cover(picture: Picture, expected: Expected, product: str) -> float | None:
    """Months that a product's stock would last, with what comes this month; None when it is not to be seen."""
    now = picture.distribution_now
    if now is None:
        return None
    due = now.on_the_way.get(product, ())
    held = now.stock.get(product, 0.0) + (due[0] if due else 0.0)
    return held / max(1.0, expected.now.get(product, 0.0))
