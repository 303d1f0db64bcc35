"""The settings of a scenario: each lever for each item, offered or fixed, with bounds, steps and defaults.

A number's bounds, steps and default are the file's word, else the natural one for its world.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import fsum
from types import MappingProxyType
from typing import Final, TypeAlias, TypeVar

from game.rules.levers import LEVERS, Lever, Setting, Value
from game.rules.world import INITIATIVES
from game.scenario.building import base_demand
from game.scenario.shape.document import ScenarioFile
from game.scenario.shape.goods import ProductFile
from game.scenario.shape.offer import ChoiceFile, ChoicesFile, NumberFile, NumbersFile, SwitchesFile, SwitchFile

LeverTable: TypeAlias = NumberFile | NumbersFile | ChoiceFile | ChoicesFile | SwitchFile | SwitchesFile
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
TINY: Final = 1e-6
"""What rounding may cost a count of steps."""


@dataclass(frozen=True)
class Reach:
    """What a number setting may be and what it is when nobody changes it."""

    default: float
    low: float
    high: float
    step: float


_NO_RANGE: Final = Reach(0.0, 0.0, 0.0, 0.0)


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
        return key in file.initiatives and file.initiatives[key].offered
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
        numbers = range_of(file, lever, table if isinstance(table, NumberFile | NumbersFile) else None, key)
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
    said = _for_item(table.default, key) if isinstance(table, SwitchFile | SwitchesFile) else None
    return lever.id == "portfolio" if said is None else said


def _offered_choices(file: ScenarioFile, lever: Lever, table: LeverTable | None) -> tuple[str, ...]:
    if isinstance(table, ChoiceFile | ChoicesFile) and table.choices is not None:
        return tuple(table.choices)
    return choices_of(file, lever)


def _chosen(choices: tuple[str, ...], table: LeverTable | None, key: str) -> str:
    said = _for_item(table.default, key) if isinstance(table, ChoiceFile | ChoicesFile) else None
    if said is not None:
        return said
    return next((choice for choice in choices if choice in _USUAL), choices[0])


def _for_item(value: T | dict[str, T] | None, key: str) -> T | None:
    return value.get(key) if isinstance(value, dict) else value


def range_of(file: ScenarioFile, lever: Lever, table: NumberFile | NumbersFile | None, key: str) -> Reach:
    """The range of a number lever for one item; `key` is "" for the company."""
    natural = _NATURAL[lever.id](file, key)
    list_price = product_of(file, key).list_price if lever.id == "price" else None
    said = natural if table is None else _said(table, natural, key, list_price)
    return said if list_price is None else _on_steps(said)


def _said(table: NumberFile | NumbersFile, natural: Reach, key: str, list_price: float | None) -> Reach:
    """What the file says, and the natural range for the rest; bounds of prices are shares of the list price."""

    def said(value: float | dict[str, float] | None, otherwise: float) -> float:
        if value is None:
            return otherwise
        if isinstance(value, dict):
            return value.get(key, otherwise)
        return value if list_price is None else round(value * list_price, 2)

    return Reach(
        said(table.default, natural.default),
        said(table.low, natural.low),
        said(table.high, natural.high),
        said(table.step, natural.step),
    )


def _on_steps(span: Reach) -> Reach:
    """A range of prices with its ends whole steps away from its default: from there a person counts."""
    if span.step <= 0.0:
        return span
    below, above = ((span.default - span.low) / span.step, (span.high - span.default) / span.step)
    low = span.default - math.floor(below + TINY) * span.step
    high = span.default + math.floor(above + TINY) * span.step
    return Reach(span.default, round(low, 10), round(high, 10), span.step)


def product_of(file: ScenarioFile, key: str) -> ProductFile:
    """The product of this key."""
    return next(item for item in file.products if item.key == key)


def _stepped(value: float, step: float) -> float:
    """The value, rounded up to whole steps."""
    return math.ceil(value / step) * step


def _handy(value: float) -> float:
    """The largest step of 1, 2 or 5 (times a power of ten) that is no more than the value."""
    power = 10.0 ** math.floor(math.log10(value))
    return round(max(step for step in (1, 2, 5) if step * power <= value * 1.000001) * power, 10)


def _price(file: ScenarioFile, key: str) -> Reach:
    list_price = product_of(file, key).list_price
    low, high = round(list_price * 0.8, 2), round(list_price * 1.25, 2)
    return Reach(list_price, min(low, list_price), max(high, list_price), _handy(list_price * 0.02))


def _spend(reference: float) -> Reach:
    return Reach(reference, 0.0, _stepped(max(reference, 500.0) * 3, 500.0), 250.0)


def _promise(file: ScenarioFile, key: str) -> Reach:
    norms = [market.promise_norm for market in file.markets]
    usual = round(fsum(norms) / len(norms))
    return Reach(float(max(1, usual)), 1.0, float(max(2, 2 * usual)), 0.5)


def _units(file: ScenarioFile, key: str, agreed: bool) -> Reach:
    """Units of one product: what is on sale is ordered as usual, nothing is agreed unless somebody agrees."""
    item = product_of(file, key)
    usual = max(base_demand(item, file), 50.0)
    step = _handy(usual * 0.02)
    default = 0.0 if agreed or not item.on_sale else float(round(usual))
    return Reach(default, 0.0, _stepped(usual * 3, step), step)


def _hours(file: ScenarioFile, key: str) -> Reach:
    half = file.floor.capacity / 2
    step = _handy(half * 0.1)
    return Reach(0.0, 0.0, _stepped(half, step), step)


def _budget(file: ScenarioFile, key: str) -> Reach:
    both = file.costs.marketing_budget + file.costs.distribution_budget
    share = file.costs.marketing_budget / both if both > 0 else 0.5
    return Reach(share, max(0.0, share - 0.2), min(1.0, share + 0.2), 0.05)


_NATURAL: Final[Mapping[str, Callable[[ScenarioFile, str], Reach]]] = MappingProxyType(
    {
        "price": _price,
        "brand-advertising": lambda file, key: _spend(file.media.brand_reference),
        "performance-advertising": lambda file, key: _spend(file.media.performance_steady),
        "delivery-promise": _promise,
        "stock-to-order": lambda file, key: _units(file, key, agreed=False),
        "extra-shift": lambda file, key: Reach(0.0, 0.0, 0.3, 0.05),
        "temps": lambda file, key: Reach(0.0, 0.0, 10.0, 1.0),
        "forecast": lambda file, key: _units(file, key, agreed=True),
        "capacity": _hours,
        "budget-split": _budget,
    }
)
