"""The stretch of the large board that distribution holds: shelves, the floor's tank, lanes; or fog over them."""

from __future__ import annotations

from collections.abc import Mapping

from game.doors.text import cells, wrapped
from game.telling.board.canvas import Canvas, bar, fitted, name_in, quoted_if_heard
from game.telling.board.frame import HEIGHT, Berth
from game.telling.board.pieces import Board, Figure, Lane, Station


class Stretch:
    """Draws the three stations.

    Args:
        board: what is drawn.
        canvas: on which.
        at: where the stations stand.
        rows: lines of a product.
        top: the line of the first.
    """

    def __init__(self, board: Board, canvas: Canvas, at: Mapping[Station, Berth], rows: int, top: int) -> None:
        self.board, self.canvas, self.at, self.rows, self.top = board, canvas, at, rows, top

    def draw(self) -> None:
        """Draw them."""
        self._shelves()
        self._floor()
        self._lanes()

    def _shelves(self) -> None:
        board, canvas, place = self.board, self.canvas, self.at["shelves"]
        canvas.keep_to(place.x - 1, place.end)
        fogged = "shelves" in board.fogged
        if not fogged:
            head = "left on the shelf" if board.revealed else "in the house"
            canvas.put(place.x, 1, head, "quiet")
        figures = max([3, *(cells(one.held.text) for one in board.shelves)])
        most = max([1.0, *(one.held.amount for one in board.shelves)])
        y = self.top
        for shelf in board.shelves:
            role = "distribution" if fogged else ""
            name = name_in(shelf.name, place.width - (figures + 1 if self.rows == 2 else 0))
            canvas.put(place.x, y, f"{name} " if fogged and cells(name) < place.width else name, role)
            line, room = y + 1, place.width - figures - 2
            if fogged:
                self._fog_line(place, line, "▏" + "╌" * (room - 1), shelf.held)
            else:
                drawn = bar(shelf.held.amount, most, room)
                canvas.put(place.x, line, drawn or "▏" + "╌" * (room - 1), "distribution" if drawn else "quiet")
                canvas.right(place.end, y if self.rows == 2 and shelf.note else line, shelf.held.text, "bold")
            if shelf.note:
                note = fitted([shelf.note, shelf.note.removesuffix(" this month")], place.width)
                if self.rows == 2:
                    canvas.clear(place.x, line, place.width)
                canvas.put(place.x, line if self.rows == 2 else y + 2, note, "trouble" if shelf.trouble else "quiet")
            y += self.rows

    def _fog_line(self, place: Berth, y: int, line: str, figure: Figure, word: str = "?") -> None:
        """A thing's empty outline in the fog, with what was heard of it or a question mark."""
        said = quoted_if_heard(figure, place.width - 1) if figure.state == "heard" else f" {word} "
        line = line[: max(0, place.width - cells(said) - 1)]
        end = self.canvas.put(place.x, y, line, "quiet")
        self.canvas.put(end + 1 if end + 1 + cells(said) <= place.end else end, y, said,
                        "italic" if figure.state == "heard" else "quiet")  # fmt: skip

    TANK = 10
    TANK_TOP, TANK_ROWS = 3, 6

    def _floor(self) -> None:
        board, canvas, place = self.board, self.canvas, self.at["floor"]
        canvas.keep_to(place.x - 1, place.end)
        fogged = "floor" in board.fogged
        hours = [f"hours, of {board.hours.text}", f"of {board.hours.text} h"] if board.hours else ["hours"]
        canvas.put(
            place.x,
            1,
            fitted([f"{hours[0]} "[: place.width], *hours], place.width),
            "distribution" if fogged else "quiet",
        )
        left, width = place.x, min(self.TANK, place.width - 4)
        top, rows, level = self.TANK_TOP, self.TANK_ROWS, board.floor.amount
        for row in range(rows):
            y = top + row
            canvas.put(left, y, "▕" + " " * (width - 2) + "▏", "distribution" if fogged else "quiet")
            if board.floor.state in ("known", "draft"):
                filled = level * rows - (rows - 1 - row)  # of this line, 1 = all of it
                fill = _level(filled, width - 2, board.floor.state == "draft")
                trouble = level > 1.0
                canvas.put(left + 1, y, fill, "trouble" if trouble and row == 0 else "distribution")
            elif board.floor.state == "heard" and row == round((1.0 - min(1.0, level)) * (rows - 1)):
                canvas.put(left + 1, y, "╌" * (width - 2), "quiet")
        canvas.put(left, top + rows, " " + "▔" * (width - 2) + " ", "distribution" if fogged else "quiet")
        if board.floor.state == "heard":
            quoted = wrapped(f"“{board.floor.text}”", width - 2)
            for row, line in enumerate(quoted[: rows - 1]):
                canvas.put(left + 1, top + 1 + row, line, "italic")
            canvas.put(left, top + rows + 1, f"said in {board.floor.when}"[: place.width], "quiet")
        elif fogged:
            canvas.put(left + width // 2, top + rows // 2, "?", "bold")
        elif board.floor:
            over = board.floor.amount > 1.0
            y = top if over else top + rows - 1 - min(rows - 1, int(level * rows))
            canvas.put(left + width, y, board.floor.text, "trouble bold" if over else "bold")
            if over:
                canvas.put(left + 1, top - 1, "▄" * (width - 2), "trouble")
        y = top + rows + 1
        for note in board.floor_notes:
            lines = wrapped(note, place.width)
            if y + len(lines) > HEIGHT - 1:
                break
            for line in lines:
                canvas.put(place.x, y, line, "trouble" if note.startswith("!") else "quiet")
                y += 1

    def _lanes(self) -> None:
        board, canvas, place = self.board, self.canvas, self.at["lanes"]
        canvas.keep_to(place.x - 1, place.end)
        fogged = "lanes" in board.fogged
        count = max(1, len(board.lanes))
        step = 3 if count <= 4 else 2
        y = max(1, min(3, HEIGHT - 2 - step * count))
        if not fogged and y > 1:
            canvas.put(place.x, 1, "on the way", "quiet")
        for lane in board.lanes:
            name = name_in(lane.name, place.width)
            canvas.put(place.x, y, f"{name} " if fogged and cells(name) < place.width else name,
                       "distribution" if fogged else "")  # fmt: skip
            if fogged:
                self._fog_line(place, y + 1, "╌" * (place.width - 5) + "►", lane.how)
            else:
                draft, trouble = lane.how.state == "draft", board.broken is not None and board.broken.at == "lanes"
                ties = ("╌╌□" if draft else "══■") * place.width
                canvas.put(place.x, y + 1, ties[: place.width - 2] + "►", "trouble" if trouble else "distribution")
                if step == 3:
                    how = said(lane)
                    canvas.put(
                        place.x,
                        y + 2,
                        fitted([*how, name_in(lane.how.text, place.width)], place.width),
                        "bold" if board.revealed else "distribution bold",
                    )
            y += step


def said(lane: Lane) -> list[str]:
    """How goods travel, and a word on it; then shorter."""
    short = lane.note.replace(" days", " d")
    return [*(f"{lane.how.text} · {note}" for note in (lane.note, short) if note), lane.how.text]


def _level(filled: float, width: int, draft: bool) -> str:
    """One line of the floor's tank, filled by so much of it."""
    if draft:
        return ("□" if filled >= 0.5 else " ") * width
    if filled >= 1.0:
        return "█" * width
    eighths = round(max(0.0, filled) * 8)
    return " ▁▂▃▄▅▆▇█"[eighths] * width
