from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from game.lab.health.theory import neutral
from game.lab.playing import Stage, seasons, stage
from game.lab.search import solving
from game.lab.search.best import GROUPS, SCORED, Effort, error_of, scores, solve, solve_all
from game.lab.search.climbing import Climb
from game.lab.search.coarse import Sampling
from game.lab.search.solving import POINTS, SETTLED, Silo, Work, middle_silo, silo_leads, solve_silo, solved
from game.lab.search.space import with_orders_up_to
from game.lab.simulation.players import random_course
from game.lab.workers import Workers
from game.rules.draws import seeds_from
from game.rules.prepared import prepared

SHORT = Effort(Sampling(60, 4), Climb(turns=2, steps=20, seeds=1, pace=0.04, few=1, many=2), finalists=1)


def test_the_best_price_of_a_lone_seller_is_the_textbooks(first_day: Any) -> None:
    world = neutral(first_day.scenario.world)
    elasticity = -3.0
    products = replace(world.products, elasticity=np.full_like(world.products.elasticity, elasticity))
    # Unit costs for which the closed form's best price is the list price, well inside the range.
    products = replace(products, unit_cost=products.list_price * (elasticity + 1.0) / elasticity)
    here = Stage(first_day, prepared(replace(world, products=products)))
    free = np.array([setting.lever.id == "price" for setting in first_day.settings])
    start = first_day.defaults().values.copy()
    start[:, free] *= 0.9
    base = replace(first_day.defaults(), values=start)
    found = solve(here, free, base, SHORT, 1, starts=[base]).course
    steps = np.array([setting.step for setting in first_day.settings])[free]
    assert (np.abs(found.values[:, free, 0] - products.list_price) <= 1.01 * steps).all()


def test_what_a_search_finds_is_never_worse_than_where_it_began(first_day: Any) -> None:
    here, base = stage(first_day), with_orders_up_to(first_day, first_day.defaults())
    free = np.array([setting.lever.lead == "marketing" for setting in first_day.settings])
    tiny = Effort(Sampling(10, 1), Climb(turns=1, steps=1, seeds=1, pace=0.5, few=1, many=2), finalists=1)
    solved = solve(here, free, base, tiny, 1, starts=[base])
    assert solved.mean >= scores(here, base).mean()


def test_the_error_of_a_score_is_that_of_the_means_of_its_groups() -> None:
    means = np.arange(1.0, GROUPS + 1.0)
    within = np.tile([-50.0, 50.0], SCORED // 2)
    assert error_of(within + np.repeat(means, SCORED // GROUPS)) == pytest.approx(means.std(ddof=1) / GROUPS**0.5)


def test_scores_tell_two_plans_apart_as_many_more_seasons_do(first_day: Any) -> None:
    here = stage(first_day)
    one, other = (random_course(first_day, 1, seed) for seed in (3, 4))
    apart = scores(here, one) - scores(here, other)
    longer = seeds_from(77, 32 * SCORED)
    truth = seasons(here, one, longer) - seasons(here, other, longer)
    error = error_of(apart)
    assert abs(apart.mean() - truth.mean()) < 4.0 * np.hypot(error, truth.std() / len(longer) ** 0.5)
    assert error < 0.7 * apart.std() / SCORED**0.5, "balanced luck tells more than as many plain seeds"


def test_only_what_is_free_is_changed(bench: Any, first_day: Any) -> None:
    here, free = bench.stage, np.array([setting.lever.lead == "marketing" for setting in first_day.settings])
    found = solve(here, free, bench.silo, SHORT, 1, starts=[bench.silo]).course
    np.testing.assert_array_equal(found.values[:, ~free], bench.silo.values[:, ~free])
    assert not np.array_equal(found.values[:, free], bench.silo.values[:, free])


def test_in_silo_play_what_both_must_sign_stays_as_it_is(bench: Any, first_day: Any) -> None:
    leads = silo_leads(first_day)
    joint_rows = [at for at, setting in enumerate(first_day.settings) if leads[setting.lever.id] == "joint"]
    assert joint_rows
    np.testing.assert_array_equal(bench.silo.values[:, joint_rows], first_day.defaults().values[:, joint_rows])


def test_settled_silo_play_leaves_neither_seat_much_to_win(first_day: Any) -> None:
    here = stage(first_day)
    silo = solve_silo(here, 1, turns=6)
    assert silo.settled
    seeds = seeds_from(55, 128)
    for seat, points in POINTS.items():
        own = seasons(here, silo.course, seeds, points).mean() / 3
        free = np.array([silo_leads(first_day)[setting.lever.id] == seat for setting in first_day.settings])
        answer = solve(here, free, silo.course, SHORT, 8, points, [silo.course]).course
        assert seasons(here, answer, seeds, points).mean() / 3 <= own + 2 * SETTLED


def test_of_several_silo_plays_the_middle_one_by_what_both_earn_is_kept(
    first_day: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = stage(first_day)
    courses = [random_course(first_day, 1, seed) for seed in (1, 2, 3)]
    monkeypatch.setattr(solving, "solve_silo", lambda _, seed, *rest: Silo(courses[seed], (0.0, 0.0), 2, 10))
    found = middle_silo(here, (0, 1, 2), 4)
    worth = [scores(here, course).mean() for course in courses]
    assert scores(here, found.course).mean() == sorted(worth)[1]
    assert found.seasons == 30


def squares(value: Any) -> Any:
    return value * value


@pytest.mark.slow
def test_two_processes_do_the_same_work_in_the_same_order() -> None:
    with Workers(2) as workers:
        assert workers.each(squares, [(3,), (4,), (5,)]) == [9, 16, 25]
        assert list(workers.stream(squares, ((n,) for n in range(20)))) == [n * n for n in range(20)]


@pytest.mark.slow
def test_of_a_search_and_its_restarts_the_better_is_kept_and_the_gap_is_told(first_day: Any) -> None:
    found = solved(first_day.scenario, Work("short", SHORT, 1, restarts=1), 1)
    short = solve_all(stage(first_day), SHORT, 1).mean
    value = found.measured.best.value
    assert value >= short
    (gap,) = found.measured.restarts
    assert gap >= 0.0
    # The short search fell behind the restart, which is a usual one.
    assert value * (1.0 - gap / 100.0) == pytest.approx(short)
