"""Stock: what arrives, what it serves, and what becomes of the rest; each by hand in a neutral world."""

from dataclasses import replace

import numpy as np
import pytest

from game.rules.arrays import Bools
from game.rules.month import Outcome
from game.rules.state import opening
from game.rules.world import DATA, OMNI, SOP, STORE, WEB, World
from tests.rules.playing import calm, initiatives, month, planned, played
from tests.rules.worlds import changed, floats, neutral

NONE = {"order": 0.0}


def outcome(world: World, **levers: Bools | float | list[int]) -> Outcome:
    return month(world, planned(calm(world), **levers)).outcome


# On the way in


def test_expedited_stock_comes_sooner_and_dearer() -> None:
    world = changed(neutral(), products={"lead": [[2], [0]], "inbound": [[0.5], [2.0]]})
    slow = [step.outcome for step in played(world, [planned(calm(world), order=80.0)] + [calm(world)] * 2)]
    assert [step.inbound.arrived[0, 0] for step in slow] == [0.0, 0.0, 80.0]
    assert slow[0].inbound.freight[0] == 0.0
    assert slow[2].inbound.freight[0] == pytest.approx(40.0)
    quick = outcome(world, order=80.0, inbound=1)
    assert quick.inbound.arrived[0, 0] == 80.0
    assert quick.inbound.freight[0] == pytest.approx(160.0)


def test_a_plan_fixed_a_month_ahead_travels_for_fifteen_per_cent_less() -> None:
    world = changed(neutral(), products={"inbound": [[0.5], [2.0]]})
    assert outcome(world, order=80.0, initiatives=initiatives(SOP)).inbound.freight[0] == pytest.approx(34.0)


def test_a_supplier_who_knows_the_plan_is_late_half_as_often() -> None:
    world = changed(neutral(), noise={"inbound": 0.4, "inbound_late": 1.0})

    def late(**levers: Bools) -> float:
        arrived = month(world, planned(calm(world, 20_000), **levers)).outcome.inbound.arrived
        return float((arrived == 0.0).mean())

    assert late() == pytest.approx(0.4, abs=0.015)
    assert late(initiatives=initiatives(SOP)) == pytest.approx(0.2, abs=0.015)


def test_a_blockade_holds_back_its_share_for_a_month() -> None:
    world = neutral()
    arrivals = np.ones((8, 1))
    arrivals[0] = 0.25
    world = changed(world, tracks={"arrivals": arrivals})
    steps = played(world, [planned(calm(world), order=80.0), planned(calm(world), **NONE)])
    assert [step.outcome.inbound.arrived[0, 0] for step in steps] == [20.0, 60.0]
    assert steps[0].outcome.inbound.late[0, 0] == 60.0


def test_what_arrives_is_split_over_the_pools_by_their_shares() -> None:
    world = changed(neutral(1, 2), markets={"pool": [0, 1], "pool_share": floats(0.7, 0.3)})
    world = changed(world, products={"stock": floats([0.0, 0.0])})
    np.testing.assert_allclose(outcome(world, order=50.0).inbound.available[0, 0], [35.0, 15.0])


# Served


def test_too_little_stock_is_shared_in_proportion_to_what_is_wanted() -> None:
    world = changed(neutral(1, 2), products={"base": [[300.0, 100.0]], "stock": 100.0})
    np.testing.assert_allclose(outcome(world, **NONE).filled.fillable[0, 0], [75.0, 25.0])


def test_units_that_cannot_be_served_wait_give_way_go_elsewhere_or_are_lost_by_their_shares() -> None:
    world = changed(neutral(), products={"stock": 20.0}, customers={"lost": 0.4, "backlog": 0.3, "elsewhere": 0.3})
    unmet = outcome(world, **NONE).unmet
    shares = [getattr(unmet, name)[0, 0, 0] for name in ("backlog", "substituted", "elsewhere", "lost")]
    assert shares == pytest.approx([24.0, 0.0, 24.0, 32.0])


def test_what_waits_is_wanted_again_next_month_beside_new_orders() -> None:
    world = changed(neutral(), products={"stock": 20.0}, customers={"lost": 0.5, "backlog": 0.5})
    steps = played(world, [planned(calm(world), **NONE), planned(calm(world), order=1000.0)])
    assert steps[1].outcome.filled.wanted[0, 0, 0] == pytest.approx(140.0)
    assert steps[1].outcome.floor.shipped[0, 0, 0] == pytest.approx(140.0)


def test_a_customer_takes_a_sibling_that_is_there() -> None:
    # By hand: 60 miss item 0 and half would take item 1, of which 50 are left after its own 100.
    world = changed(neutral(2), products={"stock": [[40.0], [150.0]]}, customers={"lost": 0.5, "substitute": 0.5})
    unmet = outcome(world, **NONE).unmet
    assert unmet.as_substitute[0, 1, 0] == pytest.approx(30.0)
    assert unmet.substituted[0, 0, 0] == pytest.approx(30.0)
    assert unmet.lost[0, 0, 0] == pytest.approx(30.0)


def test_who_finds_no_sibling_is_lost() -> None:
    world = changed(neutral(2), products={"stock": [[40.0], [110.0]]}, customers={"lost": 0.5, "substitute": 0.5})
    unmet = outcome(world, **NONE).unmet
    assert unmet.as_substitute[0, 1, 0] == pytest.approx(10.0)
    assert unmet.lost[0, 0, 0] == pytest.approx(30.0 + 20.0)


def test_a_sibling_at_twice_the_price_takes_the_place_of_every_second_unit() -> None:
    # 60 miss item 0 and half would take item 1; at 20 for 10 only half of those 30 can pay for it.
    world = changed(
        neutral(2),
        products={"stock": [[40.0], [150.0]], "list_price": [10.0, 20.0]},
        customers={"lost": 0.5, "substitute": 0.5},
    )
    unmet = outcome(world, **NONE).unmet
    assert unmet.as_substitute[0, 1, 0] == pytest.approx(15.0)
    assert unmet.lost[0, 0, 0] == pytest.approx(30.0 + 15.0)


def test_a_deal_on_the_sibling_makes_it_one_that_can_be_paid_for() -> None:
    world = changed(
        neutral(2),
        products={"stock": [[40.0], [150.0]], "list_price": [10.0, 20.0]},
        customers={"lost": 0.5, "substitute": 0.5},
        media={"depth": [0.0, 0.1, 0.5]},
    )
    assert outcome(world, **NONE, promotion=[0, 2]).unmet.as_substitute[0, 1, 0] == pytest.approx(30.0)


def test_a_cheaper_sibling_takes_no_more_than_one_place_each() -> None:
    world = changed(
        neutral(2),
        products={"stock": [[40.0], [150.0]], "list_price": [10.0, 5.0]},
        customers={"lost": 0.5, "substitute": 0.5},
    )
    assert outcome(world, **NONE).unmet.as_substitute[0, 1, 0] == pytest.approx(30.0)


def test_shared_data_offers_half_of_the_lost_a_sibling_that_is_in_stock() -> None:
    # By hand: 60 miss item 0; of the 60 that would be lost half are steered, and item 1 has 50 left.
    world = changed(neutral(2), products={"stock": [[40.0], [150.0]]})
    assert outcome(world, **NONE).unmet.lost[0, 0, 0] == pytest.approx(60.0)
    shared = outcome(world, **NONE, initiatives=initiatives(DATA)).unmet
    assert shared.lost[0, 0, 0] == pytest.approx(30.0)
    assert shared.as_substitute[0, 1, 0] == pytest.approx(30.0)


# Pools


def pools(stock: list[float]) -> World:
    world = changed(neutral(1, 2), markets={"channel": [STORE, WEB], "pool": [0, 1], "pool_share": floats(0.5, 0.5)})
    return changed(world, products={"stock": floats(stock)})


def test_two_pools_do_not_help_each_other() -> None:
    np.testing.assert_allclose(outcome(pools([150.0, 30.0]), **NONE).floor.shipped[0, 0], [100.0, 30.0])


def test_omnichannel_makes_the_pools_one() -> None:
    # 106 ordered in the store, 96 on the web, 180 there: everyone alike.
    shipped = outcome(pools([150.0, 30.0]), **NONE, initiatives=initiatives(OMNI)).floor.shipped[0, 0]
    np.testing.assert_allclose(shipped, [106.0 * 180 / 202, 96.0 * 180 / 202])


def test_omnichannel_takes_from_the_other_pool_what_its_own_lacks() -> None:
    world = pools([200.0, 30.0])
    step = month(world, planned(calm(world), **NONE, initiatives=initiatives(OMNI)))
    np.testing.assert_allclose(step.state.stock[0, 0], [200.0 - 106.0 - (96.0 - 30.0), 0.0], atol=1e-9)


def two_items(stock: list[list[float]]) -> World:
    """Two items in a store and on the web, a pool each; half of those who miss one would take the other."""
    world = changed(neutral(2, 2), markets={"channel": [STORE, WEB], "pool": [0, 1], "pool_share": floats(0.5, 0.5)})
    return changed(world, products={"stock": floats(*stock)}, customers={"lost": 0.5, "substitute": 0.5})


def test_omnichannel_offers_a_sibling_from_the_other_pool() -> None:
    # Item 1 lies in the web's pool only, 1000 of it; all who miss item 0 could have it once the pools are one.
    world = two_items([[0.0, 0.0], [0.0, 1000.0]])
    apart = outcome(world, **NONE).unmet.as_substitute[0, 1]
    np.testing.assert_allclose(apart, [0.0, 50.0])
    shared = outcome(world, **NONE, initiatives=initiatives(OMNI)).unmet.as_substitute[0, 1]
    np.testing.assert_allclose(shared, [0.5 * 106.0, 0.5 * 96.0])


def test_with_two_pools_each_shelf_gives_only_what_it_has_left() -> None:
    # In the store 120 of item 1 are there for its own 100; on the web 130: half of 100 would take 20 and 30.
    world = two_items([[0.0, 0.0], [120.0, 130.0]])
    np.testing.assert_allclose(outcome(world, **NONE).unmet.as_substitute[0, 1], [20.0, 30.0])


# Out of the range


def test_a_delisted_items_stock_is_cleared_by_half_each_month() -> None:
    world = changed(neutral(), products={"stock": 80.0})
    off = planned(calm(world), listed=False, **NONE)
    steps = played(world, [off, off])
    assert [step.outcome.money.cleared[0, 0] for step in steps] == [40.0, 20.0]
    assert steps[1].state.stock[0, 0, 0] == 20.0


def test_only_the_delisted_items_stock_is_cleared() -> None:
    # 300 of each in two pools; 100 of item 0 are sold, item 1 leaves the range and half of it goes.
    world = changed(neutral(2, 2), markets={"channel": [STORE, WEB], "pool": [0, 1], "pool_share": floats(0.5, 0.5)})
    world = changed(world, products={"stock": floats([200.0, 100.0], [200.0, 100.0]), "base": [[60.0, 40.0]] * 2})
    step = month(world, planned(calm(world), listed=[True, False], **NONE))
    np.testing.assert_allclose(step.outcome.money.cleared[0], [0.0, 150.0])
    np.testing.assert_allclose(step.state.stock[0], [[140.0, 60.0], [100.0, 50.0]])


def test_who_waits_for_a_delisted_item_is_lost() -> None:
    world = changed(neutral(), products={"stock": 0.0}, customers={"lost": 0.0, "backlog": 1.0})
    steps = played(world, [planned(calm(world), **NONE), planned(calm(world), listed=False, **NONE)])
    assert steps[1].outcome.filled.dropped[0, 0, 0] == pytest.approx(100.0)
    assert steps[1].outcome.unmet.lost[0, 0, 0] == pytest.approx(100.0)
    assert steps[1].state.backlog.sum() == 0.0


def test_a_brought_back_item_sells_from_the_stock_that_is_left() -> None:
    world = changed(neutral(), products={"stock": 80.0})
    steps = played(world, [planned(calm(world), listed=False, **NONE), planned(calm(world), **NONE)])
    assert steps[1].outcome.floor.shipped[0, 0, 0] == pytest.approx(40.0)
    assert steps[1].outcome.sale.relisted[0, 0]


def test_the_opening_pipeline_brings_its_units_each_month_of_the_lead_time() -> None:
    world = changed(neutral(), products={"lead": [[2], [0]], "pipeline": 70.0, "inbound": [[0.5], [1.0]]})
    state = opening(world, 1)
    np.testing.assert_allclose(state.pipeline[0, 0], [70.0, 70.0, 0.0, 0.0])
    np.testing.assert_allclose(state.freight_due[0], [35.0, 35.0, 0.0, 0.0])
    world = changed(world, products={"stock": 25.0})
    assert month(world, planned(calm(world), **NONE), replace(opening(world, 1))).outcome.floor.shipped[
        0, 0, 0
    ] == pytest.approx(95.0)
