"""One table laid open for its debrief: what was played, what else could have been, and what it is measured against."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from game.debrief.months import MonthRow, rows_of
from game.debrief.naming import Words
from game.lab.alignment import Alignment, aligned
from game.lab.benchmark_file import read, read_course, stale
from game.lab.decomposing import Decomposition, decomposed
from game.lab.encoding import Code, Course
from game.lab.message import Worth, worths
from game.lab.playing import Stage, joint, luck_of, months, stage
from game.lab.season import Season, season_at
from game.lab.solving import Bench
from game.lab.turning import Swing, turning_points, well_chosen
from game.refusal import Refusal
from game.scenario import Scenario
from game.table.head import Head
from game.table.table import Table

MOST_SWINGS, MOST_MESSAGES = 12, 3


@dataclass(frozen=True, eq=False)
class Against:
    """What a season is measured against, with the same luck. Money in currency units.

    Args:
        alignment: where it lies between silo play and the best plan known.
        silo: joint value of silo play, month by month.
        best: the same of the best plan known.
        went: best less this season, taken apart.
    """

    alignment: Alignment
    silo: tuple[float, ...]
    best: tuple[float, ...]
    went: Decomposition


@dataclass(frozen=True, eq=False)
class Case:
    """One table laid open.

    Args:
        label: how reports call it: "Table 3".
        table: as it was left.
        head: of its record; None for a table that was never recorded.
        rows: its months.
        turning: decisions that another value would have changed most for the better.
        kept: decisions whose usual value would have cost most.
        messages: what telling something earlier would have been worth, the dearest first.
        against: None for a season that was not played to its end, or a scenario without a benchmark.
        notes: what could not be worked out, and why.
    """

    label: str
    table: Table
    head: Head | None
    words: Words
    rows: tuple[MonthRow, ...]
    turning: tuple[Swing, ...] = ()
    kept: tuple[Swing, ...] = ()
    messages: tuple[Worth, ...] = ()
    against: Against | None = None
    notes: tuple[str, ...] = field(default=())

    @property
    def finished(self) -> bool:
        """Was the season played to its end?"""
        return self.table.over

    @property
    def joint(self) -> float:
        """The joint value of the months played, in currency units."""
        return sum(row.joint for row in self.rows)


@dataclass(frozen=True, eq=False)
class Yardstick:
    """A scenario's best and silo plans; no bench where the scenario was never solved."""

    bench: Bench | None
    note: str = ""


def yardstick(scenario: Scenario) -> Yardstick:
    """What seasons of a scenario are measured against, as it was last solved; nothing is solved now."""
    try:
        known = read(scenario)
    except Refusal as refusal:
        return Yardstick(None, refusal.message)
    if known is None:
        return Yardstick(
            None,
            f"'{scenario.slug}' was never solved, so no best plan is known to compare with. To have one: "
            f"lastmile lab solve {scenario.slug}",
        )
    code = Code(scenario)
    best, silo = (read_course(code, entry.plans) for entry in (known.best, known.silo))
    note = ""
    if stale(scenario, known):
        note = (
            "The best plan known and silo play were worked out before the rules or the scenario last changed: they "
            f"still show the way, but better ones may exist. To work them out again: lastmile lab solve {scenario.slug}"
        )
    return Yardstick(Bench(code, stage(code), best, silo, known), note)


def lay_open(
    table: Table, head: Head | None = None, label: str = "This table", measure: Yardstick | None = None,
    messages: int = MOST_MESSAGES,
) -> Case:  # fmt: skip
    """Take a table apart.

    Args:
        table: with at least one month played.
        head: of its record.
        label: how reports call it.
        measure: what it is measured against; by default what the scenario's folder holds.
        messages: how many messages to tell the worth of; 0 = do not look (it takes a second or two).

    Raises:
        Refusal: when no month was played.
    """
    if not table.history:
        raise Refusal(f"{label}: no month was played yet, so there is nothing to look back on.")
    against, notes = None, []
    scale = measure or yardstick(table.scenario)
    season = season_at(table)
    if scale.note:
        notes.append(scale.note)
    if not table.over:
        played, rounds = len(table.history), table.scenario.rounds
        notes.append(
            f"{played} of {rounds} months were played, so the season is compared with no best plan: that one looks "
            "ahead to the last month."
        )
    elif scale.bench:
        against = _against(scale.bench, season, table.joint_value)
    return Case(
        label=label,
        table=table,
        head=head,
        words=Words(table.scenario),
        rows=rows_of(table),
        turning=tuple(turning_points(season, MOST_SWINGS)),
        kept=tuple(well_chosen(season, MOST_SWINGS)),
        messages=tuple(worths(season, messages)) if messages else (),
        against=against,
        notes=tuple(notes),
    )


def _against(bench: Bench, season: Season, value: float) -> Against:
    return Against(
        alignment=aligned(bench, season.seed, value),
        silo=_by_round(bench.stage, bench.silo, season.seed),
        best=_by_round(bench.stage, bench.best, season.seed),
        went=decomposed(bench, season),
    )


def _by_round(here: Stage, course: Course, seed: int) -> tuple[float, ...]:
    luck = luck_of(here.world, np.array([seed], dtype=np.uint64))
    return tuple(float(joint(outcome)[0]) for outcome in months(here, course, luck))
