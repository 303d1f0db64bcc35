"""Boards to look at: of every place, seat and structure, and made up in shapes that no place has."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

from game.rules.levers import SEATS, Seat
from game.scenario import load
from game.table.moves import Commit
from game.table.playing import play
from game.table.seen.in_full import month_in_full
from game.table.seen.observing import observe
from game.table.seen.outlook import outlook
from game.table.structure import structure
from game.table.table import Table
from game.telling.board.making import board_of
from game.telling.board.pieces import Board
from game.telling.board.revealed import revealed_board

PLACES: Final = ("cheap-miles", "cold-brew", "deal-season", "first-day", "new-shores", "one-cart", "short-supply")
STRUCTURES: Final = ("silo", "talk", "sync")


@cache
def table(place: str, how: str, months: int) -> Table:
    """A place at the usual settings for so many months."""
    found = Table.start(load(place), seed=5, structure_=structure(how))
    for _ in range(months):
        for seat in SEATS:
            found = play(found, Commit(seat, {}, "as ever"))
    return found


@cache
def planned(place: str, how: str, months: int, seat: Seat, foreseen: bool = True) -> Board:
    """A seat's board before it commits; `foreseen` = its data was asked what the plan brings."""
    at = table(place, how, months)
    return board_of(observe(at, seat), {}, outlook(at, seat, {}) if foreseen else None)


@cache
def shown(place: str, how: str, months: int) -> Board:
    """The board of the last of these months at its reveal."""
    at = table(place, how, months)
    before = month_in_full(at, months - 1) if months > 1 else None
    return revealed_board(observe(at, "marketing"), month_in_full(at, months), before)


def every() -> Iterator[tuple[str, Board]]:
    """Every place at every structure, both seats before the first month and in the third, and the reveals."""
    for place in PLACES:
        for how in STRUCTURES:
            for seat in SEATS:
                yield f"{place} {how} {seat} first", planned(place, how, 0, seat)
                yield f"{place} {how} {seat} unforeseen", planned(place, how, 0, seat, foreseen=False)
                yield f"{place} {how} {seat} third", planned(place, how, 2, seat)
            yield f"{place} {how} first reveal", shown(place, how, 1)
            yield f"{place} {how} second reveal", shown(place, how, 2)
