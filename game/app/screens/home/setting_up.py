"""Setting up a table: what each place is about, your seat, your partner, how you work together, where chance begins."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Button, Static
from textual.widgets.option_list import Option

from game.app.screens.page import HomePage
from game.app.widgets.choosing import Listing
from game.app.widgets.key_bar import KeyBar
from game.app.widgets.sheet import ValueSheet
from game.refusal import Refusal
from game.rules.levers import Value
from game.scenario.shelf import ShelfEntry, entries
from game.seating.asked import NewTable
from game.seating.bests import best_words, read_bests
from game.telling.settable import STRUCTURES, Settable

if TYPE_CHECKING:
    from game.rules.levers import Seat


class ScenariosScreen(HomePage):
    """The places on the shelf, and what the one at the cursor is about."""

    CSS_PATH = "../../styles/setup.tcss"
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
        bests, wrong = read_bests(self.game.home.bests_file)
        if wrong:
            self.notify(wrong, title="Your best seasons", severity="warning", timeout=12)
        places = self.query_one("#places", Listing)
        places.add_options(Option(_place(one, best_words(bests, slug)), id=slug) for slug, one in self._entries.items())
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
        self.game.go(SetupScreen(event.option_id or ""))


def _place(entry: ShelfEntry, best: str) -> Content:
    parts = [(entry.title, "bold"), (f"  {entry.place}\n", "dim"), (entry.teaches, "dim")]
    return Content.assemble(*parts, *([("\n" + best, "$success")] if best else []))


DEFAULT = "cold-brew"
SEEDS = 9999
"""Seeds that the page draws from: short enough to tell a colleague."""

SEATS = MappingProxyType(
    {
        "marketing": "You promise: prices, deals, advertising and the days customers are told.",
        "distribution": "You keep the promise: stock, crew, transport, packaging and carriers.",
        "both": "Two people at this screen, with a curtain between the seats.",
    }
)
SURVEY = (
    "Before, half-way and after, each of you ranks what matters to whom, unseen. Four minutes each time; afterwards it "
    "shows how well you knew each other."
)
_GUESTS = MappingProxyType({"marketing": "distribution", "distribution": "marketing"})


class SetupScreen(HomePage):
    """A few rows, each with what it means.

    Args:
        scenario: the place that is chosen already.
    """

    CSS_PATH = "../../styles/setup.tcss"
    HELP = """\
# A new table

**← →** change the row at the cursor, **Enter** sets the table, **Escape** goes back to the menu. The seed is
where chance begins: the same seed brings the same luck, so that two seasons can be compared.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "start", "Set the table", id="setup.start", tooltip="Begin the season"),
        Binding("escape", "menu", "Menu", id="setup.back", tooltip="Back to the menu"),
    ]

    def __init__(self, scenario: str = DEFAULT) -> None:
        super().__init__()
        self._scenario = scenario
        self._places: dict[str, ShelfEntry] = {}
        self._personas: dict[str, dict[str, str]] = {}

    def compose(self) -> ComposeResult:
        """The rows, what the row means, a button."""
        with Vertical(id="setup"):
            yield Static(Content.styled("A new table", "bold $primary"))
            yield ValueSheet(id="choices")
            yield Static(id="choice-about")
            yield Button("▶ Set the table", compact=True, action="screen.start")
        yield KeyBar()

    def on_mount(self) -> None:
        """Read the shelf and the personas off the loop."""
        self.read()

    @work(thread=True)
    def read(self) -> None:
        """Which places there are, and who can sit across."""
        from game.partners import personas

        places = {entry.slug: entry for entry in entries()}
        guests: dict[str, dict[str, str]] = {seat: personas(cast("Seat", seat)) for seat in _GUESTS}
        self.app.call_from_thread(self._fill, places, guests)

    def _fill(self, places: dict[str, ShelfEntry], guests: dict[str, dict[str, str]]) -> None:
        self._places, self._personas = places, guests
        sheet = self.query_one("#choices", ValueSheet)
        scenario = self._scenario if self._scenario in places else next(iter(places))
        sheet.show(self._rows("marketing"), {"scenario": scenario, "seed": float(1 + secrets.randbelow(SEEDS))})
        sheet.focus()
        self._about()

    def _rows(self, seat: str) -> list[Settable]:
        rows = [
            _choice("scenario", "Place", list(self._places), lambda slug: self._places[slug].title),
            _choice("seat", "Your seat", list(SEATS), lambda key: "both seats" if key == "both" else key),
        ]
        if seat in _GUESTS:
            guests = self._personas[_GUESTS[seat]]
            usual = "steady-hand" if seat == "marketing" else "brand-guardian"
            rows.append(_choice("persona", "Your partner", list(guests), _plain, usual))
        rows.append(_choice("structure", "Working together", list(STRUCTURES), _plain, "talk"))
        if seat not in _GUESTS:
            rows.append(
                Settable("survey", "Rankings", "switch", True, say=lambda of: "ask" if of else "no", quiet=True)
            )
        rows.append(
            Settable(
                "seed",
                "Seed",
                "number",
                1.0,
                0.0,
                10.0**9,
                1.0,
                say=lambda of: str(int(float(of))),
                grain=1.0,
                quiet=True,
            )
        )
        return rows

    @on(ValueSheet.Changed)
    def changed(self, event: ValueSheet.Changed) -> None:
        """Another seat has other partners."""
        event.stop()
        if event.key == "seat":
            values = event.sheet.values
            kept = {key: value for key, value in values.items() if key != "persona"}
            event.sheet.show(self._rows(str(values["seat"])), kept)
        self._about()

    @on(ValueSheet.Moved)
    def moved(self) -> None:
        """Say what the row means."""
        self._about()

    def _about(self) -> None:
        sheet = self.query_one("#choices", ValueSheet)
        row, values = sheet.row, sheet.values
        if row is None:
            return
        self.query_one("#choice-about", Static).update(sheet.beside(self._said(row.key, values)))

    def _said(self, key: str, values: dict[str, Value]) -> str:
        value = str(values[key])
        if key == "scenario":
            place = self._places[value]
            return f"{place.place}. {place.teaches}. {place.rounds} months, about {place.minutes} minutes."
        if key == "seat":
            return SEATS[value]
        if key == "persona":
            return self._personas[_GUESTS[str(values["seat"])]][value]
        if key == "structure":
            return STRUCTURES[value]
        if key == "survey":
            return SURVEY
        return (
            "Where chance begins: the same seed brings the same luck. Type a number, or leave the one that was drawn."
        )

    def action_start(self) -> None:
        """Set the table."""
        sheet = self.query_one("#choices", ValueSheet)
        values = sheet.values if sheet.settle() else {}
        if not values:
            return
        seat = str(values["seat"])
        persons: tuple[Seat, ...] = ("marketing", "distribution")
        if seat != "both":
            persons = (cast("Seat", seat),)
        self.game.open(
            NewTable(
                str(values["scenario"]), persons, str(values.get("persona", "")), str(values["structure"]),
                int(float(values["seed"])), survey=bool(values["survey"]) if "survey" in values else None,
            )
        )  # fmt: skip


def _plain(key: str) -> str:
    return key.replace("-", " ")


def _choice(key: str, name: str, choices: list[str], say: Callable[[str], str], usual: str = "") -> Settable:
    def said(of: Value) -> str:
        return say(str(of))

    return Settable(key, name, "choice", usual or choices[0], choices=tuple(choices), say=said, quiet=True)
