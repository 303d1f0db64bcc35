from typing import Any

import numpy as np
import pytest

from game.lab.encoding import Code
from game.lab.playing import crossed, joint, luck_of, stage
from game.lab.search import changing as module
from game.lab.search.changing import slopes
from game.lab.search.generations import FAR, kicked
from game.lab.search.solving import distribution_points, marketing_points
from game.lab.search.space import Space, everything, with_orders_up_to
from game.rules.draws import seeds_from
from game.rules.prepared import prepared
from game.scenario import load
from game.scenario.shelf import find, shipped

STEP = 1e-4
"""Large enough to outweigh that money is in whole cents."""


def some_points(slug: str) -> Any:
    """A space and points here and there in it, away from its edges and from numbers that are just alike."""
    code, dice = Code(load(find(slug))), np.random.default_rng(7)
    base = with_orders_up_to(code, code.defaults())
    space = Space(code, everything(code), base)
    points = np.stack([kicked(space, space.point(base), FAR, dice) for _ in range(40)], axis=1)
    numbers = points[: space.numbers]
    points[: space.numbers] = 0.05 + 0.9 * numbers + 0.05 * dice.random(numbers.shape)
    return stage(code), space, points


@pytest.mark.parametrize("measure", [joint, marketing_points, distribution_points])
@pytest.mark.parametrize("slug", shipped())
def test_what_is_played_on_a_tape_earns_the_same_and_slopes_foretell_what_a_step_adds(slug: str, measure: Any) -> None:
    here, space, points = some_points(slug)
    luck, towards = luck_of(here.ready, seeds_from(5, 1)), np.random.default_rng(8).standard_normal(points.shape)
    towards[space.numbers :] = 0.0
    worth, steep = slopes(here, space, points, luck, measure)
    np.testing.assert_array_equal(worth, crossed(here, space.at(points), luck, measure).mean(axis=0))
    further = [crossed(here, space.at(points + way * STEP * towards), luck, measure).mean(axis=0) for way in (1, -1)]
    added = (further[0] - further[1]) / (2.0 * STEP)
    off = np.abs(added - (steep * towards[: space.numbers]).sum(axis=0)) / np.maximum(1.0, np.abs(added))
    # Some steps cross a corner or a jump; most do not.
    assert np.median(off) < 0.03
    assert np.quantile(off, 0.25) < 0.01


def test_courses_side_by_side_on_several_tapes_have_the_slopes_they_have_alone(
    first_day: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, space, points = some_points("first-day")
    luck = luck_of(here.ready, seeds_from(9, 4))
    worth, steep = slopes(here, space, points, luck, joint)
    monkeypatch.setattr(module, "MOST", 8)
    few, fewer = slopes(here, space, points, luck, joint)
    np.testing.assert_array_equal(worth, few)
    np.testing.assert_allclose(steep, fewer, rtol=1e-9, atol=1e-6)


def test_one_value_for_all_rounds_has_the_slopes_of_all_rounds_together(first_day: Any) -> None:
    base = first_day.defaults()
    here, free = stage(first_day), everything(first_day)
    each, steady = Space(first_day, free, base), Space(first_day, free, base, steady=True)
    luck = luck_of(here.ready, seeds_from(3, 8))
    _, rounds = slopes(here, each, each.point(base)[:, None], luck, joint)
    _, together = slopes(here, steady, steady.point(base)[:, None], luck, joint)
    np.testing.assert_allclose(rounds.reshape(first_day.rounds, -1).sum(axis=0), together[:, 0], rtol=1e-9, atol=1e-6)


def nothing(outcome: Any) -> Any:
    """What no number moves."""
    return np.full(len(outcome.money.joint), 2.0)


def test_a_measure_that_no_number_moves_has_no_slope(first_day: Any) -> None:
    space = Space(first_day, everything(first_day), first_day.defaults())
    points = space.point(first_day.defaults())[:, None]
    worth, steep = slopes(
        stage(first_day), space, points, luck_of(prepared(first_day.scenario.world), seeds_from(3, 2)), nothing
    )
    assert worth.tolist() == [6.0]
    assert not steep.any()


def test_a_code_of_any_scenario_can_be_traced_from_its_defaults() -> None:
    for slug in shipped():
        code = Code(load(find(slug)))
        space = Space(code, everything(code), code.defaults())
        luck = luck_of(prepared(code.scenario.world), seeds_from(1, 2))
        _, steep = slopes(stage(code), space, space.point(code.defaults())[:, None], luck, joint)
        assert np.isfinite(steep).all()
        assert steep.any()
