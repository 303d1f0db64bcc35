"""A month's money and its ledger: what moved most, the four figures, and what the two plans did to each other."""

from __future__ import annotations

from collections.abc import Mapping
from math import fsum
from typing import Final

from game import figures
from game.judging.months import INVESTED, SHOWN, full, late, meeting, movers, sold_out
from game.rules.levers import SEATS, Seat, other
from game.rules.money import LINES
from game.table.clashes import CATALOGUE
from game.table.seen.observation import LedgerView, SharedMonth
from game.telling.notable import Past
from game.telling.rows import Row, results
from game.telling.story import MonthStory

BASELINE: Final = "the usual settings of the place"
"""What a ledger measures a month against, wherever it is said; the glossary says what of the month it keeps."""


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
    amount = figures.money(abs(month.ledger.together), sign)
    plans = "The two plans, with what both signed," if month.agreements else "The two plans"
    match meeting(month):
        case "still":
            return nothing_met(month, sign)
        case "apart":
            return "The two plans hardly touched each other."
        case "helped":
            return f"{plans} helped each other: together they made {amount} that neither made alone."
        case "same-harm":
            return f"Both plans hurt on their own, and {amount} of it is the same harm counted twice."
        case "hurt":
            return f"{plans} got in each other's way: together they lost {amount} that neither lost alone."
        case "signed":
            return f"The month paid for what both signed, and it earns later: {amount} less than the plans alone made."


def nothing_met(month: SharedMonth, sign: str) -> str:
    """Why there was nothing for a plan to meet."""
    book = month.ledger
    if month.agreements and abs(book.together) >= SHOWN:
        moved = figures.change_of_money(book.together, sign)
        return f"What both signed moved the month by {moved}; beyond it there was nothing for the two plans to meet in."
    still = [seat.capitalize() for seat in SEATS if seat not in movers(book)]
    if len(still) > 1:
        return f"Both plans came to the same as {BASELINE}, so there was nothing for the two to meet in."
    return f"{still[0]}'s plan came to the same as {BASELINE}, so there was nothing for the other plan to meet."


def meaning(story: MonthStory, past: Past) -> str:
    """What the joint term says this month."""
    book, sign = story.shared.ledger, story.currency
    if meeting(story.shared) == "still":
        return nothing_met(story.shared, sign)
    if not _touched(story):
        return _apart([month for month in past if not _touched(month)], past)
    amount = figures.money(abs(book.together), sign)
    return f"{_amount(story, past, amount)} {_because(story, past)}"


def _touched(story: MonthStory) -> bool:
    return meeting(story.shared) not in ("still", "apart")


def _apart(before: Past, past: Past) -> str:
    """Two plans that did not touch each other, said once at length."""
    if not before:
        return "The two plans hardly touched each other: each did what it would have done alone."
    if before[-1] is past[-1]:
        return "Again, each plan did what it would have done alone."
    return "Two plans side by side, neither in the other's way nor of any help to it."


def _amount(story: MonthStory, past: Past, amount: str) -> str:
    """How much it was, beside the months before."""
    together = story.shared.ledger.together
    if meeting(story.shared) == "same-harm":
        return f"Both plans hurt on their own, and {amount} of it is the same harm counted twice:"
    most = bool(past) and abs(together) > max(abs(month.shared.ledger.together) for month in past)
    before = meeting(past[-1].shared) if past else ""
    if {before, meeting(story.shared)} == {"helped", "hurt"}:
        turned = "for the better" if together > 0 else "for the worse"
        return f"Last month the two plans pulled the other way; now it turns {turned}, by {amount}."
    if together > 0:
        return f"Together they made {amount} more than the two did apart{', the most so far' if most else ''}."
    if meeting(story.shared) == "signed":
        return f"It is {amount} less than the two plans alone made."
    again = ", the most so far" if most else ", again" if before == "hurt" else ""
    return f"The two plans cost each other {amount}{again}."


def _because(story: MonthStory, past: Past) -> str:
    """What kind of meeting it was, from the signs of the three figures and what the month showed."""
    book = story.shared.ledger
    costly = [change.name for change in story.signed if change.lever in INVESTED and change.now]
    if costly:
        first = "it costs money first and earns later" if book.together < 0.0 else "it begins to earn"
        return f"What both signed is in it ({figures.listed(costly)}): {first}."
    if book.together < 0.0:
        return _conflict(story, past)
    if book.marketing < 0.0 and book.distribution < 0.0:
        return _both_lost(story)
    if book.distribution < 0.0:
        earned = "earned its money" if book.together > -book.distribution else "earned part of its money back"
        return f"What distribution paid for {earned} because marketing brought the orders for it."
    if book.marketing < 0.0:
        earned = "earned its money" if book.together > -book.marketing else "earned part of its money back"
        short = sold_out(story.short(), story.ordered())
        served = "more of what it brought than the usual plan would have" if short else "what it brought"
        return f"What marketing gave away {earned} because distribution could serve {served}."
    return "Each plan was worth more because of the other."


def _both_lost(story: MonthStory) -> str:
    """Two plans that cost money alone, and less of it, or none, together."""
    book = story.shared.ledger
    if meeting(story.shared) == "same-harm":
        return "a customer can only be let down once."
    if book.marketing + book.distribution + book.together > 0.0:
        return "Neither plan would have paid alone; side by side they do."
    return "Neither plan pays, but each makes the other cost less."


def _conflict(story: MonthStory, past: Past) -> str:
    """What two plans ran into: the first that fits and was not said a month ago."""
    said = _conflict(past[-1], past[:-1]) if past and meeting(past[-1].shared) == "hurt" else ""
    fitting = _fitting(story)
    return next((sentence for sentence in fitting if sentence != said), fitting[0])


def _fitting(story: MonthStory) -> list[str]:
    """Every sentence that the month bears out, the most telling first."""
    book = story.shared.ledger
    saved = any(CATALOGUE[clash.clash].theme == "promise" for clash in story.shared.clashes)
    found = []
    if full(story.distribution.utilisation):
        found.append("The orders that one side won met a floor that the other had not made ready for them.")
    if sold_out(story.short(), story.ordered()):
        found.append("One side won customers that the other had ordered no stock for.")
    if saved or late(story.shared):
        found.append("One side named a day that the other's plan was not made to meet.")
    if book.marketing > 0.0 and book.distribution > 0.0:
        found.append("Part of what each won alone was the same win, and it counts only once.")
    elif book.marketing < 0.0 and book.distribution < 0.0:
        found.append("Each made the other's bad month a little worse.")
    elif book.marketing > 0.0:
        found.append("What marketing won alone was worth less with what distribution did.")
    else:
        found.append("What distribution won alone was worth less with what marketing did.")
    return found


MOVED: Final = 4
"""Lines shown after the first month; the others are one."""

REST: Final = "All other lines"


def money_table(story: MonthStory, past: Past) -> list[tuple[str, ...]]:
    """The month's money, last of it the results; after a first month with a head, and by what moved most.

    Every column closes: what is written adds up to the margin, and the results to the joint value.
    """
    sign, sums = story.currency, _sums(story.lines)
    if not past:
        earned = [(name, amount) for name, amount in sums.items() if amount]
        return [(name, figures.money(amount, sign)) for name, amount in [*earned, *results([story.shared])]]
    before = _sums(past[-1].lines)
    moved = sorted(sums, key=lambda name: -abs(sums[name] - before[name]))[:MOVED]
    shown = [name for name in sums if name in moved and abs(sums[name] - before[name]) >= SHOWN]
    columns = zip(_column(story, shown, story), _column(past[-1], shown, story), strict=True)
    return [
        ("", story.month, past[-1].month, "moved"),
        *((name, figures.money(now, sign), figures.money(was, sign), figures.change_of_money(now - was, sign))
          for (name, now), (_, was) in columns),
    ]  # fmt: skip


def _column(story: MonthStory, shown: list[str], beside: MonthStory) -> list[tuple[str, float]]:
    """One month: the lines shown, the others as one, the results as of the month beside it."""
    sums = _sums(story.lines)
    rows = [(name, sums[name]) for name in shown]
    if len(shown) < len(sums):
        rows.append((REST, fsum(amount for name, amount in sums.items() if name not in shown)))
    return [*rows, *results([story.shared], beside=[beside.shared])]


def _sums(lines: Mapping[str, float]) -> dict[str, float]:
    """The money lines added up into the lines of the table."""
    sums: dict[str, float] = {}
    for line in LINES:
        sums[line.group] = sums.get(line.group, 0.0) + lines[line.key]
    return sums
