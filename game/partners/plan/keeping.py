"""Words given, in a plan: kept, or broken for a reason that the persona says aloud."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from game.judging.words import due_words
from game.partners.forecast.history import orders_by_month
from game.partners.forecast.money import crew_money, media_money, spendable
from game.partners.mind import Mind, Reason
from game.partners.picture import Picture, as_number, snap, snap_down
from game.rules.levers import Value
from game.table.seen.observation import SettingView
from game.table.seen.spoken import GivenWord

SAYS_SO: Final = 3.0
"""Weight of the reason for breaking a word: nothing in a plan is more worth saying."""
PAID: Final = ("customer-research", "performance-advertising", "brand-advertising", "extra-shift", "temps")
"""Levers that cost money of the seat's budget, what gives way first before the others."""
SAFE: Final = 0.999
"""Of the budget: a plan a cent over is no plan."""
FELL: Final = 0.15  # share by which orders fell from which those who live from orders run a deal they promised not to
IDLE: Final = 0.55  # utilisation below which who counts cents sends hands home that were promised
BURNS: Final = 0.5  # share on time below which a firefighter holds nothing back


@dataclass(frozen=True)
class WithWords:
    """A plan with its words in it, and why those were broken that are not."""

    settings: Mapping[str, Value]
    reasons: tuple[Reason, ...]


def own_words(picture: Picture) -> Iterator[tuple[GivenWord, SettingView]]:
    """This seat's words that this month's plan is to keep, each with its setting."""
    sheet = {setting.key: setting for setting in picture.seen.sheet}
    return (
        (word, sheet[word.key]) for word in due_words(picture.seen) if word.by == picture.seat and word.key in sheet
    )


def with_words(mind: Mind, plan: Mapping[str, Value]) -> WithWords:
    """The settings of a plan as the words given want them; those a persona breaks stay, and it says why."""
    settings, reasons = dict(plan), list[Reason]()
    for word, setting in own_words(mind.picture):
        if word.key not in settings or word.is_kept_by(settings[word.key]):
            continue
        broken = _broken(mind, word, settings[word.key])
        if broken is not None:
            reasons.append(broken)
        else:
            settings[word.key] = _held(word, setting)
    return WithWords(settings, tuple(reasons))


def affordable(mind: Mind, plan: Mapping[str, Value]) -> WithWords:
    """The plan within its budget: what was not promised gives way first, then what was, and it says so."""
    picture, settings, reasons = mind.picture, dict(plan), list[Reason]()
    words = {word.key: (word, setting) for word, setting in own_words(picture)}
    if not words or (picture.marketing_facts is None and picture.distribution_facts is None):
        return WithWords(settings, ())
    paid = [one for one in picture.mine(*PAID) if one.key in settings]
    for setting in sorted(paid, key=lambda one: one.key in words):
        settings[setting.key] = most_paid(picture, settings, setting)
        if setting.key in words:
            word, _ = words[setting.key]
            if word.is_kept_by(plan[setting.key]) and not word.is_kept_by(settings[setting.key]):
                reasons.append(_reason(mind, "word-broken-money", word, setting))
    return WithWords(settings, tuple(reasons))


def most_paid(picture: Picture, plan: Mapping[str, Value], setting: SettingView) -> Value:
    """The most of a setting's value in a plan that the budget allows beside the rest of it."""
    cost = media_money if picture.seat == "marketing" else crew_money
    purse, value = SAFE * max(0.0, spendable(picture)), plan[setting.key]
    if isinstance(value, bool):
        return value and cost(picture, plan) <= purse
    amount = as_number(value)
    while amount > setting.low and cost(picture, {**plan, setting.key: amount}) > purse:
        amount = max(setting.low, snap_down(setting, amount - setting.step))
    return amount


def _held(word: GivenWord, setting: SettingView) -> Value:
    if setting.kind != "number" or isinstance(word.value, bool | str):
        return word.value
    return snap(setting, as_number(word.value))


def _broken(mind: Mind, word: GivenWord, meant: Value) -> Reason | None:
    """Why a persona breaks a word now, if it does."""
    picture, temper, last = mind.picture, mind.temper, mind.picture.last
    setting = next(one for one in picture.seen.sheet if one.key == word.key)
    if setting.lever == "promotion" and word.value == "none" and temper.deals >= 0.1 and temper.listens < 0.5:
        past = orders_by_month(picture, setting.item)
        if len(past) >= 2 and past[-2] > 0.0 and past[-1] < (1.0 - FELL) * past[-2]:
            return _reason(mind, "word-broken-orders", word, setting)
    counts = setting.lever in ("temps", "extra-shift") and temper.listens < 0.3
    fewer = counts and as_number(meant) < as_number(word.value)
    if fewer and mind.work is not None and mind.work.utilisation < IDLE:
        return _reason(mind, "word-broken-idle", word, setting)
    if temper.chases > 0.0 and last is not None and last.on_time < BURNS and word.limit == "at-most":
        return _reason(mind, "word-broken-fire", word, setting)
    return None


def _reason(mind: Mind, topic: str, word: GivenWord, setting: SettingView) -> Reason:
    picture, last = mind.picture, mind.picture.last
    past = orders_by_month(picture, setting.item) if setting.item in picture.list_price else ()
    fell = 1.0 - past[-1] / past[-2] if len(past) >= 2 and past[-2] > 0.0 else 0.0
    facts = {
        "setting": setting.name[:1].lower() + setting.name[1:].replace(", ", " for ", 1),
        "fell": fell,
        "busy": mind.work.utilisation if mind.work else 0.0,
        "on_time": last.on_time if last else 1.0,
    }
    return replace(mind.reason(SAYS_SO, topic, **facts), weight=SAYS_SO)
