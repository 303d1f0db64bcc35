"""Solving a scenario: its best plan, the silo play that two seats settle on, who should lead, and how far to trust."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

import numpy as np

from game.lab.bench import (
    COMMON,
    Bench,
    Benchmark,
    MeasuredPlan,
    booked,
    marks_of,
    read,
    read_course,
    stale,
    written_plans,
)
from game.lab.encoding import Code, Course
from game.lab.playing import Measure, Stage, seasons, stage
from game.lab.search.best import LONG, QUICK, USUAL, Effort, Solved, Watch, error_of, scores, solve, solve_all, told_of
from game.lab.search.climbing import Climb
from game.lab.search.coarse import Sampling
from game.lab.search.space import Space, with_orders_up_to
from game.lab.workers import Workers
from game.refusal import Refusal
from game.rules.arrays import Bools, Floats
from game.rules.draws import seeds_from
from game.rules.levers import SEATS, Lead, Seat
from game.rules.month import Outcome
from game.scenario import Scenario
from game.table.structure import JOINT_TOPICS, PRESETS, leads_for

SETTLED = 0.5
"""Points of its scorecard (a season's mean) that a seat may still win by answering, for silo play to be settled."""


def marketing_points(outcome: Outcome) -> Floats:
    """Marketing's own points this month, `(n,)`."""
    return outcome.scorecards.marketing + outcome.scorecards.later[:, 0]


def distribution_points(outcome: Outcome) -> Floats:
    """Distribution's own points this month, `(n,)`."""
    return outcome.scorecards.distribution + outcome.scorecards.later[:, 1]


POINTS: Final[Mapping[Seat, Measure]] = MappingProxyType(
    {"marketing": marketing_points, "distribution": distribution_points}
)
"""What each seat serves in silo play."""


@dataclass(frozen=True)
class Silo:
    """Two seats that each serve their own scorecard."""

    course: Course  # both seats' plans
    # what each seat could still win by answering, in points of its scorecard; marketing, distribution
    regret: tuple[float, float]
    turns: int  # how often each seat answered
    seasons: int  # seasons played to find it

    @property
    def settled(self) -> bool:
        """Whether neither seat can win much more by answering."""
        return max(self.regret) <= SETTLED


FIRST: Final = Effort(Sampling(200, 20), Climb(turns=3, steps=15, seeds=2), finalists=1)
THEN: Final = Effort(Sampling(generations=0), Climb(turns=2, steps=12, seeds=4), finalists=1)
"""The work of a seat's first answer and of its later ones."""


def silo_leads(code: Code) -> dict[str, Lead]:
    """Who decides each lever in silo play, by lever."""
    return leads_for(code.scenario, PRESETS["silo"])


def solve_silo(stage: Stage, seed: int, leads: Mapping[str, Lead] | None = None, turns: int = 6) -> Silo:
    """Both seats' plans when each answers the other's with the best for its own scorecard.

    Args:
        stage: where it is played.
        seed: of the searches.
        leads: who decides each lever; by default as in silo play. What is joint stays at its default.
        turns: how often each seat may answer.
    """
    code = stage.code
    leads = silo_leads(code) if leads is None else leads
    course = with_orders_up_to(code, code.defaults())
    regret, played, turn = (np.inf, np.inf), 0, 0
    for turn in range(1, turns + 1):
        won = []
        for at, seat in enumerate(SEATS):
            answer = _answer(stage, course, seat, code.led_by(leads, seat), 20 * seed + 2 * turn + at, turn == 1)
            won.append(_won(stage, course, seat, answer))
            course = _damped(stage, course, answer.course, 1.0 if turn < 3 else 0.6)
            played += answer.seasons
        regret = (won[0], won[1])
        if max(regret) <= SETTLED:
            break
    return Silo(course, regret, turn, played)


def still_settled(stage: Stage, course: Course, seed: int) -> Silo | None:
    """Silo play that was found before, if neither seat can win much more by answering it; else None.

    Args:
        stage: where it is played.
        course: both seats' plans; what is joint is put at its default.
        seed: of the answers.
    """
    code, won, played = stage.code, [], 0
    leads = silo_leads(code)
    joint = code.led_by(leads, "joint")
    course = Course(np.where(joint[:, None], code.default[:, None], course.values), course.levels)
    for at, seat in enumerate(SEATS):
        answer = _answer(stage, course, seat, code.led_by(leads, seat), 20 * seed + at, first=False)
        won.append(_won(stage, course, seat, answer))
        played += answer.seasons
    silo = Silo(course, (won[0], won[1]), 0, played)
    return silo if silo.settled else None


def middle_silo(
    stage: Stage,
    seeds: Sequence[int],
    turns: int,
    workers: Workers | None = None,
    told: Callable[[], None] | None = None,
) -> Silo:
    """Silo play settles in more than one place: of several searches, the middle one by what both seats earn together.

    Args:
        stage: where it is played.
        seeds: of the searches.
        turns: how often each seat may answer.
        workers: who does the work.
        told: told after each search.
    """
    jobs = [(stage, seed, None, turns) for seed in seeds]
    found = (workers or Workers()).each(solve_silo, jobs, told)
    in_order = sorted(found, key=lambda silo: float(scores(stage, silo.course).mean()))
    return replace(in_order[len(in_order) // 2], seasons=sum(silo.seasons for silo in found))  # exact: whole numbers


def _answer(stage: Stage, course: Course, seat: Seat, free: Bools, seed: int, first: bool) -> Solved:
    """The best that a seat can do for its own scorecard against a course."""
    return solve(stage, free, course, FIRST if first else THEN, seed, POINTS[seat], [course])


def _won(stage: Stage, course: Course, seat: Seat, answer: Solved) -> float:
    """Points of its scorecard, a season's mean, that a seat wins by answering a course."""
    return max(0.0, (answer.mean - points_of(stage, course, seat)) / stage.code.rounds)


def points_of(stage: Stage, course: Course, seat: Seat) -> float:
    """A seat's points summed over the season, mean over the scoring seeds."""
    return float(scores(stage, course, POINTS[seat]).mean())


def _damped(stage: Stage, old: Course, new: Course, share: float) -> Course:
    """Numbers part of the way to the answer, choices all of it."""
    if share >= 1.0:
        return new
    numbers = (stage.code.size == 0)[None, :, None]
    values = np.where(numbers, (1.0 - share) * old.values + share * new.values, new.values)
    mixed = Course(values, new.levels)
    return Space(stage.code, np.ones(len(stage.code.settings), dtype=np.bool_), mixed).stepped(mixed)


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
    course = booked(here, course)
    values = scores(here, course)
    return MeasuredPlan(
        plans=written_plans(here.code, course),
        value=float(values.mean()),
        error=error_of(values),
        values=tuple(seasons(here, course, seeds_from(1, COMMON)).tolist()),
        seasons=played,
    )
