"""The plan: the board above, the levers and the one at the cursor below it, and beside them what the data says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Static

from game.app.widgets.company_board import CompanyBoard
from game.app.widgets.planning_panel import PartnerLine, PlanningPanel
from game.app.widgets.reading_panes import Pane
from game.app.widgets.sheet import ValueSheet
from game.doors.text import cells, to_left, to_right, wrapped
from game.refusal import Refusal
from game.rules.levers import Value
from game.seating.chair import Chair
from game.seating.requests import Foresee
from game.table.seen.observation import Observation
from game.table.seen.outlook import Outlook
from game.telling.board.making import board_of
from game.telling.phasing import NO_TALK
from game.telling.settable import nearest
from game.telling.settings import deals_ahead, rows_of, sayer
from game.telling.trying import TriedRow, short, tried, values_to_try

LINES = 2
PAUSE = 0.08
"""Seconds of quiet after a change before the panel is worked out again."""
TRY = 0.25
"""Seconds of quiet after which the lever at the cursor is tried at each of its settings."""


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
        self._trying: Timer | None = None
        self._found: Outlook | None = None  # what the data says of the draft, as far as it has been asked
        self._round = 0

    def compose(self) -> ComposeResult:
        """The board, the levers with a word on the one at the cursor, the panel beside them."""
        yield Static(id="plan-head")
        yield CompanyBoard(id="board")
        with Horizontal(id="plan-body"):
            with Vertical(id="levers-box"):
                yield ValueSheet(id="levers")
                yield Static(id="lever-tried")
            with VerticalScroll(id="panel-box"):
                yield PartnerLine(id="partner-line")
                yield PlanningPanel(id="outlook")
        yield Static(id="lever-about")

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
        self._usual = self._found = None
        head = self.query_one("#plan-head", Static)
        head.update(_head(seen))
        head.set_class(seen.committed is None and not seen.handed_back and not _opening(seen), "-plain")
        self.query_one("#partner-line", PartnerLine).show(seen)
        self._entitle()
        self._draw_board()
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
        self.call_after_refresh(self._follow_draft)  # the key's own line is out first
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(PAUSE, self._work_out)

    @on(ValueSheet.Moved)
    def moved(self, event: ValueSheet.Moved) -> None:
        """Say what the lever at the cursor is."""
        event.stop()
        self._about()
        self._try_soon()

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
            draft = self._seen.committed or self.draft
            found = await self._chair.ask(Foresee(draft))
        except Refusal as refusal:
            panel.update(Content(refusal.message))
            return
        self._found = found
        panel.show(self._seen, draft, found, self._usual)
        self._draw_board()
        self._try_soon()

    def _entitle(self) -> None:
        """The titles of the two panes: whose levers, how many are moved, and whose data speaks."""
        seen, moved = self._seen, len(self.draft)
        box, panel = self.query_one("#levers-box"), self.query_one("#panel-box")
        title = f"Levers · {seen.seat} sets these"
        if box.border_title != title:
            box.border_title = title
        says = f"{moved} of {len(seen.sheet)} moved" if seen.committed is None else "committed"
        if box.border_subtitle != says:
            box.border_subtitle = says
        panel.border_title = f"As far as {seen.seat} can see" if seen.partner is None else "What both can see"

    def _follow_draft(self) -> None:
        if self.is_attached and self._round:
            self._entitle()
            self._draw_board()

    def _draw_board(self) -> None:
        """The draft moves the board: at once what it sets, and what comes of it as soon as the data has been asked."""
        seen = self._seen
        self.query_one("#board", CompanyBoard).show(board_of(seen, seen.committed or self.draft, self._found))

    def _try_soon(self) -> None:
        if self._trying is not None:
            self._trying.stop()
        box = self.query_one("#lever-tried", Static)
        if box.display and self._seen.at != "over":
            self._trying = self.set_timer(TRY, self._try)

    def _try(self) -> None:
        if self.is_attached and self._round:
            self.run_worker(self._tried(), exclusive=True, group="trying")

    async def _tried(self) -> None:
        """Ask the chair what each setting of the lever at the cursor would bring, and lay it out under the lever."""
        sheet, told = self.query_one("#levers", ValueSheet), self.query_one("#lever-tried", Static)
        row = sheet.row
        setting = next((one for one in self._seen.sheet if row is not None and one.key == row.key), None)
        if setting is None:
            return
        draft, at = dict(self._seen.committed or self.draft), sheet.values[setting.key]
        values = values_to_try(setting, at)
        if len(values) < 2 or at not in values:
            told.update("", layout=False)
            return
        try:
            found = [await self._chair.ask(Foresee({**draft, setting.key: value})) for value in values]
        except Refusal:
            told.update("", layout=False)
            return
        if sheet.row is row and sheet.values[setting.key] == at:
            say = sayer(self._seen, setting.lever, setting.unit)
            names = [short(value, say(value)) for value in values]
            here = values.index(at)
            told.update(
                tried_lines(setting.unit, names, tried(found, here), here, told.size.width, f"${self._seen.seat}"),
                layout=False,
            )

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


def tried_lines(
    unit: str, names: Sequence[str], rows: Sequence[TriedRow], here: int, width: int, colour: str
) -> Content:
    """Settings beside each other, and under each what it brings; as many as there is room for, the draft's among them.

    Args:
        unit: of the settings.
        names: of the settings.
        rows: what they bring.
        here: which of them is the draft's.
        width: cells of a line.
        colour: of what the draft's brings.
    """
    head = max(map(cells, [unit, *(row.name for row in rows)]))
    columns = [max(map(cells, [name, *(row.figures[at] for row in rows)])) + 2 for at, name in enumerate(names)]
    first, last = here, here + 1
    while (first > 0 or last < len(names)) and head + sum(columns[first:last]) <= width:
        fits = [at for at in (first - 1, last) if 0 <= at < len(names)
                and head + sum(columns[first:last]) + columns[at] <= width]  # fmt: skip
        if not fits:
            break
        nearest = min(fits, key=lambda at: abs(at - here))
        first, last = min(first, nearest), max(last, nearest + 1)

    def line(title: str, cells_: Sequence[str], style: str) -> Content:
        parts: list[tuple[str, str]] = [(to_left(title, head), "$quiet")]
        for at in range(first, last):
            parts.append((to_right(cells_[at], columns[at]), f"bold {colour}" if at == here else style))
        return Content.assemble(*parts)

    return Content("\n").join([line(unit, names, ""), *(line(row.name, row.figures, "$quiet") for row in rows)])


def _opening(seen: Observation) -> bool:
    """Is it the first month of a table at which nobody talks?"""
    return seen.structure.talk == "none" and seen.round == 1


def _head(seen: Observation) -> Content:
    if seen.handed_back:
        return Content.styled(f"! {seen.handed_back}", "bold $warning")
    if seen.committed is not None:
        return Content.styled("Your plan is committed. Press u to take it back while your partner plans.", "bold")
    if _opening(seen):
        return Content.styled(NO_TALK, "$quiet")
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
