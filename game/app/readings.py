"""Predictions beside the truth, in words."""

from __future__ import annotations

from types import MappingProxyType

from game.rules.levers import LEVERS, Seat, other
from game.table.observation import Observation, Reading, SharedMonth
from game.table.readings import CONSTRAINTS

SURE = ("a guess", "half a guess", "fairly sure", "sure", "certain")
DID = MappingProxyType(
    {"up": "went up", "down": "went down", "same": "stayed as it was", "on": "was on", "off": "was off"}
)


def readings_told(seen: Observation, month: SharedMonth, private: bool = True) -> tuple[str, ...]:
    """What each predicted of the other, and what was true: the seat's own reading first, as "you" in private."""
    own = sorted(month.readings, key=lambda reading: reading.seat != seen.seat)
    return tuple(_told(seen, reading, private) for reading in own)


def _told(seen: Observation, reading: Reading, private: bool) -> str:
    partner = other(reading.seat)
    who = "You" if private and reading.seat == seen.seat else reading.seat.capitalize()
    whose = "your" if private and reading.seat != seen.seat else f"{partner}'s"
    right = reading.constraint == reading.constraint_true
    limit, truth = _limit(partner, reading.constraint), _limit(partner, reading.constraint_true)
    sign, end = ("✓", "and it was") if right else ("✗", f"and it was {truth}")
    lever = _lever(seen, reading.lever)
    met = "✓" if reading.expects == reading.was else "✗"
    hits = f"{reading.hits} of 2 right; {reading.chance:.1f} would be luck."
    return (
        f"{who} ({SURE[reading.confidence - 1]}): {whose} tightest limit is "
        f"{limit}, {end} {sign}. {lever} {_did(reading.was)}, expected {_expected(reading.expects)} {met}. {hits}"
    )


def _limit(seat: Seat, key: str) -> str:
    return next((one.name.lower() for one in CONSTRAINTS[seat] if one.key == key), key)


def _lever(seen: Observation, key: str) -> str:
    for setting in (*seen.sheet, *seen.partner_sheet, *seen.joint):
        if setting.key == key:
            return f"“{setting.name}”"
    lever = LEVERS.get(key.partition(".")[0])
    return f"“{lever.name}”" if lever else key


def _did(what: str) -> str:
    return DID.get(what, f"was {what.replace('-', ' ')}")


def _expected(what: str) -> str:
    return {"same": "no change"}.get(what, what.replace("-", " "))
