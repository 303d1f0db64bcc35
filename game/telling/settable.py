"""What can be set, as a front shows it: plain words, known before the rules are loaded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
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
