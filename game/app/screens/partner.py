"""The partner's dashboard and plan, where data is shared."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Static

from game.app.lines import partner_page
from game.app.screens.page import Overlay
from game.app.widgets.dashboard import Dashboard
from game.app.widgets.key_bar import KeyBar
from game.rules.levers import other
from game.seating.chair import Chair
from game.table.seen.observation import Observation
from game.telling.readouts import partners_readouts


class PartnerScreen(Overlay[None]):
    """The partner's figures on the left, its plan and what it knows on the right.

    Args:
        chair: the seat that looks.
        seen: what it sees; data is shared.
    """

    CSS_PATH = ["../styles/reading.tcss", "../styles/partner.tcss"]
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
        from game.app.screens.why import WhyScreen

        event.stop()
        if self._observed.months:
            self.app.push_screen(WhyScreen(self._chair, self._observed, event.readout.why))
