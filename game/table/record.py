"""The record of a table: an append-only log on disk, where a move is safe before it is confirmed."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from io import FileIO
from pathlib import Path
from types import TracebackType

from game.refusal import Refusal
from game.rules.levers import Seat
from game.scenario import Scenario
from game.table.blocks import check_of, head_block, move_block
from game.table.head import TITLE, Head, Holder, head_of
from game.table.lock import lock
from game.table.moves import Move
from game.table.replay import Replay, cannot_open, check_file, noted, replay
from game.table.structure import Structure, structure
from game.table.table import Table
from game.table.writing import write_through


class Record:
    """A table in play whose every move is on disk before it is confirmed. Made by `create` or `resume`.

    Attributes:
        path: its file.
        head: what was said when it was created.
        table: the table as it is now.
        report: what `resume` had to leave out, in a sentence; "" = nothing.
    """

    def __init__(self, path: Path, file: FileIO, head: Head, table: Table, check: bytes, end: int) -> None:
        self.path, self.head, self.table = path, head, table
        self.report = ""
        self._file, self._check, self._end = file, check, end
        self._dirty = False

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
        path = Path(path)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            file = FileIO(path, "xb+")
        except FileExistsError:
            raise _exists(path) from None
        except (OSError, ValueError) as error:
            raise _cannot_make(path, error) from None
        _take(file, path)
        block = head_block(head.written(), TITLE)
        record = cls(path, file, head, table, check_of(block), 0)
        try:
            record._append(block)
            _sync_folder(path.parent)
        except BaseException:
            record.close()
            path.unlink(missing_ok=True)
            raise
        return record

    @classmethod
    def resume(cls, path: str | Path, scenario: Scenario | None = None) -> Record:
        """Go on with a record: its table is replayed, and what a torn end lost is in `report`.

        The file is changed only by the next move.

        Raises:
            Refusal: when it cannot be opened, is being played, or cannot be replayed.
        """
        path = Path(path)
        try:
            check_file(path)
            file = FileIO(path, "rb+")
        except (OSError, ValueError) as error:
            raise cannot_open(path, error) from None
        _take(file, path)
        try:
            found: Replay = replay(file.readall(), str(path), scenario)
        except BaseException:
            file.close()
            raise
        record = cls(path, file, found.head, found.table, found.check, found.sound)
        record.report, record._dirty = found.report, found.lost > 0
        return record

    def play(self, move: Move) -> Table:
        """Play a move and write it to disk; it is safe when this returns.

        Raises:
            Refusal: when the move is not allowed or cannot be written; the table and the record stay as they were.
        """
        if self._file.closed:
            raise Refusal(f"{self.path}: this record is closed. Resume it to play on.")
        after = self.table.play(move)
        block = move_block(noted(self.table, after, move), self._check)
        self._append(block)
        self._check = check_of(block)
        self.table = after
        return after

    def _append(self, block: bytes) -> None:
        """Write a block behind what is sound, through to the disk."""
        try:
            if self._dirty:
                self._file.truncate(self._end)
            self._dirty = True
            self._end = write_through(self._file, self._end, block)
        except OSError as error:
            raise Refusal(
                f"{self.path}: could not be written: {error.strerror or error}. This move does not count; all before "
                "it are safe. Make room and play it again."
            ) from None
        self._dirty = False

    def close(self) -> None:
        """Let go of the file; others may resume it."""
        self._file.close()

    def __enter__(self) -> Record:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _take(file: FileIO, path: Path) -> None:
    """Lock a record's file, or let it go."""
    if not lock(file):
        file.close()
        raise Refusal(f"{path}: expected a record that nobody plays, found it in play. Close it there first.")


def _exists(path: Path) -> Refusal:
    if path.is_dir():
        return Refusal(f"{path}: expected the name of a new file, given a folder. Name a file in it.")
    return Refusal(
        f"{path}: there is a file already, and a record is never written over. Resume it, or choose another."
    )


def _cannot_make(path: Path, error: OSError | ValueError) -> Refusal:
    reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return Refusal(
        f"{path}: expected a place where a new file can be made: {reason[:1].lower()}{reason[1:]}. Choose another."
    )


def _sync_folder(folder: Path) -> None:
    """Make a new file's name itself safe; Windows has no such call and needs none."""
    if sys.platform != "win32":
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
