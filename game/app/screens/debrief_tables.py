"""Which table to look back on: those that people have played at least a month of."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from game.app.screens.kept_tables import KeptTablesScreen

if TYPE_CHECKING:
    from game.seating.kept import Kept


class DebriefTablesScreen(KeptTablesScreen):
    """The tables that can be looked back on."""

    HELP = """\
# Debrief

Choose a season of yours. Questions are chosen that its record has most to say to, with the evidence beside each. Two
people at one table look back together.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "menu", "Menu", id="debrief-tables.back", tooltip="Back to the menu"),
    ]
    QUESTION = "Which season will you look back on?"
    ABOUT = "About twenty minutes; you may plan more or fewer. Everything written is kept as you go."
    NONE = "No month of yours has been played yet. Play a season, then come back and look at it."

    def will_do(self, kept: Kept) -> bool:
        """Has a person played a month of it?"""
        return kept.played > 0 and "you" in kept.seats.values()

    def told(self, kept: Kept) -> str:
        """Who you were, and how far it came."""
        own = [seat for seat, holder in kept.seats.items() if holder == "you"]
        chair = f"You were {own[0]}" if len(own) == 1 else "Both seats were people's"
        left = "finished" if kept.finished else f"left in month {kept.round} of {kept.rounds}"
        return f"{chair}; {left} {kept.when:%d %b %H:%M}, seed {kept.seed}."

    def take(self, kept: Kept) -> None:
        """Look back on it."""
        self.game.debrief(kept.path)
