"""What can be set, as a front shows it: plain words, known before the rules are loaded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil, floor
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from game.figures import minor

if TYPE_CHECKING:
    from game.rules.levers import Kind, Value

STRUCTURES: Final = MappingProxyType(
    {
        "silo": "Nobody talks. Each seat plans on its own figures, and only the reveal brings you together.",
        "talk": "Question cards and proposals; each seat keeps its own figures.",
        "sync": "Open talk, shared figures, one forecast, shared measures, and leadership pays a half of joint work.",
    }
)
"""What each way to work together means, by the name of its preset."""


@dataclass(frozen=True)
class Settable:
    """One thing to set."""

    key: str
    name: str
    kind: Kind
    usual: Value  # what it is if nobody changes it
    low: float = 0.0
    high: float = 0.0
    step: float = 0.0
    choices: tuple[str, ...] = ()
    say: Callable[[Value], str] = str  # how a value is shown
    short: str = ""  # the name where there is no room for it; "" = it may be cut
    group: str = ""  # a heading above the first row of each group
    quiet: bool = False  # its change needs no mark: nothing was there before
    units: tuple[str, ...] = ()  # words that may be typed behind a number
    grain: float = 0.0  # the finest part that a typed number may have; 0 = any
    currency: str = ""  # a sign that may be typed before or behind it
    least: float | None = None  # the least that may be typed, where `low` stands for no number at all

    @property
    def in_per_cent(self) -> bool:
        """Is it shown in per cent? Then it is typed so too."""
        return self.kind == "number" and self.say(self.high).endswith("%")


def grain(unit: str, currency: str, high: float, step: float) -> float:
    """The finest part that a lever can be set to: what its values are written with, or its step where that is finer.

    Args:
        unit: of the lever.
        currency: its sign.
        high: its largest value.
        step: of its arrows; 0 = none.
    """
    digits = minor(currency)
    money_digits = 2 if digits < 2 and high < 100 else digits
    finest = {"money": 10.0**-money_digits, "share": 0.01, "days": 0.1, "units": 1.0}.get(unit, 0.1)
    return min(finest, step) if step > 0.0 else finest


def nearest(value: float, low: float, high: float) -> float:
    """The value within its bounds."""
    return min(high, max(low, value))


def stepped(value: float, steps: int, low: float, high: float, step: float) -> float:
    """Some steps on, on the grid that starts at the least; between two steps the first step goes to the next one."""
    if step <= 0.0:
        return value
    at = (value - low) / step
    if abs(at - round(at)) < 1e-6:
        at = float(round(at))
    found = (floor(at) if steps > 0 else ceil(at)) + steps
    return nearest(round(low + found * step, 6), low, high)


def typed_number(row: Settable, typed: str) -> float:
    """The number that was typed into a row.

    Raises:
        Refusal: with what to write instead.
    """
    from game.doors.numbers import Range, read_number  # nobody types before the first frame

    least = row.low if row.least is None else row.least
    may = Range(least, row.high, row.in_per_cent, row.units, row.currency, row.grain)
    return read_number(typed, may, f"{row.say(least)} to {row.say(row.high)}", row.say)
