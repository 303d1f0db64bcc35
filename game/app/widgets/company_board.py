"""The board on a screen: it draws what `game.telling.board` lays out, in the colours of the theme, line by line."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from game.telling.board.canvas import Line
from game.telling.board.drawing import Form, drawn, form_for
from game.telling.board.pieces import Board

COLOURS = ("marketing", "distribution", "together", "trouble", "quiet", "fog")


class CompanyBoard(Widget):
    """One picture of the company, in the form that suits the window; what has not changed is not drawn again.

    Args:
        id: of the widget.
        short: is most of the window for something else?
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"board--{one}" for one in COLOURS}

    def __init__(self, id: str | None = None, short: bool = False) -> None:
        super().__init__(id=id)
        self._short = short
        self._board: Board | None = None
        self._lines: tuple[Line, ...] = ()
        self._drawn_at: tuple[int, Form] | None = None
        self._styles: dict[str, Style] = {}

    def show(self, board: Board) -> None:
        """Draw another board, or the same with other figures."""
        self._board = board
        self._draw()

    @property
    def board(self) -> Board | None:
        """What is drawn."""
        return self._board

    def on_resize(self) -> None:
        """Draw it in another form, or wider."""
        self._draw()

    def notify_style_update(self) -> None:
        """Other colours."""
        super().notify_style_update()
        self._styles.clear()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the form takes."""
        if self._board is None:
            return 0
        form = form_for(width, viewport.height, self._short)
        if self._drawn_at == (width, form):
            return len(self._lines)
        return len(drawn(self._board, max(1, width), form))

    def _draw(self) -> None:
        width, form = self.size.width, form_for(self.size.width, self.app.size.height, self._short)
        if self._board is None:
            return
        if not width:
            self.refresh(layout=True)
            return
        before, self._lines = self._lines, drawn(self._board, width, form)
        other = self._drawn_at != (width, form) or len(before) != len(self._lines)
        self._drawn_at = (width, form)
        if other:
            self.refresh(layout=True)
            return
        changed = [y for y, (was, now) in enumerate(zip(before, self._lines, strict=True)) if was != now]
        if changed:
            self.refresh(*(Region(0, y, width, 1) for y in changed))

    def render_line(self, y: int) -> Strip:
        """One line of it."""
        if y >= len(self._lines):
            return Strip.blank(self.size.width, self.rich_style)
        segments = [Segment(text, self._style(role)) for text, role in self._lines[y]]
        return Strip(segments).adjust_cell_length(self.size.width, self.rich_style)

    def _style(self, role: str) -> Style:
        found = self._styles.get(role)
        if found is None:
            words = role.split()
            colour = next((one for one in words if one in COLOURS), "")
            found = self.get_component_rich_style(f"board--{colour}") if colour else self.rich_style
            found += Style(
                bold="bold" in words or None, italic="italic" in words or None, reverse="reverse" in words or None
            )
            self._styles[role] = found
        return found
