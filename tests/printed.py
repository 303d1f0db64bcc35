"""Reads figures off pages as a person does, with nothing of the program: signs, thousands, currencies, columns."""

import re
import zipfile
from collections.abc import Iterator, Sequence
from decimal import Decimal
from io import BytesIO
from xml.etree import ElementTree

from pypdf import PdfReader

FIGURE = re.compile(
    r"(?P<sign>[−+-]?)(?:[€$£¥₹]|[A-Z]{3}\s)?(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?:%|\s(?:days?|hours?|units?|people|person))?"
)
GAP = re.compile(r"\s{2,}")


def figure(cell: str) -> Decimal:
    """What a cell says; a cell that is no figure is a fault."""
    found = FIGURE.fullmatch(cell.strip())
    assert found, f"no figure: {cell!r}"
    number = Decimal(found["number"].replace(",", ""))
    return -number if found["sign"] in ("−", "-") else number


def is_figure(cell: str) -> bool:
    return FIGURE.fullmatch(cell.strip()) is not None


def figures_in(sentence: str) -> list[Decimal]:
    """Every figure in a sentence, in its order."""
    return [figure(found.group()) for found in FIGURE.finditer(sentence)]


def below(lines: Sequence[str], heading: str) -> list[str]:
    """The lines under a heading, to the next blank one that is followed by a heading or by nothing of it."""
    at = next((at for at, line in enumerate(lines) if line.startswith(heading)), None)
    if at is None:
        return []
    found: list[str] = []
    for line in lines[at + 1 :]:
        if not line.strip():
            if found:
                break
            continue
        found.append(line)
    return found


def rows(lines: Sequence[str]) -> Iterator[tuple[str, list[Decimal]]]:
    """Lines of a table: the name of each and its figures; a line without any is no row."""
    for line in lines:
        name, *cells = GAP.split(re.sub(r"\s[▲▼=].*$", "", line).strip())
        found = [figure(cell) for cell in cells if is_figure(cell)]
        if found:
            yield name, found


def on_paper(pdf: bytes) -> list[str]:
    """The lines of a PDF in the order in which they are read, a page after the other."""
    return [line.strip() for page in PdfReader(BytesIO(pdf)).pages for line in page.extract_text().splitlines()]


def rows_on_paper(lines: Sequence[str]) -> Iterator[tuple[str, list[Decimal]]]:
    """Lines of tables in a PDF, where one space parts the cells: the name of each and the figures it ends in."""
    for line in lines:
        ends = re.search(rf"((?:^|\s){FIGURE.pattern})+$", line)
        if ends:
            yield line[: ends.start()], figures_in(ends.group())


def sheets_in(book: bytes) -> dict[str, list[dict[str, str]]]:
    """The sheets of a workbook: each row by the heads of its columns, every cell as it is kept."""
    space = {"": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    with zipfile.ZipFile(BytesIO(book)) as parts:
        words = ElementTree.fromstring(parts.read("xl/sharedStrings.xml")).findall("si", space)
        shared = ["".join(piece.itertext()) for piece in words]
        names = [sheet.attrib["name"] for sheet in ElementTree.fromstring(parts.read("xl/workbook.xml"))
                 .findall("sheets/sheet", space)]  # fmt: skip
        found = {}
        for at, name in enumerate(names, 1):
            sheet = ElementTree.fromstring(parts.read(f"xl/worksheets/sheet{at}.xml"))
            lines: list[dict[str, str]] = []
            for row in sheet.findall("sheetData/row", space):
                cells = {re.sub(r"\d", "", cell.attrib["r"]): (cell.attrib.get("t"), cell.findtext("v", "", space))
                         for cell in row.findall("c", space)}  # fmt: skip
                lines.append({at: shared[int(kept)] if kind == "s" else kept for at, (kind, kept) in cells.items()})
            head, *body = lines
            found[name] = [{head[column]: cell for column, cell in line.items()} for line in body]
    return found
