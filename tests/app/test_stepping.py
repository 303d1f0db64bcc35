"""Numbers on a sheet: stepping, typing, marks and gauges."""

from hypothesis import given
from hypothesis import strategies as st

from game.app.widgets.row import GAUGE, gauge, mark
from game.telling.settable import nearest, stepped


def test_a_step_goes_to_the_next_value_of_the_grid() -> None:
    assert stepped(8.0, 1, 6.4, 10.0, 0.1) == 8.1
    assert stepped(8.0, -1, 6.4, 10.0, 0.1) == 7.9
    assert stepped(0.0, 5, 0.0, 3600.0, 50.0) == 250.0


def test_between_two_steps_the_first_step_goes_to_the_nearer_end_of_the_gap() -> None:
    assert stepped(120.0, 1, 0.0, 500.0, 50.0) == 150.0
    assert stepped(120.0, -1, 0.0, 500.0, 50.0) == 100.0


@given(
    low=st.floats(0, 100),
    span=st.floats(0.1, 1000),
    step=st.floats(0.01, 50),
    at=st.floats(0, 1),
    steps=st.integers(-9, 9),
)
def test_no_step_leaves_the_bounds(low: float, span: float, step: float, at: float, steps: int) -> None:
    high = low + span
    assert low <= stepped(low + at * span, steps, low, high, step) <= high


def test_a_change_is_marked_by_a_sign_and_in_words() -> None:
    assert mark(8.0, 8.2, lambda of: f"{of:.2f}") == "▲ was 8.00"
    assert mark(8.0, 7.0, lambda of: f"{of:.2f}", full=False) == "▼ 8.00"
    assert mark("none", "feature", str) == "◆ was none"
    assert mark(8.0, 8.0, str) == ""


@given(st.floats(0, 10), st.floats(0, 10))
def test_a_gauge_always_has_its_width_and_its_value(value: float, usual: float) -> None:
    drawn = gauge(value, usual, 0.0, 10.0)
    assert len(drawn) == GAUGE + 2
    assert drawn.count("●") == 1


def test_a_value_is_held_within_its_bounds() -> None:
    assert [nearest(value, 1.0, 3.0) for value in (0.0, 2.0, 9.0)] == [1.0, 2.0, 3.0]
