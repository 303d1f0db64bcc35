"""A log on disk: an append-only file of blocks, held by one process, where what is added is safe before it counts."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import FileIO
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self, TypeVar

from game.refusal import Refusal
from game.store.blocks import check_of, head_block, move_block, scan
from game.store.lock import lock

Read = TypeVar("Read")

NO_SUCH_SYNC: Final = frozenset({errno.EACCES, errno.EBADF, errno.EINVAL, errno.ENOTSUP})
"""What a file system answers that cannot sync a folder, or not for us: the file itself is safe all the same."""


@dataclass(frozen=True)
class Kind:
    """A kind of log: how its files begin, and what is said when one cannot be had or written."""

    title: bytes  # the comment that every file begins with
    there: str  # there is a file already where a new one should be
    place: str  # what was expected where no file can be made
    held: str  # somebody else holds it
    unwritten: str  # what was done could not be written


class Log:
    """An open file of blocks that nobody else may write. Made by `create` or `resume`.

    Attributes:
        path: its file.
    """

    def __init__(self, kind: Kind, path: Path, file: FileIO, check: bytes = b"", end: int = 0) -> None:
        self.path = path
        self._kind, self._file, self._check, self._end = kind, file, check, end

    @classmethod
    def create(cls, kind: Kind, path: Path, head: Mapping[str, Any]) -> Log:
        """A log in a new file, with its head; folders on the way are made.

        Raises:
            Refusal: when the file is there already, or cannot be made or written; none is left behind then.
        """
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            file = FileIO(path, "xb+")
        except (OSError, ValueError) as error:
            raise _cannot_make(kind, path, error) from None
        log = cls(kind, path, _held(kind, path, file))
        try:
            log._write(head_block(head, kind.title))
        except BaseException:
            log.close()
            path.unlink(missing_ok=True)
            raise
        return log

    @classmethod
    def resume(cls, kind: Kind, path: Path, read: Callable[[bytes], Read]) -> tuple[Log, Read]:
        """Go on with a log, behind its last whole block. The file is changed only by what is added next.

        Args:
            kind: what it must be.
            path: where it is.
            read: makes of its bytes what they tell, and refuses what is no such log or was altered.

        Raises:
            Refusal: when it cannot be opened, is held by somebody, or is refused by `read`.
        """
        try:
            _check_file(path)
            file = FileIO(path, "rb+")
        except (OSError, ValueError) as error:
            raise _cannot_open(path, error) from None
        _held(kind, path, file)
        try:
            data = file.readall()
            told, found = read(data), scan(data)
        except BaseException:
            file.close()
            raise
        return cls(kind, path, file, found.blocks[-1].check, found.sound), told

    @property
    def closed(self) -> bool:
        """Was it let go of?"""
        return self._file.closed

    def append(self, content: Mapping[str, Any]) -> None:
        """Add a block; it is safe when this returns.

        Raises:
            Refusal: when it cannot be written; then it does not count, and all before it is as it was.
        """
        self._write(move_block(content, self._check))

    def _write(self, block: bytes) -> None:
        """Write a block behind what is sound, in as many pieces as the system takes, through to the disk."""
        try:
            # What a torn end, or a write that failed, left behind goes first.
            self._file.truncate(self._end)
            self._file.seek(self._end)
            rest = memoryview(block)
            while rest:
                rest = rest[self._file.write(rest) :]
            os.fsync(self._file.fileno())
            if not self._end:
                _sync_folder(self.path.parent)
        except OSError as error:
            raise Refusal(
                f"{self.path}: could not be written: {error.strerror or error}. {self._kind.unwritten}"
            ) from None
        self._check, self._end = check_of(block), self._end + len(block)

    def close(self) -> None:
        """Let go of the file; others may resume it."""
        self._file.close()


class Logged:
    """What is kept in a log: let go of by `close`, or at the end of a `with`.

    Attributes:
        report: what had to be left out when it was resumed, in a sentence; "" = nothing.
    """

    def __init__(self, log: Log, report: str = "") -> None:
        self._log, self.report = log, report

    @property
    def path(self) -> Path:
        """Its file."""
        return self._log.path

    def close(self) -> None:
        """Let go of the file; others may resume it."""
        self._log.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def read_log(path: str | Path) -> bytes:
    """The bytes of a log, without holding it.

    Raises:
        Refusal: when there is no such file, or it cannot be read.
    """
    try:
        _check_file(path)
        return Path(path).read_bytes()
    except (OSError, ValueError) as error:
        raise _cannot_open(path, error) from None


def _check_file(path: str | Path) -> None:
    """Refuse what is there and is no file: reading a pipe would wait for ever, and a disk would never end.

    Raises:
        Refusal: when it is no ordinary file.
        OSError: when there is nothing.
    """
    mode = os.stat(path).st_mode
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        raise Refusal(f"{path}: expected the file of a record, given a device or a pipe.")


def _cannot_open(path: str | Path, error: OSError | ValueError) -> Refusal:
    """What is said of a log that cannot be opened; a path itself may be no path (a ValueError)."""
    if isinstance(error, IsADirectoryError):
        return Refusal(f"{path}: expected the file of a record, given a folder. Name the file in it.")
    if isinstance(error, FileNotFoundError):
        return Refusal(f"{path}: expected a record, found no file there.")
    return Refusal(f"{path}: expected a record that can be opened: {_reason(error)}.")


def _cannot_make(kind: Kind, path: Path, error: OSError | ValueError) -> Refusal:
    if isinstance(error, FileExistsError) and path.is_dir():
        return Refusal(f"{path}: expected the name of a new file, given a folder. Name a file in it.")
    if isinstance(error, FileExistsError) and path.exists():
        return Refusal(f"{path}: {kind.there}")
    return Refusal(f"{path}: expected {kind.place}: {_reason(error)}. Choose another.")


def _reason(error: OSError | ValueError) -> str:
    """What the system says is wrong, as it reads in the middle of a sentence."""
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return f"{reason[:1].lower()}{reason[1:]}"


def _held(kind: Kind, path: Path, file: FileIO) -> FileIO:
    """The file, locked; or let go of and refused."""
    if not lock(file):
        file.close()
        raise Refusal(f"{path}: {kind.held}")
    return file


def _sync_folder(folder: Path) -> None:
    """Make a new file's name itself safe; Windows has no such call and needs none."""
    if sys.platform == "win32":
        return
    try:
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
    except OSError as error:
        if error.errno not in NO_SUCH_SYNC:
            raise
