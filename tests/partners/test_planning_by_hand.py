"""The arithmetic of a plan, against figures worked out by hand or by the closed form."""

import math
from dataclasses import replace
from math import fsum

import pytest

from game.partners.forecast.demand import expect
from game.partners.forecast.floor import (
    Load,
    Shelf,
    Slack,
    chance_on_time,
    credible,
    days_inside,
    load,
    needed,
    work_days,
)
from game.partners.forecast.history import elasticity, with_deals
from game.partners.forecast.money import channel_share, earning_price, less_given, shift_cost, unit_cost
from game.partners.mind import mind_of
from game.partners.personas import temperament
from game.partners.picture import Picture, snap, snap_down
from game.partners.plan.campaign import spend
from game.partners.plan.delivery import travel
from game.rules.levers import SEATS
from game.table.seen.observing import observe
from tests.narrowed import distribution_facts, marketing_facts, there
from tests.partners.sitting import pair, table, until


def test_base_stock_fills_the_position_up_to_the_lead_time_and_a_month() -> None:
    """Steady orders of 100 and a lead of 2: three months to cover, 300 + 40 safety, less 50 here and 200 coming."""
    shelf = Shelf(on_hand=50.0, due=(100.0, 100.0, 0.0), backlog=0.0, lead=2, fast=0)
    # This month 100 are wanted and 150 are there; next month 100 and 150; then 50 are left for 100 + 40.
    assert needed(shelf, 100.0, 100.0, 40.0) == pytest.approx(90.0)


def test_in_a_steady_state_what_is_ordered_is_what_is_sold() -> None:
    shelf = Shelf(on_hand=30.0, due=(100.0, 0.0), backlog=0.0, lead=1, fast=0)
    assert needed(shelf, 100.0, 100.0, 30.0) == pytest.approx(100.0)


def test_backlog_is_ordered_for_and_what_is_lost_is_not() -> None:
    """80 there for 100 and 20 backlog: 40 missing, a quarter of them waits."""
    shelf = Shelf(on_hand=80.0, due=(0.0, 0.0), backlog=20.0, lead=1, fast=0)
    assert shelf.short(100.0, 100.0) == pytest.approx(40.0)
    assert shelf.short(100.0, 100.0, month=1) == pytest.approx(110.0)
    assert needed(shelf, 100.0, 100.0, 0.0) == pytest.approx(110.0)


def test_enough_on_the_way_means_nothing_is_ordered() -> None:
    shelf = Shelf(on_hand=500.0, due=(0.0,), backlog=0.0, lead=1, fast=0)
    assert needed(shelf, 100.0, 100.0, 50.0) == 0.0


@pytest.mark.parametrize("odds", [0.6, 0.85, 0.95])
def test_a_credible_promise_is_kept_as_often_as_it_says(odds: float) -> None:
    """Logistic around the mean with a spread of a quarter: the promise at odds p is the inverse at p."""
    assert chance_on_time(credible(4.0, odds), 4.0) == pytest.approx(odds)
    assert credible(4.0, 0.5) == pytest.approx(4.0)


def test_an_extra_shift_costs_the_first_premium_and_then_the_second() -> None:
    """400 hours at 20: 10% at 1.9 and 5% at 2.5 = 400 * 20 * (0.19 + 0.125)."""
    assert shift_cost(400.0, 0.15, 20.0, (1.9, 2.5)) == pytest.approx(2520.0)


def test_media_take_only_what_deals_and_studies_leave_of_the_budget() -> None:
    """A budget used to the last: what the deals cost in fees is not spent again on advertising."""
    picture = Picture(observe(table("cold-brew"), "marketing"))
    temper = replace(temperament("marketing", "growth-chaser"), media=1.0, curious=0.0)
    plan = {f"promotion.{product}": "deep-deal" for product in picture.on_sale}
    roomy = Slack(share=1.0, seen=False, busy=0.5, trouble=0.0)
    settings = spend(replace(mind_of(picture, temper), slack=roomy), plan).settings
    spent = float(settings["brand-advertising"]) + float(settings["performance-advertising"])
    fees = 2 * marketing_facts(picture.seen.facts).promotion_fee["deep-deal"]
    budget = picture.seen.now.budget
    assert budget - fees - 500.0 < spent <= budget - fees


def test_the_price_that_earns_most_is_twice_the_cost_where_the_elasticity_is_two() -> None:
    """Lerner: (price - cost) / price = 1 / elasticity; goods and 14% of list on the way, of what channels leave."""
    picture = Picture(observe(table("cold-brew", "sync"), "marketing"))
    cost = there(unit_cost(picture, "house-blend"))
    assert cost == pytest.approx(2.6 + 0.14 * 8.0)
    assert earning_price(picture, "house-blend") == pytest.approx(2.0 * cost / channel_share(picture, "house-blend"))


def test_what_goods_cost_is_not_marketings_to_know_where_data_is_not_shared() -> None:
    assert earning_price(Picture(observe(table("cold-brew", "talk"), "marketing")), "house-blend") is None


def test_a_deal_locked_for_the_next_month_is_stocked_for_and_what_it_borrows_is_not() -> None:
    """A feature brings 35% more, a fifth of which is missing in the month after."""
    assert with_deals((100.0, 100.0, 100.0), {}, {"a": "feature"}, "a") == pytest.approx((135.0, 93.0, 100.0))
    assert with_deals((100.0, 100.0), {}, {}, "a") == (100.0, 100.0)


def test_who_gives_a_share_of_the_budget_away_no_longer_spends_it() -> None:
    picture = Picture(observe(table("deal-season", "sync"), "marketing"))
    before = picture.number("budget-split")
    given = less_given(picture, {"budget-split": before / 2.0})
    assert given.seen.now.budget == pytest.approx(picture.seen.now.budget / 2.0)
    assert less_given(picture, {"budget-split": 0.9}) is picture


def test_every_order_more_makes_all_wait_before_the_floor_is_full_and_after() -> None:
    """Half a day of work, at random, in a month of 22 days: at full load it waits 22/4 sqrt(8/22 x 1/2), 2.345 days."""
    assert days_inside(0.5, 0.0, 1.0) == pytest.approx(0.5)
    assert days_inside(0.5, 1.0, 1.0) == pytest.approx(2.8452, abs=1e-4)
    # Twice what can be shipped, and without unevenness: the first half of it waits a quarter of the month.
    assert days_inside(0.5, 2.0, 0.0) == pytest.approx(0.5 + 22.0 / 4.0)
    loads = [days_inside(0.5, share / 20.0, 0.5) for share in range(40)]
    assert loads == sorted(loads)


@pytest.mark.parametrize("load", [0.4, 0.8, 1.1])
def test_the_work_itself_is_read_off_the_days_it_took(load: float) -> None:
    assert work_days(days_inside(0.6, load, 0.5), load, 0.5) == pytest.approx(0.6, abs=1e-4)


def test_values_snap_to_the_settings_step_and_bounds() -> None:
    seen = observe(table("cold-brew"), "marketing")
    price = next(one for one in seen.sheet if one.key == "price.house-blend")
    value = snap(price, 8.123456)
    assert (value - price.low) / price.step == pytest.approx(round((value - price.low) / price.step))
    assert abs(value - 8.123456) <= price.step / 2 + 1e-9
    assert snap(price, 0.0) == price.low and snap(price, 1e9) == price.high
    assert snap_down(price, price.low + 1.99 * price.step) == pytest.approx(price.low + price.step)


def test_work_at_the_start_is_usual_orders_times_handling() -> None:
    at = table("first-day")
    seen = observe(at, "distribution")
    picture = Picture(seen)
    found = load(picture, expect(picture, temperament("distribution", "steady-hand"), {}))
    facts = seen.facts
    usual = {"breakfast-box": {"offices": 820, "homes": 760}, "cake-box": {"offices": 430, "homes": 520}}
    hours = fsum(
        units * distribution_facts(facts).handling[product] * distribution_facts(facts).market_handling[market]
        for product, markets in usual.items()
        for market, units in markets.items()
    )
    # Distribution does not know the split over markets before the first month: an even split is its best guess.
    assert found is not None and found.hours == pytest.approx(hours, rel=0.05)


def test_elasticity_is_learned_from_price_changes_and_stays_near_the_prior() -> None:
    """Months with clear price moves pull the prior of -2 towards what was seen, and never past it."""
    partners = pair("bridge-builder", "steady-hand")
    at = until(table("cold-brew"), partners, lambda at: at.round == 6)
    for product in ("house-blend", "espresso"):
        learned = elasticity(Picture(observe(at, "marketing")), product)
        assert -3.0 <= learned <= -1.2
    assert elasticity(Picture(observe(table("cold-brew"), "marketing")), "espresso") == -2.0


def test_marketings_first_expectation_is_its_papers() -> None:
    seen = observe(table("cold-brew"), "marketing")
    expected = expect(Picture(seen), temperament("marketing", "bridge-builder"), {})
    papers = {product: sum(marketing_facts(seen.facts).base_orders[product].values()) for product in seen.now.on_sale}
    assert dict(expected.now) == pytest.approx(papers)


def test_a_price_cut_is_expected_to_sell_more_by_the_elasticity_and_by_what_is_remembered() -> None:
    """A tenth off: two for the price itself, 0.7 of that again while customers remember the old one."""
    seen = observe(table("cold-brew"), "marketing")
    picture, temper = Picture(seen), temperament("marketing", "bridge-builder")
    usual, cut = (
        expect(picture, temper, {"price.espresso": share * picture.list_price["espresso"]}).now["espresso"]
        for share in (1.0, 0.9)
    )
    assert math.log(cut / usual) / math.log(0.9) == pytest.approx(-3.4)


def test_a_tighter_promise_never_makes_the_bridge_builder_ship_slower() -> None:
    """The day promised decides the way: fewer days, no slower transport, as long as it can be kept at all."""
    seen = observe(table("cold-brew"), "distribution")
    mind = mind_of(Picture(seen), temperament("distribution", "bridge-builder"))
    speed = {"economy": 0, "standard": 1, "express": 2}

    def total(promise: float) -> int:
        settings = travel(mind, mind.usual, promise).settings
        return sum(speed[str(value)] for key, value in settings.items() if key.startswith("outbound-mode."))

    speeds = [total(promise) for promise in (4.5, 5.0, 6.0, 8.0)]
    assert speeds == sorted(speeds, reverse=True)
    assert speeds[0] > speeds[-1]


def test_a_load_knows_its_utilisation() -> None:
    assert Load(hours=90.0, crew=100.0, per_unit=0.1).utilisation == pytest.approx(0.9)
    assert Load(hours=90.0, crew=0.0, per_unit=0.1).utilisation == 1.0


def test_every_seat_can_be_pictured_in_round_one() -> None:
    for seat in SEATS:
        picture = Picture(observe(table("one-cart", "sync"), seat))
        assert picture.remembered == 1.0
        assert picture.left == picture.seen.scenario.rounds - 1
