"""What is typed for a table and not played yet: a file beside its record, held by one prompt at a time."""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from contextlib import suppress
from io import FileIO
from pathlib import Path
from types import TracebackType
from typing import Final

from game.doors.files import plain_text, read_bytes
from game.doors.locks import lock
from game.doors.text import visible
from game.doors.writing import kept_beside, unwritten
from game.refusal import Refusal

WHAT: Final = "what was typed before"
OPEN: Final = os.O_RDWR | os.O_CREAT | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""A pipe in its place is not waited for."""


class SheetDraft:
    """The lines that were typed for a month of one table. Two prompts cannot type for one table at the same time.

    Args:
        path: of the file; it is made, and gone again at the end where nothing stands in it.

    Raises:
        Refusal: when another window holds it, or it cannot be had.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._made = [folder for folder in (path.parent, *path.parent.parents) if not folder.exists()]
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file = _held(path)
        except OSError as error:
            raise unwritten(path, "what is typed", error) from None

    def read(self) -> str:
        """All that stands in it; "" = nothing was typed.

        Raises:
            Refusal: when it is no plain text.
        """
        return plain_text(read_bytes(self.path, WHAT), visible(str(self.path)))

    def keep(self, round_: int, lines: Sequence[str]) -> None:
        """Put the lines of a month on disk, in place of those before.

        Raises:
            Refusal: when they cannot be written; those before stay.
        """
        before = read_bytes(self.path, WHAT)
        try:
            self._put("\n".join([f"# {round_}", *lines, ""]).encode())
        except OSError as error:
            with suppress(OSError):  # it stood there before
                self._put(before)
            refusal = unwritten(self.path, "the line", error)
            raise Refusal(f"{refusal.message} Make room, and type it again.") from None

    def clear(self) -> None:
        """Let nothing stand in it: the month is played."""
        self._put(b"")

    def put_aside(self) -> Path:
        """Keep all that stands in it under another name, which is given back, and begin anew.

        Raises:
            Refusal: when it cannot be kept.
        """
        data = read_bytes(self.path, WHAT)
        try:
            aside = kept_beside(lambda number: self.path.with_name(f"{self.path.name}-{number}"), data)
        except OSError as error:
            raise unwritten(self.path, WHAT, error) from None
        self.clear()
        return aside

    def _put(self, data: bytes) -> None:
        # What was typed before is a beginning of it nearly always, so that a cut costs the last line at the most.
        self._file.seek(0)
        rest = memoryview(data)
        while rest:
            rest = rest[self._file.write(rest) :]
        self._file.truncate(len(data))
        os.fsync(self._file.fileno())

    def __enter__(self) -> SheetDraft:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go of it."""
        with suppress(OSError):
            if os.fstat(self._file.fileno()).st_size == 0:
                self.path.unlink()
            for folder in self._made:  # of a table that was not begun
                folder.rmdir()
        self._file.close()


def _held(path: Path) -> FileIO:
    """The file, made where there is none, and locked.

    Raises:
        Refusal: when somebody else has it.
    """
    while True:
        if path.is_symlink():  # whose name nobody gave: what it leads to is somebody's
            raise OSError("there is a link. Move it")
        number = os.open(path, OPEN, 0o666)
        file = FileIO(number, "rb+")
        try:
            if not stat.S_ISREG(os.fstat(number).st_mode):
                raise OSError("there is something that is no file. Move it")
            if not lock(number):
                table = visible(str(path).removesuffix(".typed"))
                raise Refusal(f"{table}: its sheets are being typed in another window. Go on there, or close it first.")
            with suppress(FileNotFoundError):  # whoever held it has just taken it away
                if os.path.samestat(os.stat(path), os.fstat(number)):
                    return file
        except BaseException:
            file.close()
            raise
        file.close()
