"""The charts of a report as plain data: what is drawn, and what it says in words for whoever does not see it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Literal, TypeAlias

from game import figures
from game.debrief.acts import BetweenActs
from game.debrief.case import Case
from game.debrief.evidence import counted
from game.debrief.finding.promise import late_months, on_time
from game.debrief.gap_words import WHEN
from game.debrief.instrument import RankFit, Surveyed, TableGap, gaps_of, surveyed
from game.debrief.room import MEASURES, RoomGap
from game.rules.levers import Seat
from game.table.survey.survey import MOMENTS
from game.telling.fitting import TITLE

Look: TypeAlias = Literal["season", "best", "silo", "marketing", "distribution", "together", "customers"]


@dataclass(frozen=True)
class Trace:
    """One line, one row of bars or one slope."""

    name: str  # in the legend
    look: Look  # its colour, dash and marker
    values: tuple[float | None, ...]  # one for each label; None = nothing there


@dataclass(frozen=True)
class Pin:
    """A numbered place on the first series."""

    at: int  # index of its label
    text: str  # what stands beside it


@dataclass(frozen=True)
class ReportChart:
    """A chart."""

    key: str  # its own name in the report
    kind: Literal["lines", "stacks", "dots", "steps"]  # lines, stacked bars, dots in columns, or steps that add up
    title: str  # what it is about
    says: str  # what it shows, in words
    labels: tuple[str, ...]  # along the bottom
    series: tuple[Trace, ...]  # what is drawn
    unit: Literal["money", "days", "units", "share", "correlation", "index"]  # for the scale
    currency: str = ""  # the sign before money
    marks: tuple[Pin, ...] = ()  # places on the first series
    filled: bool = False  # fill between the first two series


def of_table(case: Case) -> dict[str, ReportChart]:
    """The charts of one table by key."""
    made = (_result(case), _fit(case), _promise(case), _forecast(case), gap_of(surveyed(case.label, case.table)))
    return {chart.key: chart for chart in made if chart is not None}


def steps_of(one: BetweenActs) -> ReportChart:
    """From one act's value to the next one's, in three steps that add up."""
    names = [f"act {case.act}" for case in (one.first, one.second)]
    money = one.first.words.money
    says = (
        f"From {money(one.money[0])} in {names[0]} to {money(one.money[4])} in {names[1]}, in three steps that add up: "
        "the rules of the structure with the same decisions, changed decisions, luck."
    )
    labels = (names[0], "rules", "decisions", "luck", names[1])
    series = (Trace("joint value", "season", one.money),)
    return ReportChart(
        f"between-{one.second.act}", "steps", f"From {names[0]} to {names[1]}", says, labels, series, "money",
        one.first.table.scenario.currency,
    )  # fmt: skip


def _months(case: Case) -> tuple[str, ...]:
    return tuple(row.month[:3] for row in case.rows)


def _result(case: Case) -> ReportChart:
    """The joint value as it grew, beside silo play and the best plan."""
    words, beside = case.words, case.review.beside
    own = tuple(accumulate(row.joint for row in case.rows))
    series = [Trace("this season", "season", own)]
    says = f"The joint value grew to {words.money(own[-1])}."
    if beside:
        silo, best = tuple(accumulate(beside.silo)), tuple(accumulate(beside.best))
        series += [Trace("best plan known", "best", best), Trace("silo play", "silo", silo)]
        says = (
            f"With the same luck the joint value grew to {words.money(own[-1])}, in silo play to "
            f"{words.money(silo[-1])} and under the best plan known to {words.money(best[-1])}."
        )
    points = sorted(case.review.turning_points, key=lambda point: point.round)
    marks = tuple(Pin(point.round - 1, str(number)) for number, point in enumerate(points, start=1))
    if points:
        named = [f"{number} {words.month(point.round)}" for number, point in enumerate(points, start=1)]
        says += f" Turning points are numbered: {figures.listed(named)}."
    return ReportChart(
        "result", "lines", "Joint value, month upon month", says, _months(case), tuple(series), "money",
        case.table.scenario.currency, marks,
    )  # fmt: skip


def _fit(case: Case) -> ReportChart:
    """What would have fit better, month by month."""
    words, rows = case.words, case.rows
    series = (
        Trace("marketing's answer", "marketing", tuple(row.fit_marketing for row in rows)),
        Trace("distribution's answer", "distribution", tuple(row.fit_distribution for row in rows)),
        Trace("both at once", "together", tuple(row.fit_both for row in rows)),
    )
    most = max(rows, key=lambda row: row.fit_both)
    says = (
        "What each month would have been worth more with marketing's best other answer to distribution's plan, with "
        "distribution's to marketing's, and with the best of both at once, with the same luck and the months after as "
        f"they were played. It would have been most in {most.month}: {words.money(most.fit_both)}."
    )
    return ReportChart("fit", "lines", TITLE, says, _months(case), series, "money", case.table.scenario.currency)


def _promise(case: Case) -> ReportChart:
    rows = case.rows
    late = late_months(rows)
    says = (
        f"Days that customers were promised, and days that deliveries took. {figures.share(on_time(rows))} of all that "
        f"was shipped came within its promise; the average order came late in {counted(len(late), 'month')} of "
        f"{len(rows)}."
    )
    series = (
        Trace("promised", "marketing", tuple(row.promise for row in rows)),
        Trace("delivered", "distribution", tuple(row.days for row in rows)),
    )
    return ReportChart("promise", "lines", "Promised and delivered", says, _months(case), series, "days", filled=True)


def _forecast(case: Case) -> ReportChart:
    rows = case.rows
    apart = max(rows, key=lambda row: abs(row.expected["marketing"] - row.expected["distribution"]))
    says = (
        "Units that customers ordered, and what each seat's planning panel, which is a program, reckoned with before."
    )
    if abs(apart.expected["marketing"] - apart.expected["distribution"]) >= 1.0:
        says += (
            f" The two were furthest apart in {apart.month}: marketing {figures.units(apart.expected['marketing'])}, "
            f"distribution {figures.units(apart.expected['distribution'])}, ordered {figures.units(apart.ordered)}."
        )
    else:
        says += " Both saw the same figures, and their panels the same numbers."
    series = [
        Trace("customers ordered", "customers", tuple(row.ordered for row in rows)),
        Trace("marketing's panel", "marketing", tuple(row.expected["marketing"] for row in rows)),
        Trace("distribution's panel", "distribution", tuple(row.expected["distribution"] for row in rows)),
    ]
    return ReportChart(
        "forecast", "lines", "Orders, and what each panel reckoned with", says, _months(case), tuple(series), "units"
    )


def gap_of(given: Surveyed) -> ReportChart | None:
    """How well each one's picture of the other's priorities fitted, moment by moment; None with one moment."""
    gaps = gaps_of(given)
    series = [
        Trace("agreement of the two", "together", tuple(_rho(gaps[moment].agreement) for moment in MOMENTS)),
        Trace("marketing's picture", "marketing", _accuracy(gaps, "marketing")),
        Trace("distribution's picture", "distribution", _accuracy(gaps, "distribution")),
    ]
    says = (
        "How alike two rankings of the same priorities are, from 1 (the same order) over 0 (chance) to -1 (turned "
        "around): the two own rankings, and each one's picture of the other's beside the other's own. One table proves "
        "nothing; it is a picture to talk about."
    )
    return _slopes("gap", "What each thinks the other wants", says, series)


def gap_of_room(room: RoomGap) -> ReportChart | None:
    """The same as means over the tables of a room."""
    looks: tuple[tuple[str, Look], ...] = (
        ("agreement", "together"), ("accuracy", "season"), ("congruency", "silo"), ("meta-accuracy", "best"),
    )  # fmt: skip
    series = []
    for measure, look in looks:
        levels = [room.levels.get((measure, moment)) for moment in MOMENTS]
        series.append(Trace(measure, look, tuple(level.mean if level else None for level in levels)))
    says = (
        "Means over the tables, from 1 (the same order) over 0 (chance) to -1 (turned around). "
        + "; ".join(f"{measure}: {about}" for measure, about in MEASURES.items())
        + ". What the figures can and cannot claim is said below."
    )
    return _slopes("gap", "What each thinks the other wants", says, series)


def _slopes(key: str, title: str, says: str, series: Sequence[Trace]) -> ReportChart | None:
    """A chart of rank correlations over the moments that have any; None with fewer than two."""
    given = [at for at in range(len(MOMENTS)) if any(one.values[at] is not None for one in series)]
    if len(given) < 2:
        return None
    kept = tuple(
        replace(one, values=tuple(one.values[at] for at in given))
        for one in series
        if any(one.values[at] is not None for at in given)
    )
    labels = tuple(WHEN[MOMENTS[at]] for at in given)
    return ReportChart(key, "lines", title, says, labels, kept, "correlation")


def _accuracy(gaps: Mapping[str, TableGap], seat: Seat) -> tuple[float | None, ...]:
    return tuple(_rho(gaps[moment].seats[seat]["accuracy"]) for moment in MOMENTS)


def _rho(fit: RankFit | None) -> float | None:
    return fit.correlation if fit else None
