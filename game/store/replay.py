"""From the bytes of a record back to its table: every move played again, and a torn end reported."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from game import __version__
from game.refusal import Refusal
from game.scenario import Scenario
from game.store.blocks import Block, Scan, scan
from game.store.head import FORMAT, TITLE, Head, parse_head, table_of
from game.store.log import read_log
from game.table.moves import Move, format_move, parse_move
from game.table.playing import play
from game.table.table import Table

NOTED: Final = ("round", "joint")
"""What a move's block says beside the move: its round, and the month's joint value in cents when it ended one."""
CLOSE: Final = 100
"""Cents by which a month may come out differently on another machine."""


@dataclass(frozen=True)
class Replay:
    """A record read to its end."""

    head: Head
    moves: tuple[Move, ...]
    table: Table
    report: str  # what was left out, in a sentence for the person who plays; "" = nothing
    lost: int  # bytes at the end of the file that were


def read_record(path: str | Path, scenario: Scenario | None = None) -> Replay:
    """Read a record without changing it.

    Raises:
        Refusal: when there is no such file, it is no record, or of another format, scenario or rules, or altered.
    """
    return replay(read_log(path), str(path), scenario)


def replay(data: bytes, source: str, scenario: Scenario | None = None) -> Replay:
    """Rebuild the table from a record's bytes; `source` names the record in what is said of it."""
    _check_kind(data, source)
    found = scan(data)
    if found.altered:
        raise _altered(data, found, source)
    if not found.blocks:
        raise Refusal(
            f"{source}: expected the head of a record, found only a part of it: the power may have gone while it was "
            "written. Nothing was played yet. Delete the file and start a new table."
        )
    head = parse_head(found.blocks[0].content, source)
    table, moves = table_of(head, source, scenario), []
    for block in found.blocks[1:]:
        move, noted = _move(block, f"{source}:{_line(data, block.start) + 1}")
        table = _played(table, move, noted, f"{source}:{_line(data, block.start) + 1}", head)
        moves.append(move)
    return Replay(head, tuple(moves), table, _report(data, found, source), found.lost)


def noted(before: Table, after: Table, move: Move) -> dict[str, Any]:
    """A move as its block says it."""
    content = {"round": before.round, **format_move(move)}
    if len(after.history) > len(before.history):
        content["joint"] = int(after.history[-1].outcome.money.joint[0])
    return content


def _check_kind(data: bytes, source: str) -> None:
    """Refuse what is no record of this format, before anything else is said of it."""
    if not data:
        raise Refusal(f"{source}: expected a record, found an empty file. Delete it and start a new table.")
    begun = TITLE.startswith(data) or data.startswith(TITLE)
    version = re.search(rb"^format = (\d{1,9})$", data[: len(TITLE) + 100], re.MULTILINE)
    if version and int(version[1]) != FORMAT and data.startswith(b"# A Last Mile record"):
        raise Refusal(
            f"{source}: expected a record of format {FORMAT}, which Last Mile {__version__} reads, found format "
            f"{int(version[1])}. Use the version of Last Mile that wrote it: its head says which."
        )
    if data.startswith(b"# A Last Mile survey"):
        raise Refusal(
            f"{source}: expected the record of a table, found a survey without one. Read it with: "
            f"lastmile survey --show {source}"
        )
    if not begun:
        raise Refusal(f"{source}: expected a Last Mile record, found some other file. Records end in .toml.")


def _move(block: Block, place: str) -> tuple[Move, dict[str, Any]]:
    try:
        (content,) = tomllib.loads(block.content.decode())["moves"]
        noted_ = {key: content.pop(key) for key in NOTED if key in content}
        return parse_move(content), noted_
    except (KeyError, ValueError, UnicodeDecodeError) as error:
        raise Refusal(f"{place}: expected a move, could not read it: {error}.") from None
    except Refusal as refusal:
        raise Refusal(f"{place}: {refusal.message}") from None


def _played(table: Table, move: Move, noted_: dict[str, Any], place: str, head: Head) -> Table:
    blame = f"The record was written by Last Mile {head.game}, this is {__version__}: use that version to read it."
    try:
        after = play(table, move)
    except Refusal as refusal:
        raise Refusal(f"{place}: a move that was played is not allowed any more.\n{refusal.message}\n{blame}") from None
    if len(after.history) > len(table.history):
        now, then = after.history[-1].outcome.money.joint[0], noted_.get("joint")
        if not isinstance(then, int) or abs(float(now) - then) > CLOSE:
            raise Refusal(
                f"{place}: expected month {table.round} to come out as it did when it was played "
                f"(joint value {then} cents), given {now:.0f} cents.\n{blame}"
            )
    return after


def _line(data: bytes, offset: int) -> int:
    """The line, counted from 1, that an offset is in."""
    return data.count(b"\n", 0, offset) + 1


def _altered(data: bytes, found: Scan, source: str) -> Refusal:
    line, moves = _line(data, found.sound), max(0, len(found.blocks) - 1)
    what = f"move {moves + 1}" if found.blocks else "the head"
    cut = f", or cut the file off before line {line} to go on from there" if moves else ""
    return Refusal(
        f"{source}:{line}: expected {what} as it was written, found it altered: its checksum does not fit, and what "
        f"follows is sound.\nThe {moves} moves before it are whole. Put the file back from a copy{cut}."
    )


def _report(data: bytes, found: Scan, source: str) -> str:
    if not found.lost:
        return ""
    moves = len(found.blocks) - 1
    return (
        f"{source}:{_line(data, found.sound)}: the last {found.lost} bytes are no whole move, as when the power goes "
        f"while one is written. They are left out; all {moves} moves before them are kept."
    )
