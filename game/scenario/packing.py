"""Plans as people and partners write them (a value per setting), packed into the arrays that the rules read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from types import MappingProxyType
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from game.rules.levers import Plan, Setting, Value
from game.rules.state import DistributionPlan, JointPlan, MarketingPlan, Plans

Number: TypeAlias = float | int | bool

_LEVERS: Final = MappingProxyType(
    {
        "brand": "brand-advertising",
        "performance": "performance-advertising",
        "promise": "delivery-promise",
        "listed": "portfolio",
        "focus": "market-focus",
        "research": "customer-research",
        "order": "stock-to-order",
        "inbound": "inbound-mode",
        "outbound": "outbound-mode",
        "enter": "market-entry",
        "marketing_share": "budget-split",
        "initiatives": "initiative",
    }
)
"""The lever of each array of a plan that goes by another name in the rules."""


@dataclass(frozen=True)
class Slot:
    """One number of a packed plan."""

    key: str | None  # the setting it comes from; None when the scenario does not offer it
    fixed: Number  # its value then
    codes: Mapping[str, int] | None  # number of each choice, for choices; else None


@dataclass(frozen=True)
class Field:
    """One array of a packed plan: shape `(n,)` when it is the company's, else `(n, items)`."""

    name: str
    kind: type[np.generic]
    company: bool
    slots: tuple[Slot, ...]


@dataclass(frozen=True)
class Layout:
    """How a scenario's plans are packed, worked out once."""

    marketing: tuple[Field, ...]
    distribution: tuple[Field, ...]
    joint: tuple[Field, ...]


def layout_of(settings: Sequence[tuple[Setting, bool]], choices: Callable[[Setting], Sequence[str]]) -> Layout:
    """The layout for all settings of a scenario, offered or fixed.

    Args:
        settings: each setting and whether it is offered.
        choices: every name a choice setting's lever can take, in the order in which the rules count them.
    """

    def arrays(plan: type[MarketingPlan | DistributionPlan | JointPlan]) -> tuple[Field, ...]:
        names = [field.name for field in fields(plan)]
        return tuple(_field(name, _LEVERS.get(name, name.replace("_", "-")), settings, choices) for name in names)

    return Layout(arrays(MarketingPlan), arrays(DistributionPlan), arrays(JointPlan))


def pack(layout: Layout, plans: Sequence[Plan]) -> Plans:
    """The arrays of `n` plans, seasons adjacent in memory.

    Args:
        layout: of the scenario whose settings the plans fill in.
        plans: one mapping per season, with a value for every setting on the sheet; other keys are not read.

    Raises:
        KeyError: when a plan lacks a setting or names a choice that there is not.
    """
    return Plans(
        MarketingPlan(**{field.name: _array(field, plans) for field in layout.marketing}),
        DistributionPlan(**{field.name: _array(field, plans) for field in layout.distribution}),
        JointPlan(**{field.name: _array(field, plans) for field in layout.joint}),
    )


def _field(
    name: str, lever: str, settings: Sequence[tuple[Setting, bool]], choices: Callable[[Setting], Sequence[str]]
) -> Field:
    slots, kind, company = [], np.float64, True
    chosen: type[np.generic] = kind
    for setting, offered in settings:
        if setting.lever.id != lever:
            continue
        codes = None
        company = setting.lever.over == "company"
        if setting.lever.kind == "choice":
            codes, chosen = {choice: at for at, choice in enumerate(choices(setting))}, np.int64
        elif setting.lever.kind == "switch":
            chosen = np.bool_
        fixed = _number(setting.default, codes)
        slots.append(Slot(setting.key if offered else None, fixed, codes))
    return Field(name, chosen, company, tuple(slots))


def _number(value: Value, codes: Mapping[str, int] | None) -> Number:
    if codes is not None:
        return codes[str(value)]
    assert not isinstance(value, str)
    return value


def _array(field: Field, plans: Sequence[Plan]) -> NDArray[Any]:
    rows = [_row(slot, plans) for slot in field.slots]
    if field.company:
        return np.array(rows[0], dtype=field.kind)
    return np.array(rows, dtype=field.kind).T


def _row(slot: Slot, plans: Sequence[Plan]) -> list[Any]:
    key, codes = slot.key, slot.codes
    if key is None:
        return [slot.fixed] * len(plans)
    if codes is None:
        return [plan[key] for plan in plans]
    return [codes[plan[key]] for plan in plans]  # type: ignore[index]
