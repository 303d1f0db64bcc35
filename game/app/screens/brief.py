"""The seat's brief, to read again at any time."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from game.app.screens.page import Overlay
from game.app.widgets.key_bar import KeyBar
from game.app.widgets.news_pane import brief_text


class BriefScreen(Overlay[None]):
    """A paper to read.

    Args:
        text: Markdown of paragraphs with bold words.
    """

    CSS_PATH = "../styles/reading.tcss"
    HELP = "# The brief\n\nWhat your seat is there for. **Escape** puts it down."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "escape,r,enter", "dismiss", "Put down", key_display="Esc", id="brief.down", tooltip="Back to the table"
        ),
    ]

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def compose(self) -> ComposeResult:
        """The paper."""
        with VerticalScroll(id="paper"):
            yield Static(brief_text(self._text))
        yield KeyBar()
