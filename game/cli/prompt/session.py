"""A season at a line prompt: who is in the chair, phase after phase, month after month."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from game.cli.prompt import news, panel, phases, reveal, survey
from game.cli.prompt.chair import Chair
from game.cli.prompt.lines import Lines
from game.cli.telling import closing
from game.cli.telling.story import season_of
from game.rules.levers import Seat, other
from game.seating.sitting import Sitting
from game.table.seen.observation import Observation
from game.terms import Glossary

TALKING: Final = ("read", "ask", "agree")
PHASES: Final[Mapping[str, Callable[[Chair], None]]] = MappingProxyType(
    {"read": phases.read, "ask": phases.ask, "agree": phases.agree, "plan": phases.plan}
)


class Session:
    """One season, played by the persons at this prompt.

    Args:
        sitting: the table, with partners on the seats that no person holds.
        people: the seats that persons hold, one or both.
        names: what the holders of the seats are called on the closing page.
        surveyed: are they asked what matters to whom, before, half-way and after?
    """

    def __init__(
        self,
        sitting: Sitting,
        lines: Lines,
        glossary: Glossary,
        people: Sequence[Seat],
        names: Mapping[Seat, str],
        surveyed: bool = False,
    ) -> None:
        self._sitting, self._lines, self._glossary, self._names = sitting, lines, glossary, names
        self._chairs = {seat: Chair(seat, sitting, lines, glossary) for seat in people}
        self._in_chair = people[0]
        self._surveyed = surveyed
        # Who will not be asked after this season has another one before the debrief: nothing is shown yet.
        passed = [chair.client.survey().own.passed for chair in self._chairs.values()]
        self._last_act = surveyed and any("after" not in moments for moments in passed)

    def play(self) -> None:
        """Play to the end of the season, or until the person leaves or the input ends."""
        table = self._sitting.table
        if table.history and not table.over:
            name = table.scenario.months[table.round - 1]
            self._lines.tell(f"The table is as you left it, in {name}, month {table.round} of {table.scenario.rounds}.")
        if len(self._chairs) > 1 and not table.over:
            self._lines.curtain(self._in_chair)
        while not self._sitting.table.over:
            self._survey()
            self._month()
        self._survey()
        self._close()
        self._look_back()

    def _close(self) -> None:
        """The closing page, looked back on from where it ended."""
        from game.lab.hindsight.review import review  # the lab takes a while to load, and nobody needs it before

        table = self._sitting.table
        season = season_of(table, self._names)
        self._lines.say(closing.told(self._lines.paper, season, self._glossary, review(table)))

    def _survey(self) -> None:
        """What matters to whom: put to each person for whom it is due now."""
        for chair in self._in_turn() if self._surveyed else ():
            if chair.client.survey().due:
                if chair.seat != self._in_chair:
                    self._swap(chair.seat)
                survey.ask(chair)

    def _look_back(self) -> None:
        """The rankings side by side, and one promise each."""
        if not self._last_act:
            return
        survey.open_debrief(self._chairs)
        for chair in self._in_turn():
            if chair.client.survey().own.promise is None:
                survey.promise(chair)

    def _in_turn(self) -> list[Chair]:
        """Everybody, the person in the chair first."""
        return [self._chairs[self._in_chair], *(one for seat, one in self._chairs.items() if seat != self._in_chair)]

    def _month(self) -> None:
        """One month, from its news to its reveal."""
        played = len(self._sitting.table.history)
        opened: set[Seat] = set()
        self._sitting.let_partners_play()
        while len(self._sitting.table.history) == played:
            seen = self._served()
            chair = self._chairs[seen.seat]
            if seen.seat not in opened:
                self._open(chair, seen)
                opened.add(seen.seat)
            if seen.at != "read":  # a partner is read unaided
                news.tell(chair)
            PHASES[seen.at](chair)
            self._sitting.let_partners_play()
        for chair in self._chairs.values():
            chair.clear()
        self._reveal()

    def _served(self) -> Observation:
        """The person whose turn it is, in the chair: who is committed, or waits for the other to talk, gives way."""
        seen = self._chairs[self._in_chair].seen()
        waits = seen.at == "plan" and seen.partner_at in TALKING and seen.structure.talk != "none"
        partner = other(self._in_chair)
        if (seen.at == "committed" or waits) and partner in self._chairs:
            self._swap(partner)
            seen = self._chairs[partner].seen()
        return seen

    def _swap(self, to: Seat) -> None:
        self._lines.curtain(to)
        self._in_chair = to

    def _open(self, chair: Chair, seen: Observation) -> None:
        """The month's title, its news and the seat's own figures."""
        paper, scenario = self._lines.paper, seen.scenario
        name, at = scenario.months[seen.round - 1], f"month {seen.round} of {scenario.rounds}"
        lines = ["", paper.rule("━"), paper.ends(name, at, "strong"),
                 paper.line(f"You are {chair.seat}.", chair.seat), paper.rule("━")]  # fmt: skip
        for card in seen.news:
            lines += [*paper.heading(f"News: {card.title}"), *paper.paragraph(card.text, "  ")]
        self._lines.say([*lines, *panel.now(chair, seen)])

    def _reveal(self) -> None:
        """The month that was played, to each person in turn, and the line they keep."""
        over = self._sitting.table.over
        seats = [self._in_chair, *(seat for seat in self._chairs if seat != self._in_chair)]
        for at, seat in enumerate(seats):
            if at:
                self._swap(seat)
            chair = self._chairs[seat]
            self._lines.say(reveal.shown(chair, chair.seen()))
            phases.keep(chair, over)
