"""Answers to question cards: true from this seat's own view, in a sentence or two with its figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import fsum
from types import MappingProxyType
from typing import Final, TypeAlias

from game import figures
from game.partners.forecast.floor import credible, shelf_of, shelves
from game.partners.forecast.history import orders_by_month
from game.partners.forecast.money import advertising, crew_money, media_money
from game.partners.mind import Mind
from game.partners.plan.campaign import expected_with_plan, plan
from game.partners.plan.growing import readiness_of, starts
from game.partners.plan.offer import norm
from game.partners.talk import strains
from game.partners.talk.intentions import deals_meant, intentions, prices_meant
from game.partners.talk.telling import figures_of
from game.table.moves import Answer
from game.table.seen.dashboards import DistributionMonth, MarketingMonth

Teller: TypeAlias = Callable[[Mind], str]

LINE_NAMES: Final = MappingProxyType(
    {
        "inbound-freight": "bringing goods in",
        "outbound-freight": "the road to the customer",
        "carrier-contract": "the carrier's contract",
        "booking": "bookings that did not fit",
        "regular-crew": "the regular crew",
        "extra-shift": "extra shifts",
        "temps": "temps",
        "packaging": "boxes",
        "holding": "stock that waits",
        "site": "the warehouse itself",
        "damage": "broken goods",
        "returns": "returns",
        "retailer-fines": "retailers' fines",
        "discounts": "prices cut in deals",
        "clearance": "clearing old items",
        "brand-advertising": "brand advertising",
        "performance-advertising": "performance advertising",
        "promotion-fees": "fees for deals",
        "customer-research": "customer research",
        "listing-fees": "listing fees",
        "launches": "the launch",
        "market-entries": "the new market",
        "initiatives": "our joint work",
        "capacity": "building capacity",
    }
)


def answers(mind: Mind) -> list[Answer]:
    """An answer for every question that waits for this seat."""
    waiting = (one.card for one in mind.picture.seen.questions if one.answer is None)
    seat = mind.picture.seat
    return [Answer(seat, card.key, answer_to(mind, card.reads), figures_of(mind, card)) for card in waiting]


def answer_to(mind: Mind, reads: str) -> str:
    """What this seat can truthfully say of one kind of fact."""
    return _TELLERS.get(reads, strains.worry)(mind)


def _plan_next(mind: Mind) -> str:
    return f"As things stand: {intentions(mind)}"


def _capacity_left(mind: Mind) -> str:
    work = mind.work
    if work is None or mind.picture.seat == "marketing":
        return _budget_left(mind)
    free, crew = work.crew - work.hours, work.crew
    if free <= 0.03 * crew:
        return (
            f"None to speak of: I expect {figures.units(work.hours)} hours of work for {figures.units(crew)} "
            "hours of crew, "
            f"{figures.share(work.utilisation)}, before I call anybody in."
        )
    units = free / work.per_unit if work.per_unit > 0.0 else 0.0
    return (
        f"About {figures.units(free)} of {figures.units(crew)} hours: enough for {figures.units(units)} units "
        "more before everybody is at it all "
        f"day. We slow down well before that, so please leave me some."
    )


def _stock_cover(mind: Mind) -> str:
    picture, wanted = mind.picture, mind.usual.now
    parts = [
        f"{picture.name(product)} {_months(shelf.on_hand / max(1.0, wanted.get(product, 0.0)))}"
        for product, shelf in shelves(picture).items()
    ]
    if not parts:
        return f"I cannot see the shelves from here; I expect {figures.units(mind.usual.total)} orders this month."
    now = picture.distribution_now
    due = fsum(fsum(way[:1]) for way in now.on_the_way.values()) if now else 0.0
    return f"Counting what is in the house: {', '.join(parts)}. Another {figures.units(due)} units are due this month."


def _months(share: float) -> str:
    if share >= 0.95:
        return f"about {figures.decimal(share)} months"
    days = round(30.0 * share)
    return "1 day" if days == 1 else f"{days} days"


def _cost_driver(mind: Mind) -> str:
    picture = mind.picture
    if not picture.seen.months:
        return _first_cost(mind)
    last = picture.seen.months[-1]
    assert isinstance(last, MarketingMonth | DistributionMonth)
    costs = sorted((amount, key) for key, amount in last.money.items() if amount < 0.0)
    if not costs:
        return "Nothing cost me money last month, as odd as that sounds."
    whole = fsum(amount for amount, _ in costs)
    (most, line), *rest = costs
    text = f"{_line(line).capitalize()}: {picture.money(-most)} last month, {figures.share(most / whole)} of all I see"
    return f"{text}, then {_line(rest[0][1])} with {picture.money(-rest[0][0])}." if rest else f"{text}."


def _first_cost(mind: Mind) -> str:
    """Before a month has been played: what the plan will cost most."""
    picture, facts = mind.picture, mind.picture.distribution_facts
    if facts is not None and picture.distribution_now is not None:
        hours = picture.distribution_now.capacity
        return f"We have no month behind us yet; the crew will be {picture.money(hours * facts.wage)} of it for sure."
    values, _ = plan(mind)
    return f"We have no month behind us yet; I mean to put {picture.money(advertising(values))} into advertising."


def _line(key: str) -> str:
    return LINE_NAMES.get(key, key.replace("-", " "))


def _promise_reason(mind: Mind) -> str:
    picture, usual = mind.picture, norm(mind.picture)
    days, last = picture.seen.promise, picture.last
    if usual is None:
        return f"We tell customers {figures.exact(days)} days; I would have to ask marketing what they are used to."
    text = f"Customers take about {figures.decimal(usual)} days for granted and we told them {figures.exact(days)}"
    if last is None:
        return f"{text}; I have not seen a month of deliveries yet."
    safe = credible(last.days, mind.temper.odds)
    return (
        f"{text}. Deliveries took {figures.decimal(last.days)} days; {figures.decimal(safe)} is what I could "
        "promise and mostly keep."
    )


def _launch_readiness(mind: Mind) -> str:
    picture = mind.picture
    new = starts(picture)
    if not new:
        return "There is nothing new to start at the moment, so nothing stands in the way of it either."
    setting, case = new[0], readiness_of(mind, new[0])
    if picture.seat == "marketing":
        when = "this month" if case.ready else "not this month"
        return f"For {case.item} I reckon with {figures.units(case.units)} units a month in time. I would start {when}."
    shelf = shelf_of(picture, setting.item) if setting.lever == "launch" else None
    text = f"For {case.item} the floor would be at {figures.share(case.busy)} with it"
    if shelf is not None:
        way = " the fast way" if shelf.fast < shelf.lead else ""
        due = shelf.there - shelf.on_hand
        coming = f" and {figures.units(due)} due this month" if due > 0.0 else ""
        here = f"{figures.units(shelf.on_hand)} in the house{coming}"
        text += f", there are {here}, and more takes {_rounds(shelf.fast)}{way}"
    return f"{text}. A figure to order by is what I need first."


def _lead_time(mind: Mind) -> str:
    if mind.picture.distribution_facts is None:
        return "Advertising works within the month; a deal I can have out in days."
    parts = []
    for product, shelf in shelves(mind.picture).items():
        faster = f", {_rounds(shelf.fast)} the fast way" if shelf.fast < shelf.lead else ""
        parts.append(f"{mind.picture.name(product)} {_rounds(shelf.lead)}{faster}")
    return f"From the day I order: {'; '.join(parts)}."


def _rounds(lead: float) -> str:
    return "within the month" if lead < 0.5 else "one month" if lead < 1.5 else f"{figures.units(lead)} months"


def _floor_effect(mind: Mind) -> str:
    picture, work = mind.picture, mind.work
    if work is None or picture.seat == "marketing":
        return strains.worry(mind)
    more = 0.2 * mind.usual.total
    busy = (work.hours + more * work.per_unit) / work.crew if work.crew > 0.0 else 1.0
    text = (
        f"As it looks now we are at {figures.share(work.utilisation)}. {figures.units(more)} units more "
        f"would make it {figures.share(busy)}"
    )
    return (
        f"{text}, and the fuller the floor, the longer every order waits."
        if busy > 0.85
        else f"{text}: we can take that."
    )


def _forecast_own(mind: Mind) -> str:
    picture, expected = mind.picture, expected_with_plan(mind)
    told = zip(expected.now, figures.apportioned(expected.total, list(expected.now.values())), strict=True)
    parts = [f"{picture.name(product)} {figures.units(units)}" for product, units in told]
    text = f"{figures.units(expected.total)} units in all: {', '.join(parts)}"
    lately = fsum(past[-1] for product in picture.on_sale if (past := orders_by_month(picture, product)))
    return f"{text}. Last month it was {figures.units(lately)}." if lately > 0.0 else f"{text}."


def _budget_left(mind: Mind) -> str:
    picture = mind.picture
    budget = picture.seen.now.budget
    values, _ = plan(mind)
    used = media_money(picture, values) if picture.seat == "marketing" else crew_money(picture, values)
    left = picture.money(max(0, figures.whole(budget) - figures.whole(used)))
    return f"Of {picture.money(budget)} I mean to use {picture.money(used)}, so {left} is left."


_TELLERS: Final[Mapping[str, Teller]] = MappingProxyType(
    {
        "plan-next": _plan_next,
        "capacity-left": _capacity_left,
        "stock-cover": _stock_cover,
        "bottleneck": strains.bottleneck,
        "cost-driver": _cost_driver,
        "promotion-intent": deals_meant,
        "price-intent": prices_meant,
        "promise-reason": _promise_reason,
        "launch-readiness": _launch_readiness,
        "lead-time": _lead_time,
        "worry": strains.worry,
        "month-earlier": strains.month_earlier,
        "floor-effect": _floor_effect,
        "what-helps": strains.what_helps,
        "forecast-own": _forecast_own,
        "budget-left": _budget_left,
    }
)
