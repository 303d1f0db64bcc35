from types import SimpleNamespace
from typing import Any

import pytest

from game.lab.bench import COMMON, Bench, Benchmark, MeasuredPlan, marks_of, written_plans
from game.lab.encoding import Code
from game.lab.playing import seasons, stage
from game.lab.search.best import Effort, solve_all
from game.lab.search.climbing import Climb
from game.lab.search.coarse import Sampling
from game.lab.search.solving import solve_silo
from game.rules.draws import seeds_from
from game.scenario import load

SHORT = Effort(Sampling(60, 4), Climb(turns=1, steps=4, seeds=2, few=2, many=8), finalists=1)


@pytest.fixture(scope="session")
def first_day() -> Any:
    """The settings of the shortest scenario as numbers."""
    return Code(load("first-day"))


@pytest.fixture(scope="session")
def cold_brew() -> Any:
    return Code(load("cold-brew"))


def entry(here: Any, course: Any) -> Any:
    values = seasons(here, course, seeds_from(1, COMMON))
    return MeasuredPlan(written_plans(here.code, course), float(values.mean()), 1.0, tuple(values.tolist()), 1)


@pytest.fixture(scope="session")
def bench(first_day: Any) -> Any:
    """The shortest scenario with two plans that a short search found: good enough to be told apart."""
    here = stage(first_day)
    best = solve_all(here, SHORT, 1).course
    silo = solve_silo(here, 1, turns=1)
    measured = Benchmark(
        slug="first-day",
        seed=1,
        effort="short",
        best=entry(here, best),
        silo=entry(here, silo.course),
        regret=silo.regret,
        restarts=(),
        ten_times=None,
        led={"marketing": 1.0, "distribution": 2.0},
        marks=marks_of(first_day.scenario),
    )
    return Bench(first_day, here, best, silo.course, measured)


@pytest.fixture
def subject(bench: Any) -> Any:
    """What the examination of one scenario looks at."""
    from game.lab.health.finding import Subject
    from game.lab.search.solving import WORKS

    return Subject.of(bench, WORKS["quick"], seed=3, quick=True)


@pytest.fixture
def theory_subject(cold_brew: Any) -> Any:
    return SimpleNamespace(slug="cold-brew", code=cold_brew, stage=stage(cold_brew), seed=1)
