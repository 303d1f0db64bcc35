"""Logs as files: appended through to the disk, held by a lock that is gone when its process ends."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from io import FileIO
from pathlib import Path
from typing import Any, Final

from game.doors.files import read_bytes, system_reason, why_not
from game.doors.text import visible
from game.refusal import Refusal
from game.store.blocks import Scan, scan
from game.store.log import Kind, Log, Read, Unwritten, closed_log

NO_SUCH_SYNC: Final = frozenset({errno.EACCES, errno.EBADF, errno.EINVAL, errno.ENOTSUP})
"""What a file system answers that cannot sync a folder, or not for us: the file itself is safe all the same."""

if sys.platform == "win32":
    import msvcrt

    # Locks there keep others from reading too, so a byte is locked that no record reaches.
    _FAR = 2**40

    def lock(file: FileIO) -> bool:
        """Take the lock of an open file; False when somebody else has it."""
        place = file.tell()
        file.seek(_FAR)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            file.seek(place)
        return True

else:
    import fcntl

    def lock(file: FileIO) -> bool:
        """Take the lock of an open file; False when somebody else has it."""
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


class FileStore:
    """Logs in the files of a folder; a name is that of a file.

    Args:
        folder: where; it is made with the first log.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def create(self, name: str, kind: Kind, first: Sequence[Mapping[str, Any]]) -> Log:
        """Begin a log in a new file, as `Store` says; folders on the way are made."""
        path = self.folder / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            file = FileIO(path, "xb+")
        except (OSError, ValueError) as error:
            raise _cannot_make(kind, path, error) from None
        try:
            log = _FileLog(_held(kind, path, file), kind, path)
            log._begin(first)
        except BaseException:
            file.close()
            path.unlink(missing_ok=True)
            raise
        return log

    def resume(self, name: str, kind: Kind, read: Callable[[bytes], Read]) -> tuple[Log, Read]:
        """Go on with a log, as `Store` says. The file is changed only by what is added next."""
        path = self.folder / name
        self.read(name)  # a pipe would be waited for
        try:
            file = FileIO(path, "rb+")
        except OSError as error:
            raise Refusal(f"{visible(str(path))}: expected a record, {why_not(error)}.") from None
        _held(kind, path, file)
        try:
            data = file.readall()
            result, found = read(data), scan(data, kind.title)
            tail = str(_keep_tail(path, data[found.sound :])) if found.lost else ""
        except BaseException:
            file.close()
            raise
        return _FileLog(file, kind, path, found, tail), result

    def read(self, name: str) -> bytes:
        """The bytes of a log."""
        return read_bytes(self.folder / name, "a record")

    def names(self) -> tuple[str, ...]:
        """The names of all logs, in order: the TOML files of the folder."""
        try:
            return tuple(sorted(path.name for path in self.folder.glob("*.toml") if path.is_file()))
        except OSError:
            return ()


class _FileLog(Log):
    def __init__(self, file: FileIO, kind: Kind, path: Path, found: Scan | None = None, tail: str = "") -> None:
        super().__init__(kind, path, found, tail)
        self._path, self._file, self._end = path, file, found.sound if found else 0

    @property
    def closed(self) -> bool:
        return self._file.closed

    def _put(self, data: bytes) -> None:
        """Write in as many pieces as the system takes, through to the disk."""
        if self._file.closed:
            raise closed_log(self.source)
        try:
            # What a torn end, or a write that failed, left behind goes first.
            self._file.truncate(self._end)
            self._file.seek(self._end)
            rest = memoryview(data)
            while rest:
                rest = rest[self._file.write(rest) :]
            os.fsync(self._file.fileno())
            if not self._end:
                _sync_folder(self._path.parent)
        except OSError as error:
            with suppress(OSError):
                self._file.truncate(self._end)
            so = self._kind.unwritten if self._end else "Nothing was begun. Make room, or choose another place."
            raise Unwritten(f"{visible(self.source)}: could not be written: {error.strerror or error}", so) from None
        self._end += len(data)

    def close(self) -> None:
        self._file.close()


def place_of(path: str | Path) -> tuple[FileStore, str]:
    """The store and the name of a file."""
    return FileStore(Path(path).parent), Path(path).name


def _keep_tail(path: Path, tail: bytes) -> Path:
    """Keep a torn end beside its log, once: in `<name>.torn`, or with a number where that is another's."""
    number = 1
    while True:
        kept = path.with_name(f"{path.name}.torn{'' if number == 1 else f'-{number}'}")
        try:
            if kept.exists() and kept.read_bytes() == tail:
                return kept
            with FileIO(kept, "xb") as file:
                file.write(tail)
                os.fsync(file.fileno())
            return kept
        except FileExistsError:
            number += 1
        except OSError as error:
            why = f"its end is torn, and could not be kept in {kept}: {system_reason(error)}"
            raise Refusal(f"{path}: {why}. Nothing was changed.") from None


def _cannot_make(kind: Kind, path: Path, error: OSError | ValueError) -> Refusal:
    if isinstance(error, FileExistsError) and path.is_dir():
        return Refusal(f"{path}: expected the name of a new file, given a folder. Name a file in it.")
    if isinstance(error, FileExistsError) and path.exists():
        return Refusal(f"{path}: {kind.there}")
    return Refusal(f"{path}: expected {kind.place}: {system_reason(error)}. Choose another.")


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
