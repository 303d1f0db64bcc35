"""Tables kept on disk: where a new one goes, and which unfinished one was played last."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from game.refusal import Refusal

MOST = 8
"""Records that are looked at, the newest first."""


@dataclass(frozen=True)
class Unfinished:
    """A table that can be gone on with."""

    path: Path
    title: str
    round: int
    rounds: int


def latest() -> Unfinished | None:
    """The unfinished table with a person at it that was played last, in the folder of records."""
    from game.store.places import tables_folder
    from game.store.replay import read_record

    folder = tables_folder()
    paths = folder.glob("*.toml") if folder.is_dir() else ()
    newest = sorted(paths, key=lambda path: (-path.stat().st_mtime, path.name))
    for path in newest[:MOST]:
        try:
            found = read_record(path)
        except Refusal:
            continue
        held = [holder.held_by for holder in found.head.seats.values()]
        if not found.table.over and "person" in held:
            scenario = found.table.scenario
            return Unfinished(path, scenario.title, found.table.round, scenario.rounds)
    return None
