"""A file as it would be without its wrong values, so that the rest of it can be checked at once."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from game.scenario.positions import Path, has

Shape = TypeVar("Shape", bound=BaseModel)


def healed(shape: type[Shape], tree: dict[str, Any], wrong: Iterable[Path]) -> Shape | None:
    """The shape with every wrong value left out, or None when it cannot be had.

    Args:
        shape: what the file should be.
        tree: what tomllib read.
        wrong: where the wrong values are.
    """
    rest = deepcopy(tree)
    for path in sorted(set(wrong), key=len, reverse=True):
        _drop(rest, path)
    try:
        return shape.model_validate(rest)
    except ValidationError:
        return None


def _drop(tree: dict[str, Any], path: Path) -> None:
    """Take out the key that holds a wrong value; an entry of a list takes the whole list with it."""
    while path and isinstance(path[-1], int):
        path = path[:-1]
    node: Any = tree
    for part in path[:-1]:
        if not has(node, part):
            return
        node = node[part]
    if path and isinstance(node, dict):
        node.pop(path[-1], None)
