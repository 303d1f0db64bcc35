"""What a seat can do at a table: small frozen moves, and their written form in a record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields
from types import MappingProxyType
from typing import Any, Final, TypeAlias

from game.refusal import Refusal
from game.rules.levers import SEATS, Plan, Seat, Value
from game.table.survey.moves import OpenDebrief, PassSurvey, Promise, Rank, Rate, Reflect, SurveyMove


@dataclass(frozen=True)
class Predict:
    """Privately: which of the partner's constraints binds hardest this month, and what it does with one lever.

    Args:
        constraint: a key of `game.table.seen.readings.CONSTRAINTS[other(seat)]`.
        lever: key of a setting that the partner leads.
        expects: "up", "same" or "down" for a number; "on" or "off" for a switch; the name for a choice.
        confidence: 1 (a guess) to 5 (certain).
    """

    seat: Seat
    constraint: str
    lever: str
    expects: str
    confidence: int


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
    """Put a joint decision forward: settings that both sign, or `lead.<lever>` with a seat or "joint".

    Args:
        settings: a value for each setting it is about.
        why: one sentence for the partner.
        id: how it is called afterwards; "" = the table numbers it ("P1", "P2", ...).
    """

    seat: Seat
    settings: Plan
    why: str = ""
    id: str = ""


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


Move: TypeAlias = (
    Predict | Ask | Answer | Say | Propose | Sign | Decline | Withdraw | Ready | Commit | Uncommit | KeepLine
    | SurveyMove
)  # fmt: skip

MOVES: Final[Mapping[str, type[Move]]] = MappingProxyType(
    {
        "predict": Predict,
        "ask": Ask,
        "answer": Answer,
        "say": Say,
        "propose": Propose,
        "sign": Sign,
        "decline": Decline,
        "withdraw": Withdraw,
        "ready": Ready,
        "commit": Commit,
        "uncommit": Uncommit,
        "keep-line": KeepLine,
        "rank": Rank,
        "rate": Rate,
        "pass-survey": PassSurvey,
        "open-debrief": OpenDebrief,
        "reflect": Reflect,
        "promise": Promise,
    }
)


def format_move(move: Move) -> dict[str, Any]:
    """A move as a record writes it: its name, then its fields; what it says no reason for is left out."""
    name = next(name for name, kind in MOVES.items() if type(move) is kind)
    written: dict[str, Any] = {"move": name}
    for part in fields(move):
        value = getattr(move, part.name)
        if isinstance(value, Mapping) and str(part.type) == "Ranks":
            written[part.name] = dict(value)
        elif isinstance(value, Mapping):
            written[part.name] = {key: _plain(one) for key, one in value.items()}
        elif value != "" or part.default != "":
            written[part.name] = value
    return written


def parse_move(written: Mapping[str, Any]) -> Move:
    """The move that `format_move` wrote.

    Raises:
        Refusal: when it is no move, or lacks a field, or has one of the wrong kind.
    """
    name = written.get("move")
    if not isinstance(name, str) or name not in MOVES:
        raise Refusal(f"expected a move, one of {', '.join(MOVES)}: {name!r}")
    kind, values = MOVES[name], {key: value for key, value in written.items() if key != "move"}
    known = {part.name: str(part.type) for part in fields(kind)}
    for key, value in values.items():
        if key not in known:
            raise Refusal(f"expected {', '.join(known)} for the move '{name}': {key!r}")
        if not _fits(known[key], value):
            raise Refusal(f"expected {_KINDS[known[key]]} for {key} of the move '{name}': {value!r}")
    needed = [part.name for part in fields(kind) if part.default is MISSING and part.default_factory is MISSING]
    missing = [key for key in needed if key not in values]
    if missing:
        raise Refusal(f"expected {', '.join(needed)} for the move '{name}'; missing: {', '.join(missing)}")
    return kind(**values)


_KINDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "Seat": "marketing or distribution",
        "str": "text",
        "int": "a whole number",
        "bool": "true or false",
        "Plan": "a value per setting",
        "Ranks": "a whole number per priority",
    }
)


def _fits(kind: str, value: object) -> bool:
    if kind == "Seat":
        return value in SEATS
    if kind == "int":
        return type(value) is int
    if kind == "bool":
        return type(value) is bool
    if kind == "Ranks":
        return isinstance(value, Mapping) and all(type(one) is int for one in value.values())
    if kind == "Plan":
        return isinstance(value, Mapping) and all(isinstance(one, str | int | float) for one in value.values())
    return isinstance(value, str)


def _plain(value: Value) -> Value:
    """The value as TOML knows it: NumPy's floats are floats, and whole numbers are written as numbers too."""
    if isinstance(value, bool | str):
        return value
    return float(value)
