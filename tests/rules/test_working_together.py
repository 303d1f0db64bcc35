"""What working together changes in a month, and what a scorecard hears of customers, against hand-worked figures."""

from dataclasses import replace

import numpy as np
import pytest

from game.rules.money import LINE_KEYS
from game.rules.month import Step, resolve
from game.rules.prepared import prepared
from game.rules.scorecards import card_tables, regard
from game.rules.state import opening
from game.rules.world import KPI, SCALE, SITE
from tests.rules.playing import calm, initiatives, lucky, month, planned
from tests.rules.two_pools import two_pools
from tests.rules.worlds import changed, plain


def line(step: Step, key: str) -> float:
    return float(step.outcome.money.lines[0, LINE_KEYS.index(key)]) / 100.0


def test_a_brand_is_spoken_of_by_the_share_that_would_come_back() -> None:
    world = changed(plain(), targets={"regard": 0.5}, media={"loyalty_centre": 60.0, "loyalty_scale": 10.0})
    start = world.markets.satisfaction
    assert regard(world, card_tables(world), start[None]) == pytest.approx(1.0)
    fallen = np.full((1, len(start)), 50.0)
    share = 1.0 / (1.0 + np.e)  # of those ten points under the centre
    first = 1.0 / (1.0 + np.exp((60.0 - start) / 10.0))
    assert regard(world, card_tables(world), fallen) == pytest.approx(np.exp(0.5 * np.log(share / first).mean()))


def test_a_brand_without_regard_is_goodwill_alone() -> None:
    step = month(plain(), calm(plain()))
    assert (step.outcome.scorecards.brand == step.outcome.customers.goodwill).all()


def test_customers_who_miss_an_item_spend_no_more_than_they_came_to_spend() -> None:
    world, taken = plain(), []
    world = changed(world, customers={"lost": 0.5, "substitute": 0.5, "backlog": 0.0, "elsewhere": 0.0})
    state = opening(world, 1)
    stock = state.stock.copy()
    stock[:, 0], stock[:, 1] = 0.0, 1e6
    state = replace(state, stock=stock, pipeline=np.zeros_like(state.pipeline))
    for dearer in (1.0, 2.0):
        prices = np.full(world.shape[0], 10.0)
        prices[1] = 10.0 * dearer
        known = changed(world, products={"list_price": prices})
        unmet = resolve(prepared(known), state, calm(known), lucky(known, 1)).outcome.unmet
        taken.append(float(unmet.substituted[0, 0].sum()))
    assert taken[0] > 0.0
    assert taken[1] == pytest.approx(taken[0] / 2.0)


def test_coordinated_measures_level_the_work_and_shorten_the_queue() -> None:
    world = changed(plain(), floor={"variability": 0.5, "days": 1e-5})  # a long month beside the work
    alone = month(world, calm(world)).outcome.floor
    level = month(world, planned(calm(world), initiatives=initiatives(KPI))).outcome.floor
    assert level.utilisation == alone.utilisation < 1.0
    assert level.queue == pytest.approx(0.7 * alone.queue, rel=1e-3)


def test_a_launch_and_an_entry_cost_less_where_their_scale_was_checked() -> None:
    world = two_pools()
    new = planned(calm(world), launch=~world.products.on_sale, enter=~world.markets.open)
    checked = planned(new, initiatives=initiatives(SCALE))
    for key in ("launches", "market-entries"):
        paid, sized = line(month(world, new), key), line(month(world, checked), key)
        assert paid < 0.0
        assert sized == pytest.approx(0.6 * paid)


def test_a_site_chosen_together_costs_half_the_move() -> None:
    world = two_pools()
    moved = planned(calm(world), site=1)
    together = planned(moved, initiatives=initiatives(SITE))
    rent = -float(world.last_mile.site_fixed[1])
    alone, joint = (line(month(world, plans), "site") - rent for plans in (moved, together))
    assert alone == pytest.approx(-world.last_mile.move_cost)
    assert joint == pytest.approx(alone / 2.0)
