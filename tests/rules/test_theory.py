"""Agreement with theory: each mechanism alone in a neutral world, expected values from the closed form."""

import math

import numpy as np
import pytest
from scipy import stats
from scipy.stats._distn_infrastructure import rv_continuous_frozen

from game.rules.arrays import Floats
from game.rules.draws import draw, seeds_from
from game.rules.month import Outcome, Step, resolve
from game.rules.prepared import prepared
from game.rules.state import Plans, opening
from game.rules.world import World
from tests.rules.playing import calm, locked, month, planned, steady
from tests.rules.worlds import changed, neutral

MEAN = 100.0  # units a month in a neutral world
PRICE, COST = 10.0, 4.0  # of its product
LUCKS = 20_000


def lognormal(sigma: float) -> rv_continuous_frozen:
    """Demand with this log sd and a mean of 100, as the field writes it."""
    return stats.lognorm(s=sigma, scale=MEAN * math.exp(-0.5 * sigma**2))


def missing(sigma: float, stock: float) -> float:
    """Units that a stock is expected to miss: E[(D - Q)+] of log-normal demand, as in Black's formula."""
    far = (math.log(MEAN / stock) + 0.5 * sigma**2) / sigma
    return float(MEAN * stats.norm.cdf(far) - stock * stats.norm.cdf(far - sigma))


def columns(values: np.ndarray) -> np.ndarray:
    """One product's values by season, `(n, 1)`."""
    return np.asfortranarray(values[:, None])


# Newsvendor


@pytest.mark.parametrize("kept", [0.0, 0.4, 0.8])
def test_the_best_stock_for_one_month_covers_the_critical_fractile_of_demand(kept: float) -> None:
    sigma = 0.35
    world = changed(neutral(), noise={"demand": sigma}, products={"worth": kept})
    fractile = (PRICE - COST) / ((PRICE - COST) + (1.0 - kept) * COST)
    best = lognormal(sigma).ppf(fractile)
    tried = best * np.linspace(0.8, 1.2, 21)
    profit = [one_month(world, stock, 6000).money.joint.mean() for stock in tried]
    assert tried[int(np.argmax(profit))] == pytest.approx(best, rel=0.021)


def test_a_months_profit_is_the_newsvendors() -> None:
    sigma, kept, stock = 0.35, 0.4, 110.0
    world = changed(neutral(), noise={"demand": sigma}, products={"worth": kept})
    short = missing(sigma, stock)
    sold, left = MEAN - short, stock - (MEAN - short)
    expected = (PRICE - COST) * sold - (1.0 - kept) * COST * left
    assert one_month(world, stock).money.joint.mean() / 100.0 == pytest.approx(expected, rel=0.01)


def one_month(world: World, stock: float, lucks: int = LUCKS) -> Outcome:
    """The outcome of one month that begins with nothing and to which this much is delivered at once."""
    return month(world, planned(calm(world, lucks), order=stock, performance=0.0)).outcome


# Fill rate and cycle service


@pytest.mark.parametrize("stock", [80.0, 100.0, 130.0])
def test_cycle_service_is_the_chance_that_demand_stays_below_the_stock(stock: float) -> None:
    sigma = 0.3
    outcome = one_month(changed(neutral(), noise={"demand": sigma}), stock)
    whole = (outcome.unmet.lost[:, 0, 0] == 0.0).mean()
    assert whole == pytest.approx(lognormal(sigma).cdf(stock), abs=4 * 0.5 / math.sqrt(LUCKS))


@pytest.mark.parametrize("stock", [80.0, 100.0, 130.0])
def test_the_fill_rate_is_one_less_expected_misses_over_demand_and_above_cycle_service(stock: float) -> None:
    sigma = 0.3
    outcome = one_month(changed(neutral(), noise={"demand": sigma}), stock)
    filled = outcome.floor.shipped.sum() / outcome.demand.units.sum()
    assert filled == pytest.approx(1.0 - missing(sigma, stock) / MEAN, abs=0.005)
    assert filled > lognormal(sigma).cdf(stock)


def test_at_little_uncertainty_the_fill_rate_is_the_textbooks_normal_one() -> None:
    # Silver, Pyke & Peterson: fill = 1 - (sigma / Q) G(z), with G the unit normal loss function; here Q = 100.
    sigma, z = 0.01, 0.5
    outcome = one_month(changed(neutral(), noise={"demand": sigma}), MEAN * (1.0 + z * sigma))
    loss = stats.norm.pdf(z) - z * stats.norm.sf(z)
    filled = outcome.floor.shipped.sum() / outcome.demand.units.sum()
    assert 1.0 - filled == pytest.approx(sigma * loss, rel=0.05)


# Base stock


@pytest.mark.parametrize("lead", [0, 1, 3])
def test_a_base_stock_leaves_it_less_the_demand_of_lead_time_and_review(lead: int) -> None:
    up_to = (lead + 1) * MEAN * 1.1
    orders, net = base_stock(lead, up_to, rounds=8, lucks=50)
    for last in range(lead, 8):
        covered = sum(orders[last - lead : last + 1])
        np.testing.assert_allclose(net[last], up_to - covered, rtol=1e-9, atol=1e-6)


@pytest.mark.parametrize("lead", [0, 2])
def test_the_best_base_stock_is_the_critical_fractile_of_lead_time_demand(lead: int) -> None:
    # Holding 1, being out 4 a unit and month: the best level covers 4 / 5 of the demand of lead + 1 months.
    hold, lack, sigma = 1.0, 4.0, 0.3
    dice = np.random.default_rng(5)
    ahead = lognormal(sigma).rvs(size=(200_000, lead + 1), random_state=dice).sum(axis=1)
    best = float(np.quantile(ahead, lack / (lack + hold)))
    levels = best * np.array([0.85, 0.925, 1.0, 1.075, 1.15])
    _, nets = zip(*(base_stock(lead, level, lead + 1, 8000, sigma) for level in levels), strict=True)
    costs = [(hold * np.maximum(net[-1], 0) + lack * np.maximum(-net[-1], 0)).mean() for net in nets]
    assert int(np.argmin(costs)) == 2
    assert (nets[2][-1] >= 0.0).mean() == pytest.approx(lack / (lack + hold), abs=0.015)


def base_stock(lead: int, up_to: float, rounds: int, lucks: int, sigma: float = 0.3) -> tuple[list[Floats], ...]:
    """Order up to a level each month, wait for all that is short; orders and net stock after each month."""
    world = changed(
        neutral(rounds=rounds),
        noise={"demand": sigma},
        products={"lead": [[lead], [lead]], "pipeline": MEAN, "stock": 0.0},
        customers={"lost": 0.0, "backlog": 1.0},
    )
    ready, state, orders, net = prepared(world), opening(world, lucks), [], []
    for round_ in range(rounds):
        position = state.stock[:, 0, 0] + state.pipeline[:, 0].sum(axis=1) - state.backlog[:, 0, 0]
        plans = planned(calm(world, lucks), order=columns(up_to - position))
        assert plans.distribution.order.min() >= 0.0
        step = resolve(ready, state, plans, draw(ready.street, seeds_from(3, lucks), round_))
        state = step.state
        orders.append(step.outcome.demand.units[:, 0, 0])
        net.append(state.stock[:, 0, 0] - state.backlog[:, 0, 0])
    return orders, net


# Price and advertising


@pytest.mark.parametrize("elasticity", [1.5, 2.0, 3.0])
def test_a_lone_sellers_best_price_is_e_over_e_minus_one_times_unit_cost(elasticity: float) -> None:
    world = changed(neutral(), products={"elasticity": -elasticity, "stock": 1e7})
    prices = COST * np.linspace(1.05, 4.0, 2951)
    outcome = month(world, planned(calm(world, len(prices)), price=columns(prices))).outcome
    best = prices[int(outcome.money.margin.argmax())]
    assert best == pytest.approx(COST * elasticity / (elasticity - 1.0), rel=0.005)


def test_orders_fall_by_the_elasticity_at_any_price() -> None:
    world = changed(neutral(), products={"elasticity": -2.0, "stock": 1e7})
    outcome = month(world, planned(calm(world, 3), price=columns(PRICE * np.array([0.5, 1.0, 2.0])))).outcome
    np.testing.assert_allclose(outcome.demand.units[:, 0, 0], [400.0, 100.0, 25.0])


def test_the_best_advertising_to_sales_is_the_ratio_of_the_two_elasticities() -> None:
    # Dorfman & Steiner 1954: with price and spend both at their best, spend / sales = 0.15 / 2.5.
    pull, elasticity = 0.15, 2.5
    world = changed(
        neutral(),
        products={"elasticity": -elasticity, "stock": 1e9, "base": 1e6},
        media={"performance_effect": pull, "performance_reference": 1e-6, "performance_steady": 1e5},
    )
    price = COST * elasticity / (elasticity - 1.0)
    prices, spends = np.meshgrid(price * np.linspace(0.9, 1.1, 41), np.geomspace(2e4, 2e6, 800), indexing="ij")
    plans = calm(world, prices.size)
    plans = planned(plans, price=columns(prices.ravel()), performance=spends.ravel())
    outcome = month(world, plans).outcome
    best = int(outcome.money.margin.argmax())
    assert prices.ravel()[best] == pytest.approx(price, rel=0.006)
    sales = outcome.money.lines[best, 0] / 100.0
    assert spends.ravel()[best] / sales == pytest.approx(pull / elasticity, rel=0.01)


def test_goodwill_settles_where_what_is_fed_equals_what_fades() -> None:
    # Nerlove & Arrow 1962: under steady effort g, goodwill tends to g / d, closing the share d of the gap each month.
    decay, gain, spend, reference = 0.2, 0.3, 450.0, 100.0
    world = changed(
        neutral(rounds=40), media={"goodwill_decay": decay, "goodwill_gain": gain, "brand_reference": reference}
    )
    path = [float(step.state.goodwill[0]) for step in steady(world, planned(calm(world), brand=spend))]
    rest = gain * math.log(1.0 + spend / reference) / decay
    expected = [rest + (1.0 - decay) ** (month_ + 1) * (1.0 - rest) for month_ in range(40)]
    np.testing.assert_allclose(path, expected, rtol=1e-12)
    assert path[-1] == pytest.approx(rest, rel=1e-3)


@pytest.mark.parametrize("keep", [0.0, 0.3, 0.7])
def test_one_months_advertising_works_one_over_one_minus_r_times_as_much_in_all(keep: float) -> None:
    world = changed(neutral(rounds=60), media={"carryover": keep, "performance_steady": 0.0})
    pulse = [planned(calm(world), performance=1000.0 if at == 0 else 0.0) for at in range(60)]
    work = [float(step.outcome.demand.adstock[0]) for step in months(world, pulse)]
    assert sum(work) / work[0] == pytest.approx(1.0 / (1.0 - keep), rel=1e-6)


@pytest.mark.parametrize("keep", [0.3, 0.7])
def test_a_lasting_rise_of_advertising_moves_demand_one_over_one_minus_r_times_a_months(keep: float) -> None:
    # The ratio of long-run to short-run elasticity, with the response a power law.
    media = {"carryover": keep, "performance_effect": 0.1, "performance_reference": 1e-6, "performance_steady": 100.0}
    world = changed(neutral(rounds=60), media=media, products={"stock": 1e6})
    orders = [
        float(step.outcome.demand.units[0, 0, 0]) for step in steady(world, planned(calm(world), performance=101))
    ]
    short, long = math.log(orders[0] / MEAN), math.log(orders[-1] / MEAN)
    assert long == pytest.approx(0.1 * math.log(1.01), rel=1e-6)
    assert long / short == pytest.approx(1.0 / (1.0 - keep), rel=0.01)


def months(world: World, season: list[Plans]) -> list[Step]:
    ready, state, steps = prepared(world), opening(world, 1), []
    for round_, plans in enumerate(season):
        step = resolve(ready, locked(state), locked(plans), draw(ready.street, seeds_from(7, 1), round_))
        steps.append(step)
        state = step.state
    return steps


# Queueing: where a month is long beside the work on an order; `test_queue.py` has the month as it is


@pytest.mark.parametrize("busy", [0.1, 0.5, 0.8, 0.9, 0.98])
def test_an_order_takes_one_over_one_minus_utilisation_times_as_long_as_its_service(busy: float) -> None:
    # M/M/1: the time in the system is the service time over (1 - rho). 100 units at 1 hour.
    floor = {"capacity": MEAN / busy, "variability": 1.0, "days": 1e-6}
    world = changed(neutral(), products={"handling": 1.0}, floor=floor)
    outcome = month(world, calm(world)).outcome
    assert outcome.floor.days[0] == pytest.approx(1e-6 / (1.0 - busy), rel=1e-3)
    assert outcome.last_mile.days[0, 0] == pytest.approx(1.0 + 1e-6 / (1.0 - busy), rel=1e-6)


def test_steadier_work_waits_less_by_kingmans_factor() -> None:
    # Kingman: the wait is (ca2 + cs2) / 2 x rho / (1 - rho) services; 0.25 of M/M/1's here.
    floor = {"capacity": 125.0, "variability": 0.25, "days": 1e-6}
    world = changed(neutral(), products={"handling": 1.0}, floor=floor)
    assert month(world, calm(world)).outcome.floor.queue[0] / 1e-6 == pytest.approx(0.25 * 0.8 / 0.2, rel=1e-3)


# Nothing at all


def test_in_a_neutral_world_whatever_is_played_orders_are_base_demand() -> None:
    world = neutral(2, 2)
    plans = planned(
        calm(world), price=25.0, promotion=2, brand=1e4, performance=1e4, promise=12.0, focus=1, research=True
    )
    for step in steady(world, plans):
        np.testing.assert_allclose(step.outcome.demand.units, MEAN)
