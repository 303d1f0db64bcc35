from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from game.lab.encoding import Code
from game.lab.playing import joint, stage
from game.lab.search.changing import Trial
from game.lab.search.climbing import settled
from game.lab.search.space import Space, everything, with_orders_up_to


def better_fewer(outcome: Any) -> Any:
    """Largest when 1.4 helpers come; more than that is worse than less."""
    off = outcome.spent.temps - 1.4
    return np.where(off > 0.0, -4.0 * off, off)


def better_more(outcome: Any) -> Any:
    """Largest when 1.6 helpers come; less than that is worse than more."""
    off = outcome.spent.temps - 1.6
    return np.where(off > 0.0, -off, 4.0 * off)


@pytest.fixture
def cold_brew(cold_brew: Any) -> Any:
    """With money for two helpers, whatever the place may pay today."""
    world = cold_brew.scenario.world
    rich = replace(world, costs=replace(world.costs, distribution_budget=20_000.0))
    return Code(replace(cold_brew.scenario, world=rich))


@pytest.fixture
def space(cold_brew: Any) -> Any:
    base = with_orders_up_to(cold_brew, cold_brew.defaults())
    return Space(cold_brew, everything(cold_brew), base)


def temps(space: Any, points: Any) -> Any:
    return space.at(points).values[:, space.code.row["temps"]]


def points_with(space: Any, helpers: Any) -> Any:
    values = space.base.values.copy()
    values[:, space.code.row["temps"]] = helpers
    course = type(space.base)(values, space.base.levels)
    return np.stack([space.point(course)] * 2, axis=1)


@pytest.mark.parametrize(("measure", "begun", "ended"), [(better_fewer, 1.6, 1.0), (better_more, 1.4, 2.0)])
def test_numbers_of_few_steps_are_put_on_the_better_step_not_the_nearer(
    cold_brew: Any, space: Any, measure: Any, begun: Any, ended: Any
) -> None:
    free = np.arange(len(cold_brew.settings)) == cold_brew.row["temps"]
    only = Space(cold_brew, free, space.base)
    trial = Trial(stage(cold_brew), only, measure, 1, 2, 1)
    found = settled(trial, points_with(only, begun), 1, 0.01)
    assert (temps(only, found) == ended).all()


def test_all_numbers_of_few_steps_stand_on_steps_and_others_answer(cold_brew: Any, space: Any) -> None:
    trial = Trial(stage(cold_brew), space, joint, 2, 8, 1)
    before = points_with(space, 0.5)
    found = settled(trial, before, 4, 0.02)
    assert np.array_equal(temps(space, found), np.rint(temps(space, found)))
    orders = np.flatnonzero(cold_brew.orders)
    assert not np.array_equal(space.at(found).values[:, orders], space.at(before).values[:, orders])


def test_a_space_with_numbers_of_few_steps_picked_holds_the_same_courses(space: Any) -> None:
    picked = space.picked()
    points = points_with(space, 2.0)
    np.testing.assert_allclose(picked.at(picked.points(space.at(points))).values, space.at(points).values)
    assert picked.numbers == space.numbers - space.spans
    assert picked.choices == space.choices + space.spans
    assert picked.picked() is picked
