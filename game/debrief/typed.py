"""Forecasts that people typed, beside what customers usually order of the same: the only ones a finding speaks of.

What a seat's planning panel reckons with is a program's number. What a person put forward to be signed, or told in
answer to a card that asks for orders, is that person's own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import fmean
from typing import Final

from game.debrief.luck import CLAIMS_OF_TABLE, beyond_luck
from game.lab.hindsight.season import season_at, usual_orders
from game.rules.arrays import Floats, over_markets
from game.rules.levers import Seat, other
from game.table.seen.spoken import Heard
from game.table.table import Table
from game.table.talk.hearsay import heard_by

FORECAST: Final = "forecast."
ASKED: Final = "forecast-own"
"""What a card reads that asks for the orders that the other expects."""


@dataclass(frozen=True)
class TypedForecast:
    """A number of orders that a person typed."""

    seat: Seat
    round: int  # in which it was typed
    month: int  # the round that it is about
    item: str  # key of the product; "" = the whole company
    units: float
    ordered: float  # what customers ordered of it in that month
    usual: float  # what they would have ordered with the same decisions and usual luck

    @property
    def off(self) -> float:
        """By how much it was above what customers usually order, as a share of that; below 0 = below."""
        return (self.units - self.usual) / self.usual


def typed_at(table: Table) -> tuple[TypedForecast, ...]:
    """The forecasts that people typed at a table, each the last of its month, person and item."""
    if not table.history:
        return ()
    usual = [over_markets(orders)[0] for orders in usual_orders(season_at(table))]
    ordered = [over_markets(month.outcome.demand.units)[0] for month in table.history]
    last: dict[tuple[Seat, int, str], TypedForecast] = {}
    for seat, round_, month, item, units in (*_put_forward(table), *_told(table)):
        if month <= len(table.history) and units > 0.0:
            expected, came = (_of(table, item, orders[month - 1]) for orders in (usual, ordered))
            if expected > 0.0:
                last[seat, month, item] = TypedForecast(seat, round_, month, item, units, came, expected)
    return tuple(last.values())


def leaning_of(found: tuple[TypedForecast, ...], seat: Seat) -> float | None:
    """By how much a person's forecasts lay above what customers usually order; None where luck explains it."""
    off = [one.off for one in found if one.seat == seat]
    return fmean(off) if beyond_luck(off, CLAIMS_OF_TABLE) else None


def _put_forward(table: Table) -> Iterator[tuple[Seat, int, int, str, float]]:
    for month in table.history:
        for proposal in month.proposals:
            for key, value in proposal.settings.items() if month.by_person(proposal.by) else ():
                if key.startswith(FORECAST) and not isinstance(value, str):
                    yield proposal.by, month.round, month.round, key.removeprefix(FORECAST), float(value)


def _told(table: Table) -> Iterator[tuple[Seat, int, int, str, float]]:
    by_person = {(month.round, seat) for month in table.history for seat in table.holders if month.by_person(seat)}
    for seat in table.holders:
        for one in heard_by(table, other(seat)):
            if (one.round, seat) in by_person and _asks_for_orders(table, one) and not isinstance(one.value, str):
                yield seat, one.round, one.month, one.item, float(one.value)


def _asks_for_orders(table: Table, told: Heard) -> bool:
    about_goods = not told.item or told.item in table.world.products.keys
    return about_goods and table.deck.cards[told.card].reads == ASKED


def _of(table: Table, item: str, orders: Floats) -> float:
    return float(orders[table.world.products.keys.index(item)] if item else orders.sum())
