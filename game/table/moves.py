"""What can be done at a table, by a seat or with the table itself: small frozen moves; and each as it is written."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, asdict, dataclass, field, fields
from types import MappingProxyType
from typing import Any, Final, TypeAlias, cast, get_args

from pydantic import TypeAdapter, ValidationError

from game.doors.text import quoted
from game.refusal import Refusal
from game.rules.levers import SEATS, Plan, Seat, Value
from game.scenario.wording import faults
from game.table.structure import Holder, Structure
from game.table.survey.moves import SurveyMove


@dataclass(frozen=True)
class Predict:
    """Privately: which of the partner's constraints binds hardest this month, and what it does with one lever.

    What is left unanswered is "" or 0; one of the two things is said.
    """

    seat: Seat
    constraint: str  # a key of `game.table.seen.readings.CONSTRAINTS[other(seat)]`; "" = unanswered
    lever: str  # key of a setting that the partner leads
    expects: str  # "up", "same" or "down" for a number; "on" or "off" for a switch; the name for a choice; ""
    confidence: int  # 1 (a guess) to 5 (certain); 0 = unanswered


@dataclass(frozen=True)
class Ask:
    """Play a question card on the partner."""

    seat: Seat
    card: str


@dataclass(frozen=True)
class Answer:
    """Answer the card that the partner played on this seat."""

    seat: Seat
    card: str
    text: str


@dataclass(frozen=True)
class Say:
    """Say something to the partner, where the structure lets the two talk freely."""

    seat: Seat
    text: str


@dataclass(frozen=True)
class Propose:
    """Put a joint decision forward: settings that both sign, or `lead.<lever>` with a seat or "joint"."""

    seat: Seat
    settings: Plan  # a value for each setting it is about
    why: str = ""  # one sentence for the partner
    id: str = ""  # how it is called afterwards; "" = the table numbers it ("P1", "P2", ...)


@dataclass(frozen=True)
class Sign:
    """Agree to the partner's proposal."""

    seat: Seat
    id: str
    why: str = ""


@dataclass(frozen=True)
class Decline:
    """Say no to the partner's proposal, with a sentence why."""

    seat: Seat
    id: str
    why: str


@dataclass(frozen=True)
class Withdraw:
    """Take back an own proposal that the partner has not answered."""

    seat: Seat
    id: str
    why: str = ""


@dataclass(frozen=True)
class Ready:
    """Nothing more to do in this phase: go on to the next. A phase's own moves go on by themselves."""

    seat: Seat


@dataclass(frozen=True)
class Commit:
    """The plan of this seat for this month; settings left out are as in the observation's `current`."""

    seat: Seat
    plan: Plan = field(default_factory=dict)
    why: str = ""


@dataclass(frozen=True)
class Uncommit:
    """Take the plan back, while the partner has not committed."""

    seat: Seat


@dataclass(frozen=True)
class KeepLine:
    """'I did this because ...': a line about the month that was last revealed. A later one replaces it."""

    seat: Seat
    text: str


@dataclass(frozen=True)
class Pause:
    """Let nobody move until the table goes on; `why` is shown to both seats."""

    why: str = ""


@dataclass(frozen=True)
class GoOn:
    """Go on after a pause."""


@dataclass(frozen=True)
class InjectEvent:
    """Bring an event card into the month that is being planned; a plan that is committed goes back to its seat."""

    card: str  # of the catalogue, scenarios/events.toml
    product: str = ""  # narrows its demand and arrivals to one product; "" = all
    market: str = ""  # narrows its demand to one market; "" = all


@dataclass(frozen=True)
class ChangeStructure:
    """Other rules of working together: at once where nobody has acted in the month, else from the next month on."""

    structure: Structure


@dataclass(frozen=True)
class HandOver:
    """Somebody else holds a seat from now on: a person, a partner with its persona, or back."""

    seat: Seat
    holder: Holder


@dataclass(frozen=True)
class OpenDebriefForAll:
    """When the season is over: open the debrief to both seats, whether or not they have answered what was asked."""


@dataclass(frozen=True)
class EndSeason:
    """End the season before its last month; it counts as far as it was played, and `why` is shown to both seats."""

    why: str = ""


Move: TypeAlias = (
    Predict | Ask | Answer | Say | Propose | Sign | Decline | Withdraw | Ready | Commit | Uncommit | KeepLine
    | SurveyMove
)  # fmt: skip

TableMove: TypeAlias = Pause | GoOn | InjectEvent | ChangeStructure | HandOver | OpenDebriefForAll | EndSeason
"""Moves of the table itself, which belong to no seat."""


MOVES: Final[Mapping[str, type[Move | TableMove]]] = MappingProxyType(
    {
        re.sub("(?<=[a-z])(?=[A-Z])", "-", kind.__name__).lower(): kind
        for kind in (*get_args(Move), *get_args(TableMove))
    }
)
"""Every move by its name: that of its class, in small letters, with dashes."""


def format_move(move: Move | TableMove) -> dict[str, Any]:
    """A move as a record writes it: its name, then its fields; what it says no reason for is left out."""
    name = next(name for name, kind in MOVES.items() if type(move) is kind)
    written: dict[str, Any] = {"move": name}
    for part in fields(move):
        value = getattr(move, part.name)
        if isinstance(value, Structure | Holder):
            written[part.name] = asdict(value)
        elif isinstance(value, Mapping) and str(part.type) == "Ranks":
            written[part.name] = dict(value)
        elif isinstance(value, Mapping):
            written[part.name] = {key: _plain(one) for key, one in value.items()}
        elif value != "" or part.default != "":
            written[part.name] = value
    return written


def parse_move(written: Mapping[str, Any]) -> Move | TableMove:
    """The move that `format_move` wrote.

    Raises:
        Refusal: when it is no move, or lacks a field, or has one of the wrong kind.
    """
    name = written.get("move")
    if not isinstance(name, str) or name not in MOVES:
        raise Refusal(f"expected a move, one of {', '.join(MOVES)}: {quoted(name)}")
    kind, values = MOVES[name], {key: value for key, value in written.items() if key != "move"}
    known = {part.name: str(part.type) for part in fields(kind)}
    for key, value in values.items():
        if key not in known:
            raise Refusal(f"expected {', '.join(known)} for the move '{name}': {quoted(key)}")
        expected, fits = _KINDS[known[key]]
        if not fits(value):
            raise Refusal(f"expected {expected} for {key} of the move '{name}': {quoted(value)}")
    needed = [part.name for part in fields(kind) if part.default is MISSING and part.default_factory is MISSING]
    missing = [key for key in needed if key not in values]
    if missing:
        raise Refusal(f"expected {', '.join(needed)} for the move '{name}'; missing: {', '.join(missing)}")
    made = {key: _made(value, _MADE[known[key]], name) for key, value in values.items() if known[key] in _MADE}
    return kind(**{**values, **made})


def _made(written: Any, kind: type[Structure | Holder], name: str) -> Structure | Holder:
    try:
        return TypeAdapter(kind).validate_python(written)
    except ValidationError as error:
        raise Refusal(f"expected the move '{name}' as it is written: {faults(error, written)}") from None


_MADE: Final[Mapping[str, type[Structure | Holder]]] = MappingProxyType({"Structure": Structure, "Holder": Holder})
"""What is made of the tables that a record writes for some kinds of field."""

_KINDS: Final[Mapping[str, tuple[str, Callable[[Any], bool]]]] = MappingProxyType(
    {
        "Seat": ("marketing or distribution", SEATS.__contains__),
        "str": ("text", lambda value: isinstance(value, str)),
        "int": ("a whole number", lambda value: type(value) is int),
        "bool": ("true or false", lambda value: type(value) is bool),
        "Plan": ("a value per setting", lambda value: _each(value, str, int, float, bool)),
        "Ranks": ("a whole number per priority", lambda value: _each(value, int)),
        "Structure": ("a name and every dial", lambda value: _filled(value, Structure)),
        "Holder": ("held_by, name and persona", lambda value: _filled(value, Holder)),
    }
)
"""What is expected for each kind of field, and whether a value is that."""


def _filled(value: object, kind: type[Structure | Holder]) -> bool:
    return _each(value, str) and set(cast(dict[str, str], value)) == {part.name for part in fields(kind)}


def _each(value: object, *kinds: type) -> bool:
    return isinstance(value, Mapping) and all(type(one) in kinds for one in value.values())


def _plain(value: Value) -> Value:
    """The value as TOML knows it: NumPy's floats are floats, and whole numbers are written as numbers too."""
    if isinstance(value, bool | str):
        return value
    return float(value)
