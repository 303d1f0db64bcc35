"""Solving a scenario: its best plan, its silo play, who should lead, and how far to trust the figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

import numpy as np

from game.lab.benchmark_file import COMMON, Benchmark, Entry, marks_of, read, read_course, stale, written_plans
from game.lab.best import FRESH, QUICK, SCORED, USUAL, Effort, Solved, Watch, solve_all
from game.lab.encoding import Code, Course
from game.lab.playing import Stage, seasons, stage
from game.lab.silo import Silo, silo_leads, solve_silo
from game.rules.draws import seeds_from
from game.rules.levers import SEATS, Lead, Seat
from game.scenario import Scenario
from game.table.structure import JOINT_TOPICS


@dataclass(frozen=True)
class Work:
    """How much work solving a scenario may be: the best plan's effort, and the scale of silo play's."""

    name: str
    best: Effort
    silo: float
    leads: bool = True


WORKS: Final[Mapping[str, Work]] = MappingProxyType(
    {
        "quick": Work("quick", QUICK, 0.6),
        "usual": Work("usual", USUAL, 1.5),
        "long": Work("long", USUAL.times(6.0), 4.0),
    }
)


@dataclass(frozen=True)
class Bench:
    """A scenario with its two plans at hand: as measured now, or as read from a fresh benchmark."""

    code: Code
    stage: Stage
    best: Course
    silo: Course
    benchmark: Benchmark


def plans_of(scenario: Scenario, work: Work, seed: int, watch: Watch | None = None, afresh: bool = False) -> Bench:
    """The scenario's two plans: from its benchmark when that is fresh, else solved now (and not written).

    Args:
        scenario: to be solved.
        work: how much.
        seed: of the searches.
        watch: told what is being done.
        afresh: solve even when the benchmark is fresh.
    """
    code = Code(scenario)
    known = read(scenario)
    if known is not None and not afresh and not stale(scenario, known):
        best, silo = (read_course(code, entry.plans) for entry in (known.best, known.silo))
        return Bench(code, stage(code), best, silo, known)
    # A stale plan is still a good place to begin.
    also = () if known is None else (read_course(code, known.best.plans),)
    return solved(scenario, work, seed, watch, also)


def solved(
    scenario: Scenario, work: Work, seed: int, watch: Watch | None = None, also: Sequence[Course] = (),
    ten_times: bool = False,
) -> Bench:  # fmt: skip
    """The scenario's two plans, worked out now.

    Args:
        scenario: to be solved.
        work: how much.
        seed: of the searches.
        watch: told what is being done.
        also: further places for the search to begin.
        ten_times: whether to run ten times as long too, keep the better, and tell the difference.
    """
    code = Code(scenario)
    here = stage(code)
    best = solve_all(here, work.best, seed, watch, also)
    added = None
    if ten_times:
        longer = solve_all(here, work.best.times(10.0), seed + 1, watch, [best.course])
        added = max(0.0, 100.0 * (longer.mean - best.mean) / abs(best.mean))
        best = longer if longer.mean > best.mean else best
    silo = solve_silo(here, seed, scale=work.silo, watch=watch)
    led = {seat: _mean(here, _led(here, seat, seed, work, watch)) for seat in SEATS} if work.leads else {}
    benchmark = Benchmark(
        slug=scenario.slug,
        seed=seed,
        effort=work.name,
        best=_entry(here, best.course, best.seasons),
        silo=_entry(here, silo.course, silo.seasons),
        regret=silo.regret,
        restarts=_below(best),
        ten_times=added,
        led=led,
        marks=marks_of(scenario),
    )
    return Bench(code, here, best.course, silo.course, benchmark)


def _led(here: Stage, seat: Seat, seed: int, work: Work, watch: Watch | None) -> Course:
    """Silo play when one seat decides every joint topic."""
    leads: dict[str, Lead] = {**silo_leads(here.code), **dict.fromkeys(JOINT_TOPICS, seat)}
    found: Silo = solve_silo(here, seed, leads, turns=2, scale=work.silo, watch=watch)
    return found.course


def _mean(here: Stage, course: Course) -> float:
    return float(seasons(here, course, seeds_from(FRESH, SCORED)).mean())


def _below(best: Solved) -> tuple[float, ...]:
    return tuple(100.0 * (best.mean - other) / abs(best.mean) for other in best.others)


def _entry(here: Stage, course: Course, played: int) -> Entry:
    values = seasons(here, course, seeds_from(FRESH, SCORED))
    common = seasons(here, course, seeds_from(1, COMMON))
    return Entry(
        plans=written_plans(here.code, course),
        value=float(values.mean()),
        error=float(values.std(ddof=1) / np.sqrt(len(values))),
        values=tuple(common.tolist()),
        seasons=played,
    )


def with_ten_times(benchmark: Benchmark, added: float) -> Benchmark:
    """The benchmark with what a run ten times as long added, in %."""
    return replace(benchmark, ten_times=added)
