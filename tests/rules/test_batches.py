"""One season at a time or in a batch, once or twice: the same bytes. And nothing handed in is written to."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.rules.draws import seeds_from
from game.rules.ledger import stacked
from game.rules.month import resolve
from game.rules.prepared import prepared
from game.rules.state import Plans, opening
from game.rules.world import World
from tests.rules.playing import arrays, joint_value, lucky, play, played, random_season, seasons
from tests.rules.strategies import WORLDS, Season, season_batches

BATCH = 257


def same_bytes(first: object, second: object) -> None:
    ours, theirs = arrays(first), arrays(second)
    assert ours.keys() == theirs.keys()
    for name, values in ours.items():
        other = theirs[name]
        assert values.dtype == other.dtype, name
        assert values.shape == other.shape, name
        assert values.tobytes() == other.tobytes(), name


@pytest.mark.parametrize("world", WORLDS.values(), ids=WORLDS.keys())
def test_a_season_is_the_same_alone_and_in_a_batch_bit_for_bit(world: World) -> None:
    plans = random_season(world, 11, BATCH)
    together = played(world, plans, 1000)
    for index in range(0, BATCH, 4):
        one = slice(index, index + 1)
        alone = played(world, [seasons(plan, one) for plan in plans], 1000 + index)
        for batch, single in zip(together, alone, strict=True):
            same_bytes(seasons(batch, one), single)


@given(season_batches(), st.data())
@settings(max_examples=25, deadline=None)
def test_any_season_of_any_batch_is_the_same_alone(season: Season, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, season.n - 1))
    one = slice(index, index + 1)
    alone = played(season.world, [seasons(plan, one) for plan in season.plans], season.seed + index)
    for batch, single in zip(season.steps, alone, strict=True):
        same_bytes(seasons(batch, one), single)


@pytest.mark.parametrize("world", WORLDS.values(), ids=WORLDS.keys())
def test_a_season_is_the_same_beside_itself_in_a_stack(world: World) -> None:
    # The ledger plays four batches as one; no part may feel its neighbours.
    first, second = random_season(world, 3, 5), random_season(world, 4, 5)
    ready, state, luck = prepared(world), opening(world, 5), lucky(world, 5, first_seed=9)
    both = resolve(ready, stacked([state] * 2), _stacked_plans(first[0], second[0]), stacked([luck] * 2))
    same_bytes(seasons(both, slice(0, 5)), resolve(ready, state, first[0], luck))
    same_bytes(seasons(both, slice(5, 10)), resolve(ready, state, second[0], luck))


def _stacked_plans(*plans: Plans) -> Plans:
    return type(plans[0])(
        **{part: stacked([getattr(plan, part) for plan in plans]) for part in ("marketing", "distribution", "joint")}
    )


@given(season_batches())
@settings(max_examples=25, deadline=None)
def test_resolving_twice_gives_the_same_bytes(season: Season) -> None:
    again = Season(season.name, season.seed, season.n)
    for first, second in zip(season.steps, again.steps, strict=True):
        same_bytes(first, second)


@given(season_batches())
@settings(max_examples=25, deadline=None)
def test_nothing_handed_in_is_written_to(season: Season) -> None:
    # `played` locks every array it hands in, so a write would raise; this also sees what a lock cannot.
    handed = [plan_bytes(plan) for plan in season.plans]
    assert season.steps
    assert [plan_bytes(plan) for plan in season.plans] == handed
    for part in ("products", "markets", "media", "floor", "last_mile", "customers", "costs", "targets", "tracks"):
        for array in arrays(getattr(season.world, part)).values():
            array.setflags(write=False)
    assert Season(season.name, season.seed, season.n).steps


def plan_bytes(plan: object) -> dict[str, bytes]:
    return {name: values.tobytes() for name, values in arrays(plan).items()}


def test_play_is_one_month_after_another() -> None:
    world = WORLDS["plain"]
    plans = random_season(world, 5, 3)
    for ours, theirs in zip(play(prepared(world), plans, seeds_from(40, 3)), played(world, plans, 40), strict=True):
        same_bytes(ours, theirs)
    steps = played(world, plans, 40)
    np.testing.assert_array_equal(joint_value(steps), sum(step.outcome.money.joint for step in steps))


@given(season_batches(n=2), st.integers(0, 5), st.integers(0, 2**40))
@settings(max_examples=40, deadline=None)
def test_a_decision_changes_nothing_before_its_round(season: Season, round_: int, other: int) -> None:
    elsewise = random_season(season.world, other, season.n)
    plans = [*season.plans[:round_], *elsewise[round_:]]
    for first, second in zip(season.steps[:round_], played(season.world, plans, season.seed), strict=False):
        same_bytes(first, second)


@given(season_batches(n=3), st.integers(0, 2**40))
@settings(max_examples=40, deadline=None)
def test_a_neighbours_decision_changes_nothing(season: Season, other: int) -> None:
    # The first season of the batch is played as before, the others in another way.
    elsewise = random_season(season.world, other, season.n)
    mixed = [
        _stacked_plans(seasons(ours, slice(0, 1)), seasons(theirs, slice(1, None)))
        for ours, theirs in zip(season.plans, elsewise, strict=True)
    ]
    for first, second in zip(season.steps, played(season.world, mixed, season.seed), strict=True):
        same_bytes(seasons(first, slice(0, 1)), seasons(second, slice(0, 1)))
