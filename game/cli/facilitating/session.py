"""A workshop at a line prompt: what can be typed, what is said when, and a clock that goes on."""

from __future__ import annotations

import os
import shlex
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from game.cli.facilitating import pages
from game.cli.facilitating.asking import TickingLines
from game.cli.prompt.always import unknown
from game.cli.prompt.lines import Left
from game.cli.prompt.words import split
from game.doors.numbers import Range, read_number
from game.doors.text import quoted
from game.figures import units
from game.refusal import Refusal
from game.workshop.clock import DAY, MINUTE, Happening, Progress, What, minutes_up
from game.workshop.journal import Journal
from game.workshop.run_of_show import DEBRIEF

if TYPE_CHECKING:
    from game.cli.facilitating.questions import Questions

USAGE: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "next": ("next", "this step is done: on to the next one"),
        "back": ("back", "to the step before; its clock goes on where it was"),
        "skip": ("skip", "leave this step out"),
        "extend": ("extend N", "N more minutes for this step (a minus sign takes some away)"),
        "pause": ("pause", "stop this step's clock"),
        "go": ("go", "the room is ready: the clock begins; after a pause, it runs again"),
        "later": ("later N", "the room is yours N minutes longer: moves the end"),
        "tables": ("tables FILE...", "the records to debrief: each step then has the questions that fit them"),
        "note": (
            "note YOUR WORDS",
            "write something down: each step of the debrief shows it; note alone reads your notes",
        ),
        "say": ("say", "this step again: what to say, show and do"),
        "clock": ("clock", "the time: this step, the debrief's reserve, the end (Enter alone does it too)"),
        "steps": ("steps", "all steps, planned and used"),
        "help": ("help", "this list"),
        "quit": ("quit", "close; the same command goes on here"),
    }
)
ALONE: Final = ("next", "back", "pause", "go")
"""What is taken with nothing after it: a word there means that something else was meant."""

SURE: Final = "anyway"
SOON: Final = 2 * MINUTE
SOON_NAME: Final = "soon"
ALARM_EVERY: Final = 5
"""Minutes that the debrief loses between two warnings."""


class Workshop:
    """A session led by a facilitator.

    Args:
        kept: the session on disk.
        desk: where lines come from.
        now: the clock, in seconds; it only goes forward.
    """

    def __init__(self, kept: Journal, desk: TickingLines, now: Callable[[], float]) -> None:
        self.kept, self._desk, self._now = kept, desk, now
        self._lines = desk.lines
        self._told: set[tuple[int, str]] = set()
        self._questions: Questions | None = None

    def lead(self) -> None:
        """Go through the session until it is over or the facilitator leaves.

        Raises:
            Ended: when the input has ended.
            Left: when the facilitator has.
        """
        self._desk.begin()
        try:
            self._page()
            while not self.kept.session.over:
                self._lines.say(self._tick())
                line = self._desk.ask(self._prompt(), self._tick)
                self._obey(line)
        finally:
            self._desk.end()
        self._lines.say(pages.summary(self._lines.paper, self.kept.session))

    def _prompt(self) -> str:
        session = self.kept.session
        between = " of " if self._lines.paper.spoken else "/"
        return f"{session.at + 1}{between}{len(session.run.steps)}"

    def _obey(self, line: str) -> None:
        """Do what a line says, or say why not."""
        word, rest = split(line)
        try:
            name = self._named(word.casefold())
            if rest and name in ALONE:
                raise Refusal(f"{name}: expected nothing after it, given '{rest}'.")
            done: Callable[[str], None] = getattr(self, f"_{name}")
            done(rest)
        except Refusal as refusal:
            self._lines.refuse(refusal)

    def _named(self, word: str) -> str:
        if not word or word in USAGE:
            return word or "clock"
        meant = [name for name in USAGE if name.startswith(word)]
        if len(meant) == 1:
            return meant[0]
        if meant:
            raise Refusal(f"'{word}' could be {' or '.join(meant)}.")
        raise unknown(word, USAGE)

    def _do(self, what: What, minutes: int = 0, text: str = "", sure: bool = True) -> None:
        """Do something and keep it; what speaks against it must be overruled with a word."""
        done = Happening(self._now(), what, minutes, text)
        against = self.kept.session.objection(done)
        if against and not sure:
            again = f"{what} {minutes} {SURE}" if minutes else f"{what} {SURE}"
            raise Refusal(f"{against} To do it all the same: {again}")
        self.kept.do(done)

    def _next(self, rest: str) -> None:
        if self.kept.session.waiting:
            self._lines.tell("The clock had not begun. It begins now, with this step.", "  ")
        self._do("next")
        self._page()

    def _back(self, rest: str) -> None:
        self._do("back")
        self._page()

    def _skip(self, rest: str) -> None:
        self._do("skip", sure=_sure("skip", rest))
        self._page()

    def _extend(self, rest: str) -> None:
        amount, more = split(rest)
        self._do("extend", _minutes("extend", amount), sure=_sure("extend", more))
        self._clock("")

    def _later(self, rest: str) -> None:
        self._do("later", _minutes("later", rest))
        self._clock("")

    def _pause(self, rest: str) -> None:
        if self.kept.session.paused:
            raise Refusal("The clock stands still already. go lets it run again.")
        self._do("pause")
        stays = "The session's end does not move with it: later N moves that too. "
        moves = self.kept.session.run.file.ends == "open"
        self._lines.tell(f"This step's clock stands still. {'' if moves else stays}go lets it run again.", "  ")

    def _go(self, rest: str) -> None:
        if not self.kept.session.paused and not self.kept.session.waiting:
            raise Refusal("The clock is running.")
        self._do("go")
        self._clock("")

    def _note(self, rest: str) -> None:
        if not rest:
            if not self.kept.session.notes:
                raise Refusal("note: nothing is noted yet. Expected your words, given none.")
            self._lines.say(pages.notes(self._lines.paper, self.kept.session))
            return
        self._do("note", text=self._lines.with_pasted(rest, lambda line: split(line)[0] in USAGE))
        self._lines.tell("Noted.", "  ")

    def _tables(self, rest: str) -> None:
        try:
            paths = [os.path.abspath(path) for path in shlex.split(rest)]
        except ValueError:
            raise Refusal(f"tables: expected files or folders, given a quote without its end: {rest}") from None
        if not paths:
            raise Refusal("tables: expected the records of this room or their folder, such as tables act-1.toml.")
        self.look_at(paths)

    def look_at(self, paths: Sequence[str]) -> None:
        """Read the tables of this room, for the questions that fit them."""
        questions = self._read(paths)
        if questions.tables:
            self._do("tables", text="\n".join(paths))
            self._questions = questions
            self._lines.tell(f"{questions.counted} Each step of the debrief now shows the questions that fit.", "  ")

    def _read(self, paths: Sequence[str]) -> Questions:
        """Look at the tables, and say what is wrong with those that cannot be read."""
        from game.cli.facilitating.questions import questions_of

        def say_read(done: int, all_: int) -> None:
            if done % 10 == 0 and done < all_:
                self._lines.tell(f"{done} of {all_} tables ...", "  ")

        def say_found(count: int) -> None:
            if count % 10 == 0:
                self._lines.tell(f"{count} tables found ...", "  ")

        questions = questions_of(paths, self.kept.session.run, say_found, say_read)
        for problem in questions.problems:
            self._lines.tell(problem, "  ")
        return questions

    def _for_these_tables(self, session: Progress) -> list[str]:
        """The questions of this step of the debrief, once the tables are known."""
        if session.step.kind != DEBRIEF or not session.tables:
            return []
        from game.cli.facilitating.questions import question_lines

        if self._questions is None:  # gone on with after a break
            self._questions = self._read(session.tables)
        return question_lines(self._lines.paper, self._questions.by_step.get(session.step.key, ()))

    def _say(self, _: str) -> None:
        self._page()

    def _clock(self, rest: str) -> None:
        session = self._session()
        self._lines.say(pages.clock(self._lines.paper, session))
        self._told.add((session.at, _alarm_name(session)))

    def _steps(self, rest: str) -> None:
        session = self._session()
        self._lines.say(pages.steps(self._lines.paper, session.run, session))

    def _help(self, rest: str) -> None:
        self._lines.say(self._lines.paper.entries(list(USAGE.values())))

    def _quit(self, rest: str) -> None:
        raise Left

    def _session(self) -> Progress:
        """The session as it is at this moment."""
        return self.kept.session.until(self._now())

    def _page(self) -> None:
        """The step it is in now; what was due in it before is not said again."""
        session = self._session()
        if session.over:
            return
        for name, due, _ in _notices(session):
            if due <= session.spent[session.at]:
                self._told.add((session.at, name))
        self._lines.say(pages.step_page(self._lines.paper, session, self._for_these_tables(session)))
        self._told.add((session.at, _alarm_name(session)))

    def _tick(self) -> list[str]:
        """Look at the clock: draw it, and give what has come due and was not said yet."""
        session, lines = self._session(), list[str]()
        if session.over:
            return lines
        alarm = pages.alarm(session)
        self._desk.draw(f"{session.at + 1}. {session.step.title} · {pages.status(session)}", bool(alarm))
        notices = [(name, text) for name, due, text in _notices(session) if due <= session.spent[session.at]]
        if alarm:
            notices.append((_alarm_name(session), alarm))
        for name, text in notices:
            if (session.at, name) not in self._told:
                self._told.add((session.at, name))
                lines += self._lines.paper.paragraph(text, "     ", first="  >> ", style="strong")
        if lines and self._lines.terminal:
            lines[0] = f"\a{lines[0]}"
        return lines


def _notices(session: Progress) -> list[tuple[str, float, str]]:
    """What comes due in a step: its name, after how many seconds, and what is said."""
    step, allotted = session.step, session.allotted(session.at)
    found = [(f"cue {cue.at}", cue.at * MINUTE, f"{cue.at} min: {cue.say}") for cue in step.cues]
    if allotted > 2 * SOON:
        found.append((SOON_NAME, allotted - SOON, "Two minutes left in this step."))
    found.append((f"time {allotted}", allotted, "Time. Type next when the room is ready, or extend N."))
    return found


def _alarm_name(session: Progress) -> str:
    """What a warning is remembered by: the same one is not said again before more has been lost."""
    return f"alarm {minutes_up(-session.spare) // ALARM_EVERY}"


def _sure(name: str, rest: str) -> bool:
    """Is the word there that overrules an objection?"""
    if rest not in ("", SURE):
        raise Refusal(f"{name}: expected nothing more, or '{SURE}', given '{rest}'.")
    return rest == SURE


def _minutes(name: str, text: str) -> int:
    expected = f"1 to {units(DAY)} minutes, or fewer with a minus sign, such as {name} 5"
    may = Range(-DAY, DAY, units=("m", "min", "minute", "minutes"), grain=1.0)
    try:
        found = round(read_number(text, may, expected, units))
    except Refusal as refusal:
        raise Refusal(f"{name}: {refusal.message}") from None
    if found == 0:
        raise Refusal(f"{name}: expected {expected}, given {quoted(text)}.")
    return found
