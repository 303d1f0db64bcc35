"""Pages without a table in sight: while it is set, between two people at one screen, and after it was left."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Center, Middle, Vertical
from textual.content import Content
from textual.widgets import Static

from game.app.screens.page import Page, leaving

if TYPE_CHECKING:
    from game.seating.chair import Chair


class WaitingScreen(Page):
    """Says that something takes a moment, and has it done.

    Args:
        begin: what takes a moment and goes on to another page; run in a thread once this page is drawn.
    """

    HELP = "# A moment\n\nThe table is being set."

    def __init__(self, begin: Callable[[], None]) -> None:
        super().__init__()
        self._begin = begin

    def compose(self) -> ComposeResult:
        """One line."""
        with Middle(), Center():
            yield Static("Setting the table …")

    def on_mount(self) -> None:
        """Begin once this page is drawn."""
        self.call_after_refresh(self.set_table)

    @work(thread=True, exclusive=True)
    def set_table(self) -> None:
        """Do what takes a moment."""
        self._begin()


class CurtainScreen(Page):
    """Says who should sit down now, and nothing else.

    Args:
        chair: of the person whose turn it is.
        alone: is what it shows not for the other's eyes? Where data is shared nobody needs to look away.
    """

    CSS_PATH = "../styles/curtain.tcss"
    HELP = "# The curtain\n\nThe other person looks away. Whoever plays the named seat presses **Enter**."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "rise", "I am here", id="curtain.rise", tooltip="Sit down and go on"),
        *leaving("curtain"),
    ]

    def __init__(self, chair: Chair, alone: bool = True) -> None:
        super().__init__()
        self._chair, self._alone = chair, alone

    def compose(self) -> ComposeResult:
        """A name and a button."""
        seat = (f" {self._chair.seat.capitalize()} ", f"bold $background on ${self._chair.seat}")
        away = "The other seat looks away." if self._alone else "Your figures are shared: only plans are hidden."
        says = Content.assemble(seat, f" sits down now.\n\n{away}")
        yield from _with_a_way_on(says, "▶ I am here", "screen.rise")

    def action_rise(self) -> None:
        """Sit down."""
        self.game.sit(self._chair)


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
        notice = f"\n\n{self._notice or 'Everything you have done is kept.'}"
        says = Content.assemble(("You have left the table.", "bold"), notice)
        yield from _with_a_way_on(says, "▶ Come back", "screen.come_back")

    def action_come_back(self) -> None:
        """Sit down again."""
        self._come_back()


def _with_a_way_on(says: Content, label: str, action: str) -> ComposeResult:
    """What a page says, the button that leads on, and its keys."""
    from textual.widgets import Button  # the page while a table is set is there at once: it needs neither

    from game.app.widgets.key_bar import KeyBar

    with Middle(), Center(), Vertical(id="curtain"):
        yield Static(says)
        button = Button(label, compact=True, action=action)
        button.can_focus = False  # Enter is the page's own key, and named in its line
        yield button
    yield KeyBar()
