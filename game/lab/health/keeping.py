"""The figures of health as they were last measured, kept with a person's own data, so that what moved can be told."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Final, TypeAlias

from game.doors.files import read_text
from game.doors.writing import write
from game.lab.health.finding import Finding
from game.refusal import Refusal
from game.store.places import own_folder

FILE: Final = "health.json"
Kept: TypeAlias = Mapping[str, str]
"""What was measured, in words, by `key_of` the finding."""

WHAT: Final = "the last figures of health"


def kept_in(environment: Mapping[str, str] = os.environ) -> Path:
    """The file of the last figures; it need not exist yet."""
    return own_folder("data", environment, sys.platform) / FILE


def key_of(finding: Finding, quick: bool) -> str:
    """A finding's name among those kept: its place, property and lesson, and how it was measured."""
    parts = [finding.scenario or "the set", str(finding.number), str(finding.details.get("lesson", ""))]
    return " ".join([*(part for part in parts if part), *(["quick"] if quick else [])])


def last_figures(path: Path) -> Kept:
    """What was measured before; nothing where nothing was, or what is there cannot be read."""
    try:
        kept = json.loads(read_text(path, WHAT)) if path.is_file() else {}
    except (Refusal, ValueError, RecursionError):
        return MappingProxyType({})
    kept = kept if isinstance(kept, dict) else {}
    return MappingProxyType({str(key): figure for key, figure in kept.items() if isinstance(figure, str)})


def keep(path: Path, found: Sequence[Finding], quick: bool) -> None:
    """Keep these figures for the next time, beside those of other places.

    Raises:
        Refusal: when they cannot be written.
    """
    now = {key_of(finding, quick): finding.figure for finding in found}
    write(path, json.dumps({**last_figures(path), **now}, indent=1, ensure_ascii=False) + "\n", WHAT)
