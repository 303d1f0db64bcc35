"""The hints of a guided table: what is said, when, and at which thing on the screen."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Annotated, Final, Literal, TypeAlias, get_args

from pydantic import Field

from game.doors.problems import Problem
from game.doors.toml import Tree, short_name
from game.scenario import Scenario
from game.scenario.reading import examine_shape
from game.scenario.shape.fields import FileTable, Text

FILE: Final = "guide.toml"
Step: TypeAlias = Literal["news", "read", "talk", "plan", "reveal"]
At: TypeAlias = Literal[
    "masthead", "steps", "figures", "page", "levers", "panel", "board", "button", "keys",
    "plans", "promise", "orders", "floor", "road", "customers", "clash", "recovery", "money", "fit", "band", "words",
    "readings",
]  # fmt: skip
PLACES: Final = get_args(At)[:9]
"""Things on a table's screen that a hint may be about."""
BEATS: Final = get_args(At)[9:]
"""Beats of a reveal that one may be about."""


class HintFile(FileTable):
    """One thing that the guide says."""

    month: Annotated[int, Field(ge=1, description="when, counted from 1")]
    step: Step = Field(description="in which step of the month")
    at: At = Field(description="at which thing on the screen; in the reveal, at which beat")
    says: Text = Field(description="two or three plain sentences")


class GuideFile(FileTable):
    """The whole file."""

    hints: list[HintFile] = Field(default_factory=list, description="in the order in which they are said")


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
        Refusal: when the file cannot be read, with everything that is wrong.
    """
    text = scenario.paper(FILE)
    if text is None:
        return ()
    source = f"{scenario.slug}, {FILE}" if scenario.path is None else short_name(scenario.folder / FILE)
    guide = examine_shape(text.encode(), source, GuideFile, partial(_problems, scenario.rounds))
    return tuple(Hint(one.month, one.step, one.at, one.says) for one in guide.hints)


def _problems(months: int, guide: GuideFile, tree: Tree) -> list[Problem]:
    found = []
    for at, hint in enumerate(guide.hints):
        if hint.month > months:
            told = f"expected a month from 1 to {months}, given {hint.month}."
            found.append(Problem(("hints", at, "month"), told))
        known = BEATS if hint.step == "reveal" else PLACES
        if hint.at not in known:
            places = f"{', '.join(known[:-1])} or {known[-1]}"
            told = f"expected one of {places} for a hint in the step '{hint.step}', given '{hint.at}'."
            found.append(Problem(("hints", at, "at"), told))
    return found


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
