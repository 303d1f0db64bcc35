"""Customers: satisfaction, scars, goodwill, listings and what they are worth; each by hand in a neutral world."""

import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from game.rules.customers import Feelings
from game.rules.state import State, opening
from game.rules.world import TRADE, VOICE, WEB, World
from tests.rules.playing import calm, initiatives, month, planned, played, steady
from tests.rules.worlds import changed, neutral


def customers(world: World, state: State | None = None, **levers: Any) -> Feelings:
    return month(world, planned(calm(world), **levers), state).outcome.customers


def late(**parts: dict[str, float]) -> World:
    """A market 8.5 days away without any spread, where a fully late month costs 40 of 80 points."""
    world = changed(neutral(), markets={"transit_days": 8.0}, customers={"weight_late": 40.0})
    return changed(world, **parts)


# The month's score


def test_a_promise_nobody_can_keep_costs_satisfaction() -> None:
    # Promised 5 days, delivered in 8.5: 40 points below 80, of which four tenths are felt at once.
    told = customers(late(), promise=5.0)
    assert told.experience[0, 0] == pytest.approx(40.0)
    assert told.satisfaction[0, 0] == pytest.approx(80.0 - 0.4 * 40.0)


def test_the_same_delivery_satisfies_who_was_promised_no_more() -> None:
    assert customers(late(), promise=9.0).satisfaction[0, 0] == pytest.approx(80.0)


def test_a_fall_weighs_twice_a_rise_of_the_same_size() -> None:
    down, up = neutral(), neutral()
    down = changed(down, customers={"best": 70.0})
    up = changed(up, customers={"best": 90.0})
    fall, rise = (float(customers(world).satisfaction[0, 0]) - 80.0 for world in (down, up))
    assert fall == pytest.approx(-4.0)
    assert rise == pytest.approx(2.0)


def test_a_few_late_orders_are_forgiven_where_customers_are_tolerant() -> None:
    # Half of the orders late (delivered on the mean, with spread): 0.5 x (1 - t + t / 2) of the weight.
    world = late(last_mile={"day_spread": 0.25})
    for tolerance, share in ((0.0, 0.5), (1.0, 0.25), (0.5, 0.375)):
        told = customers(changed(world, customers={"tolerance": tolerance}), promise=8.5)
        assert told.late[0, 0] == pytest.approx(40.0 * share)


def test_missing_broken_slow_and_dear_each_cost_their_points() -> None:
    world = changed(
        neutral(),
        products={"stock": 75.0},
        last_mile={"pack_damage": 0.1},
        customers={"weight_short": 40.0, "weight_damage": 50.0, "weight_slow": 2.0, "weight_dear": 10.0},
    )
    told = customers(world, order=0.0, promise=8.0, price=10.0 * math.e)
    points = [float(np.ravel(part)[0]) for part in (told.short, told.broken, told.slow, told.dear)]
    assert points == pytest.approx([10.0, 5.0, 6.0, 10.0])
    assert told.experience[0, 0] == pytest.approx(80.0 - 31.0)


def test_a_lower_price_is_not_thanked_for() -> None:
    world = changed(neutral(), customers={"weight_dear": 10.0})
    assert customers(world, price=5.0).dear[0, 0] == 0.0


def test_one_dear_item_of_two_is_half_as_dear() -> None:
    world = changed(neutral(2), customers={"weight_dear": 10.0})
    assert customers(world, price=[10.0, 10.0 * math.e]).dear[0, 0] == pytest.approx(5.0)


def test_arriving_early_pleases_a_little() -> None:
    world = changed(neutral(), customers={"weight_quick": 0.5})
    assert customers(world, promise=5.5).quick[0, 0] == pytest.approx(0.5 * 4.0)  # 1.5 days on the way


def test_a_quick_promise_is_not_slow_and_a_late_order_is_not_early() -> None:
    world = late(customers={"weight_late": 40.0, "weight_slow": 2.0, "weight_quick": 0.5})  # used to 5 days, gets 8.5
    told = customers(world, promise=4.0)
    assert (told.slow[0, 0], told.quick[0, 0]) == (0.0, 0.0)


def test_an_event_moves_the_months_score() -> None:
    assert customers(changed(neutral(), tracks={"satisfaction": -5.0})).experience[0, 0] == pytest.approx(75.0)


def test_where_nothing_is_sold_yet_nobody_is_disappointed() -> None:
    world = changed(neutral(1, 2), markets={"open": [True, False]}, customers={"best": 20.0})
    told = customers(world)
    assert told.satisfaction[0, 0] < 80.0
    assert told.satisfaction[0, 1] == 80.0


# Scars


def test_part_of_a_loss_does_not_come_back_at_once() -> None:
    # One month of 30 points (a fall of 20), then months of 80 less the scar of 0.3 x 20, which halves.
    world = changed(neutral(rounds=3), customers={"scar": 0.3, "scar_keep": 0.5}, tracks={})
    hurt = np.zeros(3)
    hurt[0] = -50.0
    world = changed(world, tracks={"satisfaction": hurt})
    steps = steady(world, calm(world))
    assert [float(step.state.scar[0, 0]) for step in steps] == pytest.approx([6.0, 3.0, 1.5])
    second = 60.0 + 0.2 * (80.0 - 6.0 - 60.0)
    third = second + 0.2 * (80.0 - 3.0 - second)
    assert [float(step.state.satisfaction[0, 0]) for step in steps] == pytest.approx([60.0, second, third])


def test_complaints_answered_by_cause_leave_four_tenths_of_the_scar() -> None:
    world = changed(neutral(), customers={"scar": 0.3, "best": 30.0})
    assert customers(world).scar[0, 0] == pytest.approx(6.0)
    assert customers(world, initiatives=initiatives(VOICE)).scar[0, 0] == pytest.approx(2.4)


# Goodwill


def test_good_service_feeds_goodwill_and_poor_service_drains_it() -> None:
    world = changed(neutral(), media={"goodwill_service": 0.5})
    assert customers(world).goodwill[0] == pytest.approx(1.0 + 0.5 * 0.2)
    state = replace(opening(world, 1), satisfaction=np.full((1, 1), 30.0))
    poor = customers(changed(world, customers={"best": 30.0}), state)
    assert poor.goodwill[0] == pytest.approx(1.0 - 0.5 * 0.3)


def test_lost_orders_drain_goodwill() -> None:
    world = changed(neutral(), products={"stock": 75.0}, media={"goodwill_stockout": 0.4})
    told = customers(world, order=0.0)
    assert told.stockout[0] == pytest.approx(0.25)
    assert told.goodwill[0] == pytest.approx(0.9)


def test_who_waits_is_not_lost() -> None:
    world = changed(neutral(), products={"stock": 75.0}, customers={"lost": 0.0, "backlog": 1.0})
    assert customers(world, order=0.0).stockout[0] == 0.0


def test_a_deal_leaves_goodwill_alone() -> None:
    world = changed(neutral(), media={"depth": [0.0, 0.1, 0.2]})
    steps = steady(world, planned(calm(world), promotion=2), 3)
    assert [float(step.state.goodwill[0]) for step in steps] == [1.0, 1.0, 1.0]


# What customers remember paying


def test_customers_remember_what_they_paid_the_latest_most() -> None:
    # List price 10, kept by seven tenths: a month at 9, one at 10 less a fifth, one at 12.
    world = changed(neutral(), media={"depth": [0.0, 0.1, 0.2], "memory": 0.7})
    season = [{"price": 9.0}, {"price": 10.0, "promotion": 2}, {"price": 12.0}]
    steps = played(world, [planned(calm(world), **levers) for levers in season])
    first = 0.7 * 10.0 + 0.3 * 9.0
    second = 0.7 * first + 0.3 * 8.0
    expected = [first, second, 0.7 * second + 0.3 * 12.0]
    assert [float(step.state.remembered[0, 0]) for step in steps] == pytest.approx(expected)


def test_without_memory_only_the_last_price_paid_counts() -> None:
    world = changed(neutral(), media={"depth": [0.0, 0.1, 0.2], "memory": 0.0})
    assert customers(world, price=11.0, promotion=1).remembered[0, 0] == pytest.approx(9.9)


def test_a_price_is_remembered_as_it_was_while_nobody_can_pay_it() -> None:
    world = changed(neutral(2), products={"on_sale": [True, False]}, media={"memory": 0.5})
    told = customers(world, price=20.0)
    np.testing.assert_allclose(told.remembered[0], [15.0, 10.0])
    off = customers(world, listed=False, price=20.0)
    np.testing.assert_allclose(off.remembered[0], [10.0, 10.0])


def test_an_event_moves_goodwill_and_it_never_falls_to_nothing() -> None:
    assert customers(changed(neutral(), tracks={"goodwill": -0.2})).goodwill[0] == pytest.approx(0.8)
    assert customers(changed(neutral(), tracks={"goodwill": -5.0})).goodwill[0] == pytest.approx(0.05)


# The listing


def retailer() -> World:
    """A retailer that asks for 95 % OTIF and gets three quarters, a web market that gets the same."""
    markets = {"channel": [TRADE, WEB], "fine": [0.03, 0.0], "fine_target": [0.95, 0.0]}
    return changed(neutral(1, 2), markets=markets, products={"stock": 0.0})


def test_a_third_miss_in_a_row_costs_part_of_the_listing() -> None:
    world = retailer()
    steps = steady(world, planned(calm(world), order=150.0), 5)
    assert [float(step.state.misses[0, 0]) for step in steps] == [1.0, 2.0, 3.0, 4.0, 5.0]
    assert [float(step.state.shelf[0, 0]) for step in steps] == pytest.approx([1.0, 1.0, 0.92, 0.84, 0.76])
    assert steps[-1].state.shelf[0, 1] == 1.0


def test_a_good_month_clears_the_count_and_wins_back_some_of_the_shelf() -> None:
    world = retailer()
    poor, good = planned(calm(world), order=150.0), planned(calm(world), order=500.0)
    steps = played(world, [poor, poor, poor, good])
    assert steps[-1].state.misses[0, 0] == 0.0
    assert steps[-1].state.shelf[0, 0] == pytest.approx(0.95)


def test_a_near_miss_costs_no_listing() -> None:
    world = retailer()
    steps = steady(world, planned(calm(world), order=180.0), 5)  # 90 %: within a tenth of the target
    assert steps[-1].state.shelf[0, 0] == 1.0


def test_a_retailer_keeps_at_least_two_fifths_of_the_listing() -> None:
    world = retailer()
    state = replace(opening(world, 1), shelf=np.full((1, 2), 0.42), misses=np.full((1, 2), 5.0))
    assert customers(world, state, order=10.0).shelf[0, 0] == pytest.approx(0.4)


# Customer equity


def test_customer_equity_is_the_change_of_goodwill_and_of_satisfaction_in_money() -> None:
    world = changed(
        neutral(1, 2), customers={"best": 60.0, "goodwill_value": 1000.0, "satisfaction_value": [10.0, 30.0]},
        tracks={"goodwill": -0.25},
    )  # fmt: skip
    assert customers(world).equity[0] == pytest.approx(1000.0 * -0.25 + (10.0 + 30.0) * 0.4 * -20.0)
