from typing import Any

import numpy as np
import pytest

from game.lab import playing
from game.lab.encoding import Course
from game.lab.playing import cents, crossed, luck_of, repeated, seasons, stage, taken, tiled
from game.lab.simulation.players import random_course
from game.rules.draws import seeds_from


def alike(code: Any, parting: Any) -> Any:
    """Courses that play as the first does until they part from it, in no order."""
    course = random_course(code, len(parting), 2)
    values = course.values.copy()
    for at, round_ in enumerate(parting):
        values[:round_, :, at] = values[:round_, :, 0]
    return Course(values, course.levels)


@pytest.mark.parametrize("chunk", [4096, 8])
@pytest.mark.parametrize("parting", [[0, 2, 0, 1, 3, 2, 0], [0, 0, 0, 0, 0, 0, 0], [0, 3, 3, 3, 3, 3, 3]])
def test_every_course_earns_under_every_luck_what_it_earns_alone(
    first_day: Any, monkeypatch: pytest.MonkeyPatch, chunk: Any, parting: Any
) -> None:
    monkeypatch.setattr(playing, "CHUNK", chunk)
    here, course, seeds = stage(first_day), alike(first_day, parting), seeds_from(31, 3)
    table = crossed(here, course, luck_of(here.ready, seeds), cents)
    assert table.shape == (3, 7)
    for at in range(7):
        alone = Course(course.values[:, :, at : at + 1], course.levels)
        np.testing.assert_array_equal(table[:, at], seasons(here, alone, seeds, cents))


def test_months_that_courses_have_in_common_are_played_once(first_day: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    played = []
    happen = playing.happen  # type: ignore[attr-defined]

    def counted(world: Any, state: Any, plans: Any, draws: Any) -> Any:
        played.append(len(state.goodwill))
        return happen(world, state, plans, draws)

    monkeypatch.setattr(playing, "happen", counted)
    here = stage(first_day)
    crossed(here, alike(first_day, [0, 2, 1, 3, 2]), luck_of(here.ready, seeds_from(1, 10)), cents)
    # One line, then the course that parts in the second month, then the two that part in the third.
    assert played == [10, 20, 40]


def test_what_is_repeated_stands_together_and_what_is_tiled_takes_turns(first_day: Any) -> None:
    luck = luck_of(stage(first_day).ready, seeds_from(5, 2))[0]
    one, two = luck.company
    assert repeated(luck, 3).company.tolist() == [one, one, one, two, two, two]
    assert tiled(luck, 3).company.tolist() == [one, two, one, two, one, two]
    assert taken(luck, np.array([1, 1, 0])).company.tolist() == [two, two, one]
    np.testing.assert_array_equal(tiled(luck, 2).demand, np.concatenate([luck.demand, luck.demand]))
    np.testing.assert_array_equal(repeated(luck, 2).demand, luck.demand[[0, 0, 1, 1]])
