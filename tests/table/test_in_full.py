"""A month in full: what both plans were and what became of them, and nothing that a seat keeps to itself."""

from dataclasses import fields

import pytest

from game.refusal import Refusal
from game.scenario import load
from game.table.moves import Commit
from game.table.playing import play
from game.table.seen.in_full import MonthInFull, month_in_full
from game.table.table import Table

HELD = {"money", "budget", "spent", "scorecard", "cost_per_unit", "margin"}
"""What no reveal shows of a seat."""


def two_months() -> Table:
    table = Table.start(load("cold-brew"), seed=5)
    for days in (6.0, 5.0):
        table = play(table, Commit("marketing", {"delivery-promise": days}, "Speed sells."))
        table = play(table, Commit("distribution", {"processing": "batch"}, "The bill is looked at."))
    return table


def test_both_plans_stand_there_each_with_what_its_holder_said() -> None:
    month = month_in_full(two_months(), 2)
    assert month.plans["marketing"]["delivery-promise"] == 5.0
    assert month.plans["distribution"]["processing"] == "batch"
    assert month.why == {"marketing": "Speed sells.", "distribution": "The bill is looked at."}
    assert month.before["delivery-promise"] == 6.0 and month.values["delivery-promise"] == 5.0


def test_what_became_of_them_is_what_both_dashboards_and_the_reveal_say() -> None:
    table = two_months()
    month, played = month_in_full(table, 1), table.history[0]
    assert sum(month.orders.values()) == pytest.approx(played.shared.ordered, abs=1.0)
    assert sum(month.shipped.values()) == pytest.approx(played.shared.shipped, abs=1.0)
    assert set(month.days) == {"grocers", "cafes", "web"}
    assert 0.0 < month.repeat < 1.0 and 0.0 < month.utilisation < 2.0


def test_no_scorecard_no_budget_and_no_line_of_money_is_in_it() -> None:
    assert not HELD & {field.name for field in fields(MonthInFull)}


@pytest.mark.parametrize("round_", [0, 3, -1, True, "1"])
def test_a_month_that_was_not_played_is_refused(round_: object) -> None:
    with pytest.raises(Refusal, match="expected a month that has been played, given"):
        month_in_full(two_months(), round_)  # type: ignore[arg-type]
