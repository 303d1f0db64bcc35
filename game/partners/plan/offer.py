"""What customers are offered: the price of each product, and the days in which it is promised to come."""

from __future__ import annotations

from collections.abc import Mapping
from math import fsum

from game.partners.forecast.demand import lasting
from game.partners.forecast.floor import QUEUE, Load, Slack, credible, days_inside, queue, work_days
from game.partners.forecast.history import PRIOR_ELASTICITY, comparable, elasticity, omen
from game.partners.forecast.money import earning_price
from game.partners.mind import Mind, Part, Reason
from game.partners.personas import Temperament
from game.partners.picture import Picture, as_number, by_item, snap
from game.rules.levers import Value
from game.table.seen.observation import SettingView

PRICE_PACE = 0.02  # share of list price that a price moves in a month: customers remember what they paid
HOLDS = 0.015  # share of list price that a price is left at rather than moved
LEARNED = 0.03  # how far the price aimed at moves per unit of elasticity away from the trade's prior
DEARER = 0.05  # share of a shortage that goes on the price: nobody sells cheap what is not there
CALMING = 0.04  # share of list price between a full floor's price and an empty one's, for a minder of slack
BLIND = 0.1  # where on that scale a minder of slack stands that cannot see the floor
FITS = 0.8  # utilisation that a price is made for by who can see the floor and minds it
CLOSER = 0.6  # how far towards it a month's price goes
MOST_HELP = 1.3  # of the crew's hours
DRAWN = 0.3  # how far what is liked is drawn to what earns most
DEAREST, CHEAPEST = 1.12, 0.96  # of list price
EAGER = 0.02  # price cut of a chaser whose orders fell though they came in time
SERVED = 0.8  # OTIF from which they do

PROMISE_PACE = 0.5  # days the promise moves in a month: customers notice more than that
STEADY = 0.4  # days that a promise may be off before who plans together moves it
SLOW_TO = 0.9  # days by which the others must have kept it easily before they promise less
PLANNED = 0.75  # utilisation that a promise reckons with at least: a calm month proves little
SLOWEST = 2.5  # days beyond what customers take for granted that nobody goes without need
MOST_SCARCE = 1.7  # times what can be had that a price is made for at most
HELD = 0.95  # share on time from which a promise holds, and nobody asks for more time
BROKEN = 0.7  # share on time below which everybody hears about it
HURRIED = 0.4  # share of the markets on the fastest way, above which a listener asks for no more
FULLEST = 0.9  # utilisation that a promise reckons with at most: beyond it prices and help see to the rest
FASTER = -1.5  # days beyond what customers take for granted (below 0: faster), where data is shared
PLENTY = 1.5  # the same for who sees what the road and the floor can do
SURE = 0.92  # share of parcels that such a promise should cover
EASED = 0.9  # how far even the boldest gives way when nothing comes in time


def prices(mind: Mind) -> Part:
    """A price for every product this seat leads the price of."""
    picture, temper, slack = mind.picture, mind.temper, mind.slack
    settings: dict[str, Value] = {}
    reasons: list[Reason] = []
    for setting in picture.mine("price"):
        product, sold = setting.item, setting.item in picture.on_sale
        usual, now = picture.list_price[product], picture.number(setting.key, setting.low)
        fits = sold and priced_to_fit(temper, slack)
        aim = _fitting_price(mind, product) if fits else usual * _liked_price(mind, product)
        if sold:
            pace = (2.0 if fits and slack.busy > 1.0 else 1.0) * PRICE_PACE * usual
            cut = omen(picture).rivals * temper.follows_rivals * usual
            aim = min(now + pace, max(now - pace, aim if abs(aim - now) > HOLDS * usual else now)) - cut
        value = snap(setting, aim)
        settings[setting.key] = value
        if sold:
            reasons.append(_price_reason(mind, product, now, value))
    return Part(settings, tuple(reasons))


def priced_to_fit(temper: Temperament, slack: Slack) -> bool:
    """Does this persona see the floor, and mind it enough to price by it?"""
    return slack.seen and temper.minds_slack >= 0.9


def _fitting_price(mind: Mind, product: str) -> float:
    """The price that is liked, drawn to what earns most, and leaning to where what is wanted fits the floor.

    It stays near list: what is dearer than customers remember loses more than it ever wins back.
    """
    picture = mind.picture
    usual, slope = picture.list_price[product], elasticity(picture, product)
    lean = float((mind.slack.busy / (FITS * _helped(picture))) ** (CLOSER / -slope))
    liked = mind.temper.markup * usual
    aim = lean * ((1.0 - DRAWN) * liked + DRAWN * (earning_price(picture, product) or liked))
    scarce = float(_scarcity(mind, product) ** (1.0 / -slope))
    return min(scarce * DEAREST * usual, max(CHEAPEST * usual, scarce * aim))


def _scarcity(mind: Mind, product: str) -> float:
    """What is wanted at list price a month, over the most that may be ordered of it; 1 where that is enough."""
    picture = mind.picture
    sheets = (*picture.seen.sheet, *picture.seen.partner_sheet, *picture.seen.joint)
    most = next((one.high for one in sheets if one.key == f"stock-to-order.{product}"), 0.0)
    wanted = mind.usual.later.get(product, 0.0) / lasting(picture, product, {})
    return min(MOST_SCARCE, max(1.0, wanted / most)) if most > 0.0 else 1.0


def _helped(picture: Picture) -> float:
    """What extra shift and temps made of the crew's hours last month, as far as they can be seen."""
    now = picture.distribution_now
    if now is None or not picture.distribution or now.capacity <= 0.0:
        return 1.0
    return min(MOST_HELP, max(1.0, picture.distribution[-1].capacity / now.capacity))


def _liked_price(mind: Mind, product: str) -> float:
    """The price aimed at, as a share of list price."""
    picture, temper, slack = mind.picture, mind.temper, mind.slack
    learned = 1.0 + LEARNED * (elasticity(picture, product) - PRIOR_ELASTICITY)
    short = 1.0 + DEARER * (1.0 - picture.fill)
    served = picture.last is not None and picture.last.otif >= SERVED
    eager = 1.0 - (EAGER if served and falling(picture, product) and temper.minds_slack < 0.2 else 0.0)
    # Who cannot see the floor plays safe: a price that is a little high calms what cannot be judged.
    calm = CALMING * temper.minds_slack * ((0.5 - slack.share) if slack.seen else BLIND)
    return (temper.markup + calm) * learned * short * eager


def falling(picture: Picture, product: str) -> bool:
    """Did a product's comparable orders fall last month?"""
    past = comparable(picture, product)
    return len(past) >= 2 and past[-1] < 0.95 * past[-2]


def _price_reason(mind: Mind, product: str, before: float, price: float) -> Reason:
    picture, fill, usual = mind.picture, mind.picture.fill, mind.picture.list_price[product]
    rivals, moved = omen(picture).rivals > 0.0, abs(price - before) / usual
    if moved < 0.005:
        topic, weight = ("price-hold", 0.7) if rivals else ("price-same", 0.1)
    elif rivals:
        topic, weight = ("price-rivals" if price < before else "price-above"), 0.8
    elif price > before and fill < 0.95:
        topic, weight = "price-short", 0.6
    else:
        topic, weight = ("price-up" if price > before else "price-down"), 0.45
    facts = {"product": picture.name(product), "price": price, "before": before, "fill": fill}
    return mind.reason(weight + min(0.1, moved), topic, **facts)


def norm(picture: Picture) -> float | None:
    """The days that customers take for granted, as far as this seat knows."""
    facts = picture.marketing_facts
    if facts is None:
        return None
    served = [facts.promise_norm[market] for market in picture.entered]
    return fsum(served) / len(served) if served else None


def days_shown(picture: Picture, work: Load | None = None) -> float | None:
    """The door-to-door days to reckon with: the last two months as shown, or the papers before there are any."""
    shown = [month.days for month in picture.seen.shared[-3:]]
    if shown:
        # The worst of the last months counts as much as the last: a calm month proves little.
        return 0.5 * shown[-1] + 0.5 * max(shown)
    facts = picture.distribution_facts
    if facts is None:
        return None
    transit = [facts.transit_days[market]["standard"] for market in picture.entered]
    busy = work.utilisation if work else 0.75
    inside = days_inside(facts.processing_days["flow"], busy, queue(picture))
    return inside + fsum(transit) / max(1, len(transit))


def days_ahead(picture: Picture, work: Load | None) -> float | None:
    """The door-to-door days of the month to come: the road's of late, and the floor's as busy as it is going to be."""
    if work is None or not picture.distribution:
        return None
    last, shown = picture.distribution[-1], picture.seen.shared[-2:]
    floors = picture.distribution[-len(shown) :]
    road = fsum(month.days - floor.processing_days for month, floor in zip(shown, floors, strict=True)) / len(shown)
    helped = max(1.0, last.capacity / work.crew) if work.crew > 0.0 else 1.0
    calm = work_days(last.processing_days, last.utilisation, QUEUE)
    return road + days_inside(calm, min(FULLEST, max(PLANNED, work.utilisation / helped)), QUEUE)


def reckoned(mind: Mind) -> tuple[float | None, bool]:
    """The days that a promise is made on, and whether they are those to come: for listeners who see the floor."""
    ahead = days_ahead(mind.picture, mind.work) if mind.temper.plans_together else None
    return (days_shown(mind.picture, mind.work), False) if ahead is None else (ahead, True)


def promise(mind: Mind, plan: Mapping[str, Value]) -> Part:
    """The delivery promise, where this seat leads it; no faster in a month with a deal: one push at a time."""
    settings = mind.picture.mine("delivery-promise")
    if not settings:
        return Part({})
    now = mind.picture.number(settings[0].key, mind.picture.seen.promise)
    value = promise_wanted(mind, settings[0], now)
    if any(depth != "none" for depth in by_item(plan, "promotion").values()):
        value = max(now, value)
    return Part({settings[0].key: value}, (_promise_reason(mind, now, value),))


def promise_wanted(mind: Mind, setting: SettingView, now: float) -> float:
    """The days this persona would promise: what it would like to say, drawn towards what was shown to be kept."""
    picture, temper = mind.picture, mind.temper
    (days, _), usual = reckoned(mind), norm(picture)
    if usual is None:
        usual = as_number(setting.default, now)
    together = temper.plans_together and picture.data_shared
    # Who sees how the other's floor and road do needs less in hand, and can promise what they really manage.
    edge, odds = temper.edge, temper.odds
    if together and days is not None:
        edge, odds = min(edge, FASTER), SURE
    proof = temper.proof + EASED * (1.0 - temper.proof) * max(0.0, BROKEN - picture.remembered) / BROKEN
    aim = wish = usual + edge
    if days is not None:
        # Faster than people expect earns little, so what could be kept is promised with something in hand.
        kept = max(wish, min(credible(days, odds), usual + (PLENTY if together else SLOWEST) + max(0.0, edge)))
        if kept < now and hurried(picture) > HURRIED and temper.plans_together:
            kept = now  # what only the dearest way keeps is no ground for more
        aim = (1.0 - proof) * wish + proof * kept
    if picture.last is not None and picture.last.otif < BROKEN:
        aim = max(aim, now)  # nobody promises less time after such a month
    holds = days is not None and credible(days, odds) <= now
    if picture.seat == "distribution" and holds and picture.last is not None and picture.last.on_time >= HELD:
        aim = min(aim, now)  # who sees that a promise holds asks for no more time
    slow_to = max(STEADY, SLOW_TO * temper.proof)  # who asks for little proof does not wait for much of it
    if picture.last is not None and -(STEADY if together else slow_to) < aim - now < STEADY:
        aim = now  # customers trust a promise that stays
    slower = 2.0 * PROMISE_PACE if picture.last is not None and picture.last.otif < BROKEN else PROMISE_PACE
    return snap(setting, min(now + slower, max(now - PROMISE_PACE, aim)))


def hurried(picture: Picture) -> float:
    """Share of the markets that the last plan this seat can see served the fastest way."""
    plan = picture.seen.current if picture.seat == "distribution" else picture.partner_plan
    modes = by_item(plan, "outbound-mode").values()
    return sum(mode == "express" for mode in modes) / len(modes) if modes else 0.0


def _promise_reason(mind: Mind, before: float, value: float) -> Reason:
    last, (days, ahead) = mind.picture.last, reckoned(mind)
    if last is None:
        topic, weight = "promise-first" if abs(value - before) < 0.01 else "promise-start", 0.6
    elif value < before - 0.01:
        topic, weight = "promise-faster", 0.8
    elif value > before + 0.01:
        topic, weight = "promise-slower-ahead" if ahead else "promise-slower", 0.85
    else:
        topic, weight = "promise-same", 0.3
    facts = {"promise": value, "before": before, "on_time": last.on_time if last else 1.0}
    return mind.reason(weight, topic, days=before if days is None else days, **facts)
