"""The scenarios: what each place is about, before one is chosen."""

from __future__ import annotations

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from game.app.screens.page import HomePage
from game.app.widgets.key_bar import KeyBar
from game.app.widgets.listing import Listing
from game.refusal import Refusal
from game.scenario.shelf import ShelfEntry, entries


class ScenariosScreen(HomePage):
    """The places on the shelf, and what the one at the cursor is about."""

    CSS_PATH = "../styles/setup.tcss"
    HELP = "# Scenarios\n\n**Up** and **Down** choose a place, **Enter** sets up a table there."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "menu", "Menu", id="scenarios.back", tooltip="Back to the menu"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._entries: dict[str, ShelfEntry] = {}

    def compose(self) -> ComposeResult:
        """The places, and one of them in full."""
        with Vertical(id="shelf"):
            yield Listing(id="places")
            yield Static(id="place-about")
        yield KeyBar()

    def on_mount(self) -> None:
        """Read the shelf."""
        try:
            self._entries = {entry.slug: entry for entry in entries()}
        except Refusal as refusal:
            self.query_one("#place-about", Static).update(Content(refusal.message))
            return
        places = self.query_one("#places", Listing)
        places.add_options(
            Option(Content.assemble((one.title, "bold"), (f"  {one.place}\n", "dim"), (one.teaches, "dim")), id=slug)
            for slug, one in self._entries.items()
        )
        places.highlighted = 0
        places.focus()

    @on(Listing.OptionHighlighted, "#places")
    def chosen(self, event: Listing.OptionHighlighted) -> None:
        """Tell more about a place."""
        self.tell(event.option_id or "")

    @work(thread=True, exclusive=True)
    def tell(self, slug: str) -> None:
        """Read a scenario off the loop and show what it is about."""
        from game.scenario import load

        try:
            scenario = load(slug)
            sold, where = scenario.world.products.names, scenario.world.markets.names
            facts = f"{scenario.rounds} months, about {scenario.minutes} minutes."
            facts = f"{facts} Sold: {', '.join(sold)}. Where: {', '.join(where)}."
            about = Content.assemble(scenario.summary, (f"\n{facts}", "$quiet"))
        except Refusal as refusal:
            about = Content(refusal.message)
        self.app.call_from_thread(self.query_one("#place-about", Static).update, about)

    @on(Listing.OptionSelected, "#places")
    def opened(self, event: Listing.OptionSelected) -> None:
        """Set up a table there."""
        from game.app.screens.setup import SetupScreen

        self.game.go(SetupScreen(event.option_id or ""))
