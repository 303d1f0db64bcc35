"""What matters to whom: the rankings and ratings before, in the middle of and after a season, one page each."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import ClassVar, Final

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Static

from game.app.screens.page import leaving
from game.app.screens.table.chair_page import ChairPage
from game.app.widgets.key_bar import KeyBar
from game.app.widgets.ranking import Ranking
from game.app.widgets.sheet import ValueSheet
from game.figures import units
from game.refusal import Refusal
from game.rules.levers import other
from game.seating.chair import Chair
from game.seating.requests import Play, ViewSurvey
from game.table.seen.observation import Observation
from game.table.survey.instrument import LOWEST, TOP, WHOSE
from game.table.survey.moves import PassSurvey, Rank, Rate, SurveyMove
from game.table.survey.surveying import SurveyView
from game.telling.phasing import Waiting
from game.telling.settable import Settable

TITLES: Final = MappingProxyType(
    {
        "before": "Before you play: what matters to whom?",
        "middle": "Half-way: what matters to whom?",
        "after": "After the season: what matters to whom?",
    }
)
KEEP, LEAVE = "▶ Keep and go on", "▶ Leave it unanswered, and go on"


class SurveyScreen(ChairPage):
    """Puts what is due to a person, page after page; everything given is on disk before the next page comes.

    Args:
        chair: whose it is.
        view: what is due.
    """

    CSS_PATH = "../../styles/survey.tcss"
    HELP = """\
# What matters to whom

Short rankings, about three minutes; at some tables one more, and two ratings, which take five. First as yourself: the
three things that matter most in your real work. Then the brief of your chair, and the lists as you see them from there.
Every list comes in an order of its own, drawn for you. Nobody else sees them
before both of you open the debrief, and they change nothing in the season: they show afterwards how well you knew each
other.

**↑ ↓** choose, **Space** takes one up and puts it down, **Shift+↑ ↓** carry at once; with the mouse, click one and then
its place. Only what you have placed has a number; the others count as equal, and **a** places all as they stand.
**Enter** keeps the page; one that nobody has touched is left unanswered. **Escape** passes all that is left of it.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "keep", "Go on", id="survey.keep", tooltip="Keep what you gave on this page, and go on"),
        Binding("escape", "pass", "Pass the rest", id="survey.pass", tooltip="Answer no more of this now"),
        *leaving("survey"),
    ]

    def __init__(self, chair: Chair, view: SurveyView) -> None:
        super().__init__(chair)
        self._view = view
        self._all = len(view.missing)
        self._busy = False
        self._left: frozenset[str] = frozenset()  # pages that were left unanswered

    def compose(self) -> ComposeResult:
        """The question, the list or the two numbers, a line on the one at the cursor."""
        with Vertical(id="survey"):
            yield Static(id="survey-head")
            with VerticalScroll(id="survey-body", can_focus=False):
                yield Ranking(id="priorities")
                yield ValueSheet(id="rating")
            yield Static(id="survey-about")
            yield Button(LEAVE, id="keep", compact=True, action="screen.keep")
        yield KeyBar()

    def on_mount(self) -> None:
        """Put the first page."""
        self.query_one("#keep", Button).can_focus = False  # Enter is the page's own key
        self._put()
        super().on_mount()

    async def see(self, seen: Observation) -> None:
        """What is asked stays as it is, whatever happens at the table."""

    def waits(self) -> tuple[Waiting, ...]:
        """What waits at the table; it is seen to there, once what is asked here is given or passed."""
        return tuple(replace(one, at=None) for one in super().waits())

    @property
    def _open(self) -> list[str]:
        """What is still to be asked."""
        return [one for one in self._view.missing if one not in self._left]

    @property
    def _what(self) -> str:
        return self._open[0]

    def _put(self) -> None:
        """Put what is missing first."""
        ranking, sheet = self.query_one("#priorities", Ranking), self.query_one("#rating", ValueSheet)
        ranks = self._what in WHOSE
        ranking.display, sheet.display = ranks, not ranks
        self.query_one("#survey-head", Static).update(self._head())
        if ranks:
            ranking.ask([(one.key, one.name) for one in self._view.listed[self._what]])
            ranking.focus()
        else:
            sheet.show(_rating_rows(other(self._chair.seat)), {})
            sheet.cursor = 0
            sheet.focus()
        self._about()

    def _head(self) -> Content:
        page = self._all - len(self._open) + 1
        title = Content.assemble((TITLES[self._view.due], "bold $primary"), (f"   {page} of {self._all}", "$quiet"))
        return Content("\n").join([title, Content(""), Content.styled(self._question(), "bold")])

    def _question(self) -> str:
        partner = other(self._chair.seat)
        if self._what == "job":
            return "As yourself: which three matter most in the work that you really do? Put them first."
        if self._what == "own":
            return f"What matters most to you, in {self._chair.seat}? Put it first."
        if self._what == "partner":
            return f"What matters most to {partner}? Put these in {partner}'s order."
        if self._what == "meta":
            return f"What does {partner} think matters most to you? Put these as {partner} would."
        return f"“{next(one.says for one in self._view.statements if one.key == self._what)}”"

    @on(Ranking.Moved)
    def ranking_moved(self) -> None:
        """Say what the one at the cursor means."""
        self._about()

    def _about(self) -> None:
        text = ""
        if self._what in WHOSE:
            ranking = self.query_one("#priorities", Ranking)
            text = next((one.means for one in self._view.priorities if one.key == ranking.at), "")
            if 0 < len(ranking.placed) < len(ranking.order):
                text += (
                    f" Placed: {len(ranking.placed)} of {len(ranking.order)}; the others count as equal. a places all."
                )
        elif any(self._answered) and not all(self._answered):
            text = "One of the two is still open. Answer it too, or press Delete on the other to take it back."
        said = self.query_one("#rating", ValueSheet).beside(Content.styled(text, "$quiet"))
        self.query_one("#survey-about", Static).update(said)
        button = self.query_one("#keep", Button)
        button.label = KEEP if self._touched else LEAVE
        button.refresh(layout=True)

    @property
    def _touched(self) -> bool:
        """Has anything been given on this page?"""
        if self._what in WHOSE:
            return bool(self.query_one("#priorities", Ranking).placed)
        return self.query_one("#rating", ValueSheet).typed is not None or any(self._answered)

    @property
    def _answered(self) -> tuple[bool, bool]:
        """Which of the two numbers of a statement are given."""
        values = self.query_one("#rating", ValueSheet).values
        return float(values["agree"]) >= LOWEST, float(values["others"]) >= 0.0

    @on(ValueSheet.Moved)
    @on(ValueSheet.Changed)
    def moved(self) -> None:
        """Say what is to be mended."""
        self._about()

    def action_keep(self) -> None:
        """Keep the page; one that nobody has touched is left unanswered."""
        moment, seat = self._view.due, self._chair.seat
        if self._what in WHOSE:
            ranking = self.query_one("#priorities", Ranking)
            if not self._touched:
                self._leave()
                return
            ranks = ranking.ranks
            if self._what == "job":
                ranks = {key: min(ranks[key], TOP + 1) if key in ranking.placed else TOP + 1 for key in ranks}
            shown = " ".join(one.key for one in self._view.listed[self._what])
            self._give(Rank(seat, moment, self._what, ranks, shown=shown))
        else:
            sheet = self.query_one("#rating", ValueSheet)
            if not sheet.settle():
                return
            values = sheet.values
            if not self._touched:
                self._leave()
                return
            if not all(self._answered):  # the page says so
                sheet.cursor = self._answered.index(False)
                return
            self._give(Rate(seat, moment, self._what, round(float(values["agree"])), round(float(values["others"]))))

    def _leave(self) -> None:
        """Leave the page unanswered, and put the next one; after the last, the rest of the survey is passed."""
        if self._busy:
            return
        if self._open[1:]:
            if self._what == "job":
                self._read_brief()
            self._left |= {self._what}
            self._put()
        else:
            self.action_pass()

    def _read_brief(self) -> None:
        """Lay the brief of the chair on the page, which asks about that from now on."""
        from game.app.screens.table.papers import BriefScreen

        self.app.push_screen(BriefScreen(self._chair.brief))

    def action_pass(self) -> None:
        """Answer no more of this now."""
        self._give(PassSurvey(self._chair.seat, self._view.due))

    @work(group="moves")
    async def _give(self, move: SurveyMove) -> None:
        """Give it to the table; the next page comes when it is on disk."""
        if self._busy:
            return
        self._busy, moment, what = True, self._view.due, self._what
        try:
            await self._chair.ask(Play(move))
            view = await self._chair.ask(ViewSurvey())
            if view.due and not set(view.missing) - self._left:
                await self._chair.ask(Play(PassSurvey(self._chair.seat, view.due)))
                view = await self._chair.ask(ViewSurvey())
        except Refusal as refusal:
            self.notify(refusal.message, title="That cannot be done", severity="error", timeout=10)
            return
        finally:
            self._busy = False
        if what == "job":
            self._read_brief()
        if view.due:
            self._view = view
            self._put()
        elif moment == "before":
            await self._go_round()
        else:
            self.game.sit(self._chair)

    async def _go_round(self) -> None:
        """Before the first month everybody at this screen is asked first; then it waits for whoever is to move."""
        others = self.game.others_here(self._chair.seat)
        for chair in others:
            if chair.surveyed and (await chair.ask(ViewSurvey())).due:
                self.game.hand_over(chair.seat)
                return
        if others:
            self.game.hand_over()
        else:
            self.game.sit(self._chair)


def _rating_rows(partner: str) -> list[Settable]:
    def whole(of: float | str | bool) -> str:
        return units(float(of)) if float(of) >= 0.0 else "open"

    def agreed(of: float | str | bool) -> str:
        return units(float(of)) if float(of) >= LOWEST else "open"

    return [
        Settable("agree", "You agree, 1 (not at all) to 7 (fully)", "number", LOWEST - 1.0, 1.0, 7.0, 1.0, say=agreed,
                 quiet=True, grain=1.0),
        Settable("others", f"Of 100 in {partner}, how many agree", "number", -5.0, 0.0, 100.0, 5.0, say=whole,
                 quiet=True, grain=1.0),
    ]  # fmt: skip
