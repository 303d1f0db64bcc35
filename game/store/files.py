"""Logs as files: appended through to the disk, held by a lock that is gone when its process ends."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from io import FileIO
from pathlib import Path
from typing import Any

from game.doors.files import leads_nowhere, read_bytes, system_reason, why_not
from game.doors.folders import sync_folder
from game.doors.locks import lock
from game.doors.text import visible
from game.doors.writing import beside, kept_beside, unfinished
from game.refusal import Refusal
from game.store.blocks import Scan, scan
from game.store.log import Kind, Log, Read, Unwritten, closed_log


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
            if _stands(path, file):
                path.unlink()
            file.close()
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
        return _FileLog(file, kind, path, found, tail, data), result

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
    """A log in a file, and in memory as far as it is sound: its file may be emptied, replaced or deleted meanwhile."""

    def __init__(
        self, file: FileIO, kind: Kind, path: Path, found: Scan | None = None, tail: str = "", data: bytes = b""
    ) -> None:
        super().__init__(kind, path, found, tail)
        self._path, self._file, self._size = path, file, len(data)
        self._sound = data[: found.sound] if found else b""

    @property
    def closed(self) -> bool:
        return self._file.closed

    def _put(self, data: bytes) -> None:
        """Add to what is sound, through to the disk; what of it is gone from the file is written again."""
        if self._file.closed:
            raise closed_log(self.source)
        if not self._sound and sys.platform != "win32":
            self._begin_whole(data)
            return
        whole = self._sound + data
        file, at = self._to_write()
        try:
            # What a torn end, or a write that failed, left behind goes first.
            file.truncate(at)
            file.seek(at)
            _write_all(file, whole[at:])
            if file is not self._file or not self._sound:
                sync_folder(self._path.parent)
        except OSError as error:
            self._give_up(file, at)
            raise self._unwritten(error, at) from None
        if file is not self._file:
            self._file.close()
        self._file, self._sound, self._size = file, whole, len(whole)

    def _begin_whole(self, data: bytes) -> None:
        """Write the first blocks beside the file, which is empty, and move them into its place when they are safe.

        So no kill and no power cut leaves a torn beginning: what stands where a log is has all of it, or nothing.
        """
        try:
            with unfinished(self._path, beside(self._path)) as (number, new):
                file = FileIO(number, "rb+")
                try:
                    if not _stands(self._path, self._file):
                        raise OSError("something else was put there as it was begun, and was left alone")
                    _write_all(file, data)
                    new.chmod(stat.S_IMODE(os.fstat(self._file.fileno()).st_mode))
                    new.replace(self._path)
                    sync_folder(self._path.parent)
                except BaseException:
                    if _stands(self._path, file):
                        self._path.unlink()
                    file.close()
                    raise
        except OSError as error:
            raise self._unwritten(error, 0) from None
        self._file.close()
        self._file, self._sound, self._size = file, data, len(data)

    def _to_write(self) -> tuple[FileIO, int]:
        """The file at the path, held, and how much of what is sound stands in it.

        Where there is none any more it is begun anew. What somebody else wrote there is left alone.
        """
        if not self._sound:
            return self._file, 0
        file = self._file
        try:
            file = self._at_the_path()
            file.seek(0)
            there = file.readall()
        except OSError as error:
            raise self._taken(system_reason(error)) from None
        if len(there) == self._size and there.startswith(self._sound):
            return file, len(self._sound)
        if self._sound.startswith(there):
            return file, len(there)
        if file is not self._file:
            file.close()
        raise self._taken("something else was written there while it was open here")

    def _at_the_path(self) -> FileIO:
        try:
            there = os.stat(self._path)
        except FileNotFoundError:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            return self._locked(FileIO(self._path, "xb+"))
        if os.path.samestat(there, os.fstat(self._file.fileno())):
            return self._file
        if not stat.S_ISREG(there.st_mode):
            raise OSError("something that is no file stands there now")
        return self._locked(FileIO(self._path, "rb+"))

    def _locked(self, file: FileIO) -> FileIO:
        if not lock(file.fileno()):
            file.close()
            raise OSError("another file stands there now, and is open in another window")
        return file

    def _taken(self, what: str) -> Unwritten:
        """What is said where the path is somebody else's by now; all that is sound is kept beside it."""
        name = self._path
        try:
            kept = kept_beside(lambda number: name.with_name(f"{name.stem}-kept{_numbered(number)}.toml"), self._sound)
        except OSError as error:
            where = (
                f"What was done before is in this window only, it could not be kept beside it either: "
                f"{system_reason(error)}"
            )
        else:
            where = f"All that was done before is kept whole in {visible(str(kept))}"
        return Unwritten(
            f"{visible(self.source)}: can be written no more: {what}, and it was left alone. {where}",
            "This does not count. Do not close this window: move what stands there now to another place, and do it "
            "again.",
        )

    def _give_up(self, file: FileIO, at: int) -> None:
        """Leave nothing half written behind."""
        with suppress(OSError):
            file.truncate(at)
        if file is not self._file:
            file.close()
            if not at:
                self._path.unlink(missing_ok=True)
            return
        with suppress(OSError):
            self._size = os.fstat(file.fileno()).st_size

    def _unwritten(self, error: OSError, at: int) -> Unwritten:
        means = self._kind.unwritten
        if not self._sound:
            means = "Nothing was begun. Make room, or choose another place."
        elif at < len(self._sound):
            means = (
                "Its file was emptied or deleted while it was open here, so that all that was done is in this window "
                "only. Do not close it: make room, and do this again."
            )
        return Unwritten(f"{visible(self.source)}: could not be written: {error.strerror or error}", means)

    def close(self) -> None:
        """Let go of the file, which holds all that was done, whatever became of it meanwhile."""
        if self._file.closed:
            return
        try:
            whole = _stands(self._path, self._file) and os.fstat(self._file.fileno()).st_size == self._size
            if self._sound and not whole:
                self._put(b"")
        except Unwritten as unwritten:
            raise Refusal(f"{unwritten.why}.") from None
        finally:
            self._file.close()


def place_of(path: str | Path) -> tuple[FileStore, str]:
    """The store and the name of a file."""
    return FileStore(Path(path).parent), Path(path).name


def _stands(path: Path, file: FileIO) -> bool:
    """Is this open file the one that stands at the path?"""
    try:
        return os.path.samestat(os.stat(path), os.fstat(file.fileno()))
    except OSError:
        return False


def _keep_tail(path: Path, tail: bytes) -> Path:
    """Keep a torn end beside its log, once: in `<name>.torn`, or with a number where that is another's."""
    try:
        return kept_beside(lambda number: path.with_name(f"{path.name}.torn{_numbered(number)}"), tail)
    except OSError as error:
        why = f"its end is torn, and could not be kept beside it: {system_reason(error)}"
        raise Refusal(f"{path}: {why}. Nothing was changed.") from None


def _numbered(number: int) -> str:
    return "" if number == 1 else f"-{number}"


def _write_all(file: FileIO, data: bytes) -> None:
    """Write in as many pieces as the system takes, through to the disk."""
    rest = memoryview(data)
    while rest:
        rest = rest[file.write(rest) :]
    os.fsync(file.fileno())


def _cannot_make(kind: Kind, path: Path, error: OSError | ValueError) -> Refusal:
    if isinstance(error, FileExistsError) and path.is_dir():
        return Refusal(f"{path}: expected the name of a new file, given a folder. Name a file in it.")
    if link := leads_nowhere(path):
        return Refusal(f"{path}: expected the name of a new file, given {link}. Name that, or remove the link.")
    if isinstance(error, FileExistsError) and path.is_file() and not path.stat().st_size:
        empty = "an empty file, as of something that was ended as it began"
        return Refusal(
            f"{path}: expected the name of a new file, given {empty}. Delete it where nobody begins it just now, or "
            "choose another."
        )
    if isinstance(error, FileExistsError) and os.path.lexists(path):
        return Refusal(f"{path}: {kind.there}")
    return Refusal(f"{path}: expected {kind.place}: {system_reason(error)}. Choose another.")


def _held(kind: Kind, path: Path, file: FileIO) -> FileIO:
    """The file, locked; or let go of and refused."""
    if not lock(file.fileno()):
        file.close()
        raise Refusal(f"{path}: {kind.held}")
    return file
