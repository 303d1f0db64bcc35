"""The figures of each month of a table, as a debrief reads and draws them: one row a month."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import fsum
from types import MappingProxyType

from game.judging.months import Meeting, meeting
from game.rules.arrays import over_markets, total
from game.rules.clashes import CLASHES
from game.rules.levers import SEATS, Seat
from game.table.month import InPlay, Month
from game.table.seen.outlook import outlook
from game.table.table import Table

FORECAST = "forecast."


@dataclass(frozen=True)
class MonthRow:
    """One month. Money in currency units, shares 0-1, satisfaction 0-100; rounds count from 1."""

    round: int
    month: str
    promise: float  # days that customers were told
    days: float  # days that it took, mean over what was shipped
    on_time: float
    otif: float
    satisfaction: float
    ordered: float  # units
    shipped: float
    short: float  # units that stock could not serve
    waiting: float  # units past the floor's hours
    held: float  # units in stock after the month
    utilisation: float
    fatigue: float  # 0-1
    joint: float
    margin: float
    equity: float
    stock: float
    reference: float  # the ledger: these four add up to `joint`
    marketing: float
    distribution: float
    together: float
    expected: Mapping[Seat, float]  # units that each seat's own panel reckoned with for its plan
    signed: float | None  # units that both signed as a forecast, over the products signed; None = none
    signed_ordered: float  # units that customers ordered of those products
    deals: int  # products on a promotion
    deadlocks: int
    asked: Mapping[Seat, int]
    answered: int
    clashes: tuple[str, ...]
    meeting: Meeting  # how the two plans met

    @property
    def overdue(self) -> float:
        """Days by which the mean order came after the promise; below 0 = before it."""
        return self.days - self.promise


def rows_of(table: Table) -> tuple[MonthRow, ...]:
    """A row for each month that was played at a table."""
    return tuple(_row(table, at) for at in range(len(table.history)))


def _row(table: Table, at: int) -> MonthRow:
    month = table.history[at]
    seen, outcome, book = month.shared, month.outcome, month.shared.ledger
    signed, ordered = _signed(table, month)
    return MonthRow(
        round=month.round,
        month=table.scenario.months[at],
        promise=seen.promise,
        days=seen.days,
        on_time=seen.on_time,
        otif=seen.otif,
        satisfaction=seen.satisfaction,
        ordered=seen.ordered,
        shipped=seen.shipped,
        short=float(total(outcome.filled.short)[0]),
        waiting=float(total(outcome.floor.waiting)[0]),
        held=float(month.state.stock[0].sum()),
        utilisation=float(outcome.floor.utilisation[0]),
        fatigue=float(outcome.floor.fatigue[0]),
        joint=seen.joint,
        margin=seen.margin,
        equity=seen.equity,
        stock=seen.stock,
        reference=book.reference,
        marketing=book.marketing,
        distribution=book.distribution,
        together=book.together,
        expected=MappingProxyType({seat: _expected(table, at, seat) for seat in SEATS}),
        signed=signed,
        signed_ordered=ordered,
        deals=int((outcome.sale.promotion[0] > 0).sum()),
        deadlocks=month.deadlocks,
        asked=MappingProxyType({seat: sum(one.by == seat for one in month.asked) for seat in SEATS}),
        answered=sum(one.answer is not None for one in month.asked),
        clashes=tuple(key for key, shown in zip(CLASHES, outcome.clashes.any[0].tolist(), strict=True) if shown),
        meeting=meeting(seen),
    )


def _expected(table: Table, at: int, seat: Seat) -> float:
    """Units that a seat's own planning panel showed for the plan that it committed."""
    month = table.history[at]
    before = table.history[at - 1].values if at else table.scenario.sheet.defaults()
    then = replace(
        table,
        state=month.before,
        round=month.round,
        leads=month.leads,
        values=MappingProxyType(dict(before)),
        play_now=InPlay(proposals=month.proposals, commits=month.commits),
        history=table.history[:at],
    )
    found = outlook(then, seat, month.commits[seat].plan)["ordered"]
    assert isinstance(found, float)
    return found


def _signed(table: Table, month: Month) -> tuple[float | None, float]:
    """The forecast that both signed and what customers ordered of the same products."""
    keys = table.world.products.keys
    ordered = over_markets(month.outcome.demand.units)[0]
    agreed: dict[str, float] = {}
    for proposal in month.signed:
        for key, value in proposal.settings.items():
            if key.startswith(FORECAST) and not isinstance(value, str) and value > 0:
                agreed[key.removeprefix(FORECAST)] = float(value)
    if not agreed:
        return None, 0.0
    return fsum(agreed.values()), fsum(ordered[keys.index(key)] for key in agreed)
