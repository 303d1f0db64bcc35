"""What cannot be negative is not, what is a share lies between 0 and 1, and nothing is infinite, whatever is played."""

import numpy as np
from hypothesis import given, settings

from tests.rules.playing import arrays
from tests.rules.strategies import Season, season_batches

SHARES = (
    "sale.staged", "last_mile.on_time", "last_mile.on_time_standard",
    "last_mile.in_full", "last_mile.fresh", "last_mile.damage", "last_mile.otif", "customers.shelf",
    "customers.stockout", "scorecards.service", "demand.repeat",
)  # fmt: skip
LOGARITHMS = (
    "price", "remembered", "promotion", "dealt", "borrowed", "goodwill", "advertising", "promise", "loyalty", "word",
    "focus", "shelf",
)  # fmt: skip
SIGNED = {  # logarithms, points given up, money and differences may fall below zero
    *(f"demand.{name}" for name in LOGARITHMS),
    *(f"money.{name}" for name in ("lines", "margin", "equity", "stock", "later", "joint")),
    *("customers.experience", "customers.equity"),
}


@given(season_batches())
@settings(max_examples=40, deadline=None)
def test_every_number_is_finite_whatever_is_played(season: Season) -> None:
    for _, _, step in season.months:
        for name, values in (arrays(step.outcome) | arrays(step.state, "state")).items():
            assert np.isfinite(values).all(), name


@given(season_batches())
@settings(max_examples=40, deadline=None)
def test_nothing_is_negative_that_cannot_be(season: Season) -> None:
    for _, _, step in season.months:
        for name, values in (arrays(step.outcome) | arrays(step.state, "state")).items():
            if name not in SIGNED:
                assert values.min() >= 0, name


@given(season_batches())
@settings(max_examples=40, deadline=None)
def test_shares_lie_between_nothing_and_all(season: Season) -> None:
    for _, _, step in season.months:
        outcome = arrays(step.outcome)
        for name in SHARES:
            assert outcome[name].min() >= 0.0, name
            assert outcome[name].max() <= 1.0, name


@given(season_batches())
@settings(max_examples=40, deadline=None)
def test_satisfaction_and_points_stay_on_their_scale(season: Season) -> None:
    for _, _, step in season.months:
        cards = step.outcome.scorecards
        for values in (step.state.satisfaction, cards.marketing, cards.distribution):
            assert values.min() >= 0.0
            assert values.max() <= 100.0


@given(season_batches())
@settings(max_examples=40, deadline=None)
def test_all_levers_together_multiply_demand_only_within_the_bounds(season: Season) -> None:
    low, high = season.world.media.bounds
    for _, _, step in season.months:
        assert step.outcome.demand.levers.min() >= low
        assert step.outcome.demand.levers.max() <= high


@given(season_batches())
@settings(max_examples=20, deadline=None)
def test_every_array_has_the_shape_that_is_written_beside_it(season: Season) -> None:
    n, (p, m, w) = season.n, season.world.shape
    step = season.steps[-1]
    demand = step.outcome.demand
    for name in ("rivals", "levers", "ground", "expected", "luck", "units"):
        assert getattr(demand, name).shape == (n, p, m), name
    assert step.state.stock.shape == (n, p, w)
    for name, values in (arrays(step.outcome) | arrays(step.state, "state")).items():
        assert len(values) == n, name
