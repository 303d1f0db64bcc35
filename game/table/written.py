"""How a move is written in a record, and read again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, asdict, fields
from types import MappingProxyType
from typing import Any, Final, cast

from pydantic import TypeAdapter, ValidationError

from game.doors.text import quoted
from game.refusal import Refusal
from game.rules.levers import SEATS, Value
from game.scenario.wording import faults
from game.table.moves import MOVES, Move, TableMove
from game.table.structure import Holder, Structure


def format_move(move: Move | TableMove) -> dict[str, Any]:
    """A move as a record writes it: its name, then its fields; what it says no reason for is left out.

    Raises:
        Refusal: when a field is of another kind than the one it is read back as.
    """
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
            written[part.name] = _plain(value) if str(part.type) == "Value" else value
        if part.name in written:
            _check_kind(name, part.name, str(part.type), written[part.name])
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
        _check_kind(name, key, known[key], value)
    needed = [part.name for part in fields(kind) if part.default is MISSING and part.default_factory is MISSING]
    missing = [key for key in needed if key not in values]
    if missing:
        raise Refusal(f"expected {', '.join(needed)} for the move '{name}'; missing: {', '.join(missing)}")
    made = {key: _made(value, _MADE[known[key]], name) for key, value in values.items() if known[key] in _MADE}
    return kind(**{**values, **made})


def _check_kind(name: str, key: str, kind: str, value: object) -> None:
    expected, fits = _KINDS[kind]
    if not fits(value):
        raise Refusal(f"expected {expected} for {key} of the move '{name}': {quoted(value)}")


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
        "Value": ("a number, a word, true or false", lambda value: type(value) in (str, int, float, bool)),
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
