"""A page names nothing that luck explains: a room without an effect is told none, one with a bias is told it."""

import random
from statistics import fmean

import numpy as np
import pytest

from game.debrief.gap_words import of_room, of_table
from game.debrief.instrument import Surveyed, foresight
from game.debrief.luck import at_least, beyond_luck, t_of, tail, widened
from game.debrief.room import interval, room_of
from game.rules.levers import SEATS, Seat
from game.table.survey.moves import Rank
from game.table.survey.survey import Survey
from tests.debrief.surveys import FOUR, reading
from tests.narrowed import there

QUANTILES = {1: 12.706, 4: 2.776, 5: 2.571, 11: 2.201, 30: 2.042}
"""Of Student's t, 2.5% on each side, from any table of it."""
CHANCE = 0.25 + 1 / 3
ROOMS = 60
"""Rooms that are looked at; three of them may be told something."""


@pytest.mark.parametrize(("free", "t"), QUANTILES.items())
def test_students_t_is_that_of_the_tables(free: int, t: float) -> None:
    assert tail(t, free) == pytest.approx(0.05, abs=2e-4)
    assert t_of(0.05, free) == pytest.approx(t, abs=2e-3)
    assert (tail(0.0, free), tail(-t, free)) == (1.0, tail(t, free))


def test_how_often_so_many_come_true_is_counted_by_hand() -> None:
    assert at_least(2, (0.5, 0.5)) == 0.25
    assert at_least(1, (0.5, 0.2)) == pytest.approx(0.6)
    assert (at_least(0, (0.3,)), at_least(3, (0.5, 0.5))) == (1.0, 0.0)


@pytest.mark.parametrize("pairs", [5, 6, 12])
def test_an_interval_of_few_pairs_holds_the_truth_nearly_as_often_as_it_says(pairs: int) -> None:
    draws = np.random.default_rng(4)
    found = [there(interval(draws.normal(0.0, 1.0, pairs).tolist())) for _ in range(400)]
    assert fmean(one.holds_zero for one in found) >= 0.92  # plain percentiles: 0.82 for five pairs, 0.85 for six
    assert widened(0.05, pairs) < 0.025


def test_what_is_the_same_everywhere_is_no_luck_and_two_values_never_say_anything() -> None:
    assert beyond_luck([0.75] * 6, 20)
    assert not beyond_luck([0.0] * 6, 20)
    assert not beyond_luck([5.0, 5.1], 20)


def a_person(draws: random.Random, seat: Seat, surveyed: Survey, moment: str) -> Survey:
    for whose in ("own", "partner", "meta"):
        order = dict(zip("abcd", draws.sample(range(1, 5), 4), strict=True))
        surveyed = surveyed.given(
            FOUR, Rank("marketing" if seat == "marketing" else "distribution", moment, whose, order)
        )
    return surveyed


def a_room_of_noise(draws: random.Random, pairs: int, tap: int, hit: float) -> list[Surveyed]:
    """People who rank by lot, before and after, and whose predictions hit as often as is said, whatever they tap."""
    room = []
    for at in range(pairs):
        survey = Survey()
        for moment in ("before", "after"):
            for seat in SEATS:
                survey = a_person(draws, seat, survey, moment)
        readings = tuple(
            reading(sum(draws.random() < hit for _ in range(2)), tap, CHANCE, seat)
            for seat in SEATS for _ in range(3)
        )  # fmt: skip
        room.append(Surveyed(f"Table {at}", FOUR, survey, readings))
    return room


def claims(lines: list[str]) -> list[str]:
    """The sentences that claim something: an interval without a word that it shows nothing, or sureness by more."""
    return [one for one in lines
            if ("95% interval" in one and "no clear difference" not in one) or "by more than luck" in one]  # fmt: skip


@pytest.mark.parametrize("pairs", [6, 12])
def test_of_rooms_without_any_effect_one_in_twenty_at_most_is_told_of_one(pairs: int) -> None:
    draws, told = random.Random(7), 0
    for _ in range(ROOMS):
        # Everybody taps "a guess", and hits as often as guessing does: sure and right are the same.
        told += bool(claims(of_room(room_of(a_room_of_noise(draws, pairs, 1, CHANCE / 2)))))
    assert told <= 0.05 * ROOMS


@pytest.mark.parametrize("tap", [1, 2, 3, 4])
def test_of_people_as_sure_as_right_one_table_in_forty_at_most_is_told_otherwise(tap: int) -> None:
    draws, told = random.Random(tap), 0
    rate = CHANCE / 2 + (1 - CHANCE / 2) * (tap - 1) / 4
    for _ in range(400):
        one = foresight([reading(sum(draws.random() < rate for _ in range(2)), tap, CHANCE) for _ in range(6)])
        told += bool(there(one).leans)
    assert told <= 400 / 40


def test_a_room_that_is_surer_than_right_is_told_so() -> None:
    draws, told = random.Random(1), 0
    for _ in range(20):
        lines = claims(of_room(room_of(a_room_of_noise(draws, 12, 4, CHANCE / 2))))
        told += any(one.startswith("How sure people were, less how right") for one in lines)
    assert told >= 19


def test_a_person_who_is_certain_and_wrong_all_season_is_told_so() -> None:
    always = Surveyed("1", FOUR, Survey(), tuple(reading(0, 5, CHANCE) for _ in range(4)))
    (said,) = [one for one in of_table(always) if "foretold" in one]
    assert "surer than right, by more than luck explains" in said
    timid = Surveyed("1", FOUR, Survey(), tuple(reading(2, 1, CHANCE) for _ in range(4)))
    (said,) = [one for one in of_table(timid) if "foretold" in one]
    assert "less sure than right, by more than luck explains" in said


@pytest.mark.parametrize(("mean", "clear"), [(0.0, False), (3.0, True)])
def test_a_clear_difference_is_rarer_than_one_in_twenty_times_twenty(mean: float, clear: bool) -> None:
    draws = np.random.default_rng(3)
    found = fmean(beyond_luck(draws.normal(mean, 1.0, 8).tolist(), 20) for _ in range(2000))
    assert found > 0.95 if clear else found <= 0.005
