"""Stock, floor and crew: what ran out, what waited, what stood idle and what was left over."""

from __future__ import annotations

from collections.abc import Iterator

from game import figures
from game.debrief.case import Case
from game.debrief.evidence import Evidence
from game.debrief.months import MonthRow
from game.debrief.naming import counted

FULL, IDLE = 1.0, 0.6  # utilisation
TIRED = 0.3  # as `game.table.seen.readings.TIRED`


def found(case: Case) -> Iterator[Evidence]:
    """Shortages, waiting, a full or idle floor, tired people and stock left over."""
    rows = case.rows
    yield _short(case)
    yield from _floor(case)
    tired = [row for row in rows if row.fatigue > TIRED]
    if tired:
        peak = max(tired, key=lambda row: row.fatigue)
        yield Evidence(
            "floor.tired", "floor", "capacity", float(len(tired)), "months", str(len(tired)),
            f"After {counted(len(tired), 'month')} the crew was tired from extra shifts, most in {peak.month}: tired "
            "people do less and break more.",
            tuple(row.round for row in tired), weight=0.5,
        )  # fmt: skip
    yield _left(case)


def full_months(rows: tuple[MonthRow, ...]) -> list[MonthRow]:
    """The months in which the floor had more work than hours."""
    return [row for row in rows if row.utilisation > FULL]


def _short(case: Case) -> Evidence:
    rows = case.rows
    short, ordered = sum(row.short for row in rows), sum(row.ordered for row in rows)
    share = short / ordered if ordered else 0.0
    worst = max(rows, key=lambda row: row.short)
    sentence = (
        f"For {figures.units(short)} of {figures.units(ordered)} units that customers ordered "
        f"({figures.share(share)}) there was no stock"
    )
    sentence += f", most in {worst.month}: {figures.units(worst.short)}." if worst.short >= 1 else "."
    return Evidence(
        "stock.short", "stock", "capacity", share, "share", figures.share(share), sentence,
        (worst.round,) if worst.short >= 1 else (), weight=min(0.95, 0.3 + 3.0 * share),
    )  # fmt: skip


def _floor(case: Case) -> Iterator[Evidence]:
    rows = case.rows
    full, idle = full_months(rows), [row for row in rows if row.utilisation < IDLE]
    if full:
        peak = max(full, key=lambda row: row.utilisation)
        waiting = sum(row.waiting for row in rows)
        yield Evidence(
            "floor.full", "floor", "capacity", float(len(full)), "months", str(len(full)),
            f"The floor had more work than hours in {counted(len(full), 'month')} of {len(rows)}; at its fullest, in "
            f"{peak.month}, there was work for {figures.share(peak.utilisation)} of the hours. Over the season "
            f"{figures.units(waiting)} units were left standing.",
            tuple(row.round for row in full), weight=0.5 + 0.4 * len(full) / len(rows),
        )  # fmt: skip
    if idle:
        low = min(idle, key=lambda row: row.utilisation)
        yield Evidence(
            "floor.idle", "floor", "capacity", float(len(idle)), "months", str(len(idle)),
            f"The floor had hours to spare in {counted(len(idle), 'month')} of {len(rows)}; in {low.month} only "
            f"{figures.share(low.utilisation)} of them found work.",
            tuple(row.round for row in idle), weight=0.3 + 0.3 * len(idle) / len(rows),
        )  # fmt: skip


def _left(case: Case) -> Evidence:
    rows = case.rows
    last = rows[-1]
    usual = sum(row.ordered for row in rows) / len(rows)
    months = last.held / usual if usual else 0.0
    shown = f"{months:.1f}".removesuffix(".0")
    return Evidence(
        "stock.left", "stock", "capacity", months, "months", shown,
        f"After {last.month} {figures.units(last.held)} units were left in stock: {shown} "
        f"{'month' if shown == '1' else 'months'} of average orders.",
        (last.round,), weight=min(0.7, 0.25 + 0.15 * months),
    )  # fmt: skip
