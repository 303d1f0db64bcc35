"""A seat as a client holds it: what it may see and do, with nothing behind it that leads to the other's figures.

The host holds a `Desk` per seat; the client's `Seat` has only a weak reference to the desk's clerk, a generator
that takes a request and gives plain data. What the client keeps, it has been given: there is no attribute, closure
or container to follow from it to the table.
"""

from __future__ import annotations

import weakref
from collections.abc import Generator, Mapping
from dataclasses import dataclass
from typing import Literal, Protocol, TypeAlias

from game.refusal import Refusal
from game.rules.explain import Explanation
from game.rules.levers import SEATS, Plan, Seat
from game.table.holders import FACILITATOR, Author
from game.table.moves import Move, TableMove
from game.table.playing import play
from game.table.seen.observation import Observation
from game.table.seen.observing import observe
from game.table.seen.outlook import Outlook, outlook
from game.table.seen.whys import Why, why, whys_of
from game.table.survey.surveying import SurveyView, survey_view
from game.table.table import Table


class Play(Protocol):
    """What desks stand before: a table that moves on, recorded or not."""

    @property
    def table(self) -> Table:
        """The table as it is now."""

    def play(self, move: Move | TableMove, by: Author | None = None, key: str = "") -> Table:
        """Play a move and give the table after it; a Refusal leaves it as it was.

        Args:
            move: of a seat or of the table.
            by: who makes it; the seat's holder, or the facilitator, unless given.
            key: of this move and no other; resent with it, it counts once.
        """


class Unrecorded:
    """A table in play that nothing is kept of."""

    def __init__(self, table: Table) -> None:
        self.table = table

    def play(self, move: Move | TableMove, by: Author | None = None, key: str = "") -> Table:
        """Play a move; without a record every one counts.

        Raises:
            Refusal: when it is not allowed; the table stays as it was.
        """
        self.table = play(self.table, move, by or FACILITATOR)
        return self.table


@dataclass(frozen=True)
class Request:
    """What a client asks of its desk."""

    what: Literal["observe", "play", "outlook", "whys", "why", "survey"]
    move: Move | None = None
    plan: Plan | None = None
    round: int = 0  # of the month asked about
    key: str = ""  # of the figure asked about


Answer: TypeAlias = Observation | Outlook | tuple[Why, ...] | Explanation | SurveyView
Reply: TypeAlias = Answer | Refusal
Clerk: TypeAlias = Generator[Reply | None, Request, None]


class Desk:
    """The host's side of one seat: keep it for as long as the seat may be used.

    Args:
        play: the table in play.
        seat: whose desk it is.
    """

    def __init__(self, play: Play, seat: Seat) -> None:
        if seat not in SEATS:
            raise Refusal(f"expected a seat, marketing or distribution: {seat!r}")
        self._clerk = _serve(play, seat)
        next(self._clerk)
        self.seat = SeatClient(seat, weakref.ref(self._clerk))

    def close(self) -> None:
        """Serve nobody any more: the seat's next request is refused."""
        self._clerk.close()


class SeatClient:
    """What one seat's client holds. Every request goes to the desk and brings back plain data."""

    __slots__ = ("_desk", "seat")

    def __init__(self, seat: Seat, desk: weakref.ref[Clerk]) -> None:
        self.seat = seat
        self._desk = desk

    def observation(self) -> Observation:
        """What this seat may see now.

        Raises:
            Refusal: when the table is closed.
        """
        reply = self._ask(Request("observe"))
        assert isinstance(reply, Observation)
        return reply

    def play(self, move: Move) -> Observation:
        """Play a move of this seat, and see what there is to see after it.

        Raises:
            Refusal: when the move is not allowed, or is the other seat's, or the table is closed.
        """
        reply = self._ask(Request("play", move=move))
        assert isinstance(reply, Observation)
        return reply

    def outlook(self, plan: Plan | None = None) -> Outlook:
        """What this seat's own data says will happen with a plan; settings left out are as in `current`.

        Raises:
            Refusal: when the plan cannot be played, the season is over or the table is closed.
        """
        reply = self._ask(Request("outlook", plan=plan or {}))
        assert isinstance(reply, Mapping)
        return reply

    def whys(self, round_: int) -> tuple[Why, ...]:
        """What this seat may ask about a month, counted from 1.

        Raises:
            Refusal: when that month has not been played, or the table is closed.
        """
        reply = self._ask(Request("whys", round=round_))
        assert isinstance(reply, tuple)
        return reply

    def why(self, round_: int, key: str) -> Explanation:
        """One figure of a month taken apart; `key` is one of `whys`.

        Raises:
            Refusal: when there is no such figure, it is not this seat's to know, or the table is closed.
        """
        reply = self._ask(Request("why", round=round_, key=key))
        assert isinstance(reply, Explanation)
        return reply

    def survey(self) -> SurveyView:
        """What this seat is asked to rank and rate now, and what it has given; answered with moves.

        Raises:
            Refusal: when the table is closed.
        """
        reply = self._ask(Request("survey"))
        assert isinstance(reply, SurveyView)
        return reply

    def _ask(self, request: Request) -> Answer:
        clerk = self._desk()
        try:
            reply = clerk.send(request) if clerk is not None else None
        except StopIteration:
            reply = None
        if reply is None:
            raise Refusal("This table is closed. Resume its record to play on.")
        if isinstance(reply, Refusal):
            raise Refusal(reply.message)
        return reply


def _serve(play: Play, seat: Seat) -> Clerk:
    """Answer one request after the other for one seat."""
    reply: Reply | None = None
    while True:
        request = yield reply
        try:
            reply = _answer(play, seat, request)
        except Refusal as refusal:
            # A new one: the caught one carries frames that hold the table.
            reply = Refusal(refusal.message)


def _answer(play: Play, seat: Seat, request: Request) -> Reply:
    if request.what == "outlook":
        return outlook(play.table, seat, request.plan or {})
    if request.what == "whys":
        return whys_of(play.table, seat, request.round)
    if request.what == "why":
        return why(play.table, seat, request.round, request.key)
    if request.what == "survey":
        return survey_view(play.table, seat)
    if request.what == "play" and request.move is not None:
        if request.move.seat != seat:
            raise Refusal(f"This is {seat}'s desk: expected a move of {seat}, given one of {request.move.seat}.")
        play.play(request.move)
    return observe(play.table, seat)
