"""Of plans that are worth about the same the calmer one."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from game.lab.encoding import Course
from game.lab.playing import Stage, crossed, joint, luck_of
from game.lab.search.calming import calmed
from game.rules.draws import seeds_from
from game.rules.prepared import prepared


def steps(course: Any, rows: Any) -> Any:
    return int(np.count_nonzero(course.values[1:, rows] != course.values[:-1, rows]))


@pytest.fixture(scope="module")
def luck(bench: Any) -> Any:
    return luck_of(bench.stage.ready, seeds_from(5, 8))


def test_a_calmed_course_changes_less_often_and_is_worth_hardly_less(bench: Any, luck: Any) -> None:
    rows = np.flatnonzero(~bench.code.orders)
    calm = calmed(bench.stage, np.ones(len(bench.code.settings), dtype=np.bool_), bench.best, luck, joint)
    assert steps(calm, rows) <= steps(bench.best, rows)
    before, after = (crossed(bench.stage, course, luck).mean() for course in (bench.best, calm))
    assert after >= before - 0.0015 * abs(before)
    np.testing.assert_array_equal(calm.values[:, bench.code.orders], bench.best.values[:, bench.code.orders])


def test_a_step_that_earns_nothing_is_taken_out_and_one_that_earns_stays(bench: Any, luck: Any) -> None:
    code, row = bench.code, bench.code.row["delivery-promise"]
    world = bench.stage.world
    deaf = replace(world, markets=replace(world.markets, promise_slope=np.zeros(world.shape[1])),
                   customers=replace(world.customers, weight_late=0.0, weight_slow=0.0, weight_quick=0.0))  # fmt: skip
    free = np.arange(len(code.settings)) == row
    values = bench.best.values.copy()
    values[:, row, 0] = [code.low[row], code.high[row], code.low[row]]
    zigzag = Course(values, bench.best.levels)
    here = Stage(code, prepared(deaf))
    assert steps(calmed(here, free, zigzag, luck, joint), [row]) == 0
    # What is free to change is changed, and no other.
    other = calmed(bench.stage, free, zigzag, luck, joint)
    rest = np.arange(len(code.settings)) != row
    np.testing.assert_array_equal(other.values[:, rest], values[:, rest])


def test_the_last_two_months_are_alike_where_that_costs_next_to_nothing_and_not_where_it_pays(
    bench: Any, luck: Any
) -> None:
    code, row = bench.code, bench.code.row["performance-advertising"]
    every = np.ones(len(code.settings), dtype=np.bool_)
    rows = [at for at, one in enumerate(code.settings) if one.lever.id not in ("stock-to-order", "forecast")]
    values = bench.best.values.copy()
    values[:, rows] = values[-1:, rows]
    values[-2, row] = min(code.high[row], values[-1, row, 0] + 0.02 * (code.high[row] - code.low[row]))
    calm = calmed(bench.stage, every, Course(values, bench.best.levels), luck, joint)
    np.testing.assert_array_equal(calm.values[-2, rows], calm.values[-1, rows])
    # Nothing in the last month: what that would cost the month before it is more than a thousandth of the plan.
    values = bench.best.values.copy()
    values[-1, code.row["delivery-promise"]] = code.high[code.row["delivery-promise"]]
    best = Course(values, bench.best.levels)
    calm = calmed(bench.stage, every, best, luck, joint)
    worth = [crossed(bench.stage, course, luck).mean() for course in (best, calm)]
    assert worth[1] >= worth[0] - 0.0015 * abs(worth[0])


def test_what_is_not_free_stays(bench: Any, luck: Any) -> None:
    free = np.zeros(len(bench.code.settings), dtype=np.bool_)
    np.testing.assert_array_equal(calmed(bench.stage, free, bench.best, luck, joint).values, bench.best.values)
