"""The floor: work, hours, people and queues; each by hand, with 100 units of one hour each."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from game.rules.floor import FloorMonth
from game.rules.state import State, opening
from game.rules.world import KPI, OMNI, SITE, STORE, TRADE, WEB, World
from tests.rules.playing import calm, initiatives, month, planned, played
from tests.rules.worlds import changed, floats, neutral


def hall(p: int = 1, m: int = 1, **parts: dict[str, Any]) -> World:
    """A neutral world in which every unit takes an hour and stock is plenty."""
    world = changed(neutral(p, m), products={"handling": 1.0, "stock": 1e6})
    return changed(world, **parts)


def floor(world: World, state: State | None = None, **levers: Any) -> FloorMonth:
    return month(world, planned(calm(world), **levers), state).outcome.floor


# Work


def test_work_is_units_times_their_hours_and_those_of_their_market() -> None:
    world = hall(2, 2, products={"handling": [0.5, 2.0]}, markets={"handling": [1.0, 1.8]})
    assert floor(world).asked[0] == pytest.approx(100 * (0.5 + 2.0) * (1.0 + 1.8))


def test_batches_save_work_and_cost_days() -> None:
    world = hall(floor={"batch_work": 0.8, "days": [0.5, 1.5]})
    assert (floor(world).asked[0], floor(world).days[0]) == pytest.approx((100.0, 0.5))
    batch = floor(world, processing=1)
    assert (batch.asked[0], batch.days[0]) == pytest.approx((80.0, 1.5))


def test_each_packaging_has_its_own_work() -> None:
    world = hall(last_mile={"pack_work": [1.0, 1.05, 1.1]})
    assert [floor(world, packaging=pack).asked[0] for pack in range(3)] == pytest.approx([100.0, 105.0, 110.0])


def test_every_added_item_promotion_and_market_makes_all_work_slower() -> None:
    world = hall(
        2, 2,
        products={"on_sale": [True, False]},
        markets={"open": [True, False]},
        floor={"items_complexity": 0.1, "promotion_complexity": 0.2, "market_complexity": 0.4},
    )  # fmt: skip
    assert floor(world).complexity[0] == 1.0
    assert floor(world, launch=[False, True]).complexity[0] == pytest.approx(1.1)
    assert floor(world, promotion=[2, 2]).complexity[0] == pytest.approx(1.2)  # the item not launched is not promoted
    assert floor(world, enter=[False, True]).complexity[0] == pytest.approx(1.4)
    assert floor(world, launch=True, enter=True, promotion=1).complexity[0] == pytest.approx(1.9)


def test_an_item_taken_out_of_the_range_makes_all_work_quicker() -> None:
    world = hall(2, floor={"items_complexity": 0.1})
    assert floor(world, listed=[True, False]).complexity[0] == pytest.approx(0.9)


def test_pick_up_orders_take_stores_a_little_longer() -> None:
    world = hall(1, 3, markets={"channel": [TRADE, STORE, WEB]})
    asked = floor(world, initiatives=initiatives(OMNI)).asked[0]
    assert asked == pytest.approx(100.0 + 106.0 * 1.08 + 96.0)


# Hours


def test_an_extra_shift_adds_its_share_of_hours() -> None:
    assert floor(hall(floor={"capacity": 200.0}), extra_shift=0.25).capacity[0] == pytest.approx(250.0)


def test_temps_bring_their_hours_by_their_skill_and_learn_if_they_stay() -> None:
    # By hand: 2 temps of 150 hours at 0.6; those who stay work at 0.8, a third one at 0.6 again.
    world = hall(floor={"capacity": 200.0, "temp_skill": 0.6, "temp_learning": 0.2})
    steps = played(world, [planned(calm(world), temps=temps) for temps in (2.0, 3.0, 0.0, 1.0)])
    hours = [step.outcome.floor.temp_hours[0] for step in steps]
    assert hours == pytest.approx([180.0, 150.0 * (2 * 0.8 + 0.6), 0.0, 90.0])
    assert steps[0].outcome.floor.capacity[0] == pytest.approx(380.0)


def test_nobody_learns_past_full_skill() -> None:
    world = hall(floor={"temp_skill": 0.6, "temp_learning": 0.3})
    steps = played(world, [planned(calm(world), temps=1.0)] * 3)
    assert [step.outcome.floor.temp_skill[0] for step in steps] == pytest.approx([0.6, 0.9, 1.0])


def test_extra_shifts_tire_people_and_the_tired_do_less() -> None:
    world = hall(floor={"capacity": 200.0, "fatigue_gain": 1.0, "fatigue_keep": 0.5, "fatigue_loss": 0.3})
    steps = played(world, [planned(calm(world), extra_shift=extra) for extra in (0.2, 0.2, 0.0)])
    assert [step.outcome.floor.fatigue[0] for step in steps] == pytest.approx([0.2, 0.3, 0.15])
    expected = [240.0, 240.0 * (1 - 0.3 * 0.2), 200.0 * (1 - 0.3 * 0.3)]
    assert [step.outcome.floor.capacity[0] for step in steps] == pytest.approx(expected)


def test_work_past_capacity_tires_people_too() -> None:
    world = hall(floor={"capacity": 80.0, "fatigue_gain": 1.0})
    assert floor(world).fatigue[0] == pytest.approx(0.25 * 0.25)
    assert floor(changed(world, floor={"capacity": 10.0})).fatigue[0] == pytest.approx(0.25)  # never more than that


def test_at_most_half_of_the_hours_are_lost_to_tiredness() -> None:
    world = hall(floor={"capacity": 200.0, "fatigue_loss": 1.0})
    state = replace(opening(world, 1), fatigue=np.array([9.0]))
    assert floor(world, state).capacity[0] == pytest.approx(100.0)


def test_added_capacity_is_there_after_its_lead_time_and_stays() -> None:
    world = hall(floor={"capacity": 200.0, "expansion_lead": 2})
    steps = played(world, [planned(calm(world), capacity=50.0), *[calm(world)] * 3])
    assert [step.outcome.floor.crew[0] for step in steps] == [200.0, 200.0, 250.0, 250.0]


def test_a_cut_of_capacity_by_an_event_cuts_the_crews_hours() -> None:
    assert floor(hall(floor={"capacity": 200.0}, tracks={"capacity": 0.8})).capacity[0] == pytest.approx(160.0)


# Sites


def sites(**parts: Any) -> World:
    world = hall(floor={"capacity": 200.0})
    return changed(
        world,
        last_mile={
            "site_names": ("Here", "There"), "site_fixed": floats(0.0, 0.0), "site_days": floats([0.0], [0.0]),
            "site_cost": floats([1.0], [1.0]), "site_capacity": floats(1.0, 1.2), "move_loss": 0.4,
        },
    )  # fmt: skip


def test_a_move_costs_hours_in_its_month_only() -> None:
    world = sites()
    steps = played(world, [planned(calm(world), site=1)] * 2)
    assert [step.outcome.floor.capacity[0] for step in steps] == pytest.approx([200 * 1.2 * 0.6, 240.0])
    assert [bool(step.outcome.floor.moving[0]) for step in steps] == [True, False]


def test_a_move_that_both_prepared_hurts_half_as_much() -> None:
    assert floor(sites(), site=1, initiatives=initiatives(SITE)).capacity[0] == pytest.approx(200 * 1.2 * 0.8)


# Queues and cuts


def test_what_the_floor_cannot_ship_is_cut_from_everyone_alike() -> None:
    world = hall(1, 2, products={"base": [[300.0, 100.0]]}, floor={"capacity": 200.0})
    np.testing.assert_allclose(floor(world).shipped[0, 0], [150.0, 50.0])
    np.testing.assert_allclose(floor(world).waiting[0, 0], [150.0, 50.0])


def test_of_the_units_past_capacity_a_share_waits_and_the_others_cancel() -> None:
    world = hall(floor={"capacity": 60.0, "wait_share": 0.75})
    unmet = month(world, calm(world)).outcome.unmet
    assert (unmet.backlog[0, 0, 0], unmet.lost[0, 0, 0]) == pytest.approx((30.0, 10.0))


def test_with_shared_measures_the_best_earning_hour_is_worked_first() -> None:
    # By hand: 200 hours are asked and 150 there. Item 1 earns 16 an hour and item 0 earns 6.
    world = hall(2, products={"list_price": [10.0, 20.0]}, floor={"capacity": 150.0})
    np.testing.assert_allclose(floor(world).shipped[0, :, 0], [75.0, 75.0])
    np.testing.assert_allclose(floor(world, initiatives=initiatives(KPI)).shipped[0, :, 0], [50.0, 100.0])


def test_only_a_company_that_shares_measures_works_the_best_hour_first() -> None:
    world = hall(2, products={"list_price": [10.0, 20.0]}, floor={"capacity": 150.0})
    signed = np.array([initiatives(), initiatives(KPI)])
    shipped = month(world, planned(calm(world, 2), initiatives=signed)).outcome.floor.shipped[:, :, 0]
    np.testing.assert_allclose(shipped, [[75.0, 75.0], [50.0, 100.0]])


def test_what_an_hour_earns_counts_the_markets_margin_and_its_handling() -> None:
    # Per hour: trade keeps half of 10, less 4, is 1; the web 6 over 3 hours is 2; the store 6 over 1 hour is 6.
    markets = {"channel": [TRADE, WEB, STORE], "margin": [0.5, 1.0, 1.0], "handling": [1.0, 3.0, 1.0]}
    world = hall(1, 3, markets=markets, floor={"capacity": 250.0})
    np.testing.assert_allclose(floor(world, initiatives=initiatives(KPI)).shipped[0, 0], [0.0, 50.0, 100.0])


def test_shared_measures_level_the_work_that_comes_in() -> None:
    # In a long month, at 80 % and variability 1, four times the work on an order; seven tenths of that when level.
    world = hall(floor={"capacity": 125.0, "variability": 1.0, "days": 1e-5})
    assert floor(world).queue[0] == pytest.approx(4e-5, rel=1e-3)
    assert floor(world, initiatives=initiatives(KPI)).queue[0] == pytest.approx(2.8e-5, rel=1e-3)


def test_a_floor_with_hours_to_spare_says_how_many() -> None:
    assert floor(hall(floor={"capacity": 130.0})).slack[0] == pytest.approx(30.0)
    assert floor(hall(floor={"capacity": 90.0})).slack[0] == 0.0
