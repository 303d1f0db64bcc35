"""A table that is played on paper: its name, its record, and how a new one begins."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from game.doors.files import read_bytes
from game.doors.numbers import whole_number
from game.doors.text import visible
from game.refusal import Refusal, nearest_or_all
from game.rules.levers import SEATS
from game.scenario import load
from game.seating.requests import Play
from game.seating.session import Session
from game.store.blocks import TITLE, scan
from game.store.log import MemoryStore
from game.store.record import Record
from game.store.replay import replay
from game.table.moves import Move
from game.table.structure import structure
from game.table.table import Table

SEED = 7
STRUCTURE = "talk"


@dataclass(frozen=True)
class Begin:
    """How new tables begin; what a person left out is None."""

    scenario: str | None = None
    seed: int | None = None
    structure: str | None = None


class PaperTable:
    """One table of the stack. It takes no room on disk before its first sheet is right.

    Args:
        path: its record, there or not.
        begin: how it begins when it is not.

    Raises:
        Refusal: when the record cannot be gone on with, or nothing says where a new table is played.
    """

    def __init__(self, path: Path, begin: Begin) -> None:
        self.path, self.name = path, visible(path.stem)
        self._begin = begin
        self._recorded = os.path.lexists(path)  # a link that leads nowhere is told
        self.session = self._resumed() if self._recorded else Session(self._started())

    @property
    def table(self) -> Table:
        """The table as it is now."""
        return self.session.table

    @property
    def report(self) -> str:
        """What had to be left out of a torn record, in a sentence; "" = nothing."""
        return self.session.report

    @property
    def drafted(self) -> Path:
        """Where lines are kept that were typed and not yet played."""
        return self.path.with_name(f"{self.path.name}.typed")

    def play(self, moves: Sequence[Move]) -> None:
        """Play moves, each on disk before the next.

        Raises:
            Refusal: when the record cannot be made or written; what was played before stays.
        """
        if not self._recorded:
            self.session = Session(Record.begin(self.path, self.table))
            self._recorded = True
        for move in moves:
            self.session.seat(move.seat).ask(Play(move))
        for seat in SEATS:  # who has a place at a screen too hears this month now
            bookmark = self.session.bookmark(seat)
            if bookmark is not None and bookmark.misses(self.table.months):
                bookmark.saw(self.table.months)

    def after(self, month: int) -> Table:
        """The table as it was when a month, counted from 1, had just been played; from its record.

        Raises:
            Refusal: when the record cannot be read.
        """
        data = read_bytes(self.path, "a record")
        months = [block for block in scan(data, TITLE).blocks if b"\njoint = " in block.content]
        return replay(data[: months[month - 1].end], str(self.path)).table

    def __enter__(self) -> PaperTable:
        return self

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        """Let go of the record, as the session does."""
        self.session.__exit__(kind, error, trace)

    def _started(self) -> Record:
        """The new table, in memory as long as nothing was played at it."""
        begin = self._begin
        if begin.scenario is None:
            raise Refusal(
                f"{self.path}: there is no such record yet. To begin it, say where it is played: --scenario cold-brew"
            )
        seed = SEED if begin.seed is None else begin.seed
        chosen = structure(begin.structure or STRUCTURE)
        return Record.create(self.name, load(begin.scenario), seed, chosen, store=MemoryStore())

    def _resumed(self) -> Session:
        record = Record.resume(self.path)
        try:
            self._check(record.table)
        except Refusal:
            record.close()
            raise
        return Session(record)

    def _check(self, table: Table) -> None:
        """What was said of new tables must fit a record that is there, and people must hold both its seats."""
        begin = self._begin
        for seat, holder in table.holders.items():
            if holder.persona:
                raise Refusal(
                    f"{self.path}: the {holder.persona.replace('-', ' ')} holds {seat} at this table, and decides for "
                    f"itself. Go on with it: lastmile play --plain --resume {self.path}"
                )
        wrong = []
        if (
            begin.scenario is not None
            and load(begin.scenario).fingerprint != (table.scenario.origin or table.scenario).fingerprint
        ):
            wrong.append(f"--scenario {begin.scenario}; it is played in {table.scenario.slug}")
        if begin.seed is not None and begin.seed != table.seed:
            wrong.append(f"--seed {begin.seed}; it has {table.seed}")
        if begin.structure is not None and begin.structure != table.structure.name:
            wrong.append(f"--structure {begin.structure}; it has {table.structure.name}")
        if wrong:
            raise Refusal(f"{self.path}: expected a table that was begun as you say, given {', and '.join(wrong)}.")


def named(paths: Sequence[Path], text: str) -> Path:
    """The record that a sheet names: by its name, with or without its ending, or by the number at its end.

    Raises:
        Refusal: when it is none of them, or may be several.
    """
    asked = text.strip().casefold()
    exact = [one for one in paths if asked in {visible(name).casefold() for name in (one.stem, one.name, str(one))}]
    numbered = [one for one in paths if whole_number(asked) == _number(one.stem) is not None]
    found = exact or numbered
    if len(found) == 1:
        return found[0]
    if found:
        raise Refusal(f"'{text[:40]}' may be {' or '.join(map(str, found))}. Write the whole name.")
    hint = nearest_or_all(asked, [one.stem for one in paths])
    raise Refusal(f"there is no table '{text[:40]}' in this stack.{hint}")


def _number(name: str) -> int | None:
    found = re.search(r"(\d{1,9})$", name)
    return int(found[1]) if found else None
