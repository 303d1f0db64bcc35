"""The coach: what a good colleague would look at before the plan is committed, in questions; never what to set."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Button, Static

from game.app.screens.page import Overlay
from game.app.widgets.key_bar import KeyBar

NOTHING = MappingProxyType(
    {
        "read": "Read your partner on your own first; the coach comes after that.",
        "committed": "Your plan is committed. Take it back (u) if you want to look at it again.",
    }
)


class CoachScreen(Overlay[None]):
    """What to look at, the weightiest first.

    Args:
        said: each in a few sentences, the last of them a question.
        at: the seat's phase, for when there is nothing to say.
    """

    CSS_PATH = "../styles/asking.tcss"
    HELP = """\
# The coach

A colleague who looks over your shoulder: what stands out in your own figures and your draft, and a question about it.
The coach knows what you know, and never says what to set. **Escape** goes back.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,k,enter", "dismiss", "Back", key_display="Esc", id="coach.back", tooltip="Back to the table"),
    ]

    def __init__(self, said: Sequence[str], at: str) -> None:
        super().__init__()
        self._said, self._at = tuple(said), at

    def compose(self) -> ComposeResult:
        """The pointers and a button."""
        lines = self._said or (NOTHING.get(self._at, "Nothing stands out. Does your partner see it the same way?"),)
        with Vertical(id="box"):
            yield Static(Content.styled("The coach would look at this", "bold"))
            yield Static(
                Content("\n\n").join(Content(f"{'• ' if self._said else ''}{line}") for line in lines), id="lines"
            )
            button = Button("Back", id="back", compact=True)
            button.can_focus = False
            yield button
        yield KeyBar()

    @on(Button.Pressed, "#back")
    def pressed(self) -> None:
        """The button."""
        self.dismiss(None)
