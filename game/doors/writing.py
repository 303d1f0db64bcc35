"""The one way to write a file or a folder: beside its place, through to the disk, then moved whole or not at all."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, TextIO

from game.doors.files import system_reason
from game.doors.text import visible
from game.refusal import Refusal

LIST: Final = ".written-by-lastmile"
"""The file of an owned folder that names what the last run wrote."""


def write(path: Path, content: str | bytes, what: str = "the file") -> None:
    """Put a file in place, in place of the one before; folders on the way are made.

    Args:
        path: where.
        content: all of it; text is written in UTF-8 with the line ends it has.
        what: what it is, for the refusal.

    Raises:
        Refusal: when it cannot be written, naming the file; nothing is left behind then, and what was there stays.
    """
    with _beside(path, what) as number, os.fdopen(number, "wb", closefd=False) as file:
        file.write(content.encode() if isinstance(content, str) else content)


@contextmanager
def growing(path: Path, what: str = "the file") -> Iterator[TextIO]:
    """A text file that is written piece by piece, and in place of the one before when all of it is there.

    Yields:
        the file, in UTF-8; line ends are written as they are.

    Raises:
        Refusal: as `write`.
    """
    with _beside(path, what) as number, os.fdopen(number, "w", encoding="utf-8", newline="", closefd=False) as file:
        yield file


@contextmanager
def _beside(path: Path, what: str) -> Iterator[int]:
    """The descriptor of a file beside a place, which is moved there when it was written without an error."""
    with _folders_for(path.parent, path, what):
        number, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=".new", dir=path.parent)
        beside = Path(name)
        try:
            try:
                yield number
                os.fsync(number)
            finally:
                os.close(number)
            beside.chmod(_mode(path))
            os.replace(beside, path)
        finally:
            beside.unlink(missing_ok=True)


@contextmanager
def _folders_for(folder: Path, path: Path, what: str) -> Iterator[None]:
    """A folder to write a path in: made with those on the way, and when it fails all of these are gone again."""
    made = []
    try:
        while not folder.exists():
            made.append(folder)
            folder = folder.parent
        for one in reversed(made):
            one.mkdir(exist_ok=True)
        yield
    except BaseException as error:
        for one in made:
            with suppress(OSError):  # somebody else's file may be in it by now
                one.rmdir()
        if isinstance(error, OSError | ValueError):  # a ValueError: the path itself is no path
            raise unwritten(path, what, error) from None
        raise


def unwritten(path: Path, what: str, error: OSError | ValueError) -> Refusal:
    """The refusal of something that could not be written."""
    return Refusal(f"{visible(str(path))}: {what} could not be written: {system_reason(error)}.")


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
    with _folders_for(path.parent, path, what), _aside(path.parent, path, f".{path.name[:40]}.") as aside:
        if path.exists():
            raise Refusal(f"{visible(str(path))}: expected the name of a new folder, found something there already.")
        yield aside
        aside.chmod(0o777 & ~_umask())
        aside.rename(path)


@contextmanager
def _aside(folder: Path, path: Path, prefix: str) -> Iterator[Path]:
    """A hidden folder to fill, gone at the end; what is refused in it is told of the path that it is filled for."""
    aside = Path(tempfile.mkdtemp(prefix=prefix, suffix=".new", dir=folder))
    try:
        yield aside
    except Refusal as refusal:
        raise Refusal(refusal.message.replace(visible(str(aside)), visible(str(path)))) from None
    finally:
        shutil.rmtree(aside, ignore_errors=True)


@contextmanager
def owned_folder(path: Path, ours: re.Pattern[str], what: str = "the files") -> Iterator[Path]:
    """A folder that holds what this run writes: filled aside, moved in whole, and what an earlier run left is removed.

    Only files that an earlier run has listed as its own (in `LIST`), by names that it writes, are removed; a person's
    own files stay, whatever the list says.

    Args:
        path: the folder; it may be there already.
        ours: every name that a run may write.
        what: what is written, for the refusal.

    Yields:
        the folder to fill, with files and no folders.

    Raises:
        Refusal: when it cannot be written; the folder stays as it was then.
    """
    with _folders_for(path, path, what), _aside(path, path, ".") as aside:
        yield aside
        names = sorted(one.name for one in aside.iterdir())
        for name in (*names, LIST):
            if (path / name).is_dir():  # found before anything is moved: all is new, or nothing
                shown = visible(str(path / name))
                raise Refusal(f"{shown}: expected a place for one of {what}, found a folder. Move it away.")
        earlier = {name for name in _listed(path) if ours.fullmatch(name)}
        write(aside / LIST, "".join(f"{name}\n" for name in names), what)
        for name in (*names, LIST):
            os.replace(aside / name, path / name)
        for name in earlier.difference(names):
            with suppress(OSError):  # a folder by now, or held by somebody: all that is new is there
                (path / name).unlink()


def _listed(folder: Path) -> set[str]:
    """The files that an earlier run wrote into a folder; names that lead out of it do not count."""
    try:
        names = (folder / LIST).read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return set()
    return {name for name in names if name and Path(name).name == name}


def check_writable(path: Path, what: str = "the file") -> None:
    """Find out before the work whether a file can be written there; what is there stays as it is.

    Raises:
        Refusal: when it cannot.
    """
    if path.is_dir():
        raise Refusal(f"{visible(str(path))}: expected the name of a file for {what}, given a folder.")
    folder = path.parent
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
    except (OSError, ValueError) as error:
        raise unwritten(path, what, error) from None


def _mode(path: Path) -> int:
    """The rights that the file has, or that a new one would get."""
    with suppress(OSError):
        return path.stat().st_mode & 0o777
    return 0o666 & ~_umask()


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
