"""From the text of a file to its shape, or to every problem in it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path as File
from types import MappingProxyType
from typing import Any, Generic, TypeAlias, TypeVar

from pydantic import BaseModel, ValidationError

from game.content import scenarios_folder
from game.doors.positions import Path, scan
from game.doors.problems import Page, Problem, report
from game.refusal import Refusal
from game.scenario.checks import check_catalogue, check_scenario
from game.scenario.healing import healed
from game.scenario.shape.document import CardFile, CatalogueFile, ScenarioFile
from game.scenario.shelf import FILE
from game.scenario.wording import problem_of

Cards: TypeAlias = Mapping[str, CardFile]
Tree: TypeAlias = dict[str, Any]
Shape = TypeVar("Shape", bound=BaseModel)
CATALOGUE = "events.toml"
SAID = MappingProxyType({"Cannot overwrite a value": "this key has a value already"})


@dataclass(frozen=True)
class Reading(Generic[Shape]):
    """What came of a text: its shape when it has no problem, else the report of all of them."""

    shape: Shape | None
    report: str

    def or_refuse(self) -> Shape:
        """The shape.

        Raises:
            Refusal: with the report, when there are problems.
        """
        if self.shape is None:
            raise Refusal(self.report)
        return self.shape


def read_cards() -> Cards:
    """The catalogue of event cards, by key.

    Raises:
        Refusal: with every problem of the catalogue.
    """
    path = scenarios_folder() / CATALOGUE
    return examine_catalogue(file_bytes(path), short_name(path)).or_refuse().cards


def read_scenario(path: File, cards: Cards) -> ScenarioFile:
    """A scenario's file.

    Raises:
        Refusal: when it cannot be opened, or with every problem in it.
    """
    folder = path.resolve().parent.name if path.name == FILE else None
    return examine(file_bytes(path), short_name(path), cards, folder).or_refuse()


def examine(content: bytes, name: str, cards: Cards, folder: str | None = None) -> Reading[ScenarioFile]:
    """Look at the content of a scenario's file.

    Args:
        content: all of it.
        name: how problems name the file.
        cards: the event cards that it may use.
        folder: the name of its folder, which its slug must be; None when that does not matter.
    """
    return examine_shape(content, name, ScenarioFile, lambda file, tree: check_scenario(file, tree, cards, folder))


def examine_catalogue(content: bytes, name: str) -> Reading[CatalogueFile]:
    """Look at the content of a catalogue of event cards; `name` is how problems name the file."""
    return examine_shape(content, name, CatalogueFile, lambda file, tree: check_catalogue(file))


def examine_shape(
    content: bytes, name: str, shape: type[Shape], check: Callable[[Shape, Tree], list[Problem]]
) -> Reading[Shape]:
    """Look at the content of any TOML file with a shape: a scenario's, or one of the facilitator's.

    Args:
        content: all of it.
        name: how problems name the file.
        shape: what it should be.
        check: finds what a shape alone cannot tell, from the file and its tree.
    """
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        start = content[: error.start].decode("utf-8-sig", errors="replace")
        page = Page(name, content.decode("utf-8-sig", errors="replace"))
        return Reading(None, page.show(len(start), "expected text in UTF-8, given bytes that are none."))
    try:
        tree = tomllib.loads(text)
    except RecursionError:
        return Reading(None, f"{name}:1:1: expected values nested less deeply than these.")
    except ValueError as error:
        return Reading(None, _syntax(Page(name, text), error))
    try:
        file = shape.model_validate(tree)
    except ValidationError as error:
        wrong = error.errors(include_url=False)
        problems = [problem_of(found, tree, shape) for found in wrong]
        rest = healed(shape, tree, wrong)
        if rest is not None:
            problems += [more for more in check(rest, tree) if not _near(more.path, problems)]
        return Reading(None, _report(name, text, problems))
    problems = check(file, tree)
    return Reading(None, _report(name, text, problems)) if problems else Reading(file, "")


def _report(name: str, text: str, problems: list[Problem]) -> str:
    try:
        page = Page(name, text, scan(text))
    except RecursionError:  # nested more deeply than the scanner follows: told without places
        page = Page(name, text)
    return report(page, problems)


def _near(path: Path, problems: list[Problem]) -> bool:
    """Is this in a table (or around one) where something else is wrong? It may be only a consequence."""
    tables = [problem.path[:-1] or problem.path for problem in problems]
    return any(path[: len(table)] == table or table[: len(path)] == path for table in tables)


def short_name(path: File) -> str:
    """A path as short as somebody in this folder would type it."""
    try:
        return str(path.relative_to(File.cwd()))
    except ValueError:
        return str(path)


def file_bytes(path: File) -> bytes:
    """All of a file.

    Raises:
        Refusal: when it cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise Refusal(f"{path}: expected a file that can be read: {error.strerror or error}.") from None


def _syntax(page: Page, error: ValueError) -> str:
    """What tomllib could not read, at the place it names."""
    message = str(error)
    place = re.search(r" \(at (?:line (\d+), column (\d+)|end of document)\)$", message)
    offset = 0
    if place:
        message = message[: place.start()]
        offset = len(page.text)
        if place.group(1):
            lines = page.text.split("\n")
            offset = sum(len(line) + 1 for line in lines[: int(place.group(1)) - 1]) + int(place.group(2)) - 1
    said = SAID.get(message, message[:1].lower() + message[1:])
    return page.show(min(offset, len(page.text)), f"expected TOML, could not read on: {said}.")
