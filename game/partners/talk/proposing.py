"""Joint decisions: what a persona puts forward, with a sentence why."""

from __future__ import annotations

from dataclasses import dataclass

from game.partners.forecast.demand import STARTS
from game.partners.forecast.hearsay import said_broke
from game.partners.forecast.history import omen
from game.partners.mind import Mind
from game.partners.picture import as_number, snap
from game.partners.plan import growing
from game.partners.plan.campaign import expected_with_plan
from game.partners.plan.offer import promise_wanted
from game.rules.levers import Value
from game.table.moves import Propose

LEFT_OVER = 0.8  # share of a budget used, below which its seat has money left
BOTH = 2  # starts in a month, for those who plan what they ask of the floor
MOST = 2  # proposals a seat puts forward in a month: nobody likes to be handed a stack
WORTH_A_WORD = 0.08  # a forecast this near to what is booked anyway needs no signature
NEEDS_LEFT = 3  # rounds that an initiative must still serve
ENOUGH = 0.45  # what must speak for an initiative before it is put forward
PAYS_BACK = 6  # rounds that must be left when it is signed before there is trouble to show for it
EARLY = 0.2  # what speaks for it then
SHORT = 0.95  # share shipped below which one plan for both seems worth its cost
LATE = 0.80  # share on time below which the customers' own words seem worth hearing


@dataclass(frozen=True)
class Wish:
    """A joint decision a persona would like."""

    settings: dict[str, Value]
    why: str


def proposals(mind: Mind) -> list[Propose]:
    """Its proposals of this round: none when it has made some, or when just that lies open already."""
    picture = mind.picture
    if any(one.by == picture.seat for one in picture.seen.proposals):
        return []
    taken = {key for one in picture.seen.proposals if one.status in ("open", "signed") for key in one.settings}
    dearest = [*_growth(mind), *_promise(mind), *_capacity(mind), *_initiative(mind), *_forecast(mind), *_budget(mind)]
    return [
        Propose(picture.seat, wish.settings, wish.why)
        for wish in dearest[:MOST]
        if not taken.intersection(wish.settings)
    ]


def _growth(mind: Mind) -> list[Wish]:
    picture, temper = mind.picture, mind.temper
    if picture.seat == "distribution":
        # What is new is marketing's to bring up; distribution says when there is slack for it.
        return []
    wishes: list[Wish] = []
    for setting in picture.joint("launch", "market-entry"):
        # What was put off for want of stock comes up again when the stock is seen to be there.
        patience = 0 if temper.bold >= 0.9 or (temper.plans_together and growing.in_house(picture, setting)) else 1
        if len(wishes) >= (BOTH if temper.plans_together else 1) or picture.declined(setting.key, patience):
            continue
        case = growing.readiness_of(mind, setting)
        if not case.ready:
            continue
        settings: dict[str, Value] = {setting.key: True}
        if setting.lever == "launch" and case.units > 0.0:
            # The first month's figure of a new item, where a forecast can be signed.
            forecasts = (one for one in picture.joint("forecast") if one.item == setting.item)
            settings.update({one.key: snap(one, STARTS * case.units) for one in forecasts})
        before = picture.turned_down(setting.key)
        topic = "propose-again" if before else f"propose-{setting.lever}-{case.ground}"
        wishes.append(
            Wish(settings, mind.sentence(topic, **case.facts, month=before, now=picture.month(picture.seen.round)))
        )
    return wishes


def _capacity(mind: Mind) -> list[Wish]:
    for setting in mind.picture.joint("capacity"):
        if mind.picture.declined(setting.key, 1):
            return []
        hours = growing.capacity_wanted(mind, mind.usual, setting)
        if hours > 0.0:
            ahead = growing.pressure(mind, mind.usual)
            return [Wish({setting.key: hours}, mind.sentence("capacity", hours=hours, ahead=ahead))]
    return []


def _initiative(mind: Mind) -> list[Wish]:
    """The initiative this persona would put forward now, if any."""
    picture, last = mind.picture, mind.picture.last
    offered = {setting.item: setting.key for setting in picture.joint("initiative")}
    if any(setting.startswith("initiative.") for setting in picture.agreed):
        return []
    for key in mind.temper.favours:
        if key in offered and speaks_for(mind, key) >= ENOUGH and not picture.declined(offered[key], 2):
            on_time = last.on_time if last else 1.0
            return [Wish({offered[key]: True}, mind.sentence(f"initiative-{key}", on_time=on_time, fill=picture.fill))]
    return []


def speaks_for(mind: Mind, key: str) -> float:
    """How much speaks for an initiative now, 0 to 1, from what this seat can see."""
    picture, last = mind.picture, mind.picture.last
    if key in picture.seen.initiatives or picture.left < NEEDS_LEFT:
        return 0.0
    short, late = picture.fill < SHORT, last is not None and 1.0 - last.on_time > 1.0 - LATE
    to_start = any(setting.lever in ("launch", "market-entry") for setting in picture.seen.joint)
    if key == "joint-sop":
        deals = last is not None and any(deal != "none" for deal in last.promotions.values())
        return 0.3 + 0.4 * short + 0.3 * deals
    if key == "integrated-data":
        return 0.45 + 0.25 * short + 0.25 * late
    if key == "coordinated-kpis":
        return 0.4 + 0.3 * late + 0.2 * bool(last and last.clashes)
    if key == "customer-voice":
        shared = mind.temper.plans_together and picture.seen.structure.sponsor == "pays"
        # Where leadership pays half, better early than after the damage; but first what is still to be started.
        early = EARLY if shared and not to_start and picture.left >= PAYS_BACK else 0.0
        return early + 0.3 + 0.5 * late + 0.2 * (last is not None and last.satisfaction < 65.0)
    if key == "scale-check":
        return 0.6 if to_start else 0.1
    if key == "omnichannel":
        stores = any(market.channel == "store" for market in picture.seen.scenario.markets)
        now = picture.distribution_now
        apart = now is None or any(len(pools) > 1 for pools in now.pools.values())
        return (0.75 if apart else 0.2) if stores else 0.0
    if key == "joint-site":
        return 0.4 + 0.4 * late if picture.joint("site") or picture.mine("site") else 0.35
    return 0.0


def _promise(mind: Mind) -> list[Wish]:
    """The days to promise, where both sign them: put forward by those who work with others."""
    picture, temper = mind.picture, mind.temper
    for setting in picture.joint("delivery-promise"):
        now = as_number(setting.current, setting.low)
        value = promise_wanted(mind, setting, now)
        if temper.listens >= 0.5 and abs(value - now) > 0.01:
            return [Wish({setting.key: value}, mind.sentence("promise-both", promise=value, before=now))]
    return []


def _forecast(mind: Mind) -> list[Wish]:
    """One number for the month, when what this seat knows differs from what is booked anyway."""
    picture = mind.picture
    # With figures shared, carriers are booked on both plans already.
    if mind.temper.listens < 0.4 or "integrated-data" in picture.seen.initiatives:
        return []
    # Marketing knows its prices and deals; distribution knows more than its books only when the news says so.
    if picture.seat == "distribution" and abs(omen(picture).demand - 1.0) < WORTH_A_WORD:
        return []
    offered = [one for one in picture.joint("forecast") if one.item in picture.seen.now.on_sale]
    expected = expected_with_plan(mind)
    moved = {
        one.item: snap(one, expected.now[one.item])
        for one in offered
        if gap(expected.now[one.item], _booked(mind, one.item)) > WORTH_A_WORD and not picture.declined(one.key, 1)
    }
    if not moved:
        return []
    item = max(moved, key=lambda one: gap(moved[one], _booked(mind, one)))
    units, usual = moved[item], _booked(mind, item)
    facts = {"item": picture.name(item), "units": units, "last": usual}
    why = mind.sentence("forecast-more" if units >= usual else "forecast-less", **facts)
    return [Wish({f"forecast.{one}": value for one, value in moved.items()}, why)]


def _booked(mind: Mind, item: str) -> float:
    """What crews and carriers are booked on when nobody signs a number: what came in of late."""
    now = mind.picture.distribution_now
    if now is not None:
        return now.usual_orders.get(item, 0.0)
    return mind.usual.later.get(item, 0.0) / (1.0 + mind.temper.optimism)


def gap(figure: float, usual: float) -> float:
    """How far a figure is from the usual one, as a share of it."""
    return abs(figure - usual) / max(1.0, usual)


def _budget(mind: Mind) -> list[Wish]:
    """A step of the shared budget: to where hands are missing, or back, by those who look at both sides.

    The own-minded who used all of theirs twice ask for it themselves.
    """
    picture, temper = mind.picture, mind.temper
    if said_broke(picture):
        return []
    if temper.plans_together:
        lean, months = growing.missing_money(mind), 1
        floor = picture.distribution[-1:]
        if not lean or (lean < 0.0 and floor and floor[0].spent < LEFT_OVER * floor[0].budget):
            return []  # nobody is asked for money by who has some left
    else:
        lean, months = 1.0 if picture.seat == "marketing" else -1.0, 2
        if len(picture.used) < 2 or min(picture.used) < 0.97 or temper.listens >= 0.4:
            return []
    for setting in picture.joint("budget-split"):
        now = as_number(setting.current, setting.low)
        value = snap(setting, now + lean * setting.step)
        if abs(value - now) > 1e-9 and not picture.declined(setting.key, months):
            return [Wish({setting.key: value}, mind.sentence("budget", share=value))]
    return []
