"""A session in progress, pure: which step it is in, what each has used, and when the debrief must begin."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, Final, Literal, TypeAlias, get_args

from pydantic import Field

from game.refusal import Refusal
from game.workshop.run_of_show import DEBRIEF, LONGEST, RunOfShow, StepFile

What: TypeAlias = Literal["next", "back", "skip", "extend", "pause", "go", "later", "note", "tables"]
WHATS: Final[tuple[What, ...]] = get_args(What)
MINUTE: Final = 60.0
DAY: Final = 24 * 60
"""Minutes that one thing done may be about, and by which the end may move; a session is shorter."""
LATEST: Final = 1e11
"""Seconds since 1970 that no clock shows for a thousand years."""
Moment: TypeAlias = Annotated[float, Field(ge=0.0, lt=LATEST, allow_inf_nan=False)]


@dataclass(frozen=True)
class Happening:
    """Something that the facilitator did."""

    at: Moment  # when, in seconds of the session's clock
    what: What  # what it was
    minutes: Annotated[int, Field(ge=-DAY, le=DAY)] = 0  # for "extend" and "later"; may be negative
    text: str = ""  # for "note"; for "tables" the paths of records, one a line


@dataclass(frozen=True)
class Note:
    """Something written down in a step."""

    step: int
    at: float
    text: str


@dataclass(frozen=True)
class Progress:
    """How far a session has come; times in seconds of one clock that only goes forward."""

    run: RunOfShow
    began: float  # when its clock began; while it waits, the moment of `seen`
    seen: float  # when something last happened
    waiting: bool = True  # has its clock not begun yet? It does with "go", or when a step is left
    at: int = 0  # which step, from 0; as many as there are steps = over
    spent: tuple[float, ...] = ()  # seconds that each step has used, pauses left out, up to `seen`
    extra: tuple[int, ...] = ()  # minutes by which each was extended
    skipped: frozenset[int] = frozenset()
    later: int = 0  # minutes by which the session's end was moved
    paused: bool = False
    pauses: float = 0.0
    notes: tuple[Note, ...] = ()
    tables: tuple[str, ...] = ()  # paths of the records that the debrief looks at
    rehearsal: bool = False  # led beforehand, on a clock of its own: the day does not go on with it

    @property
    def over(self) -> bool:
        """Is the last step done?"""
        return self.at >= len(self.run.steps)

    @property
    def step(self) -> StepFile:
        """The step it is in."""
        return self.run.steps[self.at]

    def after(self, done: Happening) -> Progress:
        """The session after something was done.

        Raises:
            Refusal: when it cannot be done now.
        """
        now = self.until(done.at)
        match done.what:
            case "note":
                return replace(now, notes=(*now.notes, Note(now.at, now.seen, done.text)))
            case "tables":
                return replace(now, tables=tuple(done.text.splitlines()))
            case "later":
                return _moved(now, done.minutes)
            case "pause" if now.waiting:
                raise Refusal("The clock has not begun yet. Type go when the room is ready.")
            case "pause":
                return replace(now, paused=True)
            case "go":
                return replace(now, waiting=False, paused=False)
            case "back":
                return _back(now)
        if now.over:
            raise Refusal("The session is over. back goes to its last step; quit closes it.")
        if done.what == "extend":
            return _extended(now, done.minutes)
        skipped = now.skipped | {now.at} if done.what == "skip" else now.skipped - {now.at}
        return replace(now, at=now.at + 1, waiting=False, paused=False, skipped=skipped)

    def objection(self, done: Happening) -> str:
        """What speaks against doing this, in a sentence; "" = nothing. It can be done all the same.

        Play must not eat the debrief without a clear word: not by an extension, nor by leaving it out.
        """
        now = self.until(done.at)
        if now.over:
            return ""
        if done.what == "skip" and now.step.kind == DEBRIEF:
            return "This is a step of the debrief, and the debrief is what the session is for."
        if done.what == "extend" and not now.debriefing and now.step.kind != DEBRIEF:
            short = minutes_up(done.minutes * MINUTE - max(0.0, now.spare) - max(0.0, -now.left))
            if done.minutes > 0 and short > 0:
                reserve = f"{short} of the debrief's {now.run.debrief_minutes} minutes"
                return f"That takes {reserve}. Rather end play, or skip a step before it."
        return ""

    def until(self, now: float) -> Progress:
        """The same session at a later moment; a clock that was set back does not take time away again."""
        passed = max(0.0, now - self.seen)
        if self.waiting:
            return replace(self, seen=self.seen + passed, began=self.seen + passed)
        if self.paused:
            return replace(self, seen=self.seen + passed, pauses=self.pauses + passed)
        if self.over:
            return replace(self, seen=self.seen + passed)
        spent = tuple(used + passed if at == self.at else used for at, used in enumerate(self.spent))
        return replace(self, seen=self.seen + passed, spent=spent)

    def allotted(self, at: int) -> float:
        """Seconds that a step has in all."""
        return (self.run.steps[at].minutes + self.extra[at]) * MINUTE

    @property
    def left(self) -> float:
        """Seconds left in this step; negative = over its time."""
        return 0.0 if self.over else self.allotted(self.at) - self.spent[self.at]

    @property
    def ends(self) -> float:
        """When the session must be over."""
        moved = self.pauses if self.run.file.ends == "open" else 0.0
        return self.began + (self.run.file.minutes + self.later) * MINUTE + moved

    @property
    def must_debrief(self) -> float:
        """When the debrief must begin at the latest, if it is to have its time."""
        return self.ends - (self.run.debrief_minutes + self.run.closing_minutes) * MINUTE

    @property
    def debriefing(self) -> bool:
        """Has the debrief begun?"""
        return self.at >= self.run.first_debrief

    @property
    def spare(self) -> float:
        """Seconds to spare: before the debrief, until it must begin; from then on, until the end. Negative = late."""
        last = len(self.run.steps) if self.debriefing else self.run.first_debrief
        to_come = sum(
            max(0.0, self.allotted(at) - self.spent[at]) for at in range(self.at, last) if at not in self.skipped
        )
        return (self.ends if self.debriefing else self.must_debrief) - self.seen - to_come

    @property
    def debrief_share(self) -> float:
        """The part of the time used so far that went to the debrief, 0 to 1."""
        steps = zip(self.run.steps, self.spent, strict=True)
        used = sum(self.spent)
        return sum(spent for step, spent in steps if step.kind == DEBRIEF) / used if used else 0.0


def begin(run: RunOfShow, now: float, rehearsal: bool = False) -> Progress:
    """A session at its first step, which waits for its clock to begin."""
    none = (0,) * len(run.steps)
    return Progress(run, began=now, seen=now, spent=tuple(float(one) for one in none), extra=none, rehearsal=rehearsal)


def minutes_up(seconds: float) -> int:
    """Minutes, a begun one counted whole."""
    return int(-(-seconds // MINUTE))


def _back(now: Progress) -> Progress:
    if now.at == 0:
        raise Refusal("This is the first step: there is none before it.")
    return replace(now, at=now.at - 1, skipped=now.skipped - {now.at - 1})


def _moved(now: Progress, minutes: int) -> Progress:
    later, planned = now.later + minutes, now.run.file.minutes
    if not 1 <= planned + later <= planned + DAY:
        raise Refusal(
            f"later: expected the session's end 1 to {planned + DAY} minutes after its beginning, given "
            f"{planned + now.later} and {minutes}."
        )
    return replace(now, later=later)


def _extended(now: Progress, minutes: int) -> Progress:
    planned = now.step.minutes + now.extra[now.at]
    if not 1 <= planned + minutes <= LONGEST:
        raise Refusal(f"extend: expected 1 to {LONGEST} minutes for the step in all, given {planned} and {minutes}.")
    extra = tuple(more + minutes if at == now.at else more for at, more in enumerate(now.extra))
    return replace(now, extra=extra)
