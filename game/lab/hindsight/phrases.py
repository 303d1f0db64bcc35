"""A setting's value as something that somebody did, and another value as what might have been instead."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from game import figures
from game.judging.levers import WORDS, Phrase
from game.rules.levers import Setting, Value
from game.scenario import Scenario
from game.scenario.sheets import INITIATIVE_NAMES
from game.table.seen.facts import site_keys

_WRITTEN: Final[Mapping[str, Callable[[float, str], str]]] = MappingProxyType(
    {
        "money": figures.money,
        "share": lambda part, currency: figures.share(part),
        "days": lambda count, currency: figures.days(count),
    }
)


def phrase(scenario: Scenario, setting: Setting, value: Value, ahead: bool = False) -> Phrase:
    """A value in words.

    Args:
        scenario: whose names and currency are used.
        setting: the setting.
        value: one of its values.
        ahead: whether it was for the month after, as promotions are once joint S&OP fixes the calendar.
    """
    open_ = WORDS[setting.lever.id].phrase(value)
    words = {"item": item_name(scenario, setting), "value": amount(scenario, setting, value)}
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
