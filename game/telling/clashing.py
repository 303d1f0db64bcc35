"""A clash in which neither plan was foolish alone: the two plans, each by itself and side by side, as three amounts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from game.table.seen.observation import SharedMonth

SAYS: Final = (
    "Neither plan is foolish alone: each is measured with the other seat's settings as they usually are, and the last "
    "with both as they were."
)


@dataclass(frozen=True)
class Amount:
    """An amount in a column of bars."""

    name: str
    amount: float
    role: str  # whose it is, for its colour: a seat, "together" or "primary"; "" = what the others are changes of


def bars(month: SharedMonth) -> tuple[Amount, ...]:
    """The three amounts of such a month, whole currency units; none in any other.

    Both plans at or above zero by themselves and below it together: there the three bars are the lesson.
    """
    book = month.ledger
    together = book.total - book.reference
    if not month.clashes or min(book.marketing, book.distribution) < 0.0 or together >= 0.0:
        return ()
    return (
        Amount("Marketing alone", book.marketing, "marketing"),
        Amount("Distribution alone", book.distribution, "distribution"),
        Amount("Side by side", together, "together"),
    )
