"""A list to choose from, whose Enter is in the line of keys."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import OptionList


class Listing(OptionList, inherit_bindings=False):
    """An option list that says what its keys do."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Open", id="list.open", tooltip="Open what is chosen"),
        Binding("up", "cursor_up", "Up", show=False, id="list.up", tooltip="The one above"),
        Binding("down", "cursor_down", "Down", show=False, id="list.down", tooltip="The one below"),
        Binding("home", "first", "First", show=False, id="list.first", tooltip="The first one"),
        Binding("end", "last", "Last", show=False, id="list.last", tooltip="The last one"),
        Binding("pageup", "page_up", "Page up", show=False, id="list.page-up", tooltip="A page up"),
        Binding("pagedown", "page_down", "Page down", show=False, id="list.page-down", tooltip="A page down"),
    ]
