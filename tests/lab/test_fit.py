"""What would have fit better: by hand at a table, over the whole neighbourhood, within budgets, adding up."""

from dataclasses import replace
from typing import Any

import pytest

from game.lab.hindsight.answering import AnsweredMonth
from game.lab.hindsight.fit import fit_at, fit_of_month, fit_of_season, fits_of
from game.lab.hindsight.season import season_at, swings, turning_points
from game.lab.simulation.players import Persona, play
from game.refusal import Refusal
from game.rules.levers import SEATS, Seat
from game.table.moves import Commit
from game.table.playing import play as moved
from game.table.structure import structure

PAIRS: dict[Seat, str] = {"marketing": "growth-chaser", "distribution": "cost-hawk"}


def a_season(place: Any, preset: Any = "talk", names: Any = PAIRS, seed: int = 5) -> Any:
    return play(place.scenario, seed, structure(preset), {seat: Persona(seat, name) for seat, name in names.items()})


@pytest.fixture(scope="module")
def table(cold_brew: Any) -> Any:
    return a_season(cold_brew)


@pytest.fixture(scope="module")
def fits(table: Any) -> Any:
    return fits_of(table)


def before(table: Any, months: Any) -> Any:
    """The table as it stood with so many months played, nothing of the next one decided."""
    fresh = type(table).start(table.scenario, table.seed, table.structure)
    for month in table.history[:months]:
        fresh = committed(fresh, {seat: month.commits[seat].plan for seat in SEATS})
    return fresh


def committed(table: Any, plans: Any) -> Any:
    for seat, plan in plans.items():
        table = moved(table, Commit(seat, plan))
    return table


def values_of(season: Any, round_: Any, weighed: Any) -> Any:
    """What an answer sets, by key."""
    code = season.stage.code
    return {
        code.settings[row].key: code.value(code.settings[row], number)
        for one in weighed.answer
        for row, number in zip(one.rows, one.numbers, strict=True)
    }


def test_a_seats_answer_to_the_last_month_is_worth_what_a_table_says_that_plays_it(first_day: Any) -> None:
    table = a_season(first_day, "silo")
    season, last = season_at(table), table.months - 1
    best = AnsweredMonth(season, last, goes_on=False).best()
    assert "marketing" in best
    for seat in SEATS:
        if seat in best:
            plans = {one: dict(table.history[last].commits[one].plan) for one in SEATS}
            plans[seat] |= values_of(season, last, best[seat])
            other = committed(before(table, last), plans)
            assert round(100 * (other.joint_value - table.joint_value)) == best[seat].cents


def test_no_other_value_of_one_setting_that_a_table_would_take_beats_a_seats_answer(table: Any) -> None:
    season, every = season_at(table), swings(season_at(table))
    for round_ in range(season.rounds):
        best, stands = AnsweredMonth(season, round_, goes_on=False).best(), before_of(table, round_)
        for seat in SEATS:
            mine = [one for one in every if one.round == round_ + 1 and one.lead == seat and one.cents > 0]
            mine = [one for one in mine if one.lever not in ("site", "portfolio")]
            known = best[seat].cents if seat in best else 0
            assert not [one for one in mine if one.cents > known and taken(stands, table.history[round_], one)]


def taken(stands: Any, month: Any, swing: Any) -> Any:
    """Whether a table takes a seat's plan with one value otherwise."""
    try:
        moved(stands, Commit(swing.lead, {**month.commits[swing.lead].plan, swing.key: swing.other}))
    except Refusal:
        return False
    return True


@pytest.mark.parametrize("preset", ["silo", "talk", "sync"])
def test_a_seats_answer_sets_only_what_the_seat_led_and_a_table_takes_it(cold_brew: Any, preset: Any) -> None:
    table = a_season(cold_brew, preset)
    season = season_at(table)
    for round_ in range(season.rounds):
        month, stands = table.history[round_], before_of(table, round_)
        best = AnsweredMonth(season, round_, goes_on=False).best()
        for seat in SEATS:
            if seat in best:
                sets = values_of(season, round_, best[seat])
                assert {month.leads[key.partition(".")[0]] for key in sets} == {seat}
                moved(stands, Commit(seat, {**month.commits[seat].plan, **sets}))  # no refusal


def before_of(table: Any, round_: Any) -> Any:
    """The table in the state in which a month began, with what both had signed for it."""
    month = table.history[round_]
    return replace(
        table,
        state=month.before,
        round=month.round,
        leads=month.leads,
        values=table.history[round_ - 1].values if round_ else table.scenario.sheet.defaults(),
        history=table.history[:round_],
        play_now=replace(type(table.play_now)(), proposals=month.proposals),
    )


def test_both_at_once_are_told_only_where_they_beat_either_answer_clearly(fits: Any) -> None:
    both = [fit for fit in fits if fit.of("joint")]
    assert both
    for fit in fits:
        alone = max(fit.money(seat) for seat in SEATS)
        assert fit.money("joint") >= alone
        assert len(fit.lines) <= 3
        if fit.of("joint"):
            assert fit.of("joint").cents > 1.1 * 100 * (alone - 1)


def test_every_line_has_a_cause_and_a_why_that_adds_up_to_its_money(fits: Any) -> None:
    lines = [line for fit in fits for line in fit.lines]
    assert len(lines) > 8
    for line in lines:
        assert line.would and line.cause.endswith(".")
        assert sum(factor.value for factor in line.why.factors) == pytest.approx(line.cents / 100, abs=0.01)
        assert line.why.figure == line.cents / 100


def test_the_months_after_are_counted_and_named(fits: Any, table: Any) -> None:
    names = [factor.name for line in fits[0].lines for factor in line.why.factors]
    assert f"{table.scenario.months[1]} to {table.scenario.months[-1]}" in names
    assert all("months after the season" not in name for name in names)


def test_a_month_looks_the_same_however_the_season_went_on(cold_brew: Any, table: Any) -> None:
    other = a_season(cold_brew, names={"marketing": "growth-chaser", "distribution": "cost-hawk"})
    first = before_of(other, 3)
    assert fit_at(table, 2) == fit_at(replace(first, history=other.history[:2], state=other.history[1].state), 2)
    assert fit_at(table, 2) == fit_of_month(season_at(table, 2), 1, goes_on=True)


def test_the_last_month_is_told_the_same_at_its_reveal_and_at_the_end(table: Any, fits: Any) -> None:
    assert fit_at(table, table.months) == fits[-1]


def test_the_steps_up_add_up_to_the_seasons_largest_line_as_they_are_written(table: Any) -> None:
    fit, steps = fit_of_season(season_at(table), turning_points(season_at(table), swings(season_at(table))))
    assert [line.lead for line in fit.lines] == ["marketing", "distribution", "joint"]
    assert sum(step.money for step in steps) == fit.money("joint") > max(fit.money(seat) for seat in SEATS)
    assert any(step.together for step in steps)
    for line in fit.lines:
        assert line.money == line.cents / 100
        assert sum(factor.value for factor in line.why.factors) == line.money


def test_no_turning_point_is_worth_more_than_the_answer_of_its_seat_or_of_both(table: Any) -> None:
    season = season_at(table)
    points = turning_points(season, swings(season))
    fit, _ = fit_of_season(season, points)
    for point in points:
        assert fit.money(point.lead) >= point.money - 1.0, point
        assert fit.money("joint") >= point.money - 1.0
