"""The page of somebody who has left a table that is kept elsewhere: all is kept, and here is the way back."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Center, Middle, Vertical
from textual.content import Content
from textual.widgets import Button, Static

from game.app.screens.page import Page
from game.app.widgets.key_bar import KeyBar


class LeftScreen(Page):
    """Says that the table is kept, and offers the chair again.

    Args:
        come_back: sits down again.
        notice: why the table was left; "" = because the person wanted to.
    """

    CSS_PATH = "../styles/curtain.tcss"
    HELP = "# You have left\n\n**Enter** takes your chair again. **Ctrl+Q** closes the game."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "come_back", "Come back", id="left.come-back", tooltip="Take your chair again"),
        Binding("ctrl+q", "app.quit", "Close", id="left.close", tooltip="Close the game", priority=True),
    ]

    def __init__(self, come_back: Callable[[], None], notice: str = "") -> None:
        super().__init__()
        self._come_back, self._notice = come_back, notice

    def compose(self) -> ComposeResult:
        """What has happened, and a button."""
        with Middle(), Center(), Vertical(id="curtain"):
            yield Static(
                Content.assemble(
                    ("You have left the table.", "bold"),
                    f"\n\n{self._notice or 'Everything you have done is kept.'}",
                )
            )
            button = Button("▶ Come back", id="come-back", compact=True)
            button.can_focus = False  # Enter is the page's own key, and named in its line
            yield button
        yield KeyBar()

    @on(Button.Pressed, "#come-back")
    def action_come_back(self) -> None:
        """Sit down again."""
        self._come_back()
