"""What is ranked and rated to measure the perception gap, read from facilitator/instrument.toml."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from secrets import randbelow
from typing import Annotated, Any, Final, Literal, TypeAlias, get_args

from pydantic import Field, ValidationError

from game.content import facilitator_folder
from game.doors.files import read_bytes
from game.doors.toml import short_name
from game.refusal import Refusal
from game.rules.levers import Seat
from game.scenario import Scenario
from game.scenario.reading import examine_shape
from game.scenario.shape.fields import FileTable, Key, Line
from game.scenario.wording import faults

FILE: Final = "instrument.toml"
FEWEST, MOST = 4, 15
LOWEST, HIGHEST = 1, 7
"""How far a person agrees with a statement: 1 not at all, 7 fully."""


Whose: TypeAlias = Literal["job", "own", "partner", "meta"]
WHOSE: Final[tuple[Whose, ...]] = get_args(Whose)
"""Whose order a ranking is about: one's own at one's real work, one's own in the chair, what the partner's is expected
to be, and what the partner expects."""
IN_CHAIR: Final[tuple[Whose, ...]] = ("own", "partner", "meta")
"""What is ranked in the chair, at every moment; the real work is asked about once, before the brief is read."""
TOP: Final = 3
"""How many things the order of one's real work names; the others count as level."""
FINES: Final = "fines"
SHUFFLES: Final = 2**31
"""How many sets of orders there are to list things in."""


@dataclass(frozen=True)
class Priority:
    """Something that people rank."""

    key: str
    name: str
    means: str
    needs: str = ""  # it is ranked where a place has this: a lever, or "fines"; "" = everywhere


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
    rankings: tuple[Whose, ...] = IN_CHAIR  # which are asked for
    shuffle: int = 0  # where the orders begin in which things are listed; 0 = as they stand here, for everybody

    @property
    def short(self) -> Instrument:
        """The short form, half as long: one's own order and the partner's, and no statement."""
        kept = tuple(whose for whose in self.rankings if whose != "meta")
        return replace(self, statements=(), rankings=kept)

    def of(self, scenario: Scenario) -> Instrument:
        """The same without what this place does not have: nobody ranks a launch date where nothing is launched."""
        here = {setting.lever.id for setting in scenario.sheet.settings}
        here |= {FINES} if (scenario.world.markets.fine > 0.0).any() else set()
        kept = tuple(replace(one, needs="") for one in self.priorities if not one.needs or one.needs in here)
        return replace(self, priorities=kept)

    def asked(self, moment: str) -> tuple[Whose, ...]:
        """The rankings that are asked for at a moment."""
        return tuple(whose for whose in self.rankings if whose != "job" or moment == "before")

    def listed(self, seat: str, moment: str, whose: str) -> tuple[Priority, ...]:
        """The priorities in the order in which one question lists them for one person.

        So an order that nobody thought about is nobody's in particular.
        """
        if not self.shuffle:
            return self.priorities
        words = f"{self.shuffle} {seat} {moment} {whose}"
        return tuple(sorted(self.priorities, key=lambda one: sha256(f"{words} {one.key}".encode()).digest()))

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the priorities."""
        return tuple(one.key for one in self.priorities)

    def written(self) -> dict[str, Any]:
        """The instrument as the tables of its file."""
        rankings = {} if self.rankings == IN_CHAIR else {"rankings": list(self.rankings)}
        shuffle = {"shuffle": self.shuffle} if self.shuffle else {}
        needs = {one.key: {"needs": one.needs} if one.needs else {} for one in self.priorities}
        return {
            **rankings,
            **shuffle,
            "priorities": {one.key: {"name": one.name, "means": one.means} | needs[one.key] for one in self.priorities},
            "statements": {one.key: {"about": one.about, "says": one.says} for one in self.statements},
        }


class PriorityFile(FileTable):
    """A priority as the file has it."""

    name: Line = Field(description="How it is called on screens and sheets.")
    means: Line = Field(description="What it means, in a few words.")
    needs: Literal["", "fines", "launch", "market-entry", "promotion"] = Field(
        default="", description="It is ranked where a place has this; left out = everywhere."
    )


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
        Field(
            default_factory=lambda: list(IN_CHAIR), min_length=1, description="Which rankings are asked for, in order."
        ),
    ]
    shuffle: int = Field(default=0, ge=0, lt=2**63, description="Where the orders of the lists begin; a record has it.")


def read_instrument(path: Path | None = None) -> Instrument:
    """The instrument of this installation, or of a file of one's own.

    Raises:
        Refusal: when the file cannot be read, or with every problem in it.
    """
    path = path or facilitator_folder() / FILE
    content = read_bytes(path, "the instrument's file")
    file = examine_shape(content, short_name(path), InstrumentFile, lambda file, tree: [])
    return _made(file)


def fresh_instrument() -> Instrument:
    """The same for one new table: every list in an order drawn for it.

    Raises:
        Refusal: as `read_instrument`.
    """
    return replace(read_instrument(), shuffle=randbelow(SHUFFLES) + 1)


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
    priorities = tuple(Priority(key, one.name, one.means, one.needs) for key, one in file.priorities.items())
    statements = tuple(Statement(key, one.about, one.says) for key, one in file.statements.items())
    return Instrument(priorities, statements, tuple(dict.fromkeys(file.rankings)), file.shuffle)
