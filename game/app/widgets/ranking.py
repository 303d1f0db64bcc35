"""A list that a person puts in an order: names that are taken up, carried and put down."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.style import Style
from textual.widgets import Static


class Ranking(Static, can_focus=True):
    """Names in an order. Space takes the one at the cursor up and puts it down; while it is held, arrows carry it.

    A list comes in an order that is nobody's. So a place counts as a person's only where they put something there; the
    rest shares one place until it is said that all of it is right.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "up", "go(-1)", "Up", key_display="↑ ↓", id="ranking.up", tooltip="The one above; carries what is held"
        ),
        Binding("down", "go(1)", "Down", show=False, id="ranking.down", tooltip="The one below; carries what is held"),
        Binding(
            "space", "hold", "Take up, put down", id="ranking.hold", tooltip="Hold the one at the cursor, or let go"
        ),
        Binding("shift+up", "carry(-1)", "Carry up", show=False, id="ranking.carry-up", tooltip="One place up"),
        Binding("shift+down", "carry(1)", "Carry down", show=False, id="ranking.carry-down", tooltip="One place down"),
        Binding("a", "place_all", "All as it stands", id="ranking.all", tooltip="Every name is where you want it"),
        Binding("home", "go(-99)", "First", show=False, id="ranking.first", tooltip="To the top; carries what is held"),
        Binding("end", "go(99)", "Last", show=False, id="ranking.last", tooltip="To the end; carries what is held"),
    ]

    auto_links = False  # the names have their own look

    class Moved(Message):
        """The cursor is on another one, or the order has changed."""

        def __init__(self, ranking: Ranking) -> None:
            super().__init__()
            self.ranking = ranking

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._items: list[tuple[str, str]] = []  # key and name, in order
        self._at, self._held = 0, False
        self._placed: set[str] = set()  # keys of what was moved, or taken up and put down where it was

    @property
    def order(self) -> tuple[str, ...]:
        """The keys, what matters most first."""
        return tuple(key for key, _ in self._items)

    @property
    def placed(self) -> frozenset[str]:
        """The keys of what a person has put where it stands."""
        return frozenset(self._placed)

    @property
    def ranks(self) -> dict[str, int]:
        """Places from 1 by key; what nobody has placed shares one, in the middle of where it stands."""
        places = dict(zip(self.order, range(1, len(self._items) + 1), strict=True))
        rest = [place for key, place in places.items() if key not in self._placed]
        shared = round(sum(rest) / len(rest)) if rest else 0  # exact
        return {key: place if key in self._placed else shared for key, place in places.items()}

    @property
    def at(self) -> str:
        """The key at the cursor."""
        return self._items[self._at][0] if self._items else ""

    def ask(self, items: Sequence[tuple[str, str]]) -> None:
        """Put other names on the list, with the cursor on the first."""
        self._items, self._at, self._held, self._placed = list(items), 0, False, set()
        self._draw()

    def action_go(self, by: int) -> None:
        """Move the cursor, with what is held."""
        if self._held:
            self.action_carry(by)
        elif self._items:
            self._at = min(len(self._items) - 1, max(0, self._at + by))
            self._draw()

    def action_hold(self) -> None:
        """Take the one at the cursor up, or put it down."""
        if self._held:
            self._placed.add(self.at)
        self._held = not self._held and bool(self._items)
        self._draw()

    def action_carry(self, by: int) -> None:
        """Move the one at the cursor to another place."""
        to = min(len(self._items) - 1, max(0, self._at + by))
        if to != self._at:
            self._items.insert(to, self._items.pop(self._at))
            self._at = to
            self._placed.add(self.at)
        self._draw()

    def action_place_all(self) -> None:
        """Say that everything is where it should be."""
        self._placed, self._held = set(self.order), False
        self._draw()

    def action_point(self, at: int) -> None:
        """A click: take this one up; with one in hand, put that one here."""
        self.focus()
        if self._held:
            self.action_carry(at - self._at)
            self._placed.add(self.at)
            self._held = False
        else:
            self._at, self._held = at, True
        self._draw()

    def on_focus(self) -> None:
        """The cursor is here."""
        self._draw()

    def on_blur(self) -> None:
        """The cursor has gone."""
        self._draw()

    def _draw(self) -> None:
        lines = []
        for at, (key, name) in enumerate(self._items):
            here = at == self._at
            sign = "↕" if here and self._held else "▸" if here else " "
            text = Content(f"{sign} {at + 1 if key in self._placed else '·':>2}  {name} ")
            if here and self.has_focus:
                text = text.stylize("bold $block-cursor-foreground on $block-cursor-background")
            lines.append(text.stylize(Style.from_meta({"@click": f"point({at})"})))
        self.update(Content("\n").join(lines))
        self.post_message(self.Moved(self))
