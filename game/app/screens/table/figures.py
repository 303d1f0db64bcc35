"""What is behind the figures: why each is what it is, and those of the partner where data is shared."""

from __future__ import annotations

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from game.app.lines import explained, partner_page
from game.app.screens.page import Overlay
from game.app.widgets.choosing import Listing
from game.app.widgets.dashboard import Dashboard
from game.app.widgets.key_bar import KeyBar
from game.refusal import Refusal
from game.rules.levers import other
from game.seating.chair import Chair
from game.seating.requests import Explain, ListWhys
from game.table.seen.observation import Observation
from game.table.seen.whys import Why
from game.telling.readouts import partners_readouts


class WhyScreen(Overlay[None]):
    """The figures that the seat may ask about on the left, the answer on the right.

    Args:
        chair: the seat.
        seen: what it sees.
        key: the figure to open at, or the beginning of its key.
    """

    CSS_PATH = ["../../styles/reading.tcss", "../../styles/why.tcss"]
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


class PartnerScreen(Overlay[None]):
    """The partner's figures on the left, its plan and what it knows on the right.

    Args:
        chair: the seat that looks.
        seen: what it sees; data is shared.
    """

    CSS_PATH = ["../../styles/reading.tcss", "../../styles/partner.tcss"]
    HELP = """\
# Your partner's figures

Data is shared at this table: these are your partner's dashboard, its plan and what it knows before it plans, as its
own screen shows them. Your own figures stay on the table's page. The plan is last month's until your partner has
committed this month's, and until you have read your partner unaided.

**Arrows** go from figure to figure, **Enter** says why one is what it is, **Page down** scrolls, **Escape** goes back.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f", "dismiss", "Back", key_display="Esc", id="partner.back", tooltip="Back to the table"),
        Binding("pagedown,space", "scroll(1)", "More below", key_display="PgDn", id="partner.down",
                tooltip="Scroll the plan down"),
        Binding("pageup", "scroll(-1)", "Up", show=False, id="partner.up", tooltip="Scroll the plan up"),
    ]  # fmt: skip

    def __init__(self, chair: Chair, seen: Observation) -> None:
        super().__init__()
        self._chair, self._observed = chair, seen

    def compose(self) -> ComposeResult:
        """The dashboard and the words beside it."""
        with Horizontal(id="paper"):
            yield Dashboard(id="theirs")
            with VerticalScroll(id="told-side", can_focus=False):
                yield Static(id="told")
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the partner's figures."""
        whose = f"{other(self._observed.seat).capitalize()}'s figures"
        self.query_one("#paper").border_title = f"{whose}, shared with you"
        theirs = self.query_one("#theirs", Dashboard)
        theirs.show(whose, partners_readouts(self._observed))
        theirs.focus()
        self.call_after_refresh(self._tell)

    def on_resize(self) -> None:
        """Fit the words into another width."""
        self.call_after_refresh(self._tell)

    def _tell(self) -> None:
        if self.is_attached:
            side = self.query_one("#told-side", VerticalScroll)
            self.query_one("#told", Static).update(partner_page(self._observed, side.scrollable_content_region.width))

    def action_scroll(self, by: int) -> None:
        """Scroll what does not fit."""
        side = self.query_one("#told-side", VerticalScroll)
        side.scroll_relative(y=by * max(1, side.size.height - 2), animate=False)

    @on(Dashboard.Asked)
    def figure_asked(self, event: Dashboard.Asked) -> None:
        """Why is a figure of the partner what it is?"""
        event.stop()
        if self._observed.months:
            self.app.push_screen(WhyScreen(self._chair, self._observed, event.readout.why))
