"""The debrief of one table: prompts one after the other with their evidence, a clock, answers, and a promise each."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from game.app import debrief_lines
from game.app.screens.page import HomePage
from game.app.widgets.key_bar import KeyBar
from game.app.widgets.lines import PROMISE, AnswerLine, LineInput
from game.refusal import Refusal

if TYPE_CHECKING:
    from game.app.debriefing import Debriefing
    from game.debrief.prompts.choosing import Picked
    from game.rules.levers import Seat

USUAL = 20  # minutes of a table on its own
ANSWER = ("Your answer", "In a sentence, if you like")


class DebriefScreen(HomePage):
    """Looks back on one table.

    Args:
        path: of its record.
    """

    CSS_PATH = "../../styles/debrief.tcss"
    SCROLLS = ("#debrief-page", 8)
    HELP = """\
# The debrief

Six steps: how you feel, what happened, what you learned, how it relates to work, what if, what next. Each question has
evidence from your own table beside it. Talk first; what you write joins the record, and nobody but your own seat reads
it unless you say that it may be quoted.

**Enter** keeps what is written and goes on, **F2** goes back, **F3** says why this is asked and what to ask next,
**F4** lets what you write be quoted or not, **Page up** and **Page down** scroll, **Escape** leaves: all is kept.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "forward", "Go on", id="debrief.forward", tooltip="Keep what is written, and go on",
                priority=True),
        Binding("f2", "back", "Back", id="debrief.back", tooltip="The question before"),
        Binding("f3", "why", "Why ask?", id="debrief.why", tooltip="Why this is asked, and what to ask next"),
        Binding("f4", "quote", "May be quoted", id="debrief.quote", tooltip="Let this be quoted, or not"),
        Binding("left", "minutes(-1)", "Shorter", id="debrief.shorter", tooltip="Five minutes less"),
        Binding("right", "minutes(1)", "Longer", id="debrief.longer", tooltip="Five minutes more"),
        Binding("pageup", "scroll(-1)", "Up", show=False, id="debrief.up", tooltip="Scroll up"),
        Binding("pagedown", "scroll(1)", "Down", show=False, id="debrief.down", tooltip="Scroll down"),
        Binding("escape", "leave", "Menu", id="debrief.menu", tooltip="To the menu; everything written is kept"),
    ]  # fmt: skip

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._of: Debriefing | None = None
        self._pages: tuple[Picked, ...] = ()
        self._minutes, self._at = USUAL, -1  # -1 = the cover, one past the last page = the promise, then the end
        self._begun, self._turned, self._why, self._left = 0.0, 0.0, False, False

    def compose(self) -> ComposeResult:
        """The clock, the page, a line or two for each person."""
        yield Static(id="debrief-head")
        with VerticalScroll(id="debrief-page", can_focus=False):
            yield Static("Looking back: the season is replayed, and questions are chosen …", id="debrief-told")
        with Vertical(id="debrief-lines"):
            yield AnswerLine(0)
            yield AnswerLine(1)
        yield KeyBar()

    def on_mount(self) -> None:
        """Open the record once the page is drawn."""
        self.query_one("#debrief-lines").display = False
        self.call_after_refresh(self.prepare)
        self.set_interval(1.0, self._tick)

    def on_resize(self) -> None:
        """Fit the head into another width."""
        self.call_after_refresh(self._tick)

    def on_unmount(self) -> None:
        """Let go of the record; what is still taken apart lets go of it itself."""
        self._left = True
        if self._of is not None:
            self.game.let_go(self._of.close)

    @work(exclusive=True, group="looking")
    async def prepare(self) -> None:
        """Take the table apart, off the loop."""
        try:
            await asyncio.to_thread(self._take_apart)
        except Refusal as refusal:
            if not self._left:
                self.game.leave(refusal.message)
        else:
            self._show()

    def _take_apart(self) -> None:
        from game.app.debriefing import Debriefing

        of = Debriefing(self._path)
        self._pages, self._of = of.pages(self._minutes), of
        if self._left:
            of.close()

    # --- where it is ---

    @property
    def _promising(self) -> bool:
        return self._at == len(self._pages)

    @property
    def _ended(self) -> bool:
        return self._at > len(self._pages)

    @property
    def _page(self) -> str:
        """What the lines of this page are kept by."""
        return PROMISE if self._promising else self._pages[self._at].prompt.key

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide the keys that do nothing now."""
        if self._of is None:
            return action == "leave"
        if action == "minutes":
            return self._at < 0
        if action == "why":
            return 0 <= self._at < len(self._pages)
        if action == "quote":
            return 0 <= self._at <= len(self._pages)
        return self._at >= 0 if action == "back" else True

    def _show(self) -> None:
        """Show the page, with what was written on it before."""
        of = self._of
        if of is None or self._left:
            return
        width = max(20, self.size.width - 6)
        if self._at < 0:
            told = debrief_lines.cover(of.title, self._pages, self._minutes, of.unfinished, of.case.notes)
        elif self._ended:
            told = debrief_lines.end(self._path, {seat: of.kept(seat) for seat in of.persons})
        elif self._promising:
            told = debrief_lines.promise()
        else:
            told = debrief_lines.page(self._pages[self._at], self._why, width)
        self.query_one("#debrief-told", Static).update(Content("\n").join(told))
        self.query_one("#debrief-page", VerticalScroll).scroll_home(animate=False)
        self._show_lines(of)
        self._tick()
        self.refresh_bindings()

    def _show_lines(self, of: Debriefing) -> None:
        asked = 0 <= self._at <= len(self._pages)
        self.query_one("#debrief-lines").display = asked
        lines = list(self.query(AnswerLine))
        for number, line in enumerate(lines):
            line.display = asked and number < len(of.persons)
            if line.display:
                self._ask(of, of.persons[number], line)
        if asked:
            lines[0].begin()
        else:
            self.set_focus(None)

    def _ask(self, of: Debriefing, seat: Seat, line: AnswerLine) -> None:
        """Ask one person, with what was written before."""
        was, alone = of.begun(seat, self._page), len(of.persons) == 1
        what, hint = ("Your promise", "What you will do, in a sentence") if self._promising else ANSWER
        to = was.to if self._promising else None
        line.ask(seat, what if alone else seat.capitalize(), hint, was.text, was.quote, to)

    def _tick(self) -> None:
        """Move the clock on."""
        if self._of is None or not self.is_attached:
            return
        step = self._pages[self._at].prompt.step if 0 <= self._at < len(self._pages) else "next"
        own = self._pages[self._at].minutes if 0 <= self._at < len(self._pages) else 0
        now = monotonic()
        spent, here = (now - self._begun, now - self._turned) if self._at >= 0 else (0.0, 0.0)
        head = debrief_lines.head(step if self._at >= 0 else "", spent, self._minutes, here, own, self.size.width)
        self.query_one("#debrief-head", Static).update(head)

    # --- going on ---

    @on(LineInput.Submitted)
    def submitted(self, event: LineInput.Submitted) -> None:
        """Enter in a line goes on."""
        event.stop()

    def action_forward(self) -> None:
        """Keep what is written, and go on."""
        self.once_typed(self._forward)

    @work(group="moves", exclusive=True)
    async def _forward(self) -> None:
        of = self._of
        if of is None:
            return
        lines = [one for one in self.query(LineInput) if one.region.area]
        at = lines.index(self.focused) if isinstance(self.focused, LineInput) and self.focused in lines else -1
        if 0 <= at < len(lines) - 1:
            lines[at + 1].focus()
            return
        if not await self._done(self._keep(of) if self._at >= 0 else asyncio.to_thread(of.open)):
            return
        if self._ended:
            self._leave()
            return
        self._turn(1)

    async def _done(self, doing: Coroutine[None, None, None]) -> bool:
        """Do something to the record: was it done? If it is refused, say why."""
        if not all(line.settle() for line in self.query(AnswerLine) if line.display):
            doing.close()
            return False
        try:
            await doing
        except Refusal as refusal:
            self.notify(refusal.message, title="That cannot be kept", severity="error", timeout=10)
            return False
        return True

    async def _keep(self, of: Debriefing) -> None:
        """Put what is written on disk."""
        if not self._ended:
            for line in (one for one in self.query(AnswerLine) if one.display):
                await asyncio.to_thread(of.keep, line.seat, self._page, line.written)

    @on(LineInput.Changed)
    def begun(self) -> None:
        """Keep what is being written: it is there again after a fall of the power."""
        if (of := self._of) is not None and 0 <= self._at <= len(self._pages):
            lines = {line.seat: line.written for line in self.query(AnswerLine) if line.display}
            if of.begin(self._page, lines):
                self.run_worker(asyncio.to_thread(of.write_marks), group="marks")

    def _turn(self, by: int) -> None:
        now = monotonic()
        self._begun = now if self._at < 0 else self._begun
        self._at, self._why, self._turned = self._at + by, False, now
        self._show()

    @work(group="moves", exclusive=True)
    async def action_back(self) -> None:
        """The question before; what is written here is kept."""
        if self._of is not None and self._at >= 0 and await self._done(self._keep(self._of)):
            self._turn(-1)

    def action_why(self) -> None:
        """Why this is asked, and what to ask next; or put it away."""
        self._why = not self._why
        told = debrief_lines.page(self._pages[self._at], self._why, max(20, self.size.width - 6))
        self.query_one("#debrief-told", Static).update(Content("\n").join(told))
        page = self.query_one("#debrief-page", VerticalScroll)
        # The answer stands below the evidence, where a small window does not reach.
        self.call_after_refresh(page.scroll_end if self._why else page.scroll_home, animate=False)

    def action_quote(self) -> None:
        """Let what is written here be quoted, or not: of the line that is being written."""
        lines = self.query(AnswerLine)
        next((line for line in lines if line.has_focus_within), lines.first()).turn_quote()
        self.begun()

    @work(group="looking", exclusive=True)
    async def action_minutes(self, by: int) -> None:
        """Plan more minutes, or fewer."""
        from game.app.debriefing import LONGEST, SHORTEST, STEP

        if self._of is not None:
            self._minutes = min(LONGEST, max(SHORTEST, self._minutes + STEP * by))
            self._pages = await asyncio.to_thread(self._of.pages, self._minutes)
            self._show()

    @work(group="moves", exclusive=True)
    async def action_leave(self) -> None:
        """To the menu; what is written is kept."""
        if await self.part():
            self._leave()

    async def part(self) -> bool:
        """Put on disk what is written."""
        return self._of is None or self._at < 0 or await self._done(self._keep(self._of))

    def _leave(self) -> None:
        self.on_unmount()
        self._of = None
        self.game.leave()
