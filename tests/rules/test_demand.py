"""Demand: each factor by hand, alone in a neutral world of 100 units a month."""

import math
from typing import Any

import numpy as np
import pytest

from game.rules.arrays import Bools
from game.rules.demand import advocacy
from game.rules.world import DATA, OMNI, SOP, STORE, TRADE, WEB, World
from tests.rules.playing import calm, felt, initiatives, month, ordered, orders, planned, played, steady
from tests.rules.worlds import changed, neutral

PLENTY = {"stock": 1e6}


# The promise


def test_each_day_promised_beyond_what_customers_are_used_to_costs_its_share_of_orders() -> None:
    world = changed(neutral(1, 2), markets={"promise_norm": [5.0, 3.0], "promise_slope": [0.04, 0.1]})
    np.testing.assert_allclose(orders(world, promise=7.0)[0], [100 * math.exp(-0.08), 100 * math.exp(-0.4)])
    np.testing.assert_allclose(orders(world, promise=4.0)[0], [100 * math.exp(0.04), 100 * math.exp(-0.1)])


def test_nobody_orders_more_for_a_promise_below_two_days() -> None:
    world = changed(neutral(), markets={"promise_slope": 0.05})
    assert orders(world, promise=1.0) == pytest.approx(orders(world, promise=2.0))
    assert orders(world, promise=2.0)[0, 0] == pytest.approx(100.0 * math.exp(0.15))


# Satisfaction


def test_loyalty_is_the_chance_to_come_back_against_the_usual_one() -> None:
    # Two fifths of the usual orders are repeat customers'; those come back by their satisfaction, others come anyway.
    world = changed(neutral(), media={"repeat_share": 0.4, "loyalty_centre": 60.0, "loyalty_scale": 10.0})
    usual, now = 1 / (1 + math.exp(-2.0)), 1 / (1 + math.exp(-1.0))  # at 80 points and at 70
    demand = month(world, calm(world), felt(world, satisfaction=70.0)).outcome.demand
    back = 40.0 * now / usual
    assert demand.units[0, 0, 0] == pytest.approx(60.0 + back)
    assert demand.repeat[0, 0] == pytest.approx(back / (60.0 + back))


def test_on_the_first_day_repeat_customers_place_their_share_of_orders() -> None:
    demand = month(changed(neutral(), media={"repeat_share": 0.4}), calm(neutral())).outcome.demand
    assert demand.repeat[0, 0] == pytest.approx(0.4)
    assert demand.units[0, 0, 0] == pytest.approx(100.0)


def test_satisfaction_reaches_orders_a_month_late() -> None:
    # The first month disappoints (the best a month can be is 20 of 100 points); the second feels it.
    world = changed(neutral(), media={"repeat_share": 1.0}, customers={"best": 20.0})
    told = ordered(world, {}, {}, {})
    assert told[0] == pytest.approx(100.0)
    # A fall of 0.4 x 60 points, from 80 to 56, then by 0.4 x 36 to 41.6; around 60, by 10.
    usual = 1 / (1 + math.exp(-2.0))
    assert told[1:] == pytest.approx([100.0 / (1 + math.exp(at)) / usual for at in (0.4, 1.84)])


def test_warnings_weigh_one_and_a_half_times_praise() -> None:
    assert advocacy(np.array([1000.0, 80.0, 60.0, 40.0, -1000.0])) == pytest.approx(
        [1.0, 0.5 - 1.5 / (1 + math.exp(5.0)), -0.5 / (1 + math.exp(2.5)), 1 / (1 + math.exp(5.0)) - 0.75, -1.5]
    )


def test_word_of_mouth_moves_orders_by_the_change_of_net_advocacy() -> None:
    world = changed(neutral(), media={"word_effect": 0.2})
    change = advocacy(np.array([50.0])) - advocacy(np.array([80.0]))
    assert orders(world, felt(world, satisfaction=50.0))[0, 0] == pytest.approx(100 * math.exp(0.2 * change[0]))


# Goodwill, advertising, focus, the shelf


def test_orders_follow_goodwill_by_its_elasticity() -> None:
    world = changed(neutral(), media={"goodwill_effect": 0.5})
    assert orders(world, felt(world, goodwill=1.44))[0, 0] == pytest.approx(120.0)


def test_advertising_works_by_what_is_at_work_against_what_was_usual() -> None:
    world = changed(neutral(), media={"performance_effect": 0.5})  # usual and reference spend are both 100
    assert orders(world, performance=700.0)[0, 0] == pytest.approx(100.0 * math.sqrt(8.0 / 2.0))
    assert orders(world, performance=0.0)[0, 0] == pytest.approx(100.0 * math.sqrt(1.0 / 2.0))


def test_customer_research_makes_next_months_advertising_work_better_and_fades_by_half() -> None:
    media = {"performance_effect": 0.5, "research_insight": 1.0, "insight_effect": 0.4}
    world = changed(neutral(), media=media, products=PLENTY)
    spend = {"performance": 700.0}
    told = ordered(world, {"research": True, **spend}, spend, spend)
    expected = [100.0 * 4.0 ** (0.5 * (1.0 + 0.4 * insight)) for insight in (0.0, 1.0, 0.5)]
    assert told == pytest.approx(expected)


def test_focus_takes_from_the_other_markets_evenly_what_it_gives_one() -> None:
    world = changed(neutral(1, 3), media={"focus_gain": 0.1})
    np.testing.assert_allclose(orders(world, focus=2)[0], [100 * math.exp(x) for x in (-0.05, 0.1, -0.05)])
    np.testing.assert_allclose(orders(world, focus=0)[0], 100.0)


def test_retail_ready_packaging_sells_on_shelves_and_not_on_the_web() -> None:
    world = changed(neutral(1, 3), markets={"channel": [TRADE, STORE, WEB]}, last_mile={"pack_lift": [0.0, 0.05, 0.0]})
    np.testing.assert_allclose(orders(world, packaging=1)[0], [100 * math.exp(0.05), 100 * math.exp(0.05), 100.0])


def test_a_retailer_that_leaves_half_the_shelf_sells_half() -> None:
    world = neutral()
    assert orders(world, felt(world, shelf=0.5))[0, 0] == pytest.approx(50.0)


def test_omnichannel_brings_stores_more_and_the_web_a_little_less() -> None:
    world = changed(neutral(1, 3), markets={"channel": [TRADE, STORE, WEB]})
    np.testing.assert_allclose(orders(world, initiatives=initiatives(OMNI))[0], [100.0, 106.0, 96.0])


# New items


def new_item(**launch: Any) -> World:
    launch = {"on_sale": [True, False], "stock": 1e6, **launch}
    return changed(neutral(2), products=launch, media={"ramp": [0.5, 0.75, 1.0]})


def test_a_new_item_grows_to_its_full_volume_in_three_months() -> None:
    steps = steady(new_item(), planned(calm(new_item()), launch=[False, True]), 4)
    sold = [step.outcome.demand.units[0, 1, 0] for step in steps]
    assert sold == pytest.approx([50.0, 75.0, 100.0, 100.0])


def test_a_new_market_grows_to_its_full_volume_in_three_months() -> None:
    world = changed(neutral(1, 2), markets={"open": [True, False]}, media={"ramp": [0.5, 0.75, 1.0]}, products=PLENTY)
    steps = steady(world, planned(calm(world), enter=[False, True]), 4)
    assert [step.outcome.demand.units[0, 0, 1] for step in steps] == pytest.approx([50.0, 75.0, 100.0, 100.0])


def test_a_new_item_takes_part_of_its_volume_from_its_sibling() -> None:
    # By hand: a quarter of its 50, 75, 100 units come from the sibling's 100.
    world = new_item(takes_from=[[0.0, 0.0], [0.25, 0.0]])
    steps = steady(world, planned(calm(world), launch=[False, True]), 3)
    assert [step.outcome.demand.units[0, 0, 0] for step in steps] == pytest.approx([87.5, 81.25, 75.0])


def test_a_sibling_keeps_a_tenth_whatever_is_launched() -> None:
    world = new_item(takes_from=[[0.0, 0.0], [1.0, 0.0]], base=[[100.0], [900.0]])
    assert orders(world, launch=[False, True])[0, 0] == pytest.approx(10.0)


def test_nothing_is_ordered_of_what_is_not_launched_not_listed_or_not_served() -> None:
    world = changed(neutral(3, 2), products={"on_sale": [True, True, False]}, markets={"open": [True, False]})
    np.testing.assert_allclose(orders(world, listed=[True, False, True]), [[100.0, 0.0], [0.0, 0.0], [0.0, 0.0]])


# Rivals


def shared(own: float, **tracks: float) -> World:
    return changed(neutral(), products={"elasticity": -2.0, "own_share": own}, tracks=tracks)


def test_against_a_rival_price_moves_a_share_of_the_shelf() -> None:
    # By hand, share 0.4 and e = -2: appeal = -2 ln 1.1, pushed by 1 / 0.6, as a multinomial logit.
    push = 2.0 * math.log(1.1) / 0.6
    assert orders(shared(0.4), price=11.0)[0, 0] == pytest.approx(100.0 / (0.4 + 0.6 * math.exp(push)))


def test_at_list_price_the_shelf_has_the_same_slope_as_the_elasticity() -> None:
    rise = 1e-6
    sold = orders(shared(0.4), price=10.0 * (1.0 + rise))[0, 0]
    assert (sold / 100.0 - 1.0) / rise == pytest.approx(-2.0, rel=1e-4)


def test_no_price_wins_more_than_the_whole_shelf() -> None:
    assert orders(shared(0.4), price=0.01)[0, 0] == pytest.approx(100.0 / 0.4, rel=1e-3)


def test_a_rivals_cut_takes_share_and_following_it_wins_it_back() -> None:
    world = shared(0.4, rival_price=math.log(0.9))
    assert orders(world)[0, 0] == pytest.approx(100.0 / (0.4 + 0.6 * math.exp(-2.0 * math.log(0.9) / 0.6)))
    assert orders(world, price=9.0)[0, 0] == pytest.approx(100.0)


def test_a_rivals_better_offer_takes_share_and_no_rival_feels_none() -> None:
    assert orders(shared(0.4, rival_quality=0.3))[0, 0] == pytest.approx(100 / (0.4 + 0.6 * math.exp(0.3 / 0.6)))
    assert orders(shared(1.0, rival_quality=0.3, rival_price=-0.3))[0, 0] == pytest.approx(100.0)


def test_one_item_may_have_a_rival_and_another_none() -> None:
    world = changed(neutral(2), products={"elasticity": -2.0, "own_share": [0.4, 1.0]})
    push = 2.0 * math.log(1.1) / 0.6
    expected = [100.0 / (0.4 + 0.6 * math.exp(push)), 100.0 / 1.21]
    np.testing.assert_allclose(orders(world, price=11.0)[:, 0], expected)


# Bounds and luck


def test_all_levers_together_multiply_demand_only_within_the_bounds() -> None:
    world = changed(neutral(), products={"elasticity": -2.0}, media={"bounds": [0.5, 2.0]})
    assert orders(world, price=1.0)[0, 0] == pytest.approx(200.0)
    assert orders(world, price=90.0)[0, 0] == pytest.approx(50.0)
    kept = [month(world, planned(calm(world), price=price)).outcome.demand for price in (1.0, 8.0, 90.0)]
    assert [float(demand.levers[0, 0, 0]) for demand in kept] == pytest.approx([2.0, 0.8**-2, 0.5])


def test_luck_has_mean_one_and_the_spread_it_was_given() -> None:
    world = changed(neutral(), noise={"demand": 0.3, "company": 0.1})
    units = month(world, calm(world, 40_000)).outcome.demand.units[:, 0, 0] / 100.0
    assert units.mean() == pytest.approx(1.0, abs=0.006)
    assert np.log(units).std() == pytest.approx(math.hypot(0.3, 0.1), rel=0.02)


def test_a_promoted_item_is_less_certain_unless_distribution_knew() -> None:
    world = changed(neutral(), noise={"demand": 0.2, "promotion": 0.2})

    def spread(**levers: Bools | int) -> float:
        units = month(world, planned(calm(world, 40_000), **levers)).outcome.demand.units[:, 0, 0]
        return float(np.log(units).std())

    assert spread() == pytest.approx(0.2, rel=0.02)
    assert spread(promotion=2) == pytest.approx(0.4, rel=0.02)
    assert spread(promotion=2, initiatives=initiatives(DATA)) == pytest.approx(0.3, rel=0.02)


def test_a_promotion_locked_under_a_joint_plan_is_half_as_uncertain() -> None:
    world = changed(neutral(), noise={"demand": 0.0, "promotion": 0.4}, products=PLENTY)
    plans = planned(calm(world, 20_000), promotion=2, initiatives=initiatives(SOP))
    steps = played(world, [plans, plans])
    assert np.log(steps[1].outcome.demand.units).std() == pytest.approx(0.2, rel=0.03)


def test_luck_shared_by_the_company_moves_every_cell_alike() -> None:
    world = changed(neutral(2, 2), noise={"company": 0.3})
    units = month(world, calm(world, 50)).outcome.demand.units
    np.testing.assert_allclose(units / units[:, :1, :1], np.ones_like(units))
    assert units[:, 0, 0].std() > 10.0


def test_leads_are_those_who_would_look_whatever_the_price() -> None:
    world = changed(neutral(1, 2), products={"elasticity": -2.0}, media={"goodwill_effect": 0.5})
    for price in (5.0, 10.0, 20.0):
        outcome = month(world, planned(calm(world), price=price), felt(world, goodwill=1.44)).outcome
        assert outcome.demand.leads[0] == pytest.approx(240.0)
