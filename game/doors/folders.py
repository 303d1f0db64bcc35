"""The one way to write a folder: filled aside and moved in whole; what an earlier run wrote there is known again."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import stat
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

from game.doors.files import read_text
from game.doors.text import visible
from game.doors.writing import folders_for, no_file, umask, unfinished, write
from game.refusal import Refusal

LIST: Final = ".written-by-lastmile"
"""The file of an owned folder that names what the last run wrote, and how it can be known again."""

NO_SUCH_SYNC: Final = frozenset({errno.EACCES, errno.EBADF, errno.EINVAL, errno.ENOTSUP})
"""What a file system answers that cannot sync a folder, or not for us: the file itself is safe all the same."""


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
        """Is this file as it was written? A link to one is not."""
        found = os.lstat(path)
        return stat.S_ISREG(found.st_mode) and found.st_size == self.size and _Written.of(path) == self


Listing: TypeAlias = Mapping[str, Sequence[_Written]]
"""Files by their names, and how each may have been written: in two ways where a run was ended on its way."""


@contextmanager
def owned_folder(
    path: Path, ours: re.Pattern[str], tell: Callable[[str], None], what: str = "the files"
) -> Iterator[Path]:
    """A folder that holds what this run writes: filled aside, moved in whole, and what an earlier run left is removed.

    Only files are replaced or removed that an earlier run has listed (in `LIST`), by names that it writes, and that are
    still as it wrote them. Where anything else has the name of a new file, nothing is written. A listed file that
    somebody has changed, and whose name this run does not need, stays and is told.

    Args:
        path: the folder; it may be there already.
        ours: every name that a run may write.
        tell: told of each file that an earlier run wrote and that stays.
        what: what is written, for the refusal.

    Yields:
        the folder to fill, with files and no folders.

    Raises:
        Refusal: when it cannot be written, or what stands there is not ours; the folder stays as it was then.
    """
    with folders_for(path, path, what), _aside(path / what.removeprefix("the "), path) as aside:
        yield aside
        new = {one.name: [_Written.of(one)] for one in sorted(aside.iterdir())}
        earlier = _listed(path, ours)
        _check_ours(path, {name: [*earlier.get(name, ()), *written] for name, written in new.items()}, what)
        old = {name: written for name, written in earlier.items() if name not in new}
        kept = {name: written for name, written in old.items() if _stays(path / name, written)}
        # Should this end on the way, every file is as one of both runs wrote it, and both are listed.
        _list(aside, path, [earlier, new], what)
        for name in new:
            os.replace(aside / name, path / name)
        for name in old.keys() - kept.keys():
            with suppress(OSError):  # held by somebody: all that is new is there
                (path / name).unlink()
        _list(aside, path, [new, kept], what)
    for name in kept:
        tell(
            f"{visible(str(path / name))}: it is none of {what} of this run, and not as an earlier run wrote it. "
            f"It was left there: remove it, or move it away."
        )


def _check_ours(folder: Path, new: Listing, what: str) -> None:
    """Found before anything is moved: all is new, or nothing.

    Args:
        folder: where the files shall be.
        new: how a file of each name may look that is replaced: as it was written, or as it will be.
        what: what is written, for the refusal.
    """
    taken = {name: _kind(folder / name) for name, written in new.items() if _stays(folder / name, written)}
    if _kind(folder / LIST) not in ("", "a file"):
        taken[LIST] = _kind(folder / LIST)
    if taken:
        named = "\n".join(f"  {visible(name)}: {kind}" for name, kind in taken.items())
        raise Refusal(
            f"{visible(str(folder))}: expected places for {what}, found what no earlier run wrote, or not as it is now:"
            f"\n{named}\nNothing was written. Move away what you want to keep, remove the rest, or name another folder."
        )


def _kind(path: Path) -> str:
    """What stands at a path itself, not behind it: "a link", "a folder", "a pipe" and so on; "" = nothing."""
    if path.is_symlink():
        return "a link"
    return no_file(path) or ("a file" if os.path.lexists(path) else "")


def _list(aside: Path, folder: Path, listings: Sequence[Listing], what: str) -> None:
    """Put the list into a folder, from a file that is written aside."""
    ways = dict.fromkeys(f"{way}{name}\n" for one in listings for name, written in one.items() for way in written)
    write(aside / LIST, "".join(ways), what)
    os.replace(aside / LIST, folder / LIST)


def _listed(folder: Path, ours: re.Pattern[str]) -> Listing:
    """The files that an earlier run wrote into a folder, as it wrote them."""
    try:
        lines = read_text(folder / LIST).splitlines() if _kind(folder / LIST) == "a file" else []
    except Refusal:
        return {}
    found: dict[str, list[_Written]] = {}
    for line in lines:
        one = re.fullmatch(r"(?:([0-9a-f]{64}) (\d{1,15}) )?(.*)", line)
        if one and ours.fullmatch(one[3]):
            found.setdefault(one[3], []).append(_Written(one[1] or "", int(one[2] or 0)))
    return found


def _stays(path: Path, written: Sequence[_Written]) -> bool:
    """Is there something at this path that is not as it was written, in any of these ways?"""
    try:
        return os.path.lexists(path) and not any(one.is_still(path) for one in written)
    except OSError:
        return True


def sync_folder(folder: Path) -> None:
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
