"""Joint decisions: what a persona puts forward, with a sentence why."""

from __future__ import annotations

from dataclasses import dataclass

from game.partners.forecast.expecting import STARTS
from game.partners.forecast.news import omen
from game.partners.picture import Picture, snap
from game.partners.plan import growing
from game.partners.plan.planner import Mind, expected_with
from game.partners.plan.promising import wanted
from game.partners.talk import initiatives
from game.partners.words.voice import sentence
from game.rules.levers import Value
from game.table.moves import Propose

LEFT_OVER = 0.8  # share of a budget used, below which its seat has money left
BOTH = 2  # starts in a month, for those who plan what they ask of the floor
MOST = 2  # proposals a seat puts forward in a month: nobody likes to be handed a stack
WORTH_A_WORD = 0.08  # a forecast this near to what is booked anyway needs no signature


@dataclass(frozen=True)
class Wish:
    """A joint decision a persona would like."""

    settings: dict[str, Value]
    why: str


def wishes(of: Mind) -> list[Wish]:
    """What this persona would put forward now, the dearest first."""
    found = [*_growth(of), *_promise(of), *_capacity(of), *_initiative(of), *_forecast(of), *_budget(of)]
    return found[:MOST]


def proposals(of: Mind) -> list[Propose]:
    """Its proposals of this round: none when it has made some, or when just that lies open already."""
    picture = of.picture
    if any(one.by == picture.seat for one in picture.seen.proposals):
        return []
    taken = {key for one in picture.seen.proposals if one.status in ("open", "signed") for key in one.settings}
    return [
        Propose(picture.seat, wish.settings, wish.why) for wish in wishes(of) if not taken.intersection(wish.settings)
    ]


def _growth(of: Mind) -> list[Wish]:
    picture, temper = of.picture, of.temper
    if picture.seat == "distribution":
        # What is new is marketing's to bring up; distribution says when there is room.
        return []
    found: list[Wish] = []
    for setting in (*picture.joint("launch"), *picture.joint("market-entry")):
        # What was put off for want of stock comes up again when the stock is seen to be there.
        patience = 0 if temper.bold >= 0.9 or (temper.plans_together and growing.in_house(picture, setting)) else 1
        if len(found) >= (BOTH if temper.plans_together else 1) or _asked_lately(picture, setting.key, patience):
            continue
        case = growing.case_for(picture, temper, of.work, setting, lead_alone=False)
        # An item with no stock yet is put forward all the same by marketing: how else would anyone order it?
        if not case.ready:
            continue
        settings: dict[str, Value] = {setting.key: True}
        if setting.lever == "launch":
            settings.update(_figure(picture, setting.item, STARTS * case.units))
        facts = {"item": picture.name(setting.item), "units": case.units, "busy": case.busy}
        found.append(Wish(settings, sentence(temper, f"{setting.lever}-{case.ground}", **facts)))
    return found


def _figure(picture: Picture, item: str, units: float) -> dict[str, Value]:
    """The first month's figure of a new item, where a forecast can be signed."""
    return {one.key: snap(one, units) for one in picture.joint("forecast") if one.item == item and units > 0.0}


def _capacity(of: Mind) -> list[Wish]:
    picture = of.picture
    for setting in picture.joint("capacity"):
        if _asked_lately(picture, setting.key, 1):
            return []
        hours = growing.capacity_wanted(picture, of.temper, of.work, of.usual, setting)
        if hours > 0.0:
            ahead = growing.pressure(picture, of.temper, of.work, of.usual)
            return [Wish({setting.key: hours}, sentence(of.temper, "capacity", hours=hours, ahead=ahead))]
    return []


def _initiative(of: Mind) -> list[Wish]:
    key = initiatives.favourite(of)
    if key is None:
        return []
    last = of.picture.last
    facts = {
        "on_time": last.on_time if last else 1.0,
        "fill": min(1.0, last.shipped / last.ordered) if last and last.ordered > 0.0 else 1.0,
    }
    return [Wish({f"initiative.{key}": True}, sentence(of.temper, f"initiative-{key}", **facts))]


def _promise(of: Mind) -> list[Wish]:
    """The days to promise, where both sign them: put forward by those who work with others."""
    picture, temper = of.picture, of.temper
    for setting in picture.joint("delivery-promise"):
        now = float(setting.current) if isinstance(setting.current, int | float) else setting.low
        value = wanted(picture, temper, setting, now, of.work)
        if temper.listens >= 0.5 and abs(value - now) > 0.01:
            return [Wish({setting.key: value}, sentence(temper, "promise-both", promise=value, before=now))]
    return []


def _forecast(of: Mind) -> list[Wish]:
    """One number for the month, when what this seat knows differs from what is booked anyway."""
    picture = of.picture
    # With figures shared, carriers are booked on both plans already.
    if of.temper.listens < 0.4 or "integrated-data" in picture.seen.initiatives:
        return []
    # Marketing knows its prices and deals; distribution knows more than its books only when the news says so.
    if picture.seat == "distribution" and abs(omen(picture).demand - 1.0) < WORTH_A_WORD:
        return []
    offered = [one for one in picture.joint("forecast") if one.item in picture.seen.now.on_sale]
    expected = expected_with(of)
    moved = {
        one.key: snap(one, expected.now[one.item])
        for one in offered
        if off(expected.now[one.item], _booked(of, one.item)) > WORTH_A_WORD and not _asked_lately(picture, one.key, 1)
    }
    if not moved:
        return []
    key = max(moved, key=lambda one: off(moved[one], _booked(of, one.partition(".")[2])))
    item = key.partition(".")[2]
    usual, name = _booked(of, item), picture.name(item)
    more = "more" if moved[key] >= usual else "less"
    why = sentence(of.temper, f"forecast-{more}", item=name, units=moved[key], last=usual)
    return [Wish(dict(moved), why)]


def _booked(of: Mind, item: str) -> float:
    """What crews and carriers are booked on when nobody signs a number: what came in of late."""
    now = of.picture.distribution_now
    if now is not None:
        return now.usual_orders.get(item, 0.0)
    return of.usual.later.get(item, 0.0) / (1.0 + of.temper.optimism)


def off(figure: float, usual: float) -> float:
    """How far a figure is from the usual one, as a share of it."""
    return abs(figure - usual) / max(1.0, usual)


def _budget(of: Mind) -> list[Wish]:
    """A little more of the shared budget, by those who used all of theirs twice and do not mind asking."""
    picture, temper = of.picture, of.temper
    if temper.plans_together:
        return _shared_budget(of)
    used = [month.spent / month.budget for month in picture.seen.months[-2:] if month.budget > 0.0]
    if len(used) < 2 or min(used) < 0.97 or temper.listens >= 0.4:
        return []
    for setting in picture.joint("budget-split"):
        if _asked_lately(picture, setting.key, 2):
            return []
        now = float(setting.current) if isinstance(setting.current, int | float) else setting.low
        step = setting.step if picture.seat == "marketing" else -setting.step
        value = snap(setting, now + step)
        if abs(value - now) > 1e-9:
            return [Wish({setting.key: value}, sentence(temper, "budget", share=value))]
    return []


def _shared_budget(of: Mind) -> list[Wish]:
    """A step of the shared budget to where hands are missing, or back, by those who look at both sides."""
    lean = growing.missing_money(of.picture, of.work)
    floor = of.picture.distribution[-1:]
    if lean < 0.0 and floor and floor[0].spent < LEFT_OVER * floor[0].budget:
        return []  # nobody is asked for money by who has some left
    for setting in of.picture.joint("budget-split"):
        now = float(setting.current) if isinstance(setting.current, int | float) else setting.low
        value = snap(setting, now + lean * setting.step)
        if lean and abs(value - now) > 1e-9 and not _asked_lately(of.picture, setting.key, 1):
            return [Wish({setting.key: value}, sentence(of.temper, "budget", share=value))]
    return []


def _asked_lately(picture: Picture, key: str, months: int) -> bool:
    """Was this put forward in the last months and not signed?"""
    recent = picture.seen.shared[-months:] if months else ()
    return any(key in one.settings for month in recent for one in month.declined)
