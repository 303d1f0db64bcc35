"""The last mile: days, punctuality, bookings, damage and trips; each by hand in a neutral world."""

import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from scipy import stats

from game.rules.arrays import Bools
from game.rules.last_mile import Delivery
from game.rules.money import LINE_KEYS
from game.rules.month import Outcome
from game.rules.state import State, opening
from game.rules.world import DATA, TRADE, VOICE, WEB, World
from tests.rules.playing import calm, initiatives, month, planned
from tests.rules.worlds import changed, floats, neutral

EXPRESS, OWN, SPOT = 2, 0, 2


def road(world: World, state: State | None = None, **levers: Bools | float | list[int]) -> Delivery:
    return month(world, planned(calm(world), **levers), state).outcome.last_mile


def far(**parts: dict[str, Any]) -> World:
    """A market 2.5 days away by standard (4 by economy, 1.5 by express), half a day of processing, some spread."""
    world = changed(neutral(), markets={"transit_days": [[4.0], [2.5], [1.5]]}, last_mile={"day_spread": 0.25})
    return changed(world, **parts)


# Days


def test_days_are_processing_and_the_road_of_each_mode() -> None:
    assert [road(far(), outbound=mode).days[0, 0] for mode in range(3)] == pytest.approx([4.5, 3.0, 2.0])


def test_carrier_site_event_and_booking_each_add_their_days() -> None:
    assert road(far(last_mile={"carrier_days": [-0.3, 0.0, 0.6]}), carrier=SPOT).days[0, 0] == pytest.approx(3.6)
    assert road(far(last_mile={"site_days": [[0.4]]})).days[0, 0] == pytest.approx(3.4)
    assert road(far(tracks={"transit_days": 0.7})).days[0, 0] == pytest.approx(3.7)


def test_no_road_is_shorter_than_a_quarter_of_a_day() -> None:
    assert road(far(last_mile={"carrier_days": -5.0})).transit[0, 0] == 0.25


def test_a_bad_month_in_a_market_delays_all_of_it() -> None:
    world = changed(neutral(), markets={"transit_days": 5.0}, last_mile={"month_spread": 0.5})
    days = month(world, calm(world, 20_000)).outcome.last_mile.days[:, 0]
    assert days.mean() == pytest.approx(5.5, abs=0.02)
    assert days.std() == pytest.approx(0.5, rel=0.03)


# Punctuality


def test_half_of_the_orders_come_within_the_mean_time() -> None:
    assert road(far(), promise=3.0).on_time[0, 0] == pytest.approx(0.5)


@pytest.mark.parametrize("promise", [1.5, 2.5, 3.5, 4.5])
def test_punctuality_is_the_normal_chance_of_keeping_the_promise(promise: float) -> None:
    # Days spread by a quarter of their mean of 3; the curve is the logistic one, never 0.01 from the normal's.
    assert road(far(), promise=promise).on_time[0, 0] == pytest.approx(stats.norm.cdf((promise - 3.0) / 0.75), abs=0.01)


def test_a_steady_carrier_keeps_a_fair_promise_more_often() -> None:
    world = far(last_mile={"carrier_spread": [0.5, 1.0, 2.0]})
    kept = [road(world, promise=3.5, carrier=carrier).on_time[0, 0] for carrier in range(3)]
    assert kept[0] > kept[1] > kept[2] > 0.5


def test_without_spread_a_promise_is_kept_or_broken() -> None:
    assert road(neutral(), promise=1.6).on_time[0, 0] == pytest.approx(1.0)
    assert road(neutral(), promise=1.4).on_time[0, 0] == pytest.approx(0.0)


def test_what_would_have_been_kept_without_savings_is_kept_beside_it() -> None:
    # Economy, batches and a slow carrier against the standard mode, flow and a partner.
    world = far(last_mile={"carrier_days": [0.0, 0.0, 1.0]}, floor={"days": [0.5, 1.5]})
    saved = road(world, promise=4.0, outbound=0, processing=1, carrier=SPOT)
    assert saved.days[0, 0] == pytest.approx(4.0 + 1.0 + 1.5)
    assert saved.on_time_standard[0, 0] == pytest.approx(road(world, promise=4.0).on_time[0, 0])


def test_the_standard_is_a_partners_spread_whoever_carries() -> None:
    # A day and a half on average, spread by half of it: the logistic curve, half a day ahead of its middle.
    world = changed(neutral(), last_mile={"day_spread": 0.25, "carrier_spread": [1.0, 2.0, 3.0]})
    for carrier in range(3):
        kept = road(world, promise=2.0, carrier=carrier).on_time_standard[0, 0]
        assert kept == pytest.approx(1.0 / (1.0 + math.exp(-1.702 * 0.5 / 0.75)))


def test_otif_is_on_time_times_in_full_times_undamaged() -> None:
    # 90 of 100 can be shipped; all are this month's; a fiftieth breaks.
    world = far(products={"stock": 90.0}, last_mile={"pack_damage": [0.02, 0.0, 0.0]})
    told = road(world, promise=3.5, order=0.0)
    assert told.in_full[0, 0] == pytest.approx(0.9)
    assert told.otif[0, 0] == pytest.approx(told.on_time[0, 0] * 0.9 * 0.98)


def test_an_order_that_waited_a_month_is_late_however_fast_it_travels() -> None:
    world = changed(neutral(), products={"stock": 1000.0})
    state = replace(opening(world, 1), backlog=np.full((1, 1, 1), 25.0))
    told = road(world, state, promise=9.0)
    assert told.fresh[0, 0] == pytest.approx(0.8)
    assert told.otif[0, 0] == pytest.approx(0.8)


# Bookings


def booked(**parts: Any) -> World:
    """100 units a month are usual, 200 at half the price; carriers take a tenth around the booking without a fee."""
    lane = {"booking_slack": 0.1, "booking_over": 0.5, "booking_under": 0.25, "booking_days": 2.0}
    return changed(
        changed(
            neutral(), products={"stock": 1e6, "elasticity": -1.0}, media={"depth": [0.0, 0.2, 0.5]}, last_mile=lane
        ),
        **parts,
    )


def test_within_the_slack_of_a_booking_nothing_is_owed() -> None:
    told = road(booked())
    assert (told.forecast[0, 0], told.over[0], told.under[0], told.booked_late[0]) == (100.0, 0.0, 0.0, 0.0)


def test_units_beyond_a_booking_cost_money_and_time() -> None:
    # By hand: 200 shipped of 100 booked, 110 without a fee: 90 over, which is 0.45 of all, at 2 days.
    world = booked()
    outcome = month(world, planned(calm(world), promotion=2)).outcome
    assert outcome.last_mile.over[0] == pytest.approx(90.0)
    assert outcome.last_mile.booked_late[0] == pytest.approx(0.9)
    assert line(outcome, "booking") == pytest.approx(-45.0)


def test_units_booked_and_not_shipped_cost_money() -> None:
    world = booked()
    outcome = month(world, planned(calm(world), forecast=200.0)).outcome
    assert outcome.last_mile.under[0] == pytest.approx(180.0 - 100.0)
    assert line(outcome, "booking") == pytest.approx(-20.0)


def test_a_forecast_that_both_signed_books_what_a_promotion_needs() -> None:
    assert road(booked(), promotion=2, forecast=200.0).over[0] == 0.0


def test_with_shared_data_the_booking_knows_the_promotion_calendar() -> None:
    told = road(booked(), promotion=2, initiatives=initiatives(DATA))
    assert told.forecast[0, 0] == pytest.approx(200.0)
    assert told.over[0] == 0.0


def test_a_forecast_nobody_signed_follows_what_came_in_by_half() -> None:
    world = booked()
    step = month(world, planned(calm(world), promotion=2))
    assert step.state.smoothed[0, 0] == pytest.approx(150.0)


def line(outcome: Outcome, key: str) -> float:
    return float(outcome.money.lines[0, LINE_KEYS.index(key)]) / 100.0


# Damage


def test_damage_is_of_packaging_times_carriers_care() -> None:
    lane = {"pack_damage": [0.03, 0.02, 0.01], "carrier_care": [0.5, 1.0, 2.0]}
    world = far(last_mile=lane)
    told = [[road(world, packaging=pack, carrier=carrier).damage[0] for carrier in range(3)] for pack in range(3)]
    np.testing.assert_allclose(told, np.outer([0.03, 0.02, 0.01], [0.5, 1.0, 2.0]))


def test_tired_hands_and_events_add_damage() -> None:
    world = far(floor={"fatigue_errors": 0.05}, last_mile={"pack_damage": 0.02})
    state = replace(opening(world, 1), fatigue=np.array([0.4]))
    assert road(world, state).damage[0] == pytest.approx(0.04)
    assert road(changed(world, tracks={"damage": 0.1})).damage[0] == pytest.approx(0.12)


def test_complaints_split_by_cause_take_away_three_tenths_of_the_damage() -> None:
    world = far(last_mile={"pack_damage": 0.02})
    assert road(world, initiatives=initiatives(VOICE)).damage[0] == pytest.approx(0.014)


# Trips


def test_a_trip_costs_by_mode_carrier_site_and_event() -> None:
    world = changed(
        neutral(1, 2),
        markets={"channel": [TRADE, WEB], "transit_cost": [[0.3, 0.9], [0.5, 1.2], [1.0, 2.0]]},
        last_mile={"carrier_cost": [0.7, 1.0, 0.9], "site_cost": floats([1.0, 0.8])},
        tracks={"outbound_cost": 1.1},
    )
    np.testing.assert_allclose(road(world, outbound=[0, EXPRESS]).trip[0], [0.3 * 1.1, 2.0 * 0.8 * 1.1])
    np.testing.assert_allclose(road(world, outbound=1, carrier=OWN).trip[0], [0.5 * 0.77, 1.2 * 0.8 * 0.77])


def test_only_the_spot_carrier_feels_the_spot_market() -> None:
    world = changed(neutral(), markets={"transit_cost": 1.0}, tracks={"spot_cost": 1.8})
    assert [road(world, carrier=carrier).trip[0, 0] for carrier in range(3)] == pytest.approx([1.0, 1.0, 1.8])
