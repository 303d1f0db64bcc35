"""The bytes of a log: a title and blocks of TOML, each with its number and length before it and a checksum behind it.

A checksum covers its block and the checksum before it, so that any damage is found. What the power tore is less than
its own first line announces, or was never written; whatever else does not fit was altered, and nothing of it is
dropped.
"""

from __future__ import annotations

import hashlib
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import tomli_w

from game.doors.toml import own_tree
from game.refusal import Refusal

TITLE: Final = b"# A Last Mile record: what was decided at one table, in order. Do not change it by hand.\n"
FIRST: Final = 2
"""Blocks of a record before its first move: its head, and the texts of its scenario."""

MARK: Final = b"# check "
DIGITS: Final = 16
"""Hexadecimal digits of a checksum: 64 bits, where chance hides an alteration once in 10 ** 19."""

_OPEN: Final = re.compile(rb"\n# block (\d{1,9}): (\d{1,9}) bytes\n")
_CLOSED: Final = re.compile(rb"\n# check [0-9a-f]{16}\n\Z")
_CLOSING: Final = len(MARK) + DIGITS + 1
_NEVER_WRITTEN: Final = b"\0"
"""What a file system shows of bytes that the power took before they were on the disk; no TOML holds it."""


@dataclass(frozen=True)
class LogBlock:
    """One sound block."""

    content: bytes  # TOML, without the lines around it
    start: int  # offset of its first byte
    end: int  # offset after its closing line
    check: bytes  # its checksum, hexadecimal


@dataclass(frozen=True)
class Scan:
    """What a log's bytes hold."""

    blocks: tuple[LogBlock, ...]  # sound, from the beginning
    sound: int  # bytes that they and the title take
    lost: int  # bytes after them
    altered: bool  # nobody tore what is after them: somebody changed it


def root_block(content: Mapping[str, Any], number: int, before: bytes) -> bytes:
    """A block of TOML tables at the root of the log, as its head is."""
    return framed(tomli_w.dumps(content).encode(), number, before)


def move_block(content: Mapping[str, Any], number: int, before: bytes) -> bytes:
    """A block with one more element of the array of tables `moves`.

    Args:
        content: its keys and values.
        number: of the block, counted from 0.
        before: the checksum of the block before it, the log's title where there is none.
    """
    return framed(tomli_w.dumps({"moves": content}).replace("[moves]", "[[moves]]", 1).encode(), number, before)


def parse_move_block(content: bytes) -> dict[str, Any]:
    """The keys and values that `move_block` wrote, from a sound block's content.

    Raises:
        ValueError: when it is no TOML, or not one element of `moves`.
    """
    moves = own_tree(content).get("moves")
    if not isinstance(moves, list) or len(moves) != 1 or not isinstance(moves[0], dict):
        raise ValueError("expected one element of moves")
    return moves[0]


def framed(content: bytes, number: int, before: bytes) -> bytes:
    """A block of these bytes, with the lines around them."""
    opened = b"\n# block %d: %d bytes\n" % (number, len(content)) + content
    return opened + MARK + _checksum(opened, before) + b"\n"


def check_of(block: bytes) -> bytes:
    """The checksum at the end of a whole block."""
    return block[-DIGITS - 1 : -1]


def _checksum(opened: bytes, before: bytes) -> bytes:
    return hashlib.sha256(before + opened).hexdigest()[:DIGITS].encode()


def line_of(data: bytes, offset: int) -> int:
    """The line, counted from 1, that an offset is in."""
    return data.count(b"\n", 0, offset) + 1


def line_in(data: bytes, block: LogBlock) -> int:
    """The line on which the content of a block begins."""
    return line_of(data, block.start) + 2


def scan(data: bytes, title: bytes) -> Scan:
    """The sound blocks of a log's bytes that begin with its title, and what is the matter with the rest."""
    if not data.startswith(title):
        return Scan((), 0, len(data), not title.startswith(data))
    blocks: list[LogBlock] = []
    start, before = len(title), title
    while True:
        block = _next(data, start, len(blocks), before)
        if block is None:
            break
        blocks.append(block)
        start, before = block.end, block.check
    rest = data[start:]
    return Scan(tuple(blocks), start, len(rest), bool(rest) and not _torn(rest, len(blocks)))


def check_as_saved(data: bytes, title: bytes, source: str, what: str) -> None:
    """Refuse a log that a program has saved in its own way: no word of it is changed, and yet no check is right.

    Args:
        data: all of it.
        title: that such a log begins with.
        source: names the log.
        what: it should be: "a record".

    Raises:
        Refusal: when it is such a log.
    """
    before, changed = as_written(data)
    if changed and before.startswith(title):
        raise Refusal(
            f"{source}: expected {what} as it was written, found it {' and '.join(changed)}, as some editors and "
            "transfers leave it. Put it back from a copy, or save it as UTF-8 without a byte order mark, with line "
            "ends of Unix (LF)."
        )


def as_written(data: bytes) -> tuple[bytes, list[str]]:
    """The bytes of a log without what a program changes that saves it in its own way, and what that was."""
    changed = []
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        data = data.decode("utf-16", "replace").encode(errors="replace")
        changed.append("in UTF-16")
    if data.startswith(BOM_UTF8):
        data = data.removeprefix(BOM_UTF8)
        changed.append("with a byte order mark")
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        changed.append("with other line ends (CR)")
    return data, changed


def _next(data: bytes, start: int, number: int, before: bytes) -> LogBlock | None:
    """The block of this number that begins at an offset, if it is whole and its checksum is right."""
    opened = _OPEN.match(data, start)
    if opened is None or int(opened[1]) != number:
        return None
    close = opened.end() + int(opened[2])
    check = _checksum(data[start:close], before)
    if data[close : close + _CLOSING] != MARK + check + b"\n":
        return None
    return LogBlock(data[opened.end() : close], start, close + _CLOSING, check)


def _torn(rest: bytes, number: int) -> bool:
    """Is this what is left of a block of this number that was not written to its end?"""
    if any(int(later[1]) > number for later in _OPEN.finditer(rest)):
        return False
    if _NEVER_WRITTEN in rest:
        return True
    opened = _OPEN.match(rest)
    if opened is None:
        return _begins(rest, number)
    whole = opened.end() + int(opened[2]) + _CLOSING
    return int(opened[1]) == number and len(rest) < whole and not _CLOSED.search(rest)


def _begins(rest: bytes, number: int) -> bool:
    """Is this a part, from its beginning, of the line that opens a block of this number?"""
    opening = b"\n# block %d: " % number
    length, _, word = rest[len(opening) :].partition(b" ")
    return opening.startswith(rest[: len(opening)]) and (length + b"0").isdigit() and b"bytes\n".startswith(word)
