"""The board in its large form: fifteen lines, six stations side by side, the frame as the flow."""

from __future__ import annotations

from game.doors.text import cells
from game.figures import units
from game.telling.board.canvas import Canvas, big, fitted, name_in, quoted_if_heard, unit_for
from game.telling.board.frame import HEIGHT, Berth, broken, frame, places
from game.telling.board.house import Stretch
from game.telling.board.pieces import HOUSE, Board, Figure, Offer


def wide(board: Board, width: int, plain: bool = False) -> Canvas:
    """Draw it on `HEIGHT` lines of at least `LEAST` cells; `plain` = without big digits."""
    return _Drawing(board, width, plain).drawn()


class _Drawing:
    """One drawing of a board, station by station."""

    def __init__(self, board: Board, width: int, plain: bool) -> None:
        self.board, self.plain = board, plain
        self.canvas = Canvas(width, HEIGHT)
        self.at = places(width)
        self.rows = 3 if len(board.orders) <= 3 else 2  # lines of a product
        self.top = 3 if self.rows == 3 else 2

    def drawn(self) -> Canvas:
        frame(self.canvas, self.board, self.at)
        for station in HOUSE:
            if station in self.board.fogged:
                place = self.at[station]
                self.canvas.fog(place.x - 1, 1, place.width + 1, HEIGHT - 2)
        self.promise()
        self.orders()
        Stretch(self.board, self.canvas, self.at, self.rows, self.top).draw()
        self.doors()
        self.canvas.keep_to()
        self.fog_words()
        if self.board.broken is not None:
            broken(self.canvas, self.board, self.at)
        return self.canvas

    # --- stations ---

    def promise(self) -> None:
        board, canvas, place = self.board, self.canvas, self.at["promise"]
        canvas.keep_to(place.x - 1, place.end)
        say = "we said" if board.revealed or board.said.when else "we say"
        when = board.said.when
        canvas.put(
            place.x, 1, fitted([f"{say}, in {when}", f"{say}, {when[:3]}"] if when else [say], place.width), "quiet"
        )
        draft = board.said.state == "draft"
        end = big(
            canvas, place.x + 1, 2, board.said.text, "marketing bold", draft, 0 if self.plain else place.width - 2
        )
        canvas.put(end + 1, 2, fitted(["days", "d"], place.end - end - 1), "quiet")
        if draft:
            canvas.put(end + 1, 3, fitted(["draft"], place.end - end - 1), "marketing")
        if board.said_before and not board.said.when and board.said_before.text != board.said.text:
            told = [f"{board.before[:3]} {board.said_before.text}", board.said_before.text]
            canvas.put(end + 1, 4, fitted(told, place.end - end - 1), "quiet")
        if "promise" in board.fogged:
            canvas.fog(place.x - 1, 5, place.width + 1, HEIGHT - 6)
        y = 5
        for offer in board.offers:
            self._offer(y, offer)
            y += 1
        y = max(y, HEIGHT - 2 - len(board.spends) - 1)
        for spend in board.spends:
            self._spend(y, spend)
            y += 1
        self._named(place, y, "Deals", board.deals)

    def _offer(self, y: int, offer: Offer) -> None:
        place, figure = self.at["promise"], offer.value
        text = quoted_if_heard(figure, place.width - 6)
        room = place.width - cells(text) - 3
        fogged = bool(figure.when) and "promise" in self.board.fogged
        self.canvas.put(place.x, y, name_in(offer.name, room), "quiet" if fogged else "")
        role = "quiet" if figure.when else "marketing bold" if figure.state == "draft" else "bold"
        self.canvas.right(place.end - 2, y, text, "italic" if figure.state == "heard" else role)
        self.canvas.put(place.end - 1, y, offer.mark or " ", "marketing")

    def _spend(self, y: int, spend: Offer) -> None:
        place = self.at["promise"]
        self._named(place, y, spend.name, spend.value, spend.mark)

    def _named(self, place: Berth, y: int, name: str, figure: Figure, mark: str = "") -> None:
        fogged = "promise" in self.board.fogged and not figure
        self.canvas.put(place.x, y, name_in(name, place.width - 8), "quiet")
        if fogged:
            self.canvas.put(place.x + cells(name) + 1, y, "?", "bold")
            return
        role = {"draft": "marketing bold", "heard": "italic"}.get(figure.state, "bold")
        self.canvas.right(place.end - 2, y, quoted_if_heard(figure, place.width - cells(name) - 3) or "–", role)
        self.canvas.put(place.end - 1, y, mark or " ", "marketing")

    def orders(self) -> None:
        board, canvas, place = self.board, self.canvas, self.at["orders"]
        canvas.keep_to(place.x, place.end)
        known, new = ("·", "■") if board.revealed else ("■", "□")
        was, now = board.before, board.month if board.revealed else "my draft"
        if board.whose == "distribution":
            now = "expected"
        legend = [f"{known} {was}  {new} {now}", f"{known} {was[:3]} {new} {now}", f"{new} {now}"]
        canvas.put(place.x, 1, fitted(legend[0 if was else 2 :], place.width), "quiet")
        figures = max([5, *(cells(one.text) for row in board.orders for one in (row.before, row.now))])
        room = place.width - figures - 1
        unit = unit_for(
            max([1.0, *(one.amount for row in board.orders for one in (row.before, row.now))]), min(10, room)
        )
        y = self.top
        for row in board.orders:
            strong = "bold" if board.revealed else "marketing bold"
            if self.rows == 3:
                change = row.now.change
                canvas.put(place.x, y, name_in(row.name, place.width - cells(change) - 1))
                canvas.right(place.end, y, change, "quiet")
                first, second = (row.now, row.before) if board.revealed else (row.before, row.now)
                self._bar(y + 1, first, new if board.revealed else known, unit, "bold" if board.revealed else "")
                self._bar(y + 2, second, known if board.revealed else new, unit, "quiet" if board.revealed else strong)
            else:
                canvas.put(place.x, y, name_in(row.name, place.width - figures - 1))
                if row.before:
                    canvas.right(place.end, y, row.before.text, "quiet")
                self._bar(y + 1, row.now, new, unit, strong)
            y += self.rows
        told = [f"one {new} is {units(unit)}", f"{new} {units(unit)}"]
        y = HEIGHT - 2
        if y >= self.top + self.rows * len(board.orders):
            text = board.ordered.text
            canvas.right(place.end, y, text, "bold" if board.revealed else "marketing bold")
            if any(row.now or row.before for row in board.orders):  # else there is no bar to count
                canvas.put(place.x, y, fitted(told, place.width - cells(text) - 1), "quiet")

    def _bar(self, y: int, figure: Figure, sign: str, unit: float, role: str) -> None:
        place = self.at["orders"]
        if not figure:
            return
        count = max(1 if figure.amount >= 0.5 else 0, round(figure.amount / unit))
        self.canvas.put(place.x, y, sign * count, "quiet" if sign == "·" else "marketing")
        self.canvas.right(place.end, y, figure.text, role or "quiet")

    def doors(self) -> None:
        board, canvas, place = self.board, self.canvas, self.at["doors"]
        canvas.keep_to(place.x, place.end)
        if board.got:
            late = bool(board.got.change)
            canvas.put(place.x, 1, "they got" if board.revealed else f"they got, in {board.before[:5]}", "quiet")
            role = "trouble bold" if late else "together bold"
            end = big(canvas, place.x + 1, 2, board.got.text, role, False, 0 if self.plain else place.width - 2)
            canvas.put(end + 1, 2, fitted(["days", "d"], place.end - end - 1), "trouble" if late else "together")
            canvas.put(end + 1, 3, fitted([board.in_time.text], place.end - end - 1), role)
            canvas.put(end + 1, 4, fitted(["in time", "timely"], place.end - end - 1), "quiet")
        else:
            word = "they get" if board.revealed else "no month yet"
            canvas.put(place.x, 1, fitted([word], place.width), "quiet")
        step = 2 if len(board.doors) <= 4 else 1
        y = HEIGHT - 2 - step * len(board.doors) if len(board.doors) >= 4 else 6
        y = max(5, y)
        for door in board.doors:
            self._door(y, door.name, door.days, door.mood, step)
            y += step
        if board.complaints and y < HEIGHT - 1:
            cost = f"complaints −{board.complaints.text}"
            told = [f"{cost} points {board.complaints.change}".rstrip(), f"{cost} points", f"{cost} pts", cost]
            canvas.put(place.x, HEIGHT - 2, fitted(told, place.width), "quiet")

    def _door(self, y: int, name: str, days: Figure, mood: Figure, step: int) -> None:
        canvas, place = self.canvas, self.at["doors"]
        took = fitted([f"{days.text} days", f"{days.text} d"], 8) if days else ""
        canvas.put(place.x, y, "⌂", "together")
        if step == 1 and mood:
            took = mood.text
        canvas.put(place.x + 2, y, name_in(name, place.width - 3 - cells(took)))
        canvas.right(place.end, y, took, "bold")
        if step == 2 and mood:
            x = canvas.put(place.x + 2, y + 1, dots(mood.amount), "together")
            x = canvas.put(x + 1, y + 1, mood.text, "bold")
            canvas.put(x + 1, y + 1, fitted([mood.change, mood.change[:1]], place.end - x - 1), "quiet")
        elif step == 2:
            canvas.put(place.x + 2, y + 1, fitted(["░░ mood ? ░░", "░ ? ░"], place.width - 2), "fog")

    def fog_words(self) -> None:
        """The name of the fog and the way to lift it, over the stations that it lies on."""
        bank = self.board.fog
        if bank is None:
            return
        if bank.of == "distribution":
            x, room = self.at["shelves"].x, self.at["lanes"].end - self.at["shelves"].x
            told = [f" Fog: {bank.of}'s part. Lift it: {bank.lift} ", f" Fog: {bank.of}'s part. "]
            self.canvas.put(x, HEIGHT - 2, fitted(told, room), "distribution")
        else:
            place = self.at["promise"]
            told = [" Fog: ask ", " Fog "]
            y = HEIGHT - 2 - len(self.board.spends) - 2
            if y >= 5 + len(self.board.offers):
                self.canvas.put(place.x, y, fitted(told, place.width), "marketing")


def dots(amount: float) -> str:
    """Satisfaction in fifths: `●●●○○`."""
    full = min(5, max(0, round(amount / 20)))
    return "●" * full + "○" * (5 - full)
