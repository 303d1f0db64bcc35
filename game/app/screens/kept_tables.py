"""A page that asks which of the tables on record: it finds those that will do, and lists them, the newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from game.app.screens.page import Page
from game.app.widgets.key_bar import KeyBar
from game.app.widgets.listing import Listing

if TYPE_CHECKING:
    from game.seating.kept import Kept


class KeptTablesScreen(Page):
    """What is asked of the tables on record; which of them will do, and what is done with one, its heirs say."""

    CSS_PATH = "../styles/setup.tcss"
    QUESTION: ClassVar[str]
    ABOUT: ClassVar[str]
    """Said below the tables."""
    NONE: ClassVar[str]
    """Said where there are none."""

    def __init__(self) -> None:
        super().__init__()
        self._kept: dict[str, Kept] = {}

    def will_do(self, kept: Kept) -> bool:
        """Is this a table to choose?"""
        raise NotImplementedError

    def told(self, kept: Kept) -> str:
        """What is said of a table below its title."""
        raise NotImplementedError

    def take(self, kept: Kept) -> None:
        """Do what the page is for with the table that was chosen."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """The question, and the tables."""
        with Vertical(id="shelf"):
            yield Static(Content.styled(self.QUESTION, "bold $primary"))
            yield Listing(id="places")
            yield Static(id="place-about")
        yield KeyBar()

    def on_mount(self) -> None:
        """Look for tables."""
        self.look()

    @work(thread=True)
    def look(self) -> None:
        """Find the tables that will do."""
        from game.seating.kept import kept_tables
        from game.store.places import tables_folder

        found = kept_tables(self.game.tables_path or tables_folder())
        self.app.call_from_thread(self._list, [one for one in found if self.will_do(one)])

    def _list(self, tables: list[Kept]) -> None:
        self._kept = {str(one.path): one for one in tables}
        places, about = self.query_one("#places", Listing), self.query_one("#place-about", Static)
        places.add_options(
            Option(Content.assemble((one.title, "bold"), "\n", (self.told(one), "dim")), id=key)
            for key, one in self._kept.items()
        )
        if tables:
            places.highlighted = 0
            places.focus()
        about.update(self.ABOUT if tables else self.NONE)

    @on(Listing.OptionSelected, "#places")
    def opened(self, event: Listing.OptionSelected) -> None:
        """A table was chosen."""
        self.take(self._kept[event.option_id or ""])
