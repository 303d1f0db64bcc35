"""A file as it would be without its wrong values, so that the rest of it can be checked at once."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from typing import Any, Final, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from game.doors.positions import Path, has
from game.scenario.wording import choices_in, real_path

DECISIVE: Final = frozenset(
    {"key", "rounds", "on_sale", "open", "list_price", "marketing_budget", "distribution_budget"}
)
"""Keys that decide what is right elsewhere in the file: when one of them is wrong, nobody can tell."""

Shape = TypeVar("Shape", bound=BaseModel)


def healed(shape: type[Shape], tree: dict[str, Any], errors: Sequence[ErrorDetails]) -> Shape | None:
    """The shape with every wrong value left out, or replaced where one is needed; None when it cannot be had.

    Args:
        shape: what the file should be.
        tree: what tomllib read.
        errors: what pydantic found wrong with it.
    """
    rest = deepcopy(tree)
    wrong = {real_path(error["loc"], tree): error for error in errors}
    for path in sorted(wrong, key=len, reverse=True):
        if not path or path[-1] in DECISIVE or wrong[path]["type"] == "missing":
            return None
        _put(rest, path, None)
    try:
        return shape.model_validate(rest)
    except ValidationError as still:
        for needed in still.errors(include_url=False):
            path = (*real_path(needed["loc"][:-1], rest), needed["loc"][-1])
            if path in wrong:
                _put(rest, path, _stand_in(wrong[path]))
    try:
        return shape.model_validate(rest)
    except ValidationError:
        return None


def _put(tree: dict[str, Any], path: Path, value: object) -> None:
    """Set the value at a path, or take it out when it is None; an entry of a list takes the whole list with it."""
    while path and isinstance(path[-1], int):
        path = path[:-1]
    node: Any = tree
    for part in path[:-1]:
        if not has(node, part):
            return
        node = node[part]
    if path and isinstance(node, dict):
        node.pop(path[-1], None)
        if value is not None:
            node[path[-1]] = value


def _stand_in(error: ErrorDetails) -> object:
    """Any value that would be right in the place of a wrong one, or None."""
    context = error.get("ctx", {})
    kind = error["type"]
    if kind == "literal_error":
        return next(iter(choices_in(context["expected"])), None)
    if kind in ("greater_than_equal", "less_than_equal"):
        return next(iter(context.values()))
    return {"float_type": 1.0, "finite_number": 1.0, "int_type": 1, "int_from_float": 1, "string_type": "x"}.get(kind)
