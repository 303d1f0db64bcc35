"""What a benchmark was measured on: marks of the rules' source and of a scenario's parts, to tell what changed."""

from __future__ import annotations

import hashlib
import io
import tokenize
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import numpy as np

import game.rules
import game.scenario
from game.rules.world import World
from game.scenario import Scenario

UNPLAYED: Final = frozenset({"__init__", "ledger"})
"""Modules of the rules that no season's value depends on."""

BUILDERS: Final = ("building", "ranges", "sheets", "tracks")
"""Modules of the scenario floor that make a file into a world."""

_SPACE: Final = frozenset({tokenize.COMMENT, tokenize.NL, tokenize.ENCODING, tokenize.ENDMARKER})
_MARKS: Final = MappingProxyType({tokenize.NEWLINE: "\n", tokenize.INDENT: "\t", tokenize.DEDENT: "\b"})


def rules_marks() -> dict[str, str]:
    """A mark for each module that a season's value depends on; comments, docstrings and layout do not count."""
    rules, scenario = Path(game.rules.__file__ or "").parent, Path(game.scenario.__file__ or "").parent
    paths = {f"rules.{path.stem}": path for path in sorted(rules.glob("*.py")) if path.stem not in UNPLAYED}
    paths |= {f"scenario.{name}": scenario / f"{name}.py" for name in BUILDERS}
    return {name: _mark("".join(_meaning(path.read_text(encoding="utf-8")))) for name, path in paths.items()}


def scenario_marks(scenario: Scenario) -> dict[str, str]:
    """A mark for each part of a scenario: its tables, and its sheet."""
    marks = {part.name: _mark(_told(getattr(scenario.world, part.name))) for part in fields(World)}
    sheet = [(s.key, s.default, s.low, s.high, s.step, s.choices, s.lead) for s in scenario.sheet.settings]
    marks["levers"] = _mark(repr(sheet))
    marks["claims"] = _mark(repr(scenario.claims))
    marks["leads"] = _mark(repr(sorted((name, sorted(leads.items())) for name, leads in scenario.leads.items())))
    return marks


def changed(then: dict[str, str], now: dict[str, str]) -> list[str]:
    """The names whose marks differ, or that came or went."""
    return sorted(name for name in then.keys() | now.keys() if then.get(name) != now.get(name))


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _told(part: Any) -> str:
    """A part of the world in ten digits: the last bits may differ between machines."""
    if not hasattr(part, "__dataclass_fields__"):
        return repr(part)
    words = []
    for field in fields(part):
        value = getattr(part, field.name)
        if isinstance(value, np.ndarray):
            value = [f"{number:.10g}" for number in np.asarray(value, dtype=np.float64).ravel().tolist()]
        elif isinstance(value, float):
            value = f"{value:.10g}"
        words.append(f"{field.name}={value}")
    return "\n".join(words)


def _meaning(source: str) -> Iterator[str]:
    """The source's tokens without comments and docstrings; text is joined, so that every Python reads alike."""
    fresh, held = True, ""
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type in _SPACE:
            continue
        mark = _MARKS.get(token.type)
        if held and mark == "\n":
            held = ""  # it was a docstring: its line ends here
            continue
        if held:
            yield held
            held = ""
        if mark is None and fresh and token.type == tokenize.STRING:
            held = token.string
        else:
            yield token.string if mark is None else mark
        fresh = mark is not None
