"""The tables in the folder of records, as a list shows them: read from their heads and last moves, without a replay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from game.doors.files import read_bytes
from game.doors.text import visible
from game.doors.toml import own_head
from game.refusal import Refusal
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


def kept_tables(folder: Path, first: Sequence[Path] = ()) -> list[KeptTable]:
    """The tables in a folder, the newest first; a file that is no sound record is left out, and opening it says why.

    Args:
        folder: of records.
        first: records there or elsewhere that come before all others.
    """
    try:
        files = [path for path in folder.glob("*.toml") if path.is_file()]
        files.sort(key=lambda path: path.stat().st_mtime, reverse=True)
    except OSError:
        files = []
    named = {path.resolve() for path in first}
    files = [*first, *(path for path in files if path.resolve() not in named)]
    found = (_kept(path) for path in files[:MOST])
    return [one for one in found if one is not None]


def latest_unfinished(folder: Path) -> KeptTable | None:
    """The unfinished table with a person at it that was played last."""
    found = (one for one in kept_tables(folder) if not one.finished and "you" in one.seats.values())
    return next(found, None)


def _kept(path: Path) -> KeptTable | None:
    try:
        blocks = scan(read_bytes(path, "a record"), TITLE).blocks
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
