"""The budget against a plan: what is left, and when it is over."""

import pytest

from game.telling.outlooks import Purse


@pytest.mark.parametrize(
    ("budget", "spend", "says", "over"),
    [
        (3_000.0, 2_800.0, "€200 left", False),
        (3_000.0, 3_000.0, "€0 left", False),
        (3_000.0, 3_000.004, "€0 left", False),
        (3_000.0, 3_050.0, "€50 over", True),
    ],
)
def test_a_purse_says_what_is_left_or_over(budget: float, spend: float, says: str, over: bool) -> None:
    assert (Purse(budget, spend).rest("€"), Purse(budget, spend).over) == (says, over)
