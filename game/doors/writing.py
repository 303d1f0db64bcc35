"""The one way to write a file: beside its place, through to the disk, then moved whole or not at all."""

from __future__ import annotations

import errno
import os
import re
import shutil
import stat
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Final, TextIO

from game.doors.files import system_reason
from game.doors.locks import lock
from game.doors.text import visible
from game.refusal import Refusal

MOST_LINKS: Final = 40
"""Links that are followed from one to the next, as many as Linux does."""
_UNFINISHED: Final = re.compile(r"\..*\.lastmile-\w{8}\.new")
"""What a file or folder is called that is being written."""
_PLACED_DIRECTLY: Final = ((stat.S_ISFIFO, "a pipe"), (stat.S_ISCHR, "a device"))


def write(path: Path, content: str | bytes, what: str = "the file") -> None:
    """Put a file in place, in place of the one before; folders on the way are made.

    Where the path is a link, the file that it leads to is replaced; a pipe or a device is written to as it is.

    Args:
        path: where.
        content: all of it; text is written in UTF-8 with the line ends it has.
        what: what it is, for the refusal.

    Raises:
        Refusal: when it cannot be written, naming the file; nothing is left behind then, and what was there stays.
    """
    with _open(path, what) as number, os.fdopen(number, "wb", closefd=False) as file:
        file.write(content.encode() if isinstance(content, str) else content)


@contextmanager
def growing(path: Path, what: str = "the file") -> Iterator[TextIO]:
    """A text file that is written piece by piece, and in place of the one before when all of it is there.

    Yields:
        the file, in UTF-8; line ends are written as they are.

    Raises:
        Refusal: as `write`.
    """
    with _open(path, what) as number, os.fdopen(number, "w", encoding="utf-8", newline="", closefd=False) as file:
        yield file


@contextmanager
def _open(path: Path, what: str) -> Iterator[int]:
    """The descriptor of a file beside the place that a path leads to, or of that itself where it is no file."""
    try:
        place = leads_to(path)
        number = _directly(place)
    except (OSError, ValueError) as error:
        raise unwritten(path, what, error) from None
    if isinstance(place, Path) and number is None:
        with folders_for(place.parent, path, what), _beside(place) as number:
            yield number
        return
    assert number is not None
    try:
        yield number
    except (OSError, ValueError) as error:
        raise unwritten(path, what, error) from None
    finally:
        os.close(number)


def leads_to(path: Path) -> Path | int:
    """What a path leads to behind all links: a place for a file, or a descriptor of this process (/dev/stdout).

    Raises:
        OSError: when the links make a loop.
    """
    for _ in range(MOST_LINKS):
        folder = os.path.realpath(path.parent)
        if folder in ("/dev/fd", f"/proc/{os.getpid()}/fd") and path.name.isdecimal():
            return int(path.name)
        path = Path(folder, path.name)
        if not path.is_symlink():
            return path
        path = Path(folder, path.readlink())
    raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))


def no_file(place: Path | int) -> str:
    """What stands at a place where it is neither nothing nor a file: "a folder", "a pipe", "a device"."""
    try:
        mode = os.stat(place).st_mode
    except FileNotFoundError:
        return ""
    if stat.S_ISREG(mode) and isinstance(place, Path):
        return ""
    told = next((name for kind, name in _PLACED_DIRECTLY if kind(mode)), "a device")
    return "a folder" if stat.S_ISDIR(mode) else told


def _directly(place: Path | int) -> int | None:
    """A descriptor to write through to what is no file, and must not be replaced by one; None = it is one."""
    if isinstance(place, int):
        for stream in (sys.stdout, sys.stderr):  # what was said before comes before it
            stream.flush()
        return os.dup(place)
    if no_file(place) not in ("a pipe", "a device"):
        return None
    try:
        number = os.open(place, os.O_WRONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0))
    except OSError as error:
        if error.errno != errno.ENXIO:
            raise
        raise OSError(errno.ENXIO, "nobody reads from it. Start first what reads it") from None
    if hasattr(os, "set_blocking"):
        os.set_blocking(number, True)  # it was only not to wait for a reader
    return number


@contextmanager
def _beside(place: Path) -> Iterator[int]:
    """The descriptor of a file beside a place, which is moved there when it was written without an error."""
    with unfinished(place, beside(place)) as (number, new):
        try:
            yield number
            os.fsync(number)
        finally:
            os.close(number)
        new.chmod(_mode(place))
        os.replace(new, place)


def beside(place: Path) -> Callable[[str], tuple[int, str]]:
    """What makes an empty file beside a place, for `unfinished`."""
    return lambda prefix: tempfile.mkstemp(dir=place.parent, prefix=prefix, suffix=".new")


def kept_beside(name: Callable[[int], Path], data: bytes) -> Path:
    """Keep bytes in the first of these files, counted from 1, that holds them already, or is not there.

    Raises:
        OSError: when they cannot be kept.
    """
    for kept in map(name, count(1)):
        with suppress(FileExistsError):
            if not kept.is_file() or kept.read_bytes() != data:
                with kept.open("xb") as file:
                    file.write(data)
                    file.flush()
                    os.fsync(file.fileno())
            return kept
    raise AssertionError("numbers never end")


@contextmanager
def unfinished(place: Path, make: Callable[[str], tuple[int, str]]) -> Iterator[tuple[int, Path]]:
    """Something that is made beside a place, held by a lock while it is, and removed at the end if it is still there.

    What a run left there that was killed, and holds no more, is removed too.

    Args:
        place: what it will be.
        make: makes it, of a name that begins so, and gives its descriptor (which whoever asked closes) and its path.
    """
    _sweep(place.parent)
    prefix = f".{place.name[:40]}.lastmile-"
    number, name = make(prefix)
    while not _hold(number, name):  # somebody was just removing what is left of others
        os.close(number)
        number, name = make(prefix)
    try:
        yield number, Path(name)
    finally:
        _remove(Path(name))


def _hold(number: int, name: str) -> bool:
    """Take the lock of what was just made; False = it is gone again."""
    try:
        return lock(number) and os.path.samestat(os.stat(name), os.fstat(number))
    except FileNotFoundError:
        return False
    except OSError:  # a file system without locks: nobody will take it for forgotten, either
        return True


def _sweep(folder: Path) -> None:
    """Remove what is unfinished in a folder and nobody is writing any more."""
    try:
        left = [Path(one.path) for one in os.scandir(folder) if _UNFINISHED.fullmatch(one.name)]
    except OSError:
        return
    for one in left:
        with suppress(OSError):  # somebody else's, or gone by now
            number = os.open(one, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0))
            try:
                if lock(number):
                    _remove(one)
            finally:
                os.close(number)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


@contextmanager
def folders_for(folder: Path, path: Path, what: str) -> Iterator[None]:
    """A folder to write a path in: made with those on the way, and when it fails all of these are gone again.

    Raises:
        Refusal: of the path, for whatever the system refuses on the way or inside.
    """
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


def check_writable(path: Path, what: str = "the file", read: Sequence[Path] = (), toml: bool = False) -> None:
    """Find out before the work whether a file can be written there; what is there stays as it is.

    Args:
        path: where.
        what: it is, in a message.
        read: files that the same command reads, which it must not replace.
        toml: whether it is a TOML file itself; anything else takes the place of none: it would be a record, a scenario.

    Raises:
        Refusal: when it cannot.
    """
    if any(path.exists() and one.exists() and path.samefile(one) for one in read):
        raise Refusal(f"{visible(str(path))} is read by the command: {what} would take its place. Name another file.")
    if path.suffix.lower() == ".toml" and path.is_file() and not toml:
        raise Refusal(
            f"{visible(str(path))} is there already, and may be a table's record or a scenario: {what} would take its "
            "place. Name another file."
        )
    try:
        place = leads_to(path)
        kind = no_file(place)
        if kind == "a folder":
            raise Refusal(f"{visible(str(path))}: expected the name of a file for {what}, given a folder.")
        if isinstance(place, int):
            return
        if kind:  # opening a pipe and closing it again would be its end for whoever reads it
            if not os.access(place, os.W_OK):
                raise OSError(errno.EACCES, os.strerror(errno.EACCES))
            return
        folder = place.parent
        while not folder.exists() and folder != folder.parent:
            folder = folder.parent
        with tempfile.TemporaryFile(dir=folder):
            pass
    except (OSError, ValueError) as error:
        raise unwritten(path, what, error) from None


def _mode(path: Path) -> int:
    """The rights that the file has, or that a new one would get."""
    with suppress(OSError):
        return path.stat().st_mode & 0o777
    return 0o666 & ~umask()


def umask() -> int:
    """The rights that new files and folders do not get here."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
