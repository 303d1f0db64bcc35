"""Budgets: what a plan may spend, and what is cut when it asks for more; each by hand."""

from typing import Any

import pytest

from game.rules.spending import Spent
from game.rules.world import World
from tests.rules.playing import calm, month, planned
from tests.rules.worlds import changed, neutral


def spent(world: World, **levers: bool | float) -> Spent:
    return month(world, planned(calm(world), **levers)).outcome.spent


def purse(**parts: dict[str, Any]) -> World:
    """300 of marketing's and 100 of distribution's; a crew of 10 hours at 10, temps at 50."""
    world = changed(neutral(), costs={"marketing_budget": 300.0, "distribution_budget": 100.0})
    floor = {"capacity": 10.0, "wage": 10.0, "temp_wage": 50.0, "shift_premium": [2.0, 3.0]}
    return changed(changed(world, floor=floor), **parts)


def test_the_shared_budget_is_split_as_agreed() -> None:
    told = spent(purse(), marketing_share=0.6)
    assert (told.marketing_budget[0], told.distribution_budget[0]) == pytest.approx((240.0, 160.0))


def test_an_event_cuts_a_seats_budget_and_leaves_the_others() -> None:
    told = spent(purse(tracks={"budget": [0.5, 1.0]}), marketing_share=0.75)
    assert (told.marketing_budget[0], told.distribution_budget[0]) == pytest.approx((150.0, 100.0))


def test_within_the_budget_a_plan_is_spent_as_it_stands() -> None:
    told = spent(purse(), marketing_share=0.75, brand=100.0, performance=150.0)
    assert (told.brand[0], told.performance[0]) == (100.0, 150.0)


def test_media_past_the_budget_are_cut_alike() -> None:
    told = spent(purse(), marketing_share=0.75, brand=200.0, performance=400.0)
    assert (told.brand[0], told.performance[0]) == pytest.approx((100.0, 200.0))


def test_promotions_and_research_are_paid_before_media() -> None:
    world = purse(media={"promotion_fee": [0.0, 40.0, 80.0], "research_cost": 70.0})
    told = spent(world, marketing_share=0.75, promotion=2, research=True, brand=300.0, performance=0.0)
    assert (told.promotion_fees[0], told.research[0], told.brand[0]) == pytest.approx((80.0, 70.0, 150.0))


def test_hands_past_the_budget_are_cut_alike() -> None:
    # By hand: an extra tenth at twice the wage is 20, four temps are 200, of which 100 are there.
    told = spent(purse(), marketing_share=0.75, extra_shift=0.1, temps=4.0)
    cut = 100.0 / 220.0
    assert (told.extra[0], told.temps[0]) == pytest.approx((0.1 * cut, 4.0 * cut))
    assert told.extra_cost[0] + told.temp_cost[0] == pytest.approx(100.0)


def test_a_carriers_contract_is_paid_before_hands() -> None:
    world = purse(last_mile={"carrier_fixed": [60.0, 0.0, 0.0]})
    assert spent(world, marketing_share=0.75, carrier=0, temps=2.0).temps[0] == pytest.approx(0.8)


def test_a_contract_past_the_budget_leaves_no_hands_at_all() -> None:
    world = purse(last_mile={"carrier_fixed": [600.0, 0.0, 0.0]})
    told = spent(world, marketing_share=0.75, carrier=0, temps=2.0, extra_shift=0.1)
    assert (told.temps[0], told.extra[0], told.temp_cost[0]) == (0.0, 0.0, 0.0)


def test_the_hours_of_an_extra_shift_past_a_tenth_are_dearer() -> None:
    world = purse(costs={"distribution_budget": 1e6})
    assert spent(world, extra_shift=0.1).extra_cost[0] == pytest.approx(10.0 * 10.0 * 0.1 * 2.0)
    assert spent(world, extra_shift=0.3).extra_cost[0] == pytest.approx(100.0 * (0.1 * 2.0 + 0.2 * 3.0))


def test_the_premium_is_that_of_the_hours_run_and_not_of_those_asked_for() -> None:
    # A fifth more hours would cost 10 at twice the wage and 10 at three times it: 50, of which 25 are there. Half of it
    # is run: a tenth, at twice the wage.
    told = spent(
        purse(costs={"marketing_budget": 75.0, "distribution_budget": 25.0}), marketing_share=0.75, extra_shift=0.2
    )
    assert (told.extra[0], told.extra_cost[0]) == pytest.approx((0.1, 20.0))


def test_dearer_labour_makes_an_extra_shift_dearer() -> None:
    world = purse(costs={"distribution_budget": 1e6}, tracks={"wage": 1.5})
    assert spent(world, extra_shift=0.1).extra_cost[0] == pytest.approx(30.0)
