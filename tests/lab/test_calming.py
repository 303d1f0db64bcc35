"""Of plans that are worth about the same the calmer one."""

from dataclasses import replace

import numpy as np
import pytest

from game.lab.encoding import Course
from game.lab.playing import Stage, crossed, joint, luck_of
from game.lab.search.calming import calmed
from game.rules.draws import seeds_from
from game.rules.prepared import prepared


def steps(course, rows):
    return int(np.count_nonzero(course.values[1:, rows] != course.values[:-1, rows]))


@pytest.fixture(scope="module")
def luck(bench):
    return luck_of(bench.stage.ready, seeds_from(5, 8))


def test_a_calmed_course_changes_less_often_and_is_worth_hardly_less(bench, luck):
    rows = np.flatnonzero(~bench.code.orders)
    calm = calmed(bench.stage, np.ones(len(bench.code.settings), dtype=np.bool_), bench.best, luck, joint)
    assert steps(calm, rows) <= steps(bench.best, rows)
    before, after = (crossed(bench.stage, course, luck).mean() for course in (bench.best, calm))
    assert after >= before - 0.0005 * abs(before)
    np.testing.assert_array_equal(calm.values[:, bench.code.orders], bench.best.values[:, bench.code.orders])


def test_a_step_that_earns_nothing_is_taken_out_and_one_that_earns_stays(bench, luck):
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


def test_what_is_not_free_stays(bench, luck):
    free = np.zeros(len(bench.code.settings), dtype=np.bool_)
    np.testing.assert_array_equal(calmed(bench.stage, free, bench.best, luck, joint).values, bench.best.values)
