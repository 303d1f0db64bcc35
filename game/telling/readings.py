"""Predictions beside the truth: what each seat expected of the other, what was, and how many hits guessing gives."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from game.rules.levers import LEVERS, Seat, other
from game.table.seen.observation import Observation, Reading, SharedMonth
from game.table.seen.readings import CONSTRAINTS

SURE = ("a guess", "half a guess", "fairly sure", "sure", "certain")
WORDS = MappingProxyType({"same": "no change"})


@dataclass(frozen=True)
class Compared:
    """One seat's reading of the other."""

    seat: Seat  # who predicted
    head: str
    sure: str
    rows: tuple[tuple[str, str, str], ...]  # what it was about, what was said, what was true
    foot: str


def readings_of(seen: Observation, month: SharedMonth, private: bool = True) -> tuple[Compared, ...]:
    """What each predicted of the other in a month: the seat's own reading first, as "you" in private."""
    own = sorted(month.readings, key=lambda reading: reading.seat != seen.seat)
    return tuple(_compared(seen, reading, private) for reading in own)


def _compared(seen: Observation, reading: Reading, private: bool) -> Compared:
    partner = other(reading.seat)
    whose = "your" if private and reading.seat != seen.seat else f"{partner}'s"
    head = f"You read {partner}" if private and reading.seat == seen.seat else f"{reading.seat.capitalize()} read "
    if head.endswith(" "):
        head += "you" if private else partner
    return Compared(
        reading.seat,
        head,
        SURE[reading.confidence - 1],
        (
            (f"{whose} tightest limit", _limit(partner, reading.constraint), _limit(partner, reading.constraint_true)),
            (_lever(seen, reading.lever), _word(reading.expects), _word(reading.was)),
        ),
        f"{reading.hits} of 2 right; guessing gives {reading.chance:.1f}.",
    )


def _limit(seat: Seat, key: str) -> str:
    return next((one.name.lower() for one in CONSTRAINTS[seat] if one.key == key), key)


def _lever(seen: Observation, key: str) -> str:
    for setting in (*seen.sheet, *seen.partner_sheet, *seen.joint):
        if setting.key == key:
            return setting.name
    lever = LEVERS.get(key.partition(".")[0])
    return lever.name if lever else key


def _word(what: str) -> str:
    return WORDS.get(what, what.replace("-", " "))
