"""Solving a scenario: its best plan, its silo play, who should lead, and how far to trust the figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from game.lab.bench import (
    COMMON,
    Bench,
    Benchmark,
    MeasuredPlan,
    marks_of,
    read,
    read_course,
    stale,
    written_plans,
)
from game.lab.encoding import Code, Course
from game.lab.playing import Stage, seasons, stage
from game.lab.search.best import LONG, QUICK, USUAL, Effort, Watch, error_of, scores, solve_all, told_of
from game.lab.search.silo import middle_silo, silo_leads, solve_silo, still_settled
from game.lab.workers import Workers
from game.refusal import Refusal
from game.rules.draws import seeds_from
from game.rules.levers import SEATS, Lead, Seat
from game.scenario import Scenario
from game.table.structure import JOINT_TOPICS


@dataclass(frozen=True)
class Work:
    """How much work solving a scenario may be."""

    name: str  # of it
    best: Effort  # the best plan's effort
    turns: int  # how often seats answer in silo play
    restarts: int = 0  # usual searches beside it, from other seeds: how far below they end tells how far to trust it
    silos: int = 1  # searches for silo play, of which the middle one is kept


WORKS: Final[Mapping[str, Work]] = MappingProxyType(
    {
        "quick": Work("quick", QUICK, 4),
        "usual": Work("usual", USUAL, 8, silos=3),
        "long": Work("long", LONG, 16, restarts=2, silos=3),
    }
)


RESTART: Final = 1_001
"""Seeds of restarts lie beyond those that can be asked for."""


def plans_of(
    scenario: Scenario, work: Work, seed: int, workers: Workers | None = None, watch: Watch | None = None
) -> Bench:
    """The scenario's two plans: from its benchmark when that is fresh, else solved now (and not written).

    Args:
        scenario: to be solved.
        work: how much.
        seed: of the searches.
        workers: who does the work.
        watch: told how far it is.
    """
    benchmark = read(scenario)
    if benchmark is not None and not stale(scenario, benchmark):
        return Bench.measured_as(scenario, benchmark)
    return solved(scenario, work, seed, kept_plans(scenario), workers=workers, watch=watch)


def kept_plans(scenario: Scenario) -> tuple[Course, Course] | None:
    """The best plan and silo play that the scenario's benchmark has, if it can be read.

    Stale, the best plan is still a good place to begin; and silo play, which settles in more than one place, stays
    where it was while it is settled there.
    """
    try:
        kept = read(scenario)
    except Refusal:
        return None
    if kept is None:
        return None
    code = Code(scenario)
    return read_course(code, kept.best.plans), read_course(code, kept.silo.plans)


def solved(
    scenario: Scenario, work: Work, seed: int, kept: tuple[Course, Course] | None = None, ten_times: bool = False,
    workers: Workers | None = None, watch: Watch | None = None,
) -> Bench:  # fmt: skip
    """The scenario's two plans, worked out now.

    Args:
        scenario: to be solved.
        work: how much.
        seed: of the searches.
        kept: an older best plan, where the search begins too, and silo play, which is kept while it is settled.
        ten_times: whether to run ten times as long too, keep the better, and tell the difference.
        workers: who does the work.
        watch: told how far it is.
    """
    code = Code(scenario)
    here = stage(code)
    best = solve_all(here, work.best, seed, () if kept is None else kept[:1], workers, watch)
    others = [solve_all(here, USUAL, RESTART * seed + at, (), workers, watch) for at in range(1, work.restarts + 1)]
    added = None
    if ten_times:
        longer = solve_all(here, work.best.times(10), seed + 1, (), workers, watch)
        added = max(0.0, 100.0 * (longer.mean - best.mean) / abs(best.mean))
        others.append(best)
        best = longer
    # The better of all is kept; the others tell what another run would have come to.
    best, *below = sorted([best, *others], key=lambda found: -found.mean)
    silo = None if kept is None else still_settled(here, kept[1], seed)
    if silo is None:
        seeds = [seed, *(RESTART * seed + at for at in range(1, work.silos))]
        silo = middle_silo(here, seeds, work.turns, workers, told_of(watch, "silo", work.silos))
    told = (workers or Workers()).each(_led, [(here, seat, seed, work.turns) for seat in SEATS])
    led: dict[str, float] = dict(zip(SEATS, told, strict=True))
    benchmark = Benchmark(
        slug=scenario.slug,
        seed=seed,
        effort=work.name,
        best=_entry(here, best.course, best.seasons),
        silo=_entry(here, silo.course, silo.seasons),
        regret=silo.regret,
        restarts=tuple(100.0 * (best.mean - other.mean) / abs(best.mean) for other in below),
        ten_times=added,
        led=led,
        marks=marks_of(scenario),
    )
    return Bench(code, here, best.course, silo.course, benchmark)


def _led(here: Stage, seat: Seat, seed: int, turns: int) -> float:
    """Mean joint value of silo play when one seat decides every joint topic."""
    leads: dict[str, Lead] = {**silo_leads(here.code), **dict.fromkeys(JOINT_TOPICS, seat)}
    found = solve_silo(here, seed, leads, turns)
    return float(scores(here, found.course).mean())


def _entry(here: Stage, course: Course, played: int) -> MeasuredPlan:
    values = scores(here, course)
    common = seasons(here, course, seeds_from(1, COMMON))
    return MeasuredPlan(
        plans=written_plans(here.code, course),
        value=float(values.mean()),
        error=error_of(values),
        values=tuple(common.tolist()),
        seasons=played,
    )
