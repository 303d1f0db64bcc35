"""The menu: what there is to do, what each is and how long it takes; unfinished tables first."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult, SystemCommand
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from game.app.screens.page import HomePage
from game.doors.text import visible

if TYPE_CHECKING:
    from textual.widgets.option_list import Option

    from game.app.widgets.choosing import Listing
    from game.seating.kept import DamagedTable, KeptTable

TABLE, DAMAGED = "table:", "damaged:"
"""What the options for tables are called by, before their paths."""

LISTED = 4
"""Unfinished tables in the menu; the rest are a page away."""

ITEMS = (
    ("learn", "Learn", "Three guided months from both chairs. Under ten minutes."),
    ("play", "Play", "Take a seat in one of seven places. 25 to 40 minutes."),
    ("swap", "Swap seats", "A season you have played, from the other chair, against yourself."),
    ("debrief", "Debrief", "Look back on a season: questions, evidence, one promise. 20 minutes."),
    ("scenarios", "Scenarios", "Read what each place is about before you choose. A minute each."),
    ("settings", "Settings", "Colours, animation, spacing."),
    ("leave", "Leave", "Everything you have played is kept."),
)


class MenuScreen(HomePage):
    """What there is to do."""

    HELP = """\
# The menu

**Up** and **Down** choose, **Enter** opens. A table that you left is at the top, with its month and when you left.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "item('play')", "New table", id="menu.play", tooltip="Set up a new table"),
        Binding("s", "item('settings')", "Settings", id="menu.settings", tooltip="Colours, animation, spacing"),
        Binding("q", "item('leave')", "Leave", id="menu.leave", tooltip="Leave the game; everything played is kept"),
    ]

    def compose(self) -> ComposeResult:
        """The title; the list and the keys follow once it is drawn."""
        with Vertical(id="menu"):
            yield Static(
                "[b $primary]L A S T   M I L E[/]\n"
                "[$marketing]Marketing makes promises to customers.[/] [$distribution]Distribution keeps them.[/]\n"
                "[$quiet]Two seats, one company, and only the joint result counts.[/]",
                id="title",
            )

    def on_mount(self) -> None:
        """The rest of the page once the first frame is out, and then the unfinished tables."""
        self.call_after_refresh(self._furnish)

    async def _furnish(self) -> None:
        from game.app.widgets.choosing import Listing
        from game.app.widgets.key_bar import KeyBar

        menu = self.query_one("#menu")
        if not menu.is_attached:  # left again before its first frame was out
            return
        await menu.mount(Listing(*_options(()), id="items"))
        await self.mount(KeyBar())
        for items in self.query("#items"):
            items.focus()
            self.look_for_tables()

    def on_screen_resume(self) -> None:
        """Back from a table: the list may have changed."""
        if self.is_attached and self.query("#items"):
            self.look_for_tables()

    @work(thread=True, exclusive=True, group="tables")
    def look_for_tables(self) -> None:
        """Find the unfinished tables."""
        from game.seating.kept import damaged_tables, kept_tables

        where = (self.game.home.tables, self.game.left)
        unfinished = [one for one in kept_tables(*where) if not one.finished]
        self.app.call_from_thread(self._list, unfinished, damaged_tables(*where))

    def _list(self, unfinished: list[KeptTable], damaged: list[DamagedTable]) -> None:
        from game.app.widgets.choosing import Listing

        if not self.query("#items"):
            return
        items = self.query_one("#items", Listing)
        chosen = items.get_option_at_index(items.highlighted).id if items.highlighted is not None else None
        fresh = len(items.options) == len(ITEMS) and items.highlighted in (0, None)
        items.clear_options()
        items.add_options(_options(unfinished[:LISTED], damaged[:LISTED]))
        ids = [option.id or "" for option in items.options]
        sound = next(at for at, one in enumerate(ids) if not one.startswith(DAMAGED))
        items.highlighted = ids.index(chosen) if chosen in ids and not fresh else sound

    def on_option_list_option_selected(self, event: Listing.OptionSelected) -> None:
        """Open an item of the list."""
        self.action_item(event.option_id or "")

    def action_item(self, item: str) -> None:
        """Open an item by name."""
        if item.startswith((TABLE, DAMAGED)):  # a damaged one is refused with what is wrong, or is sound by now
            self.game.open(Path(item.removeprefix(TABLE).removeprefix(DAMAGED)))
        elif item == "leave":
            self.app.exit()
        elif item == "learn":
            self.game.learn()
        else:
            self.game.show_page(item)

    def commands(self) -> Iterable[SystemCommand]:
        """What the command palette offers here."""
        for key, name, about in ITEMS:
            yield SystemCommand(f"menu: {name.lower()}", about, partial(self.action_item, key))


def _options(unfinished: Iterable[KeptTable], damaged: Iterable[DamagedTable] = ()) -> list[Option]:
    found = []
    for kept in unfinished:
        seats = [seat for seat, holder in kept.seats.items() if holder == "you"]
        chair = f"you are {seats[0]}" if len(seats) == 1 else "both seats are yours"
        left = kept.rounds - kept.round + 1
        about = f"Month {kept.round} of {kept.rounds}, {chair}. Left {kept.when:%d %b %H:%M}; about {4 * left} minutes."
        found.append(_option(f"{TABLE}{kept.path}", f"Continue: {kept.title}", about))
    for one in damaged:
        name, about = one.path.name, one.wrong.replace(str(one.path), one.path.name)
        found.append(_option(f"{DAMAGED}{one.path}", f"Damaged: {visible(name)}", visible(about, allowed="\n")))
    return [*found, *(_option(*item) for item in ITEMS)]


def _option(key: str, name: str, about: str) -> Option:
    from textual.widgets.option_list import Option

    return Option(Content.assemble((name, "bold"), "\n", (about, "dim")), id=key)
