"""The pages of a debrief as lines: its cover, a question with its evidence, the promise, the end, and the clock."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual.content import Content

from game.debrief.evidence import Evidence
from game.debrief.prompts.choosing import Picked
from game.debrief.prompts.shape import STEPS, TAGS
from game.doors.text import as_typed
from game.rules.levers import Seat

if TYPE_CHECKING:
    from game.app.debriefing import Kept

NARROW = 60
"""Cells of the head below which the step that is being asked goes unnamed."""


def head(step: str, spent: float, minutes: int, here: float, own: int, width: int) -> Content:
    """The steps with the one that is being asked, and the clock."""
    names = list(STEPS)
    at = names.index(step) if step in names else -1
    signs = []
    for number, one in enumerate(names):
        mark = "✓" if number < at else "▶" if number == at else "·"
        word = f" {STEPS[one]}" if number == at and width >= NARROW else ""
        signs.append(Content.styled(f"{mark}{word}", "bold $primary" if number == at else "$quiet"))
    clock = f"{_clock(spent)} of {minutes} min"
    if own:
        clock += f", here {_clock(here)} of {own}"
    late = spent > 60 * minutes
    return Content.assemble(
        " ", ("Debrief", "bold reverse"), "  ", Content(" ").join(signs), "   ",
        (f"{'! ' if late else ''}{clock}", "bold $warning" if late else "$quiet"),
    )  # fmt: skip


def cover(title: str, pages: Sequence[Picked], minutes: int, unfinished: bool, notes: Sequence[str]) -> list[Content]:
    """What there is to come, before anything is opened."""
    steps: dict[str, int] = {}
    for one in pages:
        steps[one.prompt.step] = steps.get(one.prompt.step, 0) + one.minutes
    parts = [
        Content.styled(f"{title}: the debrief", "bold $primary"),
        Content(f"{len(pages)} questions in about {minutes} minutes, and one promise each. ← and → change the time."),
        Content(""),
        *(Content.assemble(f"  {STEPS[step]:<30}", (f"{spent} min", "$quiet")) for step, spent in steps.items()),  # type: ignore[index]
        Content(""),
        Content(
            "You were capable people doing their best: look at choices and at how the work was set up, not at persons. "
            "Anybody may pass on any question. What you write stays with your own seat unless you let it be quoted."
        ),
    ]
    if unfinished:
        parts += [
            Content(""),
            Content.styled("! This season is not over. Opening the debrief ends it.", "bold $warning"),
        ]
    parts += [Content.styled(f"\n{note}", "$quiet") for note in notes]
    return parts


def page(one: Picked, why: bool, width: int) -> list[Content]:
    """A question, what the record shows beside it, and behind a key why it is asked."""
    parts = [Content.styled(one.prompt.say, "bold"), Content("")]
    for piece in one.evidence:
        parts += [*_evidence(piece), Content("")]
    if why:
        parts += [
            Content.assemble(("Why ask: ", "$quiet"), one.prompt.why),
            Content.styled(f"  ({_firm(one)})", "$quiet"),
            Content.assemble(("Why here: ", "$quiet"), one.because),
            Content.assemble(("Listen for: ", "$quiet"), one.prompt.listen),
            Content.assemble(("Then ask: ", "$quiet"), one.prompt.follow_up),
        ]
    return parts


def _firm(one: Picked) -> str:
    told = TAGS[one.prompt.tag]
    return told if one.prompt.tag == "D" else f"{one.prompt.source}: {told}"


def _evidence(piece: Evidence) -> list[Content]:
    lines = [
        Content.assemble(("┃ ", "$primary"), (f"{piece.figure}  ", "bold") if piece.figure else "", piece.sentence)
    ]
    if piece.words and piece.words not in piece.sentence:
        lines.append(Content.assemble(("┃ ", "$primary"), (f"“{piece.words}”", "italic")))
    return lines


def promise() -> list[Content]:
    """What is asked last."""
    return [
        Content.styled("One promise each", "bold"),
        Content(""),
        Content(
            "To somebody real, whom you work with: what will you do differently, and by when? Small is good. And who "
            "else should have been in the room?"
        ),
    ]


def end(path: Path, kept: Mapping[Seat, Kept]) -> list[Content]:
    """What was kept, and where."""
    parts = [Content.styled("That is the debrief.", "bold $primary"), Content("")]
    for seat, one in kept.items():
        answers = len(one.answers)
        told = f"{answers} {'answer' if answers == 1 else 'answers'} kept"
        if one.promise is not None:
            told += f"; promised{f' to {one.promise.to}' if one.promise.to else ''}: “{one.promise.text}”"
        parts.append(Content.assemble((f"{seat.capitalize()}: ", f"bold ${seat}"), f"{told}."))
    parts += [
        Content(""),
        Content("All of it is in the record. A report of this table, to read or to print:"),
        Content.styled(f"  lastmile debrief {as_typed(path)} --out report", "bold"),
    ]
    return parts


def _clock(seconds: float) -> str:
    minutes, rest = divmod(int(max(0.0, seconds)), 60)
    return f"{minutes}:{rest:02}"
