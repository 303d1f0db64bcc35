"""A page that sits in a chair: it follows the table, and what it can do there: moves, questions, papers over it."""

from __future__ import annotations

import asyncio
from functools import partial

from textual import on, work

from game.app.screens.page import Page
from game.app.widgets.dashboard import Dashboard
from game.app.widgets.lines import LineInput
from game.app.widgets.plan_pane import PlanPane, fitting
from game.app.widgets.sheet import ValueSheet
from game.app.widgets.talking_panes import JointBoard, QuestionCards
from game.refusal import Refusal
from game.rules.levers import Value, other
from game.seating.chair import Chair
from game.seating.requests import Observe, Play
from game.table.moves import Answer, Commit, Decline, Move, Propose, Say, Sign, Uncommit, Withdraw
from game.table.seen.observation import Observation
from game.table.seen.whys import why_apart
from game.telling.phasing import Step, happenings, waiting
from game.telling.settings import proposal_answer, proposal_words, worded


class ChairPage(Page):
    """Looks at its table again whenever that has changed, until the page or the table is closed.

    Args:
        chair: the seat.
    """

    def __init__(self, chair: Chair) -> None:
        super().__init__()
        self._chair = chair
        self._seen: Observation | None = None
        self._turn = asyncio.Lock()  # one move or look after the other

    @property
    def stands(self) -> bool:
        """Is this still a page of the app? What was asked before it was left may be answered after."""
        return self.app.is_running and self in self.app.screen_stack

    def on_mount(self) -> None:
        """Look at the table once the page is drawn."""
        self.call_after_refresh(self.follow)

    @work(group="follow")
    async def follow(self) -> None:
        """Look at the table now, and again after every change of it."""
        reason = "The table has been closed. What you have done is kept."
        try:
            async for _ in self._chair.changes():
                await self.look_again()
        except Refusal as refusal:
            reason = refusal.message
        if self.stands:
            self.game.leave(reason)

    async def look_again(self) -> None:
        """See what there is to see, if it is not what was seen before."""
        async with self._turn:
            seen = await self._chair.ask(Observe())
            if seen != self._seen:
                await self.show(seen)

    async def show(self, seen: Observation) -> None:
        """Show another observation, and say what has been done with the table."""
        if not self.stands:
            return
        for told in happenings(self._seen, seen) if self._seen is not None else ():
            self.notify(told, title="At the table", timeout=15)
        self._seen = seen
        self.tell_waiting()
        await self.see(seen)

    async def see(self, seen: Observation) -> None:
        """Draw another observation."""
        raise NotImplementedError

    def revealed(self, seen: Observation) -> int:
        """Months whose reveal has been shown."""
        return len(seen.shared) if self._chair.kept.revealed is None else self._chair.kept.revealed

    def tell_waiting(self) -> None:
        """Have every page show what waits for this seat."""
        if self._seen is not None:
            self.game.tell_waiting(waiting(self._seen, self.revealed(self._seen)))

    def see_to(self, step: Step) -> None:
        """Go to where something is seen to."""


class SeatPage(ChairPage):
    """What a seat's page can do at its table.

    Args:
        chair: the seat.
    """

    def __init__(self, chair: Chair) -> None:
        super().__init__(chair)
        self._on_the_way = 0
        self._reason = ""  # of the plan that is committed: it is there again when that is taken back

    def term(self) -> str:
        """The word that the glossary opens at."""
        if isinstance(self.focused, Dashboard) and self.focused.readout is not None:
            return self.focused.readout.term
        if isinstance(self.focused, ValueSheet) and self.focused.row is not None:
            return self.focused.row.key.partition(".")[0]
        return "round"

    # --- moves ---

    @work(group="marks")
    async def mark(self, **changed: object) -> None:
        """Keep where the person is."""
        await self._chair.mark(**changed)

    @work(group="marks")
    async def write_mark(self) -> None:
        """Put on disk where the person is."""
        await self._chair.write_mark()

    @on(PlanPane.Drafted)
    @on(LineInput.Changed, "#say")
    def begun(self) -> None:
        """Keep what is set and written and not done: it is there again after a fall of the power."""
        self._keep(said=next((cards.written for cards in self.query(QuestionCards)), self._chair.kept.said))

    def _keep(self, **begun: object) -> None:
        seen = self._seen
        if seen is not None and self._chair.begin(seen.round, **{"draft": self._draft(seen), **begun}):
            self.write_mark()

    async def part(self) -> bool:
        """Keep the draft, and the words that are not sent."""
        kept = await super().part()
        self.begun()
        await self._chair.write_mark()
        return kept

    @property
    def moving(self) -> bool:
        """Is a move of this seat on its way to the table?"""
        return self._on_the_way > 0

    def play(self, move: Move) -> None:
        """Play a move, one after the other; it is on disk before the screen shows it."""
        self._on_the_way += 1
        self._play(move)

    @work(group="moves")
    async def _play(self, move: Move) -> None:
        async with self._turn:
            seen = None
            try:
                seen = await self._chair.ask(Play(move))
            except Refusal as refusal:
                self.notify(refusal.message, title="That cannot be done", severity="error", timeout=10)
                if isinstance(move, Say | Answer):
                    for cards in self.query(QuestionCards):
                        cards.take_back(move.text)
            finally:
                self._on_the_way -= 1
            if seen is not None:
                if isinstance(move, Propose | Decline):
                    self._keep(**({"begun": {}, "why": ""} if isinstance(move, Propose) else {"no": ""}))
                elif isinstance(move, Commit):  # in a lesson the other seat is next, at the same mark
                    self._reason = move.why
                    self._keep(reason="")
                await self.show(seen)
                if isinstance(move, Propose) and not any(board.display for board in self.query(JointBoard)):
                    self.notify(proposal_answer(seen, move.settings), title="Your proposal", timeout=15)

    @on(QuestionCards.Played)
    def card_played(self, event: QuestionCards.Played) -> None:
        """A card, an answer or a word."""
        self.play(event.move)

    @work(group="overlay", exclusive=True)
    async def action_commit(self) -> None:
        """Show the plan once more, and commit it."""
        from game.app.screens.table.asking import CommitScreen

        seen = self._seen
        if seen is None or seen.committed is not None or seen.at == "over":
            return
        if not all(sheet.settle() for sheet in self.query(ValueSheet)):
            return  # a number on the sheet is still to be mended
        draft = self._draft(seen)
        usual = "Everything as last month." if seen.round > 1 else "Every lever at its usual setting."
        changes = [worded(seen, key, value) for key, value in draft.items()] or [usual]
        month, reason = seen.scenario.months[seen.round - 1], self._chair.begun(seen.round).reason
        why = await self.app.push_screen_wait(CommitScreen(month, changes, reason, lambda now: self._keep(reason=now)))
        if why is not None:
            self.play(Commit(seen.seat, draft, why))

    def _draft(self, seen: Observation) -> dict[str, Value]:
        """What is set and not committed: on the sheet, or as the bookmark kept it."""
        draft = fitting(seen, self._chair.begun(seen.round).draft)
        return next((pane.draft for pane in self.query(PlanPane) if pane.drafted_for(seen)), draft)

    @work(group="overlay", exclusive=True)
    async def action_coach(self) -> None:
        """Ask the coach what to look at."""
        from game.app.screens.table.papers import CoachScreen
        from game.partners import pointers

        seen = self._seen
        if seen is not None:
            found = await self._chair.work_out(partial(pointers, seen, self._draft(seen)))
            self.app.push_screen(CoachScreen([one.text for one in found], seen.at))

    def action_uncommit(self) -> None:
        """Take the plan back."""
        if self._seen is not None:
            self._keep(reason=self._reason)
            self.play(Uncommit(self._seen.seat))

    @work(group="overlay", exclusive=True)
    async def action_propose(self) -> None:
        """Put a joint decision forward."""
        from game.app.screens.table.asking import ProposeScreen

        seen = self._seen
        if seen is None:
            return
        begun = self._chair.begun(seen.round)
        page = ProposeScreen(seen, begun.begun, begun.why, lambda now, why: self._keep(begun=now, why=why))
        found = await self.app.push_screen_wait(page)
        if found is not None:
            self.play(Propose(seen.seat, *found))

    @on(JointBoard.Acted)
    @work(group="overlay", exclusive=True)
    async def proposal_acted(self, event: JointBoard.Acted) -> None:
        """Sign, decline or take back a proposal."""
        from game.app.screens.table.asking import AnswerScreen, DeclineScreen

        seen, what = self._seen, event.what
        if seen is None:
            return
        if what == "answer":
            told = next(proposal_words(seen, one) for one in seen.proposals if one.id == event.proposal)
            what = await self.app.push_screen_wait(AnswerScreen(told))
        if what == "sign":
            self.play(Sign(seen.seat, event.proposal))
        elif what == "withdraw":
            self.play(Withdraw(seen.seat, event.proposal))
        elif what == "decline":
            was = self._chair.begun(seen.round)
            line = was.no if was.declined == event.proposal else ""
            asked = DeclineScreen(line, lambda now: self._keep(no=now, declined=event.proposal))
            why = await self.app.push_screen_wait(asked)
            if why is not None:
                self.play(Decline(seen.seat, event.proposal, why))

    # --- other pages ---

    @on(Dashboard.Asked)
    def figure_asked(self, event: Dashboard.Asked) -> None:
        """Why is a figure what it is?"""
        self._why(event.readout.why)

    def action_why(self) -> None:
        """Choose a figure and see what is behind it."""
        readout = self.query_one("#own", Dashboard).readout
        self._why(readout.why if readout is not None else "")

    def _why(self, key: str) -> None:
        from game.app.screens.table.figures import WhyScreen

        if self._seen is not None and self._seen.months:
            self.app.push_screen(WhyScreen(self._chair, self._seen, key))

    def action_partner(self) -> None:
        """Look at the partner's figures and plan, or hear why there are none to see."""
        from game.app.screens.table.figures import PartnerScreen

        seen = self._seen
        if seen is not None and seen.partner is not None:
            self.app.push_screen(PartnerScreen(self._chair, seen))
        elif seen is not None:
            self.notify(why_apart(seen), title=f"{other(seen.seat).capitalize()}'s figures", timeout=10)

    def action_glossary(self) -> None:
        """Explain a word."""
        from game.app.screens.table.papers import GlossaryScreen

        self.app.push_screen(GlossaryScreen(self.term()))

    def action_brief(self) -> None:
        """Read the brief again."""
        from game.app.screens.table.papers import BriefScreen

        self.app.push_screen(BriefScreen(self._chair.brief))
