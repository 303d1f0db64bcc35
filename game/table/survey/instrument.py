"""What is ranked and rated to measure the perception gap, and what a seat gives of it: rankings, ratings, a promise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Final, TypeAlias

from pydantic import Field, ValidationError

from game.content import facilitator_folder
from game.doors.files import read_bytes
from game.doors.toml import short_name
from game.refusal import Refusal
from game.rules.levers import Seat
from game.scenario.reading import examine_shape
from game.scenario.shape.fields import FileTable, Key, Line

FILE: Final = "instrument.toml"
FEWEST, MOST = 4, 15
LOWEST, HIGHEST = 1, 7
"""How far a person agrees with a statement: 1 not at all, 7 fully."""


@dataclass(frozen=True)
class Priority:
    """Something that people rank."""

    key: str
    name: str
    means: str


@dataclass(frozen=True)
class Statement:
    """What one role is often said to be; both seats rate every statement."""

    key: str
    about: Seat
    says: str


@dataclass(frozen=True)
class Instrument:
    """The priorities to rank and the statements to rate, in the order in which they are shown."""

    priorities: tuple[Priority, ...]
    statements: tuple[Statement, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the priorities."""
        return tuple(one.key for one in self.priorities)

    def written(self) -> dict[str, Any]:
        """The instrument as the tables of its file."""
        return {
            "priorities": {one.key: {"name": one.name, "means": one.means} for one in self.priorities},
            "statements": {one.key: {"about": one.about, "says": one.says} for one in self.statements},
        }


class PriorityFile(FileTable):
    """A priority as the file has it."""

    name: Line = Field(description="How it is called on screens and sheets.")
    means: Line = Field(description="What it means, in a few words.")


class StatementFile(FileTable):
    """A statement as the file has it."""

    about: Seat = Field(description="The seat that it is about.")
    says: Line = Field(description="What people agree or disagree with.")


class InstrumentFile(FileTable):
    """The whole file."""

    priorities: Annotated[
        dict[Key, PriorityFile], Field(min_length=FEWEST, max_length=MOST, description="What is ranked, by key.")
    ]
    statements: Annotated[
        dict[Key, StatementFile],
        Field(default_factory=dict, max_length=MOST, description="What is rated, by key; there may be none."),
    ]


def read_instrument(path: Path | None = None) -> Instrument:
    """The instrument of this installation, or of a file of one's own.

    Raises:
        Refusal: when the file cannot be read, or with every problem in it.
    """
    path = path or facilitator_folder() / FILE
    content = read_bytes(path, "the instrument's file")
    file = examine_shape(content, short_name(path), InstrumentFile, lambda file, tree: [])
    return _made(file)


def instrument_of(tree: Mapping[str, Any]) -> Instrument:
    """The instrument that `written` wrote.

    Raises:
        Refusal: when it lacks something or something is of the wrong kind.
    """
    try:
        return _made(InstrumentFile.model_validate(dict(tree)))
    except ValidationError as error:
        where = [".".join(map(str, wrong["loc"])) for wrong in error.errors(include_url=False)]
        raise Refusal(f"expected priorities and statements, could not read: {', '.join(where)}.") from None


def _made(file: InstrumentFile) -> Instrument:
    priorities = tuple(Priority(key, one.name, one.means) for key, one in file.priorities.items())
    statements = tuple(Statement(key, one.about, one.says) for key, one in file.statements.items())
    return Instrument(priorities, statements)


Ranks: TypeAlias = Mapping[str, int]


@dataclass(frozen=True)
class Rank:
    """Rank the priorities; a later ranking of the same moment and kind replaces it. Private until the debrief.

    Args:
        moment: "before", "middle" or "after" the season.
        whose: "own" = as they matter to this seat; "partner" = as it expects the partner's own to be; "meta" = as it
            expects that the partner thinks this seat's own are.
        ranks: 1 (first) to the number of priorities, for every priority; equal ranks are ties.
        paper: brought along, from paper or from another record of the same two: the moment is what is said there, not
            what the table knows.
    """

    seat: Seat
    moment: str
    whose: str
    ranks: Ranks
    paper: bool = False


@dataclass(frozen=True)
class Rate:
    """Rate a statement about one of the two roles; a later rating of the same moment replaces it.

    Args:
        moment: "before", "middle" or "after" the season.
        statement: key of a statement of the table's instrument.
        agree: 1 (not at all) to 7 (fully).
        others: of a hundred people in the other role, how many would agree.
        paper: brought along, from paper or from another record.
    """

    seat: Seat
    moment: str
    statement: str
    agree: int
    others: int
    paper: bool = False


@dataclass(frozen=True)
class PassSurvey:
    """Rank and rate no more at this moment, or not at all when it comes; what was given stays."""

    seat: Seat
    moment: str


@dataclass(frozen=True)
class OpenDebrief:
    """This seat's play and its rankings are done: when both seats have opened it, each sees the other's."""

    seat: Seat


@dataclass(frozen=True)
class Reflect:
    """Answer a prompt of the debrief; a later answer replaces it.

    Args:
        prompt: the prompt's key.
        text: the answer; "" takes it back.
        quote: may it be read out and printed? Without it nobody but this seat reads it.
    """

    seat: Seat
    prompt: str
    text: str
    quote: bool = False


@dataclass(frozen=True)
class Promise:
    """One promise to take to work, to somebody real; a later one replaces it, "" takes it back.

    Args:
        text: what is promised.
        to: who it is made to, in the person's own words.
        quote: may it be read out and printed?
    """

    seat: Seat
    text: str
    to: str = ""
    quote: bool = False


SurveyMove: TypeAlias = Rank | Rate | PassSurvey | OpenDebrief | Reflect | Promise
"""Moves about the people rather than the season: they change no month, and some are made when it is over."""
