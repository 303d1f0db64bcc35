"""A canvas of terminal cells: text is put on it in roles, and comes off as lines of runs, text, or plain ASCII."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from math import sin
from types import MappingProxyType
from typing import Final, TypeAlias

from game.doors.text import cells, cut
from game.telling.board.pieces import Figure

Run: TypeAlias = tuple[str, str]
"""Text and its role: words among a colour (`marketing`, `distribution`, `together`, `trouble`, `quiet`, `fog`, or none
for words) and `bold`, `italic`, `reverse`.
"""
Line: TypeAlias = tuple[Run, ...]


class Canvas:
    """So many cells across and down, all blank.

    What would leave its columns is cut, and noted in `overflowed`: a test can see it, and a screen does not break.

    Args:
        width: cells of a line.
        height: lines.
    """

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self._signs = [[" "] * width for _ in range(height)]
        self._roles = [[""] * width for _ in range(height)]
        self._left, self._right = 0, width
        self.overflowed: list[str] = []

    def keep_to(self, left: int = 0, right: int | None = None) -> None:
        """From now on write in these columns only; all of them unless given."""
        self._left, self._right = left, self.width if right is None else right

    def put(self, x: int, y: int, text: str, role: str = "") -> int:
        """Write text from a cell on; gives the cell behind it."""
        wide = cells(text)
        if not (0 <= y < self.height and x >= self._left and x + wide <= self._right):
            self.overflowed.append(f"“{text}” at {x}, {y} in {self._left} to {self._right} of {self.height} lines")
            if not (0 <= y < self.height and self._left <= x < self._right):
                return x
            text = cut(text, self._right - x)
            wide = cells(text)
        if wide == len(text):
            for at, sign in enumerate(text, x):
                self._signs[y][at], self._roles[y][at] = sign, role
            return x + wide
        from wcwidth import iter_graphemes

        for sign in iter_graphemes(text):
            for at in range(cells(sign)):
                self._signs[y][x + at], self._roles[y][x + at] = "" if at else sign, role
            x += cells(sign)
        return x

    def right(self, end: int, y: int, text: str, role: str = "") -> None:
        """Write text that ends before a cell."""
        self.put(end - cells(text), y, text, role)

    def fog(self, x: int, y: int, width: int, height: int) -> None:
        """Lay fog over blank cells: denser here and there, always the same."""
        for row in range(y, y + height):
            for at in range(x, x + width):
                dense = sin(at * 0.31 + row * 0.9) + sin(at * 0.12 - row * 0.7)
                self._signs[row][at] = "▒" if dense > 0.9 else " " if dense < -1.5 else "░"
                self._roles[row][at] = "fog"

    def clear(self, x: int, y: int, width: int) -> None:
        """Take away what stands in these cells of a line."""
        self.put(x, y, " " * width)

    def lines(self, ascii_only: bool = False) -> tuple[Line, ...]:
        """What stands on it, line by line."""
        lines = []
        for signs, roles in zip(self._signs, self._roles, strict=True):
            runs = groupby(zip(signs, roles, strict=True), key=lambda cell: cell[1])
            line = [("".join(sign for sign, _ in run), role) for role, run in runs]
            lines.append(tuple((_in_ascii(text) if ascii_only else text, role) for text, role in line))
        return tuple(lines)


def text_of(lines: Sequence[Line]) -> str:
    """Lines without their roles."""
    return "\n".join("".join(text for text, _ in line).rstrip() for line in lines)


CROSS: Final = "\N{BOX DRAWINGS LIGHT DIAGONAL CROSS}"
"""Where the flow broke."""
_ASCII: Final[Mapping[str, str]] = MappingProxyType(
    {"━": "=", "─": "-", "╌": "-", "╍": "-", "═": "=", "┃": "|", "│": "|", "╏": "|", "▏": "|", "▕": "|", "┏": "+",
     "┓": "+", "┗": "+", "┛": "+", "►": ">", "◄": "<", "▲": "^", "▼": "v", "■": "#", "□": ".", "█": "#", "▓": "#",
     "▒": "?", "░": "?", "▔": "-", "●": "*", "○": "o", "⌂": "@", "◆": "*", "✓": "v", "✗": "x", CROSS: "X", "·": ".",
     "“": '"', "”": '"', "’": "'", "−": "-", "–": "-", "…": "~", "€": "E", "→": ">", "\N{NO-BREAK SPACE}": " ",
     **dict.fromkeys("▁▂▃▄▅▆▇▉▊▋▌▍▎", "#")}
)  # fmt: skip


def _in_ascii(text: str) -> str:
    return "".join(sign if sign.isascii() else _ASCII.get(sign, sign) for sign in text)


def fitted(options: Sequence[str], room: int) -> str:
    """The first of these texts that fits; "" where none does."""
    return next((text for text in options if cells(text) <= room), "")


def quoted_if_heard(figure: Figure, room: int) -> str:
    """A figure as it is written, hearsay in quotation marks."""
    if figure.state != "heard":
        return figure.text
    return fitted([f"“{figure.text}”", f"“{figure.text.removesuffix(' full')}”", "“…”"], room)


def name_in(name: str, room: int) -> str:
    """A name in so many cells: whole, by its first word, or cut."""
    if cells(name) <= room:
        return name
    words = name.split()
    for count in range(len(words) - 1, 0, -1):
        part = " ".join(words[:count])
        if cells(part) <= room and cells(part) >= room // 2:
            return part
    return cut(name, room, "…")


SOLID: Final[Mapping[str, tuple[str, str, str]]] = MappingProxyType(
    {"0": ("█▀█", "█ █", "▀▀▀"), "1": ("▀█ ", " █ ", "▀▀▀"), "2": ("▀▀█", "█▀▀", "▀▀▀"), "3": ("▀▀█", " ▀█", "▀▀▀"),
     "4": ("█ █", "▀▀█", "  ▀"), "5": ("█▀▀", "▀▀█", "▀▀▀"), "6": ("█▀▀", "█▀█", "▀▀▀"), "7": ("▀▀█", "  █", "  ▀"),
     "8": ("█▀█", "█▀█", "▀▀▀"), "9": ("█▀█", "▀▀█", "▀▀▀"), ".": (" ", " ", "▀")}
)  # fmt: skip
OUTLINE: Final[Mapping[str, tuple[str, str, str]]] = MappingProxyType(
    {"0": ("┌─┐", "│ │", "└─┘"), "1": ("╶┐ ", " │ ", "╶┴╴"), "2": ("╶─┐", "┌─┘", "└─╴"), "3": ("╶─┐", "╶─┤", "╶─┘"),
     "4": ("╷ ╷", "└─┤", "  ╵"), "5": ("┌─╴", "└─┐", "╶─┘"), "6": ("┌─╴", "├─┐", "└─┘"), "7": ("╶─┐", "  │", "  ╵"),
     "8": ("┌─┐", "├─┤", "└─┘"), "9": ("┌─┐", "└─┤", "╶─┘"), ".": (" ", " ", ".")}
)  # fmt: skip
BIG: Final = 3
"""Lines of a big figure."""


def big(canvas: Canvas, x: int, y: int, text: str, role: str, draft: bool, room: int) -> int:
    """A figure three lines high, of a draft in outline; in one line where it would take more cells than there are.

    Gives the cell behind it.
    """
    glyphs = [(OUTLINE if draft else SOLID).get(sign, ("", "", "")) for sign in text]
    if sum(len(glyph[0]) + 1 for glyph in glyphs) - 1 > room:  # exact
        return canvas.put(x, y + 1, text, role)
    for glyph in glyphs:
        for row, part in enumerate(glyph):
            canvas.put(x, y + row, part, role)
        x += len(glyph[0]) + 1
    return x - 1


_EIGHTHS: Final = " ▏▎▍▌▋▊▉"


def bar(amount: float, most: float, room: int) -> str:
    """A bar of full cells and a part of one, for an amount of 0 or more."""
    if most <= 0.0 or amount <= 0.0:
        return ""
    eighths = max(1, round(min(1.0, amount / most) * room * 8))
    full, rest = divmod(eighths, 8)
    return "█" * full + (_EIGHTHS[rest] if rest else "")


def unit_for(most: float, room: int) -> float:
    """What one sign of a row of signs stands for, so that the largest amount fits: a round number."""
    scale = 1.0
    while True:
        for step in (
            (1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0) if scale == 1.0 else (1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0)
        ):
            if most <= step * scale * room:
                return step * scale
        scale *= 10.0


def short_bar(now: Figure, was: Figure, unit: float, revealed: bool) -> str:
    """A draft upon the month before: what falls away is dim signs behind it, what comes on top stands past the bar."""
    count, past = round(now.amount / unit), round(was.amount / unit) if was else 0
    if not now:
        return "■" * past
    if revealed:
        return "■" * count
    return "□" * count + "■" * max(0, past - count)
