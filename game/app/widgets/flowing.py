"""Words that flow over lines without breaking inside a piece."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import Static


def flow(pieces: Sequence[Content], width: int, gap: int = 2, most: int = 99) -> Content:
    """Pieces side by side, on as many lines as they need, at most so many; what does not fit is left out."""
    lines: list[list[Content]] = [[]]
    used = 0
    for piece in pieces:
        cells = piece.cell_length
        if lines[-1] and used + gap + cells > width:
            if len(lines) == most:
                break
            lines.append([])
            used = 0
        used += cells + (gap if lines[-1] else 0)
        lines[-1].append(piece)
    return Content("\n").join([Content(" " * gap).join(line) for line in lines])


def put(words: Content, on: Static) -> None:
    """Have a widget say something; what it says already is not laid out and drawn anew."""
    said = on.content
    if not isinstance(said, Content) or not said.is_same(words):
        on.update(words)
