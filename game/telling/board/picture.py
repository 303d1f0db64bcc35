"""The board as a picture: an SVG of its cells, for a report and a projector, with its words as the text beside it."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType
from typing import Final
from xml.sax.saxutils import escape

from game.doors.text import cells
from game.telling.board.canvas import Line

CELL, LINE, SIZE = 9.0, 19.0, 15.0
"""Width of a cell, height of a line, size of a letter."""
FONTS: Final = "ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace"
COLOURS: Final = MappingProxyType(
    {"marketing": "#edb04a", "distribution": "#66b8f0", "together": "#4cc79a", "trouble": "#f0806c", "quiet": "#9aa4b2",
     "fog": "#38434f", "": "#e4e8ee"}
)  # fmt: skip
GROUND: Final = "#12161c"


def svg_of(lines: Sequence[Line], title: str) -> str:
    """A drawn board as an `<svg>` element.

    Args:
        lines: the board's.
        title: what it is, for whoever does not see it.
    """
    width = max(sum(cells(text) for text, _ in line) for line in lines) * CELL + 16  # exact
    height = len(lines) * LINE + 16
    rows = "".join(_row(line, 8 + at * LINE) for at, line in enumerate(lines))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}">'
        f"<title>{escape(title)}</title>"
        f'<rect width="{width:g}" height="{height:g}" rx="8" fill="{GROUND}"/>'
        f'<g font-family="{FONTS}" font-size="{SIZE:g}">{rows}</g></svg>'
    )


def _row(line: Line, y: float) -> str:
    drawn, x = [], 8.0
    for text, role in line:
        wide = cells(text) * CELL
        words = role.split()
        colour = COLOURS[next((one for one in words if one in COLOURS), "")]
        if "reverse" in words:
            drawn.append(f'<rect x="{x:g}" y="{y:g}" width="{wide:g}" height="{LINE:g}" fill="{colour}"/>')
            colour = GROUND
        if text.strip():
            weight = ' font-weight="bold"' if "bold" in words else ""
            slant = ' font-style="italic"' if "italic" in words else ""
            drawn.append(
                f'<text x="{x:g}" y="{y + LINE - 5:g}" textLength="{wide:g}" fill="{colour}"{weight}{slant} '
                f'xml:space="preserve">{escape(text)}</text>'
            )
        x += wide
    return "".join(drawn)
