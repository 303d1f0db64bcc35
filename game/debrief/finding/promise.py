"""Promises against deliveries, stock and floor behind them, how customers took it, and the clashes that showed."""

from __future__ import annotations

from collections.abc import Iterator
from math import fsum
from statistics import fmean

from game import figures
from game.debrief.case import Case, MonthRow
from game.debrief.evidence import Evidence, capital, counted
from game.judging import months as judging
from game.judging.months import full, idle, tired
from game.table.clashes import CATALOGUE


def evidence_of_promises(case: Case) -> Iterator[Evidence]:
    """How the promise was kept, what it did to customers, and each clash."""
    rows = case.rows
    yield _delivery(rows)
    yield _customers(rows)
    worst = max(rows, key=lambda row: row.overdue)
    if judging.late(worst):
        yield Evidence(
            f"delivery.worst.{worst.round}", "delivery", "promise", worst.overdue, "days", figures.days(worst.overdue),
            f"In {worst.month} customers were promised {figures.days(worst.promise)} and waited "
            f"{figures.days(worst.days)}; {figures.share(worst.on_time)} of what was shipped came on time.",
            (worst.round,), weight=min(1.0, 0.5 + 0.15 * worst.overdue),
        )  # fmt: skip
    yield from _clashes(case)


def late_months(rows: tuple[MonthRow, ...]) -> list[MonthRow]:
    """The months in which the mean order came after the promise."""
    return [row for row in rows if judging.late(row)]


def on_time(rows: tuple[MonthRow, ...]) -> float:
    """Share of all that was shipped that came within its promise."""
    shipped = fsum(row.shipped for row in rows)
    return fsum(row.on_time * row.shipped for row in rows) / shipped if shipped else 1.0


def _delivery(rows: tuple[MonthRow, ...]) -> Evidence:
    late = late_months(rows)
    promised = fmean(row.promise for row in rows)
    took = fmean(row.days for row in rows)
    sentence = (
        f"On average customers were promised {figures.days(promised)} and deliveries took {figures.days(took)}; "
        f"{figures.share(on_time(rows))} of all that was shipped came within its promise. "
    )
    months = f"{counted(len(late), 'month')} of {len(rows)}" if late else "no month"
    sentence += f"Over all markets, the average order came after its promised day in {months}."
    return Evidence(
        "delivery.season", "delivery", "promise", on_time(rows), "share", figures.share(on_time(rows)), sentence,
        tuple(row.round for row in late), weight=min(1.0, 0.4 + 0.9 * (1.0 - on_time(rows))),
    )  # fmt: skip


def _customers(rows: tuple[MonthRow, ...]) -> Evidence:
    first, last = rows[0].satisfaction, rows[-1].satisfaction
    low = min(rows, key=lambda row: row.satisfaction)
    sentence = (
        f"Customers' satisfaction was {figures.units(first)} of 100 after the first month and "
        f"{figures.units(last)} after the last; "
        f"its lowest was {figures.units(low.satisfaction)}, in {low.month}."
    )
    return Evidence(
        "delivery.customers", "delivery", "promise", last - first, "points", figures.change(last - first), sentence,
        (low.round,), weight=min(0.9, 0.35 + abs(last - first) / 60.0),
    )  # fmt: skip


def _clashes(case: Case) -> Iterator[Evidence]:
    for kind in CATALOGUE.values():
        rounds = tuple(row.round for row in case.rows if kind.key in row.clashes)
        if rounds:
            months = f"{counted(len(rounds), 'month')} ({case.words.months(rounds, len(case.rows))})"
            yield Evidence(
                f"clash.{kind.key}", "clash", kind.theme, float(len(rounds)), "months", str(len(rounds)),
                f"{capital(kind.clause)}: {months}.", rounds, weight=0.45 + 0.5 * len(rounds) / len(case.rows),
            )  # fmt: skip


def evidence_of_capacity(case: Case) -> Iterator[Evidence]:
    """Shortages, waiting, a full or idle floor, tired people and stock left over."""
    rows = case.rows
    yield from _short(case)
    yield from _floor(case)
    worn = [row for row in rows if tired(row.fatigue)]
    if worn:
        peak = max(worn, key=lambda row: row.fatigue)
        yield Evidence(
            "floor.tired", "floor", "capacity", float(len(worn)), "months", str(len(worn)),
            f"After {counted(len(worn), 'month')} the crew was tired from extra shifts, most in {peak.month}: tired "
            "people do less and break more.",
            tuple(row.round for row in worn), weight=0.5,
        )  # fmt: skip
    yield _left(case)


def full_months(rows: tuple[MonthRow, ...]) -> list[MonthRow]:
    """The months in which the floor had more work than hours."""
    return [row for row in rows if full(row.utilisation)]


def short_share(rows: tuple[MonthRow, ...]) -> float:
    """Share of the units wanted, month by month, for which there was no stock; what waits is wanted again."""
    wanted = fsum(row.wanted for row in rows)
    return fsum(row.short for row in rows) / wanted if wanted else 0.0


def _short(case: Case) -> Iterator[Evidence]:
    rows, share = case.rows, short_share(case.rows)
    short, wanted = fsum(row.short for row in rows), fsum(row.wanted for row in rows)
    worst = max(rows, key=lambda row: row.short)
    if worst.short < 1.0:
        return
    yield Evidence(
        "stock.short", "stock", "capacity", share, "share", figures.share(share),
        f"Month by month, {figures.units(wanted)} units were wanted, ordered or still waiting; for "
        f"{figures.units(short)} of these ({figures.share(share)}) there was no stock, most in {worst.month}: "
        f"{figures.units(worst.short)}.",
        (worst.round,), weight=min(0.95, 0.3 + 3.0 * share),
    )  # fmt: skip


def _floor(case: Case) -> Iterator[Evidence]:
    rows = case.rows
    busy, spare = full_months(rows), [row for row in rows if idle(row.utilisation)]
    if busy:
        peak = max(busy, key=lambda row: row.utilisation)
        waiting = fsum(row.waiting for row in rows)
        yield Evidence(
            "floor.full", "floor", "capacity", float(len(busy)), "months", str(len(busy)),
            f"The floor had more work than hours in {counted(len(busy), 'month')} of {len(rows)}; at its fullest, in "
            f"{peak.month}, there was work for {figures.share(peak.utilisation)} of the hours. Over the season "
            f"{figures.units(waiting)} units were left standing.",
            tuple(row.round for row in busy), weight=0.5 + 0.4 * len(busy) / len(rows),
        )  # fmt: skip
    if spare:
        low = min(spare, key=lambda row: row.utilisation)
        yield Evidence(
            "floor.idle", "floor", "capacity", float(len(spare)), "months", str(len(spare)),
            f"The floor had hours to spare in {counted(len(spare), 'month')} of {len(rows)}; in {low.month} only "
            f"{figures.share(low.utilisation)} of them found work.",
            tuple(row.round for row in spare), weight=0.3 + 0.3 * len(spare) / len(rows),
        )  # fmt: skip


def _left(case: Case) -> Evidence:
    rows = case.rows
    last = rows[-1]
    usual = fsum(row.ordered for row in rows) / len(rows)
    months = last.held / usual if usual else 0.0
    shown = figures.decimal(months).removesuffix(".0")
    return Evidence(
        "stock.left", "stock", "capacity", months, "months", shown,
        f"After {last.month} {figures.units(last.held)} units were left in stock: {shown} "
        f"{'month' if shown == '1' else 'months'} of average orders.",
        (last.round,), weight=min(0.7, 0.25 + 0.15 * months),
    )  # fmt: skip
