"""The ledger of a month: its four figures, and in a sentence what the two plans did to each other."""

from __future__ import annotations

from game import figures
from game.judging.months import meeting, movers
from game.rules.levers import SEATS, Seat, other
from game.table.seen.observation import LedgerView, SharedMonth
from game.telling.rows import Row


def rows(book: LedgerView, sign: str, seat: Seat | None = None, total: str = "Joint value") -> list[Row]:
    """What the choices of each did alone and what the two did together, which add up to the last row.

    Args:
        book: the ledger.
        sign: the currency's.
        seat: who reads it, and has its own row first as "your"; None = both do.
        total: what the last row is called.
    """
    alone = {"marketing": book.marketing, "distribution": book.distribution}
    whose = {one: "Your" if one == seat else f"{one.capitalize()}'s" for one in SEATS}
    return [
        Row("The usual plans on both sides", figures.money(book.reference, sign)),
        *(
            Row(f"{whose[one]} choices alone", figures.change_of_money(alone[one], sign))
            for one in (SEATS if seat is None else (seat, other(seat)))
        ),
        Row("What the two did together", figures.change_of_money(book.together, sign)),
        Row(total, figures.money(book.total, sign)),
    ]


def side_by_side(month: SharedMonth, sign: str) -> str:
    """What the two plans did to each other, to whoever sees one side of it."""
    book, amount = month.ledger, figures.money(abs(month.ledger.together), sign)
    plans = "The two plans, with what both signed," if month.agreements else "The two plans"
    match meeting(month):
        case "still":
            return nothing_met(book)
        case "apart":
            return "The two plans hardly touched each other."
        case "helped":
            return f"{plans} helped each other: together they made {amount} that neither made alone."
        case "same-harm":
            return f"Both plans hurt on their own, and {amount} of it is the same harm counted twice."
        case "hurt":
            return f"{plans} got in each other's way: together they lost {amount} that neither lost alone."


def nothing_met(book: LedgerView) -> str:
    """Why there was nothing for a plan to meet."""
    still = [seat.capitalize() for seat in SEATS if seat not in movers(book)]
    if len(still) > 1:
        return "Nobody changed anything that moved this month, so there was nothing for the two plans to meet in."
    return (
        f"{figures.listed(still)} changed nothing that moved this month, so there was nothing for the other plan to "
        "meet."
    )
