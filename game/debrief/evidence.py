"""A piece of evidence from a table's own record: a number, a sentence, its rounds; and how things are named in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

from game import figures
from game.judging.levers import Theme
from game.rules.levers import Seat
from game.scenario import Scenario


@dataclass(frozen=True)
class PlaceWords:
    """The words of one scenario."""

    scenario: Scenario

    def money(self, amount: float) -> str:
        """An amount in the scenario's currency."""
        return figures.money(amount, self.scenario.currency)

    def month(self, round_: int) -> str:
        """The name of a round's month; rounds count from 1."""
        return self.scenario.months[round_ - 1]

    def months(self, rounds: Sequence[int], played: int) -> str:
        """Some rounds of a season in which so many were played: "May and June", or "every month"."""
        return "every month" if len(rounds) == played > 1 else figures.listed([self.month(one) for one in rounds])


def times(count: int) -> str:
    """`never`, `once`, `twice`, `3 times`."""
    return ("never", "once", "twice")[count] if count < 3 else f"{count} times"


def counted(count: int, one: str, many: str = "") -> str:
    """`1 month`, `3 months`, `no months`."""
    name = one if count == 1 else many or f"{one}s"
    return f"{count or 'no'} {name}"


def capital(sentence: str) -> str:
    """The sentence with a capital letter."""
    return sentence[:1].upper() + sentence[1:]


THEMES: Final[Mapping[Theme, str]] = MappingProxyType(
    {
        "together": "What the two did to each other",
        "forecast": "The forecast",
        "promise": "The promise, and what was delivered",
        "capacity": "Stock, floor and crew",
        "price": "Prices, deals and new ventures",
        "lead": "Who led, and what both signed",
        "asking": "Asking and reading each other",
    }
)
"""The threads a debrief follows, in this order, and how each is headed: never month by month, never by person."""

Kind: TypeAlias = Literal[
    "result",
    "turning-point",
    "well-chosen",
    "ledger",
    "value-went",
    "message",
    "delivery",
    "clash",
    "forecast",
    "panel",
    "stock",
    "floor",
    "agreement",
    "deadlock",
    "lead",
    "question",
    "prediction",
    "gap",
    "own-words",
]


@dataclass(frozen=True)
class Evidence:
    """One thing that the record shows."""

    key: str  # its own name within the table, such as `turning-point.3.price.espresso`
    kind: Kind  # what kind of evidence it is
    theme: Theme  # the thread it belongs to
    number: float  # the figure behind it
    unit: str  # of the number: money, share, days, units, months, times, points, ranks or "of a hundred"
    figure: str  # the number as a person reads it
    sentence: str  # what it says, for somebody who was not there; about choices and structure, never about persons
    rounds: tuple[int, ...] = ()  # where in the season it is from, counted from 1; none = the whole season
    seat: Seat | None = None  # whose words or reading it is; None = both
    weight: float = 0.5  # how telling it is, 0 to 1
    words: str = ""  # a person's own words, as they were typed
