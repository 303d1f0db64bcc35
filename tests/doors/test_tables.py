import csv
import io
import zipfile
from pathlib import Path

import pytest

from game.doors.tables import Cell, Column, csv_text, growing_rows, workbook
from game.refusal import Refusal

ROWS: list[list[Cell]] = [["Grüße", 1.5, None, 3], ['a "b", c', -2.0, True, 0], ["=1+1", 0.1, "two\nlines", 10**9]]


def test_csv_is_what_a_spreadsheet_opens_and_reads_back_as_it_was() -> None:
    text = csv_text(["word", "number", "empty", "count"], ROWS)
    assert text.startswith("\ufeffword,number,empty,count\r\n")
    assert text.count("\r\n") == 4
    read = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert read[1] == ["Grüße", "1.5", "", "3"]
    assert read[2] == ['a "b", c', "-2.0", "True", "0"]
    assert read[3][0] == "'=1+1", "a text is no formula"


def test_a_workbook_holds_numbers_as_numbers_and_words_as_words() -> None:
    book = zipfile.ZipFile(io.BytesIO(workbook({"tables": (["word", "number", "empty", "count"], ROWS)})))
    sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<v>1.5</v>" in sheet and "<v>1000000000</v>" in sheet
    assert "<f>" not in sheet, "a text is no formula"
    assert "=1+1" in book.read("xl/sharedStrings.xml").decode()


def seasons(path: Path, count: int = 2) -> None:
    with growing_rows(path, (Column("seed", "of the season"), Column("value", "of it, in all", "€")), count) as add:
        add([(1, 2.5)])
        add([(2, 1e6)])


def test_rows_that_come_piece_by_piece_are_a_file_when_all_are_there(tmp_path: Path) -> None:
    seasons(tmp_path / "one.csv")
    assert (tmp_path / "one.csv").read_bytes().decode() == "\ufeffseed,value\r\n1,2.5\r\n2,1000000.0\r\n"
    assert (tmp_path / "one-codebook.csv").read_bytes().decode() == (
        '\ufefffile,column,means,unit\r\none.csv,seed,of the season,\r\none.csv,value,"of it, in all",€\r\n'
    )
    seasons(tmp_path / "one.xlsx")
    assert "in all" in zipfile.ZipFile(tmp_path / "one.xlsx").read("xl/sharedStrings.xml").decode()
    sheet = zipfile.ZipFile(tmp_path / "one.xlsx").read("xl/worksheets/sheet1.xml").decode()
    assert "<v>2.5</v>" in sheet and "<v>1000000</v>" in sheet
    for name in ("two.csv", "two.xlsx"):
        with pytest.raises(ZeroDivisionError), growing_rows(tmp_path / name, (Column("a", "x"),), 1) as add:
            add([(1 / 0,)])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one-codebook.csv", "one.csv", "one.xlsx"]
    with pytest.raises(Refusal, match=r"large\.xlsx: expected at most 100,000 rows for a workbook. Write CSV instead."):
        seasons(tmp_path / "large.xlsx", 100_001)
    with pytest.raises(Refusal):
        seasons(tmp_path / "one.csv" / "under.xlsx")
