"""A seat as a client holds it: what it may see and do, with nothing behind it that leads to the other's figures.

The host keeps a `SeatDesk` for each seat; the client has only weak references to the desk's clerks, generators that
take a request and give plain data. What the client keeps, it has been given: there is no attribute, closure or
container to follow from it to the table.
"""

from __future__ import annotations

import threading
import traceback
import weakref
from collections.abc import Generator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeAlias, TypeVar, get_args

from game.doors.text import quoted, visible
from game.refusal import Refusal
from game.rules.levers import SEATS, Seat
from game.seating.changes import Bell
from game.seating.company import Company
from game.seating.requests import (
    REQUESTS,
    Explain,
    Foresee,
    Listen,
    ListWhys,
    LookBack,
    Meet,
    Observe,
    Play,
    Request,
    SeeInFull,
    ViewBand,
    ViewFit,
    ViewSurvey,
)
from game.table.moves import Move
from game.table.seen.in_full import month_in_full
from game.table.seen.observing import observe
from game.table.seen.outlook import outlook
from game.table.seen.whys import why, whys_of
from game.table.survey.surveying import survey_view
from game.table.table import Table

if TYPE_CHECKING:
    from game.lab.hindsight.band import Band
    from game.lab.hindsight.fit import Fit
    from game.lab.hindsight.review import Review

T = TypeVar("T")
CLOSED = "This table is closed. Resume its record to play on."


class Served(Protocol):
    """What desks stand before: a table in play with all who sit at it."""

    @property
    def table(self) -> Table:
        """The table as it is now."""

    def play(self, move: Move, key: str = "") -> None:
        """Play a seat's move, once for each key, and let partners answer."""

    def review(self) -> Review:
        """The season looked back on."""

    def fit(self, round_: int) -> Fit:
        """What would have fit better in a month, counted from 1."""

    def band(self, round_: int) -> Band:
        """Where the season could still end after a month, counted from 1."""

    def company(self, seat: Seat) -> Company:
        """Who sits across from a seat."""

    def listen(self, bell: Bell) -> int:
        """Ring a bell at every change; the revision now."""


class Failed(RuntimeError):
    """A request that ended in an error of the program; the table is as it was after its last move."""


MOVES: Final = get_args(Move)
"""The kinds of moves that a seat has."""

Clerk: TypeAlias = Generator[Any, Request[Any], None]


class SeatDesk:
    """The host's side of one seat: keep it for as long as the seat may be used.

    Args:
        served: the table in play.
        seat: whose desk it is.
    """

    def __init__(self, served: Served, seat: Seat) -> None:
        if seat not in SEATS:
            raise Refusal(f"expected a seat, marketing or distribution: {quoted(seat)}")
        # One for what is asked of the table, one for sums, so that no sum holds a move up.
        looks, sums = _serve(served, seat), _serve(served, seat)
        next(looks), next(sums)
        self._clerks: tuple[Clerk, ...] = (looks, sums)
        self.client = SeatClient(seat, weakref.ref(looks), weakref.ref(sums))

    def close(self) -> None:
        """Serve nobody any more: the seat's next request is refused, one that is being answered still is."""
        self._clerks = ()


class SeatClient:
    """What one seat's client holds. Every request goes to the desk and brings back plain data; any thread may ask."""

    __slots__ = ("_asking", "_clerks", "seat")

    def __init__(self, seat: Seat, looks: weakref.ref[Clerk], sums: weakref.ref[Clerk]) -> None:
        self.seat = seat
        self._clerks = (looks, sums)
        self._asking = (threading.Lock(), threading.Lock())

    def ask(self, request: Request[T]) -> T:
        """The answer to a request.

        Raises:
            Refusal: when it cannot be answered, the move is not allowed or is the other seat's, or the table is closed.
            Failed: when the program has a mistake.
        """
        if type(request) not in REQUESTS:
            raise Refusal(f"expected a request of game.seating.requests, given {quoted(request)}")
        reply = self._sent(request)
        if isinstance(reply, Refusal):
            raise Refusal(reply.message)
        if isinstance(reply, Failed):
            raise reply
        answer: T = reply
        return answer

    def _sent(self, request: Request[Any]) -> Any:
        """What the clerk replies; no frame of this is left when a refusal is raised, for it holds the clerk."""
        kind = int(request.sums)
        with self._asking[kind]:
            clerk = self._clerks[kind]()
            return Refusal(CLOSED) if clerk is None else clerk.send(request)


def _serve(served: Served, seat: Seat) -> Clerk:
    """Answer one request after the other for one seat, and keep none: a bell would never be let go of."""
    asked = [(yield None)]
    while True:
        asked.append((yield _reply(served, seat, asked.pop())))


def _reply(served: Served, seat: Seat, request: Request[Any]) -> object:
    """The answer, or what stands for an error: the one that was caught carries frames that hold the table."""
    try:
        return _answer(served, seat, request)
    except Refusal as refusal:
        return Refusal(refusal.message)
    except Exception as error:
        failed = Failed(f"{type(error).__name__}: {error}")
        failed.add_note("".join(traceback.format_exception(error)))
        return failed


def _answer(served: Served, seat: Seat, request: Request[Any]) -> object:
    match request:
        case Observe():
            return observe(served.table, seat)
        case Play(move, key):
            if type(move) not in MOVES:
                raise Refusal(f"expected a move of a seat, given {_kind(move)}.")
            move = _rebuilt(move)
            if type(key) is not str or type(move.seat) is not str:
                raise Refusal("expected text for the seat and the key of a move.")
            if move.seat != seat:
                raise Refusal(f"This is {seat}'s desk: expected a move of {seat}, given one of {move.seat}.")
            served.play(move, key)
            return observe(served.table, seat)
        case Foresee(plan):
            if not isinstance(plan, Mapping):
                raise Refusal(f"expected a plan, values by setting, given {_kind(plan)}.")
            return outlook(served.table, seat, _rebuilt(plan))
        case ListWhys(round_):
            return whys_of(served.table, seat, round_)
        case Explain(round_, key):
            return why(served.table, seat, round_, key)
        case SeeInFull(round_):
            return month_in_full(served.table, round_)
        case ViewSurvey():
            return survey_view(served.table, seat)
        case LookBack():
            return served.review()
        case ViewFit(round_):
            return served.fit(round_)
        case ViewBand(round_):
            return served.band(round_)
        case Meet():
            return served.company(seat)
        case Listen(bell):
            if type(bell) is not Bell:
                raise Refusal(f"expected a bell, given {_kind(bell)}.")
            return served.listen(bell)
    raise Refusal(f"expected a request of game.seating.requests, given {quoted(request)}")


def _kind(given: object) -> str:
    return visible(type(given).__name__)


def _rebuilt(given: Any) -> Any:
    """What a client gave, made anew of plain values: none of them compares or hashes by code of the client's."""
    if isinstance(given, str):
        return str.__str__(given)
    if isinstance(given, float):
        return float.__float__(given)
    if isinstance(given, Mapping):
        return {_rebuilt(key): _rebuilt(value) for key, value in given.items()}
    if isinstance(given, tuple | list):
        return type(given)(map(_rebuilt, given)) if type(given) in (tuple, list) else tuple(map(_rebuilt, given))
    if is_dataclass(given) and not isinstance(given, type):
        return replace(given, **{one.name: _rebuilt(getattr(given, one.name)) for one in fields(given) if one.init})
    return given
