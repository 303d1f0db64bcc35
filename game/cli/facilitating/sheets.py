"""Sheets of paper typed in: whose and of which moment, ten ranks at a time, each kept as soon as it is confirmed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import product
from typing import Final, Protocol, TypeVar

from game.cli.prompt.lines import Left, Lines
from game.cli.prompt.survey import order_of, ranks_of, rating_of
from game.cli.prompt.words import YES
from game.doors.keyboards import keyboard_hint, plain
from game.refusal import Refusal
from game.rules.levers import SEATS, Seat
from game.table.survey.instrument import WHOSE, Instrument, Statement
from game.table.survey.moves import OpenDebrief, Promise, Rank, Rate, SurveyMove
from game.table.survey.survey import MOMENTS, Survey, ranks_problem

T = TypeVar("T")


class Sheets(Protocol):
    """What answers are typed into: a record or a survey file."""

    @property
    def instrument(self) -> Instrument:
        """What is ranked and rated."""

    @property
    def survey(self) -> Survey:
        """What is in it so far."""

    def play(self, move: SurveyMove) -> object:
        """Take an answer; it is safe when this returns."""


class Undo(Exception):
    """The person wants the question before."""


TITLES: Final = (
    ("job", "the three that matter most in their real work"),
    ("own", "own order"),
    ("partner", "what they believe their partner's order is"),
    ("meta", "what they believe their partner takes theirs to be"),
)


class Typing:
    """A person with a pile of sheets.

    Args:
        sheets: where the answers go.
        lines: where lines come from and what is read.
    """

    def __init__(self, sheets: Sheets, lines: Lines) -> None:
        self._sheets, self._lines = sheets, lines

    def all(self) -> None:
        """Sheet after sheet, until Enter alone."""
        self._lines.tell(
            "One sheet after the other: m or d for the seat, b, m or a for before, middle or after. Enter keeps what "
            "is there and goes on, undo goes back to the question before, quit stops. Each answer is saved as you "
            "give it.")  # fmt: skip
        self._lines.say(self.inside())
        while True:
            try:
                which = self._which()
                if which is None:
                    break
                self._sheet(*which)
            except Undo:
                self._lines.tell("There is no question before this one. Name the sheet again.", "  ")
        self._lines.say(self.inside())

    def inside(self) -> list[str]:
        """What is in it so far, sheet by sheet."""
        survey, instrument, paper = self._sheets.survey, self._sheets.instrument, self._lines.paper
        rows = []
        for seat, moment in product(SEATS, MOMENTS):
            given = survey.seats[seat]
            ranked = [whose for whose in WHOSE if given.ranking(moment, whose)]
            rated = sum(1 for one in instrument.statements if given.rating(moment, one.key))
            if ranked or rated:
                statements = f"{rated} of {len(instrument.statements)}"
                rows.append((f"{seat}, {moment}", ", ".join(ranked) or "-", statements))
        if not rows:
            return ["", *paper.paragraph("Nothing is typed in yet.", "  ")]
        return ["", *paper.table([("sheet", "rankings", "statements"), *rows], head=True)]

    def _which(self) -> tuple[Seat, str] | None:
        """Whose sheet of which moment comes next; None when the pile is done."""

        def read(line: str) -> tuple[Seat, str] | None:
            words = plain(line).split()
            if not words:
                return None
            seats = [one for one in SEATS if one.startswith(words[0])]
            moments = [one for one in MOMENTS if len(words) == 2 and one.startswith(words[1])]
            if len(seats) != 1 or len(moments) != 1:
                hint = keyboard_hint(line)
                raise Refusal(f"expected a seat and a moment, such as m b for marketing, before; given '{line}'.{hint}")
            return seats[0], moments[0]

        return self._asked("Next sheet (Enter alone = done)", read)

    def _sheet(self, seat: Seat, moment: str) -> None:
        """All questions of one sheet; undo goes back by one."""
        asked = self._sheets.instrument.asked(moment)
        steps: list[Callable[[], None]] = [
            partial(self._ranking, seat, moment, whose, title) for whose, title in TITLES if whose in asked
        ]
        steps += [partial(self._statement, seat, moment, one) for one in self._sheets.instrument.statements]
        if moment == "after":
            steps.append(partial(self._promise, seat))
        at = 0
        while at < len(steps):
            try:
                steps[at]()
                at += 1
            except Undo:
                if at == 0:
                    raise
                at -= 1

    def _ranking(self, seat: Seat, moment: str, whose: str, title: str) -> None:
        instrument = self._sheets.instrument
        paper, count = self._lines.paper, len(instrument.priorities)
        there = self._sheets.survey.seats[seat].ranking(moment, whose)
        self._lines.say(paper.heading(f"{seat.capitalize()}, {moment}: {title}"))
        rows = (f"{one.name} ({there.ranks[one.key]})" if there else one.name for one in instrument.priorities)
        self._lines.say(paper.items(rows, numbered=True))

        def read(line: str) -> dict[str, int] | None:
            if not line:
                return None
            if whose == "job":
                placed = order_of(line, count)
                named = {one for tied in placed for one in tied}
                ranks = ranks_of([*placed, [one for one in range(1, count + 1) if one not in named]], instrument.keys)
            else:
                ranks = ranks_from(line, instrument.keys)
            problem = ranks_problem(instrument, ranks)
            if problem:
                raise Refusal(problem)
            return ranks

        beside = f"The {count} ranks beside them, from top to bottom"
        ranks = self._asked("The numbers of the three, the first one first" if whose == "job" else beside, read)
        if ranks is None:
            self._lines.tell("Left as it is." if there else "Left out.", "  ")
            return
        names = {one.key: one.name for one in instrument.priorities}
        order = "; ".join(f"{ranks[key]} {names[key]}" for key in sorted(ranks, key=lambda key: ranks[key]))
        self._lines.tell(order, "  ")
        if not self._asked("Enter if that is what the sheet says, no to type it again", _kept):
            self._ranking(seat, moment, whose, title)
            return
        self._sheets.play(Rank(seat, moment, whose, ranks, paper=True))

    def _statement(self, seat: Seat, moment: str, one: Statement) -> None:
        there = self._sheets.survey.seats[seat].rating(moment, one.key)
        self._lines.say(self._lines.paper.heading(f'{seat.capitalize()}, {moment}: "{one.says}"'))
        if there:
            self._lines.tell(f"In it: {there.agree} and {there.others}.", "  ")

        def read(line: str) -> bool:
            if line:
                self._sheets.play(Rate(seat, moment, one.key, *rating_of(line), paper=True))
            return bool(line)

        if not self._asked("Agrees from 1 to 7, and how many of a hundred would", read):
            self._lines.tell("Left as it is." if there else "Left out.", "  ")

    def _promise(self, seat: Seat) -> None:
        there = self._sheets.survey.seats[seat].promise
        self._lines.say(self._lines.paper.heading(f"{seat.capitalize()}: the promise, if it is on the sheet"))
        if there:
            self._lines.tell(f"In it: {there.text}", "  ")

        def read(line: str) -> bool:
            line = line and self._lines.with_pasted(line, lambda word: word in ("undo", "back", "quit"))
            if line and not self._sheets.survey.seats[seat].opened:
                self._sheets.play(OpenDebrief(seat))
            if line:
                self._sheets.play(Promise(seat, line))
            return bool(line)

        self._lines.tell("Saved." if self._asked("In their words", read) else "Left as it is.", "  ")

    def _asked(self, prompt: str, read: Callable[[str], T]) -> T:
        """What a line means, asked again until it means something."""
        while True:
            line = self._lines.ask(prompt)
            if line.casefold() == "quit":
                raise Left
            if line.casefold() in ("undo", "back"):
                raise Undo
            try:
                return read(line)
            except Refusal as refusal:
                self._lines.refuse(refusal)


def ranks_from(line: str, keys: Sequence[str]) -> dict[str, int]:
    """The ranks of a sheet, top to bottom.

    Raises:
        Refusal: when they are not as many whole numbers as there are things.
    """
    words = line.replace(",", " ").split()
    if len(words) != len(keys) or not all(word.isdecimal() and len(word) < 5 for word in words):
        raise Refusal(f"expected {len(keys)} whole numbers with spaces between them, given {len(words)}: '{line}'.")
    return dict(zip(keys, map(int, words), strict=True))


def _kept(line: str) -> bool:
    word = plain(line)
    if word in ("", *YES):
        return True
    if word in ("no", "n"):
        return False
    raise Refusal(f"expected Enter or no, given '{line}'.{keyboard_hint(word, ('no', 'n', *YES))}")
