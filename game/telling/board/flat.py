"""The board in two lines, above a talk in a narrow window: station by station, in words and figures."""

from __future__ import annotations

from math import fsum
from typing import Final

from game.doors.text import cells
from game.figures import units
from game.telling.board.canvas import Canvas, fitted, quoted_if_heard
from game.telling.board.low import in_short
from game.telling.board.pieces import Board

HEIGHT: Final = 2
FULL: Final = 24
"""Cells for hearsay at the most."""


def flat(board: Board, width: int, plain: bool = False) -> Canvas:
    """Draw it: what customers are told and ordered on the first line, the floor and what they got on the second."""
    canvas = Canvas(width, HEIGHT)
    floor = quoted_if_heard(board.floor, FULL) or "?"
    told = f"{floor} {board.floor.when[:3]}".strip() if board.floor.state == "heard" else floor
    shelves = " ".join(quoted_if_heard(one.held, FULL) or "?" for one in board.shelves)
    if all(one.held.state == "known" for one in board.shelves):
        shelves = units(fsum(one.held.amount for one in board.shelves))
    got = f"{board.got.text} d, {board.in_time.text}" if board.got else "?"
    lanes = " ".join(dict.fromkeys(in_short(one.how.text) for one in board.lanes))
    said, ordered = f"{board.said.text} d", board.ordered.text or "?"
    first = [(f"PROMISE {said}", "marketing"), (f"ORDERS {ordered}", "marketing"),
             (f"SHELVES {shelves}", "distribution")]  # fmt: skip
    second = [(f"FLOOR {told}", "distribution"), (f"LANES {lanes}", "distribution"), (f"DOORS {got}", "together")]
    for y, pieces in enumerate((first, second)):
        x = 0
        for at, (text, role) in enumerate(pieces):
            arrow = " ► " if at else "► " if y else ""
            part = fitted([f"{arrow}{text}", f"{arrow}{text.split()[0]}"], width - x)
            if part:
                canvas.put(x, y, part, role)
                x += cells(part)
    return canvas
