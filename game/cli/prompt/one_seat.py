"""A season at a line prompt from one seat, with the person across at a screen of their own."""

from __future__ import annotations

from typing import Final, Protocol

from game.cli.prompt import panel, phases, survey
from game.cli.prompt.chair import PromptChair
from game.cli.prompt.lines import Left, Lines
from game.cli.telling import closing
from game.cli.telling.markdown import markdown_lines
from game.figures import money
from game.refusal import Refusal
from game.seating.bookmark import KeptMark
from game.seating.chair import SeatHeld
from game.seating.requests import LookBack
from game.table.seen.observation import Observation
from game.telling.rows import with_later
from game.terms import Glossary

LOOKS: Final = 0.3
"""Seconds between two looks at the keyboard while the one across is waited for."""


class HeldElsewhere(SeatHeld, Protocol):
    """A seat whose table is kept at another machine."""

    mark: KeptMark

    @property
    def revision(self) -> int:
        """Of the table, as far as it has been heard of."""

    def wait(self, known: int, seconds: float) -> int:
        """The revision, once it is not the one that is known any more or the time is over."""


class SeatAtPrompt:
    """One season, played from one seat.

    Args:
        held: the seat.
        brief: what it reads before the season, Markdown.
        lines: where lines come from and what is read.
        glossary: the words that may be asked about.
        surveyed: is the person asked what matters to whom?
    """

    def __init__(self, held: HeldElsewhere, brief: str, lines: Lines, glossary: Glossary, surveyed: bool) -> None:
        self._held, self._lines, self._surveyed = held, lines, surveyed
        self._chair = PromptChair(held, brief, lines, glossary, elsewhere=True)

    def play(self) -> None:
        """Play to the end of the season, or until the person leaves or the input ends."""
        seen = self._chair.seen()
        self._lines.say(self._title(seen))
        if not seen.shared and not (self._surveyed and self._chair.survey().due):
            self._lines.say(markdown_lines(self._lines.paper, self._chair.brief))
        if self._held.mark.misses(len(seen.shared)):
            self._reveal()
        self._held.mark.saw(len(seen.shared))
        while self._chair.seen().at != "over":
            self._ask()
            self._month()
        self._ask()
        self._close()

    def _title(self, seen: Observation) -> list[str]:
        paper, place = self._lines.paper, seen.scenario
        return [
            *paper.title(place.title, f"{place.rounds} months, {place.months[0]} to {place.months[-1]}"),
            *paper.paragraph(f"You are {seen.seat}; {self._chair.partner} sits at a screen of its own.", "  "),
            *paper.paragraph("Type help at any prompt to see what can be typed, ? and a word for its meaning, quit to "
                             "stop. Everything is kept in the room as you go.", "  "),
        ]  # fmt: skip

    def _ask(self) -> None:
        """What matters to whom, where it is due."""
        if self._surveyed and self._chair.survey().due:
            survey.ask(self._chair)

    def _month(self) -> None:
        """One month, from its news to its reveal."""
        seen = self._chair.seen()
        played = len(seen.shared)
        self._lines.say(panel.opening(self._chair, seen))
        told = ""
        while True:
            known, seen = self._held.revision, self._chair.seen()
            if len(seen.shared) > played:
                break
            if seen.at == "committed" or (seen.at == "plan" and seen.plan_waits):
                told = self._wait(seen, known, told)
                continue
            told = ""
            if seen.at != "read":  # a partner is read unaided
                panel.tell_news(self._chair)
            phases.BY_NAME[seen.at](self._chair)
        self._chair.clear()
        self._reveal()

    def _wait(self, seen: Observation, known: int, told: str) -> str:
        """Wait until something changes after a revision, or the person leaves; what was said of it."""
        across = self._chair.partner
        says = f"Your plan is committed. Waiting for {across}, who is planning." if seen.at == "committed" else (
            f"Waiting for {across}, who has not left the talk yet."
        )  # fmt: skip
        if says != told:
            self._lines.tell(f"{says} It goes on by itself; type quit to leave.", "  ")
        while self._held.wait(known, LOOKS) == known:
            if self._lines.waits(0.0) and self._lines.read().strip().casefold() == "quit":
                raise Left
        return says

    def _reveal(self) -> None:
        """The month that was played, and the line that is kept."""
        seen = self._chair.seen()
        self._lines.say(panel.reveal(self._chair, seen))
        phases.keep(self._chair, seen.at == "over")
        self._held.mark.saw(len(seen.shared))

    def _close(self) -> None:
        """The season looked back on, what both ranked, and a promise."""
        seen, paper = self._chair.seen(), self._lines.paper
        whole = money(sum(month.joint for month in seen.shared), seen.scenario.currency)  # exact
        lines = [
            "", *paper.title("The season", seen.scenario.title),
            *paper.paragraph(f"Together you made {whole} in {len(seen.shared)} months. "
                             f"{with_later(seen.shared[-1], seen.scenario.currency)}".rstrip(), "  "),
        ]  # fmt: skip
        try:
            lines += closing.looked_back(paper, self._held.ask(LookBack()))
        except Refusal as refusal:
            lines += paper.paragraph(refusal.message, "  ")
        self._lines.say(lines)
        if self._surveyed:
            survey.open_debrief({self._chair.seat: self._chair})
            if self._chair.survey().own.promise is None:
                survey.promise(self._chair)
