"""The bytes of a record: blocks of TOML, each ended by a line with its checksum, so that any damage is found.

A block's checksum covers its bytes and the checksum before it. A file cut or smeared at any byte therefore keeps
every block before that byte, and a change in the middle is told from a torn end by the sound blocks after it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import tomli_w

MARK: Final = b"# check "
DIGITS: Final = 16
"""Hexadecimal digits of a checksum: 64 bits, where chance hides an alteration once in 10 ** 19."""


@dataclass(frozen=True)
class Block:
    """One sound block."""

    content: bytes  # TOML, without its closing line
    start: int  # offset of its first byte
    end: int  # offset after its closing line
    check: bytes  # its checksum, hexadecimal


@dataclass(frozen=True)
class Scan:
    """What a file's bytes hold."""

    blocks: tuple[Block, ...]  # sound, from the beginning
    sound: int  # bytes that they take
    lost: int  # bytes after them
    altered: bool  # the blocks after the damage are sound: nobody tore this, somebody changed it


def head_block(content: Mapping[str, Any], title: bytes) -> bytes:
    """The first block of a record: a comment, then the TOML tables of its head."""
    return closed(title + tomli_w.dumps(content).encode(), b"")


def move_block(content: Mapping[str, Any], before: bytes) -> bytes:
    """The block of a move: an element of the array of tables `moves`; `before` is the checksum before it."""
    text = tomli_w.dumps({"moves": content})
    return closed(("\n" + text.replace("[moves]", "[[moves]]", 1)).encode(), before)


def closed(content: bytes, before: bytes) -> bytes:
    """A block with its closing line."""
    return content + MARK + checksum(content, before) + b"\n"


def check_of(block: bytes) -> bytes:
    """The checksum at the end of a whole block."""
    return block[-DIGITS - 1 : -1]


def checksum(content: bytes, before: bytes) -> bytes:
    """The checksum of a block that follows the checksum `before`; b"" before the first."""
    return hashlib.sha256(before + b"\n" + content).hexdigest()[:DIGITS].encode()


def scan(data: bytes) -> Scan:
    """The sound blocks at the beginning of a file's bytes, and what is the matter with the rest."""
    blocks: list[Block] = []
    start, before = 0, b""
    while True:
        block = _next(data, start, before)
        if block is None:
            break
        blocks.append(block)
        start, before = block.end, block.check
    return Scan(tuple(blocks), start, len(data) - start, _sound_beyond(data, start))


def _next(data: bytes, start: int, before: bytes) -> Block | None:
    """The block that begins at an offset, if it is whole and its checksum is right."""
    close = _closing(data, start)
    if close is None:
        return None
    line, end = close
    check = data[line + len(MARK) : end - 1]
    content = data[start:line]
    return Block(content, start, end, check) if check == checksum(content, before) else None


def _closing(data: bytes, start: int) -> tuple[int, int] | None:
    """Where the next closing line begins and ends, its line end included."""
    line = start if data.startswith(MARK, start) else data.find(b"\n" + MARK, start) + 1
    if line <= start and not data.startswith(MARK, start):
        return None
    end = data.find(b"\n", line) + 1
    return (line, end) if end else None


def _sound_beyond(data: bytes, start: int) -> bool:
    """Is there a block after the damage that is sound if the closing line before it is taken at its word?"""
    close = _closing(data, start)
    while close is not None:
        line, end = close
        if _next(data, end, data[line + len(MARK) : end - 1]) is not None:
            return True
        close = _closing(data, end)
    return False
