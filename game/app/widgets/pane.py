"""A page of the month: what the panes of the seven steps have in common."""

from __future__ import annotations

from textual.containers import VerticalScroll

from game.seating.chair import Chair
from game.table.seen.observation import Observation


class Pane(VerticalScroll, can_focus=False):
    """One step of the month on the table's screen."""

    def show(self, seen: Observation, chair: Chair) -> None:
        """Show what a seat sees now; called again after every move."""
        raise NotImplementedError

    def forward(self, seen: Observation) -> str:
        """What going on from here is called; "" = there is no going on."""
        return "Go on"
