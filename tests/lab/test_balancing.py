"""Balanced luck: every draw spread evenly over a few seasons, and means that are right and much less noisy."""

from dataclasses import fields
from typing import Any

import numpy as np
import pytest
from scipy.stats import norm

from game.lab.encoding import Code
from game.lab.playing import crossed, luck_of, stage
from game.lab.search.coarse import balanced
from game.lab.simulation.players import random_course
from game.rules.draws import seeds_from
from game.rules.prepared import prepared
from game.scenario import load
from game.scenario.shelf import find, shipped

SEASONS = 16
UNIFORM = ("failure", "inbound")


def even_and_raw(world: Any, first: Any) -> Any:
    luck = luck_of(prepared(world), seeds_from(first, SEASONS))
    return balanced(luck, np.random.default_rng(first)), luck


@pytest.mark.parametrize("slug", shipped())
def test_each_draw_falls_once_into_each_equally_likely_part(slug: str) -> None:
    world = load(find(slug)).world
    even, raw = even_and_raw(world, 7)
    for here, there in zip(even, raw, strict=True):
        for name in (field.name for field in fields(here)):
            found = getattr(here, name).reshape(SEASONS, -1)
            before = getattr(there, name).reshape(SEASONS, -1)
            drawn = before.any(axis=0)
            shares = found[:, drawn] if name in UNIFORM else norm.cdf(found[:, drawn])
            parts = np.sort(np.floor(shares * SEASONS), axis=0)
            np.testing.assert_array_equal(parts, np.arange(SEASONS)[:, None] + np.zeros(parts.shape))
            assert not found[:, ~drawn].any(), "an item on sale from the start is never launched"


def test_every_group_of_seasons_is_balanced_by_itself(cold_brew: Any) -> None:
    luck = luck_of(prepared(cold_brew.scenario.world), seeds_from(7, 4 * SEASONS))
    found = balanced(luck, np.random.default_rng(7), groups=4)[2].company
    for group, raw in zip(np.split(found, 4), np.split(luck[2].company, 4), strict=True):
        parts = np.sort(np.floor(norm.cdf(group) * SEASONS), axis=0)
        np.testing.assert_array_equal(parts.reshape(-1), np.arange(SEASONS))
        np.testing.assert_array_equal(group.argsort(axis=0), raw.argsort(axis=0))


def test_each_season_keeps_its_place_in_the_order_of_every_draw(cold_brew: Any) -> None:
    even, raw = even_and_raw(cold_brew.scenario.world, 8)
    for here, there in zip(even, raw, strict=True):
        np.testing.assert_array_equal(here.demand.argsort(axis=0), there.demand.argsort(axis=0))
        np.testing.assert_array_equal(here.inbound.argsort(axis=0), there.inbound.argsort(axis=0))


def test_a_launch_succeeds_or_not_whenever_it_comes(cold_brew: Any) -> None:
    even, _ = even_and_raw(cold_brew.scenario.world, 9)
    for draws in even[1:]:
        np.testing.assert_array_equal(draws.success, even[0].success)
        np.testing.assert_array_equal(draws.failure, even[0].failure)


def test_arrays_lie_in_memory_as_the_rules_want_them(cold_brew: Any) -> None:
    even, raw = even_and_raw(cold_brew.scenario.world, 10)
    for name in (field.name for field in fields(raw[0])):
        assert getattr(even[0], name).flags.f_contiguous
        assert getattr(even[0], name).dtype == getattr(raw[0], name).dtype


def test_the_same_dice_give_the_same_luck(cold_brew: Any) -> None:
    (one, _), (other, _) = (even_and_raw(cold_brew.scenario.world, 11) for _ in range(2))
    np.testing.assert_array_equal(one[2].month, other[2].month)


def test_means_are_those_of_plain_luck_and_less_noisy(cold_brew: Any) -> None:
    # Over several ways of playing: how much of the luck is a plain sum of draws depends on how full the floor is.
    here = stage(Code(cold_brew.scenario))
    noise = []
    for play in range(1, 5):
        course = random_course(cold_brew, play, 4)
        lucks = [even_and_raw(here.world, first) for first in range(0, 100 * SEASONS, SEASONS)]
        even, raw = np.array([[crossed(here, course, luck).mean() for luck in both] for both in lucks]).T
        error = np.sqrt((even.var() + raw.var()) / len(raw))
        assert abs(even.mean() - raw.mean()) <= 4.0 * error
        noise.append(even.std() / raw.std())
    assert max(noise) < 1.0
    assert np.mean(noise) <= 0.6
