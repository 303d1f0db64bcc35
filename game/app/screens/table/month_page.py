"""A seat's page on which months follow each other: reveals, what is asked in between, the end, and hints of a guide."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType
from typing import ClassVar, Final

from textual import work
from textual.binding import Binding, BindingType
from textual.widget import Widget

from game.app.screens.table.seat_page import SeatPage
from game.app.widgets.callout import Callout
from game.refusal import Refusal
from game.rules.levers import Seat, other
from game.seating.chair import Chair
from game.seating.guide import Hint, next_hint
from game.seating.requests import Play, SeeInFull, ViewSurvey
from game.table.moves import KeepLine
from game.table.seen.in_full import MonthInFull
from game.table.seen.observation import Observation
from game.table.structure import Phase
from game.telling.phasing import Step

SELECTORS: Final = MappingProxyType(
    {
        "masthead": "Masthead",
        "steps": "PhaseBar",
        "figures": "#own",
        "page": "#side Pane",
        "levers": "#levers",
        "panel": "#outlook",
        "board": "#board",
        "button": "#forward",
        "keys": "KeyBar",
    }
)
"""Where on the table's screen each place of a hint is."""


class MonthPage(SeatPage):
    """Goes from month to month, as the table and whoever else looks at this screen allow.

    Args:
        chair: the seat.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("x", "hint_seen", "Next hint", id="guide.next", tooltip="On to the next hint of the guide"),
        Binding("z", "hints_off", "No more hints", id="guide.off", tooltip="Play on without the guide"),
    ]

    def __init__(self, chair: Chair) -> None:
        super().__init__(chair)
        self._revealed: int | None = None  # months whose reveal has been shown; None before the first look
        self._revealing = False  # is a reveal being read, or what was written on it being kept?
        self._at: Phase | None = None  # where the seat was when it was looked at last
        self._covered = False  # has something come while another page lay on this one?

    def show_month(self, seen: Observation) -> None:
        """Draw where the month is."""
        raise NotImplementedError

    # --- from month to month ---

    def revealed(self, seen: Observation) -> int:
        """Months whose reveal has been shown, on this page or as the bookmark has it."""
        return super().revealed(seen) if self._revealed is None else self._revealed

    async def on_screen_resume(self) -> None:
        """What lay on the page is put away: see to what came in the meantime."""
        if self._covered and self._seen is not None and not self._revealing:
            self._covered = False
            await self.see(self._seen)

    async def see(self, seen: Observation) -> None:
        """Show another observation, the reveal where a month has ended, and what the person is to be asked."""
        if self._revealed is None:
            self._revealed = self.revealed(seen)
            self.mark(revealed=self._revealed)
        if self.app.screen is not self or self._revealing:
            self._covered = True
            return
        if (len(seen.shared) <= self._revealed and await self._asked()) or not self.stands:
            return
        if len(seen.shared) > self._revealed:
            self._revealed, self._revealing = len(seen.shared), True
            self.tell_waiting()
            whole = [await self._chair.ask(SeeInFull(at)) for at in range(len(seen.shared), 0, -1)[:2]]
            self._reveal(seen, whole)
            self.app.screen.call_after_refresh(self._draw_below)
        elif seen.at == "over":
            self._close(seen)
            return
        before, self._at = self._at, seen.at
        if self._chair.company.across == "here" and _gives_way(before, seen):
            self.game.hand_over()
        elif not self._revealing:
            self.show_month(seen)

    def _draw_below(self) -> None:
        """Draw the month under its reveal, once that is there: it is looked at only when that is put away."""
        if self.stands and self._seen is not None:
            self.show_month(self._seen)

    def see_to(self, step: Step) -> None:
        """Go to where something is seen to: a reveal comes as soon as nothing lies on the page."""
        if self._seen is not None and step == "reveal":
            self._covered = True
            self.call_after_refresh(self.on_screen_resume)

    def _reveal(self, seen: Observation, whole: Sequence[MonthInFull]) -> None:
        from game.app.screens.table.reveal import RevealScreen

        self.app.push_screen(RevealScreen(seen, self._chair, whole, self._chairs()[1:]), self._read)

    def _read(self, lines: dict[Seat, str] | None) -> None:
        self._go_on(lines or {})

    def _chairs(self) -> list[Chair]:
        """The chairs of all who look at this screen."""
        return [self._chair, *self.game.others_here(self._chair.seat)]

    @work(group="moves")
    async def _go_on(self, lines: dict[Seat, str]) -> None:
        """The reveal has been read; go on with the next month, or to the end of the season."""
        seen = self._seen
        if seen is None:
            return
        try:
            for chair in self._chairs():
                await chair.mark(revealed=len(seen.shared))
                if chair.seat in lines:
                    await chair.ask(Play(KeepLine(chair.seat, lines[chair.seat])))
                await chair.mark(line="")
        except Refusal as refusal:
            self.notify(refusal.message, title="The line could not be kept", severity="error", timeout=10)
        self._revealing = False
        if not self.stands:
            return
        if seen.at != "over" and self.game.passes_on(self._chair.seat):
            self.game.hand_over()
        elif self._seen is not None:
            await self.see(self._seen)

    async def _asked(self) -> bool:
        """Is there anything to be asked about what matters to whom? Then that is asked."""
        if not self._chair.surveyed:
            return False
        asked = await self._chair.ask(ViewSurvey())
        if asked.due:
            from game.app.screens.table.survey import SurveyScreen

            self.game.go(SurveyScreen(self._chair, asked))
        return bool(asked.due)

    @work(group="moves")
    async def _close(self, seen: Observation) -> None:
        """To the end of the season, once all who sit here were asked what they are to be asked."""
        from game.app.screens.table.closing import ClosingScreen

        for chair in self._chairs()[1:]:
            if chair.surveyed and (await chair.ask(ViewSurvey())).due:
                self.game.hand_over(chair.seat)
                return
        self.game.go(ClosingScreen(seen, self._chair))

    async def action_hand_over(self) -> None:
        """Let the other seat have the screen."""
        if await self.part():
            self.game.hand_over(other(self._chair.seat))

    # --- hints ---

    def show_hint(self, step: str) -> None:
        """Show the next hint of a step of the month, or none."""
        callouts = self.query(Callout)
        if not callouts or self._seen is None:
            return
        found = next_hint(self._chair.hints, self._chair.kept.hint, self._seen.round, step)
        target = self._target(found[1]) if found is not None else None
        if found is None or target is None:
            callouts.first().hide()
            return
        number, hint = found
        callouts.first().point(target, hint.says, f"{number + 1} of {len(self._chair.hints)}")

    @property
    def hinted(self) -> bool:
        """Is a hint shown?"""
        return bool(self._chair.hints) and any(callout.display for callout in self.query(Callout))

    def step_shown(self) -> str:
        """The step of the month whose page is shown."""
        raise NotImplementedError

    def action_hint_seen(self) -> None:
        """On to the next hint."""
        if self._seen is None:
            return
        found = next_hint(self._chair.hints, self._chair.kept.hint, self._seen.round, self.step_shown())
        if found is not None:
            self._keep_hint(found[0] + 1)

    def action_hints_off(self) -> None:
        """No more hints at this table; the last one stays out of sight too."""
        self._keep_hint(len(self._chair.hints))

    def _keep_hint(self, seen: int) -> None:
        self._chair.keep(hint=seen)
        self.write_mark()
        self.show_hint(self.step_shown())
        self.refresh_bindings()

    def _target(self, hint: Hint) -> Widget | None:
        there = (widget for widget in self.query(SELECTORS[hint.at]) if widget.display and widget.region.area)
        return next(there, None)


def _gives_way(before: Phase | None, seen: Observation) -> bool:
    """Is it the turn of who shares the screen? Each reads and plans alone; the talk, side by side, begins for both."""
    if seen.at == "committed":
        return seen.partner_at != "committed"
    if seen.at == "talk":
        return seen.partner_at == "read" and before in ("read", None)
    return seen.at == "plan" and before == "talk" and seen.structure.talk != "none"
