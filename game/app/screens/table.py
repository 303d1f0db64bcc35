"""The table: the month's seven steps, the seat's dashboard beside them, and one pane for each step."""

from __future__ import annotations

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Button

from game.app.screens.guided_page import GuidedPage
from game.app.screens.panes import pane_for
from game.app.screens.table_keys import KEYS
from game.app.widgets.callout import Callout
from game.app.widgets.dashboard import Dashboard
from game.app.widgets.key_bar import KeyBar
from game.app.widgets.line_input import LineInput
from game.app.widgets.masthead import Masthead
from game.app.widgets.pane import Pane
from game.app.widgets.phase_bar import PhaseBar
from game.app.widgets.prediction_slip import PredictionSlip
from game.rules.levers import Seat, other
from game.seating.chair import Chair
from game.seating.requests import Play, ViewSurvey
from game.table.moves import KeepLine, Move, Ready
from game.table.seen.observation import Observation
from game.telling import phasing
from game.telling.phasing import Step
from game.telling.readouts import readouts
from game.telling.waiting import Waiting


class TableScreen(GuidedPage):
    """A month from one chair.

    Args:
        chair: the seat.
    """

    CSS_PATH = ["../styles/table.tcss", "../styles/panes.tcss"]
    HELP = """\
# The table

A month has seven steps, shown in the bar at the top: **news**, **read** your partner, **ask**, **agree**, **plan**,
**reveal**, and **a line** to keep. ✓ is behind you, ▶ is where you are.

- **n** goes on, **b** looks back. **c** commits the plan from anywhere: a month can be two keys long.
- **Tab** moves between the dashboard and the page. **Enter** on a figure says why it is what it is.
- On the plan, **← →** step a lever, digits type a number, **Backspace** sets it back as it was.
- **f** opens your partner's figures and plan where data is shared; else it says what would open them.
- **k** asks the coach what to look at. **g** explains a word. **m** goes to the menu: everything you have done is kept.
"""
    BINDINGS: ClassVar[list[BindingType]] = list(KEYS)

    def __init__(self, chair: Chair) -> None:
        super().__init__(chair)
        self._here: Step = "news"  # where the seat is
        self._page: Step = "news"  # what is looked at
        self._news_read = 0  # the round whose news has been read
        self._filled: Step | None = None  # the page whose pane was shown last
        self._revealed: int | None = None  # months whose reveal has been shown; None before the first look
        self._revealing = False  # is a reveal being read, or what was written on it being kept?
        self._covered = False  # has something come while another page lay on this one?

    def compose(self) -> ComposeResult:
        """The heads, the dashboard, the pane, the keys."""
        yield Masthead()
        yield PhaseBar()
        with Horizontal(id="body"):
            yield Dashboard(id="own")
            with Vertical(id="side"):
                yield Button("Go on", id="forward", compact=True)
        yield KeyBar(waits=False)  # the bar of steps tells it here, in place of whose turn it is
        if self._chair.hints:
            yield Callout()

    # --- what is shown ---

    def revealed(self, seen: Observation) -> int:
        """Months whose reveal has been shown, on this page or as the bookmark has it."""
        return super().revealed(seen) if self._revealed is None else self._revealed

    def waits(self) -> tuple[Waiting, ...]:
        """What waits, but for what stands on the step that is shown, or lies on the seat's way through the month."""
        return tuple(one for one in super().waits() if one.kind not in ("plan", "reading") and one.at != self._page)

    async def on_screen_resume(self) -> None:
        """What lay on the page is put away: see to what came in the meantime."""
        if self._covered and self._seen is not None and not self._revealing:
            self._covered = False
            await self.see(self._seen)

    async def see(self, seen: Observation) -> None:
        """Show another observation, the reveal where a month has ended, and what the person is to be asked."""
        if self._revealed is None:
            self._revealed = self.revealed(seen)
            self._news_read = self.kept.news
            self.mark(revealed=self._revealed)
        if self.app.screen is not self or self._revealing:
            self._covered = True
            return
        if len(seen.shared) <= self._revealed and await self._asked():
            return
        if len(seen.shared) > self._revealed:
            self._revealed, self._revealing = len(seen.shared), True
            self.tell_waiting()
            self._reveal(seen)
        elif seen.at == "over":
            self._close(seen)
            return
        if seen.at == "committed" and seen.partner_at != "committed" and self._chair.company.across == "here":
            self.game.hand_over()
            return
        before, self._here = self._here, phasing.step_at(seen, self._news_read >= seen.round)
        if before != self._here or self._page not in phasing.pages(seen):
            self._page = self._page_for(self._here)
        self._draw()

    @staticmethod
    def _page_for(step: Step) -> Step:
        return "plan" if step in ("reveal", "line") else step

    def _draw(self) -> None:
        seen = self._seen
        if seen is None:
            return
        left = seen.scenario.rounds - seen.round
        months = "the last month" if left == 0 else f"{left} {'month' if left == 1 else 'months'} after this one"
        self.query_one(Masthead).show(seen, self._chair.company)
        self.query_one(PhaseBar).show(
            phasing.marks(seen, self._here, self._page),
            phasing.whose_turn(seen, self._here),
            phasing.partners_turn(seen),
            f"({months})",
        )
        self.query_one("#own", Dashboard).show(f"{seen.seat.capitalize()}'s figures", readouts(seen))
        self._show_pane()
        self.refresh_bindings()

    @work(group="pane", exclusive=True)
    async def _show_pane(self) -> None:
        """Show the pane of the page, made the first time it is needed."""
        side = self.query_one("#side", Vertical)
        pane_id = f"pane-{self._page}"
        found = [pane for pane in side.query(Pane) if pane.id == pane_id]
        for pane in side.query(Pane):
            pane.display = pane.id == pane_id
        if not found:
            await side.mount(pane_for(self._page), before="#forward")
        self._fill(side.query_one(f"#{pane_id}", Pane), fresh=not found)

    def _fill(self, pane: Pane, fresh: bool) -> None:
        if self._seen is None:
            return
        pane.show(self._seen, self._chair)
        button = self.query_one("#forward", Button)
        ahead = pane.forward(self._seen) if self._page == self._page_for(self._here) else "Go on"
        button.label = f"▶ {ahead}"
        button.refresh(layout=True)
        button.display = bool(ahead)
        if fresh or self._filled != self._page or self.focused is None or not self.focused.display:
            self._focus_pane(pane)
        self._filled = self._page
        self.call_after_refresh(self.show_hint, self._page)

    def _focus_pane(self, pane: Pane) -> None:
        may = (one for one in pane.query("*") if one.focusable and one.display and not isinstance(one, LineInput))
        first = next(may, None)
        (first or self.query_one("#forward", Button)).focus(scroll_visible=False)

    # --- going on ---

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide the keys that do nothing now."""
        seen = self._seen
        if seen is None:
            return action == "brief" or (action in ("menu", "leave_table") and super().check_action(action, parameters))
        if action == "uncommit":
            return seen.at == "committed"
        if action in ("commit", "propose"):
            return seen.at not in ("committed", "over") and (action == "commit" or bool(seen.joint))
        if action == "answer":
            return any(line.display for line in self.query(LineInput)) and self._page == "ask"
        if action == "leave_line":
            return isinstance(self.focused, LineInput)
        if action == "back":
            return self._page != "news"
        if action in ("hint_seen", "hints_off"):
            return self.hinted
        if action == "hand_over":
            return self._chair.company.across == "here"
        if action == "coach":
            return seen.at not in ("over", "committed")
        if action == "why":
            return bool(seen.months)
        return super().check_action(action, parameters)

    def action_answer(self) -> None:
        """Write in the line."""
        for line in self.query(LineInput):
            line.focus()

    def action_leave_line(self) -> None:
        """Give the keys back their meaning."""
        for pane in self.query(Pane):
            if pane.display:
                self._focus_pane(pane)

    def action_look(self, step: str) -> None:
        """Look at the page of a step, by a click on the bar."""
        if self._seen is not None and step in phasing.pages(self._seen):
            there = phasing.pages(self._seen)
            wanted = next(one for one in there if one == step)
            if there.index(wanted) <= there.index(self._page_for(self._here)):
                self._look(wanted)

    def _look(self, step: Step) -> None:
        self._page = step
        self._draw()

    def action_back(self) -> None:
        """Look at the step before."""
        if self._seen is not None:
            there = phasing.pages(self._seen)
            self._look(there[max(0, there.index(self._page) - 1)])

    @on(Button.Pressed, "#forward")
    def forward_pressed(self) -> None:
        """The button below the pane."""
        self.action_forward()

    def action_forward(self) -> None:
        """Go on to the next step; a key that comes before the last one has done its work is left out."""
        seen = self._seen
        if seen is None or self.moving or self._filled != self._page:
            return
        there, here = phasing.pages(seen), self._page_for(self._here)
        if self._page != here:
            ahead = there.index(self._page) > there.index(here)  # something that waited there was seen to
            self._look(here if ahead else there[there.index(self._page) + 1])
        elif self._here == "news":
            self._news_read = seen.round
            self.mark(news=seen.round)
            self._here = phasing.step_at(seen, news_read=True)
            self._look(self._page_for(self._here))
        elif self._here == "plan":
            self.action_commit()
        elif self._here == "read":
            self.play(self._prediction(seen) or Ready(seen.seat))
        elif self._here in ("ask", "agree"):
            self.play(Ready(seen.seat))

    def _prediction(self, seen: Observation) -> Move | None:
        slips = self.query(PredictionSlip)
        return slips.first().move(seen) if slips else None

    # --- the end of a month ---

    def _reveal(self, seen: Observation) -> None:
        from game.app.screens.reveal import RevealScreen

        self.app.push_screen(RevealScreen(seen, self._chair), self._revealed_to)

    def _chairs(self) -> list[Chair]:
        """The chairs of all who look at this screen."""
        return [self._chair, *self.game.others_here(self._chair.seat)]

    def _revealed_to(self, lines: dict[Seat, str] | None) -> None:
        self._go_on(lines or {})

    @work(group="moves")
    async def _go_on(self, lines: dict[Seat, str]) -> None:
        """The reveal has been read; go on with the next month, or to the end of the season."""
        seen = self._seen
        if seen is None:
            return
        for chair in self._chairs():
            await chair.mark(revealed=len(seen.shared))
            if chair.seat in lines:
                await chair.ask(Play(KeepLine(chair.seat, lines[chair.seat])))
        self._revealing = False
        if seen.at != "over" and self.game.passes_on(self._chair.seat):
            self.game.hand_over()
        else:
            await self.see(seen)

    async def _asked(self) -> bool:
        """Is there anything to be asked about what matters to whom? Then that is asked."""
        if not self._chair.surveyed:
            return False
        asked = await self._chair.ask(ViewSurvey())
        if asked.due:
            from game.app.screens.survey import SurveyScreen

            self.game.go(SurveyScreen(self._chair, asked))
        return bool(asked.due)

    def see_to(self, step: Step) -> None:
        """Go to the step where something waits."""
        seen = self._seen
        if seen is not None and step == "reveal":
            self._covered = True
            self.call_after_refresh(self.on_screen_resume)
        elif seen is not None and step in phasing.pages(seen):
            self._look(step)

    @work(group="moves")
    async def _close(self, seen: Observation) -> None:
        """To the end of the season, once all who sit here were asked what they are to be asked."""
        from game.app.screens.closing import ClosingScreen

        for chair in self._chairs()[1:]:
            if chair.surveyed and (await chair.ask(ViewSurvey())).due:
                self.game.hand_over(chair.seat)
                return
        self.game.go(ClosingScreen(seen, self._chair))

    def action_hand_over(self) -> None:
        """Let the other seat have the screen."""
        self.game.hand_over(other(self._chair.seat))

    def step_shown(self) -> str:
        """The step of the month whose page is shown."""
        return self._page

    def term(self) -> str:
        """The word that the glossary opens at: what has the focus, or the step of the month."""
        found = super().term()
        steps = {"read": "prediction", "ask": "question-card", "agree": "proposal", "plan": "plan"}
        return steps.get(self._page, found) if found == "round" else found
