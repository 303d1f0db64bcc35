"""How a table says no: who, when, what was expected, what was given; and what text it takes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from game.doors.text import first_control, quoted, steering
from game.figures import units
from game.refusal import Refusal, did_you_mean
from game.rules.levers import Seat

LONGEST: Final = 1000
"""Most characters of anything a seat writes."""


def refuse(seat: Seat, round_: int, message: str) -> Refusal:
    """The refusal of a move."""
    return Refusal(f"{seat}, round {round_}: {message}")


def near(given: object, known: Iterable[str]) -> str:
    """' Did you mean ...?' or what there is instead; begins with a space, "" when there is nothing."""
    names = list(known)
    return did_you_mean(given, names) or (f" There is: {', '.join(names)}." if names else "")


def text_problem(text: object, what: str, needed: bool = False) -> str | None:
    """What is wrong with a text that a seat gave, in one sentence, or None."""
    if not isinstance(text, str):
        return f"expected text for {what}: {quoted(text)}"
    if needed and not text.strip():
        return f"expected a sentence for {what}, given none."
    if len(text) > LONGEST:
        over = len(text) - LONGEST
        return (
            f"expected at most {units(LONGEST)} characters for {what}, given {units(len(text))}. Shorten it "
            f"by {units(over)}."
        )
    return steering(text, f"plain text for {what}") if first_control(text) >= 0 else None
