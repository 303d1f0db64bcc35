"""The hints of a guided scenario: what is said at which thing on the screen, read from the scenario's guide.toml."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from game.doors.problems import shown
from game.doors.toml import tree_of
from game.refusal import Refusal
from game.scenario import Scenario

FILE: Final = "guide.toml"

PLACES: Final = ("masthead", "steps", "figures", "page", "levers", "panel", "button", "keys")
"""Things on a table's screen that a hint may be about."""


@dataclass(frozen=True)
class Hint:
    """One thing that the guide says."""

    month: int
    step: str
    at: str
    says: str


def read_guide(scenario: Scenario) -> tuple[Hint, ...]:
    """The hints of a scenario; none where there is no guide.

    Raises:
        Refusal: when the file cannot be read, with the first thing that is wrong.
    """
    path, text = f"{scenario.slug}, {FILE}", scenario.paper(FILE)
    if text is None:
        return ()
    tree = tree_of(text.encode(), path)
    found = []
    hints = tree.get("hints", [])
    if not isinstance(hints, list):
        raise Refusal(f"{path}: expected a list of hints, given {shown(hints)}. Write [[hints]] at each.")
    for number, one in enumerate(hints, 1):
        try:
            hint = Hint(int(one["month"]), str(one["step"]), str(one["at"]), str(one["says"]))
        except (KeyError, OverflowError, TypeError, ValueError):
            given = (
                ", ".join(f"{key} {shown(value)}" for key, value in one.items())
                if isinstance(one, dict)
                else shown(one)
            )
            raise Refusal(f"{path}: expected month, step, at and says in hint {number}, given {given}.") from None
        if hint.step != "reveal" and hint.at not in PLACES:
            raise Refusal(f"{path}: expected one of {', '.join(PLACES)} for at in hint {number}, given '{hint.at}'.")
        found.append(hint)
    return tuple(found)


def next_hint(hints: tuple[Hint, ...], seen: int, month: int, step: str) -> tuple[int, Hint] | None:
    """The first hint for this step that has not been seen, with its number from 0.

    Args:
        hints: all of them, in order.
        seen: how many of them are behind the person.
        month: the month, from 1.
        step: the step that is looked at.
    """
    return next(
        ((at, hint) for at, hint in enumerate(hints) if at >= seen and hint.month == month and hint.step == step), None
    )
