"""The table: the month's six steps, the seat's dashboard beside them, and one pane for each step."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widget import AwaitMount
from textual.widgets import Button

from game.app.screens.table.month_page import MonthPage
from game.app.screens.table.table_parts import KEYS, pane_for
from game.app.widgets.callout import Callout
from game.app.widgets.dashboard import Dashboard
from game.app.widgets.heads import Masthead, PhaseBar
from game.app.widgets.key_bar import KeyBar
from game.app.widgets.lines import LineInput
from game.app.widgets.reading_panes import Pane, PredictionSlip
from game.app.widgets.talk_pane import TalkPane
from game.seating.chair import Chair
from game.table.moves import Move, Ready
from game.table.seen.observation import Observation
from game.telling import phasing
from game.telling.phasing import Step, Waiting
from game.telling.readouts import readouts


class TableScreen(MonthPage):
    """A month from one chair.

    Args:
        chair: the seat.
    """

    CSS_PATH = ["../../styles/table.tcss", "../../styles/panes.tcss"]
    HELP = """\
# The table

A month has six steps, shown in the bar at the top: **news**, **read** your partner, **talk**, **plan**, **reveal**, and
**a line** to keep. ✓ is behind you, ▶ is where you are.

- **n** goes on, **b** looks back. **c** commits the plan from anywhere: a month can be two keys long.
- **↓**, **Space** and **Page down** scroll a page that goes on below, **↑** and **Page up** scroll back.
- **Tab** moves between the dashboard and the page. **Enter** on a figure says why it is what it is.
- On the plan, **← →** step a lever, digits type a number and **Enter** takes it, **Backspace** sets it back as it was.
- **f** opens your partner's figures and plan where data is shared; else it says what would open them.
- **v** reads the board in words, **j** shows the last month to a room: on a projector, without private figures.
- **k** asks the coach what to look at. **g** explains a word. **m** goes to the menu: everything you have done is kept.
"""
    BINDINGS: ClassVar[list[BindingType]] = list(KEYS)

    def __init__(self, chair: Chair) -> None:
        super().__init__(chair)
        self._here: Step = "news"  # where the seat is
        self._page: Step = "news"  # what is looked at
        self._news_read = 0  # the round whose news has been read
        self._filled: Step | None = None  # the page whose pane was shown last

    def compose(self) -> ComposeResult:
        """The heads, the dashboard, the pane, the keys."""
        yield Masthead()
        yield PhaseBar()
        with Horizontal(id="body"):
            yield Dashboard(id="own")
            with Vertical(id="side"):
                yield Button("Go on", id="forward", compact=True, action="screen.forward")
        if self._chair.hints:
            yield Callout()
        yield KeyBar(waits=False)  # the bar of steps tells it here, in place of whose turn it is

    # --- what is shown ---

    def waits(self) -> tuple[Waiting, ...]:
        """What waits, but for what stands on the step that is shown, or lies on the seat's way through the month."""
        return tuple(one for one in super().waits() if one.kind not in ("plan", "reading") and one.at != self._page)

    def show_month(self, seen: Observation) -> None:
        """Draw the step that the seat is at, or the one that is looked at."""
        self._news_read = max(self._news_read, self._chair.kept.news)
        before, self._here = self._here, phasing.step_at(seen, self._news_read >= seen.round)
        if before != self._here or self._page not in phasing.pages(seen):
            self._page = self._page_for(self._here)
            if self._filled is None and self._page == "plan" and self._talk_is_open(seen):
                self._page = "talk"
        self._draw()

    def _talk_is_open(self, seen: Observation) -> bool:
        """Two people here: does something wait for who has left the talk, or does the other still talk and look on?"""
        waits = seen.partner_at == "talk" or any(one.at == "talk" for one in super().waits())
        return self._chair.company.across == "here" and waits

    @staticmethod
    def _page_for(step: Step) -> Step:
        return "plan" if step in ("reveal", "line") else step

    def _draw(self) -> None:
        seen = self._seen
        if seen is None:
            return
        self.set_class(seen.seat == "marketing", "-marketing")
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

    def on_choices_changed(self) -> None:
        """What going on does depends on whether anything is answered."""
        self._show_pane()

    def _show_pane(self) -> None:
        """Show the pane of the page, made the first time it is needed; plan and talk have the whole width."""
        self.set_class(self._page == "plan", "-planning")
        self.set_class(self._page == "talk", "-talk")
        shown = None
        for pane in self.query(Pane):
            pane.display = pane.id == f"pane-{self._page}"
            shown = pane if pane.display else shown
        if shown is None:
            shown = pane_for(self._page)
            self._fill_first(shown, self.query_one("#side", Vertical).mount(shown, before="#forward"))
        elif shown.is_mounted:
            self._fill(shown, fresh=False)

    @work(group="pane")
    async def _fill_first(self, pane: Pane, there: AwaitMount) -> None:
        """Fill a new pane once its parts are there, if it is still the one that is looked at."""
        await there
        if self.stands and pane.display:
            self._fill(pane, fresh=True)

    def _fill(self, pane: Pane, fresh: bool) -> None:
        if self._seen is None:
            return
        pane.show(self._seen, self._chair)
        button = self.query_one("#forward", Button)
        ahead = pane.forward(self._seen) if self._page == self._page_for(self._here) else "Go on"
        label = f"▶ {ahead}"
        if str(button.label) != label:
            button.label = label
            button.refresh(layout=True)
        button.display = bool(ahead)
        if fresh or self._filled != self._page or self.focused is None or not self.focused.display:
            self._focus_pane(pane)
        if self._filled != self._page:
            pane.scroll_home(animate=False)
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
        if action == "scroll":
            return any(pane.scroll_y < pane.max_scroll_y or parameters == (-1,) for pane in self._panes_shown)
        if action == "uncommit":
            return seen.at == "committed"
        if action in ("commit", "propose", "request"):
            may = {"commit": True, "propose": bool(seen.joint), "request": seen.structure.talk != "none"}
            return seen.at not in ("committed", "over") and may[action]
        if action == "answer":
            return self._page == "talk" and any(talk.may_write for talk in self.query(TalkPane))
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
        if action in ("why", "room"):
            return bool(seen.months)
        return super().check_action(action, parameters)

    @property
    def _panes_shown(self) -> list[Pane]:
        """The pane of the page; none where it is not there yet."""
        return [pane for pane in self.query(Pane) if pane.display]

    def action_scroll(self, by: int) -> None:
        """Scroll the page of the step, two lines short of its height: so that the eye finds where it was."""
        for pane in self._panes_shown:
            pane.scroll_relative(y=by * max(1, pane.size.height - 2), animate=False)

    def action_answer(self) -> None:
        """Write in the line."""
        for talk in self.query(TalkPane):
            talk.begin_line()

    def action_leave_line(self) -> None:
        """Give the keys back their meaning."""
        for pane in self._panes_shown:
            self._focus_pane(pane)

    def action_look(self, step: str) -> None:
        """Look at the page of a step, by a click on the bar."""
        if self._seen is not None and step == "talk" and self._seen.structure.talk == "none":
            self.query_one(KeyBar).say(phasing.NO_TALK)
        elif self._seen is not None and step in phasing.pages(self._seen):
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
        elif self._here == "talk":
            self.play(Ready(seen.seat))

    def _prediction(self, seen: Observation) -> Move | None:
        slips = self.query(PredictionSlip)
        return slips.first().move(seen) if slips else None

    def see_to(self, step: Step) -> None:
        """Go to the step where something waits."""
        if self._seen is not None and step in phasing.pages(self._seen):
            self._look(step)
        else:
            super().see_to(step)

    def step_shown(self) -> str:
        """The step of the month whose page is shown."""
        return self._page

    def term(self) -> str:
        """The word that the glossary opens at: what has the focus, or the step of the month."""
        found = super().term()
        steps = {"read": "prediction", "talk": "question-card", "plan": "plan"}
        return steps.get(self._page, found) if found == "round" else found
