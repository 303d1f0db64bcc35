"""Sources: every number that a scenario gives says where it comes from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from game.doors.positions import Path
from game.doors.problems import Problem
from game.scenario.shape.document import ScenarioFile

PLAIN: Final = (("format",), ("rounds",), ("minutes",), ("events", "*", "round"), ("events", "*", "duration"))
"""Numbers that only say what the scenario is; they need no source."""

_TAGGED: Final = re.compile(r"\S \[[ATCD]( sign)?\]")


def check_sources(file: ScenarioFile, tree: dict[str, Any]) -> Iterator[Problem]:
    """Numbers without a source, sources without a number, and sources without a tag."""
    numbers = list(numbers_in(tree))
    if not file.sources:
        message = "expected a table [sources] that says where each number comes from, such as "
        yield Problem(("sources",), message + '"products.*.elasticity" = "design choice [D]", found none.', "table")
        return
    patterns = {pattern: tuple(pattern.split(".")) for pattern in file.sources}
    told: set[str] = set()
    used: set[str] = set()
    for path, names in numbers:
        covering = [pattern for pattern, parts in patterns.items() if _covers(parts, names)]
        used.update(covering)
        general = _general(path, names)
        if not covering and general not in told and not any(_covers(parts, names) for parts in PLAIN):
            told.add(general)
            message = f'expected a line in [sources] that says where this comes from, such as "{general}" = '
            yield Problem(path, message + '"design choice [D]", found none.')
    for pattern in patterns:
        if pattern not in used:
            message = f"expected the path of a number in this file (with * for any key or place), given '{pattern}'."
            yield Problem(("sources", pattern), message, "key")
    for pattern, source in file.sources.items():
        if not _TAGGED.search(source):
            message = "expected a source that carries its tag, [A], [T], [C] or [D], such as 'design choice [D]'."
            yield Problem(("sources", pattern), message)


def numbers_in(tree: object, path: Path = (), names: Sequence[str] = ()) -> Iterator[tuple[Path, list[str]]]:
    """Every number of a file: its path, and its name, where an entry of a list goes by its own key.

    A list of numbers counts as one.
    """
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield from numbers_in(value, (*path, key), [*names, key])
    elif isinstance(tree, list) and any(isinstance(entry, dict) for entry in tree):
        for at, entry in enumerate(tree):
            own = entry.get("key", at) if isinstance(entry, dict) else at
            yield from numbers_in(entry, (*path, at), [*names, str(own)])
    elif _number(tree) or (isinstance(tree, list) and any(_number(entry) for entry in tree)):
        yield path, list(names)


def _number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _covers(pattern: Sequence[str], names: Sequence[str]) -> bool:
    """A pattern covers what it names and all that is under it."""
    if len(pattern) > len(names):
        return False
    for part, name in zip(pattern, names, strict=False):  # noqa: SIM110 - twice as quick as all()
        if part != name and part != "*":
            return False
    return True


def _general(path: Path, names: Sequence[str]) -> str:
    """The pattern to suggest: * for the places in lists."""
    return ".".join("*" if isinstance(part, int) else name for part, name in zip(path, names, strict=True))
