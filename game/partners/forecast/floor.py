"""What a seat can say about shelf and floor: what will be missing, hours of work to come, days to an order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp, fsum, log, sqrt

from game.partners.forecast.demand import Expected
from game.partners.forecast.history import market_shares, omen
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


def apart(picture: Picture, product: str, shelf: Shelf) -> tuple[Shelf, ...]:
    """The stock of a product shelf by shelf, where what lies in one pool does not serve the customers of another.

    Nobody is told who buys from which: each is reckoned with an even part of what comes and of what is wanted.
    """
    now = picture.distribution_now
    held = now.pools.get(product, ()) if now is not None else ()
    if len(held) < 2 or "omnichannel" in picture.seen.initiatives:
        return (shelf,)
    due, backlog = tuple(units / len(held) for units in shelf.due), shelf.backlog / len(held)
    return tuple(replace(shelf, on_hand=units, due=due, backlog=backlog) for units in held)


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


BATCH_WORK = 0.85  # rule of thumb: what batching leaves of the work, until seen
QUEUE = 0.5  # rule of thumb: how unevenly work comes in, until seen; 1 = at random
WORKDAYS = 22.0  # of a month
HALVINGS = 24  # of a guess, until it is near enough
TIREDNESS = 0.3  # rule of thumb: capacity a tired crew loses
NEW_ITEM_WORK = 1.04  # rule of thumb: an item more makes every unit slower
SPREAD = 0.25  # how far days vary around their mean, as a share of it
LOGISTIC = 1.702  # scale at which the logistic curve stands for the normal one
SERVED = 0.95  # share of orders shipped in the month from which the house seems able
BAD = 0.6  # share on time below which customers are in uproar
AMPLE = 0.3  # how far below that a floor has all the slack one could ask for
FULL = 0.92  # utilisation above which a floor has none


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
    if now is None or not (picture.distribution or picture.distribution_facts):
        return None
    units = _shippable(picture, expected)
    pace = _hours_per_unit(picture, units)
    fresh = [product for product in picture.on_sale if product not in picture.seen.now.on_sale]
    hours = pace * fsum(units.values()) * NEW_ITEM_WORK ** len(fresh)
    rested = 1.0 - min(0.5, TIREDNESS * now.fatigue)
    crew = now.capacity * rested * omen(picture).hands
    return Load(hours, crew, pace)


def _shippable(picture: Picture, expected: Expected) -> dict[str, float]:
    """Units that customers want and that stock will allow."""
    units = dict(expected.now)
    for product, shelf in shelves(picture).items():
        quick = units[product] if shelf.fast == 0 else 0.0
        units[product] = min(units[product] + shelf.backlog, max(shelf.there, quick))
    return units


def _hours_per_unit(picture: Picture, units: Mapping[str, float]) -> float:
    """Floor hours of a usual unit: the last month's, or the papers' while there is none."""
    facts = picture.distribution_facts
    weigh = dict.fromkeys(units, 1.0)
    if facts:
        weigh = {
            product: facts.handling[product]
            * fsum(share * facts.market_handling[market] for market, share in market_shares(picture, product).items())
            for product in units
        }
    total = fsum(units.values())
    usual = fsum(units[product] * weigh[product] for product in units) / total if total > 0.0 else 0.0
    if not picture.distribution:
        return usual
    last = picture.distribution[-1]
    worked = {
        product: fsum(last.wanted[product].values()) - fsum(last.short[product].values()) for product in last.wanted
    }
    done = fsum(worked.values())
    asked = last.utilisation * last.capacity
    if done <= 0.0 or asked <= 0.0:
        return usual
    base = fsum(worked[product] * weigh.get(product, 0.0) for product in worked) / done
    return asked / done * (usual / base if facts and base > 0.0 else 1.0)


def effort(picture: Picture, processing: str) -> float:
    """The month's work under a way of processing, as a share of what it is under the present one."""
    batched = picture.text("processing", "flow") == "batch"
    return (BATCH_WORK if processing == "batch" else 1.0) / (BATCH_WORK if batched else 1.0)


def queue(picture: Picture) -> float:
    """How unevenly work comes in, read off the last month if it was not overfull: `days_inside` backwards."""
    facts = picture.distribution_facts
    if not picture.distribution or facts is None:
        return QUEUE
    last = picture.distribution[-1]
    base = facts.processing_days[picture.text("processing", "flow")]
    busy, waited = last.utilisation, last.processing_days - base
    if not 0.3 < busy < 0.98 or base <= 0.0 or waited <= 0.0:
        return QUEUE
    seen = 2.0 * waited * (waited / (WORKDAYS / 4.0) + 2.0 * (1.0 - busy)) / (4.0 * busy * base)
    return min(1.5, max(0.1, seen))


def days_inside(base: float, utilisation: float, uneven: float) -> float:
    """Processing days on a floor that is this busy: every order more makes all wait, before it is full and after.

    Args:
        base: days of the work itself.
        utilisation: work asked for, as a share of the hours.
        uneven: how unevenly it comes in; 1 = at random.
    """
    busy = max(0.0, utilisation)
    over = busy - 1.0
    waits = WORKDAYS / 4.0 * (over + sqrt(over * over + 8.0 / WORKDAYS * uneven * busy * base))
    return base + waits / max(1.0, busy)


def work_days(days: float, utilisation: float, uneven: float) -> float:
    """Days of the work itself, by the days that it took on a floor this busy: `days_inside` for its base."""
    low, high = 0.0, days
    for _ in range(HALVINGS):
        middle = 0.5 * (low + high)
        low, high = (low, middle) if days_inside(middle, utilisation, uneven) > days else (middle, high)
    return low


def chance_on_time(promise: float, days: float, spread: float = SPREAD) -> float:
    """Share of parcels within the promise when days vary by this share of their mean (logistic around it)."""
    return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, LOGISTIC * (promise - days) / max(0.05, spread * days)))))


def credible(days: float, odds: float) -> float:
    """The promise that this share of parcels keeps when they take `days` in the mean: `chance_on_time` backwards."""
    return days * (1.0 + SPREAD * log(odds / (1.0 - odds)) / LOGISTIC)


@dataclass(frozen=True)
class Slack:
    """What a floor has to spare for more orders: 1 = plenty, 0 = none."""

    share: float
    seen: bool  # read off the floor itself, not off what was shipped
    busy: float  # utilisation, or the share shipped when the floor is not to be seen
    trouble: float  # 0 = none, 1 = nothing came in time: what even the boldest hears of


def slack_of(picture: Picture, work: Load | None) -> Slack:
    """How much more could be served, from the floor where it is to be seen, else from what everybody saw."""
    last, fill = picture.last, picture.fill
    trouble = max(0.0, (BAD - picture.remembered) / BAD)
    served = min(1.0, max(0.0, (fill - 0.8) / (SERVED - 0.8)))
    if work is not None:
        share = min(1.0, max(0.0, (FULL - work.utilisation) / AMPLE)) * served
        return Slack(share, True, work.utilisation, trouble)
    if last is None:
        return Slack(0.5, False, 1.0, trouble)
    on_time = min(1.0, max(0.0, (last.on_time - 0.5) / 0.3))
    return Slack(min(served, on_time), False, fill, trouble)
