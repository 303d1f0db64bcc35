"""What a seat can say about the floor: hours of work to come, hours of crew, and days an order spends inside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from game.partners.forecast.expecting import Expected, market_shares
from game.partners.forecast.news import omen
from game.partners.picture import Picture
from game.partners.plan.stocking import shelf_of

BATCH_WORK = 0.85  # rule of thumb: what batching leaves of the work, until seen
QUEUE = 0.6  # rule of thumb: how fast a full floor slows down, until seen
SLOWEST = 4.0
TIREDNESS = 0.3  # rule of thumb: capacity a tired crew loses
NEW_ITEM_WORK = 1.04  # rule of thumb: an item more makes every unit slower


@dataclass(frozen=True)
class Load:
    """This month's work against the regular crew."""

    hours: float  # work, as orders are processed now
    crew: float  # regular hours after tiredness and news
    per_unit: float

    @property
    def utilisation(self) -> float:
        """Share of the regular hours that the work needs."""
        return self.hours / self.crew if self.crew > 0.0 else 1.0


def load(picture: Picture, expected: Expected) -> Load | None:
    """The work that expected orders bring, or None when this seat can see nothing of the floor."""
    now = picture.distribution_now
    if now is None:
        return None
    if not picture.distribution and picture.distribution_facts is None:
        return None
    units = _shippable(picture, expected)
    pace = _hours_per_unit(picture, units)
    fresh = [product for product in picture.on_sale if product not in picture.seen.now.on_sale]
    hours = pace * sum(units.values()) * NEW_ITEM_WORK ** len(fresh)
    rested = 1.0 - min(0.5, TIREDNESS * now.fatigue)
    crew = now.capacity * rested * omen(picture).hands
    return Load(hours, crew, pace)


def _shippable(picture: Picture, expected: Expected) -> dict[str, float]:
    """Units that customers want and that stock will allow."""
    found = {}
    for product, wanted in expected.now.items():
        shelf = shelf_of(picture, product)
        if shelf is None:
            found[product] = wanted
            continue
        there = shelf.on_hand + (shelf.due[0] if shelf.due else 0.0)
        quick = wanted if shelf.fast == 0 else 0.0
        found[product] = min(wanted + shelf.backlog, max(there, quick))
    return found


def _hours_per_unit(picture: Picture, units: Mapping[str, float]) -> float:
    """Floor hours of a usual unit: the last month's, or the papers' while there is none."""
    facts = picture.distribution_facts
    weigh = dict.fromkeys(units, 1.0)
    if facts:
        weigh = {
            product: facts.handling[product]
            * sum(share * facts.market_handling[market] for market, share in market_shares(picture, product).items())
            for product in units
        }
    total = sum(units.values())
    usual = sum(units[product] * weigh[product] for product in units) / total if total > 0.0 else 0.0
    if not picture.distribution:
        return usual
    last = picture.distribution[-1]
    worked = {
        product: sum(last.wanted[product].values()) - sum(last.short[product].values()) for product in last.wanted
    }
    done = sum(worked.values())
    asked = last.utilisation * last.capacity
    if done <= 0.0 or asked <= 0.0:
        return usual
    base = sum(worked[product] * weigh.get(product, 0.0) for product in worked) / done
    return asked / done * (usual / base if facts and base > 0.0 else 1.0)


def effort(picture: Picture, processing: str) -> float:
    """The month's work under a way of processing, as a share of what it is under the present one."""
    batched = picture.text("processing", "flow") == "batch"
    return (BATCH_WORK if processing == "batch" else 1.0) / (BATCH_WORK if batched else 1.0)


def queue(picture: Picture) -> float:
    """How fast a full floor slows down, read off the last month if it was not overfull."""
    facts = picture.distribution_facts
    if not picture.distribution or facts is None:
        return QUEUE
    last = picture.distribution[-1]
    base = facts.processing_days[picture.text("processing", "flow")]
    busy = last.utilisation
    if not 0.3 < busy < 0.95 or base <= 0.0 or last.processing_days <= base:
        return QUEUE
    seen = (last.processing_days / base - 1.0) * (1.0 - busy) / busy
    return min(1.5, max(0.1, seen))


def days_inside(base: float, utilisation: float, slows: float) -> float:
    """Processing days on a floor that is this busy."""
    busy = min(0.999, max(0.0, utilisation))
    return base * min(SLOWEST, 1.0 + slows * busy / (1.0 - busy))
