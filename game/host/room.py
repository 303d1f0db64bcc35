"""A room with its tables in play: who joins, who comes back, who leads; every change is in its log before it counts."""

from __future__ import annotations

import threading
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from secrets import token_hex
from typing import Final
from weakref import WeakSet

from game.doors.text import control_problem
from game.host.acts import RoomClock, acts_of, new_session
from game.host.identity import JoinCode
from game.host.presence import Presence
from game.host.register import Register
from game.host.roomlog import Place, RoomHead, RoomLog, RoomState
from game.refusal import Refusal
from game.rules.levers import SEATS, Seat
from game.seating.chair import Chair, Executors
from game.seating.changes import Bell
from game.seating.session import Session
from game.table.moves import HandOver, TableMove
from game.table.seen.outlook import Outlook
from game.table.structure import FACILITATOR, Author, Holder
from game.workshop.run_of_show import RunOfShow

MOST_TABLES: Final = 100
LONGEST_NAME: Final = 40


@dataclass
class HostedTable:
    """A table in play in the room."""

    number: int
    session: Session
    epoch: str  # of this session: a page of another one looks again at once
    since: float  # when something was last done at it, by the steady clock
    usual: dict[Seat, tuple[int, Outlook]] = field(default_factory=dict)  # a month with no change, by its revision


class HostedRoom:
    """A room. Any thread may ask; what changes it takes its turn.

    Args:
        log: the room's.
        folder: where it and the records of its tables lie.
        clock: of its run of show; None = it goes through none.
    """

    def __init__(self, log: RoomLog, folder: Path, clock: RoomClock | None = None) -> None:
        self.head, self.folder, self.clock = log.head, folder, clock
        self.executors = Executors(moves=8, sums=1)
        self.presence = Presence(self.ring)
        self.code = JoinCode(log.head.code)
        self.revision = 0
        self.register = Register(log, self.ring)
        self._lock = threading.RLock()
        self._tables: dict[int, HostedTable] = {}
        self._chairs: dict[Place, Chair] = {}
        self._bells = WeakSet[Bell]()
        self._closed = False

    @classmethod
    def begin(cls, folder: Path, head: RoomHead, tables: int, run: RunOfShow | None = None) -> HostedRoom:
        """A new room with so many tables, in the first act of its run of show if it goes through one.

        Raises:
            Refusal: when it cannot be made; then there is none.
        """
        room = cls(RoomLog.begin(folder, head), folder)
        try:
            room.clock = RoomClock.begin(folder, run) if run is not None else None
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
            room.clock = RoomClock.resume(folder)
            surveyed = None if room.clock is not None else room.head.survey
            for number, record in sorted(room.state.records.items()):
                room._seat(number, Session.resume(folder / record, surveyed=surveyed))
        except BaseException:
            room.close()
            raise
        return room

    # --- what there is ---

    @property
    def state(self) -> RoomState:
        """Who sits where."""
        return self.register.state

    @property
    def report(self) -> str:
        """What had to be left out when it was resumed; "" = nothing."""
        found = [self.register.report, *(one.session.report for one in self._tables.values())]
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
            return self.register.sit(place or free[0], name)

    # --- what a facilitator does ---

    def open_table(self) -> HostedTable:
        """One more table, in the act that the room is in.

        Raises:
            Refusal: when there are too many, or its record cannot be made.
        """
        with self._lock:
            number = len(self._tables) + 1
            if number > MOST_TABLES:
                raise Refusal(f"expected {MOST_TABLES} tables at most in a room.")
            return self._open(number, self.state.act or next(iter(acts_of(self.run)), ""))

    def _open(self, number: int, act: str) -> HostedTable:
        session, record = new_session(self.head, self.folder, self.run, number, act)
        self.register.opened(number, record, act)
        return self._seat(number, session)

    @property
    def run(self) -> RunOfShow | None:
        """The run of show that the room goes through; None = it plays one place."""
        return self.clock.run if self.clock is not None else None

    def open_act(self, key: str) -> None:
        """Let every table play an act of the run of show from now on, each by the same two, stand-ins too.

        Raises:
            Refusal: when there is no such act, or a record cannot be made; the tables before that one play it.
        """
        if key not in acts_of(self.run):
            raise Refusal(f"expected an act of the run of show, {', '.join(acts_of(self.run)) or 'which has none'}.")
        with self._lock:
            for before in self.tables():
                held, now = before.session.table.holders, self._open(before.number, key).session
                before.session.close()
                for seat in SEATS if len(now.persons) > 1 else ():
                    if held[seat].held_by == "partner":
                        self.stand_in((before.number, seat), held[seat].persona)

    def _seat(self, number: int, session: Session) -> HostedTable:
        session.elsewhere = True
        for seat in SEATS:
            self._chairs.pop((number, seat), None)
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

    def close(self) -> None:
        """Let go of everything; all of it is on disk."""
        with self._lock, ExitStack() as ending:
            self._closed = True
            self.ring()
            ending.callback(self.register.close)
            if self.clock is not None:
                ending.callback(self.clock.close)
            ending.callback(self.executors.close)
            for one in self._tables.values():
                ending.callback(one.session.close)
