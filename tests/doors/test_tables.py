import csv
import io
import zipfile

from game.doors.tables import csv_text, workbook

ROWS = [["Grüße", 1.5, None, 3], ['a "b", c', -2.0, True, 0], ["=1+1", 0.1, "two\nlines", 10**9]]


def test_csv_is_what_a_spreadsheet_opens_and_reads_back_as_it_was():
    text = csv_text(["word", "number", "empty", "count"], ROWS)
    assert text.startswith("\ufeffword,number,empty,count\r\n")
    assert text.count("\r\n") == 4
    read = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert read[1] == ["Grüße", "1.5", "", "3"]
    assert read[2] == ['a "b", c', "-2.0", "True", "0"]
    assert read[3][0] == "'=1+1", "a text is no formula"


def test_a_workbook_holds_numbers_as_numbers_and_words_as_words():
    book = zipfile.ZipFile(io.BytesIO(workbook({"tables": (["word", "number", "empty", "count"], ROWS)})))
    sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<v>1.5</v>" in sheet and "<v>1000000000</v>" in sheet
    assert "<f>" not in sheet, "a text is no formula"
    assert "=1+1" in book.read("xl/sharedStrings.xml").decode()
