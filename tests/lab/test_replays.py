from typing import Any

import numpy as np
import pytest

from game.lab.hindsight.bounds import Bounds, index
from game.lab.hindsight.message import messages, weighed
from game.lab.hindsight.season import (
    Replacement,
    changed_values,
    replayed,
    season_at,
    season_of,
    swings,
    turning_points,
    well_chosen,
)
from game.lab.playing import seasons
from game.lab.simulation.players import Persona, Player, play
from game.rules.draws import draw, seeds_from
from game.rules.levers import SEATS, Seat
from game.rules.month import resolve
from game.rules.prepared import prepared
from game.rules.state import inventory_position, opening
from game.scenario.packing import pack
from game.table.structure import structure

SEED = 12


@pytest.fixture(scope="module")
def table(first_day: Any) -> Any:
    players: dict[Seat, Player] = {
        "marketing": Persona("marketing", "deal-maker"),
        "distribution": Persona("distribution", "cost-hawk"),
    }
    return play(first_day.scenario, SEED, structure("silo"), players)


@pytest.fixture(scope="module")
def season(table: Any) -> Any:
    return season_at(table)


@pytest.fixture(scope="module")
def long_season(cold_brew: Any) -> Any:
    players: dict[Seat, Player] = {
        "marketing": Persona("marketing", "deal-maker"),
        "distribution": Persona("distribution", "cost-hawk"),
    }
    return season_at(play(cold_brew.scenario, 5, structure("silo"), players))


def by_hand(scenario: Any, plans: Any, up_to: Any = ()) -> Any:
    """A season straight through the rules, without the lab: its joint value, and what stock was ordered up to.

    Where rounds are given something to order up to, they order what is missing to it.
    """
    ready, state, total, stood = prepared(scenario.world), opening(scenario.world, 1), 0, []
    for round_, plan in enumerate(plans):
        have = dict(zip(scenario.world.products.keys, inventory_position(state)[0].tolist(), strict=True))
        keys = [key for key in have if f"stock-to-order.{key}" in plan]
        if up_to and up_to[round_]:
            missing = {f"stock-to-order.{key}": max(0.0, up_to[round_][key] - have[key]) for key in keys}
            plan = {**plan, **missing}
        stood.append({key: have[key] + plan[f"stock-to-order.{key}"] for key in keys})
        step = resolve(ready, state, pack(scenario.layout, [plan]), draw(ready.street, seeds_from(SEED, 1), round_))
        state, total = step.state, total + int(step.outcome.money.joint[0])
    return total, stood


def test_a_season_played_again_earns_the_same_to_the_cent(table: Any, season: Any) -> None:
    assert replayed(season, season.course)[0] == round(table.joint_value * 100)


def test_an_unchanged_replacement_is_worth_exactly_nothing(season: Any) -> None:
    own = int(replayed(season, season.course)[0])
    same = [
        Replacement(round_, row, float(season.course.values[round_, row, 0]))
        for round_ in range(season.rounds)
        for row in range(len(season.stage.code.settings))
    ]
    assert set(changed_values(season, same).tolist()) == {own}


def test_a_turning_point_is_what_a_replay_by_hand_says(table: Any, season: Any) -> None:
    plans = [dict(month.values) for month in table.history]
    own, stood = by_hand(table.scenario, plans)
    found = swings(season)
    assert len(found) > 100
    for swing in found[:: max(1, len(found) // 40)]:
        changed = [dict(plan) for plan in plans]
        assert changed[swing.round - 1][swing.key] == swing.chosen
        changed[swing.round - 1][swing.key] = swing.other
        after = [{}] * swing.round + stood[swing.round :]  # the months after it order up to where they had it
        assert by_hand(table.scenario, changed, after)[0] - own == swing.cents, swing


def test_turning_points_come_largest_first_and_each_decision_once(long_season: Any) -> None:
    found = turning_points(long_season, swings(long_season))[:12]
    assert [point.cents for point in found] == sorted((point.cents for point in found), reverse=True)
    assert all(point.cents > 0 for point in found)
    assert len({(point.round, point.key) for point in found}) == len(found)
    every = swings(long_season)
    assert found[0].cents == max(swing.cents for swing in every)


def test_what_was_well_chosen_would_have_cost_something_at_its_default(long_season: Any) -> None:
    for swing in well_chosen(long_season, swings(long_season))[:5]:
        assert swing.cents < 0
        assert swing.other == long_season.scenario.sheet.find(swing.key).default


def test_what_is_launched_cannot_be_launched_again(cold_brew: Any) -> None:
    builders = {seat: Persona(seat, "bridge-builder") for seat in SEATS}
    season = season_at(play(cold_brew.scenario, 5, structure("sync"), builders))
    row = season.stage.code.row["launch.cold-brew"]
    launched = int(np.flatnonzero(season.course.values[:, row, 0])[0]) + 1
    rounds = [swing.round for swing in swings(season) if swing.key == "launch.cold-brew"]
    assert rounds == list(range(1, launched + 1))


def test_every_swing_says_who_decided(long_season: Any) -> None:
    leads = {swing.key: swing.lead for swing in swings(long_season)}
    assert leads["price.espresso"] == "marketing"
    assert leads["temps"] == "distribution"
    assert leads["initiative.joint-sop"] == "joint"


def test_silo_play_has_alignment_0_and_the_best_plan_100(bench: Any) -> None:
    for course, expected in ((bench.silo, 0.0), (bench.best, 100.0)):
        plans = bench.code.plans(course)
        season = season_of(bench.code.scenario, SEED, plans)
        season = type(season)(season.stage, SEED, course, season.leads, season.rounds)
        assert Bounds(bench, season).alignment.index == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize(
    ("value", "silo", "best", "usual_gap", "expected"),
    [
        (150.0, 100.0, 300.0, 200.0, 25.0),
        (400.0, 100.0, 300.0, 200.0, 150.0),
        (50.0, 100.0, 300.0, 200.0, -25.0),
        (125.0, 100.0, 110.0, 200.0, 50.0),  # luck made the two nearly alike: a quarter of the usual gap of 200 counts
        (100.5, 100.0, 100.0, 0.0, 50.0),  # and one unit of money at the least
    ],
)
def test_the_index_is_the_share_of_the_way_from_silo_to_best(
    value: Any, silo: Any, best: Any, usual_gap: Any, expected: Any
) -> None:
    assert index(value, silo, best, usual_gap) == pytest.approx(expected)


def test_luck_is_what_the_best_plan_earns_less_than_usual(bench: Any, season: Any) -> None:
    with_this_luck = season_of(bench.code.scenario, SEED, bench.code.plans(bench.best))
    own = int(replayed(with_this_luck, bench.best)[0])
    usual = np.mean(seasons(bench.stage, bench.best, seeds_from(1, 256)))
    assert Bounds(bench, season).luck == pytest.approx(100 * usual - own, abs=1.0)


def test_a_deal_that_nobody_was_told_of_is_a_message(cold_brew: Any) -> None:
    usual = cold_brew.scenario.sheet.defaults()
    plans = [dict(usual) for _ in range(8)]
    plans[4]["promotion.espresso"] = "deep-deal"
    found = messages(season_of(cold_brew.scenario, 3, plans))
    (message,) = [one for one in found if one.sender == "marketing"]
    assert (message.kind, message.item, message.round, message.told) == ("promotion", "espresso", 5, 4)
    assert (message.sender, message.receiver) == ("marketing", "distribution")


def test_a_shared_calendar_leaves_nothing_to_tell_of_deals(cold_brew: Any) -> None:
    usual = cold_brew.scenario.sheet.defaults()
    plans = [{**usual, "initiative.joint-sop": True} for _ in range(8)]
    plans[4]["promotion.espresso"] = "deep-deal"
    assert [one for one in messages(season_of(cold_brew.scenario, 3, plans)) if one.kind == "promotion"] == []


def test_being_told_of_a_deal_is_worth_stock_for_it(cold_brew: Any) -> None:
    usual = {**cold_brew.scenario.sheet.defaults(), "stock-to-order.house-blend": 4200.0}
    plans = [dict(usual) for _ in range(8)]
    plans[4]["promotion.house-blend"] = "deep-deal"
    seasons = [season_of(cold_brew.scenario, seed, plans) for seed in range(1, 6)]
    found = [weighed(season, messages(season)[:1])[0] for season in seasons]
    # Who is told plans for what is likely: in one season luck may still have it otherwise, over several it does not.
    assert sum(one.cents for one in found) > 0
    stock = "stock-to-order.house-blend"
    more = [one for one in found if any(key == stock and float(then) > float(now) for _, key, now, then in one.plan)]
    assert len(more) >= 3


def test_a_season_can_be_told_from_plans_alone(table: Any, season: Any) -> None:
    again = season_of(table.scenario, SEED, [month.values for month in table.history])
    assert replayed(again, again.course)[0] == replayed(season, season.course)[0]
