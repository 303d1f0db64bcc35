"""A seat's dashboard as readouts: a figure, how it moved, and where to ask about it; nothing but sums and means."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import fsum
from operator import attrgetter
from typing import Generic, TypeVar

from game.figures import arrow, arrow_share, days, decimal, money, price, share, units
from game.table.seen.dashboards import (
    Complaints,
    Dashboard,
    DistributionMonth,
    DistributionNow,
    MarketingMonth,
    MarketingNow,
    Now,
    mean,
    repeat_and_new,
    total,
)
from game.table.seen.observation import Observation, SharedMonth
from game.telling.rows import CAUSES

NONE = "–"
"""Of a figure that no month has given yet."""

Month = TypeVar("Month", MarketingMonth, DistributionMonth, SharedMonth, Complaints)


@dataclass(frozen=True)
class Readout:
    """One figure of a dashboard."""

    key: str
    label: str
    value: str
    trend: tuple[float, ...] = ()  # the past months, oldest first
    change: str = ""  # against the month before, by sign and amount
    note: str = ""  # what it is measured against
    why: str = ""  # where "why?" begins: a key or the beginning of one; "" = not to be asked
    term: str = ""  # its word in the glossary


def readouts(seen: Observation) -> tuple[Readout, ...]:
    """The readouts of the seat's own dashboard; before the first month, what stands already and a word on the rest."""
    return _so_far(seen.months, seen.now, seen)


def partners_readouts(seen: Observation) -> tuple[Readout, ...]:
    """The readouts of the partner's dashboard as the partner has them; none where data is not shared."""
    shared = seen.partner
    return _so_far(shared.months, shared.now, seen) if shared is not None else ()


def _so_far(months: Sequence[Dashboard], now: Now, seen: Observation) -> tuple[Readout, ...]:
    found = dashboard(months, now, seen.shared, seen.scenario.currency)
    if months:
        return found
    rest = Readout("first", "All other figures", "after month 1")
    return (*(one for one in found if one.value != NONE), rest)


def dashboard(
    months: Sequence[Dashboard], now: Now, shared: Sequence[SharedMonth], currency: str
) -> tuple[Readout, ...]:
    """One seat's readouts: from its past months, what it knows now, and what everybody saw of the same months."""
    if isinstance(now, MarketingNow):
        return _marketing([month for month in months if isinstance(month, MarketingMonth)], now, shared, currency)
    return _distribution([month for month in months if isinstance(month, DistributionMonth)], now, shared, currency)


def _marketing(
    months: list[MarketingMonth], now: MarketingNow, shared: Sequence[SharedMonth], currency: str
) -> tuple[Readout, ...]:
    of = _Past(months).readout
    felt = [month.satisfaction for month in shared]
    return (
        of("orders", "Orders", lambda month: total(month.orders), units, why="orders", term="demand"),
        of("repeat", "Repeat customers", lambda month: repeat_and_new(month.orders, month.repeat)[0], units,
           why="orders", term="repeat-customers"),
        of("new", "New customers", lambda month: repeat_and_new(month.orders, month.repeat)[1], units, why="orders",
           term="new-customers"),
        of("revenue", "Revenue", lambda month: month.revenue, lambda x: money(x, currency), why="money.revenue",
           term="revenue"),
        of("leads", "Leads", lambda month: month.leads, units, why="leads", term="leads"),
        of("conversion", "Conversion", lambda month: month.conversion, lambda x: decimal(x, 2), why="conversion",
           term="conversion"),
        _standing("goodwill", "Goodwill", now.goodwill, [month.goodwill for month in months], 2, "goodwill"),
        _standing("satisfaction", "Satisfaction", felt[-1] if felt else mean(now.satisfaction), felt, 0,
                  "satisfaction"),
        of("complaints", "Complaints", lambda month: month.complaints, units, why="satisfaction", term="complaints"),
        *_causes(months),
        of("score", "Scorecard", lambda month: month.scorecard.points, units,
           why="scorecard-marketing", term="scorecard"),
        Readout("budget", "Budget", money(now.budget, currency), tuple(month.spent for month in months),
                note=f"spent {money(months[-1].spent, currency)}" if months else "", why="budget-marketing",
                term="budget"),
    )  # fmt: skip


def _distribution(
    months: list[DistributionMonth], now: DistributionNow, shared: Sequence[SharedMonth], currency: str
) -> tuple[Readout, ...]:
    of, everybody = _Past(months).readout, _Past(shared).readout
    held, due = fsum(now.stock.values()), fsum(row[0] for row in now.on_the_way.values() if row)
    waits = total(now.backlog)
    return (
        of("wanted", "Wanted", lambda month: total(month.wanted), units, term="demand"),
        of("shipped", "Shipped", lambda month: total(month.shipped), units, why="service", term="shipped"),
        of("service", "Service level", lambda month: month.service, share, why="service", term="service-level"),
        _standing("stock", "In stock", held, [fsum(month.stock.values()) for month in months], 0, "stock", units),
        Readout("due", "Due in", units(due), tuple(fsum(month.arrived.values()) for month in months), why="arrived",
                term="pipeline"),
        _standing("backlog", "Backlog", waits, [total(month.backlog) for month in months], 0, "backlog", units),
        of("utilisation", "Floor in use", lambda month: month.utilisation, share, why="utilisation",
           term="utilisation"),
        everybody("days", "Door to door", lambda month: month.days, days, why="days", term="door-to-door"),
        everybody("on-time", "On time", lambda month: month.on_time, share, why="on-time", term="on-time"),
        of("cost", "Cost per unit", lambda month: month.cost_per_unit, lambda x: price(x, currency),
           why="cost-per-unit", term="cost-per-unit"),
        *_causes(months),
        _standing("fatigue", "Tiredness", now.fatigue, [month.fatigue for month in months], 2, "fatigue", share),
        of("score", "Scorecard", lambda month: month.scorecard.points, units,
           why="scorecard-distribution", term="scorecard"),
        Readout("budget", "Budget", money(now.budget, currency), tuple(month.spent for month in months),
                note=f"spent {money(months[-1].spent, currency)}" if months else "", why="budget-distribution",
                term="budget"),
    )  # fmt: skip


def _causes(months: Sequence[MarketingMonth | DistributionMonth]) -> tuple[Readout, ...]:
    """Complaints by cause: as long as one voice of the customer sorts them."""
    if not months or months[-1].causes is None:
        return ()
    sorted_ = _Past([month.causes for month in months if month.causes is not None])
    return tuple(
        sorted_.readout(f"complaints.{field}", name, attrgetter(field), units, term="complaints")
        for field, name in CAUSES.items()
    )


class _Past(Generic[Month]):
    """The past months as one seat or everybody saw them, to take a figure of each from."""

    def __init__(self, months: Sequence[Month]) -> None:
        self._months: Sequence[Month] = months

    def readout(
        self, key: str, label: str, read: Callable[[Month], float], say: Callable[[float], str], why: str = "",
        term: str = "",
    ) -> Readout:  # fmt: skip
        """A figure that each month has; none before the first month was played."""
        trend = tuple(read(month) for month in self._months)
        if not trend:
            return Readout(key, label, NONE, why=why, term=term)
        change = arrow_share(trend[-1], trend[-2], say) if len(trend) > 1 else ""
        return Readout(key, label, say(trend[-1]), trend, change, why=why, term=term)


def _standing(
    key: str, label: str, now: float, past: list[float], decimals: int, term: str,
    say: Callable[[float], str] | None = None,
) -> Readout:  # fmt: skip
    """A figure that stands now, whether a month was played or not."""
    shown = say(now) if say else decimal(now, decimals)
    change = arrow(past[-1], past[-2], decimals) if len(past) > 1 and say is None else ""
    if say is not None and len(past) > 1:
        change = arrow_share(past[-1], past[-2], say)
    return Readout(key, label, shown, tuple(past), change, why=key, term=term)
