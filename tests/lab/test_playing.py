from typing import Any

import numpy as np
import pytest

from game.lab import playing
from game.lab.playing import cents, seasons, stage
from game.lab.simulation.players import random_course
from game.rules.draws import seeds_from
from game.scenario.packing import pack
from tests.rules.playing import joint_value, play


def test_a_season_in_the_lab_earns_what_it_earns_at_a_table_of_the_rules(cold_brew: Any) -> None:
    course, seeds = random_course(cold_brew, 3, 4), seeds_from(11, 3)
    earned = seasons(stage(cold_brew), course, seeds, cents)
    for season in range(3):
        plans = [pack(cold_brew.scenario.layout, [plan]) for plan in cold_brew.plans(course, season)]
        steps = play(stage(cold_brew).ready, plans, seeds[season : season + 1])
        assert joint_value(steps)[0] == earned[season]


def test_how_seasons_are_cut_into_chunks_changes_nothing(first_day: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    course, seeds = random_course(first_day, 25, 1), seeds_from(5, 25)
    whole = seasons(stage(first_day), course, seeds, cents)
    monkeypatch.setattr(playing, "CHUNK", 7)
    np.testing.assert_array_equal(seasons(stage(first_day), course, seeds, cents), whole)
