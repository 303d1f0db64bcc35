"""The question from which month a season is played on, laid over its closing page."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from game.app.screens.page import Overlay
from game.app.widgets.choosing import Listing
from game.app.widgets.key_bar import KeyBar
from game.figures import money
from game.table.clashes import CATALOGUE
from game.table.seen.observation import Observation
from game.telling.season import hardest

LUCK = "The months before it stay, with the same luck after it. It is another table; this season stays on record."


class PlayOnScreen(Overlay[str | None]):
    """Asks for a month; gives its number from 1, or None when it is left.

    Args:
        seen: what a seat sees at the end of the season.
    """

    CSS_PATH = "../../styles/asking.tcss"
    HELP = (
        "# Play on from a month\n\n**Up** and **Down** choose the month, **Enter** plays on from it, **Escape** leaves "
        "it. The months before it are as you played them, with the same luck, and the season that you played stays on "
        "record."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave it", id="play-on.leave", tooltip="Back to the end of the season"),
    ]

    def __init__(self, seen: Observation) -> None:
        super().__init__()
        self._seen = seen

    def compose(self) -> ComposeResult:
        """The question, and the months with what each came to."""
        months, sign = self._seen.shared, self._seen.scenario.currency
        with Vertical(id="box"):
            yield Static(Content.styled("From which month will you play on?", "bold"))
            yield Listing(*(Option(self._line(at, sign), id=str(at + 1)) for at in range(len(months))), id="months")
            yield Static(Content.styled(LUCK, "$quiet"), id="lines")
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin at the month that cost most."""
        months = self.query_one("#months", Listing)
        months.highlighted = hardest(self._seen.shared) - 1
        months.focus()

    def _line(self, at: int, sign: str) -> Content:
        month = self._seen.shared[at]
        clashes = ", ".join(CATALOGUE[clash.clash].name for clash in month.clashes)
        told = f"  {money(month.joint, sign)}{f'; {clashes}' if clashes else ''}"
        return Content.assemble((self._seen.scenario.months[at], "bold"), (told, "$quiet"))

    @on(Listing.OptionSelected, "#months")
    def chosen(self, event: Listing.OptionSelected) -> None:
        """A month was chosen."""
        self.dismiss(event.option_id)

    def action_leave(self) -> None:
        """Leave everything as it is."""
        self.dismiss(None)
