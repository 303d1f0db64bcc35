"""Which table to look back on: those that people have played at least a month of."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from game.app.screens.page import Page
from game.app.widgets.key_bar import KeyBar
from game.app.widgets.listing import Listing

if TYPE_CHECKING:
    from game.app.tables import Kept


class DebriefTablesScreen(Page):
    """The tables that can be looked back on, the newest first."""

    CSS_PATH = "../styles/setup.tcss"
    HELP = """\
# Debrief

Choose a season of yours. Questions are chosen that its record has most to say to, with the evidence beside each. Two
people at one table look back together.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Menu", id="debrief-tables.back", tooltip="Back to the menu"),
    ]

    def compose(self) -> ComposeResult:
        """What it is, and the tables."""
        with Vertical(id="shelf"):
            yield Static(Content.styled("Which season will you look back on?", "bold $primary"))
            yield Listing(id="places")
            yield Static(id="place-about")
        yield KeyBar()

    def on_mount(self) -> None:
        """Look for tables."""
        self.look()

    @work(thread=True)
    def look(self) -> None:
        """Find the tables that a person has played at."""
        from game.app.tables import kept_tables
        from game.table.places import tables_folder

        found = kept_tables(self.game.tables_path or tables_folder())
        played = [one for one in found if one.played and "you" in one.seats.values()]
        self.app.call_from_thread(self._list, played)

    def _list(self, tables: list[Kept]) -> None:
        places, about = self.query_one("#places", Listing), self.query_one("#place-about", Static)
        places.add_options(
            Option(Content.assemble((one.title, "bold"), "\n", (_told(one), "dim")), id=str(one.path)) for one in tables
        )
        if tables:
            places.highlighted = 0
            places.focus()
            about.update("About twenty minutes; you may plan more or fewer. Everything written is kept as you go.")
        else:
            about.update("No month of yours has been played yet. Play a season, then come back and look at it.")

    @on(Listing.OptionSelected, "#places")
    def opened(self, event: Listing.OptionSelected) -> None:
        """Look back on this one."""
        self.game.debrief(Path(event.option_id or ""))

    def action_back(self) -> None:
        """Back to the menu."""
        self.game.to_menu()


def _told(kept: Kept) -> str:
    own = [seat for seat, holder in kept.seats.items() if holder == "you"]
    chair = f"You were {own[0]}" if len(own) == 1 else "Both seats were people's"
    left = "finished" if kept.finished else f"left in month {kept.round} of {kept.rounds}"
    return f"{chair}; {left} {kept.when:%d %b %H:%M}, seed {kept.seed}."
