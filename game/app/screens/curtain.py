"""The curtain between two people at one screen: it hides everything until the right one sits down."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Center, Middle, Vertical
from textual.content import Content
from textual.widgets import Button, Static

from game.app.screens.page import Page
from game.app.widgets.key_bar import KeyBar

if TYPE_CHECKING:
    from game.rules.levers import Seat


class CurtainScreen(Page):
    """Says who should sit down now, and nothing else.

    Args:
        seat: whose turn it is.
    """

    CSS_PATH = "../styles/curtain.tcss"
    HELP = "# The curtain\n\nThe other person looks away. Whoever plays the named seat presses **Enter**."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "rise", "I am here", id="curtain.rise", tooltip="Sit down and go on"),
        Binding("m", "menu", "Menu", id="curtain.menu", tooltip="Leave the table, which is kept, for the menu"),
    ]

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat: Seat = seat

    def compose(self) -> ComposeResult:
        """A name and a button."""
        with Middle(), Center(), Vertical(id="curtain"):
            yield Static(
                Content.assemble(
                    (f" {self._seat.capitalize()} ", f"bold $background on ${self._seat}"),
                    " sits down now.\n\nThe other seat looks away.",
                )
            )
            button = Button("▶ I am here", id="rise", compact=True)
            button.can_focus = False  # Enter is the page's own key, and named in its line
            yield button
        yield KeyBar()

    @on(Button.Pressed, "#rise")
    def action_rise(self) -> None:
        """Sit down."""
        self.game.take_chair(self._seat)
