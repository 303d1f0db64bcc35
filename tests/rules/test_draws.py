"""Luck: the right distributions, nothing in common between addresses, and one address for one thing."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from game.rules.draws import COMPANY, DEMAND, INBOUND, Draws, draw, seeds_from, street_of
from tests.rules.strategies import WORLDS
from tests.rules.worlds import changed, neutral

# Seven of each is the most a scenario may have; the last product is new, so that launches are drawn too.
WIDE = changed(neutral(7, 7), products={"on_sale": [True] * 5 + [False] * 2})
N = 4000


@pytest.fixture(scope="module")
def rounds() -> list[Draws]:
    return [draw(street_of(WIDE), seeds_from(0, N), round_) for round_ in range(6)]


def normals_of(luck: Draws) -> np.ndarray:
    return np.hstack([luck.demand.reshape(N, -1), luck.month, luck.company[:, None], luck.success[:, 5:]])


def test_uniforms_are_uniform(rounds: list[Draws]) -> None:
    for values in (np.hstack([luck.inbound for luck in rounds]), rounds[0].failure[:, 5:]):
        assert values.min() > 0.0 and values.max() < 1.0
        assert stats.kstest(values.ravel(), "uniform").pvalue > 0.001
        counts, _ = np.histogram(values, bins=64, range=(0.0, 1.0))
        assert stats.chisquare(counts).pvalue > 0.001


def test_normals_are_normal(rounds: list[Draws]) -> None:
    values = np.hstack([normals_of(luck) for luck in rounds]).ravel()
    # Standard errors of the first four moments of a standard normal: 1, sqrt 2, sqrt 15, sqrt 96, over sqrt n.
    for power, moment, error in ((1, 0.0, 1.0), (2, 1.0, 2.0**0.5), (3, 0.0, 15.0**0.5), (4, 3.0, 96.0**0.5)):
        assert abs((values**power).mean() - moment) < 4.0 * error / math.sqrt(values.size), power
    assert stats.kstest(values, "norm").pvalue > 0.001


def test_no_two_cells_of_a_round_have_luck_in_common(rounds: list[Draws]) -> None:
    luck = rounds[0]
    columns = np.hstack([normals_of(luck), stats.norm.ppf(luck.inbound), stats.norm.ppf(luck.failure[:, 5:])])
    correlation = np.corrcoef(columns, rowvar=False)
    np.fill_diagonal(correlation, 0.0)
    # The largest of about 2,000 chance correlations lies near 3.5 standard errors.
    assert np.abs(correlation).max() < 5.0 / math.sqrt(N)
    squares = np.corrcoef(columns**2, rowvar=False)
    np.fill_diagonal(squares, 0.0)
    assert np.abs(squares).max() < 6.0 / math.sqrt(N)


@pytest.mark.parametrize("apart", range(1, 8))
def test_neighbouring_seeds_have_no_luck_in_common(rounds: list[Draws], apart: int) -> None:
    luck = rounds[0]
    columns = np.hstack([normals_of(luck), stats.norm.ppf(luck.inbound), stats.norm.ppf(luck.failure[:, 5:])])
    here, there = columns[:-apart], columns[apart:]
    assert np.intersect1d(here[0], there[0]).size == 0
    here, there = (here - here.mean(0)) / here.std(0), (there - there.mean(0)) / there.std(0)
    # Every cell of a seed with every cell of the next.
    assert np.abs(here.T @ there / len(here)).max() < 5.5 / math.sqrt(N)


def test_rounds_have_no_luck_in_common(rounds: list[Draws]) -> None:
    for first in range(5):
        for second in range(first + 1, 6):
            here, there = rounds[first].demand.reshape(N, -1), rounds[second].demand.reshape(N, -1)
            cross = np.corrcoef(here, there, rowvar=False)[:49, 49:]
            assert np.abs(cross).max() < 5.5 / math.sqrt(N)


def test_far_seeds_and_strides_are_as_random_as_near_ones() -> None:
    for seeds in (seeds_from(2**63 - 1, N), seeds_from(0, N) * np.uint64(2**20), seeds_from(0, N) << np.uint64(40)):
        luck = draw(street_of(WIDE), seeds, 3)
        assert stats.kstest(luck.inbound.ravel(), "uniform").pvalue > 0.001
        assert stats.kstest(luck.demand.ravel(), "norm").pvalue > 0.001


def test_a_launch_is_as_lucky_whenever_it_comes(rounds: list[Draws]) -> None:
    for luck in rounds[1:]:
        np.testing.assert_array_equal(luck.success, rounds[0].success)
        np.testing.assert_array_equal(luck.failure, rounds[0].failure)


@given(st.integers(0, 2**63 - 1), st.integers(0, 11), st.integers(1, 6), st.integers(1, 6))
@settings(max_examples=40, deadline=None)
def test_one_more_product_or_market_leaves_all_other_luck_as_it_was(seed: int, round_: int, p: int, m: int) -> None:
    small = draw(street_of(neutral(p, m)), seeds_from(seed, 2), round_)
    large = draw(street_of(neutral(p + 1, m + 1)), seeds_from(seed, 2), round_)
    np.testing.assert_array_equal(large.demand[:, :p, :m], small.demand)
    np.testing.assert_array_equal(large.month[:, :m], small.month)
    np.testing.assert_array_equal(large.inbound[:, :p], small.inbound)
    np.testing.assert_array_equal(large.company, small.company)


@given(st.integers(0, 2**63 - 1), st.integers(0, 11))
@settings(max_examples=40, deadline=None)
def test_a_seed_has_the_same_luck_alone_and_in_a_crowd(seed: int, round_: int) -> None:
    for world in WORLDS.values():
        street = street_of(world)
        alone, crowd = draw(street, seeds_from(seed, 1), round_), draw(street, seeds_from(seed, 33), round_)
        for name in ("demand", "company", "success", "failure", "inbound", "month"):
            assert getattr(alone, name)[0].tobytes() == getattr(crowd, name)[0].tobytes(), name


def mixed(bits: int) -> int:
    """The finaliser of SplitMix64, written again from its paper."""
    bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9 % 2**64
    bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB % 2**64
    return bits ^ (bits >> 31)


def bits_at(seed: int, round_: int, event: int, product: int, market: int) -> int:
    golden = 0x9E3779B97F4A7C15
    town = mixed(seed * golden % 2**64)
    home = mixed((town + (round_ + 1) * golden) % 2**64)
    return mixed((home + ((event * 64 + product) * 64 + market + 1) * golden) % 2**64)


def normal_from(bits: int) -> float:
    length = math.sqrt(-2.0 * math.log(((bits >> 32) + 0.5) / 2**32))
    return length * math.cos(2.0 * math.pi * (bits % 2**32) / 2**32)


@given(st.integers(0, 2**63 - 1), st.integers(0, 11))
@settings(max_examples=40, deadline=None)
def test_each_number_is_the_one_its_address_says(seed: int, round_: int) -> None:
    luck = draw(street_of(WIDE), seeds_from(seed, 1), round_)
    for product in (0, 4, 6):
        for market in (0, 3, 6):
            expected = normal_from(bits_at(seed, round_, DEMAND, product, market))
            assert luck.demand[0, product, market] == pytest.approx(expected, rel=1e-12, abs=1e-12)
        uniform = ((bits_at(seed, round_, INBOUND, product, 0) >> 12) + 0.5) / 2**52
        assert luck.inbound[0, product] == uniform
    assert luck.company[0] == pytest.approx(normal_from(bits_at(seed, round_, COMPANY, 0, 0)), rel=1e-12, abs=1e-12)


def test_seeds_run_in_a_row_from_the_first() -> None:
    assert seeds_from(41, 3).tolist() == [41, 42, 43]
    assert seeds_from(2**63 - 1, 2).tolist() == [2**63 - 1, 2**63]
    assert seeds_from(0, 2).dtype == np.uint64
