"""Money: every line of a month by hand, alone in a neutral world of 100 units at 10 that cost 4."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from game.rules.money import LINE_KEYS
from game.rules.state import State, opening
from game.rules.world import OMNI, SCALE, SITE, STORE, TRADE, WEB, World
from tests.rules.playing import calm, initiatives, month, planned, played
from tests.rules.worlds import changed, floats, neutral


def lines(world: World, state: State | None = None, **levers: Any) -> dict[str, float]:
    """The month's lines that are not nothing, in currency units."""
    levers = {"performance": 0.0, **levers}
    money = month(world, planned(calm(world), **levers), state).outcome.money
    return {key: float(cents) / 100.0 for key, cents in zip(LINE_KEYS, money.lines[0], strict=True) if cents}


def only(**expected: float) -> dict[str, float]:
    """The plain month, 1000 taken and 400 of goods, and these lines beside it."""
    return {"revenue": 1000.0, "cost-of-goods": -400.0} | {
        key.replace("_", "-"): value for key, value in expected.items()
    }


def test_a_neutral_month_takes_revenue_and_pays_for_goods() -> None:
    assert lines(neutral()) == only()


# Marketing's lines


def test_a_deal_gives_away_its_depth() -> None:
    assert lines(changed(neutral(), media={"depth": [0.0, 0.1, 0.2]}), promotion=2) == only(discounts=-200.0)


def test_each_promoted_item_pays_its_fee() -> None:
    world = changed(neutral(2), media={"promotion_fee": [0.0, 40.0, 80.0]})
    assert lines(world, promotion=[1, 2])["promotion-fees"] == -120.0


def test_media_and_research_cost_what_was_spent() -> None:
    world = changed(neutral(), media={"research_cost": 50.0})
    assert lines(world, brand=30.0, performance=20.0, research=True) == only(
        brand_advertising=-30.0, performance_advertising=-20.0, customer_research=-50.0
    )


def test_a_retailer_keeps_its_part_of_the_price() -> None:
    assert lines(changed(neutral(), markets={"margin": 0.75})) == only(revenue=750.0)


def test_bringing_an_item_back_costs_a_listing_fee() -> None:
    world = changed(neutral(), media={"listing_fee": 70.0})
    off, on = planned(calm(world), listed=False), calm(world)
    steps = played(world, [on, off, off, on])
    fees = [float(step.outcome.money.lines[0, LINE_KEYS.index("listing-fees")]) for step in steps]
    assert fees == [0.0, 0.0, 0.0, -7000.0]


def test_a_delisted_items_stock_brings_its_clearance_and_costs_its_goods() -> None:
    world = changed(neutral(), products={"stock": 60.0, "clearance": 0.3})
    assert lines(world, listed=False, order=0.0) == {"clearance": 30 * 3.0, "cost-of-goods": -120.0}


# Distribution's lines


def test_freight_out_is_units_times_size_times_the_trip() -> None:
    world = changed(neutral(), products={"size": 1.5}, markets={"transit_cost": 0.4})
    assert lines(world) == only(outbound_freight=-60.0)


def test_packaging_costs_by_the_unit() -> None:
    assert lines(changed(neutral(), last_mile={"pack_cost": [0.0, 0.1, 0.2]}), packaging=2) == only(packaging=-20.0)


def test_holding_costs_a_share_of_what_is_left() -> None:
    world = changed(neutral(), products={"stock": 150.0}, costs={"holding": 0.02})
    assert lines(world, order=0.0) == only(holding=-0.02 * 50 * 4.0)


def test_the_crew_is_paid_whether_it_works_or_not() -> None:
    world = changed(neutral(), floor={"capacity": 20.0, "wage": 15.0}, tracks={"wage": 1.1})
    assert lines(world) == only(regular_crew=-330.0)


def test_an_extra_shift_pays_a_premium_and_a_higher_one_past_a_tenth() -> None:
    world = changed(neutral(), floor={"capacity": 100.0, "wage": 10.0, "shift_premium": [1.5, 2.0]})
    told = lines(world, extra_shift=0.25)
    assert told["extra-shift"] == pytest.approx(-10.0 * (10 * 1.5 + 15 * 2.0))


def test_temps_cost_their_wage() -> None:
    assert lines(changed(neutral(), floor={"temp_wage": 300.0}), temps=2) == only(temps=-600.0)


def test_a_contract_and_a_site_cost_their_rent_and_a_move_is_paid_once() -> None:
    world = changed(
        neutral(),
        last_mile={
            "carrier_fixed": [250.0, 0.0, 0.0], "site_names": ("Here", "There"), "site_fixed": floats(100.0, 130.0),
            "site_days": floats([0.0], [0.0]), "site_cost": floats([1.0], [1.0]), "site_capacity": floats(1.0, 1.0),
            "move_cost": 900.0,
        },
    )  # fmt: skip
    assert lines(world, carrier=0) == only(carrier_contract=-250.0, site=-100.0)
    assert lines(world, site=1) == only(site=-1030.0)
    assert lines(world, site=1, initiatives=initiatives(SITE)) == only(site=-580.0)  # chosen together: half the move
    state = replace(opening(world, 1), site=np.array([1]))
    assert lines(world, state, site=1) == only(site=-130.0)


def test_what_breaks_is_paid_back() -> None:
    world = changed(neutral(), last_mile={"pack_damage": 0.02}, media={"depth": [0.0, 0.1, 0.2]})
    assert lines(world, promotion=2)["damage"] == pytest.approx(-0.02 * 800.0)


# Both


def returning(**parts: dict[str, float]) -> World:
    world = changed(neutral(), markets={"channel": WEB, "returns": 0.2}, costs={"recovery": 0.4, "reverse": 1.5})
    return changed(world, **parts)


def test_returns_cost_what_is_not_recovered_and_the_way_back() -> None:
    assert lines(returning()) == only(returns=-(20 * 10 * 0.6 + 20 * 1.5))


def test_late_parcels_come_back_half_as_often_again() -> None:
    world = returning(markets={"transit_days": 30.0})
    assert lines(world)["returns"] == pytest.approx(-1.5 * (20 * 10 * 0.6 + 20 * 1.5))


def test_an_event_brings_more_back_only_where_returns_are_usual() -> None:
    assert lines(returning(tracks={"returns": 0.1}))["returns"] == pytest.approx(-30 * (6.0 + 1.5))
    assert lines(changed(neutral(), tracks={"returns": 0.1})) == only()


def test_what_comes_back_to_a_store_loses_half_as_much() -> None:
    world = changed(returning(), markets={"channel": STORE})
    told = lines(world, initiatives=initiatives(OMNI), order=200.0)["returns"]
    assert told == pytest.approx(-(21.2 * 10 * 0.3 + 21.2 * 1.5))  # stores reach 6 % more under omnichannel


def test_a_retailer_fines_its_share_of_the_goods_value_of_failed_cases() -> None:
    # Three quarters in full against a target of 95 %: a quarter failed, 3 % of goods worth 300.
    markets = {"channel": TRADE, "fine": 0.03, "fine_target": 0.95}
    world = changed(neutral(), markets=markets, products={"stock": 75.0})
    assert lines(world, order=0.0)["retailer-fines"] == pytest.approx(-0.03 * 300.0 * 0.25, abs=0.005)
    dearer = changed(world, tracks={"fine": 2.0})
    assert lines(dearer, order=0.0)["retailer-fines"] == pytest.approx(-0.03 * 300.0 * 0.25 * 2, abs=0.005)


def test_a_retailer_who_got_what_it_asked_for_fines_nothing() -> None:
    markets = {"channel": TRADE, "fine": 0.03, "fine_target": 0.95}
    assert lines(changed(neutral(), markets=markets)) == only()


def test_dearer_goods_cost_more_in_the_month_they_are_sold() -> None:
    assert lines(changed(neutral(), tracks={"unit_cost": 1.25})) == only(cost_of_goods=-500.0)


# Joint lines


def test_a_launch_and_an_entry_are_paid_in_their_month_only() -> None:
    world = changed(
        neutral(2, 2), products={"on_sale": [True, False], "launch_cost": [0.0, 600.0]},
        markets={"open": [True, False], "entry_cost": [0.0, 500.0]},
    )  # fmt: skip
    both = planned(calm(world), launch=[False, True], enter=[False, True])
    money = [step.outcome.money.lines[0] for step in played(world, [both, both])]
    at = [LINE_KEYS.index("launches"), LINE_KEYS.index("market-entries")]
    assert [list(line[at]) for line in money] == [[-60000.0, -50000.0], [0.0, 0.0]]


def test_what_is_new_costs_two_fifths_less_where_its_scale_was_checked() -> None:
    world = changed(
        neutral(2, 2), products={"on_sale": [True, False], "launch_cost": [0.0, 600.0]},
        markets={"open": [True, False], "entry_cost": [0.0, 500.0]},
    )  # fmt: skip
    told = lines(world, launch=[False, True], enter=[False, True], initiatives=initiatives(SCALE))
    assert (told["launches"], told["market-entries"]) == pytest.approx((-360.0, -300.0))


def test_an_initiative_costs_its_set_up_once_and_its_upkeep_every_month_and_a_sponsor_pays_a_part() -> None:
    world = changed(neutral(), costs={"initiative_setup": 400.0, "initiative_monthly": 30.0, "sponsor": 0.25})
    plans = planned(calm(world), initiatives=initiatives(SITE))
    at = LINE_KEYS.index("initiatives")
    steps = played(world, [plans, calm(world)])
    assert [float(step.outcome.money.lines[0, at]) for step in steps] == [-33000.0, -3000.0]


def test_what_a_sponsor_pays_is_told_and_charged_to_nobody() -> None:
    # A quarter of a set-up of 400; and what the structure put in force, 250 here and 20 in the month after.
    granted = {"granted": [90.0, 0.0, *[0.0] * 6], "sponsored": [250.0, 20.0, *[0.0] * 6]}
    world = changed(neutral(), costs={"initiative_setup": 400.0, "sponsor": 0.25, **granted})
    steps = played(world, [planned(calm(world), initiatives=initiatives(SITE)), calm(world)])
    assert [float(step.outcome.money.sponsored[0]) for step in steps] == [35000.0, 2000.0]
    at = LINE_KEYS.index("initiatives")
    assert [float(step.outcome.money.lines[0, at]) for step in steps] == [-39000.0, 0.0]


def test_added_capacity_costs_by_the_hour_at_once_and_upkeep_once_it_is_there() -> None:
    world = changed(neutral(), floor={"capacity": 200.0, "expansion_cost": 60.0, "expansion_upkeep": 3.0})
    steps = played(world, [planned(calm(world), capacity=10.0), calm(world)])
    at = LINE_KEYS.index("capacity")
    assert [float(step.outcome.money.lines[0, at]) for step in steps] == [-60000.0, -3000.0]


def test_overhead_is_paid_every_month() -> None:
    assert lines(changed(neutral(), costs={"overhead": 250.0})) == only(overhead=-250.0)


# What is held


def test_held_stock_is_worth_nearly_its_cost_within_a_months_cover_and_less_beyond() -> None:
    # 250 ordered, 100 sold: 150 left, of which a month's 100 lose a tenth of 4 and 50 lose six tenths.
    world = changed(neutral(), products={"worth": [[0.9], [0.4]]})
    money = month(world, planned(calm(world), order=250.0)).outcome.money
    assert money.stock[0] == pytest.approx(-100.0 * (100 * 0.1 * 4.0 + 50 * 0.6 * 4.0))


def test_the_joint_value_is_margin_equity_and_what_stock_is_worth() -> None:
    world = changed(neutral(), products={"worth": [[0.9], [0.4]]}, customers={"goodwill_value": 1000.0})
    world = changed(world, tracks={"goodwill": 0.1})
    money = month(world, planned(calm(world), order=150.0, performance=0.0)).outcome.money
    assert (money.margin[0], money.equity[0], money.stock[0]) == (60000.0, 10000.0, -2000.0)
    assert money.joint[0] == 68000.0
