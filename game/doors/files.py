"""The one way to read a file: an ordinary one, of a sane size, in UTF-8; anything else is refused at once."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Final

from game.doors.text import first_control, steering, visible
from game.refusal import Refusal

MOST_BYTES: Final = 4 * 1024 * 1024
"""Largest text that anybody writes for this game, many times over; a record of a long workshop is smaller too."""

INK: Final = "\n\t"
"""Control signs that may stand in a text of one's own."""

_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")


def read_bytes(path: str | Path, what: str = "a file", most: int = MOST_BYTES) -> bytes:
    """All of a file.

    A pipe or a device is never waited for: it is refused, like a folder, a loop of links or a file that is too large.

    Args:
        path: where it is.
        what: what it should be, for the refusal: "a record", "a scenario's file".
        most: bytes it may have at the most.

    Raises:
        Refusal: when there is none, it is no ordinary file, it is too large or cannot be read.
    """
    shown = visible(str(path))
    try:
        number = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except (OSError, ValueError) as error:
        raise Refusal(f"{shown}: expected {what}, {why_not(error)}.") from None
    try:
        _check_kind(os.fstat(number), shown, what, most)
        with os.fdopen(number, "rb", closefd=False) as file:
            return file.read(most)
    except OSError as error:
        raise Refusal(f"{shown}: expected {what}, {why_not(error)}.") from None
    finally:
        os.close(number)


def read_text(path: str | Path, what: str = "a file", most: int = MOST_BYTES) -> str:
    """All of a file in UTF-8, with line ends as `\\n`, without a byte order mark; tabs may stand in it.

    Raises:
        Refusal: as `read_bytes`, and for bytes that are no UTF-8 and control signs, with their place and what to do.
    """
    return plain_text(read_bytes(path, what, most), visible(str(path)))


def plain_text(content: bytes, name: str) -> str:
    """The text of bytes that came from outside; `name` names them in a refusal.

    Raises:
        Refusal: for bytes that are no UTF-8 and control signs, with their place and what to do.
    """
    text = decoded(content, name)
    at = first_control(text, INK)
    if at >= 0:
        raise Refusal(f"{_place(name, text[:at])}: {steering(text, allowed=INK)}")
    return text


def decoded(content: bytes, name: str) -> str:
    """The text of bytes, which may hold control signs, with line ends as `\\n`.

    Raises:
        Refusal: for bytes that are no UTF-8, with their place.
    """
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8-sig", errors="replace")
        raise Refusal(f"{_place(name, before)}: {not_utf8(content)}") from None


def _place(name: str, before: str) -> str:
    """A file, line and column as an editor takes them, from the text before the place."""
    return f"{name}:{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"


def not_utf8(content: bytes) -> str:
    """What to say of bytes that are no UTF-8, and what to do about them."""
    if content.startswith(_UTF16) or content[:200].count(0) > len(content[:200]) // 4:
        return "expected text in UTF-8, given UTF-16. Save the file again as UTF-8."
    return (
        "expected text in UTF-8, given bytes that are none, as when a file is saved in an older code page. "
        "Save the file again as UTF-8."
    )


def why_not(error: OSError | ValueError) -> str:
    """What the system says is wrong, as it reads in the middle of a sentence."""
    if isinstance(error, FileNotFoundError):
        link = leads_nowhere(Path(error.filename)) if error.filename else ""
        return f"found {link}" if link else "found no file there"
    if isinstance(error, IsADirectoryError):
        return "given a folder. Name the file in it"
    if isinstance(error, OSError) and error.strerror:
        return f"it cannot be read: {system_reason(error)}"
    return f"given no path: {visible(str(error))}"


def leads_nowhere(path: Path) -> str:
    """What to call a link that leads to nothing that is there; "" = it is none."""
    if not path.is_symlink() or path.exists():
        return ""
    return f"a link to {visible(str(path.readlink()))}, where there is nothing"


def system_reason(error: OSError | ValueError) -> str:
    """The system's own words, as they read in the middle of a sentence."""
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return f"{reason[:1].lower()}{reason[1:]}"


def _check_kind(found: os.stat_result, shown: str, what: str, most: int) -> None:
    if stat.S_ISDIR(found.st_mode):
        raise Refusal(f"{shown}: expected {what}, given a folder. Name the file in it.")
    if not stat.S_ISREG(found.st_mode):
        raise Refusal(f"{shown}: expected {what}, given a device or a pipe.")
    if found.st_size > most:
        raise Refusal(
            f"{shown}: expected {what} of at most {most:,} bytes, given {found.st_size:,}. It may be some other file."
        )
