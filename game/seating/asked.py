"""What is asked for when a table is opened: plain words, known before the rules are loaded."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from game.rules.levers import Seat

LESSON: Final = "first-day"
"""The guided scenario."""

LESSON_SEED: Final = 4
"""Every first day is the same day."""


@dataclass(frozen=True)
class NewTable:
    """What is asked for when a table is opened."""

    scenario: str
    persons: tuple[Seat, ...]  # the seats that people hold; a partner holds the rest
    persona: str = ""  # of that partner
    structure: str = "talk"  # a preset
    seed: int = 1
    lesson: bool = False  # a guided table: one person in both chairs by turns, with a stand-in across
    echo: str = ""  # a record, by its name in the folder of records or its whole path: the other seat plays as in it
    record: Path | None = None  # where its record is to be; None = in the folder of records
    # are people asked what matters to whom, before, half-way and after? None = where two people play
    survey: bool | None = None
