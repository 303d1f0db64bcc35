"""What can be done at a table, by a seat or with the table itself: small frozen moves, and how a record writes them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, asdict, dataclass, field, fields
from types import MappingProxyType
from typing import Any, Final, TypeAlias

from game.refusal import Refusal
from game.rules.levers import SEATS, Plan, Seat, Value
from game.table.holders import Holder
from game.table.structure import Structure, from_dials
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


@dataclass(frozen=True)
class Pause:
    """Let nobody move until the table goes on; `why` is shown to both seats."""

    why: str = ""


@dataclass(frozen=True)
class GoOn:
    """Go on after a pause."""


@dataclass(frozen=True)
class InjectEvent:
    """Bring an event card into the month that is being planned; a plan that is committed goes back to its seat.

    Args:
        card: of the catalogue, scenarios/events.toml.
        product: narrows its demand and arrivals to one product; "" = all.
        market: narrows its demand to one market; "" = all.
    """

    card: str
    product: str = ""
    market: str = ""


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
        "pause": Pause,
        "go-on": GoOn,
        "inject-event": InjectEvent,
        "change-structure": ChangeStructure,
        "hand-over": HandOver,
        "open-debrief-for-all": OpenDebriefForAll,
        "end-season": EndSeason,
    }
)


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
    try:
        return kind(**{key: _MADE[known[key]](one) if known[key] in _MADE else one for key, one in values.items()})
    except Refusal as refusal:
        raise Refusal(f"expected the move '{name}' as it is written: {refusal.message}") from None


_MADE: Final[Mapping[str, Callable[[Any], Any]]] = MappingProxyType(
    {"Structure": from_dials, "Holder": lambda written: Holder(**written)}
)
"""What is made of the tables that a record writes for some kinds of field."""

_KINDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "Seat": "marketing or distribution",
        "str": "text",
        "int": "a whole number",
        "bool": "true or false",
        "Plan": "a value per setting",
        "Ranks": "a whole number per priority",
        "Structure": "a name and every dial",
        "Holder": "held_by, name and persona",
    }
)


def _fits(kind: str, value: object) -> bool:
    if kind == "Seat":
        return value in SEATS
    if kind == "int":
        return type(value) is int
    if kind == "bool":
        return type(value) is bool
    if kind == "Structure":
        return isinstance(value, Mapping)
    if kind == "Holder":
        names = {part.name for part in fields(Holder)}
        return isinstance(value, Mapping) and set(value) == names and all(isinstance(v, str) for v in value.values())
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
