"""The rows of a table's scoreboard, on paper and when a month has been entered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from game import figures
from game.table.seen.observation import SharedMonth


@dataclass(frozen=True)
class Score:
    """A row: its name, the word of the glossary that explains it, and how it is read off a month."""

    name: str
    term: str
    write: Callable[[SharedMonth, str], str]  # of a month and the currency


SCORES: Final[tuple[Score, ...]] = (
    Score("Ordered, units", "demand", lambda month, sign: figures.units(month.ordered)),
    Score("Shipped, units", "throughput", lambda month, sign: figures.units(month.shipped)),
    Score("OTIF", "otif", lambda month, sign: figures.share(month.otif)),
    Score("Satisfaction, of 100", "satisfaction", lambda month, sign: figures.points(month.satisfaction)),
    Score("Joint value", "joint-value", lambda month, sign: figures.money(month.joint, sign)),
    Score(
        "of it: done together",
        "joint-term",
        lambda month, sign: figures.change_of_money(month.ledger.together, sign),
    ),
)
