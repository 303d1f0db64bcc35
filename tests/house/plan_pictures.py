"""A plan as a picture: a row for each setting, a column for each month, bars, words and dots; SVG, own code."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

COLOURS = {"marketing": "#B35900", "distribution": "#0072B2", "joint": "#00745A", "result": "#444444"}
"""Dark enough to be read on white; the seat is named in words too."""

LABEL, CELL, ROW, TOP, PAD = 168, 46, 26, 54, 10


@dataclass(frozen=True)
class Mark:
    """One month of a row: `height` from 0 to 1 draws a bar (None = none), `says` is written in the cell."""

    height: float | None
    says: str


@dataclass(frozen=True)
class Row:
    """One row of a picture."""

    label: str
    lead: str  # marketing, distribution, joint or result
    marks: tuple[Mark, ...]


def picture(title: str, about: str, months: Sequence[str], rows: Sequence[Row]) -> str:
    """The whole picture; the same arguments give the same bytes."""
    width, height = LABEL + CELL * len(months) + 2 * PAD, TOP + ROW * (len(rows) + _bands(rows)) + PAD
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        'role="img" font-family="Helvetica, Arial, sans-serif">',
        f"<title>{escape(title)}</title><desc>{escape(about)}</desc>",
        f'<rect width="{width}" height="{height}" fill="#FFFFFF"/>',
        _text(PAD, 22, title, 14, "#111111", bold=True),
    ]
    for at, month in enumerate(months):
        lines.append(_text(_x(at) + CELL / 2, TOP - 8, month[:3], 10, "#444444", "middle"))
    y, lead = float(TOP), ""
    for row in rows:
        if row.lead != lead:
            lead = row.lead
            lines.append(_text(PAD, y + 17, _HEADS[lead], 11, COLOURS[lead], bold=True))
            y += ROW
        lines += _row(row, y)
        y += ROW
    return "\n".join([*lines, "</svg>"]) + "\n"


_HEADS = {"marketing": "Marketing", "distribution": "Distribution", "joint": "Both sign", "result": "What comes of it"}


def _bands(rows: Sequence[Row]) -> int:
    return len(dict.fromkeys(row.lead for row in rows))


def _row(row: Row, y: float) -> list[str]:
    lines = [
        f'<line x1="{PAD}" y1="{y + ROW:g}" x2="{_x(len(row.marks)):g}" y2="{y + ROW:g}" stroke="#DDDDDD"/>',
        _text(PAD + 6, y + 17, row.label, 10.5, "#222222"),
    ]
    for at, mark in enumerate(row.marks):
        x = _x(at)
        if mark.height is not None:
            tall = max(1.0, round(min(1.0, max(0.0, mark.height)) * (ROW - 6), 1))
            lines.append(f'<rect x="{x + 3:g}" y="{y + ROW - tall:g}" width="{CELL - 6}" height="{tall:g}" '
                         f'fill="{COLOURS[row.lead]}" fill-opacity="0.22"/>')  # fmt: skip
        if mark.says:
            lines.append(_text(x + CELL / 2, y + 17, mark.says, 9.5, "#111111", "middle"))
    return lines


def _x(at: int) -> float:
    return PAD + LABEL + CELL * at


def _text(x: float, y: float, says: str, size: float, fill: str, anchor: str = "start", bold: bool = False) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return (
        f'<text x="{x:g}" y="{y:g}" font-size="{size:g}" fill="{fill}" text-anchor="{anchor}"{weight}>'
        f"{escape(says)}</text>"
    )
