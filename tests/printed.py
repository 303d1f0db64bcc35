"""Reads figures off pages as a person does, with nothing of the program: signs, thousands, currencies, columns."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

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
