"""Two seasons taken apart into rules, decisions and luck; and the next steps up from a season, replayed."""

from typing import Any

import pytest

from game.lab.hindsight.contrast import contrast
from game.lab.hindsight.review import review
from game.lab.hindsight.rungs import next_steps
from game.lab.hindsight.season import replayed, season_at, season_of, swings, turning_points
from game.lab.ladder import Held, changed
from game.lab.simulation.players import Persona, play
from game.refusal import Refusal
from game.table.structure import structure
from game.table.table import Table

HAWK = {"marketing": "deal-maker", "distribution": "cost-hawk"}
CALM = {"marketing": "brand-guardian", "distribution": "steady-hand"}


def a_season(first_day: Any, names: Any = HAWK, worked: Any = "silo", seed: int = 7) -> Any:
    return play(
        first_day.scenario, seed, structure(worked), {seat: Persona(seat, name) for seat, name in names.items()}
    )


def replayed_like(table: Any, worked: Any, seed: int) -> Any:
    """The same plans under another structure and another luck, by hand."""
    season = season_at(table)
    return season_of(
        table.scenario, seed, [month.values for month in table.history], [structure(worked)] * season.rounds
    )


# Two seasons


def test_seasons_of_which_no_month_was_played_or_not_as_many_are_refused(first_day: Any) -> None:
    new, played = Table.start(first_day.scenario, 7, structure("silo")), a_season(first_day)
    for first, months in ((new, 0), (played, 3)):
        with pytest.raises(Refusal, match=f"given {months} months of First day and 0 months of First day"):
            contrast(first, new)


def test_a_season_beside_itself_differs_in_nothing(first_day: Any) -> None:
    table = a_season(first_day)
    own = round(100 * table.joint_value)
    assert vars(contrast(table, table)) == {"first": own, "second": own, "rules": 0, "decisions": 0, "luck": 0}


@pytest.mark.parametrize(
    "second", [{"names": CALM}, {"worked": "sync"}, {"seed": 8}, {"names": CALM, "worked": "sync", "seed": 8}]
)
def test_rules_decisions_and_luck_add_up_to_the_difference_to_the_cent(first_day: Any, second: Any) -> None:
    one, other = a_season(first_day), a_season(first_day, **second)
    found = contrast(one, other)
    assert (found.first, found.second) == (round(100 * one.joint_value), round(100 * other.joint_value))
    assert found.rules + found.decisions + found.luck == found.second - found.first


def test_with_the_same_structure_rules_made_nothing_and_with_the_same_seed_luck_made_nothing(first_day: Any) -> None:
    found = contrast(a_season(first_day), a_season(first_day, CALM))
    assert (found.rules, found.luck) == (0, 0)
    assert found.decisions != 0


def test_two_parts_share_what_they_made_at_once_half_and_half(first_day: Any) -> None:
    one, other = a_season(first_day), a_season(first_day, CALM, seed=8)
    luck_first = int(replayed_like(one, "silo", 8).cents.sum())
    decisions_first = int(replayed_like(other, "silo", 7).cents.sum())
    found = contrast(one, other)
    by_luck = ((luck_first - found.first) + (found.second - decisions_first)) / 2.0
    assert found.luck == pytest.approx(by_luck, abs=1.0)


def test_seasons_of_two_places_are_not_set_against_each_other(first_day: Any, cold_brew: Any) -> None:
    with pytest.raises(Refusal, match="expected two seasons over the same months of the same scenario"):
        contrast(a_season(first_day), a_season(cold_brew))


# The next steps up


def test_a_season_with_levels_for_orders_is_the_same_season(first_day: Any) -> None:
    season = season_at(a_season(first_day))
    assert replayed(season, season.levels).tolist() == [int(season.cents.sum())]


def test_each_step_up_adds_what_it_says_upon_those_before_it(first_day: Any) -> None:
    season = season_at(a_season(first_day))
    course, worth = season.levels, int(season.cents.sum())
    steps = next_steps(season)
    assert 1 <= len(steps) <= 3
    for step in steps:
        held = [Held(first_day.row[one.key], one.since - 1, one.number) for one in step.changes]
        course = changed(course, held)
        now = int(replayed(season, course)[0])
        assert step.cents == pytest.approx(now - worth, abs=100) and step.cents > 0  # whole units that add up
        assert step.cents % 100 == 0
        assert step.alone <= step.cents
        worth = now


def test_steps_are_told_with_who_would_have_done_what_from_when_and_its_worth(first_day: Any) -> None:
    table = a_season(first_day)
    season = season_at(table)
    steps = next_steps(season, None, turning_points(season, swings(season)))
    told = review(table, with_message=False).steps
    assert [one.cents for one in told] == [one.cents for one in steps]
    for sentence, step in zip((one.sentence for one in told), steps, strict=True):
        assert sentence.count("would have") >= len(step.changes)
        assert f"€{step.cents / 100:,.0f} more" in sentence
        assert ("One change by itself" in sentence) is (len(step.changes) == 2)
        for change in step.changes:
            who = "the two" if change.lead == "joint" else change.lead
            assert who in sentence.lower()
