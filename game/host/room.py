"""A room with its tables in play: who joins, who comes back, who leads; every change is in its log before it counts."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from typing import Final
from weakref import WeakSet

from game.doors.text import control_problem
from game.host.identity import JoinCode, hash_of, new_token
from game.host.presence import Presence
from game.host.roomlog import Place, RoomEvent, RoomHead, RoomLog, RoomState
from game.refusal import Refusal
from game.rules.levers import SEATS
from game.seating.asked import NewTable
from game.seating.chair import Chair, Executors
from game.seating.changes import Bell
from game.seating.session import Session
from game.store.places import free_path
from game.table.moves import HandOver, TableMove
from game.table.structure import FACILITATOR, Author, Holder

MOST_TABLES: Final = 100
LONGEST_NAME: Final = 40


@dataclass
class HostedTable:
    """A table in play in the room."""

    number: int
    session: Session
    epoch: str  # of this session: a page of another one looks again at once
    since: float  # when something was last done at it, by the steady clock


class HostedRoom:
    """A room. Any thread may ask; what changes it takes its turn.

    Args:
        log: the room's.
        folder: where it and the records of its tables lie.
        clock: seconds since 1970.
    """

    def __init__(self, log: RoomLog, folder: Path, clock: Callable[[], float] = time.time) -> None:
        self.head, self.folder = log.head, folder
        self.executors = Executors(moves=8, sums=1)
        self.presence = Presence(self.ring)
        self.code = JoinCode(log.head.code)
        self.revision = 0
        self._log, self._clock = log, clock
        self._lock = threading.RLock()
        self._tables: dict[int, HostedTable] = {}
        self._chairs: dict[Place, Chair] = {}
        self._bells = WeakSet[Bell]()
        self._closed = False

    @classmethod
    def begin(cls, folder: Path, head: RoomHead, tables: int) -> HostedRoom:
        """A new room with so many tables.

        Raises:
            Refusal: when it cannot be made; then there is none.
        """
        room = cls(RoomLog.begin(folder, head), folder)
        try:
            for _ in range(tables):
                room.open_table()
        except BaseException:
            room.close()
            raise
        return room

    @classmethod
    def resume(cls, folder: Path) -> HostedRoom:
        """Go on with a room where it was left: every table at its last move, every seat with its person.

        Raises:
            Refusal: when it cannot be opened or read.
        """
        room = cls(RoomLog.resume(folder), folder)
        try:
            for number, record in sorted(room.state.records.items()):
                room._seat(number, Session.resume(folder / record, surveyed=room.head.survey))
        except BaseException:
            room.close()
            raise
        return room

    # --- what there is ---

    @property
    def state(self) -> RoomState:
        """Who sits where."""
        return self._log.state

    @property
    def report(self) -> str:
        """What had to be left out when it was resumed; "" = nothing."""
        found = [self._log.report, *(one.session.report for one in self._tables.values())]
        return "\n".join(one for one in found if one)

    def tables(self) -> list[HostedTable]:
        """The tables in play, by number."""
        return [self._tables[number] for number in sorted(self._tables)]

    def table(self, number: int) -> HostedTable:
        """The table of a number.

        Raises:
            Refusal: when there is none.
        """
        if number not in self._tables:
            raise Refusal(f"expected a table from 1 to {len(self._tables)}, given {number}.")
        return self._tables[number]

    def chair(self, place: Place) -> Chair | None:
        """The chair of a seat, for its person; None while a persona plays it."""
        number, seat = place
        held = self.table(number)
        with self._lock:
            if seat not in held.session.persons:
                return None
            if place not in self._chairs:
                chair = held.session.chair(seat, self.executors)
                if chair.kept.revealed is None:
                    chair.keep(revealed=held.session.table.months)
                self._chairs[place] = chair
            return self._chairs[place]

    def free(self) -> list[Place]:
        """The seats that nobody sits in, table by table."""
        return [(one.number, seat) for one in self.tables() for seat in SEATS
                if (one.number, seat) not in self.state.sitters and seat in one.session.persons]  # fmt: skip

    # --- coming and going ---

    def join(self, typed: str, place: Place | None, name: str) -> str:
        """Take a seat: the one that is named, or the next that is free. The token that its person shows from now on.

        Raises:
            Refusal: for a wrong code, or when the seat is taken, or no seat is free.
        """
        self.code.check(typed)
        name = " ".join(name.split())
        if len(name) > LONGEST_NAME or (wrong := control_problem(name)):
            raise Refusal(f"name: expected {LONGEST_NAME} signs at most, given {len(name)}." if
                          len(name) > LONGEST_NAME else f"name: {wrong}")  # fmt: skip
        with self._lock:
            free = self.free()
            if place is not None and place not in free:
                raise Refusal(f"Table {place[0]}, {place[1]} is taken. Choose another seat.")
            if not free:
                raise Refusal("Every seat is taken. Ask the facilitator for another table.")
            return self._sit(place or free[0], name)

    def _sit(self, place: Place, name: str) -> str:
        token = new_token()
        self._do(RoomEvent("sit", table=place[0], seat=place[1], token=hash_of(token), name=name))
        return token

    def place_of(self, token: str) -> Place | None:
        """Where whoever shows this token sits."""
        return self.state.sitter_of(hash_of(token))

    def link_for(self, place: Place) -> str:
        """A token that lets another device take this seat, once."""
        token = new_token()
        self._do(RoomEvent("link", table=place[0], seat=place[1], token=hash_of(token)))
        return token

    def linked(self, token: str) -> Place | None:
        """The seat that a link leads to, while it has not been opened."""
        return self.state.links.get(hash_of(token))

    def come_back(self, token: str) -> str:
        """Take a seat by its link: the newest device counts. The token from now on.

        Raises:
            Refusal: when it was opened before, or is none.
        """
        with self._lock:
            place = self.linked(token)
            if place is None:
                raise Refusal("This link opens nothing any more: it was used, or a newer one was made.")
            sitter = self.state.sitters.get(place)
            return self._sit(place, sitter.name if sitter else "")

    def leave(self, place: Place) -> None:
        """Nobody sits in this seat any more."""
        self._do(RoomEvent("leave", table=place[0], seat=place[1]))

    def new_lead_link(self) -> str:
        """A token that makes whoever opens it first the facilitator; older links open nothing any more."""
        token = new_token()
        self._do(RoomEvent("lead-link", token=hash_of(token)))
        return token

    def may_lead(self, link: str) -> bool:
        """Is this the link that has not been opened?"""
        return hash_of(link) in self.state.lead_links

    def lead(self, link: str) -> str:
        """Become a facilitator by the link, which opens nothing from then on. The token from now on.

        Raises:
            Refusal: when it was opened before, or is none.
        """
        with self._lock:
            if not self.may_lead(link):
                raise Refusal("This link opens nothing any more. Start the room again for a new one.")
            token = new_token()
            self._do(RoomEvent("lead", token=hash_of(token)))
            return token

    def leads(self, token: str) -> bool:
        """Is whoever shows this token a facilitator?"""
        return hash_of(token) in self.state.leaders

    # --- what a facilitator does ---

    def open_table(self) -> HostedTable:
        """One more table.

        Raises:
            Refusal: when there are too many, or its record cannot be made.
        """
        with self._lock:
            number = len(self._tables) + 1
            if number > MOST_TABLES:
                raise Refusal(f"expected {MOST_TABLES} tables at most in a room.")
            head, record = self.head, free_path(f"table-{number}", self.folder)
            asked = NewTable(head.scenario, SEATS, structure=head.structure, seed=head.seed,
                             record=record, survey=head.survey)  # fmt: skip
            session = Session.create(asked, self.folder)
            self._do(RoomEvent("table", table=number, record=record.name))
            return self._seat(number, session)

    def _seat(self, number: int, session: Session) -> HostedTable:
        session.elsewhere = True
        self._tables[number] = HostedTable(number, session, token_hex(4), time.monotonic())
        return self._tables[number]

    def direct(self, number: int, move: TableMove, by: Author = FACILITATOR) -> None:
        """Do something with a table itself: pause it, let it go on, end it early.

        Raises:
            Refusal: as `Session.direct`.
        """
        self.table(number).session.direct(move, by)
        self.touched(number)

    def stand_in(self, place: Place, persona: str) -> None:
        """Let a persona play a seat, until it is handed back."""
        self.direct(place[0], HandOver(place[1], Holder("partner", persona=persona)))

    def hand_back(self, place: Place) -> None:
        """Let the person play this seat again."""
        self.direct(place[0], HandOver(place[1], Holder()))

    # --- who hears of it ---

    def touched(self, number: int) -> None:
        """Something was done at a table just now."""
        self._tables[number].since = time.monotonic()
        self.ring()

    def listen(self, bell: Bell) -> int:
        """Ring a bell at every change in the room; the revision now."""
        self._bells.add(bell)
        return self.revision

    def ring(self) -> None:
        """Tell everybody who looks at the room as a whole."""
        self.revision += 1
        for bell in tuple(self._bells):
            bell.ring(self.revision, self._closed)

    def _do(self, done: RoomEvent) -> None:
        with self._lock:
            self._log.do(RoomEvent(done.what, self._clock(), done.table, done.seat, done.token, done.name, done.record))
        self.ring()

    def close(self) -> None:
        """Let go of everything; all of it is on disk."""
        with self._lock, ExitStack() as ending:
            self._closed = True
            self.ring()
            ending.callback(self._log.close)
            ending.callback(self.executors.close)
            for one in self._tables.values():
                ending.callback(one.session.close)
