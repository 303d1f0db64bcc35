from typing import Any

import numpy as np
import pytest

from game.lab.encoding import Course
from game.lab.playing import joint, seasons, stage
from game.lab.search import generations
from game.lab.search.changing import Trial, grafted, parts_of
from game.lab.search.climbing import Climb, _by_lot, branched
from game.lab.search.generations import NEAR, Generations, breed, engrafted, finish, kicked
from game.lab.search.space import Space, everything, with_orders_up_to
from game.lab.workers import Workers
from game.rules.draws import seeds_from

TINY = Generations(
    times=2, members=3, anew=1, climb=Climb(steps=2, seeds=1, pace=0.03, few=1, many=4),
    finish=Climb(turns=1, steps=2, seeds=1, pace=0.01, few=1, many=4, walks=1),
)  # fmt: skip


@pytest.fixture
def space(first_day: Any) -> Any:
    return Space(first_day, everything(first_day), with_orders_up_to(first_day, first_day.defaults()))


def bred(space: Any, workers: Any) -> Any:
    return breed(stage(space.code), space, [space.base], TINY, 4, joint, workers)


@pytest.mark.slow
def test_two_processes_find_what_one_finds(space: Any) -> None:
    alone, played = bred(space, Workers())
    with Workers(2) as workers:
        both, played_too = bred(space, workers)
    assert played == played_too
    for one, other in zip(alone, both, strict=True):
        np.testing.assert_array_equal(one.values, other.values)


def test_generations_end_above_where_they_began(space: Any) -> None:
    here, seeds = stage(space.code), seeds_from(77, 128)
    best, _ = bred(space, Workers())
    assert seasons(here, best[0], seeds).mean() > seasons(here, space.base, seeds).mean()


def test_a_finished_course_has_every_number_on_a_step_of_the_sheet(space: Any) -> None:
    values = space.base.values.copy()
    values[:, space.number_rows] = 0.37 * (space.low + space.high)[None, space.number_rows, None]
    (found,), _ = finish(stage(space.code), space, [Course(values, space.base.levels)], TINY.finish, 1, joint)
    for at in space.number_rows:
        setting = space.code.settings[at]
        steps = (found.values[:, at, 0] - setting.low) / setting.step
        on_step = np.isclose(steps, np.rint(steps)) | np.isclose(found.values[:, at, 0], space.high[at])
        assert on_step.all(), setting.key


def test_a_kick_near_by_changes_choices_and_leaves_the_numbers_to_the_climb(space: Any) -> None:
    point = space.point(space.base)
    others = [kicked(space, point, NEAR, np.random.default_rng(seed)) for seed in range(9)]
    assert all((other[: space.numbers] == point[: space.numbers]).all() for other in others)
    moved = [int((other != point).sum()) for other in others]
    assert 0 < sum(moved) < len(others) * space.choices / 4


def test_by_lot_a_lever_changes_for_all_its_items_or_something_done_once_for_itself(cold_brew: Any) -> None:
    space = Space(cold_brew, everything(cold_brew), with_orders_up_to(cold_brew, cold_brew.defaults()))
    point, first_once = space.point(space.base), space.numbers + space.choices - len(space.once_rows)
    groups = [set((space.numbers + places).tolist()) for places in space.alike()]
    moved = [set(np.flatnonzero(other != point).tolist())
             for seed in range(20) for other in _by_lot(space, point, np.random.default_rng(seed))]  # fmt: skip
    assert all(places <= group for places in moved if min(places) < first_once for group in groups if places & group)
    assert all(len(places) == 1 for places in moved if max(places) >= first_once)
    once = {min(places) for places in moved if min(places) >= first_once}
    assert once == set(range(first_once, len(point)))
    assert set().union(*moved) > once


def test_courses_are_judged_by_the_same_luck_whoever_climbed_them(space: Any) -> None:
    here, pool = stage(space.code), space.point(space.base)[:, None]
    none = [(0, np.zeros(0, dtype=np.int64))]
    (_, one, _), (_, other, _) = (engrafted(here, space, pool, none, TINY.climb, seed, 9, joint) for seed in (1, 2))
    assert one.tolist() == other.tolist()


def test_what_was_just_kicked_climbs_before_its_numbers_answer_changes(
    space: Any, monkeypatch: pytest.MonkeyPatch
) -> Any:
    seen = []

    def noted(trial: Any, points: Any, pace: Any) -> Any:
        seen.append(points.shape[1])
        return branched(trial, points, pace)

    monkeypatch.setattr(generations, "branched", noted)
    bred(space, Workers())
    # Two jobs, of two courses and of one: each twice in the first generation; then the two that were not kicked.
    assert seen == [2, 2, 1, 1, 1, 1]


def wish(outcome: Any) -> Any:
    """Largest when the second item is on a deep deal and the brand gets 2,000."""
    brand = (outcome.spent.brand - 2000.0) / 1000.0
    return (outcome.sale.promotion[:, 1] == 2) - brand * brand


def test_a_graft_takes_what_is_better_elsewhere_and_leaves_what_is_worse(cold_brew: Any) -> None:
    names = ("promotion.espresso", "brand-advertising")
    base = with_orders_up_to(cold_brew, cold_brew.defaults())
    space = Space(cold_brew, np.array([setting.key in names for setting in cold_brew.settings]), base)
    deal, brand = (cold_brew.row[name] for name in names)
    mine, theirs = base.values.copy(), base.values.copy()
    mine[:, brand], mine[:, deal] = 2000.0, 0.0
    theirs[:, brand], theirs[:, deal] = 500.0, 0.0
    theirs[2, deal] = 2.0  # the one thing that this plan does better, in a month that is otherwise worse
    points = np.stack([space.point(Course(values, base.levels)) for values in (mine, theirs)], axis=1)
    trial = Trial(stage(cold_brew), space, wish, 1, 2, 1)
    found = space.at(grafted(trial, points[:, :1], [[points[:, 1]]])).values[:, :, 0]
    assert found[:, deal].tolist() == [0.0, 0.0, 2.0, 0.0, 0.0, 0.0, 0.0, 0.0]
    assert found[:, brand].tolist() == [2000.0] * 8


def test_months_and_what_is_done_once_make_up_a_whole_plan(cold_brew: Any) -> None:
    base = with_orders_up_to(cold_brew, cold_brew.defaults())
    space = Space(cold_brew, everything(cold_brew), base)
    parts = parts_of(space)
    months, once = parts[: cold_brew.rounds], parts[len(parts) - len(space.once_rows) :]
    assert sorted(np.concatenate([*months, *once]).tolist()) == list(range(space.numbers + space.choices))
