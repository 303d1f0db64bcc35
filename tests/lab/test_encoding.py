import pickle
from dataclasses import fields
from typing import Any

import numpy as np
import pytest

from game.lab.encoding import Course
from game.lab.simulation.players import random_course
from game.rules.state import opening
from game.scenario.packing import pack


def assert_same(one: Any, other: Any) -> None:
    for part in fields(one):
        for field in fields(getattr(one, part.name)):
            mine, theirs = (getattr(getattr(plans, part.name), field.name) for plans in (one, other))
            assert mine.dtype == theirs.dtype, field.name
            np.testing.assert_array_equal(mine, theirs, err_msg=f"{part.name}.{field.name}")


@pytest.mark.parametrize("seed", [1, 2])
def test_numbers_pack_to_what_the_mappings_they_stand_for_pack_to(cold_brew: Any, seed: int) -> None:
    course = random_course(cold_brew, 5, seed)
    mappings = [cold_brew.plans(course, season)[0] for season in range(5)]
    packed = cold_brew.packed(course, opening(cold_brew.scenario.world, 5))
    assert_same(packed, pack(cold_brew.scenario.layout, mappings))


def test_a_mapping_survives_being_a_number(cold_brew: Any) -> None:
    plan = cold_brew.scenario.sheet.defaults() | {"promotion.espresso": "deep-deal", "price.espresso": 12.5}
    assert cold_brew.plans(cold_brew.course([plan] * 8))[3] == plan


def test_a_season_shorter_than_the_scenario_ends_with_defaults(cold_brew: Any) -> None:
    course = cold_brew.course([{"brand-advertising": 0.0}])
    row = cold_brew.row["brand-advertising"]
    assert course.values[:, row, 0].tolist() == [0.0] + [cold_brew.default[row]] * 7


def test_ordering_up_to_a_level_orders_what_is_missing_to_it(cold_brew: Any) -> None:
    world = cold_brew.scenario.world
    values = cold_brew.defaults().values.copy()
    levels = {"house-blend": 9000.0, "espresso": 1.0, "cold-brew": 1e9}
    for item, level in levels.items():
        values[:, cold_brew.row[f"stock-to-order.{item}"]] = level
    state = opening(world, 2)
    ordered = cold_brew.packed(Course(values, cold_brew.orders), state).distribution.order
    held = state.stock.sum(axis=2) + state.pipeline.sum(axis=2) - state.backlog.sum(axis=2)
    most = cold_brew.scenario.sheet.find("stock-to-order.cold-brew").high
    assert ordered[:, 0].tolist() == pytest.approx((9000.0 - held[:, 0]).tolist())
    assert ordered[:, 1].tolist() == [0.0, 0.0], "there is more than enough: nothing is sent back"
    assert ordered[:, 2].tolist() == [most, most], "nobody orders more than the sheet allows"


def test_settings_travel_to_another_process(cold_brew: Any) -> None:
    other = pickle.loads(pickle.dumps(cold_brew))
    assert other.scenario.fingerprint == cold_brew.scenario.fingerprint
    assert other.row == cold_brew.row
