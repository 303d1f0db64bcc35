"""A file of sheets for a stack of tables: what is right is played, what is wrong is told, all of it at once."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from game.cli.entering.tables import PaperTable, named
from game.doors.files import decoded, read_bytes
from game.doors.problems import SourceText, report_placed
from game.doors.text import visible
from game.figures import units
from game.kit.decided import Decided, decided
from game.kit.entering import differences, tried
from game.kit.typed import SheetBlock, read
from game.refusal import Refusal
from game.table.moves import KeepLine

BIGGEST = 1_000_000
"""Bytes of a file of sheets; a room of forty tables writes less than half of it in a day."""
PIPED = "what is piped in"


@dataclass
class Entered:
    """What became of a file."""

    months: int = 0  # how many months were played
    again: int = 0  # months whose sheets had been entered before
    problems: list[tuple[int, str]] = field(default_factory=list)  # everything that is wrong, each with its place
    refused: list[str] = field(default_factory=list)  # tables that could not be played at all


def read_sheets(path: Path) -> str:
    """The text of a file of sheets, which may hold control signs; `-` is what is piped in.

    Raises:
        Refusal: when it cannot be read.
    """
    if str(path) != "-":
        return decoded(read_bytes(path, "a file of sheets", BIGGEST), visible(str(path)))
    data = sys.stdin.buffer.read(BIGGEST + 1)
    if len(data) > BIGGEST:
        raise Refusal(f"expected sheets of at most {units(BIGGEST)} bytes, given more.")
    return decoded(data, PIPED)


def enter(
    tables: Sequence[PaperTable],
    text: str,
    played: Callable[[PaperTable], None],
    again: Callable[[PaperTable, int], None],
    refused: Mapping[Path, str],
) -> Entered:
    """Play every block of a text that is right.

    A table stops at its first month with a problem; the other tables go on.

    Args:
        tables: the stack.
        text: the sheets.
        played: told after each month of a table.
        again: told of each month, counted from 1, that had been entered before.
        refused: records of the stack that cannot be played, and why; their blocks wait.
    """
    entered, stopped = Entered(refused=list(dict.fromkeys(refused.values()))), set[Path]()
    by_path: dict[Path, PaperTable | None] = {table.path: table for table in tables} | dict.fromkeys(refused)
    blocks = read(text)
    if not blocks:
        entered.problems.append((0, "expected the codes of a month, found nothing. A block begins with: month 1"))
    for block in blocks:
        table = _table_of(by_path, block, entered)
        if table is None:
            entered.problems += block.wrong
            continue
        problems = _block(table, block, entered, played, again, table.path in stopped)
        if problems:
            stopped.add(table.path)
            entered.problems += [(at, f"{_sheet(table, block, at)}{message}") for at, message in problems]
    return entered


def report(path: Path, text: str, entered: Entered) -> str:
    """All problems with file, line and column, and what to do."""
    told = list(entered.refused)
    if entered.problems:
        told.append(
            report_placed(SourceText(PIPED if str(path) == "-" else visible(str(path)), text), entered.problems)
        )
        told.append("What is wrong was not played. Correct it and enter the file again: no month is played twice.")
    return "\n".join(told)


def _table_of(by_path: Mapping[Path, PaperTable | None], block: SheetBlock, entered: Entered) -> PaperTable | None:
    """The table that a block is about; None when it says none, or one that cannot be played."""
    paths = list(by_path)
    if block.table is None and len(paths) == 1:
        return by_path[paths[0]]
    if block.table is None:
        names = ", ".join(path.stem for path in paths)
        entered.problems.append((block.at, f"expected a line 'table' and a name before this month, one of: {names}."))
        return None
    try:
        return by_path[named(paths, block.table.text)]
    except Refusal as refusal:
        entered.problems.append((block.table.at if block.table.text else block.at, refusal.message))
        return None


def _block(
    table: PaperTable,
    block: SheetBlock,
    entered: Entered,
    played: Callable[[PaperTable], None],
    again: Callable[[PaperTable, int], None],
    stopped: bool,
) -> list[tuple[int, str]]:
    """Play one block, and give back what is wrong with it; nothing is played of a table that has stopped."""
    now = table.table
    sheets = decided(block, now.scenario, now.deck)
    if sheets.month is None:
        return [*sheets.problems, *sheets.unfinished]
    if sheets.month < now.round:
        problems = _again(table, sheets, entered)
        if not problems:
            again(table, sheets.month)
        return problems
    if stopped:
        return [*sheets.problems, *sheets.unfinished]
    if sheets.month > now.round:
        month = now.scenario.months[now.round - 1]
        ahead = f"this table is in {month}, month {now.round}. Enter that one first."
        return [*sheets.problems, (block.month.at if block.month else block.at, ahead)]
    trial = tried(now, sheets)
    if trial.problems:
        return trial.problems
    table.play(trial.moves)
    entered.months += 1
    played(table)
    return []


def _again(table: PaperTable, sheets: Decided, entered: Entered) -> list[tuple[int, str]]:
    """A month that was played already: the same sheets are no problem, and may keep a line that came later."""
    now = table.table
    assert sheets.month is not None
    month = now.history[sheets.month - 1]
    problems = [*sheets.problems, *differences(month, sheets, now.scenario)]
    if problems:
        return problems
    if month is now.history[-1]:
        kept = {seat: one.kept for seat, one in sheets.seats.items() if one.kept}
        table.play([KeepLine(seat, line[1]) for seat, line in kept.items() if month.lines.get(seat) != line[1]])
    entered.again += 1
    return []


def _sheet(table: PaperTable, block: SheetBlock, at: int) -> str:
    """Which sheet a place is on: `table-4, March, marketing: `."""
    heads: list[tuple[int, str]] = [(part.head.at, seat) for seat, part in block.seats.items()]
    heads += [(part.head.at, "what both sign") for part in block.joint]
    before = [(place, whose) for place, whose in heads if place <= at]
    parts = [table.name, *([f"month {block.month.text}"] if block.month and block.month.text else [])]
    parts += [max(before)[1]] if before else []
    return f"{', '.join(parts)}: "
