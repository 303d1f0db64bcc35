"""Swapping seats: a season that was played, from the other chair, against a partner that plays as you did."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from game.app.asked import NewTable
from game.app.screens.page import Page
from game.app.widgets.key_bar import KeyBar
from game.app.widgets.listing import Listing

if TYPE_CHECKING:
    from game.app.tables import Kept
    from game.rules.levers import Seat


class SwapScreen(Page):
    """The seasons that can be played from the other chair."""

    CSS_PATH = "../styles/setup.tcss"
    HELP = """\
# Swap seats

Choose a season that you have finished. You sit in the other chair, with the same luck; across from you sits a partner
that does what you did. At the end the two results stand side by side.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Menu", id="swap.back", tooltip="Back to the menu"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._kept: dict[str, Kept] = {}

    def compose(self) -> ComposeResult:
        """What it is, and the seasons."""
        with Vertical(id="shelf"):
            yield Static(Content.styled("Which season will you play from the other chair?", "bold $primary"))
            yield Listing(id="places")
            yield Static(id="place-about")
        yield KeyBar()

    def on_mount(self) -> None:
        """Look for finished seasons."""
        self.look()

    @work(thread=True)
    def look(self) -> None:
        """Find the seasons that one person played from one seat."""
        from game.app.tables import kept_tables
        from game.table.places import tables_folder

        found = kept_tables(self.game.tables_path or tables_folder())
        seasons = [one for one in found if one.finished and list(one.seats.values()).count("you") == 1]
        self.app.call_from_thread(self._list, seasons)

    def _list(self, seasons: list[Kept]) -> None:
        self._kept = {str(one.path): one for one in seasons}
        places, about = self.query_one("#places", Listing), self.query_one("#place-about", Static)
        places.add_options(
            Option(Content.assemble((one.title, "bold"), "\n", (_told(one), "dim")), id=key)
            for key, one in self._kept.items()
        )
        if seasons:
            places.highlighted = 0
            places.focus()
            about.update("You get the same luck. Your partner does what you did.")
        else:
            about.update("No season of yours is finished yet. Play one, then come back and take the other chair.")

    @on(Listing.OptionSelected, "#places")
    def opened(self, event: Listing.OptionSelected) -> None:
        """Take the other chair."""
        kept = self._kept[event.option_id or ""]
        seat: Seat = "distribution" if kept.seats["marketing"] == "you" else "marketing"
        structure = kept.structure if kept.structure in ("silo", "talk", "sync") else "talk"
        self.game.open(NewTable(kept.scenario, (seat,), "", structure, kept.seed, echo=kept.path.name))

    def action_back(self) -> None:
        """Back to the menu."""
        self.game.to_menu()


def _told(kept: Kept) -> str:
    own = next(seat for seat, holder in kept.seats.items() if holder == "you")
    across = next(holder for holder in kept.seats.values() if holder != "you")
    return f"You were {own}, across from the {across}. Finished {kept.when:%d %b %H:%M}, seed {kept.seed}."
