"""How wide text is in cells of a terminal, and cutting, filling and breaking it by them; for text in any script."""

from __future__ import annotations

import textwrap
from typing import Final

NARROW: Final = "\u02ff"
"""The last sign before those that combine; up to it and in a few more blocks every sign takes one cell."""
_ALSO_NARROW: Final = frozenset("−–—’“”…·×÷─━│┃┌┐└┘├┤┬┴┼█▓▒░▁▂▃▄▅▆▇→←↑↓▲▼◆●○■□✓€£•\N{NARROW NO-BREAK SPACE}")


def cells(text: str) -> int:
    """How many cells a line takes on a terminal; signs that combine take none, most of East Asia's take two."""
    if _narrow(text):
        return len(text)
    from wcwidth import width

    return width(text)


def to_left(text: str, room: int) -> str:
    """The text filled with spaces behind it up to this many cells."""
    return text + " " * (room - cells(text))


def to_right(text: str, room: int) -> str:
    """The text filled with spaces before it up to this many cells."""
    return " " * (room - cells(text)) + text


def cut(text: str, room: int, mark: str = "") -> str:
    """The text, or as much of it as this many cells hold with the mark behind it, never half a sign."""
    if cells(text) <= room:
        return text
    room -= cells(mark)
    if _narrow(text):
        return text[:room] + mark
    from wcwidth import iter_graphemes, width

    kept, used = [], 0
    for sign in iter_graphemes(text):
        used += width(sign)
        if used > room:
            break
        kept.append(sign)
    return "".join(kept) + mark


def wrapped(text: str, room: int, indent: str = "", first: str | None = None) -> list[str]:
    """A paragraph broken into lines of at most this many cells; words that are too long stay whole.

    What is written without spaces between words, as Chinese and Japanese are, is broken between signs.

    Args:
        text: the paragraph; its white space is folded, hard spaces keep words together.
        room: cells of a line.
        indent: begins every line.
        first: begins the first line instead.
    """
    begin = indent if first is None else first
    if _narrow(text) and _narrow(begin):
        return textwrap.wrap(
            text, room, initial_indent=begin, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
        )
    from wcwidth import wrap

    return wrap(
        text, room, initial_indent=begin, subsequent_indent=indent, break_long_words=True, break_on_hyphens=False
    )


def _narrow(text: str) -> bool:
    """Does surely every sign take one cell?"""
    return text.isascii() or all(sign <= NARROW or sign in _ALSO_NARROW for sign in text)
