"""Hearsay on the board: figures that the partner told, and words that it gave for the month; the newest of each."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from game.figures import days, price, several, share, units
from game.rules.levers import LEVERS, Value
from game.table.seen.observation import Observation
from game.table.seen.spoken import Heard
from game.telling.board.pieces import Figure, Station
from game.telling.settings import sayer

WORD: Final = "◆"
"""Follows what the partner gave its word for."""

_TOLD: Final[Mapping[str, Station]] = MappingProxyType(
    {"hours": "floor", "limit": "shelves", "deal": "doors", "money": "promise", "units": "orders"}
)
"""Where a kind of figure stands; days are told of stock, lanes and the promise alike."""
_SET: Final[Mapping[str, Station]] = MappingProxyType(
    {"outbound-mode": "lanes", "temps": "floor", "extra-shift": "floor", "stock-to-order": "shelves",
     "price": "promise", "delivery-promise": "promise"}
)  # fmt: skip
"""Where a word given on a lever stands."""


def heard_on(seen: Observation) -> dict[tuple[Station, str], Figure]:
    """Hearsay by the station that it stands on and what it is about: a product or market, "" = the whole of it."""
    found: dict[tuple[Station, str], Figure] = {}
    for heard in seen.heard:
        place = _station(seen, heard)
        if place is not None and heard.month >= seen.round - 1:
            found[place, heard.item] = _told(seen, heard)
    for word in seen.words:
        lever, _, item = word.key.partition(".")
        if word.by != seen.seat and word.month == seen.round and lever in _SET:
            text = _said(seen, lever, word.value)
            found[_SET[lever], item] = Figure(f"{text} {WORD}", "heard", when=seen.scenario.months[word.round - 1])
    return found


def _station(seen: Observation, heard: Heard) -> Station | None:
    if heard.kind != "days":
        return _TOLD.get(heard.kind)
    if not heard.item:
        return "promise" if seen.seat == "distribution" else None
    return "shelves" if any(one.key == heard.item for one in seen.scenario.products) else "lanes"


def _told(seen: Observation, heard: Heard) -> Figure:
    value, when = heard.value, seen.scenario.months[heard.round - 1]
    if isinstance(value, str | bool):
        return Figure(str(value).replace("-", " "), "heard", when=when)
    if heard.kind == "hours" and heard.of > 0.0:
        used = max(0.0, 1.0 - value / heard.of)
        return Figure(f"{share(used)} full", "heard", used, when=when)
    text = {
        "hours": lambda: f"{several(value, 'hour')} left",
        "days": lambda: days(value),
        "money": lambda: price(value, seen.scenario.currency),
    }.get(heard.kind, lambda: units(value))()
    return Figure(text, "heard", value, when=when)


def _said(seen: Observation, lever: str, value: Value) -> str:
    comes = "+" if lever == "stock-to-order" else ""  # it is ordered, and not on the shelf
    return f"{comes}{sayer(seen, lever, LEVERS[lever].unit)(value)}"
