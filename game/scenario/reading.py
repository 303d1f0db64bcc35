"""From the text of a file to its shape, or to every problem in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from pathlib import Path as File
from typing import Any, Final, TypeAlias, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from game.content import scenarios_folder
from game.doors.files import read_bytes
from game.doors.positions import Path, has
from game.doors.problems import Problem, report
from game.doors.toml import Tree, parse, short_name
from game.refusal import Refusal
from game.scenario.checks import check_catalogue, check_scenario
from game.scenario.shape.document import CardFile, CatalogueFile, ScenarioFile
from game.scenario.shelf import FILE
from game.scenario.wording import choices_in, problems_of, real_path

Cards: TypeAlias = Mapping[str, CardFile]
Shape = TypeVar("Shape", bound=BaseModel)
CATALOGUE = "events.toml"

DECISIVE: Final = frozenset(
    {"key", "rounds", "on_sale", "open", "list_price", "marketing_budget", "distribution_budget"}
)
"""Keys that decide what is right elsewhere in the file: when one of them is wrong, nobody can tell."""


def read_cards() -> Cards:
    """The catalogue of event cards, by key.

    Raises:
        Refusal: with every problem of the catalogue.
    """
    path = scenarios_folder() / CATALOGUE
    return examine_catalogue(read_bytes(path, "the catalogue of event cards"), short_name(path)).cards


def read_scenario(path: File, cards: Cards, content: bytes | None = None) -> ScenarioFile:
    """A scenario's file; `content` is all of it where it has been read already.

    Raises:
        Refusal: when it cannot be opened, or with every problem in it.
    """
    folder = path.resolve().parent.name if path.name == FILE else None
    return examine(content or read_bytes(path, "a scenario's file"), short_name(path), cards, folder)


def examine(content: bytes, name: str, cards: Cards, folder: str | None = None) -> ScenarioFile:
    """The content of a scenario's file.

    Args:
        content: all of it.
        name: how problems name the file.
        cards: the event cards that it may use.
        folder: the name of its folder, which its slug must be; None when that does not matter.

    Raises:
        Refusal: with every problem in it.
    """
    return examine_shape(content, name, ScenarioFile, lambda file, tree: check_scenario(file, tree, cards, folder))


def examine_catalogue(content: bytes, name: str) -> CatalogueFile:
    """The content of a catalogue of event cards, or every problem in it; `name` is how problems name the file."""
    return examine_shape(content, name, CatalogueFile, lambda file, tree: check_catalogue(file))


def examine_shape(
    content: bytes, name: str, shape: type[Shape], check: Callable[[Shape, Tree], list[Problem]]
) -> Shape:
    """The content of any TOML file with a shape: a scenario's, or one of the facilitator's.

    Args:
        content: all of it.
        name: how problems name the file.
        shape: what it should be.
        check: finds what a shape alone cannot tell, from the file and its tree.

    Raises:
        Refusal: with every problem in it.
    """
    document = parse(content, name)
    tree, steering = document.tree, list(document.problems)
    try:
        file = shape.model_validate(tree)
    except ValidationError as error:
        wrong = error.errors(include_url=False)
        problems = steering + problems_of(wrong, tree, shape)
        rest = _healed(shape, tree, wrong)
        if rest is not None:
            problems += [more for more in check(rest, tree) if not _near(more.path, problems)]
        raise Refusal(report(document.page, problems)) from None
    problems = steering + check(file, tree)
    if problems:
        raise Refusal(report(document.page, problems))
    return file


def _near(path: Path, problems: list[Problem]) -> bool:
    """Is this in a table (or around one) where something else is wrong? It may be only a consequence."""
    tables = [problem.path[:-1] or problem.path for problem in problems]
    return any(path[: len(table)] == table or table[: len(path)] == path for table in tables)


def _healed(shape: type[Shape], tree: dict[str, Any], errors: Sequence[ErrorDetails]) -> Shape | None:
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
    return {
        "float_type": 1.0,
        "finite_number": 1.0,
        "int_type": 1,
        "int_from_float": 1,
        "string_type": "x",
        "currency": "€",
    }.get(kind)
