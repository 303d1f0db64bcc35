"""Predictions beside the truth: what each seat expected of the other, what was, and how many hits guessing gives."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from textual.content import Content

from game.rules.levers import LEVERS, Seat, other
from game.table.seen.observation import Observation, Reading, SharedMonth
from game.table.seen.readings import CONSTRAINTS

SURE = ("a guess", "half a guess", "fairly sure", "sure", "certain")
WORDS = MappingProxyType({"same": "no change"})
SIDE_BY_SIDE = 72
"""Cells from which what was said and what was true stand in one line."""


@dataclass(frozen=True)
class Told:
    """One seat's reading of the other."""

    seat: Seat  # who predicted
    head: str
    sure: str
    rows: tuple[tuple[str, str, str], ...]  # what it was about, what was said, what was true
    foot: str


def readings_of(seen: Observation, month: SharedMonth, private: bool = True) -> tuple[Told, ...]:
    """What each predicted of the other in a month: the seat's own reading first, as "you" in private."""
    own = sorted(month.readings, key=lambda reading: reading.seat != seen.seat)
    return tuple(_told(seen, reading, private) for reading in own)


def shown(told: Told, width: int) -> list[Content]:
    """A reading as lines of a page.

    Args:
        told: the reading.
        width: cells of a line.
    """
    lines = [Content.assemble((told.head, "bold"), (f"  {told.sure}", "$quiet"))]
    names = max(len(about) for about, _, _ in told.rows)
    saids = max(len(said) for _, said, _ in told.rows)
    for about, said, was in told.rows:
        right = said == was
        sign = ("✓", "bold $success") if right else ("✗", "bold $warning")
        if width >= SIDE_BY_SIDE:
            lines.append(
                Content.assemble("  ", sign, f" {about:<{names}}  ", ("said ", "$quiet"), f"{said:<{saids}}  ",
                                 ("was ", "$quiet"), (was, "bold"))
            )  # fmt: skip
        else:
            lines.append(Content.assemble("  ", sign, f" {about}"))
            lines.append(Content.assemble(("    said ", "$quiet"), said, (", was ", "$quiet"), (was, "bold")))
    lines.append(Content.styled(f"  {told.foot}", "$quiet"))
    return lines


def _told(seen: Observation, reading: Reading, private: bool) -> Told:
    partner = other(reading.seat)
    whose = "your" if private and reading.seat != seen.seat else f"{partner}'s"
    head = f"You read {partner}" if private and reading.seat == seen.seat else f"{reading.seat.capitalize()} read "
    if head.endswith(" "):
        head += "you" if private else partner
    return Told(
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
