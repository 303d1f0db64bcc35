"""What was typed off the sheets: blocks of one table's month each, every code and word with its place in the text."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sized
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

from game.doors.text import first_control, steering, without_controls
from game.figures import units
from game.kit.codes import CODE, lever_of
from game.rules.levers import Seat

Sign: TypeAlias = Literal["signed", "unsigned"]
WORDS: Final = ("table", "month", "marketing", "distribution", "both", "unsigned", "because", "answer", "kept")
"""Words that a line may begin with; every other line holds codes."""
HEADS: Final = ("marketing", "distribution", "both", "unsigned")
"""Those of them that say which sheet the next codes are on."""
WRITTEN: Final = ("because", "answer", "kept")
"""Those of them that a person's own words follow."""

LONGEST: Final = 1_000
"""Signs of a line that is none of words: the fullest sheet of this game is written with a third of it."""
MOST: Final = 100
"""Proposals of one month, and cards and answers of one sheet, that are read; nobody has a tenth of it."""

_PART: Final = re.compile(r"[^\s=;]+")
_READING: Final = re.compile(r"R[123]", re.IGNORECASE)
_CARD: Final = re.compile(r"Q\d+", re.IGNORECASE)


@dataclass(frozen=True)
class Snippet:
    """A piece of the text and where it begins."""

    text: str
    at: int


@dataclass(frozen=True)
class CodeEntry:
    """A code with the value that was written beside it."""

    code: Snippet
    value: Snippet


@dataclass
class SeatPart:
    """What one seat's sheet says."""

    seat: Seat
    head: Snippet
    entries: list[CodeEntry] = field(default_factory=list)
    cards: list[Snippet] = field(default_factory=list)  # question cards that were asked
    because: Snippet | None = None
    answers: list[CodeEntry] = field(default_factory=list)  # a card's code and the words
    kept: Snippet | None = None


@dataclass
class JointPart:
    """One proposal of the joint sheet."""

    by: Seat
    sign: Sign
    head: Snippet
    entries: list[CodeEntry] = field(default_factory=list)
    because: Snippet | None = None


@dataclass
class SheetBlock:
    """One table's sheets of one month."""

    at: int
    table: Snippet | None = None
    month: Snippet | None = None
    seats: dict[Seat, SeatPart] = field(default_factory=dict)
    joint: list[JointPart] = field(default_factory=list)
    wrong: list[tuple[int, str]] = field(default_factory=list)  # place and what is wrong there

    @property
    def empty(self) -> bool:
        """Does it say nothing at all?"""
        return not (self.table or self.month or self.seats or self.joint or self.wrong)


def read(text: str) -> list[SheetBlock]:
    """The blocks of a text, with what cannot be read in each.

    A block begins at a line `table NAME`, and at a `month` line when the block has one already. A line that begins
    with `#` is a remark.
    """
    reader = _Reader()
    for at, line in _lines(text):
        reader.line(without_controls(line, allowed="\t").rstrip(), at)
        reader.check(line, at)
    return [block for block in reader.blocks if not block.empty]


def _lines(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for line in text.split("\n"):
        yield at, line
        at += len(line) + 1


class _Reader:
    """The text so far, line by line."""

    def __init__(self) -> None:
        self.blocks = [SheetBlock(0)]
        self._part: SeatPart | JointPart | None = None

    @property
    def block(self) -> SheetBlock:
        return self.blocks[-1]

    def check(self, line: str, at: int) -> None:
        """Find the control sign in a line, if there is one: it belongs to the block that the line is in."""
        place = first_control(line, allowed="\t")
        if place >= 0:
            self._wrong(at + place, steering(line, allowed="\t"))

    def line(self, line: str, at: int) -> None:
        """Read one line without control signs."""
        bare = line.lstrip("\ufeff \t")
        at += len(line) - len(bare)
        if not bare or bare.startswith("#"):
            return
        first = re.split(r"[\s:]", bare, maxsplit=1)[0]
        word = first.casefold()
        if word not in WRITTEN and len(bare) > LONGEST:
            self._wrong(at, f"expected a line of at most {units(LONGEST)} signs, given {units(len(bare))}.")
            return
        rest_at = len(first) + len(bare[len(first) :]) - len(bare[len(first) :].lstrip(": \t"))
        rest = Snippet(bare[rest_at:].strip(), at + rest_at)
        head = Snippet(first, at)
        if word in ("table", "month"):
            self._title(word, head, rest)
        elif word in HEADS:
            self._head(word, head, rest)
        elif word in WRITTEN:
            self._words(word, head, rest)
        else:
            self._codes(bare, at)

    def _wrong(self, at: int, message: str) -> None:
        self.block.wrong.append((at, message))

    def _has_room(self, kept: Sized, at: int, what: str) -> bool:
        """Is one more of them read? The first that is too many is told and read too, and none after it."""
        if len(kept) == MOST:
            self._wrong(at, f"expected at most {MOST} {what} in a month, given more.")
        return len(kept) <= MOST

    def _title(self, word: str, head: Snippet, rest: Snippet) -> None:
        if word == "table":
            self._begin(head, None)
        elif self.block.month is not None:  # the next month of the same table needs no second name
            self._begin(head, self.block.table)
        if not rest.text:
            self._wrong(head.at, f"expected {'a name' if word == 'table' else 'a month'} after '{head.text}'.")
        if word == "table":
            self.block.table = rest
        else:
            self.block.month = rest

    def _begin(self, head: Snippet, table: Snippet | None) -> None:
        if not self.block.empty:
            self.blocks.append(SheetBlock(head.at))
        self.block.at = head.at
        self.block.table = table
        self._part = None

    def _head(self, word: str, head: Snippet, rest: Snippet) -> None:
        if word in ("both", "unsigned"):
            self._joint(word, head, rest)
            return
        seat: Seat = "marketing" if word == "marketing" else "distribution"
        if seat in self.block.seats:
            self._part = self.block.seats[seat]
        else:
            self._part = self.block.seats[seat] = SeatPart(seat, head)
        if rest.text:
            self._codes(rest.text, rest.at)

    def _joint(self, word: str, head: Snippet, rest: Snippet) -> None:
        """`both marketing: F1 1600`: what marketing put forward and both signed."""
        first = re.split(r"[\s:]", rest.text, maxsplit=1)[0]
        by: Seat = "distribution" if first.casefold() in ("d", "distribution") else "marketing"
        named = first.casefold() in ("m", "marketing", "d", "distribution")
        self._part = JointPart(by, "signed" if word == "both" else "unsigned", head)
        if self._has_room(self.block.joint, head.at, "proposals"):
            self.block.joint.append(self._part)
        codes = rest.text[len(first) :] if named else rest.text
        bare = codes.lstrip(": \t")
        if bare:
            self._codes(bare, rest.at + len(rest.text) - len(bare))

    def _words(self, word: str, head: Snippet, rest: Snippet) -> None:
        """A line of words: a reason, an answer, or a line to keep."""
        part = self._part
        if part is None or (word != "because" and isinstance(part, JointPart)):
            owner = "a line 'marketing' or 'distribution'" + (", 'both' or 'unsigned'" if word == "because" else "")
            self._wrong(head.at, f"expected {owner} before '{head.text}'.")
        elif not rest.text:
            self._wrong(head.at, f"expected words after '{head.text}'.")
        elif word == "because":
            self._once(part.because, head)
            part.because = rest
        elif isinstance(part, SeatPart) and word == "kept":
            self._once(part.kept, head)
            part.kept = rest
        elif isinstance(part, SeatPart):
            self._answer(part, rest)

    def _once(self, already: Snippet | None, head: Snippet) -> None:
        if already is not None:
            self._wrong(head.at, f"'{head.text}' is there twice. Keep one of the two lines.")

    def _answer(self, part: SeatPart, rest: Snippet) -> None:
        code, _, words = rest.text.partition(" ")
        if not words.strip():
            self._wrong(rest.at, "expected a card and the words of the answer, such as: answer Q7 Two days, no more.")
            return
        if not self._has_room(part.answers, rest.at, "answers"):
            return
        at = rest.at + len(rest.text) - len(words.lstrip())
        part.answers.append(CodeEntry(Snippet(code.rstrip(":"), rest.at), Snippet(words.strip(), at)))

    def _codes(self, line: str, at: int) -> None:
        """A line of codes and values."""
        if self._part is None:
            self._wrong(at, f"expected {', '.join(HEADS)} before the first code, given '{_short(line)}'.")
            return
        found = (Snippet(part[0].rstrip(",:"), at + part.start()) for part in _PART.finditer(line))
        marks = deque(mark for mark in found if mark.text)
        while marks:
            code = marks.popleft()
            if _CARD.fullmatch(code.text):
                self._card(code)
            elif not _is_code(code.text):
                self._wrong(code.at, f"expected a code such as P1, given '{_short(code.text)}'.")
                while marks and not _is_code(marks[0].text) and not _CARD.fullmatch(marks[0].text):
                    marks.popleft()  # what stood beside it
            elif not marks or (_is_code(marks[0].text) and not self._takes(code.text, marks[0].text)):
                self._wrong(code.at, f"expected a value after '{code.text}'.")
            else:
                self._part.entries.append(CodeEntry(code, marks.popleft()))

    def _card(self, code: Snippet) -> None:
        if isinstance(self._part, SeatPart):
            if self._has_room(self._part.cards, code.at, "question cards"):
                self._part.cards.append(code)
        else:
            self._wrong(code.at, f"'{code.text}' is a question card: it goes below 'marketing' or 'distribution'.")

    def _takes(self, code: str, value: str) -> bool:
        """Is this value, though it looks like a code, the name of a choice or a yes or no?"""
        return value.casefold() in ("no", "on") and lever_of(code) is not None


def _is_code(text: str) -> bool:
    """Does it look like a code of the scheme, on this sheet or not?"""
    if _READING.fullmatch(text) or text.upper().startswith("LEAD-"):
        return True
    if not CODE.fullmatch(text.upper()):
        return False
    lever = lever_of(text)
    return lever is not None and (lever.over == "company") == (not text[-1].isdecimal())


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:37]}..."
