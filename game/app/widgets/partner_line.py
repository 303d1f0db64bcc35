"""The partner's plan in a line or two, where data is shared; a click opens all of it."""

from __future__ import annotations

from textwrap import wrap

from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from game.table.seen.observation import Observation
from game.telling.settings import partners_changes

KEY = "f "
LINES = 2
MORE_LINES = 4  # where the terminal is high


class PartnerLine(Static):
    """What the partner changes this month; not there where data is not shared."""

    auto_links = False  # it has its own look

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._title, self._says = "", list[str]()

    def show(self, seen: Observation) -> None:
        """Show the partner's plan so far."""
        self._title, self._says = partners_changes(seen)
        self.display = bool(self._title)
        self._draw()

    def on_resize(self) -> None:
        """Fit the changes into another width."""
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        most = MORE_LINES if self.screen.has_class("-high") else LINES
        texts = (self._text(count) for count in range(len(self._says), -1, -1))
        fitting = (text for text in texts if len(wrap(f"{KEY}{self._title}{text}", max(20, self.size.width))) <= most)
        press = Style.from_meta({"@click": "screen.partner"})
        key = (KEY, "bold $footer-key-foreground")
        line = Content.assemble(key, (self._title, "bold"), (next(fitting, self._text(0)), "$quiet"))
        self.update(line.stylize(press))

    def _text(self, count: int) -> str:
        """So many of the changes, and how many there are besides."""
        left = len(self._says) - count
        return f": {'; '.join([*self._says[:count], *([f'{left} more'] if left else [])])}."
