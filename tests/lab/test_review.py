import dataclasses
import json
import math
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from game.lab.bench import known, write
from game.lab.encoding import Code
from game.lab.hindsight import review as reviewing
from game.lab.hindsight.bounds import Bounds
from game.lab.hindsight.fit import fit_of_season
from game.lab.hindsight.message import messages, pressing, weighed
from game.lab.hindsight.remarks import phrase
from game.lab.hindsight.review import mixed, review
from game.lab.hindsight.season import (
    Replacement,
    Swing,
    alternatives,
    changed_values,
    season_at,
    swings,
    turning_points,
)
from game.lab.playing import luck_of, monthly, seasons, stage
from game.lab.simulation.players import Persona, Player, _month, play
from game.refusal import Refusal
from game.rules.draws import seeds_from
from game.rules.levers import SEATS, Seat
from game.scenario import load
from game.scenario.shelf import shipped
from game.table.moves import ChangeStructure, EndSeason, InjectEvent
from game.table.playing import play as steered
from game.table.structure import structure
from game.table.table import Table
from tests.house.checkout import ROOT

SEED = 7
PAIRS: dict[Seat, str] = {"marketing": "deal-maker", "distribution": "cost-hawk"}


def sitting(pairs: Mapping[Seat, str] = PAIRS) -> dict[Seat, Player]:
    return {seat: Persona(seat, name) for seat, name in pairs.items()}


def season_played(scenario: Any, preset: Any = "silo", names: Any = PAIRS, seed: int = SEED) -> Any:
    return play(scenario, seed, structure(preset), {seat: Persona(seat, name) for seat, name in names.items()})


@pytest.fixture(scope="module")
def table(first_day: Any) -> Any:
    return season_played(first_day.scenario)


@pytest.fixture
def measured(bench: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The two plans of the shortest scenario as they were found, whatever its file says today."""
    monkeypatch.setattr(reviewing, "known", lambda scenario: (bench, ""))
    return bench


def test_a_review_says_what_its_parts_say_one_by_one(table: Any, measured: Any) -> None:
    found, season = review(table), season_at(table)
    assert found.alignment == Bounds(measured, season).alignment
    assert found.luck == Bounds(measured, season).luck
    assert (found.fit, found.steps) == fit_of_season(season, turning_points(season, swings(season)))
    assert found.value == table.joint_value
    largest = turning_points(season, swings(season))[0]
    assert (found.turning_points[0].key, found.turning_points[0].cents) == (largest.key, largest.cents)


def test_the_months_beside_both_plans_add_up_to_their_seasons(table: Any, measured: Any) -> None:
    beside = review(table, with_message=False).beside
    assert beside is not None
    assert sum(beside.value) == round(table.joint_value)
    assert beside.value == tuple(month.shared.joint for month in table.history)
    for told, course in ((beside.silo, measured.silo), (beside.best, measured.best)):
        assert len(told) == table.scenario.rounds
        assert sum(told) == round(seasons(measured.stage, course, seeds_from(SEED, 1))[0])


@pytest.mark.parametrize("preset", ["silo", "talk", "sync"])
@pytest.mark.parametrize("slug", shipped())
def test_every_season_at_a_table_is_replayed_to_the_cent(slug: str, preset: Any) -> None:
    table = season_played(load(slug), preset, {"marketing": "bridge-builder", "distribution": "firefighter"})
    own = round(table.joint_value * 100)
    season = season_at(table)
    every = swings(season)
    values = {month.round: month.values for month in table.history}
    assert all(values[swing.round][swing.key] == swing.chosen for swing in every)
    assert season.cents.sum() == own
    assert [int(month.outcome.money.joint[0]) for month in table.history] == season.cents.tolist()


def test_a_month_without_a_yardstick_says_which_command_makes_one(tmp_path: Path, first_day: Any, table: Any) -> None:
    folder = tmp_path / "first-day"
    folder.mkdir()
    for name in ("scenario.toml", "brief-marketing.md", "brief-distribution.md", "notes.md"):
        (folder / name).write_bytes((first_day.scenario.folder / name).read_bytes())
    own = load(folder)
    found = review(season_played(own), with_message=False)
    assert (found.alignment, found.beside, found.luck) == (None, None, None)
    assert f"lastmile lab solve {folder}" in found.without
    assert len(found.turning_points) == 4


def test_a_stale_benchmark_is_no_yardstick_and_is_named(tmp_path: Path, bench: Any) -> None:
    scenario = dataclasses.replace(bench.code.scenario, path=tmp_path / "scenario.toml")
    marks = {**bench.measured.marks, "rules": {**bench.measured.marks["rules"], "rules.demand": "0"}}
    write(scenario, dataclasses.replace(bench.measured, marks=marks))
    found, without = known(scenario)
    assert found is None
    assert "rules.demand" in without
    assert f"lastmile lab solve {tmp_path}" in without


def test_a_benchmark_that_cannot_be_read_does_not_stop_a_review(tmp_path: Path, bench: Any) -> None:
    scenario = dataclasses.replace(bench.code.scenario, path=tmp_path / "scenario.toml")
    (tmp_path / "benchmark.toml").write_text("format = 'x", encoding="utf-8")
    found, without = known(scenario)
    assert found is None
    assert "lastmile lab solve" in without


def test_before_the_first_month_there_is_nothing_to_look_back_on(first_day: Any) -> None:
    with pytest.raises(Refusal, match="no month"):
        review(Table.start(first_day.scenario, 1))


def test_a_season_in_play_has_turning_points_and_no_alignment(first_day: Any, measured: Any) -> None:
    table, players = Table.start(first_day.scenario, 3, structure("silo")), sitting()
    found = review(_month(table, players), with_message=False)
    assert found.alignment is None
    assert "not over" in found.without
    assert {remark.round for remark in found.turning_points} == {1}


def test_turning_points_come_from_both_chairs_while_both_have_any() -> Any:
    def swing(cents: Any, key: str, lead: Any, round_: Any = 1) -> Any:
        return Swing(round_, key, lead, 1.0, 2.0, cents)

    points = [
        swing(900, "price.a", "marketing"),
        swing(800, "price.b", "marketing"),
        swing(700, "delivery-promise", "marketing"),
        swing(600, "performance-advertising", "marketing"),
        swing(50, "temps", "distribution"),
    ]
    kept = mixed(points)
    assert [one.key for one in kept] == ["price.a", "price.b", "delivery-promise", "temps"]


def test_every_value_of_every_setting_can_be_told() -> None:
    for slug in shipped():
        scenario = load(slug)
        code = Code(scenario)
        for row, setting in enumerate(code.settings):
            default = float(code.default[row])
            for number in (default, *alternatives(setting, default, default)):
                told = phrase(scenario, setting, code.value(setting, number))
                assert all("{" not in part and part.strip() == part != "" for part in (told.did, told.instead))
                assert told.instead[0].isupper()


def test_what_was_planned_with_a_fixed_calendar_is_told_as_for_the_month_after(cold_brew: Any) -> None:
    setting = cold_brew.scenario.sheet.find("promotion.espresso")
    assert phrase(cold_brew.scenario, setting, "deep-deal", ahead=True).did == (
        "ran a deep deal on Espresso for the month after"
    )


def test_nobody_one_and_several_are_told_apart(cold_brew: Any) -> None:
    setting = cold_brew.scenario.sheet.find("temps")
    told = [phrase(cold_brew.scenario, setting, people).did for people in (0.0, 1.0, 2.0)]
    assert told == ["called in no temps", "called in one temp", "called in 2 temps"]


def test_messages_about_what_was_missing_most_are_worked_out_first() -> Any:
    season = season_at(season_played(load("new-shores")))
    world, found = season.stage.world, pressing(season)
    assert sorted(map(str, found)) == sorted(map(str, messages(season)))

    def missing(news: Any) -> Any:
        outcome = season.months[news.round - 1][1]
        return sum(
            price * max(0.0, outcome.filled.wanted[0, i, j] - outcome.floor.shipped[0, i, j])
            for i, (product, price) in enumerate(zip(world.products.keys, world.products.list_price, strict=True))
            for j, market in enumerate(world.markets.keys)
            if news.item in (product, market)
        )

    worth = [missing(news) for news in found]
    assert worth == pytest.approx(sorted(worth, reverse=True))
    assert worth[0] > 2.0 * worth[-1]
    assert {news.kind for news in found} == {"entry", "promotion", "late-inbound"}


def test_messages_weighed_side_by_side_are_worth_what_each_is_alone(cold_brew: Any) -> None:
    season = season_at(season_played(cold_brew.scenario))
    news = messages(season)
    assert len({message.told for message in news}) > 1  # they begin in different months
    assert weighed(season, news) == [weighed(season, [message])[0] for message in news]
    assert weighed(season, []) == []


def a_few_months(code: Any, months: Any = 2, preset: Any = "silo") -> Any:
    players = sitting()
    table = Table.start(code.scenario, SEED, structure(preset))
    for _ in range(months):
        table = _month(table, players)
    return table


def test_a_season_that_ended_early_is_measured_against_the_same_months(first_day: Any, measured: Any) -> None:
    table = steered(a_few_months(first_day), EndSeason("The bus leaves."))
    found = review(table, with_message=False)
    assert found.beside is not None and found.alignment is not None
    silo, best = found.beside.silo, found.beside.best
    assert [len(months) for months in (found.beside.value, silo, best)] == [2, 2, 2]
    full = review(season_played(first_day.scenario), with_message=False)
    assert full.beside is not None
    assert (silo, best) == (full.beside.silo[:2], full.beside.best[:2])  # the same luck
    assert found.alignment.value == pytest.approx(table.joint_value)
    assert (round(found.alignment.silo), round(found.alignment.best)) == (sum(silo), sum(best))
    assert found.note.startswith("The season ended after 2 of 3 months: it is measured against the same months")
    assert full.note == ""


def test_where_the_best_plan_still_invests_an_early_end_is_compared_with_nothing(
    first_day: Any, measured: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    swapped = dataclasses.replace(measured, best=measured.silo, silo=measured.best)
    table = steered(a_few_months(first_day), EndSeason(""))
    found = review(table, with_message=False, yardstick=(swapped, ""))
    assert (found.alignment, found.beside, found.luck, found.note) == (None, None, None, "")
    assert found.without.startswith("The season ended after 2 of 3 months. In so few the best plan known earns no more")


def test_news_that_was_brought_in_reaches_both_plans_and_is_replayed_to_the_cent(cold_brew: Any) -> None:
    table = steered(Table.start(cold_brew.scenario, SEED, structure("silo")), InjectEvent("port-strike"))
    players = sitting()
    # After so many months that the best plan, which invests first, has overtaken silo play.
    for _ in range(1, table.scenario.rounds):
        table = _month(table, players)
        ended = steered(table, EndSeason("The bus leaves."))
        assert season_at(ended).cents.sum() == round(ended.joint_value * 100)
        found = review(ended, with_message=False)
        if found.alignment is not None:
            break
    assert "News was brought in: silo play and the best plan known meet it too" in found.note
    bench = known(table.scenario)[0]
    assert bench is not None and found.beside is not None
    best, months = bench.best, ended.months
    with_it, without = (stage(Code(scenario)) for scenario in (table.scenario, cold_brew.scenario))
    met, spared = (
        monthly(here, best, luck_of(here.ready, seeds_from(SEED, 1)))[:months, 0] / 100 for here in (with_it, without)
    )
    so_far = [sum(found.beside.best[: count + 1]) for count in range(months)]
    assert so_far == [math.floor(x + 0.5) for x in met.cumsum()]
    assert met.tolist() != spared.tolist()


@pytest.mark.parametrize(("before", "after"), [("silo", "sync"), ("sync", "talk"), ("talk", "sync")])
def test_a_season_whose_structure_changed_is_replayed_to_the_cent(cold_brew: Any, before: Any, after: Any) -> None:
    table, players = a_few_months(cold_brew, 3, before), sitting(dict.fromkeys(SEATS, "bridge-builder"))
    table = steered(table, ChangeStructure(structure(after)))
    while not table.over:
        table = _month(table, players)
    season = season_at(table)
    assert season.cents.tolist() == [int(month.outcome.money.joint[0]) for month in table.history]
    same = [Replacement(round_, 0, float(season.course.values[round_, 0, 0])) for round_ in range(season.rounds)]
    assert set(changed_values(season, same).tolist()) == {int(season.cents.sum())}
    given = {swing.round for swing in swings(season) if swing.key == "initiative.coordinated-kpis"}
    assert not given & ({4, 5, 6, 7, 8} if after == "sync" else {1, 2, 3} if before == "sync" else set())


LOOKING_BACK = """
import json, sys
from game.lab.hindsight.review import review
from tests.table.tables import a_month, a_table
table = a_table("silo")
while not table.over:
    table = a_month(table, {"promotion.plum": "deep-deal"} if table.round == 2 else {})
assert review(table).turning_points
print(json.dumps(sorted(name for name in sys.modules if name.startswith("game."))))
"""


def test_a_closing_page_loads_neither_the_optimiser_nor_anybody_who_plays() -> None:
    answer = subprocess.run([sys.executable, "-c", LOOKING_BACK], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = set(json.loads(answer.stdout))
    assert "game.lab.hindsight.bounds" in loaded
    unwanted = ("game.lab.search", "game.lab.simulation", "game.lab.health", "game.lab.workers", "game.partners")
    assert [name for name in loaded if name.startswith(unwanted)] == []
