"""Swapping seats: a season that was played, from the other chair, against a partner that plays as you did."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from game.app.screens.kept_tables import KeptTablesScreen
from game.seating.asked import NewTable

if TYPE_CHECKING:
    from game.rules.levers import Seat
    from game.seating.kept import Kept


class SwapScreen(KeptTablesScreen):
    """The seasons that can be played from the other chair."""

    HELP = """\
# Swap seats

Choose a season that you have finished. You sit in the other chair, with the same luck; across from you sits a partner
that does what you did. At the end the two results stand side by side.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "menu", "Menu", id="swap.back", tooltip="Back to the menu"),
    ]
    QUESTION = "Which season will you play from the other chair?"
    ABOUT = "You get the same luck. Your partner does what you did."
    NONE = "No season of yours is finished yet. Play one, then come back and take the other chair."

    def will_do(self, kept: Kept) -> bool:
        """Is it a whole season that one person played from one seat?"""
        return kept.finished and list(kept.seats.values()).count("you") == 1

    def told(self, kept: Kept) -> str:
        """Who you were, and who sat across."""
        own = next(seat for seat, holder in kept.seats.items() if holder == "you")
        across = next(holder for holder in kept.seats.values() if holder != "you")
        return f"You were {own}, across from the {across}. Finished {kept.when:%d %b %H:%M}, seed {kept.seed}."

    def take(self, kept: Kept) -> None:
        """Take the other chair."""
        from game.table.structure import PRESETS

        seat: Seat = "distribution" if kept.seats["marketing"] == "you" else "marketing"
        structure = kept.structure if kept.structure in PRESETS else "talk"
        self.game.open(NewTable(kept.scenario, (seat,), "", structure, kept.seed, echo=kept.path.name))
