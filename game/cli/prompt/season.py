"""A season at a line prompt: who is in the chair, phase after phase, month after month."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from game.cli.prompt import panel, phases, survey
from game.cli.prompt.chair import PromptChair
from game.cli.prompt.lines import Left, Lines
from game.cli.telling import closing
from game.cli.telling.markdown import markdown_lines
from game.cli.telling.paper import Paper
from game.doors.text import as_typed
from game.refusal import Refusal
from game.rules.levers import SEATS, Seat, other
from game.seating.bests import PLAYED_ON, bests_file, counted_with, keep_best
from game.seating.session import Session
from game.table.seen.observation import Observation
from game.telling.season import hardest
from game.telling.settable import STRUCTURES
from game.telling.story import season_of
from game.terms import Glossary

if TYPE_CHECKING:
    from game.lab.hindsight.review import Review


class SeasonAtPrompt:
    """One season, played by the persons at this prompt.

    Args:
        session: the table in play.
        lines: where lines come from and what is read.
        glossary: the words that may be asked about.
        surveyed: are they asked what matters to whom, before, half-way and after?
    """

    def __init__(self, session: Session, lines: Lines, glossary: Glossary, surveyed: bool = False) -> None:
        self._session, self._lines, self._glossary = session, lines, glossary
        scenario = session.table.scenario
        self._chairs = {seat: PromptChair(session.seat(seat), scenario.brief(seat), lines, glossary) for seat in SEATS}
        self._in_chair = session.persons[0]
        self._surveyed = surveyed
        self._side_by_side = False  # do both persons sit at the screen, to talk?
        # Who will not be asked after this season has another one before the debrief: nothing is shown yet.
        passed = [chair.survey().own.passed for chair in self._in_turn()]
        self._last_act = surveyed and any("after" not in moments for moments in passed)

    def play(self) -> None:
        """Play to the end of the season, or until the person leaves or the input ends."""
        table = self._session.table
        if table.history and not table.over:
            name = table.scenario.months[table.round - 1]
            self._lines.tell(f"The table is as you left it, in {name}, month {table.round} of {table.scenario.rounds}.")
        marks = {chair: self._session.bookmark(chair.seat) for chair in self._in_turn()}
        unseen = [chair for chair, mark in marks.items() if mark is not None and mark.misses(table.months)]
        if len(self._session.persons) > 1 and (unseen or not table.over):
            self._lines.curtain(self._in_chair)
        self._reveal(unseen)
        for seat in self._session.persons:
            self._mark(seat)
        while not self._session.table.over:
            self._survey()
            self._month()
        self._survey()
        self._lines.say(closing_page(self._lines.paper, self._session, self._glossary))
        self._tell_best()
        self._invite()
        self._look_back()

    def _tell_best(self) -> None:
        """Keep the season where it is the best of this place and partner, and say how it stands."""
        table = self._session.table
        played_on = self._session.company(self._in_chair).played_on
        partner = counted_with(table.holders, played_on)
        if played_on:
            self._lines.tell(PLAYED_ON, "  ")
        with suppress(Refusal):  # hindsight waits for the debrief
            aligned = self._session.review().alignment
            if aligned is not None and table.ended is None and partner:
                where = bests_file(os.environ)
                self._lines.tell(keep_best(where, table.scenario.slug, partner, aligned.index), "  ")

    def _invite(self) -> None:
        """Say how the season is played on from one of its months."""
        table, way = self._session.table, "--spoken" if self._lines.paper.spoken else "--plain"
        if self._session.path is not None and table.history:
            month = table.scenario.months[hardest([one.shared for one in table.history]) - 1]
            self._lines.tell("To play on from a month, with the same luck, as another table:", "  ")
            command = f"lastmile play {way} --resume {as_typed(self._session.path)} --from-month {month}"
            self._lines.say([self._lines.paper.line(f"    {command}")])

    def _survey(self) -> None:
        """What matters to whom: put to each person for whom it is due now."""
        for chair in self._in_turn() if self._surveyed else ():
            if chair.survey().due:
                if chair.seat != self._in_chair:
                    self._swap(chair.seat)
                survey.ask(chair)

    def _look_back(self) -> None:
        """The rankings side by side, and one promise each."""
        if not self._last_act:
            return
        survey.open_debrief({chair.seat: chair for chair in self._in_turn()})
        for chair in self._in_turn():
            if chair.survey().own.promise is None:
                survey.promise(chair)

    def _in_turn(self) -> list[PromptChair]:
        """Everybody, the person in the chair first."""
        across = other(self._in_chair)
        here = [self._in_chair, *([across] if across in self._session.persons else [])]
        return [self._chairs[seat] for seat in here]

    def _month(self) -> None:
        """One month, from its news to its reveal."""
        if self._in_chair not in self._session.persons:  # a lesson: the same person, in the other chair
            (self._in_chair,) = self._session.persons
        together, played = self._in_turn(), len(self._session.table.history)
        opened: set[Seat] = set()
        while len(self._session.table.history) == played:
            seen = self._served()
            chair = self._chairs[seen.seat]
            if seen.at == "committed":
                self._play_on()
                continue
            if seen.seat not in opened and not self._side_by_side:
                self._lines.say(panel.opening(chair, seen))
                opened.add(seen.seat)
            if seen.at != "read":  # a partner is read unaided
                panel.tell_news(chair)
            (phases.talk if self._side_by_side else phases.BY_NAME[seen.at])(chair)
        for chair in self._chairs.values():
            chair.clear()
        self._reveal(sorted(together, key=lambda chair: chair.seat != self._in_chair))

    def _play_on(self) -> None:
        """Let a partner whose last turn could not be kept try again, when the person has made room."""
        if self._lines.ask("Enter, when your partner shall play on").casefold() == "quit":
            raise Left
        try:
            self._session.let_partners_play()
        except Refusal as refusal:
            self._lines.refuse(refusal)

    def _served(self) -> Observation:
        """The person whose turn it is, in the chair: who is committed, or waits for the other to read, gives way.

        In the talk both sit at the screen, side by side: whoever something waits for speaks, else who spoke last.
        """
        seen, partner = self._chairs[self._in_chair].seen(), other(self._in_chair)
        if partner not in self._session.persons:
            return seen
        across = self._chairs[partner].seen()
        if "read" not in (seen.at, across.at) and "talk" in (seen.at, across.at):
            return self._together(seen, across)
        gives_way = seen.at == "committed" or (seen.at != "read" and across.at == "read" and seen.plan_waits)
        if gives_way or self._side_by_side:
            self._sit(apart=True)
            self._swap(partner if gives_way else self._in_chair)
            seen = self._chairs[self._in_chair].seen()
        return seen

    def _together(self, seen: Observation, across: Observation) -> Observation:
        """Who speaks in a talk of two persons."""
        if not self._side_by_side:
            self._sit(apart=False)
            self._lines.hide()
            self._lines.say(self._lines.paper.title("Talk. Both of you sit here now, side by side."))
        here = self._chairs[self._in_chair]
        order = (across, seen) if here.yields else (seen, across)
        asked = next((one for one in order if self._chairs[one.seat].is_asked(one)), None)
        speaks = asked or next(one for one in order if one.at == "talk")
        here.yields = False
        self._in_chair = speaks.seat
        return speaks

    def _sit(self, apart: bool) -> None:
        """Side by side for the talk, or each alone with the screen."""
        self._side_by_side = not apart
        for chair in self._chairs.values():
            chair.side_by_side = not apart

    def _swap(self, to: Seat) -> None:
        self._lines.curtain(to, alone=self._session.table.structure.data == "own")
        self._in_chair = to

    def _reveal(self, chairs: list[PromptChair]) -> None:
        """The month that was played, to each person in turn, and the line they keep."""
        for chair in chairs:
            if chair.seat != self._in_chair:
                self._swap(chair.seat)
            self._lines.say(panel.reveal(chair, chair.seen()))
            phases.keep(chair, self._session.table.over)
            self._mark(chair.seat)

    def _mark(self, seat: Seat) -> None:
        """Keep how many months this person has seen, for whichever front they sit at next."""
        bookmark = self._session.bookmark(seat)
        if bookmark is not None:
            bookmark.saw(self._session.table.months)


def title_page(session: Session, lines: Lines) -> None:
    """The title page of a table for who sits down at it, and where it is kept."""
    lines.say(title(lines.paper, session))
    lines.tell("Type help at any prompt to see what can be typed, ? and a word for its meaning, quit to stop.", "  ")
    lines.tell("Everything is saved as you go, in:", "  ")
    lines.say([lines.paper.line(f"    {session.path}")])
    before = session.survey and not session.table.history  # then the brief comes behind the first question
    if len(session.persons) == 1 and not before:
        lines.say(markdown_lines(lines.paper, session.table.scenario.brief(session.persons[0])))


def title(paper: Paper, session: Session) -> list[str]:
    """Where a table plays, who sits there and how they work together."""
    table, scenario = session.table, session.table.scenario
    lines = [*paper.title(scenario.title, scenario.place), *paper.paragraph(scenario.summary, "  "), ""]
    for seat in SEATS:
        company = session.company(other(seat))
        holder = "you." if len(session.persons) == 1 else "a person."
        if seat not in session.persons:
            holder = f"{company.called}. {company.about}".rstrip()
        lines += paper.paragraph(holder, "    ", first=f"  {seat.capitalize()}: ")
    how = STRUCTURES.get(table.structure.name, "By rules of their own making.")
    lines += ["", *paper.paragraph(how, "  ")]
    months, luck = f"{scenario.months[0]} to {scenario.months[-1]}", f"Seed {table.seed}: the same seed, the same luck."
    return [*lines, *paper.paragraph(f"{scenario.rounds} months, {months}. {luck}", "  ")]


def names_of(session: Session) -> dict[Seat, str]:
    """What the partners at a table are called in a story; "" = a person."""
    return {seat: holder.persona.replace("-", " ") for seat, holder in session.table.holders.items()}


def closing_page(paper: Paper, session: Session, glossary: Glossary) -> list[str]:
    """The closing page of a season, looked back on from where it ended, or with the word why it is not."""
    try:
        found: Review | str = session.review()
    except Refusal as refusal:
        found = refusal.message
    return closing.closing_page(paper, season_of(session.table, names_of(session)), glossary, found)
