"""What both sign: launches and their luck, entries, promotions fixed ahead, new volume let in by steps."""

import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from game.rules.state import State, opening
from game.rules.world import SCALE, SOP, World
from tests.rules.playing import calm, initiatives, lucky, month, planned, played
from tests.rules.worlds import changed, neutral

BOTH = [True, False]


def launching(**launch: list[float]) -> World:
    return changed(neutral(2), products={"on_sale": BOTH, "stock": 1e6, **launch})


def appeal(world: World, state: State | None = None, n: int = 20_000, **levers: bool) -> np.ndarray:
    """How well the new item turns out in as many seasons."""
    plans = planned(calm(world, n), launch=[False, True], **levers)
    return month(world, plans, state).outcome.sale.success[:, 1]


def opened(world: World, n: int = 20_000, **fields: float) -> State:
    state = opening(world, n)
    return replace(state, **{name: np.full_like(getattr(state, name), value) for name, value in fields.items()})


# Launches


def test_a_launch_is_for_good() -> None:
    world = launching()
    steps = played(world, [planned(calm(world), launch=[False, True]), calm(world)])
    assert steps[1].outcome.sale.active[0].all()
    assert not steps[1].outcome.sale.launched_now.any()
    assert steps[1].state.product_age[0].tolist() == [99, 2]


def test_a_certain_launch_sells_as_forecast_less_what_forecasts_promise_too_much() -> None:
    assert (appeal(launching(), n=50) == 1.0).all()
    assert appeal(launching(launch_bias=[0.0, 0.15]), n=50) == pytest.approx(0.85)


def test_a_launchs_appeal_spreads_around_its_mean() -> None:
    told = appeal(launching(launch_sigma=[0.0, 0.4]))
    assert told.mean() == pytest.approx(1.0, abs=0.015)
    assert np.log(told).std() == pytest.approx(0.4, rel=0.03)


def test_a_failed_launch_sells_two_fifths() -> None:
    told = appeal(launching(launch_failure=[0.0, 0.3]))
    assert set(told.round(9)) == {0.4, 1.0}
    assert (told < 1.0).mean() == pytest.approx(0.3, abs=0.015)


def test_a_launch_after_poor_service_fails_more_often() -> None:
    world = launching(launch_failure=[0.0, 0.3])
    assert (appeal(world, opened(world, otif=0.89)) < 1.0).mean() == pytest.approx(0.45, abs=0.015)
    assert (appeal(world, opened(world, otif=0.90)) < 1.0).mean() == pytest.approx(0.30, abs=0.015)


def test_research_before_a_launch_makes_it_fail_less_often_and_surprise_less() -> None:
    world = launching(launch_failure=[0.0, 0.3], launch_sigma=[0.0, 0.4])
    safe = launching(launch_sigma=[0.0, 0.4])
    researched = appeal(launching(launch_failure=[0.0, 0.3]), opened(world, insight=1.0))
    assert (researched < 1.0).mean() == pytest.approx(0.2, abs=0.015)
    assert np.log(appeal(safe, opened(safe, insight=1.0))).std() == pytest.approx(0.4 * 0.7, rel=0.03)


@pytest.mark.parametrize(
    ("fields", "chance"),
    [({}, 0.3), ({"otif": 0.5}, 0.45), ({"insight": 0.5}, 0.25), ({"insight": 3.0, "otif": 0.5}, 0.35)],
)
def test_just_those_launches_fail_whose_draw_lies_below_their_chance(fields: dict[str, Any], chance: float) -> None:
    # Poor service adds 15 points and an insight of 1 takes 10 away; the draw is a number from 0 to 1.
    world = launching(launch_failure=[0.0, 0.3])
    failed = appeal(world, opened(world, **fields)) < 1.0
    assert (failed == (lucky(world, 20_000).failure[:, 1] < chance)).all()


def test_research_in_the_month_of_the_launch_comes_too_late() -> None:
    world = changed(launching(launch_failure=[0.0, 0.3]), media={"research_insight": 1.0})
    assert (appeal(world, research=True) < 1.0).mean() == pytest.approx(0.3, abs=0.015)


def test_an_items_appeal_stays_what_it_was_at_the_launch() -> None:
    world = launching(launch_sigma=[0.0, 0.4])
    steps = played(world, [planned(calm(world, 9), launch=[False, True]), *[calm(world, 9)] * 2])
    for step in steps[1:]:
        np.testing.assert_array_equal(step.outcome.sale.success, steps[0].outcome.sale.success)


def test_an_item_from_before_the_season_has_no_surprise_left() -> None:
    world = changed(neutral(), products={"launch_sigma": 0.4, "launch_failure": 0.9})
    assert (month(world, planned(calm(world, 50), launch=True)).outcome.sale.success == 1.0).all()


# Markets and the range


def test_an_entry_is_for_good() -> None:
    world = changed(neutral(1, 2), markets={"open": BOTH})
    steps = played(world, [planned(calm(world), enter=[False, True]), calm(world)])
    assert steps[1].outcome.sale.entered[0].all()
    assert not steps[1].outcome.sale.entered_now.any()


def test_an_item_out_of_the_range_is_not_promoted() -> None:
    world = neutral(2)
    sale = month(world, planned(calm(world), promotion=2, listed=[True, False])).outcome.sale
    assert sale.promotion[0].tolist() == [2, 0]


# Joint S&OP


def test_under_a_joint_plan_a_promotion_runs_the_month_after_it_is_planned() -> None:
    world = neutral()
    sign = planned(calm(world), initiatives=initiatives(SOP))
    deal = planned(calm(world), promotion=2)
    steps = played(world, [sign, deal, calm(world), calm(world)])
    assert [int(step.outcome.sale.promotion[0, 0]) for step in steps] == [0, 0, 2, 0]


def test_the_month_in_which_the_plan_is_signed_still_runs_its_own_promotion() -> None:
    world = neutral()
    steps = played(world, [planned(calm(world), promotion=1, initiatives=initiatives(SOP)), calm(world), calm(world)])
    assert [int(step.outcome.sale.promotion[0, 0]) for step in steps] == [1, 1, 0]


# The scale check


def growing(capacity: float) -> World:
    """100 units of an hour today, 100 more from a new item; so many hours."""
    return changed(launching(), products={"handling": 1.0}, floor={"capacity": capacity})


@pytest.mark.parametrize(("capacity", "share"), [(400.0, 1.0), (160.0, 0.52), (110.0, 0.35)])
def test_a_scale_check_lets_new_volume_in_as_far_as_the_floor_has_room(capacity: float, share: float) -> None:
    # By hand: spare is 0.95 x capacity - 100 of the 100 hours asked; never less than 0.35.
    world = growing(capacity)
    plans = planned(calm(world), launch=[False, True], initiatives=initiatives(SCALE))
    outcome = month(world, plans).outcome
    assert outcome.sale.staged[0] == pytest.approx(share)
    assert outcome.demand.units[0, :, 0] == pytest.approx([100.0, 100.0 * share])


def test_without_a_scale_check_all_new_volume_comes_at_once() -> None:
    world = growing(110.0)
    outcome = month(world, planned(calm(world), launch=[False, True])).outcome
    assert outcome.demand.units[0, 1, 0] == pytest.approx(100.0)


def test_a_scale_check_stages_a_new_market_and_leaves_the_old_one() -> None:
    world = changed(neutral(1, 2), markets={"open": BOTH}, products={"handling": 1.0, "stock": 1e6})
    world = changed(world, floor={"capacity": 160.0})
    plans = planned(calm(world), enter=[False, True], initiatives=initiatives(SCALE))
    assert month(world, plans).outcome.demand.units[0, 0] == pytest.approx([100.0, 52.0])


def test_a_scale_check_holds_new_volume_back_for_two_months() -> None:
    world = growing(160.0)
    plans = planned(calm(world), launch=[False, True], initiatives=initiatives(SCALE))
    sold = [float(step.outcome.demand.units[0, 1, 0]) for step in played(world, [plans] * 3)]
    assert sold[0] == pytest.approx(52.0)
    assert sold[1] < 100.0
    assert sold[2] == pytest.approx(100.0)


def test_an_initiative_that_was_signed_stays_in_force() -> None:
    world = neutral()
    steps = played(world, [planned(calm(world), initiatives=initiatives(SOP)), calm(world)])
    assert steps[1].outcome.sale.initiatives[0, SOP]
    assert not steps[1].outcome.sale.signed_now.any()
    assert steps[1].state.initiatives[0].sum() == 1


def test_the_budgets_start_as_the_scenario_splits_them() -> None:
    world = changed(neutral(), costs={"marketing_budget": 300.0, "distribution_budget": 100.0})
    assert opening(world, 1).marketing_share[0] == pytest.approx(0.75)
    assert math.isclose(month(world, planned(calm(world), marketing_share=0.6)).state.marketing_share[0], 0.6)
