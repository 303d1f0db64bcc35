"""A row of a sheet: what it holds, how it is stepped, and how it is drawn in the columns that there is room for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from game.doors.text import cells, centred, cut, to_left, to_right
from game.telling.settable import Settable, nearest

if TYPE_CHECKING:
    from game.rules.levers import Value

GAUGE = 13  # cells of a drawn range
TYPING = frozenset(".,-+%'’\N{MINUS SIGN}")  # signs that begin a number, beside figures
LONGEST = 60  # signs that may be typed into a number
ONWARD = frozenset("cn")  # keys that go on with the month: right after a digit they take the number with them


def mark(
    usual: float | str | bool, value: float | str | bool, say: Callable[[float | str | bool], str], full: bool = True
) -> str:
    """What changed, by a sign and in words: `▲ was €8.00`, in short `▲ €8.00`; "" when nothing did."""
    if value == usual:
        return ""
    if isinstance(value, str | bool) or isinstance(usual, str | bool):
        return f"◆ {'was ' if full else ''}{say(usual)}"
    return f"{'▲' if value > usual else '▼'} {'was ' if full else ''}{say(usual)}"


def gauge(value: float, usual: float, low: float, high: float) -> str:
    """A range with the value in it, and where it was before: `├──○──●─────┤`."""
    if high <= low:
        return ""
    scale = ["─"] * GAUGE
    scale[_cell(usual, low, high)] = "○"
    scale[_cell(value, low, high)] = "●"
    return f"├{''.join(scale)}┤"


def _cell(value: float, low: float, high: float) -> int:
    return round((nearest(value, low, high) - low) / (high - low) * (GAUGE - 1))


Zone: TypeAlias = Literal["name", "less", "value", "more"]
Part: TypeAlias = Literal["name", "value", "quiet", "changed", "typing"]

ARROW = 2  # cells of each arrow beside a value
MARK = 9  # cells that a change should have
ROOMY = 48  # columns below which a change is told by its sign alone
WORDY = 66  # columns from which a change is told in full


@dataclass(frozen=True)
class Columns:
    """Where the parts of every row are."""

    width: int
    name: int  # cells of the name, the cursor's two included
    value: int

    def zone(self, x: int) -> Zone:
        """What is under a column."""
        start = self.name + ARROW
        if self.name <= x < start:
            return "less"
        if start <= x < start + self.value:
            return "value"
        return "more" if start + self.value <= x < start + self.value + ARROW else "name"


def columns(rows: Sequence[Settable], width: int) -> Columns:
    """The columns that suit these rows in this width: names give way before values do."""
    value = 6
    for row in rows:
        shown = [row.say(one) for one in _extremes(row)]
        value = max(value, *(cells(one) for one in shown))
    value = min(value, max(8, width // 3))
    names = max((cells(row.name) for row in rows), default=0) + 3
    marks = (MARK if width >= ROOMY else 2) if not all(row.quiet for row in rows) else 0
    return Columns(width, max(10, min(names, width - value - 2 * ARROW - marks)), value)


def _extremes(row: Settable) -> tuple[Value, ...]:
    if row.kind == "choice":
        return row.choices
    return (False, True) if row.kind == "switch" else (row.low, row.high, row.usual)


def drawn(row: Settable, value: Value, at: Columns, here: bool, typed: str | None) -> list[tuple[Part, str]]:
    """A row as parts with their text, from the left.

    Args:
        row: what it is about.
        value: what it is set to.
        at: the columns.
        here: is the cursor on it?
        typed: what is being typed into it, or None.
    """
    told = row.short if row.short and cells(row.name) + 3 > at.name else row.name
    name = f"{'►' if here else ' '} {told}"
    less, more = ("◄ ", " ►") if here else ("  ", "  ")
    shown: tuple[Part, str] = ("value", centred(cut(row.say(value), at.value), at.value))
    if typed is not None:
        while cells(typed) >= at.value:
            typed = typed[1:]
        shown = ("typing", to_right(f"{typed}▏", at.value))
    parts: list[tuple[Part, str]] = [
        ("name", to_left(cut(name, at.name - 1, "…"), at.name)),
        ("quiet", less),
        shown,
        ("quiet", more),
    ]
    used = sum(cells(text) for _, text in parts)
    told = "" if row.quiet else f" {_change(row, value, at.width)}"
    if row.kind == "number" and not row.quiet and not isinstance(value, str) and not isinstance(row.usual, str):
        for word, least in ((told, MARK), (told[:2], 2)):  # the gauge says where it was: the words give way to it
            room = at.width - used - max(cells(word), least) - GAUGE - 3
            if room >= 0:
                gap = " " * (at.width - used - cells(word) - GAUGE - 3)
                scale = gauge(value, row.usual, row.low, row.high)
                return [*parts, ("changed", word), ("quiet", f"{gap}{scale} ")]
    return [*parts, ("changed", told)]


def _change(row: Settable, value: Value, width: int) -> str:
    told = mark(row.usual, value, row.say, width >= WORDY)
    return told if width >= ROOMY else told[:1]
