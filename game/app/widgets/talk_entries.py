"""The entries of a talk laid out: the sign, who, the words, and the figure or the result at the right edge."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from textual.content import Content

from game.doors.text import cells, to_left, to_right
from game.telling.talk import SIGNS, Said

WHO: Final = 13
"""Cells for who says it."""
EDGE: Final = 26
"""Cells that a figure takes at most beside the words; a longer one stands below them."""
WEIGHED: Final = 8
"""Cells for the name of what there is to weigh of a proposal."""
NARROW: Final = 60
"""Cells below which who says it has no column of its own."""


def shortened(entry_: Content, lines: int) -> Content:
    """An entry on so many lines at most; the last says that there is more."""
    rows = entry_.split("\n")
    if len(rows) <= lines:
        return entry_
    return Content("\n").join([*rows[: lines - 1], Content.styled("  … the rest stands in the list", "$quiet")])


def entry(one: Said, width: int, waits: bool = False, weighed: Sequence[tuple[str, str]] = ()) -> Content:
    """An entry in so many cells; `waits` = for whoever reads it; `weighed` stands below it, each by its name."""
    sign, chip = SIGNS[one.entry.kind], "" if one.entry.kind == "propose" else one.chip  # its name is for typing
    edge = f" {chip}" if chip else ""
    if width < NARROW:
        rows = _lines(f"{sign} {one.who}: {one.says}", width)
        parts: list[tuple[str, str] | str] = [("\n".join(rows), "bold" if waits else "")]
        about = [(f"\n  {row}", "$quiet") for name, of in weighed for row in _lines(f"{name}: {of}", width - 2)]
        if chip:
            left = width - cells(rows[-1])
            parts.append((to_right(chip, left) if cells(chip) < left else f"\n{to_right(chip, width)}", "bold"))
        return Content.assemble(*parts, *about)
    beside = cells(edge) <= EDGE
    room = width - WHO - 3 - (cells(edge) if beside else 0)
    rows = _lines(one.says, max(20, room))
    first = f"{to_left(rows[0], room)}{edge}" if beside and cells(rows[0]) <= room else rows[0]
    rows += [] if beside else [to_right(chip, room)]
    more = "".join(f"\n{'':<{WHO + 3}}{row}" for row in rows[1:])
    for name, of in weighed:
        lines = _lines(of, max(20, width - WHO - 3 - WEIGHED))
        more += "".join(f"\n{'':<{WHO + 3}}{'' if at else name:<{WEIGHED}}{row}" for at, row in enumerate(lines))
    if waits:
        more += f"\n{'':<{WHO + 3}}waits for your answer"
    return Content.assemble(
        (f"{sign} ", "bold"), (f"{one.who:<{WHO}} ", "bold"), (first + more, "bold" if waits else "")
    )


def _lines(text: str, room: int) -> list[str]:
    """A text broken into lines of so many cells, within words that are longer."""
    return [line.plain.rstrip() for line in Content(text).wrap(room)] or [""]
