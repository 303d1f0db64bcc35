from typing import Any

import numpy as np
import pytest

from game.lab.encoding import Course
from game.lab.playing import stage
from game.lab.search.changing import Trial
from game.lab.search.climbing import Climb, branched, climb
from game.lab.search.coarse import Sampling, search
from game.lab.search.space import Space, everything, with_orders_up_to


def near_a_wish(outcome: Any) -> Any:
    """Largest when 2,000 is spent on the brand, 1,000 on performance and the second item is on a deep deal."""
    brand, performance = (outcome.spent.brand - 2000.0) / 1000.0, (outcome.spent.performance - 1000.0) / 1000.0
    return (outcome.sale.promotion[:, 1] == 2) - brand * brand - performance * performance


@pytest.fixture
def space(cold_brew: Any) -> Any:
    base = with_orders_up_to(cold_brew, cold_brew.defaults())
    names = ("brand-advertising", "performance-advertising", "promotion.espresso")
    return Space(cold_brew, np.array([setting.key in names for setting in cold_brew.settings]), base)


def wish(code: Any, course: Any) -> Any:
    rows = [code.row[key] for key in ("brand-advertising", "performance-advertising", "promotion.espresso")]
    return course.values[:, rows, 0]


def test_the_fine_search_finds_what_is_wished_for_in_every_round(cold_brew: Any, space: Any) -> None:
    found = climb(stage(cold_brew), space, space.base, Climb(turns=4, steps=25, seeds=1, pace=0.05, few=1, many=2), 1,
                  near_a_wish)  # fmt: skip
    brand, performance, promotion = wish(cold_brew, found.course).T
    assert (np.abs(brand - 2000.0) <= 250.0).all(), "a step of the sheet is 250"
    assert (np.abs(performance - 1000.0) <= 250.0).all()
    assert (promotion == 2).all()


def test_the_coarse_search_finds_what_is_wished_for(cold_brew: Any, space: Any) -> None:
    steady = Space(cold_brew, everything(cold_brew) & False | _free(space), space.base, steady=True)
    found = search(stage(cold_brew), steady, space.base, Sampling(200, 15, 1), 1, near_a_wish)
    brand, performance, promotion = wish(cold_brew, found.course).T
    assert np.ptp(brand) == 0.0, "one value for all rounds"
    assert brand[0] == pytest.approx(2000.0, abs=300.0)
    assert performance[0] == pytest.approx(1000.0, abs=300.0)
    assert (promotion == 2).all()


def _free(space: Any) -> Any:
    free = np.zeros(len(space.code.settings), dtype=bool)
    free[[*space.number_rows, *space.choice_rows, *space.once_rows]] = True
    return free


def test_the_same_seed_finds_the_same_course(first_day: Any) -> None:
    base = with_orders_up_to(first_day, first_day.defaults())
    space = Space(first_day, everything(first_day), base)
    short = Climb(turns=1, steps=3, seeds=1, few=1, many=4)
    one, two, other = (climb(stage(first_day), space, base, short, seed).course.values for seed in (1, 1, 2))
    np.testing.assert_array_equal(one, two)
    assert not np.array_equal(one, other)


def test_a_course_survives_being_shares_and_picks(cold_brew: Any) -> None:
    values = with_orders_up_to(cold_brew, cold_brew.defaults()).values.copy()
    values[3:, cold_brew.row["launch.cold-brew"]] = 1.0
    values[5:, cold_brew.row["initiative.joint-sop"]] = 1.0
    values[2, cold_brew.row["carrier"]] = 2.0
    course = Course(values, cold_brew.orders)
    space = Space(cold_brew, everything(cold_brew), course)
    back = space.courses(space.shares(course)[:, None], space.picks(course)[:, None])
    np.testing.assert_allclose(back.values, course.values)


def test_what_is_done_once_is_done_from_its_round_on_or_never(cold_brew: Any) -> None:
    base = with_orders_up_to(cold_brew, cold_brew.defaults())
    row = cold_brew.row["launch.cold-brew"]
    space = Space(cold_brew, np.arange(len(cold_brew.settings)) == row, base)
    courses = space.courses(np.zeros((0, 9)), np.arange(9)[None])
    done = [[0] * 8] + [[0] * at + [1] * (8 - at) for at in range(8)]
    assert courses.values[:, row].T.tolist() == done


def test_what_all_items_of_a_lever_do_in_a_round_is_moved_together(cold_brew: Any) -> None:
    base = with_orders_up_to(cold_brew, cold_brew.defaults())
    space = Space(cold_brew, everything(cold_brew), base)
    point, outbound = space.point(base), [at for key, at in cold_brew.row.items() if key.startswith("outbound-mode")]
    before, moved = space.at(point[:, None]).values[:, :, 0], set()
    for alike in space.alike():
        other = point.copy()
        other[space.numbers + alike] = 2.0
        changed = space.at(other[:, None]).values[:, :, 0]
        rounds, settings = np.nonzero(changed != before)
        assert len(set(rounds.tolist())) == 1
        assert len({cold_brew.settings[at].lever.id for at in settings}) == 1
        if settings[0] in outbound:
            assert sorted(settings.tolist()) == sorted(outbound)
            moved.add(int(rounds[0]))
    assert moved == set(range(cold_brew.rounds))


def test_a_choice_that_pays_only_with_another_number_is_found(cold_brew: Any) -> None:
    """A deep deal is worth having only where the brand gets 3,000: worse alone, and so is the money without it."""
    base = with_orders_up_to(cold_brew, cold_brew.defaults())
    names = ("brand-advertising", "promotion.espresso")
    space = Space(cold_brew, np.array([setting.key in names for setting in cold_brew.settings]), base)
    values = base.values.copy()
    values[:, cold_brew.row["brand-advertising"]], values[:, cold_brew.row["promotion.espresso"]] = 2000.0, 0.0
    start = space.point(Course(values, base.levels))[:, None]
    trial = Trial(stage(cold_brew), space, only_together, 1, 2, 1)
    assert (trial.improved(start) == start).all(), "no single change pays"
    after = space.at(branched(trial, start, 0.1)).values[:, :, 0]
    assert (after[:, cold_brew.row["promotion.espresso"]] == 2.0).all()
    assert (after[:, cold_brew.row["brand-advertising"]] > 2200.0).all()


def only_together(outcome: Any) -> Any:
    """Without the deal best at 2,000 for the brand; with it best at 3,000, and then better."""
    deal = outcome.sale.promotion[:, 1] == 2
    off = (outcome.spent.brand - np.where(deal, 3000.0, 2000.0)) / 1000.0
    return np.where(deal, 0.5, 0.0) - off * off


def test_a_found_course_can_be_entered_on_the_sheet(cold_brew: Any) -> None:
    base = with_orders_up_to(cold_brew, cold_brew.defaults())
    space = Space(cold_brew, everything(cold_brew), base)
    dice = np.random.default_rng(1)
    course = space.courses(dice.random((space.numbers, 1)), np.zeros((space.choices, 1), dtype=np.int64))
    for plan in cold_brew.plans(space.stepped(course)):
        for setting in cold_brew.settings:
            if setting.lever.kind == "number" and setting.lever.id != "stock-to-order":
                assert setting.problem(plan[setting.key]) is None
                steps = (plan[setting.key] - setting.low) / setting.step
                at_top = plan[setting.key] == setting.high
                assert at_top or steps == pytest.approx(round(steps), abs=1e-6), setting.key
