"""What stands on the board, station by station: figures that are known, drafted, heard, or hidden in fog."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

from game.rules.levers import Seat

State: TypeAlias = Literal["known", "draft", "heard", "fog"]
"""known: a fact of this seat's data; draft: what a plan that is not committed would bring, by this seat's data;
heard: said by the partner; fog: not known here.
"""
Station: TypeAlias = Literal["promise", "orders", "shelves", "floor", "lanes", "doors", "back"]
STATIONS: Final[tuple[Station, ...]] = ("promise", "orders", "shelves", "floor", "lanes", "doors", "back")
"""The way of the flow: what customers are told, to their coming back."""

HOUSE: Final[tuple[Station, ...]] = ("shelves", "floor", "lanes")
"""The stretch of the way that distribution sees."""


@dataclass(frozen=True)
class Figure:
    """One figure of the board."""

    text: str = ""  # as it is written; "" where there is none
    state: State = "fog"
    amount: float = 0.0  # for a bar or a level
    change: str = ""  # against the month before, by sign and amount; "" = none
    when: str = ""  # the month of which it is, where that is not the board's

    def __bool__(self) -> bool:
        """Is anything known or heard?"""
        return self.state != "fog"


FOG: Final = Figure()


@dataclass(frozen=True)
class Offer:
    """What customers are offered, or what is spent to reach them."""

    name: str
    value: Figure
    mark: str = ""  # `▲` or `▼` against the month before


@dataclass(frozen=True)
class Orders:
    """The orders of a product."""

    name: str
    before: Figure  # the month before
    now: Figure  # in the draft, or as they came


@dataclass(frozen=True)
class OnShelf:
    """A product in the warehouse."""

    name: str
    held: Figure
    note: str = ""
    trouble: bool = False  # is the note of something that went wrong?


@dataclass(frozen=True)
class Lane:
    """The way to a market."""

    name: str
    how: Figure  # how goods travel
    note: str = ""


@dataclass(frozen=True)
class Door:
    """Customers of a market."""

    name: str
    days: Figure
    mood: Figure  # satisfaction, of 100


@dataclass(frozen=True)
class FogBank:
    """What this seat may not see."""

    of: Seat
    lift: str  # how it is lifted


@dataclass(frozen=True)
class Broken:
    """Where the flow broke in a month."""

    at: Station
    name: str  # of the clash


@dataclass(frozen=True)
class Board:
    """The company as one seat sees it, or as both do when a month is revealed."""

    whose: Seat | None  # None = everybody's
    month: str
    before: str  # the month before; "" = there is none
    revealed: bool
    said: Figure  # the promise, days
    said_before: Figure
    offers: tuple[Offer, ...]
    spends: tuple[Offer, ...]
    deals: Figure
    orders: tuple[Orders, ...]
    ordered: Figure
    shelves: tuple[OnShelf, ...]
    floor: Figure  # its load, 1 = all hours
    hours: Figure  # that there are
    floor_notes: tuple[str, ...]
    lanes: tuple[Lane, ...]
    got: Figure  # days that customers waited
    in_time: Figure
    doors: tuple[Door, ...]
    complaints: Figure
    back: Figure  # of 100 orders, from customers who came back
    satisfaction: Figure
    joint: Figure
    fog: FogBank | None = None
    broken: Broken | None = None
    fogged: frozenset[Station] = field(default_factory=frozenset)
