"""The curtain between two people at one screen: it hides everything until the right one sits down."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Center, Middle, Vertical
from textual.content import Content
from textual.widgets import Button, Static

from game.app.screens.page import Page, leaving
from game.app.widgets.key_bar import KeyBar

if TYPE_CHECKING:
    from game.seating.chair import Chair


class CurtainScreen(Page):
    """Says who should sit down now, and nothing else.

    Args:
        chair: of the person whose turn it is.
    """

    CSS_PATH = "../styles/curtain.tcss"
    HELP = "# The curtain\n\nThe other person looks away. Whoever plays the named seat presses **Enter**."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "rise", "I am here", id="curtain.rise", tooltip="Sit down and go on"),
        *leaving("curtain"),
    ]

    def __init__(self, chair: Chair) -> None:
        super().__init__()
        self._chair = chair

    def compose(self) -> ComposeResult:
        """A name and a button."""
        with Middle(), Center(), Vertical(id="curtain"):
            yield Static(
                Content.assemble(
                    (f" {self._chair.seat.capitalize()} ", f"bold $background on ${self._chair.seat}"),
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
        self.game.sit(self._chair)
