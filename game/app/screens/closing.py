"""The end of the season: what it was worth, what each did to the other, and what to play next."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from game.app import plots
from game.app.chair import Chair
from game.app.screens.seat_page import SeatPage
from game.app.season import season_told
from game.app.widgets.chart import Chart
from game.app.widgets.key_bar import KeyBar
from game.table.observation import Observation


class ClosingScreen(SeatPage):
    """The season on a page.

    Args:
        seen: what the seat sees at the end.
        chair: the seat.
    """

    CSS_PATH = "../styles/closing.tcss"
    HELP = "# The end of the season\n\n**a** plays the same place again, **m** goes to the menu. The record is kept."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "again", "Play again", id="closing.again", tooltip="The same place and seats, with other luck"),
        Binding("s", "swap", "Swap seats", id="closing.swap", tooltip="The same season from the other chair"),
        Binding("w", "why", "Why?", id="closing.why", tooltip="What is behind a figure of any month"),
        Binding("g", "glossary", "Words", id="closing.words", tooltip="What a word means"),
        Binding("m", "menu", "Menu", id="closing.menu", tooltip="To the menu"),
    ]

    def __init__(self, seen: Observation, chair: Chair) -> None:
        super().__init__(chair)
        self._seen = seen

    def compose(self) -> ComposeResult:
        """The page and its charts."""
        with VerticalScroll(id="season"):
            yield Static(id="season-told")
            yield Chart(id="season-joint")
            yield Chart(id="season-orders")
            yield Chart(id="season-otif")
            yield Chart(id="season-felt")
        yield KeyBar()

    def on_mount(self) -> None:
        """Tell the season."""
        seen = self._seen
        if seen is None:
            return
        self.query_one("#season-told", Static).update(Content("\n").join(season_told(seen, self._chair.company.before)))
        charts = {"joint": plots.joint, "orders": plots.orders, "otif": plots.otif, "felt": plots.satisfaction}
        for name, maker in charts.items():
            self.query_one(f"#season-{name}", Chart).show(maker(seen))
        self.query_one("#season", VerticalScroll).focus()

    def see(self, seen: Observation) -> None:
        """Nothing moves any more but lines that are kept."""
        self._seen = seen

    def action_again(self) -> None:
        """The same place again."""
        self.game.play_again()

    def action_swap(self) -> None:
        """Choose the season to play from the other chair: this one is the newest."""
        self.game.close_table()
        self.game.show_page("swap")

    def action_menu(self) -> None:
        """To the menu."""
        self.game.to_menu()
