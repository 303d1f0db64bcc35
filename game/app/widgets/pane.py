"""A page of the month: what the panes of the seven steps have in common."""

from __future__ import annotations

from typing import ClassVar

from textual.containers import VerticalScroll
from textual.message import Message

from game.app.chair import Chair
from game.table.observation import Observation


class Pane(VerticalScroll, can_focus=False):
    """One step of the month on the table's screen."""

    HEADING: ClassVar[str] = ""

    class Proposed(Message):
        """The pane asks its screen for something by name, such as `propose` or `commit`."""

        def __init__(self, what: str) -> None:
            super().__init__()
            self.what = what

    def show(self, seen: Observation, chair: Chair) -> None:
        """Show what a seat sees now; called again after every move."""
        raise NotImplementedError

    def forward(self, seen: Observation) -> str:
        """What going on from here is called; "" = there is no going on."""
        return "Go on"
