"""The months after the season: by hand in a neutral world, and against a longer season played by hand."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.rules.draws import draw, seeds_from
from game.rules.month import Step, happen, resolve
from game.rules.prepared import prepared
from game.rules.state import Plans, State, opening
from game.rules.world import World
from tests.rules.playing import arrays, calm, locked, planned, played, random_season, seasons
from tests.rules.strategies import Season, season_batches
from tests.rules.worlds import changed, neutral, plain, quiet_tracks


def ending(p: int = 1, rounds: int = 2, months: int = 2, **parts: Any) -> World:
    """A neutral world with quiet months after its season."""
    return changed(changed(neutral(p, rounds=rounds), **parts), media={"quiet_months": months})


def last(world: World, *season: dict[str, Any]) -> Step:
    """The last month of a season of these levers, without advertising unless they say so."""
    assert len(season) == world.rounds
    return played(world, [planned(calm(world), **{"performance": 0.0, **levers}) for levers in season])[-1]


def later(world: World, *season: dict[str, Any]) -> float:
    """What the months after bring, in currency units."""
    return float(last(world, *season).outcome.money.later[0]) / 100.0


# By hand


def test_two_quiet_months_sell_the_usual() -> None:
    # 100 units at 10 that cost 4, twice; the study of the last month is not gone on with.
    assert later(ending(media={"research_cost": 50.0}), {}, {"research": True}) == 1200.0


@pytest.mark.parametrize(("asked", "after"), [(12.0, 12.0), (8.0, 10.0)])
def test_the_last_months_price_goes_on_and_a_cut_ends_with_the_season(asked: float, after: float) -> None:
    assert later(ending(), {}, {"price": asked}) == 2 * 100.0 * (after - 4.0)


def test_a_price_that_was_raised_before_the_last_month_does_not_fall_back() -> None:
    # By halves 10 and 14 are remembered as 12: a last month at 11 is a cut, at 14 it is none.
    for asked, after in ((11.0, 12.0), (14.0, 14.0)):
        world = ending(media={"memory": 0.5})
        assert later(world, {"price": 14.0}, {"price": asked}) == 2 * 100.0 * (after - 4.0)


def test_a_rise_that_goes_on_is_no_deal_to_those_who_pay_it() -> None:
    # Elasticity -2, half of it again below the price remembered: 12 after 12 is neither gain nor loss but on what is
    # still remembered; a price below what is remembered does not attract after the season.
    world = ending(products={"elasticity": -2.0}, media={"remembered_gain": 0.5, "memory": 0.5})
    dear = later(world, {"price": 14.0}, {"price": 8.0})
    assert dear == pytest.approx(2 * 100.0 * (12.0 / 10.0) ** -2 * (12.0 - 4.0), rel=1e-4)


def test_what_goes_on_costs_what_it_costs_every_month() -> None:
    # Advertising of 80, a temp of 30 and overhead of 7.
    world = ending(floor={"temp_wage": 30.0}, costs={"overhead": 7.0})
    assert later(world, {}, {"brand": 80.0, "temps": 1}) == 1200.0 - 2 * (80.0 + 30.0 + 7.0)


@pytest.mark.parametrize(("months", "worth"), [(0, 0.0), (1, 600.0), (3, 1800.0)])
def test_as_many_months_count_as_the_world_says(months: int, worth: float) -> None:
    assert later(ending(months=months), {}, {}) == worth


def test_stock_follows_what_was_sold_up_to_a_fifth_more() -> None:
    # Nothing is left of the season. 120 are ordered and 100 sold; the 20 that stay lose a tenth of 4.
    assert later(ending(products={"worth": [[0.9], [0.4]]}), {}, {}) == 1200.0 - 8.0


def test_stock_is_ordered_for_the_lead_time_too() -> None:
    # 100 are on the way from the last month. Up to 1.2 x 2 x 100 are ordered: 140, of which 40 stay after two months.
    products = {"worth": [[0.9], [0.4]], "lead": [[1], [0]], "pipeline": 100.0, "inbound": [[0.5], [3.0]]}
    freight = 0.5 * (100.0 + 140.0)  # expedite is not gone on with
    assert later(ending(products=products), {}, {"inbound": 0}) == 1200.0 - 16.0 - freight


def test_too_much_stock_is_sold_and_not_ordered_again() -> None:
    # 350 left: a month's cover loses a tenth of its cost, the others six tenths; after two months 150 are left.
    world = ending(products={"worth": [[0.9], [0.4]]})
    lost = {350: 4 * (100 * 0.1 + 250 * 0.6), 150: 4 * (100 * 0.1 + 50 * 0.6)}
    assert later(world, {}, {"order": 450.0}) == pytest.approx(1200.0 + lost[350] - lost[150])


def test_an_item_out_of_the_range_is_not_ordered() -> None:
    # Nothing of it is there to be cleared either, so that it costs nothing.
    assert later(ending(2), {}, {"listed": [True, False], "order": [100.0, 0.0]}) == 1200.0


def test_a_backlog_is_served_first() -> None:
    # 60 wait for the month after: they are ordered on top and sold at list price.
    world = ending(customers={"lost": 0.0, "backlog": 1.0})
    assert later(world, {}, {"order": 40.0}) == 1200.0 + 6.0 * 60.0


def test_usual_demand_is_as_large_as_the_season_has_made_it() -> None:
    assert later(replace(ending(products={"stock": 1e3}), growth=1.2), {}, {}) == pytest.approx(1440.0)


def test_the_season_of_the_year_and_events_are_over() -> None:
    world = ending(tracks={"season": [[1.0], [3.0]], "unit_cost": [1.0, 2.0], "wage": [1.0, 5.0]})
    assert later(world, {}, {"order": 300.0}) == 1200.0


def test_nothing_new_is_signed_after_the_season() -> None:
    world = ending(2, costs={"initiative_setup": 100.0, "initiative_monthly": 7.0}, floor={"expansion_cost": 5.0})
    first = np.zeros(7, dtype=np.bool_)
    first[0] = True
    # Signed in the last month, in force after it; its upkeep of 7 a month goes on, its set-up does not come again.
    assert later(world, {}, {"initiatives": first, "capacity": 10.0}) == 2400.0 - 14.0


# What the end borrowed and what it built


def selling(rounds: int = 2, **media: Any) -> World:
    """Elasticity -2 and a deep deal of a fifth off."""
    return ending(rounds=rounds, products={"elasticity": -2.0}, media={"depth": [0.0, 0.1, 0.2], **media})


def test_a_deal_in_the_last_month_pays_its_dip_there() -> None:
    # It lifts by 0.5625, and a fifth of that is missing from the next month's 100 units, at 6 each.
    world = selling(pull=0.2)
    assert later(world, {}, {}) == 1200.0
    assert later(world, {}, {"promotion": 2, "order": 200.0}) == pytest.approx(1200.0 - 6.0 * 11.25, abs=0.01)


def test_a_deal_in_the_last_month_is_remembered_there() -> None:
    # 9 remembered of 10, then 9.5, by halves; above them elasticity counts twice.
    world = selling(remembered_loss=1.0, memory=0.5)
    sold = 100.0 * (10.0 / 9.0) ** -2 + 100.0 * (10.0 / 9.5) ** -2
    assert later(world, {}, {"promotion": 2, "order": 200.0}) == pytest.approx(6.0 * sold, abs=0.01)


def test_a_deal_just_before_the_end_is_no_way_round_it() -> None:
    # What a deal brings with its dip in the season, it brings in the last month with its dip after it.
    world = selling(3, pull=0.2)
    deal = {"promotion": 2, "order": 200.0}
    earlier, at_the_end = (
        sum(float(step.outcome.money.joint[0]) for step in played(world, [planned(calm(world), **one) for one in all_]))
        for all_ in ([{}, deal, {}], [{}, {}, deal])
    )
    assert earlier == pytest.approx(at_the_end, abs=2.0)


def test_advertising_that_is_kept_up_is_credited() -> None:
    # Cut by all 100, the last month earns more; but nine tenths of what was at work are gone on with for long.
    media = {"carryover": 0.9, "performance_effect": 1.5}
    kept, cut = (last(ending(media=media), {"performance": 100.0}, {"performance": end}) for end in (100.0, 0.0))
    own = [float(step.outcome.money.margin[0]) for step in (kept, cut)]
    assert own[1] > own[0]
    assert float(kept.outcome.money.joint[0]) > float(cut.outcome.money.joint[0])
    # By hand: 1,000 at work if kept up; 900, 810, 729 if cut; 100 units at 6 by (1 + work / 100) to 1.5.
    units = [100.0 * ((1.0 + work / 100.0) / 11.0) ** 1.5 for work in (810.0, 729.0)]
    assert float(cut.outcome.money.later[0]) / 100.0 == pytest.approx(6.0 * sum(units), abs=0.02)
    assert float(kept.outcome.money.later[0]) / 100.0 == 1200.0 - 200.0


def test_goodwill_built_in_the_last_month_sells_after_it() -> None:
    media = {"goodwill_gain": 0.21 / np.log(2.0), "goodwill_effect": 0.5, "brand_reference": 100.0}
    # 1.21 after the last month, so 1.1 times the orders in the one after it.
    assert later(ending(months=1, media=media), {}, {"brand": 100.0}) == pytest.approx(660.0 - 100.0, abs=0.01)


def test_a_promise_broken_in_the_last_month_keeps_repeat_customers_away() -> None:
    # Nine days on the way where five are promised: 40 of 80 points, so 80 falls to 64, and to 54.4 the month after.
    world = ending(
        markets={"transit_days": 8.0}, customers={"weight_late": 40.0},
        media={"repeat_share": 1.0},
    )  # fmt: skip

    def back(points: float) -> float:
        return float(1.0 / (1.0 + np.exp((60.0 - points) / 10.0)))

    sold = [100.0 * back(points) / back(80.0) for points in (64.0, 54.4)]
    assert later(world, {"promise": 9.0}, {"promise": 5.0}) == pytest.approx(6.0 * sum(sold), abs=0.02)


# Against a longer season that is played by hand


def still(rounds: int, months: int) -> World:
    """Everything on, but no luck: what follows is what was done."""
    world = replace(plain(rounds), tracks=quiet_tracks(rounds, 3, 3))
    silent = {"demand": 0.0, "company": 0.0, "promotion": 0.0, "inbound": 0.0}
    return changed(world, noise=silent, last_mile={"month_spread": 0.0}, media={"quiet_months": months})


def gone_on(world: World, state: State, plans: Plans, price: np.ndarray) -> Plans:
    """The plans of a quiet month, by the words of the rule: no deals, nothing new, stock as it sells."""
    p, m, _ = world.shape
    want = 1.2 * (world.products.lead[0] + 1) * state.smoothed
    have = state.stock.sum(axis=2) + state.pipeline.sum(axis=2) - state.backlog.sum(axis=2)
    return planned(
        plans, price=price, promotion=0, research=False, inbound=0, launch=np.zeros(p),
        enter=np.zeros(m), forecast=0.0, capacity=0.0, initiatives=np.zeros(7),
        order=np.where(state.listed, np.maximum(0.0, want - have), 0.0),
    )  # fmt: skip


@given(st.integers(0, 2**30))
@settings(max_examples=15, deadline=None)
def test_the_months_after_are_those_of_a_longer_season_that_goes_on_quietly(seed: int) -> None:
    rounds, n = 4, 3
    season = random_season(still(rounds, 2), seed, n, rounds)
    season[-1] = planned(season[-1], promotion=0)  # joint S&OP would lock it for the month after
    ended = played(still(rounds, 2), season, seed)
    steps = played(still(rounds, 0), season, seed)
    state, world = steps[-1].state, still(rounds + 2, 0)
    assert arrays(state).keys() == arrays(ended[-1].state).keys()
    ready, tail = prepared(world), []
    # The last month's prices, or what was remembered as it began; and what is remembered after it is no more than that.
    price = np.maximum(steps[-2].state.remembered, season[-1].marketing.price)
    state = replace(state, remembered=np.minimum(state.remembered, price))
    for round_ in (rounds, rounds + 1):
        plan = gone_on(world, state, season[-1], price)
        step = resolve(ready, locked(state), locked(plan), draw(ready.street, seeds_from(seed, n), round_))
        state = step.state
        tail.append(step.outcome)
    money, cards = ended[-1].outcome.money, ended[-1].outcome.scorecards
    np.testing.assert_array_equal(money.later, sum(month.money.joint for month in tail))
    points = [sum(getattr(month.scorecards, seat) for month in tail) for seat in ("marketing", "distribution")]
    np.testing.assert_allclose(cards.later, np.stack(points, axis=1), rtol=1e-12)
    # The season's own last month is as if nothing came after it.
    own = steps[-1].outcome
    np.testing.assert_array_equal(money.joint - money.later, own.money.joint)
    np.testing.assert_array_equal(cards.marketing, own.scorecards.marketing)
    for name, values in arrays(steps[-1].state).items():
        assert values.tobytes() == arrays(ended[-1].state)[name].tobytes(), name


# Whatever is played


@given(season_batches())
@settings(max_examples=30, deadline=None)
def test_only_the_last_month_counts_the_months_after_it(season: Season) -> None:
    for _, _, step in season.months[:-1]:
        assert not step.outcome.money.later.any()
        assert not step.outcome.scorecards.later.any()
    assert season.steps[-1].outcome.money.later.any()
    assert season.steps[-1].outcome.scorecards.later.min() > 0.0


@given(season_batches())
@settings(max_examples=30, deadline=None)
def test_the_months_after_are_in_whole_cents_and_part_of_the_joint_value(season: Season) -> None:
    money = season.steps[-1].outcome.money
    for n in range(season.n):
        parts = (money.margin, money.equity, money.stock, money.later)
        assert all(float(part[n]).is_integer() for part in parts)
        assert int(money.joint[n]) == sum(int(part[n]) for part in parts)


@given(season_batches(n=5), st.integers(0, 4))
@settings(max_examples=30, deadline=None)
def test_the_months_after_one_season_are_the_same_alone_and_in_a_batch(season: Season, index: int) -> None:
    one = slice(index, index + 1)
    alone = played(season.world, [seasons(plan, one) for plan in season.plans], season.seed + index)[-1].outcome
    together = season.steps[-1].outcome
    assert alone.money.later.tobytes() == together.money.later[one].tobytes()
    assert alone.scorecards.later.tobytes() == np.asfortranarray(together.scorecards.later[one]).tobytes()


@given(season_batches(n=3))
@settings(max_examples=15, deadline=None)
def test_a_month_without_cards_brings_the_same_money_and_state(season: Season) -> None:
    ready, state = prepared(season.world), opening(season.world, season.n)
    for plans, step in zip(season.plans, season.steps, strict=True):
        luck = draw(ready.street, seeds_from(season.seed, season.n), state.round)
        state, month = happen(ready, state, plans, luck)
        for ours, theirs in ((state, step.state), (month.money, step.outcome.money)):
            mine = arrays(ours)
            for name, values in arrays(theirs).items():
                assert values.tobytes() == mine[name].tobytes(), name


def test_a_world_without_quiet_months_ends_with_its_season() -> None:
    world = ending(months=0)
    assert prepared(world).quiet is None
    assert prepared(ending(), quiet=False).quiet is None
    assert later(world, {}, {"promotion": 2}) == 0.0
