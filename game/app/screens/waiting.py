"""The page while a table is being set: the rules are loaded and the record is read off the event loop."""

from __future__ import annotations

from collections.abc import Callable

from textual import work
from textual.app import ComposeResult
from textual.containers import Center, Middle
from textual.widgets import Static

from game.app.screens.page import Page


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
