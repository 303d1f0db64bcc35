"""A list to choose from: Enter is in the line of keys, and a bar, not only a colour, marks what is at the cursor."""

from __future__ import annotations

from contextlib import suppress
from typing import ClassVar

from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.strip import Strip
from textual.widgets import OptionList

BAR = "▌ "


class Listing(OptionList, inherit_bindings=False):
    """An option list that says what its keys do. Its options are indented by two cells for the bar."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Choose", id="list.open", tooltip="Take what is at the cursor"),
        Binding("up", "cursor_up", "Up", show=False, id="list.up", tooltip="The one above"),
        Binding("down", "cursor_down", "Down", show=False, id="list.down", tooltip="The one below"),
        Binding("home", "first", "First", show=False, id="list.first", tooltip="The first one"),
        Binding("end", "last", "Last", show=False, id="list.last", tooltip="The last one"),
        Binding("pageup", "page_up", "Page up", show=False, id="list.page-up", tooltip="A page up"),
        Binding("pagedown", "page_down", "Page down", show=False, id="list.page-down", tooltip="A page down"),
    ]

    def action_page_up(self) -> None:
        """A page up; where there is no room for a line, nothing."""
        with suppress(KeyError):  # the list has laid out no line then, and looks for one
            super().action_page_up()  # type: ignore[no-untyped-call]

    def action_page_down(self) -> None:
        """A page down; where there is no room for a line, nothing."""
        with suppress(KeyError):
            super().action_page_down()  # type: ignore[no-untyped-call]

    def render_line(self, y: int) -> Strip:
        """A line, with the bar where it belongs to the option at the cursor."""
        strip = super().render_line(y)
        first = next(iter(strip), None)
        if self.highlighted is None or first is None or first.style is None:
            return strip
        if first.style.meta.get("option") != self.highlighted:
            return strip
        return Strip([Segment(BAR, first.style), *strip.crop(len(BAR))], strip.cell_length)
