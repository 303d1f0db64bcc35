"""The board from top to bottom, for a terminal of forty-six columns: the way runs down its left edge and back up."""

from __future__ import annotations

from typing import Final

from game.doors.text import cells
from game.figures import units
from game.telling.board.canvas import CROSS, Canvas, big, fitted, name_in, quoted_if_heard, short_bar, unit_for
from game.telling.board.frame import come_back
from game.telling.board.low import in_short
from game.telling.board.pieces import Board, Figure, Station

LEAST: Final = 46


def narrow_height(board: Board) -> int:
    """Lines that the board takes where it runs from top to bottom."""
    return 10 + len(board.orders) + (board.fog is not None) + max(3, len(board.doors))


def narrow(board: Board, width: int, plain: bool = False) -> Canvas:
    """Draw it from top to bottom, at least `LEAST` cells across; `plain` = without big digits."""
    canvas = Canvas(width, narrow_height(board))
    _edges(canvas, board)
    y = _narrow_promise(canvas, board, 1, plain)
    y = _narrow_orders(canvas, board, y)
    y = _narrow_house(canvas, board, y)
    _narrow_doors(canvas, board, y, plain)
    return canvas


def _edges(canvas: Canvas, board: Board) -> None:
    w, h = canvas.width, canvas.height
    canvas.put(0, 0, "┏" + "━" * (w - 2) + "┓", "marketing")
    canvas.put(2, 0, " PROMISE ", "marketing bold")
    canvas.put(w - 16, 0, "◄", "together")
    for y in range(1, h - 1):
        canvas.put(0, y, "┃", "marketing")
        canvas.put(w - 1, y, "▲" if y % 7 == 0 else "┃", "together")
    canvas.put(0, h - 1, "┗" + "━" * (w - 2) + "┛", "together")
    come_back(canvas, board, 0, h - 1, w)


def _head(canvas: Canvas, y: int, title: str, role: str, broken: bool = False) -> int:
    canvas.put(0, y, CROSS if broken else "▼", "trouble" if broken else role)
    return canvas.put(2, y, f"!{title}" if broken else title, f"{'trouble' if broken else role} bold") + 1


def _narrow_promise(canvas: Canvas, board: Board, y: int, plain: bool) -> int:
    draft = board.said.state == "draft"
    end = big(canvas, 3, y, board.said.text, "marketing bold", draft, 0 if plain else 13)
    state = "days, draft" if draft else f"days, {board.said.when[:3]}" if board.said.when else "days"
    canvas.put(end + 1, y, state, "quiet")
    if draft and board.said_before:
        canvas.put(end + 1, y + 1, f"{board.before[:3]} {board.said_before.text}", "quiet")
    start, limit = max(end + 13, canvas.width // 2 + 2), canvas.width - 2
    shown = board.offers[:3]
    for row, offer in enumerate(shown):
        known = quoted_if_heard(offer.value, limit - start - 6)
        room = limit - start - cells(known) - 3
        canvas.put(start, y + row, name_in(offer.name, max(3, room)))
        role = "marketing bold" if offer.value.state == "draft" else "quiet" if offer.value.when else "bold"
        canvas.right(limit - 2, y + row, known, role)
        canvas.put(limit - 1, y + row, offer.mark or " ", "marketing")
    return y + 3


def _narrow_orders(canvas: Canvas, board: Board, y: int) -> int:
    end = _head(canvas, y, "ORDERS", "marketing")
    new, was = ("■", "·") if board.revealed else ("□", "■")
    amounts = [one.amount for row in board.orders for one in (row.before, row.now)]
    unit = unit_for(max([1.0, *amounts]), 9)
    now = board.month[:3] if board.revealed else "expected" if board.whose == "distribution" else "draft"
    past = f"{board.before[:3]} {was}  " if board.before and not board.revealed else ""
    legend = f"{past}{now} {new}  one is {units(unit)}"
    canvas.put(end + 1, y, fitted([legend, f"{now} {new}"], canvas.width - end - 3), "quiet")
    for row in board.orders:
        y += 1
        figures = (
            f"{row.before.text}→{row.now.text}"
            if row.before and row.now and not board.revealed
            else (row.now or row.before).text
        )
        canvas.right(canvas.width - 2, y, figures, "bold" if board.revealed else "marketing bold")
        room = canvas.width - 4 - cells(figures) - 1
        canvas.put(2, y, name_in(row.name, min(12, room - 10)))
        canvas.put(15, y, short_bar(row.now, row.before, unit, board.revealed), "marketing")
    return y + 1


def _narrow_house(canvas: Canvas, board: Board, y: int) -> int:
    width = canvas.width
    at = board.broken.at if board.broken is not None else ""
    rows: tuple[tuple[Station, str, list[str]], ...] = (
        ("shelves", "SHELVES", _in_a_row([(one.name, one.held) for one in board.shelves], width - 13)),
        ("floor", "FLOOR", _floor_words(board)),
        ("lanes", "LANES", _in_a_row([(one.name, one.how) for one in board.lanes], width - 13)),
    )
    for station, title, told in rows:
        fogged = station in board.fogged
        _head(canvas, y, title, "distribution", at == station)
        if fogged:
            canvas.fog(11, y, width - 12, 1)
        text = fitted(told, width - 13)
        canvas.put(11, y, f" {text} " if fogged else text, "distribution" if fogged else "bold")
        y += 1
    if board.fog is not None:
        canvas.fog(2, y, width - 3, 1)
        told = [f" Fog: {board.fog.of}'s part: {board.fog.lift} ", f" Fog: {board.fog.of}'s part "]
        canvas.put(4, y, fitted(told, width - 6), board.fog.of)
        y += 1
    return y


def _in_a_row(pairs: list[tuple[str, Figure]], room: int) -> list[str]:
    """Names with their figures in one line, the names as long as there is room."""
    found = []
    for longest in (14, 10, 7, 5, 4, 3, 2, 1):
        told = []
        for name, figure in pairs:
            word = quoted_if_heard(figure, 24) or "?"
            told.append(f"{name_in(name, longest) if longest > 2 else name[:longest]} {word}")
        found.append("  ".join(told))
        found.append(" ".join(told))
    short = [in_short(figure.text) for _, figure in pairs]
    return [*found, " ".join(short)]


def _floor_words(board: Board) -> list[str]:
    floor = board.floor
    if floor.state == "heard":
        return [f"“{floor.text}” said in {floor.when}", f"“{floor.text}” {floor.when[:3]}", "“…”"]
    if not floor:
        return ["?"]
    gauge = ("□" if floor.state == "draft" else "■") * min(12, round(floor.amount * 10))
    return [f"{floor.text} of {board.hours.text} hours  {gauge}", f"{floor.text} of {board.hours.text} h", floor.text]


def _narrow_doors(canvas: Canvas, board: Board, y: int, plain: bool) -> None:
    _head(canvas, y, "DOORS", "together")
    y += 1
    start = 3
    if board.got:
        role = "trouble bold" if board.got.change else "together bold"
        start = big(canvas, 3, y, board.got.text, role, False, 0 if plain else 13)
        canvas.put(start + 1, y, "days", "quiet")
        canvas.put(start + 1, y + 1, board.in_time.text, role)
        canvas.put(start + 1, y + 2, "in time", "quiet")
    else:
        canvas.put(start, y, "they get" if board.revealed else "no month yet", "quiet")
    left, limit = max(start + 10, canvas.width // 2 - 1), canvas.width - 2
    for row, door in enumerate(board.doors):
        mood = f"{door.mood.text}{door.mood.change[:1]}" if door.mood else ""
        figures = " ".join(one for one in (door.days.text, mood) if one) or "?"
        canvas.put(left, y + row, "⌂", "together")
        canvas.put(left + 2, y + row, name_in(door.name, limit - left - 3 - cells(figures)))
        canvas.right(limit, y + row, figures, "bold")
