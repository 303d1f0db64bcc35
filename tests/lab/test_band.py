"""The band: two replays of what is left, from the real state; at the end it is the season; what it says early on."""

from dataclasses import replace
from typing import Any

import pytest

from game.lab.bench import booked
from game.lab.encoding import Course
from game.lab.hindsight.band import Band, SeasonEnd, band_at, band_told, bands_of
from game.lab.hindsight.bounds import Bounds
from game.lab.hindsight.season import season_at
from game.lab.ladder import within_budgets
from game.lab.playing import luck_of, monthly
from game.lab.simulation.players import Persona, Player, Script, play
from game.rules.draws import seeds_from
from game.rules.levers import SEATS, Seat
from game.table.structure import structure
from game.telling import reach
from tests.lab.test_fit import PAIRS

SEED = 5


@pytest.fixture(scope="module")
def table(bench: Any) -> Any:
    players: dict[Seat, Player] = {seat: Persona(seat, name) for seat, name in PAIRS.items()}
    return play(bench.code.scenario, SEED, structure("silo"), players)


def bands(table: Any, bench: Any) -> Any:
    return [band_at(table, months, (bench, "")) for months in range(1, table.months + 1)]


def test_at_the_end_the_band_is_the_season_and_its_alignment(table: Any, bench: Any) -> None:
    last = bands(table, bench)[-1]
    found = Bounds(bench, season_at(table)).alignment
    assert last.alone == last.best
    assert last.left == 0
    assert last.alone.value == last.so_far == round(table.joint_value)
    assert last.alone.points == pytest.approx(found.index, abs=0.05)


def test_both_playing_the_rest_as_well_as_is_known_is_never_less_than_each_going_on_alone(
    table: Any, bench: Any
) -> None:
    for band in bands(table, bench):
        assert band.alone.value <= band.best.value
        assert (band.months + band.left, band.currency) == (table.scenario.rounds, "€")


def test_a_season_that_is_silo_play_ends_at_0_if_each_goes_on_alone_after_every_month(bench: Any) -> None:
    code = bench.code
    players: dict[Seat, Player] = {seat: Script(seat, code, bench.silo) for seat in SEATS}
    played = play(code.scenario, SEED, structure("silo"), players)
    for band in bands(played, bench):
        assert band.alone.points == pytest.approx(0.0, abs=1.0)


def test_silo_play_and_the_best_plan_so_far_are_those_of_the_season_beside_them(table: Any, bench: Any) -> None:
    beside = Bounds(bench, season_at(table)).beside
    for band in bands(table, bench):
        assert band.silo_so_far == sum(beside.silo[: band.months])
        assert band.best_so_far == sum(beside.best[: band.months])
        assert band.so_far == sum(month.shared.joint for month in table.history[: band.months])


def test_the_bands_of_a_season_are_those_of_its_months(table: Any, bench: Any) -> None:
    assert list(bands_of(table, bench)) == bands(table, bench)
    early = replace(table, history=table.history[:2], round=3)
    assert list(bands_of(early, bench)) == bands(early, bench)
    ended = replace(early, ended="the time was over")
    assert [band.left for band in bands_of(ended, bench)] == [2, 0]
    assert list(bands_of(ended, bench)) == bands(ended, bench)
    mixed = replace(table.history[0], structure=structure("sync"))
    turned = replace(table, history=(mixed, *table.history[1:]))
    assert list(bands_of(turned, bench)) == bands(turned, bench)


def test_without_a_yardstick_it_says_why(table: Any) -> None:
    found = band_at(table, 1, (None, "Nobody has worked it out."))
    assert found.without == "Nobody has worked it out."
    assert reach.sentences(found) == ["Not known. Nobody has worked it out."]
    assert reach.figure(found) == ""


def test_a_structure_hides_it_as_long_as_the_season_lasts(table: Any) -> None:
    hidden = replace(table, structure=structure("talk", band="hidden"))
    over, going_on = band_told(hidden, 1), band_told(replace(hidden, round=2), 1)
    assert going_on.without == "It is not told at this table before the season is over."
    assert over == band_told(table, 1)
    assert over.without != going_on.without


BY_HAND = Band(2, 6, SeasonEnd(65_213.0, -12.4), SeasonEnd(120_000.0, 78.0), 9_000.0, 12_000.0, 8_000.0, "€")


def test_a_band_is_told_in_points_and_money_and_that_the_best_plan_invests_while_silo_play_is_ahead() -> None:
    first, second, third = reach.sentences(BY_HAND)
    assert first.startswith("At −12 if each goes on alone, at 78 if both go on as in the best plan known;")
    assert second == "In joint value €65,213 and €120,000; the months so far are worth €9,000."
    assert third.startswith("So far silo play is ahead of the best plan known, which invests first")
    assert len(reach.sentences(replace(BY_HAND, best_so_far=12_000.0))) == 2
    assert reach.figure(BY_HAND) == "−12 to 78"


def test_on_a_line_the_band_lies_between_its_ends_and_0_and_100_are_marked() -> None:
    begin, end, silo, best = reach.gauge(BY_HAND, 113)
    assert (begin, end, silo, best) == (0, 90, 12, 112)


def test_a_plan_that_asks_for_more_than_its_budgets_is_published_as_it_is_booked(bench: Any) -> None:
    code, here = bench.code, bench.stage
    values = code.defaults().values.copy()
    for row, setting in enumerate(code.settings):
        if setting.lever.id in ("performance-advertising", "extra-shift", "temps"):
            values[:, row] = setting.high
    asked = Course(values, code.defaults().levels)
    found, luck = booked(here, asked), luck_of(here.ready, seeds_from(1, 1))
    assert not within_budgets(here, luck, asked)[0]
    assert within_budgets(here, luck, found)[0]
    played = [monthly(here, course, luck)[:-1, 0].tolist() for course in (asked, found)]
    assert played[0] == pytest.approx(played[1], abs=2)  # cents; the months after the last go by what it asks for
    assert (found.values <= asked.values).all()
    again = booked(here, found)
    assert again.values == pytest.approx(found.values)
