"""The band: where a season can still end, between each going on alone and both playing the rest as well as is known.

Two replays of what is left, from the real state and with the season's own luck: silo play's rest, and the best plan's
rest, which orders stock up to its own levels, whatever is in the house, and makes up for what it would have launched,
opened or started by then. Where the two go on better than that by what they do now, that is what is known.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from game.figures import running, whole
from game.lab.bench import Bench, known
from game.lab.encoding import Course
from game.lab.hindsight.answering import going_on
from game.lab.hindsight.bounds import index
from game.lab.hindsight.season import PlayedSeason, season_at
from game.lab.playing import luck_of, monthly
from game.rules.arrays import Ints
from game.rules.levers import Setting
from game.rules.month import happen, resolve
from game.rules.state import State
from game.table.structure import hides_band
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
        best: if both play the rest as well as is known; never less.
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
    left = table.scenario.rounds - months if table.ended is None or months < table.months else 0
    so_far = float(whole(sum(month.shared.joint for month in table.history[:months])))  # exact: whole units
    bench, without = yardstick or known(table.scenario)
    if bench is None:
        nowhere = SeasonEnd(so_far, 0.0)
        return Band(months, left, nowhere, nowhere, so_far, 0.0, 0.0, table.scenario.currency, without)
    season = season_at(table, months)
    last = months + left
    silo, best = (_by_month(bench, course, season.seed)[:last] for course in (bench.silo, bench.best))
    gap = bench.measured.best.value - bench.measured.silo.value
    ends = [so_far] if not left else [so_far + worth for worth in _rests(season, bench)]
    alone, most = (
        SeasonEnd(float(whole(end)), index(end, _units(silo), _units(best), gap)) for end in (ends[0], max(ends))
    )
    silo_far, best_far = (running((part[:months] / 100.0).tolist()) for part in (silo, best))
    behind = sum(silo_far), sum(best_far)  # exact: whole units
    return Band(months, left, alone, most, so_far, *behind, table.scenario.currency)


def _by_month(bench: Bench, course: Course, seed: int) -> Ints:
    luck = luck_of(bench.stage.ready, np.array([seed], dtype=np.uint64))
    return monthly(bench.stage, course, luck)[:, 0]


def _units(cents: Ints) -> float:
    return float(cents.sum()) / 100.0


def _rests(season: PlayedSeason, bench: Bench) -> tuple[float, ...]:
    """What silo play's rest brings; then the best plan's, with what was missed, and going on as now. Currency units."""
    state, best = _state_after(season), bench.best
    caught_up = best.values.copy()
    caught_up[season.rounds, _missed(season, best, state)] = 1.0
    courses = (bench.silo, best, Course(caught_up, best.levels), going_on(season))
    return tuple(_rest(season, state, course) for course in courses)


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


def _rest(season: PlayedSeason, state: State, course: Course) -> float:
    """Joint value of the months to come, in currency units."""
    total = 0.0
    for draws in season.luck[season.rounds :]:
        ready, state = season.stage.begun(state)
        state, month = happen(ready, state, season.stage.code.packed(course, state), draws)
        total += float(month.money.joint[0]) / 100.0
    return total
