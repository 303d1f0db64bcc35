"""What the seats said in their own words: lines kept after a month, and reasons given for plans and proposals."""

from __future__ import annotations

from collections.abc import Iterator

from game import figures
from game.debrief.case import Case
from game.debrief.evidence import Evidence
from game.debrief.naming import capital
from game.rules.levers import SEATS, Seat
from game.table.month import Month


def found(case: Case) -> Iterator[Evidence]:
    """Every line that was kept, then reasons for plans and noes; what was said before is left out."""
    seen: set[tuple[Seat | None, str]] = set()
    for one in _all(case):
        said = (one.seat, figures.without_figures(one.words))
        if said not in seen:
            seen.add(said)
            yield one


def _all(case: Case) -> Iterator[Evidence]:
    for month in case.table.history:
        for seat in SEATS:
            yield from _kept(case, month, seat)
    for month in case.table.history:
        for seat in SEATS:
            yield from _reason(case, month, seat)
        yield from _noes(case, month)


def _kept(case: Case, month: Month, seat: Seat) -> Iterator[Evidence]:
    text = month.lines.get(seat, "")
    if text:
        says = f"Looking back on {case.words.month(month.round)}, {seat} wrote:"
        yield _own(f"own-words.line.{month.round}.{seat}", says, month.round, seat, text, 0.6)


def _reason(case: Case, month: Month, seat: Seat) -> Iterator[Evidence]:
    text = month.commits[seat].why
    if text:
        says = f"{capital(seat)}'s reason for its plan in {case.words.month(month.round)}:"
        yield _own(f"own-words.plan.{month.round}.{seat}", says, month.round, seat, text, 0.4)


def _noes(case: Case, month: Month) -> Iterator[Evidence]:
    for proposal in month.proposals:
        if proposal.status == "declined" and proposal.answer:
            seat: Seat = "distribution" if proposal.by == "marketing" else "marketing"
            says = f"Why {seat} said no to a proposal in {case.words.month(month.round)}:"
            key = f"own-words.no.{month.round}.{proposal.id}"
            yield _own(key, says, month.round, seat, proposal.answer, 0.45)


def _own(key: str, says: str, round_: int, seat: Seat, text: str, weight: float) -> Evidence:
    return Evidence(key, "own-words", "asking", 1.0, "times", "1", says, (round_,), seat, weight, text)
