"""The band: where a season can still end, between each going on alone and both going on as in the best plan.

Two replays of what is left, from the real state and with the season's own luck: silo play's rest, and the best plan's
rest, which orders stock up to its own levels, whatever is in the house, and makes up for what it would have launched,
opened or started by then. Where the two go on better than that by what they do now, that is what is known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from game.figures import running, whole
from game.lab.bench import Bench, known
from game.lab.encoding import Course, side_by_side
from game.lab.hindsight.answering import going_on
from game.lab.hindsight.bounds import index
from game.lab.hindsight.season import PlayedSeason, season_at
from game.lab.playing import joined, luck_of, monthly, repeated
from game.rules.arrays import Ints
from game.rules.levers import Setting
from game.rules.month import happen, resolve
from game.rules.state import State
from game.table.seen.whys import hides_band
from game.table.table import Table

HIDDEN: Final = "It is not told at this table before the season is over."


@dataclass(frozen=True)
class SeasonEnd:
    """Where a season can end. Whole currency units, and points on the way from silo play, 0, to the best plan, 100.

    Args:
        value: joint value.
        points: where that lies.
    """

    value: float
    points: float


@dataclass(frozen=True)
class Band:
    """Where a season can still end after so many months.

    Args:
        months: played.
        left: months to come.
        alone: if each goes on alone.
        best: if both go on as in the best plan known; never less. Who plays better than that ends above it.
        so_far: joint value of the months played.
        silo_so_far: silo play's of the same months, with the same luck.
        best_so_far: the best plan's.
        currency: the sign of the money.
        without: why there is no band, in a sentence; "" = there is one.
    """

    months: int
    left: int
    alone: SeasonEnd
    best: SeasonEnd
    so_far: float
    silo_so_far: float
    best_so_far: float
    currency: str
    without: str = ""


def band_told(table: Table, months: int) -> Band:
    """The band as the table is told it: under a structure that hides it, only once the season is over.

    Args:
        table: as `band_at`.
        months: as `band_at`.
    """
    hidden = not table.over and hides_band(table.scenario, table.structure)
    return band_at(table, months, (None, HIDDEN) if hidden else None)


def band_at(table: Table, months: int, yardstick: tuple[Bench | None, str] | None = None) -> Band:
    """Where a season could still end when so many of its months had been played.

    Args:
        table: with as many months at least.
        months: how many; 1 or more.
        yardstick: what `known` says of the scenario, for whoever asks more than once.
    """
    bench, without = yardstick or known(table.scenario)
    if bench is None:
        left, so_far = _left(table, months), _so_far(table, months)
        nowhere = SeasonEnd(so_far, 0.0)
        return Band(months, left, nowhere, nowhere, so_far, 0.0, 0.0, table.scenario.currency, without)
    season = season_at(table, months)
    (rests,) = _rests([season], [_state_after(season)], bench) if _left(table, months) else ((),)
    return _band(table, months, bench, _by_month(bench, table.seed), rests)


def bands_of(table: Table, bench: Bench, season: PlayedSeason | None = None) -> tuple[Band, ...]:
    """The band after each month that a table has played, as `band_at`: what is common to them is played once.

    Args:
        table: with at least one month played.
        bench: of its scenario.
        season: the one that it played, for whoever has it.
    """
    if len({month.structure for month in table.history}) > 1:  # a later structure's world is not that of months before
        return tuple(band_at(table, months, (bench, "")) for months in range(1, table.months + 1))
    whole, plans = season or season_at(table), [month.values for month in table.history]
    going = [months for months in range(1, table.months + 1) if _left(table, months)]
    seasons = [
        replace(whole, course=whole.stage.code.course(plans[:months]), leads=whole.leads[:months], rounds=months)
        for months in going
    ]
    states = [whole.months[months][0] if months < table.months else _state_after(whole) for months in going]
    rests = dict(zip(going, _rests(seasons, states, bench), strict=True)) if going else {}
    both = _by_month(bench, table.seed)
    return tuple(_band(table, months, bench, both, rests.get(months, ())) for months in range(1, table.months + 1))


def _left(table: Table, months: int) -> int:
    """Months to come after so many."""
    return table.scenario.rounds - months if table.ended is None or months < table.months else 0


def _so_far(table: Table, months: int) -> float:
    """Joint value of so many months, in whole currency units."""
    return float(whole(sum(month.shared.joint for month in table.history[:months])))  # exact: whole units


def _band(table: Table, months: int, bench: Bench, both: tuple[Ints, Ints], rests: Sequence[float]) -> Band:
    """The band after some months.

    Args:
        table: as `band_at`.
        months: as `band_at`.
        bench: the scenario's two plans.
        both: their joint value with the season's luck, as `_by_month`.
        rests: what each way on brings, each going on alone first; none = nothing is left.
    """
    left, so_far = _left(table, months), _so_far(table, months)
    silo, best = (part[: months + left] for part in both)
    gap = bench.measured.best.value - bench.measured.silo.value
    ends = [so_far + worth for worth in rests] or [so_far]
    alone, most = (
        SeasonEnd(float(whole(end)), index(end, _units(silo), _units(best), gap)) for end in (ends[0], max(ends))
    )
    silo_far, best_far = (running((part[:months] / 100.0).tolist()) for part in (silo, best))
    behind = sum(silo_far), sum(best_far)  # exact: whole units
    return Band(months, left, alone, most, so_far, *behind, table.scenario.currency)


def _by_month(bench: Bench, seed: int) -> tuple[Ints, Ints]:
    """Joint value of silo play and of the best plan in whole cents, by month, with a season's luck."""
    luck = luck_of(bench.stage.ready, np.array([seed], dtype=np.uint64))
    silo, best = (monthly(bench.stage, course, luck)[:, 0] for course in (bench.silo, bench.best))
    return silo, best


def _units(cents: Ints) -> float:
    return float(cents.sum()) / 100.0


def _rests(seasons: Sequence[PlayedSeason], states: Sequence[State], bench: Bench) -> list[tuple[float, ...]]:
    """What the ways on from each season bring: silo play's rest, the best plan's, with what was missed, as now.

    Args:
        seasons: in one place with one luck, each a month longer than the one before; one at least.
        states: after each.
        bench: the scenario's two plans.

    Returns:
        currency units, for each season.
    """
    ways = [_ways_on(season, state, bench) for season, state in zip(seasons, states, strict=True)]
    worth = [_rest(seasons[0], states, courses) for courses in zip(*ways, strict=True)]
    return list(zip(*worth, strict=True))


def _ways_on(season: PlayedSeason, state: State, bench: Bench) -> tuple[Course, ...]:
    caught_up = bench.best.values.copy()
    caught_up[season.rounds, _missed(season, bench.best, state)] = 1.0
    return bench.silo, bench.best, Course(caught_up, bench.best.levels), going_on(season)


def _state_after(season: PlayedSeason) -> State:
    """The state after the months played."""
    before, _ = season.months[-1]
    ready, state = season.stage.begun(before)
    return resolve(ready, state, season.stage.code.packed(season.course, state), season.luck[season.rounds - 1]).state


def _missed(season: PlayedSeason, best: Course, state: State) -> list[int]:
    """What the best plan would have launched, opened or started by now and the season has not: rows of settings."""
    done = {"launch": state.launched[0], "market-entry": state.entered[0], "initiative": state.initiatives[0]}

    def missed(row: int, setting: Setting) -> bool:
        if setting.lever.id not in done or bool(done[setting.lever.id][setting.item]):
            return False
        return bool((best.values[: season.rounds, row, 0] > 0.5).any())

    return [row for row, setting in enumerate(season.stage.code.settings) if missed(row, setting)]


def _rest(first: PlayedSeason, states: Sequence[State], courses: Sequence[Course]) -> list[float]:
    """Joint value of the months to come after each state, in currency units; each begins a month after the one before.

    Args:
        first: the shortest of the seasons.
        states: after each season.
        courses: what is played from there on, with the same levels.
    """
    stage, course, n = first.stage, side_by_side(courses), len(courses)
    total, state = np.zeros(n), states[0]
    for here, draws in enumerate(first.luck[first.rounds :], start=1):
        if 1 < here <= n:
            state = joined(state, states[here - 1])
        now = min(here, n)
        ready, state = stage.begun(state)
        plans = stage.code.packed(Course(course.values[:, :, :now], course.levels), state)
        state, month = happen(ready, state, plans, repeated(draws, now))
        total[:now] += month.money.joint / 100.0
    worth: list[float] = total.tolist()
    return worth
