"""The tables in the folder of records, as a list shows them: read from their heads and last moves, without a replay."""

from __future__ import annotations

import glob
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from game.doors.files import read_bytes
from game.doors.text import visible
from game.doors.toml import own_head
from game.refusal import Refusal
from game.seating.bookmark import SUFFIX
from game.store.blocks import FIRST, TITLE, parse_move_block, scan
from game.store.head import MOST_ROUNDS

MOST = 60
"""Records that are looked at, the newest first."""


@dataclass(frozen=True)
class KeptTable:
    """A table that is on record."""

    path: Path  # of its record
    scenario: str
    title: str
    rounds: int
    round: int  # the month that is being played, from 1; of a finished season, the last
    played: int  # months that have been revealed
    seed: int
    structure: str
    seats: Mapping[str, str]  # who holds each seat now: "you" or a persona
    when: datetime  # the record was last written

    @property
    def finished(self) -> bool:
        """Has the season ended?"""
        return self.played >= self.rounds


@dataclass(frozen=True)
class DamagedTable:
    """A record that cannot be gone on with."""

    path: Path
    wrong: str  # where, and what to do


def kept_tables(folder: Path, first: Sequence[Path] = ()) -> list[KeptTable]:
    """The tables in a folder, the newest first; a file that is no sound record is left out, see `damaged_tables`.

    Args:
        folder: of records.
        first: records there or elsewhere that come before all others.
    """
    found = (_kept(path) for path in _looked_at(folder, first))
    return [one for one in found if one is not None]


def damaged_tables(folder: Path, first: Sequence[Path] = ()) -> list[DamagedTable]:
    """What a list of tables leaves out though a table was played there, as `kept_tables`.

    An empty file is of one that was ended as it began. What never was a table is told by having neither the title of a
    record nor where a person was beside it.
    """
    found = ((path, _damage(path)) for path in _looked_at(folder, first))
    return [DamagedTable(path, wrong) for path, wrong in found if wrong]


def latest_unfinished(folder: Path) -> KeptTable | None:
    """The unfinished table with a person at it that was played last."""
    found = (one for one in kept_tables(folder) if not one.finished and "you" in one.seats.values())
    return next(found, None)


def check_later(folder: Path, found: KeptTable | None) -> None:
    """Refuse to pass over a table that was played after the one found, and was damaged since.

    Raises:
        Refusal: with what is wrong there and what to do.
    """
    for path in _looked_at(folder):
        if found is not None and path == found.path:
            return
        if wrong := _damage(path):
            raise Refusal(f"{wrong}\nThis table was played last. To go on with another one, name it: --resume FILE")


def _damage(path: Path) -> str:
    """What is wrong with a record that cannot be gone on with; "" = nothing, or it never was one."""
    try:
        data = read_bytes(path, "a record")
        played = data.startswith(TITLE) or any(path.parent.glob(f"{glob.escape(path.stem)}.*{SUFFIX}"))
        if data and played and _kept(path) is None:
            from game.store.replay import read_record  # with the rules, which a list of tables does without

            read_record(path)
    except Refusal as refusal:
        return refusal.message
    return ""


def _looked_at(folder: Path, first: Sequence[Path] = ()) -> list[Path]:
    named = {path.resolve() for path in first}
    return [*first, *(path for path in _newest(folder) if path.resolve() not in named)][:MOST]


def _newest(folder: Path) -> list[Path]:
    try:
        files = [path for path in folder.glob("*.toml") if path.is_file()]
        return sorted(files, key=lambda path: path.stat().st_mtime, reverse=True)
    except OSError:
        return []


def _kept(path: Path) -> KeptTable | None:
    try:
        found = scan(read_bytes(path, "a record"), TITLE)
        blocks = () if found.altered else found.blocks
        head: dict[str, Any] = own_head(blocks[0].content)
        place, seats = head["scenario"], head["seats"]
        moves = [block.content for block in blocks[FIRST:]]
        played = sum(b"\njoint = " in move for move in moves)
        ended = any(b'\nmove = "end-season"\n' in move for move in moves)
        for handed in (move for move in moves if b'\nmove = "hand-over"\n' in move):
            move = parse_move_block(handed)
            seats[move["seat"]] = move["holder"]
        rounds = played if ended else int(place["rounds"])
        if not 0 <= rounds <= MOST_ROUNDS:
            return None
        return KeptTable(
            path=path,
            scenario=str(place["slug"]),
            title=str(place["title"]),
            rounds=rounds,
            round=min(played + 1, rounds),
            played=played,
            seed=int(head["seed"]),
            structure=str(head["structure"]["name"]),
            seats={seat: _held(holder) for seat, holder in seats.items()},
            when=datetime.fromtimestamp(path.stat().st_mtime),
        )
    except (Refusal, OSError, ValueError, KeyError, IndexError, TypeError, AttributeError):
        return None


def _held(holder: Mapping[str, Any]) -> str:
    return "you" if holder["held_by"] == "person" else visible(str(holder["persona"])).replace("-", " ")
