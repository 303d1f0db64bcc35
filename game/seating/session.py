"""A table in play in this process, whatever the front: its record, who sits where, and what each seat is told."""

from __future__ import annotations

import threading
import weakref
from contextlib import AbstractContextManager, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from game.doors.text import quoted
from game.partners.turns import take_turns
from game.refusal import Refusal
from game.rules.levers import SEATS, Seat
from game.scenario import load
from game.seating.asked import NewTable
from game.seating.bookmark import Bookmark, drop_marks
from game.seating.chair import Chair, Executors
from game.seating.changes import Bell
from game.seating.company import NONE, Company, Held, Seats, another, holders_of, newcomers
from game.seating.guide import read_guide
from game.seating.hindsight import Hindsight
from game.seating.seat import SeatClient, SeatDesk
from game.store.log import Unwritten, close_after
from game.store.places import free_path
from game.store.record import Record
from game.table.moves import GoOn, HandOver, Move, TableMove
from game.table.seen.observing import observe
from game.table.structure import FACILITATOR, Author, structure
from game.table.survey.instrument import fresh_instrument
from game.table.table import Table

if TYPE_CHECKING:
    from game.lab.hindsight.band import Band
    from game.lab.hindsight.fit import Fit
    from game.lab.hindsight.review import Review


class Session(AbstractContextManager["Session"]):
    """A table in play with all who sit at it. Any thread may ask, by a seat's client; moves are played one by one.

    Args:
        play: the table's record.
        surveyed: are people asked what matters to whom while it is open here? None = as was said when it began.
        folder: where the records of seasons lie that are played again.
        handed: seats that somebody else holds than the record says, which is about to be told.

    Attributes:
        revision: grows with every change that a seat may notice.
        survey: was it said that people are asked what matters to whom, or that they are not? None = neither.
        elsewhere: are persons across from each other at screens of their own?

    Raises:
        Refusal: when there is no such persona, or a season that is played again cannot be read.
    """

    def __init__(self, play: Record, surveyed: bool | None = None, folder: Path = Path(), handed: Held = NONE) -> None:
        self._play = play
        self.survey = play.head.surveyed if surveyed is None else surveyed
        self.revision, self.elsewhere = 0, False
        self._lock = threading.RLock()
        self._hindsight = Hindsight(lambda: self.table, play.head.may_look_back)
        self._seats = Seats({**play.table.holders, **handed}, folder)
        self._bells = weakref.WeakSet[Bell]()
        self._bookmarks: dict[str, Bookmark] = {}
        self._desks = {seat: SeatDesk(self, seat) for seat in SEATS}

    @classmethod
    def create(cls, asked: NewTable, folder: Path) -> Session:
        """Open a new table, with its record in a folder unless another place was asked for.

        Raises:
            Refusal: when there is no such scenario, persona or structure, or the record cannot be made.
        """
        place, chosen, held = load(asked.scenario), structure(asked.structure), holders_of(asked)
        Seats(held, folder)  # before there is a record: a wrong persona leaves none behind
        path = asked.record or free_path(place.slug, folder)
        asks, lists = asked.survey, fresh_instrument()
        record = Record.create(path, place, asked.seed, chosen, held, surveyed=asks, talk_first=True, instrument=lists)
        session = cls(record, folder=folder)
        drop_marks(path)
        try:
            session.let_partners_play()
        except Unwritten as full:
            session.close()
            path.unlink(missing_ok=True)  # nobody has sat down at it yet
            raise Refusal(f"{full.why}. Nothing was begun. Make room, or choose another place.") from None
        return session

    @classmethod
    def resume(cls, path: Path, surveyed: bool | None = None, handed: Held = NONE, goes_on: bool = False) -> Session:
        """Go on with a table from its record.

        Args:
            path: of the record.
            surveyed: are people asked what matters to whom for now? None = as was said when it began.
            handed: seats that somebody else holds from now on.
            goes_on: does a pause end with this?

        Raises:
            Refusal: when it cannot be opened, is in play elsewhere, cannot be replayed, or no person sits there.
        """
        record = Record.resume(path)
        try:
            try:
                session = cls(record, surveyed, path.parent, handed)
            except Refusal as refusal:  # of who sits there
                raise Refusal(f"{path}: {refusal.message}") from None
            if not session.persons:  # before anything is written
                raise Refusal(f"{path}: two partners play at this table; no seat waits for a person.")
            for seat, holder in newcomers(handed, session.table.holders):
                session._land(HandOver(seat, holder), Author())
            if goes_on and session.table.paused is not None:
                session.direct(GoOn(), Author())
            session.let_partners_play()
        except Refusal as refusal:  # what had to be left out of the record is out of it
            record.close()
            raise Refusal("\n".join(filter(None, (refusal.message, record.report)))) from None
        except BaseException:
            record.close()
            raise
        return session

    @property
    def lesson(self) -> bool:
        """Is this a guided table, with one person in both chairs by turns?"""
        return self._seats.lesson

    @property
    def persons(self) -> tuple[Seat, ...]:
        """The seats that people hold this month."""
        return tuple(seat for seat in SEATS if seat not in self._seats.partners(self.table.round))

    @property
    def surveyed(self) -> bool:
        """Are people asked what matters to whom? Where nobody said so, where two people play."""
        return self._seats.both_persons if self.survey is None else self.survey

    def company(self, seat: Seat) -> Company:
        """Who sits across from a seat."""
        return replace(self._seats.company(seat, self.elsewhere), played_on=self._play.head.played_on)

    def seat(self, seat: Seat) -> SeatClient:
        """What the client of a seat holds."""
        return self._desks[seat].client

    def chair(self, seat: Seat, executors: Executors) -> Chair:
        """A chair at this table, for a person at a screen.

        Args:
            seat: whose it is.
            executors: where its requests run; whoever hosts owns them.

        Raises:
            Refusal: when a partner sits there.
        """
        if seat not in self.persons:
            raise Refusal(f"expected a seat that a person holds, {' or '.join(self.persons) or 'none'}: {quoted(seat)}")
        scenario = self.table.scenario
        return Chair(
            self.seat(seat),
            self.company(seat),
            executors,
            scenario.brief(seat),
            self.bookmark(seat),
            read_guide(scenario) if self.lesson else (),
            self.surveyed,
        )

    def bookmark(self, seat: Seat) -> Bookmark | None:
        """Where the person in a seat was; in a lesson one person sits in both. None where nothing is kept."""
        person = "lesson" if self.lesson else seat
        if self.path is not None and person not in self._bookmarks:
            self._bookmarks[person] = Bookmark(self.path, person, self.table.months)
        return self._bookmarks.get(person)

    @property
    def table(self) -> Table:
        """The table as it is now, for whoever hosts: a front asks through a seat."""
        return self._play.table

    @property
    def path(self) -> Path | None:
        """Where the record is; None = nothing is kept."""
        return self._play.path

    @property
    def report(self) -> str:
        """What resuming had to leave out, of the record and of where its persons were; "" = nothing."""
        marks = dict.fromkeys(self.bookmark(seat) for seat in self.persons)
        return "\n".join(one for one in (self._play.report, *(mark.report for mark in marks if mark)) if one)

    def play(self, move: Move, key: str = "") -> None:
        """Play a seat's move, and let partners answer it; it is on disk when this returns.

        Args:
            move: of a seat.
            key: of this move and no other: sent again with it, the move counts once; "" = it is not sent again.

        Raises:
            Refusal: when it is not allowed or could not be written, and the table stays as it was; or when it counts,
                and only what a partner answered could not be written.
        """
        with self._lock:
            self._land(move, None, key)
            self._let_partners_answer()

    def direct(self, move: TableMove, by: Author = FACILITATOR, key: str = "") -> None:
        """Do something with the table itself: pause it, hand a seat over, end the season; partners go on with it.

        Args:
            move: of the table.
            by: who does it.
            key: as of a seat's move.

        Raises:
            Refusal: when it cannot be done now, or could not be written; as `play`.
        """
        with self._lock:
            if isinstance(move, HandOver):
                self._seats.check(move.seat, move.holder)
            self._land(move, by, key)
            self._let_partners_answer()

    def _let_partners_answer(self) -> None:
        """Let partners play on after a move that is safe; it stays so when what they do cannot be written."""
        try:
            self.let_partners_play()
        except Unwritten as full:
            safe = "What you did counts and is saved; what your partner does next is not. Make room: the partner plays"
            raise Refusal(f"{full.why}. {safe} on with your next move, or when the table is opened again.") from None

    def let_partners_play(self, to_the_reveal: bool = False) -> bool:
        """Let partners act until only persons have anything to do; or, if asked, a month is revealed: was it?"""
        with self._lock:
            months = self.table.months
            return take_turns(
                lambda: () if self.table.paused is not None else self._seats.partners(self.table.round),
                self._turn,
                lambda: to_the_reveal and self.table.months > months,
            )

    def _turn(self, seat: Seat) -> bool:
        moves = self._seats.moves(self.table.round, observe(self.table, seat))
        for move in moves:
            self._land(move, Author("partner", self.table.holders[seat].persona))
        return bool(moves)

    def _land(self, move: Move | TableMove, by: Author | None = None, key: str = "") -> None:
        """A move, and everybody is told that there was one."""
        before = self.table
        if self._play.play(move, by, key) is not before:
            if isinstance(move, HandOver):
                self._seats.take(move.seat, move.holder)
            self.revision += 1
            self._ring()

    def _ring(self, closed: bool = False) -> None:
        """Tell everybody who listens; one whose bell fails holds nobody up."""
        for bell in tuple(self._bells):
            with suppress(Exception):
                bell.ring(self.revision, closed)

    def listen(self, bell: Bell) -> int:
        """Ring a bell at every change, for as long as somebody else keeps it; the revision now."""
        with self._lock:
            self._bells.add(bell)
            bell.ring(self.revision)
            return self.revision

    def review(self) -> Review:
        """The season looked back on: `Hindsight.review`."""
        return self._hindsight.review()

    def fit(self, round_: int) -> Fit:
        """What would have fit better in a month: `Hindsight.fit`."""
        return self._hindsight.fit(round_)

    def band(self, round_: int) -> Band:
        """Where the season could still end after a month: `Hindsight.band`."""
        return self._hindsight.band(round_)

    def again(self) -> NewTable:
        """A table like this one, with the next seed; where the other chair is an echo, with the same."""
        return replace(another(self.table, self.persons, self.lesson), survey=self.survey)

    def close(self) -> None:
        """Let go of the record, as `Log.close` says, once a move is safe; every seat is refused from now on."""
        with self._lock:
            for desk in self._desks.values():
                desk.close()
            self._ring(closed=True)
            self._play.close()

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        close_after(error, self.close)
