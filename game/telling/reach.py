"""Where a season can still end, told: the band in points and money, and what it says early on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from game.figures import money, units

if TYPE_CHECKING:
    from game.lab.hindsight.band import Band

TITLE: Final = "Where the season can still end"
"""How it is headed, wherever it is told."""

ENDS: Final = ("if each goes on alone", "if both go on as in the best plan known")
"""What the two ends of the band are."""

SCOPE: Final = (
    "On the way from silo play, 0, to the best plan known, 100: where it would have ended had each gone on alone, and "
    "had both gone on as in the best plan known."
)
"""What the two columns of a season's bands are."""

INVESTS: Final = (
    "So far silo play is ahead of the best plan known, which invests first: what a season is worth to date says little "
    "yet."
)


def title(band: Band) -> str:
    """How a month's band is headed."""
    return TITLE if band.left else "Where the season ended"


def figure(band: Band) -> str:
    """The band in short: "12 to 78"; at the end of the season one figure; "" = there is none."""
    low, high = (units(end.points) for end in (band.alone, band.best))
    if band.without:
        return ""
    return low if low == high else f"{low} to {high}"


def sentences(band: Band) -> list[str]:
    """The band in full, in points and in money."""
    if band.without:
        return [f"Not known. {band.without}"]
    low, high = (units(end.points) for end in (band.alone, band.best))
    worth = [money(end.value, band.currency) for end in (band.alone, band.best)]
    if not band.left:
        return [f"It ended at {low}, worth {worth[0]}; 0 is silo play and 100 the best plan known."]
    told = [
        f"At {low} {ENDS[0]}, at {high} {ENDS[1]}; 0 is silo play and 100 the best plan known.",
        f"In joint value {worth[0]} and {worth[1]}; the months so far are worth {money(band.so_far, band.currency)}.",
    ]
    return [*told, INVESTS] if band.silo_so_far > band.best_so_far else told


NARROWED: Final = "Where it could still end, month by month"
"""How the bands of a whole season are headed."""


def rows(bands: Sequence[Band], months: Sequence[str]) -> list[tuple[str, str, str]]:
    """A head and a row for each month: its name and the two ends of its band, in points."""
    told = [("After", *ENDS)]
    return told + [(months[one.months - 1], units(one.alone.points), units(one.best.points)) for one in bands]


def gauge(band: Band, cells: int) -> tuple[int, int, int, int]:
    """The band on a line of so many cells: where it begins and ends, and where 0 and 100 lie; each a cell from 0."""
    low, high = min(0.0, band.alone.points), max(100.0, band.best.points)
    places = (band.alone.points, band.best.points, 0.0, 100.0)
    begin, end, silo, best = (round((point - low) / (high - low) * (cells - 1)) for point in places)
    return begin, end, silo, best
