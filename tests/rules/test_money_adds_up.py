"""Money: whole cents, and sums that hold to the last one."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from game.rules.ledger import ledger
from game.rules.money import LINES
from game.rules.prepared import prepared
from tests.rules.playing import lucky, random_season
from tests.rules.strategies import Season, season_batches

POUNDS = ("joint", "margin", "equity", "stock", "later")


@given(season_batches())
@settings(max_examples=40, deadline=None)
def test_every_sum_of_money_is_in_whole_cents(season: Season) -> None:
    for _, _, step in season.months:
        money = step.outcome.money
        for name in (*POUNDS, "lines"):
            values = getattr(money, name)
            assert (values == np.rint(values)).all(), name
            assert not np.signbit(values[values == 0.0]).any(), f"{name} has a zero that prints as -0"


@given(season_batches())
@settings(max_examples=40, deadline=None)
def test_the_lines_add_up_to_the_margin_and_the_four_parts_to_the_joint_value(season: Season) -> None:
    for _, _, step in season.months:
        money = step.outcome.money
        assert money.lines.shape[1] == len(LINES)
        for n, line in enumerate(money.lines):
            assert sum(int(cents) for cents in line) == int(money.margin[n])
            parts = (money.margin, money.equity, money.stock, money.later)
            assert int(money.joint[n]) == sum(int(part[n]) for part in parts)


@given(season_batches())
@settings(max_examples=40, deadline=None)
def test_only_revenue_and_clearance_bring_money(season: Season) -> None:
    incoming = [index for index, line in enumerate(LINES) if line.key in ("revenue", "clearance")]
    for _, _, step in season.months:
        lines = step.outcome.money.lines
        assert (lines[:, incoming] >= 0.0).all()
        assert (np.delete(lines, incoming, axis=1) <= 0.0).all()


@given(season_batches(n=6), st.integers(0, 2**40))
@settings(max_examples=25, deadline=None)
def test_the_ledgers_four_terms_add_up_to_the_cent(season: Season, seed: int) -> None:
    world, (state, _, _) = season.world, season.months[-1]
    neither, marketing, distribution, both = random_season(world, seed, season.n, 4)
    luck = lucky(world, season.n, state.round, season.seed)
    taken_apart = ledger(prepared(world), state, neither, marketing, distribution, both, luck)
    for n in range(season.n):
        terms = [taken_apart.reference, taken_apart.marketing, taken_apart.distribution, taken_apart.together]
        assert sum(int(term[n]) for term in terms) == int(taken_apart.total[n])
