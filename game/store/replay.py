"""From the bytes of a record back to its table: every move played again, and a torn end reported."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from game import __version__
from game.doors.files import read_bytes
from game.doors.text import quoted
from game.refusal import Refusal
from game.scenario import Scenario
from game.store.blocks import FIRST, TITLE, LogBlock, Scan, check_as_saved, line_in, line_of, parse_move_block, scan
from game.store.head import FORMAT, FROM_A_COPY, Head, parse_head, parse_papers, table_of
from game.table.moves import Move, Ready, TableMove
from game.table.playing import play
from game.table.structure import Author, format_author, parse_author
from game.table.table import Table
from game.table.written import format_move, parse_move

NOTED: Final = ("round", "at", "by", "key", "joint")
"""What a move's block says beside the move: its round, when it was made, by whom and under which key, and the month's
joint value in cents when it ended one."""
_FORMAT: Final = re.compile(rb"^format = (\d{1,9})$", re.MULTILINE)
_GAME: Final = re.compile(rb'^game = "([^"\n]{1,40})"$', re.MULTILINE)
_TIME: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", re.ASCII)
CLOSE: Final = 100
"""Cents by which a month may come out differently on another machine."""


@dataclass(frozen=True)
class KeptMove:
    """A move as the record keeps it."""

    move: Move | TableMove
    by: Author
    at: str  # when, UTC in ISO 8601
    key: str = ""  # of this move and no other; "" = it has none

    def slot(self) -> tuple[str, str]:
        """The key, and whose it is: no seat can use up another's."""
        return ("table" if isinstance(self.move, TableMove) else self.move.seat), self.key


@dataclass(frozen=True)
class Replay:
    """A record read to its end."""

    head: Head
    moves: tuple[KeptMove, ...]
    table: Table
    report: str  # what was left out, in a sentence for the person who plays; "" = nothing
    lost: int  # bytes at the end of the file that were
    moved: str  # that its scenario is not on this machine as it was, in a sentence; "" = it is
    began: Table  # the table before its first move


def read_record(path: str | Path, scenario: Scenario | None = None) -> Replay:
    """Read a record in a file without changing it.

    Raises:
        Refusal: when there is no such file, it is no record, or of another format or other rules, or altered.
    """
    return replay(read_bytes(path, "a record"), str(path), scenario)


def replay(data: bytes, source: str, scenario: Scenario | None = None) -> Replay:
    """Rebuild the table from a record's bytes.

    Args:
        data: all of it.
        source: names the record in what is said of it.
        scenario: where the caller has it; else it is looked for, and the record's own copy counts where it is not as
            it was.

    Raises:
        Refusal: when it is no record, or of another format or other rules, or altered.
    """
    _check_kind(data, source)
    found = scan(data, TITLE)
    if found.altered:
        raise _altered(data, found, source)
    if len(found.blocks) < FIRST:
        raise Refusal(
            f"{source}: expected the head of a record, found only a part of it. Put the file back from a copy; if "
            "nothing was played at it yet, delete it and start a new table."
        )
    head = parse_head(found.blocks[0].content, source)
    table, moved = table_of(head, parse_papers(found.blocks[1].content, source), source, scenario)
    began, moves = table, []
    for block in found.blocks[FIRST:]:
        place = f"{source}:{line_in(data, block)}"
        kept, then = _kept(block, place)
        table = _played(table, kept, then, place, head)
        moves.append(kept)
    report = " ".join(part for part in (moved, _report(data, found, source)) if part)
    return Replay(head, tuple(moves), table, report, found.lost, moved, began)


def iso(time: datetime) -> str:
    """A time as records write it: UTC in ISO 8601, to the millisecond."""
    return f"{time.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='milliseconds')}Z"


def is_iso(text: str) -> bool:
    """Is this a time as `iso` writes it?"""
    try:
        return _TIME.fullmatch(text) is not None and bool(datetime.fromisoformat(text))
    except ValueError:
        return False


def noted(before: Table, after: Table, kept: KeptMove) -> dict[str, Any]:
    """A move as its block says it."""
    content = {"round": before.round, "at": kept.at, "by": format_author(kept.by), **format_move(kept.move)}
    if kept.key:
        content["key"] = kept.key
    if len(after.history) > len(before.history):
        content["joint"] = int(after.history[-1].outcome.money.joint[0])
    return content


def _check_kind(data: bytes, source: str) -> None:
    """Refuse what is no record of this format, before anything else is said of it."""
    if not data:
        raise Refusal(f"{source}: expected a record, found an empty file. Delete it and start a new table.")
    check_as_saved(data, TITLE, source, "a record")
    version = _FORMAT.search(data[: len(TITLE) + 200])
    if version and int(version[1]) != FORMAT and data.startswith(TITLE):
        written = _GAME.search(data[: len(TITLE) + 200])
        by = f" ({written[1].decode(errors='replace')}, says its head)" if written else ""
        raise Refusal(
            f"{source}: expected a record of format {FORMAT}, found one of format {int(version[1])}: only the "
            f"Last Mile that wrote it{by} reads it."
        )
    if data.startswith(b"# A Last Mile survey"):
        raise Refusal(
            f"{source}: expected the record of a table, found a survey without one. Read it with: "
            f"lastmile survey --show {source}"
        )
    if not (TITLE.startswith(data) or data.startswith(TITLE)):
        raise Refusal(f"{source}: expected a Last Mile record, found some other file. Records end in .toml.")


def _kept(block: LogBlock, place: str) -> tuple[KeptMove, Mapping[str, object]]:
    """A block's move, and what it noted beside it."""
    try:
        content = parse_move_block(block.content)
        then = {key: content.pop(key, "") for key in NOTED}
        by, at, key = parse_author(str(then["by"])), then["at"], then["key"]
        if not isinstance(at, str) or not is_iso(at):
            example = "2026-03-01T09:30:00.000Z"
            raise Refusal(f"expected when the move was made, as {example}, given {quoted(at)}.")
        if not isinstance(key, str):
            raise Refusal(f"expected text as the key of the move, given {quoted(key)}.")
        return KeptMove(parse_move(content), by, at, key), then
    except ValueError as error:
        raise Refusal(f"{place}: expected a move, could not read it: {error}. {FROM_A_COPY}") from None
    except Refusal as refusal:
        ended = "" if refusal.message.endswith((".", "?")) else "."
        raise Refusal(f"{place}: {refusal.message}{ended} {FROM_A_COPY}") from None


def replay_skips(table: Table, move: Move | TableMove) -> bool:
    """Does this move of a record of before say nothing any more? Once, talking had two steps."""
    return not table.talk_first and isinstance(move, Ready) and table.play_now.at[move.seat] == "plan"


def _played(table: Table, kept: KeptMove, then: Mapping[str, object], place: str, head: Head) -> Table:
    """The table after a move that was played, which must be of its round, and do to it what it did then."""
    blame = f"The record was written by Last Mile {head.game}, this is {__version__}: use that version to read it."
    if head.game == __version__:
        blame = f"Last Mile {__version__}, which this is, wrote it: it was altered, or the rules were. {FROM_A_COPY}"
    number, joint = then["round"], then["joint"]
    if type(number) is not int or number != table.round:
        raise Refusal(f"{place}: expected a move of round {table.round}, given {quoted(number)}. {FROM_A_COPY}")
    if replay_skips(table, kept.move):
        return table
    try:
        after = play(table, kept.move, kept.by, kept.at)
    except Refusal as refusal:
        raise Refusal(f"{place}: a move that was played is not allowed any more.\n{refusal.message}\n{blame}") from None
    if len(after.history) > len(table.history):
        now = after.history[-1].outcome.money.joint[0]
        if type(joint) is not int or abs(int(now) - joint) > CLOSE:
            raise Refusal(
                f"{place}: expected month {table.round} to come out as it did when it was played "
                f"(joint value {quoted(joint)} cents), given {int(now)} cents.\n{blame}"
            )
    elif joint != "":
        raise Refusal(f"{place}: expected no joint value of a move that ends no month, given one. {FROM_A_COPY}")
    return after


def _altered(data: bytes, found: Scan, source: str) -> Refusal:
    line, moves = line_of(data, found.sound), len(found.blocks) - FIRST
    if moves < 0:
        return Refusal(f"{source}:{line}: expected the head as it was written, found it altered. {FROM_A_COPY}")
    return Refusal(
        f"{source}:{line}: expected move {moves + 1} as it was written, found it altered: it is no move that was torn "
        f"while it was written.\nThe {moves} moves before it are whole, and nothing was dropped. Put the file back "
        f"from a copy, or cut it off before line {line} to go on from there."
    )


def _report(data: bytes, found: Scan, source: str) -> str:
    if not found.lost:
        return ""
    moves = len(found.blocks) - FIRST
    return (
        f"{source}:{line_of(data, found.sound)}: the last {found.lost} bytes are no whole move, as when the power goes "
        f"while one is written. They are left out; all {moves} moves before them are kept."
    )
