"""Forecasts against what customers ordered: what people typed and signed, and what each seat's panel reckoned with."""

from __future__ import annotations

from collections.abc import Iterator
from math import fsum
from statistics import fmean

from game import figures
from game.debrief.case import Case, MonthRow
from game.debrief.evidence import Evidence, capital, counted
from game.debrief.typed import leaning_of
from game.rules.levers import SEATS, Seat

EVEN = 0.03
"""Bias within which a forecast counts as even."""

APART = 0.05
"""Share of what was ordered from which two plans count as made for different months."""


def evidence_of_forecasts(case: Case) -> Iterator[Evidence]:
    """What each person typed, how far the two seats' figures were apart, and the signed forecasts."""
    rows = case.rows
    for seat in SEATS:
        yield from _typed(case, seat)
    yield from _apart(rows)
    yield _signed(rows)


def bias(expected: list[float], ordered: list[float]) -> float:
    """Mean forecast less mean demand, as a share of mean demand (calibration B16); 0 where nothing was ordered."""
    whole = fsum(ordered)
    return (fsum(expected) - whole) / whole if whole > 0 else 0.0


def signed_bias(rows: tuple[MonthRow, ...]) -> float | None:
    """The bias of the forecasts that both signed; None = none was signed."""
    signed = [(row.signed, row.signed_ordered) for row in rows if row.signed is not None]
    return bias([first for first, _ in signed], [second for _, second in signed]) if signed else None


def _typed(case: Case, seat: Seat) -> Iterator[Evidence]:
    """What a person's own forecasts came to, and whether they leaned by more than luck explains."""
    own = [one for one in case.typed if one.seat == seat]
    if not own:
        return
    worst = max(own, key=lambda one: abs(one.units - one.ordered))
    off, lean = fmean(one.off for one in own), leaning_of(case.typed, seat)
    of = f" of {case.item(worst.item)}" if worst.item else ""
    sentence = (
        f"{capital(seat)} typed {counted(len(own), 'forecast')}. Furthest from what came was that for "
        f"{case.words.month(worst.month)}{of}: {figures.units(worst.units)}, ordered {figures.units(worst.ordered)}. "
    )
    sentence += (
        "Luck alone explains which way they lay."
        if lean is None
        else f"Beside what customers usually order they lay {figures.share(abs(off))} {'high' if off > 0 else 'low'}, "
        "which luck does not explain."
    )
    yield Evidence(
        f"typed.{seat}", "typed", "forecast", off, "share", _signed_share(off), sentence, (worst.month,), seat,
        weight=min(0.9, 0.35 + abs(off) * 2.0) if lean is not None else 0.35,
    )  # fmt: skip


def _signed_share(off: float) -> str:
    return f"+{figures.share(off)}" if off > 0 else figures.share(off)


def _apart(rows: tuple[MonthRow, ...]) -> Iterator[Evidence]:
    apart = {row.round: abs(row.expected["marketing"] - row.expected["distribution"]) for row in rows}
    worst = max(rows, key=lambda row: apart[row.round])
    share = apart[worst.round] / max(1.0, worst.ordered)
    if share < APART:
        return
    sentence = (
        f"In {worst.month} the two planned on figures of different sizes: marketing's panel reckoned with "
        f"{figures.units(worst.expected['marketing'])} units, distribution's with "
        f"{figures.units(worst.expected['distribution'])}; customers ordered {figures.units(worst.ordered)}."
    )
    yield Evidence(
        f"forecast.apart.{worst.round}", "forecast", "forecast", share, "share", figures.share(share), sentence,
        (worst.round,), weight=min(1.0, 0.3 + share),
    )  # fmt: skip


def _signed(rows: tuple[MonthRow, ...]) -> Evidence:
    signed = [row for row in rows if row.signed is not None]
    if not signed:
        return Evidence(
            "forecast.signed", "forecast", "forecast", 0.0, "months", "0",
            f"No month had a forecast that both had signed: {_numbers(rows)}.", weight=0.6,
        )  # fmt: skip
    off = signed_bias(rows) or 0.0
    sentence = (
        f"Both signed a forecast in {counted(len(signed), 'month')} of {len(rows)}; taken together these were "
        f"{_beside(off)} what customers ordered."
    )
    return Evidence(
        "forecast.signed", "forecast", "forecast", off, "share", _signed_share(off), sentence,
        tuple(row.round for row in signed), weight=0.45 + min(0.4, abs(off)),
    )  # fmt: skip


def _numbers(rows: tuple[MonthRow, ...]) -> str:
    """Did the two reckon with the same numbers without a signature?"""
    own = [row for row in rows if len({figures.units(row.expected[seat]) for seat in SEATS}) > 1]
    if len(own) == len(rows):
        return "each panel reckoned with a number of its own"
    if own:
        return f"in {counted(len(own), 'month')} of {len(rows)} each panel reckoned with a number of its own"
    return "both panels reckoned with the same number in every month, and nobody had put a name to it"


def _beside(off: float) -> str:
    if abs(off) < EVEN:
        return "about"
    return f"{figures.share(abs(off))} {'above' if off > 0 else 'below'}"
