"""Deals, and the price that customers remember: each by hand, alone in a neutral world of 100 units a month."""

import math

import numpy as np
import pytest

from game.rules.arrays import Floats, Ints
from game.rules.world import World
from tests.rules.playing import calm, felt, month, ordered, orders, planned, played
from tests.rules.worlds import changed, neutral

PLENTY = {"stock": 1e6}


# Deals


def dealing(**media: float | list[float]) -> World:
    """Elasticity -2; a feature takes a tenth off the price and a deep deal a fifth; stock in plenty."""
    products = {"elasticity": -2.0, **PLENTY}
    return changed(neutral(), products=products, media={"depth": [0.0, 0.1, 0.2], **media})


def test_a_deal_sells_by_the_price_that_is_paid() -> None:
    told = [orders(dealing(), promotion=depth)[0, 0] for depth in range(3)]
    assert told == pytest.approx([100.0, 100.0 / 0.81, 100.0 / 0.64])


def test_a_promoted_item_lifts_itself_and_no_other() -> None:
    world = changed(neutral(2), products={"elasticity": -2.0}, media={"depth": [0.0, 0.1, 0.2]})
    np.testing.assert_allclose(orders(world, promotion=[0, 2])[:, 0], [100.0, 100.0 / 0.64])


def test_a_deal_wins_no_more_of_a_shared_shelf_than_its_price_would() -> None:
    world = changed(dealing(), products={"own_share": 0.4})
    assert orders(world, promotion=2)[0, 0] == pytest.approx(orders(world, price=8.0)[0, 0])
    assert orders(world, price=0.01, promotion=2)[0, 0] == pytest.approx(100.0 / 0.4, rel=1e-3)


def test_part_of_a_lift_is_borrowed_from_the_month_after() -> None:
    # By hand: a lift of 1 / 0.64 - 1 = 0.5625, of which a fifth was next month's.
    assert ordered(dealing(pull=0.2), {"promotion": 2}, {}, {}) == pytest.approx([156.25, 88.75, 100.0])


def test_a_second_deal_in_a_row_lifts_and_borrows_like_the_first() -> None:
    # What the first has sold already is missing from the usual 100, not from what the second brings on top.
    told = ordered(dealing(pull=0.2), {"promotion": 2}, {"promotion": 2}, {})
    assert told == pytest.approx([156.25, 156.25 - 11.25, 88.75])


def test_no_promotion_borrows_more_than_three_fifths() -> None:
    # Half the price sells four times as much; all of the three times more would be the next month's.
    world = dealing(pull=1.0, depth=[0.0, 0.1, 0.5])
    assert ordered(world, {"promotion": 2}, {})[1] == pytest.approx(40.0)


# The price customers remember


def remembering(gain: float = 0.5, loss: float = 1.0, **media: float | list[float]) -> World:
    return dealing(remembered_gain=gain, remembered_loss=loss, **{"memory": 0.5, **media})


def test_paying_less_than_one_remembers_attracts_and_paying_more_repels_twice_as_much() -> None:
    # By hand, with elasticity -2: half of it again below the remembered 10, all of it again above.
    assert orders(remembering(), price=8.0)[0, 0] == pytest.approx(100.0 * 0.8**-3)
    assert orders(remembering(), price=12.5)[0, 0] == pytest.approx(100.0 * 1.25**-4)


@pytest.mark.parametrize("step", [0.01, 0.1, 0.3])
def test_a_loss_looms_larger_than_a_gain_of_the_same_size(step: float) -> None:
    world = remembering(0.7, 1.2)
    usual = [math.log(orders(dealing(), price=10.0 * math.exp(by))[0, 0] / 100.0) for by in (step, -step)]
    felt_ = [math.log(orders(world, price=10.0 * math.exp(by))[0, 0] / 100.0) for by in (step, -step)]
    loss, gain = usual[0] - felt_[0], felt_[1] - usual[1]
    assert loss == pytest.approx(1.2 * 2.0 * step)
    assert gain == pytest.approx(0.7 * 2.0 * step)


def test_a_deal_attracts_like_the_price_it_is_paid_at() -> None:
    world = remembering()
    assert orders(world, promotion=2)[0, 0] == pytest.approx(orders(world, price=8.0)[0, 0])
    assert orders(world, price=12.5, promotion=2)[0, 0] == pytest.approx(100.0)
    assert orders(world, price=11.0, promotion=2)[0, 0] == pytest.approx(100.0 * 0.88**-3)


def test_a_price_cut_is_remembered_and_going_back_to_list_price_is_a_loss() -> None:
    # 8 against 10; then 9 are remembered, and 9.5, by halves, and 10 are asked.
    told = ordered(remembering(), {"price": 8.0}, {}, {})
    assert told == pytest.approx([100.0 * 0.8**-3, 100.0 * (10.0 / 9.0) ** -2, 100.0 * (10.0 / 9.5) ** -2])


def test_a_rise_that_lasts_stops_hurting_beyond_its_elasticity() -> None:
    told = ordered(remembering(), *[{"price": 12.5}] * 8)
    remembered = [12.5 - 2.5 * 0.5**month_ for month_ in range(8)]
    assert told == pytest.approx([100.0 * 1.25**-2 * (12.5 / paid) ** -2 for paid in remembered])
    assert told == sorted(told)
    assert told[-1] == pytest.approx(100.0 * 1.25**-2, rel=0.005)


MARKED_UP = {"price": 10.0 / 0.92, "promotion": 1}
"""A price marked up just so far that a feature of 8 % off it is paid at list price."""


@pytest.mark.parametrize("pull", [0.0, 0.15])
@pytest.mark.parametrize(("gain", "loss"), [(0.0, 0.0), (0.7, 1.2), (0.7, 0.7), (2.0, 3.0)])
def test_marking_up_in_order_to_feature_sells_no_more_than_the_plain_price(
    gain: float, loss: float, pull: float
) -> None:
    world = remembering(gain, loss, depth=[0.0, 0.08, 0.2], memory=0.7, pull=pull)
    season = {"always": [MARKED_UP] * 8, "every other month": [MARKED_UP, {}] * 4}
    for name, levers in season.items():
        told = ordered(world, *levers)
        assert told[0] == pytest.approx(100.0), name
        assert max(told) <= 100.0 + 1e-9, name
        if pull:
            assert sum(told) < 790.0, name  # the deal has sold a part of the next month


MEDIA = {
    "remembered_gain": 0.7, "remembered_loss": 1.2, "memory": 0.7, "pull": 0.15, "depth": [0.0, 0.08, 0.2],
}  # fmt: skip
"""What scenarios use."""


@pytest.mark.parametrize("elasticity", [-1.5, -2.0, -3.0])
def test_a_dear_price_with_a_deal_every_other_month_sells_no_more_than_the_mean_price_paid(elasticity: float) -> None:
    # Marked up all the time, featured every other month: the same money a unit as a price without any deal.
    world = changed(neutral(rounds=24), products={"elasticity": elasticity, "stock": 1e9}, media=MEDIA)
    told = np.array(ordered(world, *[{"price": 10.0 / 0.92, "promotion": at % 2} for at in range(24)]))
    paid = 10.0 / 0.92 * np.array([1.0, 0.92] * 12)
    mean = float((told * paid).sum() / told.sum())
    plain_ = ordered(world, *[{"price": mean}] * 24)
    assert told.sum() < sum(plain_)


def test_constant_deals_end_up_selling_what_their_price_sells_and_less_without_them() -> None:
    world = changed(neutral(rounds=24), products={"elasticity": -2.0, "stock": 1e9}, media=MEDIA)
    told = ordered(world, *[{"promotion": 2}] * 20, *[{}] * 4)
    lasting = 100.0 * 0.8**-2
    assert told[0] == pytest.approx(100.0 * 0.8 ** -(2 * 1.7))  # the first one is a gain as well
    assert told[0] > told[2] > told[5] > told[10]
    assert told[19] < lasting
    # Nothing is missing from the elasticity's sales but what each deal borrows of the next: a part of its lift over
    # list price, which is a loss to those who remember 8.
    undealt, borrowed = 100.0 * 1.25 ** -(2 * 1.2), 0.15 * (1.25 ** (2 * 2.2) - 1.0)
    assert told[19] == pytest.approx(lasting - undealt * borrowed, rel=0.01)
    # Without a deal: list price against the 8 that customers remember, and the same dip.
    assert told[20] == pytest.approx(undealt * (1.0 - borrowed), rel=0.01)
    assert told[20] < told[21] < told[22] < told[23] < 100.0


def test_where_nobody_minds_the_price_remembered_moves_nothing() -> None:
    world = dealing(memory=0.5)
    for levers in ({"price": 8.0}, {"price": 12.5}, {"price": 12.5, "promotion": 2}):
        usual, dear = (month(world, planned(calm(world), **levers), felt(world, remembered=at)) for at in (10.0, 99.0))
        assert usual.outcome.demand.units.tobytes() == dear.outcome.demand.units.tobytes()
        assert usual.outcome.demand.remembered[0, 0] == 0.0


# Whether it pays


def steady_seller(elasticity: float, months: int) -> World:
    """A lone seller in eight months that are all alike, whose best plain price is list price, 10."""
    best = {"elasticity": elasticity, "unit_cost": 10.0 * (1.0 + 1.0 / elasticity), "stock": 1e9}
    return changed(neutral(), products=best, media={**MEDIA, "bounds": [0.2, 3.0], "quiet_months": months})


def season_worth(world: World, prices: Floats, deals: Ints) -> Floats:
    """Joint value of seasons of these prices and promotions, month by month, `(n, R)` each: `(n,)`."""
    plans = planned(calm(world, len(prices)), order=0.0, performance=0.0)
    season = [
        planned(plans, price=price[:, None], promotion=deal[:, None])
        for price, deal in zip(prices.T, deals.T, strict=True)
    ]
    worth: Floats = np.sum([step.outcome.money.joint for step in played(world, season)], axis=0)
    return worth


@pytest.mark.parametrize("elasticity", [-1.8, -2.2, -2.6])
def test_where_every_month_is_alike_no_pattern_of_deals_beats_a_plain_price(elasticity: float) -> None:
    world, rounds = steady_seller(elasticity, 2), 8
    plain_ = 10.0 * np.linspace(0.8, 1.2, 41)[:, None] * np.ones(rounds)
    best = season_worth(world, plain_, np.zeros(plain_.shape, dtype=np.int64)).max()
    prices, deals = [], []
    for every in (1, 2, 3, 4, 8):
        for first in range(every):
            on = np.arange(rounds) % every == first
            for asked in (0.9, 0.95, 1.0, 1.05, 1.0 / 0.92, 1.0 / 0.8):  # dealt at this price, the others at list
                for kind in (1, 2):
                    prices += [np.where(on, 10.0 * asked, 10.0), np.full(rounds, 10.0 * asked)]
                    deals += [np.where(on, kind, 0)] * 2
    assert season_worth(world, np.array(prices), np.array(deals)).max() < best


@pytest.mark.parametrize("elasticity", [-1.8, -2.2, -2.6])
def test_a_price_cut_at_the_end_gains_next_to_nothing_once_the_months_after_count(elasticity: float) -> None:
    ends = 10.0 * np.linspace(0.7, 1.2, 51)
    prices = np.full((51, 8), 10.0)
    prices[:, -1] = ends
    assert ends[30] == pytest.approx(10.0)
    gained = []
    for months in (0, 2, 3):
        worth = season_worth(steady_seller(elasticity, months), prices, np.zeros(prices.shape, dtype=np.int64))
        gained.append(float((worth.max() - worth[30]) / (worth[30] / (8 + months))))  # [30] is list price to the end
    # In months' value. A cut is remembered for long: two months charge nearly all of it, three all.
    assert gained[0] > 0.25
    assert gained[1] < 0.07
    assert gained[2] == pytest.approx(0.0, abs=1e-9)
