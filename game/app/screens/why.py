"""Why is a figure what it is? Its factors, that multiply out or add up to it, and who moved each."""

from __future__ import annotations

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from game.app.lines import explained
from game.app.screens.page import Overlay
from game.app.widgets.key_bar import KeyBar
from game.app.widgets.listing import Listing
from game.refusal import Refusal
from game.seating.chair import Chair
from game.seating.requests import Explain, ListWhys
from game.table.seen.observation import Observation
from game.table.seen.whys import Why


class WhyScreen(Overlay[None]):
    """The figures that the seat may ask about on the left, the answer on the right.

    Args:
        chair: the seat.
        seen: what it sees.
        key: the figure to open at, or the beginning of its key.
    """

    CSS_PATH = ["../styles/reading.tcss", "../styles/why.tcss"]
    HELP = """\
# Why?

Choose a figure of a month that has been played. Its factors multiply out or add up to it, each with who moved it.
**← →** go to another month, **Escape** goes back. What is on your partner's dashboard is here
where data is shared; else ask for it.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,w", "dismiss", "Back", key_display="Esc", id="why.back", tooltip="Back to the table"),
        Binding("left", "month(-1)", "Month before", id="why.before", tooltip="The same figure a month earlier"),
        Binding("right", "month(1)", "Month after", id="why.after", tooltip="The same figure a month later"),
    ]

    def __init__(self, chair: Chair, seen: Observation, key: str = "") -> None:
        super().__init__()
        self._chair, self._observed, self._key = chair, seen, key
        self._round = len(seen.shared)

    def compose(self) -> ComposeResult:
        """The figures and the answer."""
        with Horizontal(id="paper"):
            yield Listing(id="figures")
            with VerticalScroll(id="answer-side", can_focus=False):
                yield Static(id="answer")
        yield KeyBar()

    def on_mount(self) -> None:
        """List what may be asked."""
        self.query_one("#figures", Listing).focus()
        self.list_figures()

    @work(exclusive=True, group="figures")
    async def list_figures(self) -> None:
        """List what may be asked about the month."""
        try:
            whys = await self._chair.ask(ListWhys(self._round))
        except Refusal as refusal:
            self.query_one("#answer", Static).update(Content(refusal.message))
            return
        figures = self.query_one("#figures", Listing)
        figures.clear_options()
        figures.add_options(Option(one.title, id=one.key) for one in whys)
        found = _begins(whys, self._key)
        if found is not None:
            figures.highlighted = found
        elif self._key:
            self.answer(self._key)
        else:
            figures.highlighted = 0

    @on(Listing.OptionHighlighted, "#figures")
    def figure_chosen(self, event: Listing.OptionHighlighted) -> None:
        """Answer for the figure at the cursor."""
        self._key = event.option_id or ""
        self.answer(self._key)

    @work(exclusive=True, group="answer")
    async def answer(self, key: str) -> None:
        """Take the figure apart, off the loop."""
        shown = self.query_one("#answer", Static)
        try:
            explanation = await self._chair.ask(Explain(self._round, key))
        except Refusal as refusal:
            shown.update(Content(refusal.message))
            return
        scenario = self._observed.scenario
        month = Content.styled(f"{scenario.months[self._round - 1]}, month {self._round}\n", "$quiet")
        shown.update(month + explained(explanation, scenario.currency))

    def action_month(self, by: int) -> None:
        """The same figure in another month."""
        wanted = self._round + by
        if 1 <= wanted <= len(self._observed.shared):
            self._round = wanted
            self.list_figures()


def _begins(whys: tuple[Why, ...], key: str) -> int | None:
    """Where the figure of this key is, or the first that begins with it."""
    keys = [one.key for one in whys]
    if key in keys:
        return keys.index(key)
    return next((at for at, one in enumerate(keys) if key and one.startswith(f"{key}.")), None)
