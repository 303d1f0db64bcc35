"""What two seats said to each other, as both see it: the talk, figures heard, requests, and words given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from game.rules.levers import Seat, Value
from game.table.moves import Limit

AnswerKind: TypeAlias = Literal["words", "deal", "units", "days", "hours", "money", "limit"]
"""What the answer to a card tells in figures: a limit is the most units; "words" = nothing."""


EntryKind: TypeAlias = Literal[
    "ask", "answer", "say", "request", "yes", "no", "offer", "propose", "sign", "decline", "withdraw"
]


@dataclass(frozen=True)
class Entry:
    """One thing said in a month's talk."""

    round: int
    number: int  # its place in the month's talk, from 1
    by: Seat
    kind: EntryKind
    about: str  # key of the card, id of the request or the proposal; "" for free words
    text: str  # the words or the reason; of a card what it asks
    values: dict[str, Value]  # of an answer, a request, an offer or a proposal: by setting, or by what was told of
    measure: AnswerKind = "words"  # what an answer's figures are
    limit: Limit = "is"  # how a request is meant, and the round in which it is to hold
    month: int = 0


@dataclass(frozen=True)
class Heard:
    """A figure that the partner told: hearsay, for as long as nobody looks."""

    round: int  # in which it was told
    card: str
    kind: AnswerKind
    item: str  # key of the product or market; "" = the company
    value: Value  # the depth of a deal, or a number
    month: int  # the round that it is about
    of: float  # of how many, where that was told too; 0 = not


RequestStatus: TypeAlias = Literal["open", "given", "declined", "withdrawn", "lapsed"]


@dataclass(frozen=True)
class Requested:
    """What one seat requested of the other, and what became of it."""

    id: str
    by: Seat
    round: int
    key: str
    value: Value  # that was requested
    limit: Limit
    month: int  # the round in which it is to hold
    why: str
    waits: Seat  # who is to answer, while it is open
    status: RequestStatus = "open"
    offered: Value | None = None  # what was named instead, last
    answer: str = ""  # what was said last


@dataclass(frozen=True)
class GivenWord:
    """A word given: a setting that its holder said it would hold in a month."""

    id: str  # of the request
    by: Seat  # who gave it
    round: int  # in which
    key: str
    value: Value
    limit: Limit
    month: int  # the round in which it is to hold
    kept: bool | None = None  # None until its month has played, and where somebody else came to decide it
    played: Value | None = None  # what the setting was then

    def is_kept_by(self, value: Value) -> bool:
        """Does a setting at this value keep the word?"""
        if self.limit == "is" or isinstance(value, bool | str) or isinstance(self.value, bool | str):
            return value == self.value
        near = 1e-9 * max(1.0, abs(self.value))
        return value >= self.value - near if self.limit == "at-least" else value <= self.value + near
