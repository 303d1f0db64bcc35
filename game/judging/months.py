"""The verdicts of a month: how the two plans met, how the promise was kept, how stock, floor and crew fared.

Every front, the debrief and the coach ask here, so that nobody can say of one month two things.
"""

from __future__ import annotations

from typing import Final, Literal, Protocol, TypeAlias

from game.rules.levers import SEATS, Seat
from game.table.seen.observation import LedgerView, SharedMonth
from game.table.seen.readings import TIRED

Meeting: TypeAlias = Literal["still", "apart", "helped", "same-harm", "hurt", "signed"]
"""How the two plans of a month met.

still: a seat's plan came to the same as the usual settings, so there was nothing for the other plan to meet.
apart: both moved it, and neither plan made a difference to what the other did.
helped, hurt: side by side they made more, or less, than each did alone.
same-harm: more too, but only because both hurt, and the same harm cannot be done twice.
signed: less, in a month that pays for what both signed and what earns later: nobody was in anybody's way.
"""

Promise: TypeAlias = Literal["ample", "most", "close", "late", "far"]
"""How the promised day was kept: with room to spare, for most, by a hair either way, missed, or out of reach."""

SHOWN: Final = 0.5
"""Money or units from which a whole number is written; of less a page would say that something came to 0."""

TOUCHED: Final = 0.01
"""Share of the largest of the four months that the ledger compares from which the two plans touched each other.

A share, because 70 is much to a bakery and nothing to a chain; of the largest of the four, because any one of them
can be near zero; one in a hundred, because on a chart of the month less cannot be seen.
"""

INVESTED: Final = frozenset({"launch", "market-entry", "initiative", "capacity"})
"""What both sign that costs money first and earns later."""

LATE: Final = 0.15
"""Days after the promise from which a month was late: days are written with one decimal, and two such figures can
differ by a tenth through rounding alone."""

FAR: Final = 0.8
"""Days after it from which the promise was out of reach: most of a day, so told Tuesday it comes on Wednesday."""

AHEAD: Final = 0.4
"""Days before it from which the mean order leaves room for the others: parcels spread over about half a day."""

AMPLE: Final = 0.9
"""Share in time from which a promise kept on average was kept with room to spare: nine parcels of ten."""

FULL: Final = 1.0
"""Work over hours above which the floor had more work than hours."""

IDLE: Final = 0.6
"""Work over hours below which the floor had hours to spare: two of five found no work."""

SOLD_OUT: Final = 0.05
"""Share of what was wanted of an item that was not in stock from which it ran out: one order in twenty turned away."""

FELT: Final = 1.5
"""Points of satisfaction, of 100, that customers must move to have warmed up or cooled down: what a usual month
brings by chance stays below it."""


SURE: Final = 4
"""Confidence, of five, from which a seat was sure of what it predicted: the fourth is called so."""


class Delivered(Protocol):
    """What was promised of a month's deliveries, and what came."""

    @property
    def promise(self) -> float:
        """Days that customers were told."""

    @property
    def days(self) -> float:
        """Days that the mean order took."""

    @property
    def on_time(self) -> float:
        """Share that came within the promise."""


def meeting(month: SharedMonth) -> Meeting:
    """How the two plans met."""
    book = month.ledger
    if abs(book.together) < max(SHOWN, TOUCHED * largest(book)):
        return "apart" if len(movers(book)) == len(SEATS) else "still"
    if book.together < 0.0:
        return "signed" if invested(month) else "hurt"
    same_harm = book.together <= min(-book.marketing, -book.distribution)
    return "same-harm" if same_harm and not invested(month) else "helped"


def largest(book: LedgerView) -> float:
    """The largest, either way, of the four months that a ledger compares, in currency units."""
    alone = (book.reference, book.reference + book.marketing, book.reference + book.distribution)
    return max(map(abs, (*alone, book.total)))


def movers(book: LedgerView) -> tuple[Seat, ...]:
    """The seats whose own choices moved the month's money."""
    return tuple(seat for seat, amount in zip(SEATS, (book.marketing, book.distribution), strict=True)
                 if abs(amount) >= SHOWN)  # fmt: skip


def invested(month: SharedMonth) -> bool:
    """Did both sign something that costs money first and earns later?"""
    signed = (pair for one in month.agreements for pair in one.settings.items())
    return any(value and key.partition(".")[0] in INVESTED for key, value in signed)


def promise(month: Delivered) -> Promise:
    """How the promised day was kept."""
    after = month.days - month.promise
    if after > LATE:
        return "far" if after > FAR else "late"
    if after > -AHEAD:
        return "close"
    return "ample" if month.on_time >= AMPLE else "most"


def late(month: Delivered) -> bool:
    """Did the mean order come after its promised day?"""
    return promise(month) in ("late", "far")


def recovered(before: Delivered, now: Delivered) -> bool:
    """Does the promise hold again that was missed a month before?"""
    return late(before) and promise(now) in ("most", "ample")


def full(utilisation: float) -> bool:
    """Had the floor more work than hours?"""
    return utilisation > FULL


def idle(utilisation: float) -> bool:
    """Had the floor hours to spare?"""
    return utilisation < IDLE


def tired(fatigue: float) -> bool:
    """Was the crew tired? From where people are the limit when a prediction of the other seat is judged."""
    return fatigue > TIRED


def sold_out(short: float, wanted: float) -> bool:
    """Did the shelf run out? `short` of the units `wanted` were not in stock."""
    return wanted > 0.0 and short > SOLD_OUT * wanted


def warmth(points: float) -> Literal["warmer", "cooler", ""]:
    """What a change of satisfaction says of customers; "" = nothing."""
    if abs(points) < FELT:
        return ""
    return "warmer" if points > 0.0 else "cooler"


def sure(confidence: int) -> bool:
    """Was a seat sure of what it predicted?"""
    return confidence >= SURE
