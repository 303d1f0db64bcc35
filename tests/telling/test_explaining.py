"""A figure taken apart: what is written multiplies out or adds up to what is written of the figure."""

from collections.abc import Callable
from math import prod
from typing import Any

import pytest

from game.rules.explain import Explanation, Factor
from game.telling.explaining import main_steps, multiplied_out, steps


def product(figure: float, *factors: float, unit: str = "units") -> Explanation:
    """A figure of a start and its factors."""
    first, *rest = factors
    parts = [Factor("Start", first, unit, "world", ""), *(Factor("More", one, "factor", "joint", "") for one in rest)]
    return Explanation("Orders", figure, unit, "multiply", tuple(parts))


def written(answer: Explanation, told: Callable[..., Any] = steps) -> list[str]:
    return [step.written for step in told(answer, "€")]


def test_a_small_start_has_digits_enough_to_multiply_with() -> None:
    assert written(product(6.46, 3.4, 1.9)) == ["3", "× 1.90"]  # 5.7 is 6 too
    assert written(product(7.0, 0.4, 17.5)) == ["0.4", "× 17.50"]  # nothing times 17.5 is nothing


def test_small_factors_are_left_out_where_the_others_come_to_the_figure_and_else_told_as_one() -> None:
    assert written(product(101.0, 100.0, 1.01, 1.001), main_steps) == ["100", "× 1.01"]
    assert written(product(10_110.0, 10_000.0, 1.01, 1.001), main_steps) == ["10,000", "× 1.010", "× 1.001"]


@pytest.mark.parametrize(
    ("total", "start", "factors", "decimals", "written"),
    [
        (1_860.0, 2_000.0, (0.93,), 0, ([0.93], 2)),
        (1_000.0, 1_000.0, (), 0, ([], 2)),
        (0.87, 1.0, (0.9004, 0.9662), 2, ([0.9, 0.97], 2)),  # 0.873
        (1_984.0, 2_000.0, (0.992,), 0, ([0.992], 3)),  # near to 1, two digits would not tell it
        (1_333.3, 2_000.0, (2 / 3,), 0, ([0.6667], 4)),  # 2,000 x 0.667 are 1,334
        (1_101.2, 1_000.0, (1.0494, 1.0494), 0, ([1.05, 1.049], 3)),  # both rounded down they come to 1,100
        (0.0, 40.0, (0.0, 1.3), 0, ([0.0, 1.3], 2)),
    ],
)
def test_factors_are_written_so_that_they_multiply_out_to_what_is_written(
    total: float, start: float, factors: tuple[Any, ...], decimals: int, written: tuple[Any, ...]
) -> None:
    assert multiplied_out(total, start, factors, decimals) == written


def test_factors_of_a_very_large_figure_have_digits_enough() -> None:
    factors = (99.5, 99.0, 1.12, 0.8264462809917353, 1.009467590908309, 1.0275371294419169, 0.9298725855702514)
    total = round(1_580.0 * prod(factors) * 0.9975501317466259)
    written, digits = multiplied_out(float(total), 1_580.0, (*factors, 0.9975501317466259))
    assert round(1_580.0 * prod(written)) == total == 13_861_049
    assert digits == 7 and [round(one, 7) for one in written] == written


def test_factors_of_another_total_are_not_made_to_fit() -> None:
    with pytest.raises(ValueError):
        multiplied_out(100.0, 50.0, (1.5,))
