"""The plan: the levers as a sheet, the planning panel below it, and what the lever at the cursor is."""

from __future__ import annotations

from collections.abc import Mapping

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Static

from game.app.widgets.chart import Chart
from game.app.widgets.pane import Pane
from game.app.widgets.partner_line import PartnerLine
from game.app.widgets.planning_panel import PlanningPanel
from game.app.widgets.sheet import Sheet
from game.app.widgets.stepping import nearest
from game.refusal import Refusal
from game.rules.levers import Value
from game.seating.chair import Chair
from game.seating.requests import Foresee
from game.table.seen.observation import Observation
from game.table.seen.outlook import Outlook
from game.telling import plots
from game.telling.settings import rows_of, sayer

PAUSE = 0.08
"""Seconds of quiet after a change before the panel is worked out again."""


class PlanPane(Pane):
    """A seat's own levers for the month."""

    class Drafted(Message):
        """The draft on the sheet has changed."""

        def __init__(self, draft: Mapping[str, Value]) -> None:
            super().__init__()
            self.draft = dict(draft)

    def __init__(self) -> None:
        super().__init__()
        self._usual: Outlook | None = None
        self._timer: Timer | None = None
        self._round = 0

    def compose(self) -> ComposeResult:
        """The sheet, a line on the lever, the panel, the partner's plan."""
        yield Static(id="plan-head")
        yield Sheet(id="levers")
        yield Static(id="lever-about")
        yield PlanningPanel(id="outlook")
        yield PartnerLine(id="partner-line")
        yield Chart(id="plan-chart")

    @property
    def draft(self) -> dict[str, Value]:
        """What is set on the sheet and is not as last month."""
        return self.query_one("#levers", Sheet).changed

    def drafted_for(self, seen: Observation) -> bool:
        """Is what is on the sheet meant for this month?"""
        return self._round == seen.round

    def show(self, seen: Observation, chair: Chair) -> None:
        """Show the seat's sheet; a draft of this month stays, and so does one that a bookmark kept."""
        self._seen, self._chair = seen, chair
        sheet = self.query_one("#levers", Sheet)
        values: Mapping[str, Value] = {}
        if self._round == seen.round:
            values = sheet.values
        elif chair.bookmark is not None and chair.bookmark.mark.round == seen.round:
            values = fitting(seen, chair.bookmark.mark.draft)
        if seen.committed is not None:
            values = seen.committed
        self._round = seen.round
        sheet.show(rows_of(seen, seen.sheet), {key: value for key, value in values.items() if key in seen.current})
        sheet.disabled = seen.committed is not None
        self._usual = None
        head = self.query_one("#plan-head", Static)
        head.update(_head(seen))
        head.set_class(seen.committed is None and not seen.handed_back, "-plain")
        self.query_one("#partner-line", PartnerLine).show(seen)
        chart = self.query_one("#plan-chart", Chart)
        chart.set_class(len(seen.shared) < 2, "-empty")
        if len(seen.shared) > 1:
            chart.show(plots.orders(seen))
        self._about()
        self._work_out()

    def forward(self, seen: Observation) -> str:
        """Going on commits."""
        return "Commit the plan" if seen.committed is None else ""

    @on(Sheet.Changed)
    def changed(self, event: Sheet.Changed) -> None:
        """Work the panel out again, once the keys are quiet."""
        event.stop()
        self.post_message(self.Drafted(self.draft))
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(PAUSE, self._work_out)

    @on(Sheet.Moved)
    def moved(self, event: Sheet.Moved) -> None:
        """Say what the lever at the cursor is."""
        event.stop()
        self._about()

    def _work_out(self) -> None:
        self.run_worker(self._outlook(), exclusive=True, group="outlook")

    async def _outlook(self) -> None:
        """Ask the chair what the plan will bring, off the loop, and show it."""
        panel = self.query_one("#outlook", PlanningPanel)
        panel.display = self._seen.at != "over"
        try:
            if self._usual is None:
                self._usual = await self._chair.ask(Foresee())
            found = await self._chair.ask(Foresee(self._seen.committed or self.draft))
        except Refusal as refusal:
            panel.update(Content(refusal.message))
            return
        panel.show(self._seen, found, self._usual)

    def _about(self) -> None:
        row = self.query_one("#levers", Sheet).row
        setting = next((one for one in self._seen.sheet if row is not None and one.key == row.key), None)
        about = self.query_one("#lever-about", Static)
        if setting is None:
            about.update("")
            return
        say = sayer(self._seen, setting.lever, setting.unit)
        bounds = f"{say(setting.low)} to {say(setting.high)}" if setting.kind == "number" else ""
        if setting.kind == "choice":
            bounds = ", ".join(map(say, setting.choices))
        head = f"{setting.name}{': ' if bounds else '.'}"
        about.update(Content.assemble((head, "bold"), f"{bounds}{'.' if bounds else ''} ", (setting.about, "$quiet")))


def _head(seen: Observation) -> Content:
    if seen.handed_back:
        return Content.styled(f"! {seen.handed_back}", "bold $warning")
    if seen.committed is not None:
        return Content.styled("Your plan is committed. Press u to take it back while your partner plans.", "bold")
    last = (
        "The first plan: all levers stand at their usual setting." if seen.round == 1 else "As last month; deals end."
    )
    return Content.styled(last, "$quiet")


def fitting(seen: Observation, draft: Mapping[str, Value]) -> dict[str, Value]:
    """What of a kept draft can still be set: who leads what may have changed, and a file may hold anything."""
    kinds: dict[str, type | tuple[type, ...]] = {"number": (float, int), "choice": str, "switch": bool}
    found: dict[str, Value] = {}
    for setting in seen.sheet:
        value = draft.get(setting.key)
        if value is None or not isinstance(value, kinds[setting.kind]):
            continue
        if setting.kind == "choice" and value not in setting.choices:
            continue
        if setting.kind == "number":
            if isinstance(value, bool):
                continue
            value = nearest(float(value), setting.low, setting.high)
        found[setting.key] = value
    return found
