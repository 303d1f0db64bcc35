"""The process's own streams: closed ones filled, what is typed as text, and what the environment asks of a page."""

from __future__ import annotations

import errno
import locale
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from typing import Final, TextIO

CLOSED_OUTPUT = "expected somewhere to write to: the standard output is closed. Leave it open, or write it to a file."

SENSIBLE: Final = range(20, 501)
"""Columns or rows that COLUMNS and LINES can ask for; anything else is a mistake of theirs."""


def fill_closed() -> bool:
    """Put the null device in place of each of the three streams that is closed, and tell whether output was.

    Else the next file that is opened would get the number of a closed stream, and what is printed would land in it.
    """
    number = os.open(os.devnull, os.O_RDWR)
    while number <= 2:
        number = os.dup(number)
    os.close(number)
    closed = sys.stdout is None
    if sys.stdin is None:
        sys.stdin = os.fdopen(0, encoding="utf-8", closefd=False)
    if sys.stdout is None:
        sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
    if sys.stderr is None:
        sys.stderr = os.fdopen(2, "w", encoding="utf-8", closefd=False)
    return closed


def forgive_narrow() -> None:
    """A sign that a stream's encoding lacks is written as '?', never as a crash; what is typed is read as UTF-8.

    Bytes that are no UTF-8 stay told apart, whatever the locale or PYTHONIOENCODING says: `typed_text` knows them.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    if isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8", errors="surrogateescape")


def typed_text(line: str, environment: Mapping[str, str] = os.environ) -> str | None:
    """A line that was read as UTF-8, or as the locale writes where it is none; None = it is text in neither.

    Args:
        line: as read, with bytes that are no UTF-8 as halves of signs.
        environment: the environment's variables.
    """
    if not any("\ud800" <= sign <= "\udfff" for sign in line):
        return line
    declared = environment.get("PYTHONIOENCODING", "").partition(":")[0] or locale.getpreferredencoding(False)
    try:
        return line.encode("utf-8", "surrogateescape").decode(declared)
    except (UnicodeError, LookupError):
        return None


def terminal_size(stream: TextIO, environment: Mapping[str, str] = os.environ) -> os.terminal_size:
    """Columns and rows: what COLUMNS and LINES ask for where it makes sense, else the terminal's own, else 80 by 24."""
    try:
        own = os.get_terminal_size(stream.fileno())
    except (AttributeError, OSError, ValueError):
        own = os.terminal_size((0, 0))
    columns, rows = (_sensible(environment.get(name, "")) for name in ("COLUMNS", "LINES"))
    return os.terminal_size((columns or own.columns or 80, rows or own.lines or 24))


def drop_senseless_size() -> None:
    """Take COLUMNS and LINES out of the environment where they make no sense, for those who ask it themselves."""
    for name in ("COLUMNS", "LINES"):
        if name in os.environ and not _sensible(os.environ[name]):
            del os.environ[name]


def _sensible(asked: str) -> int:
    return int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 5 and int(asked) in SENSIBLE else 0


def asks_colour(environment: Mapping[str, str] = os.environ) -> bool | None:
    """Does the environment forbid colour (NO_COLOR, https://no-color.org) or force it (FORCE_COLOR)? None = neither.

    Each counts when it is not empty, whatever it says; who forbids wins.
    """
    if environment.get("NO_COLOR"):
        return False
    return True if environment.get("FORCE_COLOR") else None


def wants_colour(stream: TextIO, environment: Mapping[str, str] = os.environ) -> bool:
    """Is a stream shown in colours: on a terminal that can, or where they are forced?"""
    asked = asks_colour(environment)
    return stream.isatty() and environment.get("TERM", "") not in ("", "dumb") if asked is None else asked


def wants_speech(environment: Mapping[str, str] = os.environ) -> bool:
    """Does the environment ask for sentences instead of columns? ACCESSIBLE is there, and neither empty nor 0."""
    return environment.get("ACCESSIBLE", "") not in ("", "0")


def unwritten_output(error: OSError) -> str | None:
    """What to say of a write that found no room and names no file: it was to the output; None = it is another error.

    Every file is written by the one door that names it in its refusal.
    """
    if error.filename or error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return None
    try:
        name = os.readlink("/proc/self/fd/1")
    except OSError:  # no Linux
        name = "the standard output"
    reason = os.strerror(error.errno)
    return (
        f"{name}: what is printed could not be written: {reason[:1].lower()}{reason[1:]}. Make room there, or send it "
        "elsewhere."
    )


def drop_output() -> None:
    """Nobody reads any more: keep the interpreter from complaining about it while it closes."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


@contextmanager
def kept_without_reader(kept: str) -> Iterator[None]:
    """Print what comes after work whose results are kept: where whoever reads it leaves, the error output says so.

    Args:
        kept: what is kept, and where, as it may be shown on a terminal.

    Raises:
        BrokenPipeError: as it came, so that the process can end with its exit code.
    """
    try:
        yield
    except BrokenPipeError:
        with suppress(OSError):  # the same reader may have held both
            print(f"Nobody reads the output any more, so the rest was not printed. {kept}", file=sys.stderr, flush=True)
        raise
