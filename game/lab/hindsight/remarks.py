"""What was found out about a season, in words: decisions at another value, steps up, messages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from game import figures
from game.judging.levers import WORDS, Phrase
from game.lab.hindsight.message import Kind, Worth
from game.lab.hindsight.rungs import Adjustment, StepUp, is_stock
from game.lab.hindsight.season import PlayedSeason, Swing, calendar_fixed
from game.rules.levers import Lead, Setting, Value
from game.scenario import Scenario
from game.scenario.sheets import INITIATIVE_NAMES
from game.table.planning import ONE_OFF
from game.table.seen.facts import site_keys

_WRITTEN: Final[Mapping[str, Callable[[float, str], str]]] = MappingProxyType(
    {
        "money": figures.money,
        "share": lambda part, currency: figures.share(part),
        "days": lambda count, currency: figures.days(count),
    }
)


def phrase(scenario: Scenario, setting: Setting, value: Value, ahead: bool = False, item: str = "") -> Phrase:
    """A value in words.

    Args:
        scenario: whose names and currency are used.
        setting: the setting.
        value: one of its values.
        ahead: whether it was for the month after, as promotions are once joint S&OP fixes the calendar.
        item: what it is for, where that is more than the setting's own.
    """
    open_ = WORDS[setting.lever.id].phrase(value)
    words = {"item": item or item_name(scenario, setting), "value": amount(scenario, setting, value)}
    did, instead, would = (part.format(**words) for part in (open_.did, open_.instead, open_.would or open_.did))
    later = " for the month after" if ahead and setting.lever.id == "promotion" else ""
    return Phrase(did + later, instead, would + later)


def item_name(scenario: Scenario, setting: Setting) -> str:
    """The product, market or initiative that a setting is for; "" for the company."""
    world, lever = scenario.world, setting.lever
    if lever.over == "product":
        return world.products.names[setting.item]
    if lever.over == "market":
        return world.markets.names[setting.item]
    return INITIATIVE_NAMES[setting.item_key] if lever.over == "initiative" else ""


def amount(scenario: Scenario, setting: Setting, value: Value) -> str:
    """A value in its own unit: `€24.00`, `3.5 days`, `2,300`, `20%`, `deep deal`."""
    if isinstance(value, str | bool):
        return _choice(scenario, setting, str(value))
    write = figures.price if setting.lever.id == "price" else _WRITTEN.get(setting.lever.unit)
    return figures.value(value, "", "") if write is None else write(value, scenario.currency)


def _choice(scenario: Scenario, setting: Setting, value: str) -> str:
    markets = scenario.world.markets
    if setting.lever.id == "market-focus" and value in markets.keys:
        return markets.names[markets.keys.index(value)]
    if setting.lever.id == "site":
        return scenario.world.last_mile.site_names[site_keys(scenario).index(value)]
    return value.replace("-", " ")


MOST: Final = 2
"""Changes of plan that a remark on a message names."""


@dataclass(frozen=True)
class Remark:
    """Something that was found out."""

    round: int  # counted from 1
    month: str  # its name
    lead: Lead  # whose decision it was; for a message, who knew
    key: str  # of the setting; for a message, of the product or market
    chosen: Value  # the value as it was played; for a message, what it was about
    other: Value  # the other value; for a message, who could have used it
    cents: int  # what the other value, or the message, would have added to the season, in whole cents; below 0 = cost
    sentence: str  # all of it in words

    @property
    def money(self) -> float:
        """What it would have added, in currency units."""
        return self.cents / 100.0


def of_swing(season: PlayedSeason, swing: Swing) -> Remark:
    """One decision at another value, in words."""
    scenario, round_ = season.scenario, swing.round - 1
    setting, month = _setting(season, swing.key), scenario.months[round_]
    ahead = calendar_fixed(season, round_)
    was = phrase(scenario, setting, swing.chosen, ahead)
    might = phrase(scenario, setting, swing.other, ahead)
    who = "the two" if swing.lead == "joint" else swing.lead
    worth = figures.money(abs(swing.money), scenario.currency)
    way = "more" if swing.cents >= 0 else "less"
    did = f"{who} {was.did}"
    if swing.lead == "joint" and setting.lever.kind == "number" and swing.chosen == setting.default != 0.0:
        topic = WORDS[setting.lever.id].topic or setting.name.lower()
        did = f"the two signed nothing on {topic} ({amount(scenario, setting, swing.chosen)}, as usual)"
    sentence = f"In {month} {did}. {might.instead}, the season would have brought {worth} {way}."
    return Remark(swing.round, month, swing.lead, swing.key, swing.chosen, swing.other, swing.cents, sentence)


_STOCKED: Final[Mapping[float, str]] = MappingProxyType(
    {
        0.6: "kept two fifths less {item} in stock",
        0.8: "kept a fifth less {item} in stock",
        1.25: "kept a quarter more {item} in stock",
        1.5: "kept half as much {item} again in stock",
        2.0: "kept twice as much {item} in stock",
    }
)
"""How a factor on stock is told."""


@dataclass(frozen=True)
class NextStep:
    """A step up from a season.

    Args:
        cents: what it adds, in cents, a whole number of currency units.
        together: whether it takes both seats at once.
        did: what is done, without the money.
        sentence: all of it in words.
    """

    cents: int
    together: bool
    did: str
    sentence: str

    @property
    def money(self) -> float:
        """What it adds, in whole currency units."""
        return self.cents / 100.0


def of_step(season: PlayedSeason, step: StepUp) -> NextStep:
    """One step up, in words."""
    sign, done = season.scenario.currency, " and ".join(done_in(season, step, named=True))
    did = done[0].upper() + done[1:]
    told = f"{did}: {figures.money(step.cents / 100.0, sign)} more."
    if len(step.changes) > 1:
        alone = figures.money(max(0, step.alone) / 100.0, sign)
        told += f" One change by itself would have brought {alone} at most."
    return NextStep(step.cents, len(step.changes) > 1, did, told)


def done_in(season: PlayedSeason, step: StepUp, named: bool = False) -> list[str]:
    """Its changes in words, after "would have": "promised 5 days from June on"; or with who would have."""
    return [_done(season, change, named) for change in step.changes]


def _done(season: PlayedSeason, change: Adjustment, named: bool) -> str:
    scenario, setting = season.scenario, _setting(season, change.key)
    if is_stock(change):
        would = _STOCKED[change.number].format(item=item_name(scenario, setting))
    else:
        would = phrase(scenario, setting, season.stage.code.value(setting, change.number)).would
    month = scenario.months[change.since - 1]
    since = f" from {month} on" if change.since > 1 else " all season"
    if setting.lever.id == "capacity" and not change.once:
        since = f" each month{since}"
    if change.once or (setting.lever.kind == "switch" and setting.lever.id in ONE_OFF):
        since = f" in {month}"
    who = f"{'the two' if change.lead == 'joint' else change.lead} would have " if named else ""
    return f"{who}{would}{since}"


def of_worth(season: PlayedSeason, worth: Worth) -> Remark:
    """What a message was worth, in words."""
    message, months = worth.message, season.scenario.months
    month, about = months[message.round - 1], _ABOUT[message.kind].format(item=_item(season, worth))
    sender, receiver = message.sender, message.receiver
    if message.kind == "late-inbound":
        head = f"{receiver.capitalize()} planned {month} without knowing that {about}."
        told = "Told before its plan, it"
    else:
        head = f"{receiver.capitalize()} heard of {about} in {month} when it was there."
        told = f"Told by the plan of {months[message.told - 1]}, it"
    sentence = f"{head} {told} {_outcome(season, worth)}"
    return Remark(message.round, month, sender, message.item, message.kind, receiver, worth.cents, sentence)


_ABOUT: Final[Mapping[Kind, str]] = MappingProxyType(
    {
        "promotion": "the deal on {item}",
        "launch": "the launch of {item}",
        "entry": "the opening of {item}",
        "late-inbound": "part of {item} would arrive late",
    }
)


def _outcome(season: PlayedSeason, worth: Worth) -> str:
    """What the receiver would have done, and what it would have brought both."""
    would = [
        f"{phrase(season.scenario, _setting(season, key), instead).would} in {season.scenario.months[round_ - 1]}"
        for round_, key, _, instead in worth.plan[:MOST]
    ]
    if worth.cents <= 0 or not would:
        return "would hardly have done better this time."
    amount = figures.money(worth.cents / 100.0, season.scenario.currency)
    return f"would have {' and '.join(would)}, and the season would have brought {amount} more."


def _item(season: PlayedSeason, worth: Worth) -> str:
    world, item = season.scenario.world, worth.message.item
    place = world.markets if worth.message.kind == "entry" else world.products
    return place.names[place.keys.index(item)]


def _setting(season: PlayedSeason, key: str) -> Setting:
    setting = season.scenario.sheet.find(key)
    assert setting is not None
    return setting
