"""A partner: software in a seat. It gets an observation and gives moves, and remembers nothing in between."""

from __future__ import annotations

from dataclasses import dataclass

from game.partners.mind import Mind, mind_of
from game.partners.personas import Temperament, temperament
from game.partners.picture import Picture
from game.partners.plan.campaign import plan
from game.partners.talk import answering, curiosity, intentions, proposing, requesting, weighing
from game.partners.words import script
from game.refusal import Refusal
from game.rules.levers import Seat
from game.table.moves import Commit, KeepLine, Move, Ready, Sign
from game.table.seen.observation import Observation


@dataclass(frozen=True)
class Partner:
    """A persona in a seat. The same observation always gives the same moves."""

    seat: Seat
    temper: Temperament

    @property
    def persona(self) -> str:
        """The persona's name."""
        return self.temper.name

    def act(self, observation: Observation) -> list[Move]:
        """The moves this partner makes now, in order; empty when it waits for the other seat.

        Play them all, observe, and ask again until there are none: a signature may change what is on the sheet, so
        what follows from it comes with the next observation.

        Raises:
            Refusal: when the observation is the other seat's.
        """
        if observation.seat != self.seat:
            raise Refusal(f"partner: expected the observation of {self.seat}, given that of {observation.seat}.")
        picture = Picture(observation)
        line = self._line(picture)
        if observation.at == "over":
            return line
        mind = mind_of(picture, self.temper)
        moves: list[Move] = [*line, *answering.answers(mind)]
        for answer in weighing.answers(mind):
            moves.append(answer)
            if isinstance(answer, Sign):
                return moves
        replies = requesting.replies(mind)
        if replies:
            return [*moves, *replies]  # a word given changes the plan: it comes with the next observation
        return [*moves, *self._phase(picture, mind)]

    def _phase(self, picture: Picture, mind: Mind) -> list[Move]:
        match picture.seen.at:
            case "read":
                said = curiosity.predict(picture, self.temper)
                return [said] if said else [Ready(self.seat)]
            case "talk":
                asked = curiosity.ask(picture, self.temper)
                wants: list[Move] = [*proposing.proposals(mind), *requesting.requests(mind)]
                return [*asked, *intentions.say(mind), *wants, Ready(self.seat)]
            case "plan":
                if self._waits(picture):
                    return []
                values, why = plan(mind)
                return [Commit(self.seat, values, why)]
        return []

    def _waits(self, picture: Picture) -> bool:
        """Better to hear the partner first: it is talking, has something of ours to answer, or a draft we may soon see.

        The partner always answers what lies open before it waits itself, and only distribution waits for a draft:
        so no two partners wait for each other.
        """
        seen = picture.seen
        if seen.partner_at == "committed":
            return False
        if seen.structure.talk != "none" and seen.partner_at in ("read", "talk"):
            return True
        asked = any(one.round == seen.round and one.answer is None for one in seen.asked)
        requested = any(one.status == "open" and one.waits != self.seat for one in seen.requests)
        if asked or requested or any(one.by == self.seat for one in picture.open):
            return True
        drafts = picture.data_shared and self.temper.listens >= 0.5
        return drafts and self.seat == "distribution"

    def _line(self, picture: Picture) -> list[Move]:
        """A line about the month that was last revealed, once."""
        last = picture.last
        if last is None or any(line.round == last.round for line in picture.seen.lines):
            return []
        text = intentions.line(picture, self.temper)
        return [KeepLine(self.seat, text)] if text else []


def partner_for(seat: Seat, persona: str) -> Partner:
    """A partner for a seat.

    Args:
        seat: marketing or distribution.
        persona: one of `personas(seat)`.

    Raises:
        Refusal: when there is no such seat or persona, with the nearest name, or when what partners say is not as
            it should be.
    """
    script()  # what it cannot say is told when it takes its seat, not in mid-play
    return Partner(seat, temperament(seat, persona))
