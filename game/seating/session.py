"""A table in play on this machine: its record, the partners on its seats, and a chair for each person."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from game.figures import money
from game.partners import partner_for, personas
from game.partners.echo import echo_of
from game.refusal import Refusal
from game.rules.explain import Explanation
from game.rules.levers import SEATS, Plan, Seat, other
from game.scenario import load
from game.seating.asked import NewTable
from game.seating.bookmark import Bookmark
from game.seating.chair import Chair, Company
from game.seating.guide import read_guide
from game.store.places import free_path
from game.store.record import Record
from game.store.replay import read_record
from game.table.holders import Holder
from game.table.moves import Move
from game.table.phases import PHASES
from game.table.played import season_of
from game.table.seat import Desk, SeatClient
from game.table.seen.observation import Observation
from game.table.seen.outlook import Outlook
from game.table.seen.whys import Why
from game.table.structure import structure
from game.table.survey.surveying import SurveyView
from game.table.table import Table

if TYPE_CHECKING:
    from game.lab.hindsight.review import Review

STAND_IN = "bridge-builder"
"""Who holds the other seat in a lesson: somebody who asks and answers."""

ECHO = "as-you-did"
"""Persona of a partner that plays a season of the person again; its name is the record's."""

MOST_TURNS = 40
"""Turns of one partner with nobody else moving, after which something is wrong with it."""


class Acting(Protocol):
    """What a partner does: from an observation, the moves it makes now."""

    def act(self, observation: Observation, /) -> list[Move]:
        """The moves of this turn; none when it has nothing to do."""


class Session:
    """A recorded table in play in this process.

    Args:
        record: the table and its file.
        partners: who holds a seat by itself.
        company: who sits across from each person.
        surveyed: are people asked what matters to whom? None = where two people play.
    """

    def __init__(
        self,
        record: Record,
        partners: Mapping[Seat, Acting],
        company: Mapping[Seat, Company],
        surveyed: bool | None = None,
    ) -> None:
        self._record, self._partners, self._company = record, dict(partners), dict(company)
        two = not partners
        self.surveyed = two if surveyed is None else surveyed
        self._desks = {seat: Desk(record, seat) for seat in SEATS}
        self._lock = threading.RLock()

    @classmethod
    def create(cls, asked: NewTable, folder: Path) -> Session:
        """Open a new table, with its record in a folder unless another place was asked for.

        Raises:
            Refusal: when there is no such scenario, persona or structure, or the record cannot be made.
        """
        place, chosen = load(asked.scenario), structure(asked.structure)
        seats = {seat: _holder(asked, seat) for seat in SEATS}
        partners = _partners_for(seats, folder)  # before there is a record: a wrong persona leaves none behind
        path = asked.record or free_path(place.slug, folder)
        record = Record.create(path, place, asked.seed, chosen, seats)
        return cls._begun(record, partners, asked.survey)

    @classmethod
    def resume(cls, path: Path) -> Session:
        """Go on with a table from its record.

        Raises:
            Refusal: when it cannot be opened, is in play elsewhere, or cannot be replayed.
        """
        record = Record.resume(path)
        try:
            return cls._begun(record, _partners_for(record.head.seats, path.parent))
        except BaseException:
            record.close()
            raise

    @classmethod
    def _begun(cls, record: Record, partners: Mapping[Seat, Acting], surveyed: bool | None = None) -> Session:
        if len(partners) == len(SEATS) and not is_lesson(record.head.seats):
            raise Refusal(
                f"{record.path}: expected a table where a person holds a seat; partners hold both of this one."
            )
        company = {seat: _company(record.head.seats, seat, record.path.parent) for seat in SEATS}
        session = cls(record, partners, company, surveyed)
        session.let_partners_play()
        return session

    @property
    def path(self) -> Path:
        """Where the record is."""
        return self._record.path

    @property
    def report(self) -> str:
        """What resuming had to leave out; "" = nothing."""
        return self._record.report

    @property
    def persons(self) -> tuple[Seat, ...]:
        """The seats that people hold."""
        return tuple(seat for seat in SEATS if seat not in self._acting())

    @property
    def lesson(self) -> bool:
        """Is this a guided table, with one person in both chairs by turns?"""
        return is_lesson(self._record.head.seats)

    def chair(self, seat: Seat) -> Chair:
        """A chair at this table, for a person.

        Raises:
            Refusal: when a partner sits there.
        """
        if seat not in self.persons:
            raise Refusal(f"expected a seat that a person holds, {' or '.join(self.persons) or 'none'}: {seat!r}")
        place = _Place(self._desks[seat].seat, self._lock, self.let_partners_play, lambda: self._record.table)
        scenario = self._record.table.scenario
        hints = read_guide(scenario.folder) if self.lesson else ()
        return Chair(
            seat, place, self._company[seat], scenario.brief(seat), Bookmark(self.path, seat), hints,
            surveyed=self.surveyed,
        )  # fmt: skip

    def next_seat(self) -> Seat:
        """The person who is to move: of two, the one who is least far; they begin a month by turns."""
        table = self._record.table
        order = self.persons if table.round % 2 else self.persons[::-1]
        return min(order, key=lambda seat: PHASES.index(table.play_now.at[seat]))

    def again(self) -> NewTable:
        """A table like this one, with the next seed; where the other chair is an echo, with the same."""
        head = self._record.head
        across = next((holder for holder in head.seats.values() if holder.held_by == "partner"), Holder())
        echo = across.name if across.persona == ECHO else ""
        seed = head.seed if echo else head.seed + 1
        persons = () if self.lesson else self.persons
        return NewTable(head.scenario, persons, across.persona, head.structure.name, seed, self.lesson, echo)

    def let_partners_play(self) -> None:
        """Let the partners act until nobody but a person has anything to do.

        Raises:
            RuntimeError: when they keep moving without an end.
        """
        for _ in range(MOST_TURNS):
            moved = [self._turn(seat, partner) for seat, partner in self._acting().items()]
            if not any(moved):
                return
        raise RuntimeError(f"the partners kept moving without an end in round {self._record.table.round}")

    def close(self) -> None:
        """Let go of the record; every chair is refused from now on."""
        for desk in self._desks.values():
            desk.close()
        self._record.close()

    def _acting(self) -> dict[Seat, Acting]:
        """Who plays by itself this month: in a lesson the stand-in across from the person."""
        if not self.lesson:
            return self._partners
        taken: Seat = SEATS[(self._record.table.round - 1) % 2]
        return {seat: partner for seat, partner in self._partners.items() if seat != taken}

    def _turn(self, seat: Seat, partner: Acting) -> bool:
        client = self._desks[seat].seat
        moves = partner.act(client.observation())
        for move in moves:
            client.play(move)
        return bool(moves)


class _Place:
    """What a chair asks: its seat's client, one request at a time, with the partners' turns after a move."""

    def __init__(
        self, client: SeatClient, lock: threading.RLock, after: Callable[[], None], table: Callable[[], Table]
    ) -> None:
        self._client, self._lock, self._after, self._table = client, lock, after, table

    def observation(self) -> Observation:
        with self._lock:
            return self._client.observation()

    def play(self, move: Move) -> Observation:
        with self._lock:
            self._client.play(move)
            self._after()
            return self._client.observation()

    def outlook(self, plan: Plan) -> Outlook:
        with self._lock:
            return self._client.outlook(plan)

    def whys(self, round_: int) -> tuple[Why, ...]:
        with self._lock:
            return self._client.whys(round_)

    def why(self, round_: int, key: str) -> Explanation:
        with self._lock:
            return self._client.why(round_, key)

    def survey(self) -> SurveyView:
        with self._lock:
            return self._client.survey()

    def review(self) -> Review:
        from game.lab.hindsight.review import (
            review,  # the lab takes a while to load, and nobody needs it before the end
        )

        table = self._table()
        if not table.over:
            raise Refusal("expected a season at its end: before that there is nothing to look back on.")
        return review(table)


def _holder(asked: NewTable, seat: Seat) -> Holder:
    if asked.lesson:
        return Holder(persona=STAND_IN)
    if seat in asked.persons:
        return Holder()
    if asked.echo:
        return Holder("partner", asked.echo, ECHO)
    return Holder("partner", persona=asked.persona or next(iter(personas(seat))))


def is_lesson(seats: Mapping[Seat, Holder]) -> bool:
    """Are both seats one person's, each with a stand-in for the months across?"""
    return all(holder.held_by == "person" and holder.persona for holder in seats.values())


def _partners_for(seats: Mapping[Seat, Holder], folder: Path) -> dict[Seat, Acting]:
    """Who plays by itself; `folder` is where the record of a season that is played again lies."""
    return {seat: _partner(seat, holder, folder) for seat, holder in seats.items() if holder.persona}


def _partner(seat: Seat, holder: Holder, folder: Path) -> Acting:
    if holder.persona != ECHO:
        return partner_for(seat, holder.persona)
    return echo_of(season_of(read_record(folder / holder.name).table.history, seat), seat)


def _company(seats: Mapping[Seat, Holder], seat: Seat, folder: Path) -> Company:
    across = seats[other(seat)]
    if across.persona == ECHO:
        table = read_record(folder / across.name).table
        worth = money(table.joint_value, table.scenario.currency)
        before = f"The first time, from {other(seat)}'s chair, the company made {worth}."
        return Company(ECHO, "Plays as you played from that chair.", before=before)
    if not across.persona:
        return Company(alone=False)
    return Company(across.persona, personas(other(seat)).get(across.persona, ""))
