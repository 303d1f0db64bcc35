"""Pages that ask which of the tables on record: to play one again from the other chair, to look back on one."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from game.app.screens.page import HomePage
from game.app.widgets.choosing import Listing
from game.app.widgets.key_bar import KeyBar
from game.figures import several

if TYPE_CHECKING:
    from game.rules.levers import Seat
    from game.seating.kept import KeptTable


class KeptTablesScreen(HomePage):
    """What is asked of the tables on record; which of them will do, and what is done with one, its heirs say."""

    CSS_PATH = "../../styles/setup.tcss"
    QUESTION: ClassVar[str]
    ABOUT: ClassVar[str]
    """Said below the tables."""
    NONE: ClassVar[str]
    """Said where there are none."""

    def __init__(self) -> None:
        super().__init__()
        self._kept: dict[str, KeptTable] = {}

    def will_do(self, kept: KeptTable) -> bool:
        """Is this a table to choose?"""
        raise NotImplementedError

    def line_of(self, kept: KeptTable) -> str:
        """What is said of a table below its title."""
        raise NotImplementedError

    def take(self, kept: KeptTable) -> None:
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
        from game.seating.kept import damaged_tables, kept_tables

        where = (self.game.home.tables, self.game.left)
        tables = [one for one in kept_tables(*where) if self.will_do(one)]
        self.app.call_from_thread(self._list, tables, len(damaged_tables(*where)))

    def _list(self, tables: list[KeptTable], damaged: int) -> None:
        self._kept = {str(one.path): one for one in tables}
        places, about = self.query_one("#places", Listing), self.query_one("#place-about", Static)
        places.add_options(
            Option(Content.assemble((one.title, "bold"), "\n", (self.line_of(one), "dim")), id=key)
            for key, one in self._kept.items()
        )
        if tables:
            places.highlighted = 0
            places.focus()
        left = f" Left out: {several(damaged, 'damaged record')}; the menu says what is wrong." if damaged else ""
        about.update(f"{self.ABOUT if tables else self.NONE}{left}")

    @on(Listing.OptionSelected, "#places")
    def opened(self, event: Listing.OptionSelected) -> None:
        """A table was chosen."""
        self.take(self._kept[event.option_id or ""])


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

    def will_do(self, kept: KeptTable) -> bool:
        """Is it a whole season that one person played from one seat?"""
        return kept.finished and list(kept.seats.values()).count("you") == 1

    def line_of(self, kept: KeptTable) -> str:
        """Who you were, and who sat across."""
        own = next(seat for seat, holder in kept.seats.items() if holder == "you")
        across = next(holder for holder in kept.seats.values() if holder != "you")
        return f"You were {own}, across from the {across}. Finished {kept.when:%d %b %H:%M}, seed {kept.seed}."

    def take(self, kept: KeptTable) -> None:
        """Take the other chair."""
        from game.seating.asked import NewTable
        from game.table.structure import PRESETS

        seat: Seat = "distribution" if kept.seats["marketing"] == "you" else "marketing"
        structure = kept.structure if kept.structure in PRESETS else "talk"
        at_home = kept.path.parent == self.game.home.tables
        echo = kept.path.name if at_home else str(kept.path.resolve())
        self.game.open(NewTable(kept.scenario, (seat,), "", structure, kept.seed, echo=echo))


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

    def will_do(self, kept: KeptTable) -> bool:
        """Has a person played a month of it?"""
        return kept.played > 0 and "you" in kept.seats.values()

    def line_of(self, kept: KeptTable) -> str:
        """Who you were, and how far it came."""
        own = [seat for seat, holder in kept.seats.items() if holder == "you"]
        chair = f"You were {own[0]}" if len(own) == 1 else "Both seats were people's"
        left = "finished" if kept.finished else f"left in month {kept.round} of {kept.rounds}"
        return f"{chair}; {left} {kept.when:%d %b %H:%M}, seed {kept.seed}."

    def take(self, kept: KeptTable) -> None:
        """Look back on it."""
        self.game.debrief(kept.path)
