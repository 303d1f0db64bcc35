"""The queue on the floor: against a simulated one, against Kingman's in a long month, and without any plateau.

The simulated month is Lindley's recursion: one server, started empty, orders at random over the month, each waiting for
those before it. The rule ships what capacity allows, first come first, so past 100 % the orders that came in during the
first 1/load of the month are those that count. Against their mean wait, over 40,000 seeds and at 0.7 to 1.2 of
capacity, the formula lies 3 % below to 1 % above for work like clockwork (v = 0.5, as scenarios have it), 1 to 5 %
above for random work of 0.6 days, and 3 to 9 % above for random work of a day. Only the orders done before the month
is over have waited less, by three to four tenths for random work of a day: that count leaves out the longest waits near
the month's end, but the rule ships those orders too.
"""

from math import sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.rules.floor import waited
from game.rules.world import KPI
from tests.rules.playing import calm, initiatives, month, planned
from tests.rules.worlds import changed, neutral

MONTH = 22.0
LOADS = (0.7, 0.8, 0.86, 0.95, 1.0, 1.05, 1.1, 1.2)
STEADIEST, RANDOM = 0.5, 1.0
"""Half the squared variations of arrivals and work: arrivals at random, work like clockwork or at random too."""


def wait(load: float, uneven: float = RANDOM, days: float = 1.0) -> float:
    return float(waited(np.array([load]), uneven, days)[0])


def simulated(load: float, uneven: float, days: float, seeds: int = 12_000) -> tuple[float, float, float]:
    """Mean wait in days of the orders that count, its standard error, and that of orders done within the month."""
    dice = np.random.default_rng(int(1000 * load) + int(100 * days))
    expected = load * MONTH / days
    most = int(expected + 6.0 * sqrt(expected) + 10.0)
    gaps = dice.exponential(days / load, (most, seeds))
    work = dice.exponential(days, (most, seeds)) if uneven == RANDOM else np.full((most, seeds), days)
    waits = np.zeros((most, seeds))
    for order in range(1, most):
        waits[order] = np.maximum(0.0, waits[order - 1] + work[order - 1] - gaps[order])
    came = np.cumsum(gaps, axis=0)
    counts = came < MONTH / max(1.0, load)
    of_seed, orders = (waits * counts).sum(axis=0), counts.sum(axis=0)
    mean = float(of_seed.sum() / orders.sum())
    error = float(np.sqrt(((of_seed - mean * orders) ** 2).mean() / seeds) / orders.mean())
    done = (came < MONTH) & (came + waits + work < MONTH)
    return mean, error, float((waits * done).sum() / done.sum())


@pytest.mark.parametrize("load", LOADS)
@pytest.mark.parametrize(("days", "least", "most"), [(1.0, 1.0, 1.10), (0.6, 0.97, 1.07)])
def test_orders_at_random_wait_as_long_as_in_a_simulated_month(
    load: float, days: float, least: float, most: float
) -> None:
    mean, error, done = simulated(load, RANDOM, days)
    told = wait(load, RANDOM, days)
    assert least * (mean - 3.0 * error) < told < most * (mean + 3.0 * error)
    assert done < told  # of those who are done, the longest waits are left out


@pytest.mark.parametrize("load", LOADS)
@pytest.mark.parametrize("days", [1.0, 0.6])
def test_steadier_work_waits_as_long_as_in_a_simulated_month(load: float, days: float) -> None:
    mean, error, _ = simulated(load, STEADIEST, days)
    assert wait(load, STEADIEST, days) == pytest.approx(mean, rel=0.04, abs=3.0 * error)


@pytest.mark.parametrize("uneven", [0.25, 1.0, 2.0])
@pytest.mark.parametrize("load", [0.1, 0.5, 0.8, 0.9])
def test_in_a_month_long_beside_the_work_orders_wait_as_kingman_says(load: float, uneven: float) -> None:
    days = 1e-5
    assert wait(load, uneven, days) == pytest.approx(days * uneven * load / (1.0 - load), rel=1e-3)


@pytest.mark.parametrize("load", [1.1, 1.5, 3.0])
def test_past_capacity_a_floor_like_clockwork_falls_behind_as_fluid_does(load: float) -> None:
    # Order number s of the S shipped came in at s / load of the month and is done at s: half of T (1 - 1 / load).
    orders = (np.arange(100_000) + 0.5) / 100_000
    by_hand = float((orders - orders / load).mean()) * MONTH
    assert wait(load, 0.0) == pytest.approx(by_hand)
    assert wait(load, 1.0, 1e-6) == pytest.approx(by_hand, rel=1e-4)


@pytest.mark.parametrize("load", [0.0, 0.5, 0.99, 1.0])
def test_like_clockwork_nothing_waits_up_to_capacity(load: float) -> None:
    assert wait(load, 0.0) == 0.0


UNEVEN, DAYS = st.floats(0.01, 2.0), st.floats(0.01, 5.0)  # as far as a scenario may go


@given(st.floats(0.0, 5.0), st.floats(0.001, 5.0), UNEVEN, DAYS)
def test_every_hour_of_load_makes_orders_wait_longer(load: float, more: float, uneven: float, days: float) -> None:
    assert wait(load, uneven, days) < wait(load + more, uneven, days)


@given(UNEVEN, DAYS)
def test_nowhere_between_idle_and_three_times_full_is_there_a_plateau(uneven: float, days: float) -> None:
    waits = waited(np.linspace(0.0, 3.0, 301), uneven, days)
    assert np.diff(waits).min() > 1e-4 * waits[100] / 100.0
    # At 100 % the curve has no jump either: one more hour never costs a day.
    assert np.abs(np.diff(waits)).max() < 0.25 * MONTH


@given(st.floats(0.01, 3.0), UNEVEN, DAYS, st.floats(1.01, 3.0))
def test_rougher_and_slower_work_waits_longer(load: float, uneven: float, days: float, factor: float) -> None:
    assert wait(load, uneven * factor, days) > wait(load, uneven, days)
    assert wait(load, uneven, days * factor) > wait(load, uneven, days)


def test_a_floor_that_is_just_full_waits_by_the_root_of_its_unevenness() -> None:
    # By hand, at 100 %: sqrt(T v d / 2), here of 22 days, v = 1 and half a day. Level measures leave 0.7 of v.
    world = changed(neutral(), products={"handling": 1.0}, floor={"capacity": 100.0, "variability": 1.0})
    floor = month(world, calm(world)).outcome.floor
    assert floor.queue[0] == pytest.approx(sqrt(5.5))
    assert floor.days[0] == pytest.approx(0.5 + sqrt(5.5))
    level = month(world, planned(calm(world), initiatives=initiatives(KPI))).outcome.floor
    assert level.queue[0] == pytest.approx(sqrt(0.7 * 5.5))


def test_orders_in_batches_wait_for_longer_work_and_the_standard_knows_flow() -> None:
    world = changed(
        neutral(), products={"handling": 1.0}, floor={"capacity": 100.0, "variability": 1.0, "days": [0.5, 2.0]}
    )
    floor = month(world, planned(calm(world), processing=1)).outcome.floor
    assert floor.queue[0] == pytest.approx(sqrt(22.0))
    assert floor.days[0] == pytest.approx(2.0 + sqrt(22.0))
    assert floor.queue_flow[0] == pytest.approx(sqrt(5.5))


def test_the_wait_of_a_crowded_month_reaches_customers() -> None:
    world = changed(neutral(), products={"handling": 1.0}, floor={"capacity": 80.0})
    outcome = month(world, calm(world)).outcome
    assert outcome.floor.queue[0] == pytest.approx(0.5 * 22.0 * (1.0 - 0.8))
    assert outcome.last_mile.days[0, 0] == pytest.approx(1.0 + 0.5 + 2.2)
