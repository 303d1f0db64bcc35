"""The one way to write a folder: filled aside and moved in whole; what an earlier run wrote there is known again."""

from __future__ import annotations

import hashlib
import os
import re
import stat
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from game.doors.files import read_text
from game.doors.text import visible
from game.doors.writing import folders_for, leads_to, no_file, umask, unfinished, write
from game.refusal import Refusal

LIST: Final = ".written-by-lastmile"
"""The file of an owned folder that names what the last run wrote, and how it can be known again."""


@contextmanager
def new_folder(path: Path, what: str = "the folder") -> Iterator[Path]:
    """A folder that is filled aside and moved into place when all of it is there.

    Args:
        path: where it shall be; nothing may be there yet.
        what: what it is, for the refusal.

    Yields:
        the folder to fill.

    Raises:
        Refusal: when it cannot be made or is there already; nothing is left behind then.
    """
    with folders_for(path.parent, path, what), _aside(path, path) as aside:
        if os.path.lexists(path):
            raise Refusal(f"{visible(str(path))}: expected the name of a new folder, found something there already.")
        yield aside
        aside.chmod(0o777 & ~umask())
        aside.rename(path)


@contextmanager
def _aside(place: Path, path: Path) -> Iterator[Path]:
    """A hidden folder to fill beside a place, gone at the end; what is refused in it is told of the path."""

    def make(prefix: str) -> tuple[int, str]:
        name = tempfile.mkdtemp(dir=place.parent, prefix=prefix, suffix=".new")
        # Where a folder cannot be opened it cannot be locked, and what is left of it is told apart from nothing else.
        return os.open(os.devnull if sys.platform == "win32" else name, os.O_RDONLY), name

    with unfinished(place, make) as (number, aside):
        try:
            yield aside
        except Refusal as refusal:
            raise Refusal(refusal.message.replace(visible(str(aside)), visible(str(path)))) from None
        finally:
            os.close(number)


@dataclass(frozen=True)
class _Written:
    """A file as a run wrote it."""

    digest: str  # SHA-256 of its bytes, hexadecimal; "" = nobody knows, an older version listed names alone
    size: int  # bytes

    def __str__(self) -> str:
        return f"{self.digest} {self.size} " if self.digest else ""

    @classmethod
    def of(cls, path: Path) -> _Written:
        with path.open("rb") as file:
            return cls(hashlib.file_digest(file, "sha256").hexdigest(), path.stat().st_size)

    def is_still(self, path: Path) -> bool:
        """Is this file as it was written?"""
        found = os.lstat(path)
        return stat.S_ISREG(found.st_mode) and found.st_size == self.size and _Written.of(path) == self


@contextmanager
def owned_folder(
    path: Path, ours: re.Pattern[str], tell: Callable[[str], None], what: str = "the files"
) -> Iterator[Path]:
    """A folder that holds what this run writes: filled aside, moved in whole, and what an earlier run left is removed.

    Only files are removed that an earlier run has listed (in `LIST`), by names that it writes, and that are still as
    it wrote them. A listed file that somebody has changed stays, and is told.

    Args:
        path: the folder; it may be there already.
        ours: every name that a run may write.
        tell: told of each file that an earlier run wrote and that stays.
        what: what is written, for the refusal.

    Yields:
        the folder to fill, with files and no folders.

    Raises:
        Refusal: when it cannot be written; the folder stays as it was then.
    """
    with folders_for(path, path, what), _aside(path / what.removeprefix("the "), path) as aside:
        yield aside
        new = {one.name: _Written.of(one) for one in sorted(aside.iterdir())}
        for name in (*new, LIST):  # found before anything is moved: all is new, or nothing
            kind = no_file(leads_to(path / name))
            if kind:
                shown = visible(str(path / name))
                raise Refusal(f"{shown}: expected a place for one of {what}, found {kind}. Move it away.")
        earlier = {name: one for name, one in _listed(path, ours).items() if name not in new}
        kept = {name: one for name, one in earlier.items() if _stays(path / name, one)}
        write(aside / LIST, "".join(f"{one}{name}\n" for name, one in {**new, **kept}.items()), what)
        for name in (*new, LIST):
            _move(aside / name, path / name, what)
        for name in earlier.keys() - kept.keys():
            with suppress(OSError):  # held by somebody: all that is new is there
                (path / name).unlink()
    for name in kept:
        tell(
            f"{visible(str(path / name))}: it is none of {what} of this run, and not as an earlier run wrote it. "
            f"It was left there: remove it, or move it away."
        )


def _listed(folder: Path, ours: re.Pattern[str]) -> Mapping[str, _Written]:
    """The files that an earlier run wrote into a folder, as it wrote them."""
    try:
        lines = read_text(folder / LIST).splitlines()
    except Refusal:
        return {}
    found = (re.fullmatch(r"(?:([0-9a-f]{64}) (\d{1,15}) )?(.*)", line) for line in lines)
    return {one[3]: _Written(one[1] or "", int(one[2] or 0)) for one in found if one and ours.fullmatch(one[3])}


def _stays(path: Path, written: _Written) -> bool:
    """Is there something at this path that is not what was written?"""
    try:
        return os.path.lexists(path) and not written.is_still(path)
    except OSError:
        return True


def _move(new: Path, place: Path, what: str) -> None:
    """Put a file in its place; where that is a link, in the place that it leads to."""
    if place.is_symlink():
        write(place, new.read_bytes(), what)
    else:
        os.replace(new, place)
