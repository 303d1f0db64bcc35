"""The figures that go with an answer: what a seat's own view says, for who plans by it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import fsum
from types import MappingProxyType
from typing import Final, TypeAlias

from game import figures
from game.partners.forecast.demand import STARTS
from game.partners.forecast.floor import shelves
from game.partners.forecast.money import crew_money, media_money
from game.partners.mind import Mind
from game.partners.picture import as_number, by_item
from game.partners.plan.campaign import expected_with_plan, plan
from game.partners.plan.growing import readiness_of, starts
from game.rules.levers import Plan, Value
from game.table.seen.observation import Card

Figures: TypeAlias = dict[str, Value]
ALL: Final = "all"


def figures_of(mind: Mind, card: Card) -> Plan:
    """What this seat tells in figures to a card, by what each is about; nothing where the card wants words alone."""
    teller = _TELLERS.get(card.reads) if card.answer != "words" else None
    return teller(mind) if teller is not None else {}


def _deals(mind: Mind) -> Figures:
    picture = mind.picture
    if not picture.mine("promotion"):
        return {}
    month = picture.seen.round + (picture.calendar is not None)
    if month > picture.seen.scenario.rounds:
        return {}
    chosen = {item: str(depth) for item, depth in by_item(plan(mind)[0], "promotion").items() if depth != "none"}
    return {f"{item}@{month}": depth for item, depth in chosen.items()} or {f"{ALL}@{month}": "none"}


def _prices(mind: Mind) -> Figures:
    picture = mind.picture
    if not picture.mine("price"):
        return {}
    prices = by_item(plan(mind)[0], "price")
    return {item: as_number(prices[item]) for item in picture.on_sale if item in prices}


def _units(mind: Mind) -> Figures:
    expected = expected_with_plan(mind)
    return {item: float(figures.whole(units)) for item, units in expected.now.items()}


def _promise(mind: Mind) -> Figures:
    values, _ = plan(mind)
    return {ALL: as_number(values["delivery-promise"])} if "delivery-promise" in values else {}


def _launch(mind: Mind) -> Figures:
    new = [one for one in starts(mind.picture) if one.lever == "launch"]
    if mind.picture.seat != "marketing" or not new:
        return {}
    case = readiness_of(mind, new[0])
    return {new[0].item: float(figures.whole(STARTS * case.units))} if case.ready else {}


def _hours(mind: Mind) -> Figures:
    if mind.work is None or mind.picture.seat == "marketing":
        return {}
    free = max(0.0, mind.work.crew - mind.work.hours)
    return {ALL: float(figures.whole(free)), "of": float(figures.whole(mind.work.crew))}


def _cover(mind: Mind) -> Figures:
    wanted = mind.usual.now
    return {
        item: float(figures.whole(30.0 * shelf.on_hand / max(1.0, wanted.get(item, 0.0))))
        for item, shelf in shelves(mind.picture).items()
    }


def _leads(mind: Mind) -> Figures:
    return {item: 30.0 * shelf.lead for item, shelf in shelves(mind.picture).items()}


def _limit(mind: Mind) -> Figures:
    if mind.work is None or mind.picture.seat == "marketing" or mind.work.per_unit <= 0.0:
        return {}
    shelf = fsum(one.there for one in shelves(mind.picture).values())
    return {ALL: float(figures.whole(min(shelf, mind.work.crew / mind.work.per_unit)))}


def _money(mind: Mind) -> Figures:
    picture = mind.picture
    values, _ = plan(mind)
    used = media_money(picture, values) if picture.seat == "marketing" else crew_money(picture, values)
    return {ALL: float(max(0, figures.whole(picture.seen.now.budget) - figures.whole(used)))}


_TELLERS: Final[Mapping[str, Callable[[Mind], Figures]]] = MappingProxyType(
    {
        "promotion-intent": _deals,
        "price-intent": _prices,
        "forecast-own": _units,
        "promise-reason": _promise,
        "launch-readiness": _launch,
        "capacity-left": _hours,
        "stock-cover": _cover,
        "lead-time": _leads,
        "bottleneck": _limit,
        "budget-left": _money,
    }
)
