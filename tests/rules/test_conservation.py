"""Nothing appears and nothing vanishes: units of demand, of stock, on the way in and in the backlog."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

from game.rules.world import SOP, STORE, WEB, World
from tests.rules.playing import calm, month, planned, played, steady
from tests.rules.strategies import Season, season_batches
from tests.rules.worlds import changed, floats, neutral, plain

close: Any = {"rtol": 1e-9, "atol": 1e-6}


@given(season_batches())
@settings(max_examples=40, deadline=None)
def test_every_unit_ordered_is_shipped_waits_is_replaced_or_is_lost(season: Season) -> None:
    for state, _, step in season.months:
        units, floor, unmet = step.outcome.demand.units, step.outcome.floor, step.outcome.unmet
        into = state.backlog + units
        out = floor.shipped + unmet.backlog + unmet.substituted + unmet.elsewhere + unmet.lost
        np.testing.assert_allclose(out, into, **close)
        np.testing.assert_allclose(step.state.backlog, unmet.backlog, rtol=0, atol=0)


@given(season_batches())
@settings(max_examples=40, deadline=None)
def test_every_unit_replaced_is_shipped_as_a_sibling(season: Season) -> None:
    for _, _, step in season.months:
        unmet = step.outcome.unmet
        np.testing.assert_allclose(unmet.as_substitute.sum(axis=(1, 2)), unmet.substituted.sum(axis=(1, 2)), **close)


@given(season_batches())
@settings(max_examples=40, deadline=None)
def test_stock_in_is_stock_out(season: Season) -> None:
    for state, _, step in season.months:
        before = state.stock.sum(axis=2) + step.outcome.inbound.arrived
        gone = step.outcome.money.delivered.sum(axis=2) + step.outcome.money.cleared
        np.testing.assert_allclose(step.state.stock.sum(axis=2) + gone, before, **close)


@given(season_batches())
@settings(max_examples=40, deadline=None)
def test_what_was_ordered_arrives_or_is_on_its_way(season: Season) -> None:
    for state, plans, step in season.months:
        inbound = step.outcome.inbound
        into = state.pipeline.sum(axis=2) + plans.distribution.order
        np.testing.assert_allclose(inbound.arrived + inbound.pipeline.sum(axis=2), into, **close)


@given(season_batches())
@settings(max_examples=40, deadline=None)
def test_freight_is_paid_once_for_every_unit_that_comes_due(season: Season) -> None:
    products = season.world.products
    for state, plans, step in season.months:
        item = np.arange(len(products.keys))
        rate = products.inbound[plans.distribution.inbound, item] * season.world.tracks.inbound_cost[state.round]
        rate = np.where(step.outcome.sale.initiatives[:, [SOP]], 0.85 * rate, rate)
        into = state.freight_due.sum(axis=1) + (plans.distribution.order * rate).sum(axis=1)
        np.testing.assert_allclose(step.outcome.inbound.freight + step.state.freight_due.sum(axis=1), into, **close)


@given(season_batches())
@settings(max_examples=40, deadline=None)
def test_the_floor_never_ships_more_hours_than_it_has(season: Season) -> None:
    world = season.world
    for _, plans, step in season.months:
        outcome = step.outcome
        hours = outcome.money.delivered * world.products.handling[:, None] * world.markets.handling
        least = outcome.floor.complexity * np.where(plans.distribution.processing == 1, world.floor.batch_work, 1.0)
        least = least * world.last_mile.pack_work[plans.distribution.packaging]
        assert (hours.sum(axis=(1, 2)) * least <= outcome.floor.capacity * (1 + 1e-9)).all()


def test_an_order_arrives_after_its_lead_time_and_a_late_part_one_round_after_that() -> None:
    # By hand: lead 1 and 2 rounds, half of what is due comes a round late, always.
    world = changed(plain(6), noise={"inbound": 1.0, "inbound_late": 0.5}, products={"pipeline": 0.0, "stock": 0.0})
    once = planned(calm(world), order=[100.0, 100.0, 0.0])
    never = planned(calm(world), order=0.0)
    steps = played(world, [once, never, never, never, never])
    arrived = np.array([step.outcome.inbound.arrived[0, :2] for step in steps])
    np.testing.assert_allclose(arrived[:, 0], [0, 50, 25, 12.5, 6.25])
    np.testing.assert_allclose(arrived[:, 1], [0, 0, 50, 25, 12.5])
    assert steady(world, never)[0].outcome.inbound.arrived.sum() == 0.0


def test_substitutes_are_picked_only_in_the_hours_the_floor_has_left() -> None:
    # By hand: 100 of item 1 take 100 of the 150 hours; a fifth of the 1000 who miss item 0 would take item 1.
    world = changed(
        neutral(2, 1),
        products={"base": [[1000.0], [100.0]], "stock": [[0.0], [5000.0]], "handling": 1.0},
        floor={"capacity": 150.0},
        customers={"lost": 0.8, "substitute": 0.2},
    )
    outcome = month(world, planned(calm(world), order=0.0)).outcome
    assert outcome.unmet.as_substitute.sum() == pytest.approx(50.0)
    assert outcome.money.delivered.sum() == pytest.approx(150.0)


def test_a_sibling_is_taken_only_from_the_shelf_the_customer_stands_at() -> None:
    # Two pools that are not one: the web's stock cannot stand in for what the stores miss, not even of the same item.
    world = apart(stock=[[0.0, 1000.0], [0.0, 0.0]])
    unmet = month(world, planned(calm(world), order=0.0)).outcome.unmet
    # On the web, half of the 100 who miss item 1 take item 0; in the store nobody finds anything.
    np.testing.assert_allclose(unmet.as_substitute[0], [[0.0, 50.0], [0.0, 0.0]])
    world = apart(stock=[[0.0, 1000.0], [500.0, 0.0]])
    unmet = month(world, planned(calm(world), order=0.0)).outcome.unmet
    np.testing.assert_allclose(unmet.as_substitute[0], [[0.0, 50.0], [50.0, 0.0]])


def apart(stock: list[list[float]]) -> World:
    """Two items, a store and a web market with a pool each, half of what is missing replaced."""
    world = changed(neutral(2, 2), customers={"lost": 0.5, "substitute": 0.5})
    return changed(
        world,
        markets={"channel": [STORE, WEB], "pool": [0, 1], "pool_share": floats(0.5, 0.5)},
        products={"stock": floats(*stock)},
    )
