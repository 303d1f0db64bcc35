"""The two scorecards: each sensible for its own seat, blind to the other's, and shared where both agree; by hand."""

import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from game.rules.scorecards import Scorecards, points
from game.rules.state import State, opening
from game.rules.world import KPI, World
from tests.rules.playing import calm, initiatives, month, planned
from tests.rules.worlds import changed, floats, neutral

MET = 100.0 * (1.0 - math.exp(-1.2))  # a target just met: about 70 of 100


def cards(world: World, state: State | None = None, **levers: Any) -> Scorecards:
    return month(world, planned(calm(world), **levers), state).outcome.scorecards


def only(marketing: int = 0, distribution: int = 0, **parts: dict[str, Any]) -> World:
    """A neutral world in which each card counts one of its four measures."""
    weights = [floats(*[1.0 if at == one else 0.0 for at in range(4)]) for one in (marketing, distribution)]
    targets = {"marketing_weights": weights[0], "distribution_weights": weights[1]}
    return changed(changed(neutral(), targets=targets), **parts)


BRAND, LEADS, CONVERSION, SPEND = range(4)
THROUGHPUT, COST, SERVICE, PEOPLE = range(4)


def test_points_grow_with_the_measure_ever_more_slowly() -> None:
    told = points(np.array([0.0, 1.0, 2.0, 3.0]), 1.0)
    assert told == pytest.approx([0.0, MET, 100.0 * (1 - math.exp(-2.4)), 100.0 * (1 - math.exp(-3.6))])
    assert round(told[1]) == 70
    assert round(told[2]) == 91
    assert (np.diff(told, 2) < 0.0).all()


# Marketing's


def test_marketing_is_asked_for_goodwill() -> None:
    world = only(marketing=BRAND)
    assert cards(world).marketing[0] == pytest.approx(MET)
    state = replace(opening(world, 1), goodwill=np.array([2.0]))
    assert cards(world, state).marketing[0] == pytest.approx(100 * (1 - math.exp(-2.4)))


def test_marketing_is_asked_for_leads() -> None:
    assert cards(only(marketing=LEADS)).marketing[0] == pytest.approx(MET)
    assert cards(only(marketing=LEADS, targets={"leads": 200.0})).marketing[0] == pytest.approx(
        100 * (1 - math.exp(-0.6))
    )


def test_marketing_is_asked_how_many_of_those_who_look_also_order() -> None:
    # A lower price wins more of the same leads: orders per lead rise to 1 / 0.81.
    world = only(marketing=CONVERSION, products={"elasticity": -2.0, "stock": 1e6})
    told = cards(world, price=9.0)
    assert told.leads[0] == pytest.approx(100.0)
    assert told.conversion[0] == pytest.approx(1.0 / 0.81)
    assert told.marketing[0] == pytest.approx(100 * (1 - math.exp(-1.2 / 0.81)))


def test_who_comes_back_anyway_is_left_out_of_conversion() -> None:
    world = only(marketing=CONVERSION, media={"repeat_share": 1.0}, targets={"returning": 1.0})
    state = replace(opening(world, 1), satisfaction=np.full((1, 1), 40.0))
    assert cards(world, state).conversion[0] == pytest.approx(1.0)
    counted = changed(world, targets={"returning": 0.0})
    assert cards(counted, state).conversion[0] < 0.3


def test_price_given_away_costs_marketing_points_and_a_dear_price_none() -> None:
    # 100 units at 8 instead of 10, with a budget of 1000: half of 200 given away.
    world = only(marketing=SPEND, costs={"marketing_budget": 1000.0, "distribution_budget": 1000.0})
    told = cards(world, price=8.0)
    assert told.given[0] == pytest.approx(0.1)
    assert told.marketing[0] == pytest.approx(100.0 * (1.0 - 0.5 * told.given[0]))
    assert cards(world, price=12.0).marketing[0] == pytest.approx(100.0)


def test_a_deal_counts_only_in_part_as_price_given_away() -> None:
    world = only(marketing=SPEND, costs={"marketing_budget": 1000.0, "distribution_budget": 1000.0})
    world = changed(world, media={"depth": [0.0, 0.1, 0.2]})
    # 100 units with 2 off each: three tenths of 200 count, and half of that, against 1000.
    assert cards(world, promotion=2).given[0] == pytest.approx(0.03)


def test_what_customers_say_today_counts_in_the_brand_where_it_is_asked() -> None:
    # A month at 20 points takes satisfaction from 80 to 56; returning is a logistic curve around 60, by 10.
    world = only(marketing=BRAND, customers={"best": 20.0}, targets={"regard": 0.5})
    back = (1 / (1 + math.exp(0.4))) / (1 / (1 + math.exp(-2.0)))
    assert cards(world).brand[0] == pytest.approx(back**0.5)
    assert cards(changed(world, targets={"regard": 0.0})).brand[0] == pytest.approx(1.0)


def test_what_customers_say_is_the_mean_of_the_markets() -> None:
    # One market in which nothing went wrong, one that is served late: half of the logarithm of one market alone.
    world = only(marketing=BRAND, targets={"regard": 1.0}, customers={"weight_late": 60.0})
    alone = changed(world, markets={"transit_days": 9.0})
    both = changed(
        neutral(1, 2),
        targets={"regard": 1.0, "marketing_weights": world.targets.marketing_weights},
        customers={"weight_late": 60.0},
        markets={"transit_days": floats(*[[1.0, 9.0]] * 3)},
    )
    assert cards(both).brand[0] == pytest.approx(math.sqrt(cards(alone).brand[0]))
    assert cards(alone).brand[0] < 0.9


# Distribution's


def test_distribution_is_asked_for_units_and_no_more_than_the_target() -> None:
    world = only(distribution=THROUGHPUT)
    assert cards(world).distribution[0] == pytest.approx(MET)
    assert cards(changed(world, targets={"throughput": 50.0})).distribution[0] == pytest.approx(MET)
    assert cards(changed(world, targets={"throughput": 200.0})).distribution[0] == pytest.approx(
        100 * (1 - math.exp(-0.6))
    )


def test_distribution_is_asked_for_its_cost_per_unit() -> None:
    # 50 of freight out and 50 of boxes for 100 units, against a target of 1 a unit; twice as dear earns half as much.
    world = only(distribution=COST, markets={"transit_cost": 0.5}, last_mile={"pack_cost": 0.5})
    assert cards(world).cost_per_unit[0] == pytest.approx(1.0)
    assert cards(world).distribution[0] == pytest.approx(MET)
    dear = changed(world, markets={"transit_cost": 1.5})
    assert cards(dear).cost_per_unit[0] == pytest.approx(2.0)
    assert cards(dear).distribution[0] == pytest.approx(100 * (1 - math.exp(-0.6)))


def test_costs_below_the_target_earn_nothing_more() -> None:
    world = only(distribution=COST, markets={"transit_cost": 1.0})
    cheap = changed(world, markets={"transit_cost": 0.25})
    assert cards(cheap).cost_per_unit[0] == pytest.approx(0.25)
    assert cards(cheap).distribution[0] == pytest.approx(MET)


def test_crew_and_site_cost_the_same_whatever_is_shipped_and_are_no_part_of_cost_per_unit() -> None:
    floor = {"capacity": 100.0, "wage": 10.0, "temp_wage": 30.0, "shift_premium": [1.5, 2.0]}
    world = only(distribution=COST, floor=floor, last_mile={"site_fixed": floats(700.0)})
    assert cards(world).cost_per_unit[0] == 0.0
    # A twentieth more hours at one and a half wages, and a temp: those are chosen.
    assert cards(world, extra_shift=0.05, temps=1).cost_per_unit[0] == pytest.approx((5 * 15.0 + 30.0) / 100.0)


def test_goods_and_marketings_spending_are_no_part_of_cost_per_unit() -> None:
    world = only(distribution=COST, media={"depth": [0.0, 0.1, 0.2], "promotion_fee": [0.0, 40.0, 80.0]})
    assert cards(world, brand=500.0, promotion=2).cost_per_unit[0] == 0.0


def test_distribution_is_asked_to_ship_orders_whole() -> None:
    # Three lines in five are shipped; an order of three is whole in 0.6 x 0.6 x 0.6 of all cases.
    world = only(distribution=SERVICE, products={"stock": 60.0})
    told = cards(world, order=0.0)
    assert told.service[0] == pytest.approx(0.216)
    assert told.distribution[0] == pytest.approx(100 * (1 - math.exp(-1.2 * 0.216 / 0.95)))


def test_tired_people_cost_distribution_points() -> None:
    world = only(distribution=PEOPLE, floor={"fatigue_gain": 1.0})
    assert cards(world, extra_shift=0.25).distribution[0] == pytest.approx(75.0)


# Each alone, and together


def test_weights_add_up_to_the_card() -> None:
    world = neutral()
    told = cards(world)
    assert told.marketing[0] == pytest.approx(0.25 * (MET + MET + MET + 100.0))
    service = 100.0 * (1.0 - math.exp(-1.2 / 0.95))
    assert told.distribution[0] == pytest.approx(0.25 * (MET + MET + service + 100.0))


def test_what_the_other_seat_breaks_is_on_nobodys_own_card() -> None:
    # Economy everywhere and a promise broken: marketing's card does not feel it this month; nor does the floor
    # feel what a campaign costs.
    world = changed(neutral(), markets={"transit_days": [[9.0], [2.0], [1.0]]}, customers={"weight_late": 60.0})
    assert cards(world, outbound=0).marketing[0] == cards(world).marketing[0]
    assert cards(world, brand=900.0).distribution[0] == cards(world).distribution[0]


def test_under_shared_measures_each_card_carries_part_of_the_others() -> None:
    world = changed(neutral(), products={"stock": 60.0})
    alone, shared = (cards(world, None, order=0.0, **signed) for signed in ({}, {"initiatives": initiatives(KPI)}))
    mine, theirs = alone.marketing[0], alone.distribution[0]
    assert shared.marketing[0] == pytest.approx(0.6 * mine + 0.4 * theirs)
    assert shared.distribution[0] == pytest.approx(0.6 * theirs + 0.4 * mine)
