"""A month as both seats see it when it has been revealed: the two plans, and what came of them on the way to the doors.

No scorecard, no budget and no line of money is in it: those stay on the dashboards of their seats.
"""

from __future__ import annotations

from dataclasses import dataclass

from game.doors.text import quoted
from game.refusal import Refusal
from game.rules.levers import SEATS, Seat, Value
from game.table.month import Month
from game.table.seen.dashboards import (
    ByMarket,
    ByProduct,
    DistributionMonth,
    MarketingMonth,
    per_product,
    total,
)
from game.table.table import Table


@dataclass(frozen=True)
class MonthInFull:
    """What both plans said and what became of them; units by product, days and shares by market."""

    round: int
    plans: dict[Seat, dict[str, Value]]  # as committed
    before: dict[str, Value]  # every setting as it stood before
    values: dict[str, Value]  # every setting as it was played, agreements included
    why: dict[Seat, str]  # what the holder of a seat said of its plan; "" = nothing
    orders: ByProduct
    repeat: float  # share of the orders that came from customers who had bought before
    shipped: ByProduct
    short: ByProduct  # wanted, not in stock
    waiting: ByProduct  # in stock, past what the floor could do
    stock: ByProduct  # left at the end of the month
    utilisation: float
    capacity: float  # hours
    fatigue: float
    days: ByMarket  # door to door
    on_time: ByMarket
    satisfaction: ByMarket
    complaints: float  # points of satisfaction lost


def month_in_full(table: Table, round_: int) -> MonthInFull:
    """A month that has been revealed, whole.

    Raises:
        Refusal: when that month has not been played.
    """
    if type(round_) is not int or not 1 <= round_ <= len(table.history):
        raise Refusal(f"expected a month that has been played, given {quoted(round_)}.")
    return _of(table.history[round_ - 1], table)


def _of(month: Month, table: Table) -> MonthInFull:
    asked, sent = month.dashboards["marketing"], month.dashboards["distribution"]
    assert isinstance(asked, MarketingMonth) and isinstance(sent, DistributionMonth)
    ordered = total(asked.orders)
    before = table.history[month.round - 2].values if month.round > 1 else table.scenario.sheet.defaults()
    return MonthInFull(
        round=month.round,
        plans={seat: dict(month.commits[seat].plan) for seat in SEATS},
        before=dict(before),
        values=dict(month.values),
        why={seat: month.commits[seat].why for seat in SEATS},
        orders=per_product(asked.orders),
        repeat=asked.repeat / ordered if ordered else 0.0,
        shipped=per_product(sent.shipped),
        short=per_product(sent.short),
        waiting=per_product(sent.waiting),
        stock=dict(sent.stock),
        utilisation=sent.utilisation,
        capacity=sent.capacity,
        fatigue=sent.fatigue,
        days=dict(sent.days),
        on_time=dict(sent.on_time),
        satisfaction=dict(asked.satisfaction),
        complaints=asked.complaints,
    )
