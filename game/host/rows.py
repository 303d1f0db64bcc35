"""The tables of a room as rows of facts, for the console and the wall."""

from __future__ import annotations

import time
from typing import Final

from game.figures import several
from game.host.room import HostedRoom, HostedTable
from game.rules.levers import SEATS, Seat
from game.web.overview import SeatRow, TableRow

MINUTE: Final = 60.0


def table_rows(room: HostedRoom) -> list[TableRow]:
    """Every table, by number."""
    return [_row(room, one) for one in room.tables()]


def _row(room: HostedRoom, one: HostedTable) -> TableRow:
    table = one.session.table
    return TableRow(
        number=one.number,
        month=table.scenario.months[table.shown_round - 1],
        round=table.shown_round,
        rounds=table.scenario.rounds,
        played=table.months,
        over=table.over,
        paused=table.paused,
        since=lasting(time.monotonic() - one.since),
        seats=tuple(_seat(room, one, seat) for seat in SEATS),
    )


def _seat(room: HostedRoom, one: HostedTable, seat: Seat) -> SeatRow:
    table, place = one.session.table, (one.number, seat)
    sitter = room.state.sitters.get(place)
    holder, standing = table.holders[seat], room.presence.standing(place)
    return SeatRow(
        seat=seat,
        name=sitter.name if sitter else "",
        taken=sitter is not None,
        persona=holder.persona if holder.held_by == "partner" else "",
        at="over" if table.over else table.play_now.at[seat],
        here=sitter is not None and standing.here,
        away=lasting(standing.since),
    )


def lasting(seconds: float) -> str:
    """A while in words: `less than a minute`, `3 minutes`."""
    minutes = int(seconds // MINUTE)
    return several(minutes, "minute") if minutes else "less than a minute"
