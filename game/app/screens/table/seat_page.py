"""What a page in a chair can do at its table: moves, questions, papers over it."""

from __future__ import annotations

from functools import partial

from textual import on, work

from game.app.screens.table.chair_page import ChairPage
from game.app.widgets.dashboard import Dashboard
from game.app.widgets.lines import LineInput
from game.app.widgets.plan_pane import PlanPane, fitting
from game.app.widgets.sheet import ValueSheet
from game.app.widgets.talk_pane import TalkPane
from game.refusal import Refusal
from game.rules.levers import Value, other
from game.seating.chair import Chair
from game.seating.requests import Foresee, Play
from game.table.moves import (
    Answer,
    Commit,
    Decline,
    Move,
    Propose,
    Reply,
    RequestSetting,
    Say,
    Uncommit,
)
from game.table.seen.observation import Observation
from game.table.seen.whys import why_apart
from game.telling.board.making import board_of
from game.telling.holding import words_due
from game.telling.phasing import waiting
from game.telling.requesting import requested
from game.telling.settings import proposal_answer, worded


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
        self._keep(**next((pane.begun for pane in self.query(TalkPane)), {}))

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
                    for cards in self.query(TalkPane):
                        cards.take_back(move.text)
            finally:
                self._on_the_way -= 1
            if seen is not None:
                if isinstance(move, Propose | Decline | Reply):
                    self._keep(**({"begun": {}, "why": ""} if isinstance(move, Propose) else {"no": ""}))
                elif isinstance(move, Commit):  # in a lesson the other seat is next, at the same mark
                    self._reason = move.why
                    self._keep(reason="")
                await self.show(seen)
                if isinstance(move, Propose) and not any(pane.display for pane in self.query(TalkPane)):
                    self.notify(proposal_answer(seen, move.settings), title="Your proposal", timeout=15)

    @on(TalkPane.Played)
    def card_played(self, event: TalkPane.Played) -> None:
        """A card, an answer or a word."""
        self.play(event.move)

    @work(group="overlay", exclusive=True)
    async def action_commit(self) -> None:
        """Show the plan once more, and commit it."""
        from game.app.screens.table.asking import CommitScreen

        seen = self._seen
        if seen is None or seen.committed is not None or seen.at == "over":
            return
        if seen.plan_waits:
            here = " h hands over." if self._chair.company.across == "here" else ""
            self.notify(f"{other(seen.seat).capitalize()} has not left the talk yet: your plan waits until then.{here}")
            return
        if not all(sheet.settle() for sheet in self.query(ValueSheet)):
            return  # a number on the sheet is still to be mended
        draft = self._draft(seen)
        usual = "Everything as last month." if seen.round > 1 else "Every lever at its usual setting."
        changes = [worded(seen, key, value) for key, value in draft.items()] or [usual]
        lapses = [one.says for one in waiting(seen, len(seen.shared)) if one.kind in ("proposal", "request")]
        changes += [f"! {says} It lapses with this plan." for says in lapses]
        due = words_due(seen, {**seen.current, **draft})
        changes += [f"! This plan breaks a word. {says}." for _, says, stands in due if stands.startswith("✗")]
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

    @work(group="overlay", exclusive=True)
    async def action_board(self) -> None:
        """Read the board in words, as the plan stands."""
        from game.app.screens.table.papers import read_board

        seen = self._seen
        if seen is not None:
            plan = seen.committed or self._draft(seen)
            read_board(self, board_of(seen, plan, await self._chair.ask(Foresee(plan))))

    def action_room(self) -> None:
        """Show the month that was last revealed to a room."""
        from game.app.screens.table.projector import ProjectorScreen

        if self._seen is not None and self._seen.shared:
            self.app.push_screen(ProjectorScreen(self._chair, self._seen, len(self._seen.shared)))

    def action_uncommit(self) -> None:
        """Take the plan back."""
        if self._seen is not None:
            self._keep(reason=self._reason)
            self.play(Uncommit(self._seen.seat))

    @work(group="overlay", exclusive=True)
    async def action_propose(self) -> None:
        """Put a joint decision forward."""
        from game.app.screens.table.proposing import ProposeScreen

        seen = self._seen
        if seen is None:
            return
        begun = self._chair.begun(seen.round)
        page = ProposeScreen(seen, begun.begun, begun.why, lambda now, why: self._keep(begun=now, why=why))
        found = await self.app.push_screen_wait(page)
        if found is not None:
            self.play(Propose(seen.seat, *found))

    @work(group="overlay", exclusive=True)
    async def action_request(self) -> None:
        """Ask the partner to hold a setting of its own."""
        from game.app.screens.table.proposing import RequestScreen

        seen = self._seen
        if seen is None:
            return
        found = await self.app.push_screen_wait(RequestScreen(seen, {}, "", lambda now, why: None))
        asked = requested(seen, found[0]) if found is not None else None
        if found is not None and asked is not None:
            self.play(RequestSetting(seen.seat, *asked, found[1]))

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
