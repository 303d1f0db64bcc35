"""What is ranked and rated to measure the perception gap, read from facilitator/instrument.toml."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any, Final, Literal, TypeAlias, get_args

from pydantic import Field, ValidationError

from game.content import facilitator_folder
from game.doors.files import read_bytes
from game.doors.toml import short_name
from game.refusal import Refusal
from game.rules.levers import Seat
from game.scenario.reading import examine_shape
from game.scenario.shape.fields import FileTable, Key, Line
from game.scenario.wording import faults

FILE: Final = "instrument.toml"
FEWEST, MOST = 4, 15
LOWEST, HIGHEST = 1, 7
"""How far a person agrees with a statement: 1 not at all, 7 fully."""


Whose: TypeAlias = Literal["own", "partner", "meta"]
WHOSE: Final[tuple[Whose, ...]] = get_args(Whose)
"""Whose order a ranking is about: one's own, what the partner's is expected to be, and what the partner expects."""


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
    rankings: tuple[Whose, ...] = WHOSE  # which are asked for

    @property
    def short(self) -> Instrument:
        """The short form, half as long: one's own order and the partner's, and no statement."""
        return replace(self, statements=(), rankings=("own", "partner"))

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the priorities."""
        return tuple(one.key for one in self.priorities)

    def written(self) -> dict[str, Any]:
        """The instrument as the tables of its file."""
        rankings = {} if self.rankings == WHOSE else {"rankings": list(self.rankings)}
        return {
            **rankings,
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
    rankings: Annotated[
        list[Whose],
        Field(default_factory=lambda: list(WHOSE), min_length=1, description="Which rankings are asked for, in order."),
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


def instrument_of(tree: object) -> Instrument:
    """The instrument that `written` wrote.

    Raises:
        Refusal: when it lacks something or something is of the wrong kind.
    """
    try:
        return _made(InstrumentFile.model_validate(tree))
    except ValidationError as error:
        raise Refusal(f"expected priorities and statements: {faults(error, tree)}") from None


def _made(file: InstrumentFile) -> Instrument:
    priorities = tuple(Priority(key, one.name, one.means) for key, one in file.priorities.items())
    statements = tuple(Statement(key, one.about, one.says) for key, one in file.statements.items())
    return Instrument(priorities, statements, tuple(dict.fromkeys(file.rankings)))
