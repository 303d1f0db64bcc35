"""Who sits at a table in this process: partners that play by themselves, and the seats that wait for a person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from game.rules.levers import SEATS, Seat
from game.table.moves import Move
from game.table.seat import Desk, Play, SeatClient
from game.table.seen.observation import Observation
from game.table.table import Table

MOST_TURNS = 40
"""Turns of one partner without anybody else moving, after which something is wrong with it."""


class Acting(Protocol):
    """What a partner does: from an observation, the moves it makes now."""

    def act(self, seen: Observation, /) -> list[Move]:
        """The moves of this turn; none when it has nothing to do."""


class Sitting:
    """A table in play with partners on some of its seats.

    Args:
        play: the table in play, recorded or not.
        partners: who holds a seat by itself; the other seats are a person's.
    """

    def __init__(self, play: Play, partners: Mapping[Seat, Acting]) -> None:
        self._play, self._partners = play, partners
        self._desks = {seat: Desk(play, seat) for seat in SEATS}

    @property
    def table(self) -> Table:
        """The table as it is now."""
        return self._play.table

    def seat(self, seat: Seat) -> SeatClient:
        """What the client of a seat holds."""
        return self._desks[seat].seat

    def let_partners_play(self) -> None:
        """Let the partners act until a month has ended or nobody but a person has anything to do.

        After the last month they may still keep a line about it.
        """
        played = len(self.table.history)
        for _ in range(MOST_TURNS):
            moved = False
            for seat, partner in self._partners.items():
                if len(self.table.history) > played:
                    return
                moved = self._turn(seat, partner) or moved
            if not moved:
                return
        raise RuntimeError(f"the partners kept moving without an end in round {self.table.round}")

    def _turn(self, seat: Seat, partner: Acting) -> bool:
        client = self.seat(seat)
        moves = partner.act(client.observation())
        for move in moves:
            client.play(move)
        return bool(moves)
