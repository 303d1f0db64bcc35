"""The month as six steps: where a seat is, what is left, what waits for it, and what has happened at its table."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

from game.rules.levers import other
from game.table.seen.observation import Observation
from game.table.structure import DIALS, SAYS, Holder, Structure, phases_of

Step: TypeAlias = Literal["news", "read", "talk", "plan", "reveal", "line"]

STEPS: Final[tuple[Step, ...]] = ("news", "read", "talk", "plan", "reveal", "line")

TITLES: Final = MappingProxyType({"read": "Read your partner", "line": "Keep a line"})
"""Steps whose name in the bar is short for something."""

DOES: Final = MappingProxyType(
    {
        "read": "is reading you",
        "talk": "is talking",
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
        "talk": "Your turn: talk, and answer what waits for you.",
        "plan": "Your turn: set your levers.",
    }
)
"""What a seat has to do, by its step."""


NO_TALK: Final = "Nobody talks at this table. The structures talk and sync open a talk before the plan."
"""What opens a talk, where there is none."""


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
    return "plan" if seen.at == "plan" else "talk"


def pages(seen: Observation) -> tuple[Step, ...]:
    """The steps before the reveal that this table has: where nobody talks there is no talk."""
    there = phases_of(seen.structure)
    return tuple(step for step in STEPS[:4] if step == "news" or step in there)


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
    across = other(seen.seat)
    partner = across.capitalize()
    if seen.partner_at == "plan" and seen.at in ("read", "talk"):
        plays = seen.holders[across].held_by == "partner"  # it hears what is said until this seat plans, too
        return f"{partner} is at the table." if plays else f"{partner} has left the talk."
    return f"{partner} {DOES[seen.partner_at]}."


Kind: TypeAlias = Literal["pause", "reveal", "reading", "proposal", "request", "question", "plan"]


@dataclass(frozen=True)
class Waiting:
    """Something that waits for a seat."""

    kind: Kind  # what it is; "reading": something waits that opens once the partner has been read
    says: str  # it in a sentence
    at: Step | None  # the step of the month where it is seen to; None = there is nothing to do but wait


def waiting(seen: Observation, revealed: int) -> tuple[Waiting, ...]:
    """What waits for a seat, the weightiest first.

    Args:
        seen: what the seat sees.
        revealed: months whose reveal it has been shown.
    """
    partner = other(seen.seat).capitalize()
    found = []
    if seen.paused is not None:
        why = _because(seen.paused)
        found.append(Waiting("pause", f"The table is paused{why}. Nobody can move until it goes on.", None))
    if len(seen.shared) > revealed:
        month = seen.scenario.months[seen.shared[-1].round - 1]
        found.append(Waiting("reveal", f"{month} has played out: see what became of it.", "reveal"))
        return tuple(found)  # what is said of the month after comes after
    if seen.at == "over":
        return tuple(found)
    proposals = sum(one.status == "open" and one.by != seen.seat for one in seen.proposals)
    requests = sum(one.status == "open" and one.waits == seen.seat for one in seen.requests)
    questions = sum(one.answer is None for one in seen.questions)
    if seen.at == "read" and (proposals or requests or questions):
        found.append(Waiting("reading", f"{partner} has put something to you: read your partner first.", "read"))
        return tuple(found)
    if proposals:
        what = "A proposal waits" if proposals == 1 else f"{proposals} proposals wait"
        found.append(Waiting("proposal", f"{what} for your answer.", "talk"))
    if requests:
        what = "A request waits" if requests == 1 else f"{requests} requests wait"
        found.append(Waiting("request", f"{what} for your answer.", "talk"))
    if questions:
        what = "asks you something" if questions == 1 else f"asks you {questions} things"
        found.append(Waiting("question", f"{partner} {what}.", "talk"))
    if seen.partner_at == "committed" and seen.at != "committed":
        found.append(Waiting("plan", f"{partner} has committed: your plan is awaited.", "plan"))
    return tuple(found)


def happenings(before: Observation, now: Observation) -> tuple[str, ...]:
    """What has been done with the table between two looks at it, each in a sentence; seats' moves are left out."""
    partner = other(now.seat)
    told = []
    if before.paused is not None and now.paused is None:
        told.append("The table goes on.")
    if before.round == now.round:
        known = {one.card for one in before.news}
        told += [f"News: {one.title}. {one.text}" for one in now.news if one.card not in known]
    if before.structure != now.structure:
        told.append(f"From now on you work together by other rules: {_turned(before.structure, now.structure)}.")
    if before.next_structure != now.next_structure and now.next_structure is not None:
        rules = _turned(now.structure, now.next_structure)
        told.append(f"From next month on you work together by other rules: {rules}.")
    if before.holders[partner] != now.holders[partner]:
        told.append(f"{partner.capitalize()} is {_held(now.holders[partner])} from now on.")
    if before.ended is None and now.ended is not None:
        told.append(f"The season has been ended early{_because(now.ended)}.")
    return tuple(told)


def _because(reason: str) -> str:
    return f": {reason.rstrip('.')}" if reason else ""


def _turned(before: Structure, now: Structure) -> str:
    """The dials that differ, as they are now."""
    return ", ".join(f"{dial} {getattr(now, dial)}" for dial in DIALS if getattr(before, dial) != getattr(now, dial))


def _held(holder: Holder) -> str:
    if holder.held_by == "partner":
        return f"the {holder.persona.replace('-', ' ')}"
    return holder.name or "a person"
