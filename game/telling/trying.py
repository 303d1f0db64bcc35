"""A lever tried at each of its settings: what a seat's own data says would come of it, all else as in the draft."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from game.figures import change, decimal, share, units, whole
from game.rules.levers import Value
from game.table.seen.dashboards import mean
from game.table.seen.observation import SettingView
from game.table.seen.outlook import Outlook

MOST: Final = 7
"""Settings of a number that are tried."""


@dataclass(frozen=True)
class TriedRow:
    """A row of figures, one for each setting; where the draft stands as it is, elsewhere how much more or less."""

    name: str
    figures: tuple[str, ...]


def values_to_try(setting: SettingView, at: Value) -> tuple[Value, ...]:
    """Settings of a lever to compare: every choice, or some of a number around where it stands; none of a switch."""
    if setting.kind == "choice":
        return setting.choices
    if setting.kind != "number" or isinstance(at, str) or setting.step <= 0.0:
        return ()
    every = whole((setting.high - setting.low) / setting.step)
    stride = setting.step * max(1, whole(every / 16))
    before = [at - stride * number for number in range(MOST, 0, -1)]
    after = [at + stride * number for number in range(1, MOST + 1)]
    inside = [one for one in (*before, at, *after) if setting.low - 1e-9 <= one <= setting.high + 1e-9]
    middle = inside.index(at) if at in inside else 0
    start = max(0, min(middle - MOST // 2, len(inside) - MOST))
    return tuple(round(one, 6) for one in inside[start : start + MOST])


def tried(outlooks: Sequence[Outlook], here: int) -> tuple[TriedRow, ...]:
    """The rows under the settings: orders where the seat's data tells of buyers, floor and days where of the floor.

    Args:
        outlooks: one for each setting.
        here: which of them is the draft's.
    """
    if "utilisation" in outlooks[here]:
        floors, kept = [_number(one, "utilisation") for one in outlooks], [_mean(one, "on-time") for one in outlooks]
        return (
            TriedRow("floor", tuple(map(share, floors))),
            TriedRow("in time", tuple(map(share, kept))),
        )
    orders = [_number(one, "ordered") for one in outlooks]
    return (
        TriedRow(
            "orders",
            tuple(units(one) if at == here else change(one - orders[here]) for at, one in enumerate(orders)),
        ),
    )


def _number(of: Outlook, key: str) -> float:
    value = of[key]
    return 0.0 if isinstance(value, Mapping) else value


def _mean(of: Outlook, key: str) -> float:
    value = of[key]
    return mean(value) if isinstance(value, Mapping) else value


def short(value: Value, say: str) -> str:
    """A setting as it stands over its figures: a number without its unit."""
    return say if isinstance(value, str | bool) else decimal(value).removesuffix(".0")
