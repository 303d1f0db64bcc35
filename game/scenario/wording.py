"""What pydantic finds wrong with a file's shape, said to the person who wrote the file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from game.doors.positions import Path, has
from game.doors.problems import Problem, listed
from game.doors.text import quoted, visible
from game.figures import units
from game.refusal import did_you_mean

Kept = TypeVar("Kept")
FEW = 6
KEY_HINT = "lower-case words joined by hyphens, such as 'house-blend'"


KINDS = frozenset(
    {"float_type", "int_type", "bool_type", "string_type", "list_type", "tuple_type", "dict_type", "model_type"}
)
"""Findings that a value is of another kind; where it may be of several, pydantic finds each of them missing."""


def problems_of(errors: Iterable[ErrorDetails], tree: object, model: type[BaseModel]) -> list[Problem]:
    """Pydantic's findings as problems, one for a value that is of none of the kinds that it may be.

    Args:
        errors: the findings.
        tree: what tomllib read.
        model: the shape that the whole file should have.
    """
    placed = [(real_path(error["loc"], tree), error) for error in errors]
    # Of the kinds that a value may be, the one that it is has more to say: about the value, or about what is in it.
    meant = {path for path, error in placed if error["type"] not in KINDS}
    meant |= {path[:at] for path, _ in placed for at in range(len(path))}
    strange: dict[Path, list[ErrorDetails]] = {}
    problems = []
    for path, error in placed:
        if error["type"] not in KINDS:
            problems.append(problem_of(error, tree, model))
        elif path not in meant:
            strange.setdefault(path, []).append(error)
    for path, several in strange.items():
        one = problem_of(several[0], tree, model)
        kinds = list(dict.fromkeys(map(_expected, several)))
        if len(kinds) > 1:
            either = f"{', '.join(kinds[:-1])} or {kinds[-1]}"
            one = Problem(path, f"expected {either} for '{_name(path)}', given {_given(several[0])}.")
        problems.append(one)
    return problems


def problem_of(error: ErrorDetails, tree: object, model: type[BaseModel]) -> Problem:
    """One of pydantic's findings as a problem.

    Args:
        error: the finding.
        tree: what tomllib read.
        model: the shape that the whole file should have.
    """
    loc, kind = error["loc"], error["type"]
    path = real_path(loc, tree)
    if kind == "missing":
        return _missing(path, loc[-1])
    if kind == "extra_forbidden":
        return _unknown(path, keys_at(model, path[:-1]))
    if loc and loc[-1] == "[key]":
        return _bad_key(path, error)
    name, expected = _name(path), _expected(error)
    if kind == "literal_error" and (known := choices_in(error["ctx"]["expected"])):
        expected, hint = _one_of(known, error["input"])
        return Problem(path, f"expected {expected} for '{name}', given {_given(error)}.{hint}")
    return Problem(path, f"expected {expected} for '{name}', given {_given(error)}.{_instead(error)}")


def _name(path: Path) -> str:
    return next((str(part) for part in reversed(path) if isinstance(part, str)), "the file")


def made_of(kind: type[Kept], tree: Mapping[str, Any]) -> Kept:
    """What a program wrote as a table, made again.

    Args:
        kind: a frozen dataclass.
        tree: its fields by their names.

    Raises:
        ValueError: when it lacks one, or one is of the wrong kind; says which, in a sentence.
    """
    try:
        # Through JSON, where pydantic makes dataclasses of tables and yet takes no word for a number.
        return TypeAdapter(kind).validate_json(json.dumps(tree, default=quoted), strict=True)
    except ValidationError as error:
        raise ValueError(faults(error, tree)) from None


def faults(error: ValidationError, tree: object) -> str:
    """What pydantic finds wrong with a tree that a program wrote, in a line: the first of it, each with its keys."""
    problems = problems_of(error.errors(include_url=False), tree, BaseModel)
    told = [f"{'.'.join(visible(str(part)) for part in one.path)}: {one.message}" for one in problems[:FEW]]
    return " ".join(told).removeprefix(": ") + (
        f" And {units(len(problems) - FEW)} more." if len(problems) > FEW else ""
    )


def real_path(loc: Sequence[str | int], tree: object) -> Path:
    """The part of pydantic's `loc` that the file has: `loc` also names branches of unions and tests of keys."""
    path: Path = ()
    node: Any = tree
    for part in loc:
        if has(node, part):
            node = node[part]
            path = (*path, part)
    return path


def keys_at(model: type[BaseModel], path: Path) -> list[str]:
    """The keys that the table at this path may have."""
    models = [model]
    for part in path:
        if isinstance(part, int):
            continue
        deeper = [inner for outer in models for inner in _models_under(outer, part)]
        models = deeper or models
    return [field.alias or name for found in models for name, field in found.model_fields.items()]


def choices_in(expected: str) -> list[str]:
    """The names in pydantic's list of literals: 'a', 'b' or 'c'."""
    return expected.split("'")[1::2]


def _models_under(model: type[BaseModel], key: str) -> Iterator[type[BaseModel]]:
    for name, field in model.model_fields.items():
        if key == (field.alias or name):
            yield from _models_in(field.annotation)


def _models_in(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models_in(part)


def _missing(path: Path, part: str | int) -> Problem:
    if isinstance(part, int):
        return Problem(path, f"expected at least {part + 1} values for '{path[-1]}', given {part}.")
    where = f" in '{path[-1]}'" if path and isinstance(path[-1], str) else ""
    if path and isinstance(path[-1], int):
        where = f" in entry {path[-1] + 1} of '{path[-2]}'"
    return Problem(path, f"expected the key '{part}'{where}, found none.", "table")


def _unknown(path: Path, known: Sequence[str]) -> Problem:
    hint = did_you_mean(path[-1], known) or f" The keys here are: {', '.join(known)}."
    return Problem(path, f"expected a key that is known here, given {quoted(path[-1])}.{hint}", "key")


def _bad_key(path: Path, error: ErrorDetails) -> Problem:
    if error["type"] == "literal_error":
        expected, hint = _one_of(choices_in(error["ctx"]["expected"]), path[-1])
        return Problem(path, f"expected {expected}, given {quoted(path[-1])}.{hint}", "key")
    return Problem(path, f"expected {KEY_HINT} as a key, given {quoted(path[-1])}.", "key")


def _one_of(known: Sequence[str], given: object) -> tuple[str, str]:
    """What was expected, and a hint; a long list is not shown to somebody who only mistyped."""
    hint = did_you_mean(given, known)
    return ("a name that is known here" if hint and len(known) > FEW else listed(known)), hint


def _given(error: ErrorDetails) -> str:
    value: Any = error["input"]
    if error["type"] == "string_too_long":
        return f"{len(value)} characters"
    if error["type"] == "int_type" and isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return f"{value}"  # 10.0: that it has a point is what is wrong with it
    return "nothing" if value == "" else quoted(value)


def _instead(error: ErrorDetails) -> str:
    """What to write where a value is right but for how it is written, begun with a space; "" = it is not."""
    value: Any = error["input"]
    kind = error["type"]
    if kind == "int_type" and isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return f" Write {int(value)}"
    if kind in ("int_type", "float_type") and isinstance(value, str):
        with suppress(ValueError):
            number = int(value) if kind == "int_type" else float(value)
            return f" Write {number} without quotes." if abs(number) < 1e15 else ""
    return ""


def _expected(error: ErrorDetails) -> str:
    """What should have been there."""
    context: Mapping[str, Any] = error.get("ctx", {})
    kind = error["type"]
    either = " or a table of them by key" if "(one)" in error["loc"] else ""
    plain = {
        "float_type": "a number",
        "int_type": "a whole number",
        "int_from_float": "a whole number",
        "bool_type": "true or false",
        "string_type": "text in quotes",
        "list_type": "a list",
        "tuple_type": "a list",
        "dict_type": "a table",
        "model_type": "a table",
        "dataclass_type": "a table",
        "finite_number": "a finite number",
        "int_parsing_size": "a smaller whole number",
    }
    if kind in plain:
        return plain[kind] + either
    if kind in ("greater_than_equal", "greater_than", "less_than_equal", "less_than"):
        limit = next(iter(context.values()))
        words = {"greater_than_equal": "at least", "greater_than": "more than", "less_than_equal": "at most"}
        return f"a number of {words.get(kind, 'less than')} {quoted(limit)}"
    if kind in ("too_short", "too_long"):
        limit = context.get("min_length", context.get("max_length"))
        return f"{'at least' if kind == 'too_short' else 'at most'} {limit} {'entry' if limit == 1 else 'entries'}"
    if kind == "literal_error":
        return str(context["expected"])
    if kind == "string_pattern_mismatch":
        return KEY_HINT if "-[a-z" in context["pattern"] else "a line of text"
    if kind == "string_too_short":
        return "some text"
    if kind == "string_too_long":
        return f"at most {context['max_length']} characters"
    return error["msg"].removeprefix("Input should be ")
