"""Bounds, steps and defaults of the number levers: the file's word, else the natural one for its world."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from game.rules.levers import Lever
from game.scenario.building import base_demand
from game.scenario.shape.document import ScenarioFile
from game.scenario.shape.goods import ProductFile
from game.scenario.shape.offer import Number, Numbers

TINY: Final = 1e-6
"""What rounding may cost a count of steps."""


@dataclass(frozen=True)
class Range:
    """What a number setting may be and what it is when nobody changes it."""

    default: float
    low: float
    high: float
    step: float


def range_of(file: ScenarioFile, lever: Lever, table: Number | Numbers | None, key: str) -> Range:
    """The range of a number lever for one item; `key` is "" for the company."""
    natural = _NATURAL[lever.id](file, key)
    list_price = product_of(file, key).list_price if lever.id == "price" else None
    said = natural if table is None else _said(table, natural, key, list_price)
    return said if list_price is None else _on_steps(said)


def _said(table: Number | Numbers, natural: Range, key: str, list_price: float | None) -> Range:
    """What the file says, and the natural range for the rest; bounds of prices are shares of the list price."""

    def said(value: float | dict[str, float] | None, otherwise: float) -> float:
        if value is None:
            return otherwise
        if isinstance(value, dict):
            return value.get(key, otherwise)
        return value if list_price is None else round(value * list_price, 2)

    return Range(
        said(table.default, natural.default),
        said(table.low, natural.low),
        said(table.high, natural.high),
        said(table.step, natural.step),
    )


def _on_steps(span: Range) -> Range:
    """A range of prices with its ends whole steps away from its default: from there a person counts."""
    if span.step <= 0.0:
        return span
    below, above = ((span.default - span.low) / span.step, (span.high - span.default) / span.step)
    low = span.default - math.floor(below + TINY) * span.step
    high = span.default + math.floor(above + TINY) * span.step
    return Range(span.default, round(low, 10), round(high, 10), span.step)


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


def _price(file: ScenarioFile, key: str) -> Range:
    list_price = product_of(file, key).list_price
    low, high = round(list_price * 0.8, 2), round(list_price * 1.25, 2)
    return Range(list_price, min(low, list_price), max(high, list_price), _handy(list_price * 0.02))


def _spend(reference: float) -> Range:
    return Range(reference, 0.0, _stepped(max(reference, 500.0) * 3, 500.0), 250.0)


def _promise(file: ScenarioFile, key: str) -> Range:
    norms = [market.promise_norm for market in file.markets]
    usual = round(sum(norms) / len(norms))
    return Range(float(max(1, usual)), 1.0, float(max(2, 2 * usual)), 0.5)


def _units(file: ScenarioFile, key: str, agreed: bool) -> Range:
    """Units of one product: what is on sale is ordered as usual, nothing is agreed unless somebody agrees."""
    item = product_of(file, key)
    usual = max(base_demand(item, file), 50.0)
    step = _handy(usual * 0.02)
    default = 0.0 if agreed or not item.on_sale else float(round(usual))
    return Range(default, 0.0, _stepped(usual * 3, step), step)


def _hours(file: ScenarioFile, key: str) -> Range:
    half = file.floor.capacity / 2
    step = _handy(half * 0.1)
    return Range(0.0, 0.0, _stepped(half, step), step)


def _budget(file: ScenarioFile, key: str) -> Range:
    both = file.costs.marketing_budget + file.costs.distribution_budget
    share = file.costs.marketing_budget / both if both > 0 else 0.5
    return Range(share, max(0.0, share - 0.2), min(1.0, share + 0.2), 0.05)


_NATURAL: Final[Mapping[str, Callable[[ScenarioFile, str], Range]]] = MappingProxyType(
    {
        "price": _price,
        "brand-advertising": lambda file, key: _spend(file.media.brand_reference),
        "performance-advertising": lambda file, key: _spend(file.media.performance_steady),
        "delivery-promise": _promise,
        "stock-to-order": lambda file, key: _units(file, key, agreed=False),
        "extra-shift": lambda file, key: Range(0.0, 0.0, 0.3, 0.05),
        "temps": lambda file, key: Range(0.0, 0.0, 10.0, 1.0),
        "forecast": lambda file, key: _units(file, key, agreed=True),
        "capacity": _hours,
        "budget-split": _budget,
    }
)
