"""The plan: the levers as a sheet, the lever at the cursor, the planning panel, and the plan of the partner."""

from __future__ import annotations

from collections.abc import Mapping

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.style import Style
from textual.timer import Timer
from textual.widgets import Static

from game.app.widgets.chart import Chart
from game.app.widgets.reading_panes import Pane
from game.app.widgets.row import nearest
from game.app.widgets.sheet import ValueSheet
from game.doors.text import wrapped
from game.figures import money
from game.refusal import Refusal
from game.rules.levers import Value
from game.seating.chair import Chair
from game.seating.requests import Foresee
from game.table.seen.observation import Observation
from game.table.seen.outlook import BLIND, Outlook
from game.telling import plots
from game.telling.outlooks import Purse, lines_of, purse
from game.telling.settings import deals_ahead, partners_changes, rows_of, sayer

KEY = "f "
LINES = 2
MORE_LINES = 4  # where the terminal is high


class PartnerLine(Static):
    """What the partner changes this month; not there where data is not shared."""

    auto_links = False  # it has its own look

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._title, self._says = "", list[str]()

    def show(self, seen: Observation) -> None:
        """Show the partner's plan so far."""
        self._title, self._says = partners_changes(seen)
        self.display = bool(self._title)
        self._draw()

    def on_resize(self) -> None:
        """Fit the changes into another width."""
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        most = MORE_LINES if self.screen.has_class("-high") else LINES
        texts = (self._text(count) for count in range(len(self._says), -1, -1))
        fitting = (
            text for text in texts if len(wrapped(f"{KEY}{self._title}{text}", max(20, self.size.width))) <= most
        )
        press = Style.from_meta({"@click": "screen.partner"})
        key = (KEY, "bold $footer-key-foreground")
        line = Content.assemble(key, (self._title, "bold"), (next(fitting, self._text(0)), "$quiet"))
        self.update(line.stylize(press))

    def _text(self, count: int) -> str:
        """So many of the changes, and how many there are besides."""
        left = len(self._says) - count
        return f": {'; '.join([*self._says[:count], *([f'{left} more'] if left else [])])}."


BAR = 12
BESIDE = 40  # cells of the budget's line beside its bar


class PlanningPanel(Static):
    """Lines of figures with their change, and the budget as a bar."""

    _shown: tuple[Observation, Outlook, Outlook] | None = None

    def show(self, seen: Observation, found: Outlook, usual: Outlook) -> None:
        """Show an outlook beside the one on an unchanged month."""
        self._shown = (seen, found, usual)
        self._draw()

    def on_resize(self) -> None:
        """Fit the bar into another width: of what is shown by then, which may have come in the meantime."""
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        if self._shown is None:
            return
        seen, found, usual = self._shown
        rows = [Content.styled("What my data says will happen", "bold underline")]
        for line in lines_of(seen, found, usual):
            warning = Content.styled(f"  ! {line.warns}", "bold $warning") if line.warns else Content("")
            label = f"{line.label:<16}" if line.label else "  "
            rows.append(
                Content.assemble((label, "$quiet"), (line.value, "bold" if line.label else "$quiet"),
                                 (f"  {line.change}" if line.change else "", "$accent"), warning)
            )  # fmt: skip
        rows.append(_budget(purse(found), seen.scenario.currency, min(BAR, max(4, self.size.width - BESIDE))))
        if seen.partner is None and self.screen.has_class("-high"):
            rows.append(Content.styled(BLIND[seen.seat], "$quiet italic"))
        self.update(Content("\n").join(rows))


def _budget(of: Purse, currency: str, width: int) -> Content:
    full = min(width, round(width * of.spend / of.budget)) if of.budget > 0 else width
    return Content.assemble(
        (f"{'Budget':<16}", "$quiet"), (f"{money(of.budget, currency)}  ", "bold"),
        ("█" * full + "░" * (width - full), "$error" if of.over else "$primary"), "  ",
        (f"{'! ' if of.over else ''}{of.rest(currency)}", "bold $error" if of.over else "bold"),
    )  # fmt: skip


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
        yield ValueSheet(id="levers")
        yield Static(id="lever-about")
        yield PlanningPanel(id="outlook")
        yield PartnerLine(id="partner-line")
        yield Chart(id="plan-chart")

    @property
    def draft(self) -> dict[str, Value]:
        """What is set on the sheet and is not as last month."""
        return self.query_one("#levers", ValueSheet).changed

    def drafted_for(self, seen: Observation) -> bool:
        """Is what is on the sheet meant for this month?"""
        return self._round == seen.round

    def show(self, seen: Observation, chair: Chair) -> None:
        """Show the seat's sheet; a draft of this month stays, and so does one that a bookmark kept."""
        self._seen, self._chair = seen, chair
        sheet = self.query_one("#levers", ValueSheet)
        values: Mapping[str, Value] = {}
        if self._round == seen.round:
            values = sheet.values
        elif chair.kept.round == seen.round:
            values = fitting(seen, chair.kept.draft)
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

    @on(ValueSheet.Changed)
    def changed(self, event: ValueSheet.Changed) -> None:
        """Work the panel out again, once the keys are quiet."""
        event.stop()
        self.post_message(self.Drafted(self.draft))
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(PAUSE, self._work_out)

    @on(ValueSheet.Moved)
    def moved(self, event: ValueSheet.Moved) -> None:
        """Say what the lever at the cursor is."""
        event.stop()
        self._about()

    def on_resize(self) -> None:
        """Fit the line on the lever into another width."""
        self.call_after_refresh(self._about)

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
        sheet = self.query_one("#levers", ValueSheet)
        row = sheet.row if self._round else None  # nothing has been shown before the first month
        setting = next((one for one in self._seen.sheet if one.key == row.key), None) if row is not None else None
        about = self.query_one("#lever-about", Static)
        if row is None or setting is None:
            about.update("")
            return
        say = sayer(self._seen, setting.lever, setting.unit)
        bounds = f"{say(setting.low)} to {say(setting.high)}" if setting.kind == "number" else ""
        if setting.kind == "choice":
            bounds = ", ".join(map(say, setting.choices))
        ways = [Content.styled(f"{row.name}. ", "bold"), Content("")]
        if bounds:
            ways.insert(0, Content.assemble((f"{row.name}: ", "bold"), f"{bounds}. "))
        # What it is must be there whole: what the row says already gives way to it.
        texts = [way + Content.styled(setting.about, "$quiet") for way in ways]
        width = max(20, about.size.width)
        fits = (text for text in texts if len(wrapped(text.plain, width)) <= LINES)
        about.update(sheet.beside(next(fits, texts[-1])), layout=False)  # it has two lines, whatever it says


def _head(seen: Observation) -> Content:
    if seen.handed_back:
        return Content.styled(f"! {seen.handed_back}", "bold $warning")
    if seen.committed is not None:
        return Content.styled("Your plan is committed. Press u to take it back while your partner plans.", "bold")
    deals = deals_ahead(seen)
    if deals is not None and any(one.lever == "promotion" for one in seen.sheet):
        return Content.styled(f"As last month. Promotion fixed for {deals.month}: {deals.fixed}.", "$quiet")
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
