from typing import Any

import pytest

from game.refusal import Refusal
from game.rules.levers import Seat
from game.table.moves import Commit, Propose, Sign
from game.table.planning import bill, current, sheet_of, standing
from game.table.playing import play
from game.table.table import Table
from tests.table.tables import a_month, a_table, played


def refused(table: Table, seat: Seat, plan: dict[str, Any]) -> str:
    with pytest.raises(Refusal) as caught:
        play(table, Commit(seat, plan))
    return caught.value.message


def test_a_plan_left_empty_is_the_scenarios_defaults_in_the_first_month() -> None:
    month = a_month(a_table()).history[0]
    defaults = a_table().scenario.sheet.defaults()
    assert dict(month.values) == defaults


def test_what_is_left_out_of_a_plan_is_as_last_month() -> None:
    table = a_month(a_month(a_table(), {"price.plum": 5.5}, {"stock-to-order.plum": 1200, "temps": 2}))
    values = table.history[1].values
    assert (values["price.plum"], values["stock-to-order.plum"], values["temps"]) == (5.5, 1200.0, 2.0)


def test_a_promotion_is_for_one_month_unless_it_is_planned_again() -> None:
    table = a_month(a_month(a_table(), {"promotion.plum": "feature"}))
    assert [month.values["promotion.plum"] for month in table.history] == ["feature", "none"]


def test_capacity_that_was_agreed_is_not_added_again_next_month() -> None:
    table = played(a_table(), Propose("marketing", {"capacity": 20.0}), Sign("distribution", "P1"))
    table = a_month(a_month(table))
    assert [month.values["capacity"] for month in table.history] == [20.0, 0.0]


def test_whole_numbers_and_fractions_make_the_same_plan() -> None:
    one = a_month(a_table(), {"price.plum": 5}, {"temps": 1})
    two = a_month(a_table(), {"price.plum": 5.0}, {"temps": 1.0})
    assert one.history[0].values == two.history[0].values
    assert isinstance(one.history[0].values["price.plum"], float)


def test_all_that_is_wrong_with_a_plan_is_said_at_once() -> None:
    message = refused(
        a_table(), "marketing", {"price.plumm": 5, "price.pear": 99, "promotion.plum": "free", "temps": 1}
    )
    assert "there is no setting 'price.plumm'. Did you mean 'price.plum'?" in message
    assert "expected 5.6 to 8.7 for price.pear: 99" in message
    assert "expected one of none, feature, deep-deal for promotion.plum: 'free'" in message
    assert "'temps' is led by distribution" in message


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 10**400, -(10**400), True, "dear", None, [1]])
def test_a_value_that_is_no_number_in_bounds_is_refused(value: Any) -> None:
    assert "price.plum" in refused(a_table(), "marketing", {"price.plum": value})


def test_a_joint_setting_is_proposed_and_not_planned() -> None:
    assert "'launch.fig' needs both signatures" in refused(a_table(), "marketing", {"launch.fig": True})


def test_the_lead_of_a_joint_topic_sets_it_in_its_plan() -> None:
    table = a_table("silo")
    assert "launch.fig" in current(table, "marketing")
    table = a_month(table, {"launch.fig": True})
    assert bool(table.state.launched[0, 2])


def test_what_is_launched_leaves_the_sheet() -> None:
    table = a_month(a_table("silo"), {"launch.fig": True, "market-entry.web": True})
    keys = {setting.key for setting in sheet_of(table, "marketing")}
    assert not keys & {"launch.fig", "market-entry.web"}
    assert "'launch.fig' is done already" in refused(table, "marketing", {"launch.fig": True})


def test_a_plan_over_its_budget_is_refused_with_the_figures() -> None:
    message = refused(a_table(), "marketing", {"brand-advertising": 1800, "promotion.plum": "deep-deal"})
    # 1,800 brand + 500 performance + 250 for the deal = 2,550 against 2,000.
    assert "within the budget of €2,000.00, given one of €2,550.00" in message
    assert "Take €550.00 off it" in message


def test_distributions_bill_is_wages_by_hand() -> None:
    table = a_table()
    plan = {**current(table, "distribution"), "carrier": "own", "extra-shift": 0.2, "temps": 2.0}
    parts = bill(table, "distribution", plan).parts
    # A tenth of 120 hours at 1.9 times the wage of 20, a tenth at 2.5 times; 2 temps at 400; own vans at 300.
    assert parts["extra-shift"] == pytest.approx(12 * 1.9 * 20 + 12 * 2.5 * 20)
    assert parts["temps"] == 800
    assert parts["carrier"] == 300


def test_hands_over_the_budget_are_refused() -> None:
    message = refused(a_table(), "distribution", {"temps": 5, "extra-shift": 0.3})
    assert "Temps €2,000" in message
    assert "Extra shift" in message


def test_an_agreed_share_of_the_budget_is_the_one_that_binds() -> None:
    plan = {"brand-advertising": 1800}
    table = a_table()
    assert "within the budget" in refused(table, "marketing", plan)
    table = played(table, Propose("marketing", {"budget-split": 0.6}), Sign("distribution", "P1"))
    table = play(table, Commit("marketing", plan))
    assert table.play_now.at["marketing"] == "committed"


def test_an_agreed_split_stays_until_it_is_changed() -> None:
    table = played(a_table(), Propose("marketing", {"budget-split": 0.6}), Sign("distribution", "P1"))
    table = a_month(a_month(table))
    assert [month.values["budget-split"] for month in table.history] == [0.6, 0.6]
    assert standing(table)["budget-split"] == 0.6


def test_deals_locked_a_month_ago_do_not_stop_a_plan_that_cannot_change_them() -> None:
    table = a_month(a_table("sync"), {"promotion.plum": "deep-deal", "promotion.pear": "deep-deal"})
    found = bill(table, "marketing", current(table, "marketing"))
    assert found.fixed == 500
    assert found.parts["promotion"] == 500
