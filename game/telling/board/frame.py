"""The frame of the large board: the way itself, where its stations stand, and where it broke."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from game.doors.text import cells
from game.telling.board.canvas import CROSS, Canvas, fitted
from game.telling.board.pieces import Board, Station

HEIGHT: Final = 15
LEAST: Final = 110
TITLES: Final[tuple[tuple[Station, str, int, str], ...]] = (
    ("promise", "PROMISE", 17, "marketing"),
    ("orders", "ORDERS", 20, "marketing"),
    ("shelves", "SHELVES", 17, "distribution"),
    ("floor", "THE FLOOR", 14, "distribution"),
    ("lanes", "LANES", 14, "distribution"),
    ("doors", "DOORS", 17, "together"),
)
"""Each station, its title, its least cells, and whose stretch of the way it is."""
GAP = 1


@dataclass(frozen=True)
class Berth:
    """Where a station stands: its first cell, and how many there are."""

    x: int
    width: int

    @property
    def end(self) -> int:
        """The cell behind it."""
        return self.x + self.width


def places(width: int) -> Mapping[Station, Berth]:
    """Where the stations stand on a board of so many cells: what is more than the least makes gaps, then columns."""
    spare = width - 4 - sum(least for _, _, least, _ in TITLES) - GAP * 5  # exact
    gap = GAP + min(1, spare // 5)
    spare -= 5 * (gap - GAP)
    order = ("doors", "floor", "orders", "lanes", "shelves", "promise")
    share = {one: spare // 6 + (at < spare % 6) for at, one in enumerate(order)}
    x, found = 2, {}
    for station, _, least, _ in TITLES:
        found[station] = Berth(x, least + share[station])
        x += least + share[station] + gap
    return found


def frame(canvas: Canvas, board: Board, at: Mapping[Station, Berth]) -> None:
    """The way itself: from the promise along the top to the doors, and back along the bottom."""
    w, h = canvas.width, canvas.height
    canvas.put(0, 0, "┏" + "━" * (w - 2) + "┓", "marketing")
    for number, (station, title, _, colour) in enumerate(TITLES):
        place = at[station]
        start = 1 if number == 0 else place.x - 1
        canvas.put(start, 0, "━" * (w - start - 1), colour)
        canvas.put(place.x, 0, f" {title} ", f"{colour} bold")
        if number:
            canvas.put(place.x - 2, 0, "►", TITLES[number - 1][3])
    canvas.put(w - 1, 0, "┓", "together")
    for y in range(1, h - 1):
        canvas.put(0, y, "▲" if y == h // 2 - 1 else "┃", "marketing")
        canvas.put(w - 1, y, "▼" if y == h // 2 - 1 else "┃", "together")
    canvas.put(0, h - 1, "┗" + "━" * (w - 2) + "┛", "together")
    come_back(canvas, board, 0, h - 1, w)


def come_back(canvas: Canvas, board: Board, x: int, y: int, width: int) -> None:
    """What closes the way: who comes back, and how customers feel."""
    back, mood = board.back, board.satisfaction
    pieces = []
    if back:
        pieces.append(f"{back.text} of 100 orders {back.change}".rstrip())
    if mood:
        pieces.append(f"satisfaction {mood.text} {mood.change}".rstrip())
    short = [f"{back.text} of 100 {back.change}".rstrip()] if back else []
    short += [f"satisfied {mood.text} {mood.change}".rstrip()] if mood else []
    bare = [f"{back.text} of 100"] if back else []
    bare += [f"satisfied {mood.text}"] if mood else []
    told = [f" customers come back  {' · '.join(pieces)} " if pieces else " customers come back ",
            f" come back {' · '.join(short)} ", f" come back {' · '.join(bare)} ", " come back "]  # fmt: skip
    text = fitted(told, width - 6)
    start = x + (width - cells(text)) // 2
    canvas.put(start, y, text, "together")
    for at in (x + 7, x + width - 16):
        if not start - 1 <= at <= start + cells(text):
            canvas.put(at, y, "◄", "together")


def broken(canvas: Canvas, board: Board, at: Mapping[Station, Berth]) -> None:
    """Where the flow broke: a dashed frame around the station, a cross at the way in, and the word."""
    assert board.broken is not None
    place = at[board.broken.at]
    left, right = place.x - 2, place.end
    canvas.put(left, 0, CROSS, "trouble bold")
    title = next(title for station, title, _, _ in TITLES if station == board.broken.at)
    canvas.put(place.x, 0, f" {title} ", "trouble bold")
    tag = fitted(["! BROKE ", "! "], right - place.x - len(title) - 2)
    canvas.put(place.x + len(title) + 2, 0, tag, "trouble bold reverse")
    for y in range(1, canvas.height - 1):
        for x in (left, right):
            if x < canvas.width - 1:
                canvas.put(x, y, "╏", "trouble")
