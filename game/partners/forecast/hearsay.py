"""What a partner makes of figures it was told: how far it believes them, and what they change in what it expects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from math import fsum
from typing import Final

from game.partners.forecast.demand import Expected
from game.partners.forecast.floor import AMPLE, FULL, Slack
from game.partners.forecast.history import PRIOR_ELASTICITY, USUAL_LIFT, orders_by_month
from game.partners.personas import Temperament
from game.partners.picture import Picture
from game.table.seen.spoken import Heard

BEGINS: Final = 0.7  # how far somebody is believed whose figures nobody has seen come true or not
LEARNS: Final = 0.4  # weight of the newest figure that did
OFF: Final = 0.5  # share by which a figure was off from which it was no help at all
LEAST: Final = 0.35  # how far who listens to nobody still takes what was told into account
AFAR: Final = 0.25  # the same for the other's figure of what is one's own to know: marketing's orders
DAYS: Final = 30.0  # of a month
BROKE: Final = 0.05  # of a budget: what buys nothing that anybody would ask for


def belief(picture: Picture) -> float:
    """How far the partner's figures are believed, 0 to 1, by how true those were that have been seen to come true."""
    believed = BEGINS
    for one in picture.seen.heard:
        true = _truth(picture, one)
        if true is not None:
            believed += LEARNS * (true - believed)
    return believed


def weight(picture: Picture, temper: Temperament) -> float:
    """How much what was told counts for a persona."""
    return belief(picture) * min(1.0, LEAST + (1.0 - LEAST) * temper.listens)


def _truth(picture: Picture, one: Heard) -> float | None:
    """How true a figure was, 0 to 1; None where its month has not played, or what it was of is not to be seen."""
    if one.month > len(picture.seen.shared):
        return None
    month = picture.seen.shared[one.month - 1]
    if one.kind == "deal":
        ran = {item: deal for item, deal in month.promotions.items() if one.item in ("", item)}
        return float(all(deal == one.value for deal in ran.values())) if ran else None
    if isinstance(one.value, str):
        return None
    if one.kind == "units":
        past = orders_by_month(picture, one.item) if one.item else ()
        if one.item and len(past) < one.month:
            return None
        return _close(one.value, past[one.month - 1] if one.item else month.ordered)
    if one.card == "where-is-price-going" and one.item in month.prices:
        return _close(one.value, month.prices[one.item])
    if one.card == "why-this-promise":
        return _close(one.value, month.promise)
    return None


def _close(told: float, true: float) -> float:
    return max(0.0, 1.0 - abs(told - true) / max(1.0, true) / OFF)


def told_of(picture: Picture, kind: str, month: int) -> Iterator[Heard]:
    """What was told of a month in a measure, the oldest first."""
    return (one for one in picture.seen.heard if one.kind == kind and one.month == month)


def deals_told(picture: Picture, month: int) -> Mapping[str, str]:
    """The deals that were told of a month, by product."""
    found: dict[str, str] = {}
    for one in told_of(picture, "deal", month):
        items = (one.item,) if one.item else picture.seen.now.on_sale
        found.update(dict.fromkeys(items, str(one.value)))
    return found


def units_told(picture: Picture, month: int) -> Mapping[str, float]:
    """The units that were told of a month, by product; "" = of all together."""
    return {one.item: float(one.value) for one in told_of(picture, "units", month) if not isinstance(one.value, str)}


def with_hearsay(expected: Expected, picture: Picture, temper: Temperament) -> Expected:
    """What is expected with what was told taken into account, as far as it is believed."""
    counts = weight(picture, temper) * (1.0 if picture.seat == "distribution" else AFAR)
    if not picture.seen.heard:
        return expected
    round_, partner = picture.seen.round, picture.seen.partner
    now = dict(expected.now)
    if partner is None or partner.plan is None:  # else this month's plan is on the table
        now = _told(picture, expected.now, round_, counts)
        signed = {item: units for item, units in expected.now.items() if picture.number(f"forecast.{item}") > 0.0}
        now.update(signed)
    ahead = {item: list(months) for item, months in expected.ahead.items()}
    for off in range(max((len(months) for months in ahead.values()), default=0)):
        month = _told(picture, {item: months[off] for item, months in ahead.items()}, round_ + 1 + off, counts)
        for item, units in month.items():
            ahead[item][off] = units
    return replace(expected, now=now, ahead={item: tuple(months) for item, months in ahead.items()})


def _told(picture: Picture, units: Mapping[str, float], month: int, counts: float) -> dict[str, float]:
    """A month's units by product with what was told of it: a figure counts for what it says, a deal for its lift."""
    figures, found = units_told(picture, month), dict(units)
    deals = deals_told(picture, month) if picture.seat == "distribution" else {}
    prices = {} if picture.seat == "marketing" else _prices(picture, month)
    for item, expected in units.items():
        if item in figures:
            found[item] = expected + counts * (figures[item] - expected)
            continue
        lift = USUAL_LIFT.get(deals.get(item, "none"), 0.0)
        found[item] = expected * (1.0 + counts * lift) * prices.get(item, 1.0) ** counts
    whole = fsum(units.values())
    if "" in figures and whole > 0.0:
        share = 1.0 + counts * (figures[""] / whole - 1.0)
        found = {item: expected * share for item, expected in units.items()}
    return found


def _prices(picture: Picture, month: int) -> dict[str, float]:
    """What prices that were told multiply usual orders by."""
    last = picture.last.prices if picture.last else picture.list_price
    return {
        one.item: (float(one.value) / last[one.item]) ** PRIOR_ELASTICITY
        for one in told_of(picture, "money", month)
        if one.card == "where-is-price-going" and one.item in last and not isinstance(one.value, str) and one.value > 0
    }


def slack_told(slack: Slack, picture: Picture, temper: Temperament, usual: Expected) -> Slack:
    """A floor's slack with what its seat told of it, for who cannot see it."""
    if slack.seen or not picture.seen.heard:
        return slack
    busy: float | None = None
    for one in (*told_of(picture, "hours", picture.seen.round), *told_of(picture, "limit", picture.seen.round)):
        if isinstance(one.value, str):
            continue
        if one.kind == "limit":
            busy = FULL * usual.total / max(1.0, one.value)
        elif one.of > 0.0:
            busy = 1.0 - one.value / one.of
        elif one.value <= 0.0:
            busy = 1.0
    if busy is None:
        return slack
    share = min(1.0, max(0.0, (FULL - busy) / AMPLE))
    counts = weight(picture, temper)
    return replace(slack, share=slack.share + counts * (share - slack.share), seen=True, busy=busy)


def cover_told(picture: Picture, product: str) -> float | None:
    """Months that a product's stock lasts, as was told; None = nothing was."""
    days = _days_told(picture, "how-long-does-stock-last", product)
    return None if days is None else days / DAYS


def promise_told(picture: Picture) -> float | None:
    """The promise that marketing said it would make this month, in days; None = it said nothing."""
    return _days_told(picture, "why-this-promise")


def arrival_told(picture: Picture, product: str) -> float | None:
    """Months until what is ordered today is on the shelf, as was told; None = nothing was."""
    days = [_days_told(picture, "how-soon-can-you-have-it", item) for item in (product, "")]
    return next((one / DAYS for one in days if one is not None), None)


def said_broke(picture: Picture) -> bool:
    """Did the partner say this month that next to nothing is left in its budget? Then nobody asks it for money."""
    told = [float(one.value) for one in told_of(picture, "money", picture.seen.round)
            if one.card == "money-left" and not isinstance(one.value, str)]  # fmt: skip
    return bool(told) and told[-1] < BROKE * picture.seen.now.budget


def _days_told(picture: Picture, card: str, item: str = "") -> float | None:
    """The newest answer of this month to a card that is answered in days; None = there is none."""
    told = [float(one.value) for one in told_of(picture, "days", picture.seen.round)
            if one.card == card and one.item == item and not isinstance(one.value, str)]  # fmt: skip
    return told[-1] if told else None
