"""The one way to write rows for other programs: CSV that a spreadsheet opens rightly, and workbooks."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO, StringIO
from typing import Final, TypeAlias

from game.refusal import Refusal

Cell: TypeAlias = str | int | float | bool | None

BOM: Final = "\ufeff"
"""The mark by which a spreadsheet knows UTF-8."""
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula; a text that begins so gets an apostrophe before it."""
MOST_ROWS: Final = 1_048_575
"""Rows below the head that a sheet of a workbook can hold."""


def csv_text(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """Rows as CSV: a byte order mark, commas, decimal points, `\\r\\n` behind every line (RFC 4180); None is empty."""
    return BOM + csv_rows([head]) + csv_rows(rows)


def csv_rows(rows: Iterable[Sequence[Cell]]) -> str:
    """Rows of CSV without a head, for a file that is written piece by piece; the first piece begins with `BOM`."""
    out = StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([_csv_cell(cell) for cell in row] for row in rows)
    return out.getvalue()


def workbook(sheets: Mapping[str, tuple[Sequence[str], Iterable[Sequence[Cell]]]]) -> bytes:
    """A workbook as any office program opens it, whatever its country: numbers are numbers, words are words.

    Args:
        sheets: by name (at most 31 characters): the heads of the columns, and the rows.

    Raises:
        Refusal: when it cannot be made here, or a sheet has too many rows.
    """
    try:
        from xlsxwriter import Workbook
    except ImportError:
        raise Refusal("A workbook needs the package xlsxwriter: pip install -e '.[report]'") from None
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


def _csv_cell(cell: Cell) -> Cell:
    if isinstance(cell, str) and cell.startswith(FORMULA):
        return f"'{cell}"
    return cell
