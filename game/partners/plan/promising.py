"""The delivery promise: between what customers would like to hear and what the last months' deliveries allow."""

from __future__ import annotations

from math import log

from game.partners.forecast.floor import QUEUE, Load, days_inside, queue
from game.partners.personas import Temperament
from game.partners.picture import Part, Picture, Remark, snap
from game.partners.words.voice import sentence
from game.table.seen.observation import SettingView

SPREAD = 0.25  # how far days vary around their mean, as a share of it
PACE = 1.0  # days the promise moves in a month: customers notice more than that
SLOWEST = 1.5  # days beyond what customers take for granted that nobody goes without need
BROKEN = 0.7  # share on time below which everybody hears about it
HURRIED = 0.4  # share of the markets on the fastest way, above which a listener asks for no more
FULLEST = 0.9  # utilisation that a promise reckons with at most: beyond it prices and help see to the rest
FASTER = -1.5  # days beyond what customers take for granted (below 0: faster), where data is shared
SURE = 0.9  # share of parcels that such a promise should cover
EASED = 0.9  # how far even the boldest gives way when nothing comes in time


def credible(days: float, odds: float) -> float:
    """The promise that this share of parcels keeps when they take `days` in the mean (logistic around the mean)."""
    return days * (1.0 + SPREAD * log(odds / (1.0 - odds)) / 1.702)


def norm(picture: Picture) -> float | None:
    """The days that customers take for granted, as far as this seat knows."""
    facts = picture.marketing_facts
    if facts is None:
        return None
    served = [facts.promise_norm[market] for market in picture.entered]
    return sum(served) / len(served) if served else None


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
    return inside + sum(transit) / max(1, len(transit))


def days_ahead(picture: Picture, work: Load | None) -> float | None:
    """The door-to-door days of the month to come: the road's of late, and the floor's as busy as it is going to be."""
    if work is None or not picture.distribution:
        return None
    last, shown = picture.distribution[-1], picture.seen.shared[-2:]
    floors = picture.distribution[-len(shown) :]
    road = sum(month.days - floor.processing_days for month, floor in zip(shown, floors, strict=True)) / len(shown)
    helped = max(1.0, last.capacity / work.crew) if work.crew > 0.0 else 1.0
    calm = last.processing_days / days_inside(1.0, last.utilisation, QUEUE)
    return road + days_inside(calm, min(FULLEST, work.utilisation / helped), QUEUE)


def reckoned(picture: Picture, temper: Temperament, work: Load | None) -> tuple[float | None, bool]:
    """The days that a promise is made on, and whether they are those to come: for listeners who see the floor."""
    ahead = days_ahead(picture, work) if temper.plans_together else None
    return (days_shown(picture, work), False) if ahead is None else (ahead, True)


def promise(picture: Picture, temper: Temperament, work: Load | None = None) -> Part:
    """The delivery promise, where this seat leads it."""
    settings = picture.mine("delivery-promise")
    if not settings:
        return Part({})
    now = picture.number(settings[0].key, picture.seen.promise)
    value = wanted(picture, temper, settings[0], now, work)
    return Part({settings[0].key: value}, (_remark(picture, temper, now, value, work),))


def wanted(picture: Picture, temper: Temperament, setting: SettingView, now: float, work: Load | None) -> float:
    """The days this persona would promise: what it would like to say, drawn towards what was shown to be kept."""
    usual, (days, _) = norm(picture), reckoned(picture, temper, work)
    if usual is None:
        usual = float(setting.default) if isinstance(setting.default, int | float) else now
    together = temper.plans_together and picture.data_shared
    # Who sees how the other's floor and road do needs less in hand, and can promise what they really manage.
    edge, odds = (min(temper.edge, FASTER), min(temper.odds, SURE)) if together else (temper.edge, temper.odds)
    wish = usual + edge
    proof = temper.proof
    proof += EASED * (1.0 - proof) * max(0.0, BROKEN - picture.remembered) / BROKEN
    aim = wish
    if days is not None:
        # Faster than people expect earns little, so what could be kept is promised with something in hand.
        kept = max(usual + edge, min(credible(days, odds), usual + SLOWEST + max(0.0, edge)))
        if kept < now and hurried(picture) > HURRIED and temper.plans_together:
            kept = now  # what only the dearest way keeps is no ground for more
        aim = (1.0 - proof) * wish + proof * kept
    if picture.last is not None and picture.last.otif < BROKEN:
        aim = max(aim, now)  # nobody promises less time after such a month
    pace = PACE if picture.seen.round > 1 else 2.0 * PACE
    return snap(setting, min(now + pace, max(now - pace, aim)))


def hurried(picture: Picture) -> float:
    """Share of the markets that the last plan this seat can see served the fastest way."""
    plan = picture.seen.current if picture.seat == "distribution" else picture.partner_plan
    modes = [value for key, value in plan.items() if key.startswith("outbound-mode.")]
    return sum(mode == "express" for mode in modes) / len(modes) if modes else 0.0


def _remark(picture: Picture, temper: Temperament, before: float, value: float, work: Load | None) -> Remark:
    last, (days, ahead) = picture.last, reckoned(picture, temper, work)
    facts = {
        "promise": value, "before": before, "days": days if days is not None else before,
        "on_time": last.on_time if last else 1.0,
    }  # fmt: skip
    if last is None:
        topic = "promise-first" if abs(value - before) < 0.01 else "promise-start"
        return Remark(0.6, sentence(temper, topic, **facts))
    if value < before - 0.01:
        return Remark(0.8, sentence(temper, "promise-faster", **facts))
    if value > before + 0.01:
        return Remark(0.85, sentence(temper, "promise-slower-ahead" if ahead else "promise-slower", **facts))
    return Remark(0.3, sentence(temper, "promise-same", **facts))
