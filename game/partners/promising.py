"""The delivery promise: between what customers would like to hear and what the last months' deliveries allow."""

from __future__ import annotations

from math import log

from game.partners.floor import Load, days_inside, queue
from game.partners.personas import Temperament
from game.partners.picture import Part, Picture, Remark, snap
from game.partners.voice import sentence
from game.table.observation import SettingView

SPREAD = 0.25  # how far days vary around their mean, as a share of it
PACE = 1.0  # days the promise moves in a month: customers notice more than that
SLOWEST = 1.5  # days beyond what customers take for granted that nobody goes without need
BROKEN = 0.7  # share on time below which everybody hears about it
HURRIED = 0.4  # share of the markets on the fastest way, above which a listener asks for no more
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


def promise(picture: Picture, temper: Temperament, work: Load | None = None) -> Part:
    """The delivery promise, where this seat leads it."""
    settings = picture.mine("delivery-promise")
    if not settings:
        return Part({})
    now = picture.number(settings[0].key, picture.seen.promise)
    value = wanted(picture, temper, settings[0], now, work)
    return Part({settings[0].key: value}, (_remark(picture, temper, now, value, days_shown(picture, work)),))


def wanted(picture: Picture, temper: Temperament, setting: SettingView, now: float, work: Load | None) -> float:
    """The days this persona would promise: what it would like to say, drawn towards what was shown to be kept."""
    usual, days = norm(picture), days_shown(picture, work)
    if usual is None:
        usual = float(setting.default) if isinstance(setting.default, int | float) else now
    wish = usual + temper.edge
    proof = temper.proof
    proof += EASED * (1.0 - proof) * max(0.0, BROKEN - picture.remembered) / BROKEN
    aim = wish
    if days is not None:
        # Faster than people expect earns little, so what could be kept is promised with something in hand.
        kept = max(usual + temper.edge, min(credible(days, temper.odds), usual + SLOWEST + max(0.0, temper.edge)))
        if kept < now and hurried(picture) > HURRIED and temper.listens >= 0.9:
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


def _remark(picture: Picture, temper: Temperament, before: float, value: float, days: float | None) -> Remark:
    last = picture.last
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
        return Remark(0.85, sentence(temper, "promise-slower", **facts))
    return Remark(0.3, sentence(temper, "promise-same", **facts))
