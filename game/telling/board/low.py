"""The board on eight lines, for a terminal of eighty columns, and on six above a talk: the stations side by side."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from game.doors.text import cells
from game.telling.board.canvas import CROSS, Canvas, big, fitted, name_in, quoted_if_heard, short_bar, unit_for
from game.telling.board.frame import TITLES, Berth, come_back
from game.telling.board.heard import WORD
from game.telling.board.pieces import HOUSE, Board, Station

HEIGHT: Final = 8
BRIEF: Final = 6
"""Lines above a talk: without the way of working, of which nothing is set there."""
LEAST: Final = 70

_SHORT: Final[Mapping[Station, tuple[str, int]]] = MappingProxyType({
    "promise": ("PROMISE", 12), "orders": ("ORDERS", 15), "shelves": ("SHELVES", 10), "floor": ("FLOOR", 8),
    "lanes": ("LANES", 10), "doors": ("DOORS", 15),
})  # fmt: skip

_MODES: Final[Mapping[str, str]] = MappingProxyType({"standard": "std", "economy": "eco", "express": "exp"})


def low(board: Board, width: int, plain: bool = False) -> Canvas:
    """Draw it on `HEIGHT` lines of at least `LEAST` cells; `plain` = without big digits."""
    return _Low(board, width, plain, HEIGHT).drawn()


def brief(board: Board, width: int, plain: bool = False) -> Canvas:
    """The same on `BRIEF` lines."""
    return _Low(board, width, plain, BRIEF).drawn()


class _Low:
    """One drawing of a board on few lines."""

    def __init__(self, board: Board, width: int, plain: bool, height: int) -> None:
        self.board, self.plain, self.rows = board, plain, height - 2
        self.canvas = Canvas(width, height)
        spare, x = width - 2 - sum(least for _, least in _SHORT.values()), 1  # exact
        gaps = dict.fromkeys(_SHORT, 1 if spare > 0 else 0)
        self.at: dict[Station, Berth] = {}
        more = max(0, width - 2 - sum(least for _, least in _SHORT.values()) - 5)  # exact
        first = ("lanes", "shelves", "floor", "orders", "promise", "doors")
        for station, (_, least) in _SHORT.items():
            wide = least + more // 6 + (first.index(station) < more % 6)
            wide = min(wide, width - 1 - x) if station == "doors" else wide
            self.at[station] = Berth(x, wide)
            x += wide + gaps[station]

    def drawn(self) -> Canvas:
        self.frame()
        for station in HOUSE:
            if station in self.board.fogged:
                place = self.at[station]
                self.canvas.fog(place.x, 1, place.width + (station != "lanes"), self.rows)
        self.promise()
        self.orders()
        self.house()
        self.doors()
        self.canvas.keep_to()
        self.fog_words()
        return self.canvas

    def frame(self) -> None:
        canvas, broken = self.canvas, self.board.broken
        w, h = canvas.width, canvas.height
        canvas.put(0, 0, "┏" + "━" * (w - 2) + "┓", "marketing")
        for number, (station, (title, _)) in enumerate(_SHORT.items()):
            place, colour = self.at[station], TITLES[number][3]
            bad = broken is not None and broken.at == station
            canvas.put(place.x, 0, "━" * (w - place.x - 1), colour)
            canvas.put(place.x + 1, 0, f"{'!' if bad else ' '}{title} ", f"{'trouble' if bad else colour} bold")
            if number:
                canvas.put(place.x - 1, 0, CROSS if bad else "►", "trouble" if bad else TITLES[number - 1][3])
        canvas.put(w - 1, 0, "┓", "together")
        for y in range(1, h - 1):
            canvas.put(0, y, "▲" if y == h // 2 else "┃", "marketing")
            canvas.put(w - 1, y, "▼" if y == h // 2 else "┃", "together")
        canvas.put(0, h - 1, "┗" + "━" * (w - 2) + "┛", "together")
        come_back(canvas, self.board, 0, h - 1, w)

    def promise(self) -> None:
        board, canvas, place = self.board, self.canvas, self.at["promise"]
        canvas.keep_to(place.x, place.end)
        draft = board.said.state == "draft"
        end = big(canvas, place.x, 1, board.said.text, "marketing bold", draft, 0 if self.plain else place.width)
        if end < place.end:
            canvas.put(end, 1, "d", "quiet")
        was = f"{board.before[:3]} {board.said_before.text}" if board.said_before else ""
        word = "draft" if draft else f"in {board.said.when[:3]}" if board.said.when else "days"
        told = [f"{word} {was}", word] if draft else [word]
        canvas.put(place.x, 4, fitted(told, place.width), "quiet")
        if self.rows < 6:
            return
        up = sum(one.mark == "▲" for one in board.offers)
        down = sum(one.mark == "▼" for one in board.offers)
        moved = " ".join([*([f"{up} ▲"] if up else []), *([f"{down} ▼"] if down else [])])
        fogged = "promise" in board.fogged
        if fogged:
            canvas.fog(place.x, 5, place.width, 2)
        prices = "prices ?" if fogged else f"prices {moved or 'same'}"
        canvas.put(place.x, 5, fitted([prices, prices.replace("prices", "price")], place.width), "quiet")
        deals = "deals ?" if not board.deals else "no deals" if board.deals.text == "none" else board.deals.text
        if deals[:1] not in "0123456789dn":
            deals = fitted([f"a {deals}", deals, "a deal"], place.width)
        canvas.put(place.x, 6, deals, "quiet")

    def orders(self) -> None:
        board, canvas, place = self.board, self.canvas, self.at["orders"]
        canvas.keep_to(place.x, place.end)
        twice = 2 * len(board.orders) <= self.rows
        amounts = [one.amount for row in board.orders for one in (row.before, row.now)]
        figures = max([5, *(cells(one.text) for row in board.orders for one in (row.before, row.now))])
        unit = unit_for(max([1.0, *amounts]), max(2, place.width - figures - 1))
        y = 1
        for row in board.orders[: self.rows]:
            now = row.now or row.before
            strong = "bold" if board.revealed else "marketing bold" if row.now else "quiet"
            canvas.put(place.x, y, name_in(row.name, place.width - figures - 1))
            canvas.right(place.end, y, now.text, strong)
            y += 1
            if twice:
                canvas.put(place.x, y, short_bar(row.now, row.before, unit, board.revealed), "marketing")
                if row.before and row.now:
                    canvas.right(place.end, y, row.before.text, "quiet")
                y += 1

    def house(self) -> None:
        """Shelves, floor and lanes: a line for each."""
        board, canvas = self.board, self.canvas
        place, fogged = self.at["shelves"], "shelves" in board.fogged
        canvas.keep_to(place.x, place.end)
        for y, shelf in enumerate(board.shelves[: self.rows], 1):
            text = quoted_if_heard(shelf.held, place.width - 3) or "?"
            name = name_in(shelf.name, max(3, place.width - cells(text) - 1))
            role = "distribution" if fogged else "trouble" if shelf.trouble else ""
            canvas.put(place.x, y, f"{name} " if fogged else name, role)
            canvas.right(place.end, y, text, "quiet" if fogged else "bold")
        place, floor = self.at["floor"], board.floor
        canvas.keep_to(place.x, place.end)
        if floor.state in ("known", "draft"):
            over = floor.amount > 1.0
            canvas.put(place.x, 1, floor.text, "trouble bold" if over else "bold")
            canvas.put(place.x, 2, fitted([f"of {board.hours.text} h", f"{board.hours.text} h"], place.width), "quiet")
            rows = self.rows - 2
            for row in range(rows):
                filled = floor.amount * rows - (rows - 1 - row)
                sign = "□" if floor.state == "draft" else "█"
                fill = sign if filled >= 0.5 else "·"
                canvas.put(place.x, 3 + row, fill * min(6, place.width), "trouble" if over else "distribution")
        else:
            heard = floor.state == "heard"
            canvas.put(place.x, 2, quoted_if_heard(floor, place.width) if heard else " ? ",
                       "italic" if heard else "quiet")  # fmt: skip
            if heard:
                canvas.put(place.x, 3, floor.when[: place.width], "quiet")
        place, fogged = self.at["lanes"], "lanes" in board.fogged
        canvas.keep_to(place.x, place.end)
        twice = not fogged and 2 * len(board.lanes) <= self.rows
        for number, lane in enumerate(board.lanes[: self.rows]):
            y = 1 + number * (1 + twice)
            whole = twice or cells(lane.name) + cells(lane.how.text) < place.width
            how = lane.how.text or "?" if whole else in_short(lane.how.text)
            name = name_in(lane.name, place.width - (0 if twice else cells(how) + 1))
            canvas.put(place.x, y, f"{name} " if fogged else name, "distribution" if fogged else "")
            canvas.right(place.end, y + twice, how, "quiet" if fogged else "bold")

    def doors(self) -> None:
        board, canvas, place = self.board, self.canvas, self.at["doors"]
        canvas.keep_to(place.x, place.end)
        end = place.x
        if board.got:
            role = "trouble bold" if board.got.change else "together bold"
            end = big(canvas, place.x + 1, 1, board.got.text, role, False, 0 if self.plain else place.width)
            canvas.put(end + 1, 1, "d" if end + 2 <= place.end else "", role)
            told = [f"{board.in_time.text} in time", board.in_time.text]
            canvas.put(place.x, 4, fitted(told, place.width), role)
        else:
            end = canvas.put(place.x, 1, "they get" if board.revealed else "no month yet", "quiet")
        if self.rows < 6:
            self.moods_beside(end)
            return
        days = [one.days.text for one in board.doors if one.days]
        moods = [f"{one.mood.text}{one.mood.change[:1]}" for one in board.doors if one.mood]
        bare = [one.mood.text for one in board.doors if one.mood]
        if days:
            spread = f"⌂ {min(days, key=float)}–{max(days, key=float)} days"
            canvas.put(place.x, 5, fitted([f"⌂ {' '.join(days)}", spread], place.width), "bold")
        if moods:
            canvas.put(
                place.x, 6, fitted([f"● {' '.join(moods)}", f"● {' '.join(bare)}", f"{' '.join(bare)}"], place.width)
            )
        elif "promise" in board.fogged:
            canvas.put(place.x, 6, fitted(["░ moods ? ░"], place.width), "fog")

    def moods_beside(self, x: int) -> None:
        """How customers feel, beside the days they waited, where there is room."""
        place = self.at["doors"]
        for y, door in enumerate(self.board.doors[: self.rows - 1], 1):
            mood = f"● {door.mood.text}{door.mood.change[:1]}" if door.mood else ""
            room = place.end - x - 4
            if mood and room >= cells(mood):
                name = f"{name_in(door.name, room - cells(mood) - 1)} " if room > cells(mood) + 4 else ""
                self.canvas.right(place.end, y, f"{name}{mood}")

    def fog_words(self) -> None:
        bank = self.board.fog
        if bank is None or bank.of != "distribution":
            return
        x, room = self.at["shelves"].x, self.at["lanes"].end - self.at["shelves"].x
        free = self.rows - max(len(self.board.shelves), len(self.board.lanes), 3)
        told = [f" Fog: {bank.of}'s part. ", " Fog. "]
        if free > 1:
            self.canvas.put(x, self.rows - 1, fitted(told, room), "distribution")
            self.canvas.put(x, self.rows, fitted([f" Lift it: {bank.lift} ", f" {bank.lift} "], room), "distribution")
        elif free > 0:
            self.canvas.put(x, self.rows, fitted([f" Fog: {bank.lift} ", *told], room), "distribution")


def in_short(how: str) -> str:
    """How goods travel, in three letters, and the sign of a word given behind it."""
    mark = WORD if how.endswith(WORD) else ""
    way = how.removesuffix(WORD).strip()
    return f"{_MODES.get(way, way[:3])}{mark}" if how else "?"
