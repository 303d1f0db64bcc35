"""The record of a table: an append-only log on disk, where a move is safe before it is confirmed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from game.refusal import Refusal
from game.rules.levers import Seat
from game.scenario import Scenario
from game.store.head import TITLE, Head, Holder, head_of
from game.store.log import Kind, Log, Logged
from game.store.replay import noted, replay
from game.table.moves import Move
from game.table.playing import play
from game.table.structure import Structure, structure
from game.table.table import Table

RECORD: Final = Kind(
    title=TITLE,
    there="there is a file already, and a record is never written over. Resume it, or choose another.",
    place="a place where a new file can be made",
    held="expected a record that nobody plays, found it in play. Close it there first.",
    unwritten="This move does not count; all before it are safe. Make room and play it again.",
)


class Record(Logged):
    """A table in play whose every move is on disk before it is confirmed. Made by `create` or `resume`.

    Attributes:
        head: what was said when it was created.
        table: the table as it is now.
    """

    def __init__(self, log: Log, head: Head, table: Table, report: str = "") -> None:
        super().__init__(log, report)
        self.head, self.table = head, table

    @classmethod
    def create(
        cls,
        path: str | Path,
        scenario: Scenario,
        seed: int = 1,
        structure_: Structure | None = None,
        seats: Mapping[Seat, Holder] | None = None,
    ) -> Record:
        """Begin a record in a new file, and a new table.

        Args:
            path: where; folders on the way are made. There must be no file yet.
            scenario: where the season is played.
            seed: 0 to 2**63 - 1.
            structure_: how the seats work together; `talk` unless given.
            seats: who holds each seat; a person unless given.

        Raises:
            Refusal: when the file cannot be made, or the seed or a name cannot be played with.
        """
        table = Table.start(scenario, seed, structure_ or structure())
        head = head_of(scenario, seed, table.structure, seats, table.instrument)
        return cls(Log.create(RECORD, Path(path), head.written()), head, table)

    @classmethod
    def resume(cls, path: str | Path, scenario: Scenario | None = None) -> Record:
        """Go on with a record: its table is replayed, and what a torn end lost is in `report`.

        The file is changed only by the next move.

        Raises:
            Refusal: when it cannot be opened, is being played, or cannot be replayed.
        """
        log, found = Log.resume(RECORD, Path(path), lambda data: replay(data, str(path), scenario))
        return cls(log, found.head, found.table, found.report)

    def play(self, move: Move) -> Table:
        """Play a move and write it to disk; it is safe when this returns.

        Raises:
            Refusal: when the move is not allowed or cannot be written; the table and the record stay as they were.
        """
        if self._log.closed:
            raise Refusal(f"{self.path}: this record is closed. Resume it to play on.")
        after = play(self.table, move)
        self._log.append(noted(self.table, after, move))
        self.table = after
        return after
