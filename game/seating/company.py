"""Who sits at a table: persons, partners with a persona, and the echo of a season that was played before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

from game.figures import money
from game.partners import partner_for, personas
from game.partners.echo import echo_of
from game.partners.turns import Acting
from game.refusal import Refusal
from game.rules.levers import SEATS, Seat, other
from game.scenario.shelf import shipped
from game.seating.asked import NewTable
from game.store.replay import read_record
from game.table.moves import KeepLine, Move
from game.table.played import season_of
from game.table.seen.observation import Observation
from game.table.structure import PHASES, Holder, is_lesson, persons_at
from game.table.table import Table

ECHO: Final = "as-you-did"
"""Persona of a partner that plays a season of the person again; its name is the record's."""

STAND_IN: Final = "bridge-builder"
"""Who holds the other seat in a lesson: somebody who asks and answers."""

Held: TypeAlias = Mapping[Seat, Holder]
NONE: Final[Held] = MappingProxyType({})

Across: TypeAlias = Literal["persona", "here", "elsewhere"]


@dataclass(frozen=True)
class Company:
    """Who sits across the table, as a front names them."""

    across: Across  # a partner with a persona, a person at this same screen, or a person somewhere else
    persona: str = ""  # the partner's
    about: str = ""  # one line on that persona
    before: str = ""  # what came of the season that is played again from the other chair
    played_on: bool = False  # does this season go on from a month of another?

    @property
    def called(self) -> str:
        """Who it is, in words: "a person", "the cost hawk", or "you, as before" of an echo."""
        if self.across != "persona":
            return "a person"
        return "you, as before" if self.before else f"the {self.persona.replace('-', ' ')}"


def holders_of(asked: NewTable) -> dict[Seat, Holder]:
    """Who holds the seats of a table that is asked for."""
    return {seat: _holder(asked, seat) for seat in SEATS}


def _holder(asked: NewTable, seat: Seat) -> Holder:
    if asked.lesson:
        return Holder(persona=STAND_IN)
    if seat in asked.persons:
        return Holder()
    if asked.echo:
        return Holder("partner", asked.echo, ECHO)
    return Holder("partner", persona=asked.persona or next(iter(personas(seat))))


def newcomers(handed: Held, held: Held) -> list[tuple[Seat, Holder]]:
    """Who takes a seat that another holds, persons first: nowhere in a record are there two partners."""
    taken = [(seat, holder) for seat, holder in handed.items() if holder != held[seat]]
    return sorted(taken, key=lambda one: one[1].held_by != "person")


@dataclass(frozen=True)
class Seated:
    """Who sits in a chair."""

    holder: Holder  # as the table says it; in a lesson a person with a stand-in
    # who plays by itself, and what company that is; None where only a person sits
    partner: tuple[Acting, Company] | None = None


def seated(seat: Seat, holder: Holder, folder: Path) -> Seated:
    """Who sits in a chair, ready to play.

    Args:
        seat: which chair.
        holder: who holds it.
        folder: where the record of a season that is played again lies.

    Raises:
        Refusal: when there is no such persona, or that season cannot be read.
    """
    if not holder.persona:
        return Seated(holder)
    if holder.persona != ECHO or not holder.name:
        about = personas(seat).get(holder.persona, "")
        return Seated(holder, (partner_for(seat, holder.persona), Company("persona", holder.persona, about)))
    try:
        table = read_record(folder / holder.name).table
    except Refusal as refusal:
        raise Refusal(
            f"the {seat} seat plays another season again, which cannot be read.\n{refusal.message}\n"
            "Put the file back, or let somebody else play on: --partner beside --resume."
        ) from None
    worth = money(table.joint_value, table.scenario.currency)
    before = f"The first time, from {seat}'s chair, the company made {worth}."
    echo = Company("persona", ECHO, "Plays as you played from that chair.", before)
    return Seated(holder, (echo_of(season_of(table.history, seat), seat), echo))


class Seats:
    """The two chairs of a table, and who sits in them now.

    Args:
        holders: of the seats.
        folder: where the records of seasons lie that are played again.

    Raises:
        Refusal: when there is no such persona, or a season that is played again cannot be read.
    """

    def __init__(self, holders: Mapping[Seat, Holder], folder: Path) -> None:
        self._folder = folder
        self._seated = {seat: seated(seat, holder, folder) for seat, holder in holders.items()}

    @property
    def lesson(self) -> bool:
        """Are both seats one person's, each with a stand-in for the months across?"""
        return is_lesson(self._holders)

    @property
    def both_persons(self) -> bool:
        """Does a person sit in each, and nobody play by itself?"""
        return not any(one.partner for one in self._seated.values())

    def partners(self, month: int) -> dict[Seat, Acting]:
        """Who plays by itself in a month: in a lesson the stand-in across from the person."""
        persons = persons_at(self._holders, month)
        return {seat: one.partner[0] for seat, one in self._seated.items() if one.partner and seat not in persons}

    def moves(self, month: int, seen: Observation) -> list[Move]:
        """What who plays by itself in a seat does now, in a month.

        A stand-in keeps no line: it would be about the month behind, in which the person sat there.
        """
        acting = self.partners(month)[seen.seat]
        return [move for move in acting.act(seen) if not (self.lesson and isinstance(move, KeepLine))]

    @property
    def _holders(self) -> dict[Seat, Holder]:
        return {seat: one.holder for seat, one in self._seated.items()}

    def company(self, seat: Seat, elsewhere: bool) -> Company:
        """Who sits across from a seat; `elsewhere`: are persons at screens of their own?"""
        partner = self._seated[other(seat)].partner
        return partner[1] if partner else Company("elsewhere" if elsewhere else "here")

    def check(self, seat: Seat, holder: Holder) -> None:
        """Refuse a newcomer that nobody knows, and two partners: they would play the season out.

        Raises:
            Refusal: as said.
        """
        across = self._seated[other(seat)]
        if seated(seat, holder, self._folder).partner and across.partner:
            raise Refusal(
                f"expected a person at one seat at least: {other(seat)} is the {across.holder.persona}'s already. "
                "To let nobody play on, end the season."
            )

    def take(self, seat: Seat, holder: Holder) -> None:
        """Let somebody else sit in a chair."""
        self._seated[seat] = seated(seat, holder, self._folder)


def another(table: Table, persons: tuple[Seat, ...], lesson: bool) -> NewTable:
    """A table like this one, with the next seed; where the other chair is an echo, with the same.

    Args:
        table: that was played at.
        persons: the seats that people hold there.
        lesson: was it a guided table?
    """
    across = next((one for one in table.holders.values() if one.held_by == "partner"), Holder())
    echo = across.name if across.persona == ECHO else ""
    place = table.scenario
    return NewTable(
        place.slug if place.path is None or place.slug in shipped() else str(place.path),
        () if lesson else persons,
        across.persona,
        table.structure.name,
        table.seed if echo else table.seed + 1,
        lesson,
        echo,
    )


def next_to_move(table: Table, persons: tuple[Seat, ...]) -> Seat:
    """The person who is to move: of two, the one who is least far; they begin a month by turns."""
    order = persons if table.round % 2 else persons[::-1]
    return min(order, key=lambda seat: PHASES.index(table.play_now.at[seat]))
