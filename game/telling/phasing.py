"""The month as seven steps on the screen: where a seat is, what is behind it and what is left."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

from game.table.seen.observation import Observation
from game.table.structure import SAYS, phases_of

Step: TypeAlias = Literal["news", "read", "ask", "agree", "plan", "reveal", "line"]

STEPS: Final[tuple[Step, ...]] = ("news", "read", "ask", "agree", "plan", "reveal", "line")

TITLES: Final = MappingProxyType({"read": "Read your partner", "line": "Keep a line"})
"""Steps whose name in the bar is short for something."""

DOES: Final = MappingProxyType(
    {
        "read": "is reading you",
        "ask": "is asking",
        "agree": "is agreeing",
        "plan": "is planning",
        "committed": "has committed",
        "over": "has finished",
    }
)
"""What the other seat does, by its phase."""

NOW: Final = MappingProxyType(
    {
        "news": "Your turn: read the news.",
        "read": "Your turn: read your partner.",
        "ask": "Your turn: ask, and answer what you are asked.",
        "agree": "Your turn: agree on what you do together.",
        "plan": "Your turn: set your levers.",
    }
)
"""What a seat has to do, by its step."""


@dataclass(frozen=True)
class Mark:
    """A step in the bar."""

    step: Step
    state: Literal["done", "here", "ahead", "absent"]
    shown: bool  # the page that is being looked at


def step_at(seen: Observation, news_read: bool) -> Step:
    """The step that a seat is at."""
    if seen.at == "read":
        return "read" if news_read else "news"
    if seen.at in ("committed", "over"):
        return "reveal"
    return "plan" if seen.at == "plan" else "agree" if seen.at == "agree" else "ask"


def pages(seen: Observation) -> tuple[Step, ...]:
    """The steps before the reveal that this table has: where nobody talks there is no asking and no agreeing."""
    there = phases_of(seen.structure)
    return tuple(step for step in STEPS[:5] if step == "news" or step in there)


def marks(seen: Observation, here: Step, shown: Step) -> tuple[Mark, ...]:
    """Every step with its mark."""
    there = {*pages(seen), "reveal", "line"}
    found = []
    for step in STEPS:
        if step not in there:
            found.append(Mark(step, "absent", False))
        elif step == here:
            found.append(Mark(step, "here", step == shown))
        else:
            done = STEPS.index(step) < STEPS.index(here)
            found.append(Mark(step, "done" if done else "ahead", step == shown))
    return tuple(found)


def whose_turn(seen: Observation, here: Step) -> str:
    """Whose turn it is, in a line: what this seat has to do, and where its partner is."""
    if seen.at == "over":
        return SAYS["over"]
    doing = partners_turn(seen)
    if seen.at == "committed":
        return f"Your plan is committed. {doing}"
    return f"{NOW[here]} {doing}"


def partners_turn(seen: Observation) -> str:
    """What the partner does, in a sentence."""
    partner = "Distribution" if seen.seat == "marketing" else "Marketing"
    return f"{partner} {DOES[seen.partner_at]}."
