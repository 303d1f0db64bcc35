"""The few sums and shares that every rule is made of, at their edges."""

import math

import numpy as np
import pytest

from game.rules import arrays
from tests.rules.worlds import floats


def test_a_share_of_nothing_is_all_of_it_and_never_more_than_all() -> None:
    assert arrays.share(floats(0.0, 3.0, 5.0), floats(0.0, 4.0, 4.0)).tolist() == [1.0, 0.75, 1.0]


def test_a_ratio_to_nothing_is_what_the_caller_says() -> None:
    assert arrays.ratio(floats(6.0, 0.0, 5.0), floats(4.0, 0.0, 0.0), 9.0).tolist() == [1.5, 9.0, 9.0]


def test_nothing_per_nothing_is_nothing_and_what_is_divided_by_something_is_exact() -> None:
    assert arrays.per(floats(0.0, 6.0, 1.0), floats(0.0, 4.0, 3.0)).tolist() == [0.0, 1.5, 1.0 / 3.0]
    assert np.isfinite(arrays.per(floats(1.0), floats(0.0)))[0]


def test_the_falling_curve_is_a_half_in_its_middle_and_safe_far_out() -> None:
    fallen = arrays.falling(floats(0.0, math.log(3.0), -math.log(3.0), 1e6, -1e6))
    assert fallen[:3] == pytest.approx([0.5, 0.25, 0.75])
    assert 0.0 < fallen[3] < 1e-17
    assert fallen[4] == 1.0


def test_sums_run_over_the_axis_they_name() -> None:
    cells = np.arange(12.0).reshape(2, 3, 2)
    assert arrays.over_markets(cells).tolist() == [[1.0, 5.0, 9.0], [13.0, 17.0, 21.0]]
    assert arrays.over_products(cells).tolist() == [[6.0, 9.0], [24.0, 27.0]]
    assert arrays.total(cells).tolist() == [15.0, 51.0]
    assert arrays.along(cells[:, :, 0]).tolist() == [6.0, 24.0]


def test_rows_cross_columns_cell_by_cell() -> None:
    crossed = arrays.crossed(floats([1.0, 2.0]), floats([3.0, 5.0, 7.0]))
    assert crossed.tolist() == [[[3.0, 5.0, 7.0], [6.0, 10.0, 14.0]]]


def test_figures_stand_side_by_side_with_one_for_all_spread() -> None:
    assert arrays.columns([floats(1.0, 2.0), 5.0], 2).tolist() == [[1.0, 5.0], [2.0, 5.0]]


def test_fewer_than_eight_numbers_are_added_in_order() -> None:
    # Seven numbers whose sum depends on the order: a scenario may have no more products or markets than this.
    assert arrays.MOST_CELLS == 7
    cells = np.array([[1e16, 1.0, 1.0, 1.0, -1e16, 1.0, 1.0]])
    in_order = 0.0
    for cell in cells[0].tolist():
        in_order += cell
    for layout in (cells, np.asfortranarray(np.repeat(cells, 50, axis=0)), np.repeat(cells, 50, axis=0)):
        assert set(arrays.along(layout).tolist()) == {in_order}
