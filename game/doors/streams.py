"""The process's own streams: closed ones are filled so that no file lands in their place, narrow ones lose no text."""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper

CLOSED_OUTPUT = "expected somewhere to write to: the standard output is closed. Leave it open, or write it to a file."


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
    """A sign that a stream's encoding lacks is written as '?', never as a crash; bytes that are no text stay told."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    if isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(errors="surrogateescape")


def drop_output() -> None:
    """Nobody reads any more: keep the interpreter from complaining about it while it closes."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
