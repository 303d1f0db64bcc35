"""The page while a table is being set: the rules are loaded and the record is read off the event loop."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.containers import Center, Middle
from textual.widgets import Static

from game.app.screens.page import Page
from game.refusal import Refusal

if TYPE_CHECKING:
    from game.seating.asked import NewTable
    from game.seating.chair import Chair
    from game.seating.session import Session


class WaitingScreen(Page):
    """Sets a table and sits down at it; goes back with the reason when it cannot.

    Args:
        asked: a new table, the record of one, or a chair at one that somebody else keeps.
    """

    HELP = "# A moment\n\nThe table is being set."

    def __init__(self, asked: NewTable | Path | Chair) -> None:
        super().__init__()
        self._asked = asked

    def compose(self) -> ComposeResult:
        """One line."""
        with Middle(), Center():
            yield Static("Setting the table …")

    def on_mount(self) -> None:
        """Begin once this page is drawn."""
        self.call_after_refresh(self.set_table)

    @work(thread=True, exclusive=True)
    def set_table(self) -> None:
        """Open the table in a thread, and go on in the app."""
        from game.seating.asked import NewTable

        if not isinstance(self._asked, Path | NewTable):
            self.app.call_from_thread(self.game.go_to_chair, self._asked)
            return
        try:
            session = self._session(self._asked)
        except Refusal as refusal:
            self.app.call_from_thread(self.game.not_opened, refusal.message)
            return
        self.app.call_from_thread(self.game.sit_down, session)

    def _session(self, asked: NewTable | Path) -> Session:
        from game.seating.session import Session
        from game.store.places import tables_folder

        if isinstance(asked, Path):
            return Session.resume(asked)
        return Session.create(asked, self.game.tables_path or tables_folder())
