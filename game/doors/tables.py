"""The one way to write rows for other programs: CSV that a spreadsheet opens rightly, and workbooks."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from io import BytesIO, StringIO
from pathlib import Path
from typing import Final, TypeAlias

from game.doors.text import visible
from game.doors.writing import check_writable, growing, write
from game.refusal import Refusal

Cell: TypeAlias = str | int | float | bool | None

Rows: TypeAlias = tuple[Sequence[str], Sequence[Sequence[Cell]]]
"""A sheet: the heads of its columns, and its rows."""


@dataclass(frozen=True)
class Column:
    """A column of a sheet, for its codebook."""

    name: str
    means: str
    unit: str = ""  # what a number counts; "" for words


BOM: Final = "\ufeff"
"""The mark by which a spreadsheet knows UTF-8."""
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula; a text that begins so gets an apostrophe before it."""
MOST_ROWS: Final = 1_048_575
"""Rows below the head that a sheet of a workbook can hold."""
MOST_BOOKED: Final = 100_000
"""Rows that are held in memory for a workbook, a hundred bytes a figure."""


def csv_text(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """Rows as CSV: a byte order mark, commas, decimal points, `\\r\\n` behind every line (RFC 4180); None is empty."""
    return BOM + csv_rows([head]) + csv_rows(rows)


def csv_rows(rows: Iterable[Sequence[Cell]]) -> str:
    """Rows of CSV without a head, for a file that is written piece by piece; the first piece begins with `BOM`."""
    out = StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([_csv_cell(cell) for cell in row] for row in rows)
    return out.getvalue()


def codebook(columns: Mapping[str, Sequence[Column]]) -> Rows:
    """The sheet that says what every column means, of files by their names."""
    book = [[file, one.name, one.means, one.unit] for file, own in columns.items() for one in own]
    return ["file", "column", "means", "unit"], book


def can_book() -> bool:
    """Can a workbook be made here?"""
    return find_spec("xlsxwriter") is not None


def workbook(sheets: Mapping[str, Rows]) -> bytes:
    """A workbook as any office program opens it, whatever its country: numbers are numbers, words are words.

    Args:
        sheets: by name (at most 31 characters): the heads of the columns, and the rows.

    Raises:
        Refusal: when it cannot be made here, or a sheet has too many rows.
    """
    if not can_book():
        raise Refusal("To write a workbook, install\n  pip install 'lastmile-game[report]'")
    from xlsxwriter import Workbook

    out = BytesIO()
    with Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        bold = book.add_format({"bold": True})
        for name, (head, rows) in sheets.items():
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, head, bold)
            sheet.freeze_panes(1, 0)
            for at, row in enumerate(rows, 1):
                if at > MOST_ROWS:
                    raise Refusal(f"{name}: expected at most {MOST_ROWS:,} rows for a workbook. Write CSV instead.")
                sheet.write_row(at, 0, row)
            sheet.autofit()
    return out.getvalue()


def write_sheets(sheets: Mapping[str, Rows], folder: Path, book: str = "") -> list[Path]:
    """Write sheets into a folder, each as a CSV file, or with `book` all as one workbook of this name.

    Raises:
        Refusal: as `workbook`, and when a file cannot be written.
    """
    if book:
        files: dict[str, str | bytes] = {f"{book}.xlsx": workbook(sheets)}
    else:
        files = {f"{name}.csv": csv_text(head, rows) for name, (head, rows) in sheets.items()}
    for name, content in files.items():
        write(folder / name, content, "the figures")
    return [folder / name for name in files]


@contextmanager
def growing_rows(
    path: Path, columns: Sequence[Column], count: int
) -> Iterator[Callable[[Sequence[Sequence[Cell]]], None]]:
    """A file of rows that come piece by piece, and their codebook: CSV, or one workbook where the path ends in `.xlsx`.

    Args:
        path: where; what is there stays until all rows are. The codebook of `x.csv` is in `x-codebook.csv`.
        columns: in their order.
        count: how many rows there will be at the most.

    Yields:
        what takes the next rows.

    Raises:
        Refusal: when a file cannot be written, or a workbook cannot be made here or would be too large.
    """
    check_writable(path, "the rows")
    head = [one.name for one in columns]
    if path.suffix.lower() != ".xlsx":
        beside = path.with_name(f"{path.stem}-codebook{path.suffix}")
        check_writable(beside, "what the columns mean")
        with growing(path, "the rows") as file:
            file.write(BOM + csv_rows([head]))
            yield lambda rows: (file.write(csv_rows(rows)), None)[1]
        write(beside, csv_text(*codebook({path.name: columns})), "what the columns mean")
        return
    if count > MOST_BOOKED:
        raise Refusal(f"{visible(str(path))}: expected at most {MOST_BOOKED:,} rows for a workbook. Write CSV instead.")
    if not can_book():
        workbook({})  # says what to install
    kept: list[Sequence[Cell]] = []
    yield kept.extend
    write(path, workbook({"rows": (head, kept), "codebook": codebook({"rows": columns})}), "the rows")


def _csv_cell(cell: Cell) -> Cell:
    if isinstance(cell, str) and cell.startswith(FORMULA):
        return f"'{cell}"
    return cell
