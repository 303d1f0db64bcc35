"""One line to write in, that does not lay the whole screen out again at every letter."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.reactive import Reactive, reactive
from textual.widgets import Input

LONGEST = 1000
"""Most characters that a table takes of anything a seat writes."""


class LineInput(Input):
    """An input of one line."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "Send", id="line.send", tooltip="Send what is written"),
    ]

    # The stock input lays the screen out again at each letter, though its box never changes size.
    virtual_size: Reactive[Size] = reactive(Size(0, 0), layout=False)

    def __init__(self, placeholder: str = "", id: str | None = None, classes: str | None = None) -> None:
        super().__init__(
            placeholder=placeholder, id=id, classes=classes, max_length=LONGEST, compact=True, select_on_focus=False
        )  # fmt: skip
        self._since = 0.0  # when the cursor came here

    def on_focus(self, event: events.Focus) -> None:
        """From now on what is typed is meant for this line."""
        self._since = event.time

    def on_key(self, event: events.Key) -> None:
        """Leave out what was typed before the line was there: the third of three quick keys is no word."""
        if event.time < self._since:
            event.stop()
            event.prevent_default()
