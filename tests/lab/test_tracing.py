from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from game.lab.search.tracing import Tape, Traced
from game.rules.arrays import along, columns, crossed, falling, over_markets, per, ratio, share

CELLS = arrays(np.float64, (3, 2), elements=st.floats(0.3, 2.0))
NEAR = 1e-6

WORKED_OUT: dict[str, Callable[..., Any]] = {
    "sums and products": lambda x, y: (x + y) * x - 2.0 * y + (1.0 - x) * np.array([1.0, 3.0]) - (-y),
    "quotients": lambda x, y: x / y + 2.0 / x + y / 4.0 + per(x, y) + falling(x),
    "powers and logarithms": lambda x, y: np.exp(x) * np.log(y) + np.log1p(x * y),
    # Each with one corner: two at one place may cancel, and hide what either slope is.
    "the smaller of two": lambda x, y: np.minimum(x, 1.0) * y,
    "the larger of two": lambda x, y: np.maximum(0.7 * y, x) * 2.0,
    "one of two": lambda x, y: np.where(x > y, 2.0 * x, x + y),
    "within bounds": lambda x, y: np.clip(x * y, 0.5, 1.7) + ratio(x, y, 1.0),
    "a share": lambda x, y: share(x, y) * 3.0,
    "over an axis": lambda x, y: along(x) * along(y * y),
    "spread over another axis": lambda x, y: over_markets(crossed(x, y) * x[:, :, None]),
    "some entries": lambda x, y: x[:, 1] * y[:, 0] + along(y[:, np.array([0, 0, 1])]) + x.take([1], axis=1).T[0],
    "some rows": lambda x, y: along(x[np.array([True, False, True])]) + along(y[1:]),
    "side by side": lambda x, y: np.concatenate([x, x * y], axis=1)[:, 1:] * columns((y[:, 0], 2.0, x[:, 1]), 3),
    "running sums": lambda x, y: np.cumsum(x * y, axis=1) * y,
    "laid out anew": lambda x, y: (x * y).reshape((6,), order="F") * x.reshape((6,)),
    "with an order": lambda x, y: np.add(x, y, order="F") * np.multiply(x, np.subtract(1.0, y, order="F"), order="F"),
}  # fmt: skip
"""One line for every way in which the rules work something out."""


@pytest.mark.parametrize("worked_out", WORKED_OUT.values(), ids=WORKED_OUT)
@given(x=CELLS, y=CELLS, towards=arrays(np.float64, (2, 3, 2), elements=st.floats(-1.0, 1.0)))
def test_a_slope_is_what_a_small_step_adds(worked_out: Any, x: Any, y: Any, towards: Any) -> None:
    tape = Tape()
    numbers = [tape.number(x), tape.number(y)]
    result = worked_out(*numbers)
    np.testing.assert_array_equal(result.value, worked_out(x, y))
    slopes = tape.slopes(result, numbers)
    told = sum(float((slope * step).sum()) for slope, step in zip(slopes, towards, strict=True))
    # To either side alone: where the two differ there is a corner, and the slope is that of one side.
    here, step_x, step_y = worked_out(x, y).sum(), NEAR * towards[0], NEAR * towards[1]
    sides = [(worked_out(x + step_x, y + step_y).sum() - here) / NEAR,
             (here - worked_out(x - step_x, y - step_y).sum()) / NEAR]  # fmt: skip
    slack = 1e-3 * (1.0 + max(np.abs(slope).max() for slope in slopes))
    assert min(sides) - slack <= told <= max(sides) + slack


def test_what_no_number_has_touched_has_no_slope() -> None:
    tape = Tape()
    used, unused = tape.number(np.ones((2, 2))), tape.number(np.ones(3))
    slopes = tape.slopes(used * 3.0, [used, unused])
    assert [slope.tolist() for slope in slopes] == [[[3.0, 3.0], [3.0, 3.0]], [0.0, 0.0, 0.0]]


def test_nothing_shared_among_nobody_has_no_slope() -> None:
    tape = Tape()
    part: Any = tape.number(np.array([0.0, 1.0]))
    whole: Any = tape.number(np.array([0.0, 2.0]))
    shared: Any = per(part, whole) * 5.0
    slopes = tape.slopes(shared, [part, whole])
    np.testing.assert_allclose(slopes, [[0.0, 2.5], [0.0, -1.25]])


def test_comparisons_and_counts_are_plain() -> None:
    number = Tape().number(np.array([[1.0, 2.0]]))
    for told in (number > 1.0, number <= number, number.any(), len(number)):
        assert not isinstance(told, Traced)


def test_a_tape_is_never_lost_without_a_word() -> None:
    number = Tape().number(np.ones(2))
    with pytest.raises(TypeError, match="without assignment into an array"):
        np.zeros(2)[:] = number
    with pytest.raises(TypeError, match=r"no slope is known of numpy\.tan .* add it to game\..*\.tracing\.UFUNCS"):
        np.tan(number)
    with pytest.raises(TypeError, match=r"no slope is known of numpy\.sort: add it to game\..*\.tracing\.FUNCTIONS"):
        np.sort(number)
