"""The settings of a scenario: each lever for each item, with bounds and defaults, offered or fixed."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, TypeAlias, TypeVar

from game.rules.levers import LEVERS, Lever, Setting, Value
from game.rules.world import INITIATIVES
from game.scenario.ranges import Range, product_of, range_of
from game.scenario.shape.document import ScenarioFile
from game.scenario.shape.offer import Choice, Choices, Number, Numbers, Switch, Switches

LeverTable: TypeAlias = Number | Numbers | Choice | Choices | Switch | Switches
T = TypeVar("T", str, bool)

INITIATIVE_NAMES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "joint-sop": "Joint S&OP",
        "scale-check": "Scale check",
        "joint-site": "Joint warehouse site",
        "omnichannel": "Omnichannel",
        "integrated-data": "Integrated data",
        "coordinated-kpis": "Coordinated KPIs",
        "customer-voice": "One voice of the customer",
    }
)
"""The seven initiatives as screens name them, by key."""

_USUAL: Final = frozenset({"standard", "partner"})
_NO_RANGE: Final = Range(0.0, 0.0, 0.0, 0.0)


def settings_of(file: ScenarioFile) -> tuple[tuple[Setting, bool], ...]:
    """Every setting of every lever in the catalogue's order, and whether the scenario offers it.

    A setting that is not offered keeps its default all season; the rules need a value for it all the same.
    """
    return tuple(
        (_setting(file, lever, item, key, name), offers(file, lever, key))
        for lever in LEVERS.values()
        for item, (key, name) in enumerate(items_of(file, lever))
    )


def lever_table(file: ScenarioFile, lever: str) -> LeverTable | None:
    """What the file says of a lever, if anything."""
    table: LeverTable | None = None if lever == "initiative" else getattr(file.levers, lever.replace("-", "_"))
    return table


def offers(file: ScenarioFile, lever: Lever, key: str) -> bool:
    """Is this lever, for this item, on the sheet?"""
    if lever.over == "initiative":
        return key in file.initiatives
    table = lever_table(file, lever.id)
    if table is None or not table.offered:
        return False
    if lever.id == "launch":
        return not product_of(file, key).on_sale
    if lever.id == "market-entry":
        return not next(market for market in file.markets if market.key == key).open
    return True


def items_of(file: ScenarioFile, lever: Lever) -> list[tuple[str, str]]:
    """Key and name of all that a lever ranges over; both are "" for the company."""
    if lever.over == "product":
        return [(item.key, item.name) for item in file.products]
    if lever.over == "market":
        return [(market.key, market.name) for market in file.markets]
    if lever.over == "initiative":
        return [(key, INITIATIVE_NAMES[key]) for key in INITIATIVES]
    return [("", "")]


def choices_of(file: ScenarioFile, lever: Lever) -> tuple[str, ...]:
    """Every name that a choice lever can take in this scenario."""
    if lever.id == "site":
        return tuple(site.key for site in file.sites)
    if lever.id == "market-focus":
        return ("even", *(market.key for market in file.markets))
    return lever.choices


def _setting(file: ScenarioFile, lever: Lever, item: int, key: str, name: str) -> Setting:
    table = lever_table(file, lever.id)
    numbers, default = _NO_RANGE, _switched(lever, table, key)
    choices: tuple[str, ...] = ()
    if lever.kind == "number":
        numbers = range_of(file, lever, table if isinstance(table, Number | Numbers) else None, key)
        default = numbers.default
    elif lever.kind == "choice":
        choices = _offered_choices(file, lever, table)
        default = _chosen(choices, table, key)
    led = file.levers.initiative if lever.over == "initiative" else table
    return Setting(
        key=f"{lever.id}.{key}" if key else lever.id,
        lever=lever,
        item=item,
        item_key=key,
        name=f"{lever.name}, {name}" if name else lever.name,
        default=default,
        low=numbers.low,
        high=numbers.high,
        step=numbers.step,
        choices=choices,
        lead=led.lead if led is not None and led.lead is not None else lever.lead,
    )


def _switched(lever: Lever, table: LeverTable | None, key: str) -> Value:
    said = _for_item(table.default, key) if isinstance(table, Switch | Switches) else None
    return lever.id == "portfolio" if said is None else said


def _offered_choices(file: ScenarioFile, lever: Lever, table: LeverTable | None) -> tuple[str, ...]:
    if isinstance(table, Choice | Choices) and table.choices is not None:
        return tuple(table.choices)
    return choices_of(file, lever)


def _chosen(choices: tuple[str, ...], table: LeverTable | None, key: str) -> str:
    said = _for_item(table.default, key) if isinstance(table, Choice | Choices) else None
    if said is not None:
        return said
    return next((choice for choice in choices if choice in _USUAL), choices[0])


def _for_item(value: T | dict[str, T] | None, key: str) -> T | None:
    return value.get(key) if isinstance(value, dict) else value
