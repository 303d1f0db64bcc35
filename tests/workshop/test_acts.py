"""Tables of an act: started, gone on with, asked when the run says so, and with earlier rankings brought along."""

import os
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from game.refusal import Refusal
from game.rules.levers import Seat
from game.scenario import load
from game.store.replay import read_record
from game.table.survey.instrument import Instrument, read_instrument
from game.workshop.acts import NOTHING_CAME, act_of, begin_act, more_of
from game.workshop.run_of_show import run_named
from tests.cli.prompting import squeezed, surroundings
from tests.narrowed import there

RUNS = ("half-day", "ninety-minutes", "forty-five-minutes", "onboarding", "self-paced")
MONTHS = [""] * 24
ORDER, OTHER = "1 2 3 4 5 6 7 8", "4 5 1 6 2 3 7 8"
SHEETS = [ORDER, OTHER, OTHER, ORDER]
"""The short form: each person's own order, and the partner's."""
FIRST = ["3 1 2", ORDER, OTHER, "1 2 8", OTHER, ORDER]
"""The same before anything is played: first the three things that matter most in each one's real work."""
PERSONAS: dict[Seat, str] = {"marketing": "growth-chaser", "distribution": "cost-hawk"}


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lastmile: Callable[..., Any]) -> Callable[..., Any]:
    """`lastmile workshop RUN --table ACT --plain` with some lines, in a folder of its own."""
    for name, value in surroundings(tmp_path).items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)

    def table(lines: list[str], run: str, act: str) -> tuple[int, str, str]:
        code, out, err = lastmile("workshop", run, "--table", act, "--plain", lines=lines)
        return code, out, squeezed(err)

    return table


def test_ninety_minutes_ask_before_the_first_act_and_after_the_second_and_show_nothing_between(
    table: Callable[..., Any], tmp_path: Path
) -> None:
    code, out, _ = table([*FIRST, *MONTHS], "ninety-minutes", "act-1")
    assert code == 0
    assert out.count("what matters to whom?") == 2
    assert "Ranks before" not in out and "One promise" not in out
    code, out, err = table([*MONTHS, *SHEETS], "ninety-minutes", "act-2")
    assert (code, err) == (0, "")
    assert "Ranks after the season" in out
    seats = read_record(tmp_path / "act-2.toml").table.survey.seats
    for moment, brought in (("before", True), ("after", False)):
        assert there(seats["marketing"].ranking(moment, "partner")).paper is brought
        assert there(seats["distribution"].ranking(moment, "own")).paper is brought
        assert seats["marketing"].ranking(moment, "meta") is None
    assert seats["marketing"].ranking("middle", "own") is None


def test_the_same_command_goes_on_with_the_table(table: Callable[..., Any], tmp_path: Path) -> None:
    table([*FIRST, *[""] * 10], "ninety-minutes", "act-1")
    months = len(read_record(tmp_path / "act-1.toml").table.history)
    _, out, _ = table([], "ninety-minutes", "act-1")
    assert months > 0
    assert f"month {months + 1} of 3" in out


@pytest.mark.parametrize(("run", "act", "goes_on"), [("ninety-minutes", "act-1", False), ("self-paced", "act-1", True)])
def test_a_table_that_was_left_on_another_day_is_not_taken_for_one_of_today(
    table: Callable[..., Any], tmp_path: Path, run: str, act: str, goes_on: bool
) -> None:
    table([], run, act)
    (record,) = tmp_path.glob("*.toml")
    before = record.read_bytes()
    yesterday = time.time() - 13 * 3600
    os.utime(record, (yesterday, yesterday))
    code, _, err = table([], run, act)
    if goes_on:
        assert (code, err) == (0, "")
    else:
        assert code == 2
        assert f"{record.name}: expected a table of today, found one that was left on" in err
        assert f"lastmile play --resume {record.name}" in err
        assert record.read_bytes() == before


def test_the_acts_in_a_folder_are_of_one_pair_and_those_in_another_are_not(
    table: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pairs = []
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        monkeypatch.chdir(tmp_path / folder)
        for act in ("act-1", "act-2"):
            table([], "ninety-minutes", act)
            pairs.append(read_record(Path(f"{act}.toml")).head.pair)
    assert pairs[0] and pairs[0] == pairs[1] and pairs[2] and pairs[2] == pairs[3] and pairs[0] != pairs[2]


READ, PLACE, RATE, CHANGE = 3.0, 5.0, 25.0, 30.0
"""Seconds of a slow person: for each thing that is read, each that is carried to its place, a statement, a curtain."""


def lasts(form: Instrument) -> float:
    """Minutes that two slow people at one laptop take, one after the other."""
    orders = len(form.rankings) - ("job" in form.rankings)  # of the real work three things are carried
    one = len(form.priorities) * (READ + (len(form.rankings) - 1) * READ / 2 + orders * PLACE)
    one += 3 * PLACE * ("job" in form.rankings)
    return (2 * (one + len(form.statements) * RATE) + CHANGE) / 60


def test_how_long_the_forms_take() -> None:
    full = read_instrument()
    assert (full.rankings, len(full.statements)) == (("job", "own", "partner", "meta"), 2)
    assert (full.short.rankings, full.short.statements) == (("job", "own", "partner"), ())
    assert (lasts(full.short), lasts(full)) == pytest.approx((6.3, 10.2), abs=0.2)
    bakery = full.of(load("first-day"))  # nothing is launched there, and nobody is fined
    assert {*full.keys} - {*bakery.keys} == {"launch-date", "fines"}
    assert (lasts(bakery.short), lasts(bakery)) == pytest.approx((5.2, 8.6), abs=0.2)


@pytest.mark.parametrize(("name", "short", "minutes"), [
    ("half-day", False, [11, 10]), ("ninety-minutes", True, [7, 6]), ("forty-five-minutes", True, [7]),
    ("onboarding", True, [7]),
])  # fmt: skip
def test_rankings_have_the_minutes_that_they_take(name: str, short: bool, minutes: list[int], tmp_path: Path) -> None:
    run = run_named(name)
    assert [step.minutes for step in run.steps if step.kind == "survey"] == minutes
    asking = [step for step in run.steps if step.table and step.table.ask]
    full = read_instrument()
    for step in asking:
        settings, path = act_of(run, step.key)
        begin_act(settings, tmp_path / path, PERSONAS)
        asked = read_record(tmp_path / path).table.instrument
        form = (full.short if short else full).of(load(settings.scenario))
        assert replace(asked, shuffle=0) == form
        assert asked.shuffle > 0
        assert minutes[0] >= lasts(asked)
        assert min(minutes) >= lasts(replace(asked, rankings=asked.asked("after")))


LATER = "you play in this place once more today"


def test_the_first_act_tells_at_its_end_nothing_of_what_would_be_better_in_the_second(
    table: Callable[..., Any], tmp_path: Path
) -> None:
    _, out, _ = table(MONTHS, "ninety-minutes", "act-1")
    assert LATER in squeezed(out)
    for told in (
        "Alignment:",
        "Best plan",
        "What would have changed most",
        "worked together another way",
        "--structure",
    ):
        assert told not in out
    _, out, _ = table(MONTHS * 2, "ninety-minutes", "act-2")
    assert "Alignment:" in out and "What would have changed most" in out
    assert LATER not in squeezed(out)


@pytest.mark.parametrize("name", RUNS)
def test_no_act_of_a_shipped_run_has_the_luck_of_an_earlier_one(name: str) -> None:
    run = run_named(name)
    acts = [step.table for step in run.steps if step.table and not step.table.guided]
    assert len({(one.scenario, one.seed) for one in acts}) == len(acts)
    assert [more_of(run, step.key) for step in run.steps if step.table and not step.table.guided] == [
        one.scenario in [later.scenario for later in acts[at + 1 :]] for at, one in enumerate(acts)
    ]


@pytest.mark.parametrize("name", ["half-day", "ninety-minutes", "forty-five-minutes"])
def test_what_is_read_aloud_before_the_first_act_is_over_says_nothing_of_the_next(name: str) -> None:
    run = run_named(name)
    steps = run.steps[: next(at for at, step in enumerate(run.steps) if step.kind == "play") + 1]
    aloud = " ".join([run.file.about, *(text for step in steps for text in step.say)])
    assert not [words for words in ("again later", "same months", "same three months", "same season", "second act",
                                    "three times over", "first apart, then together") if words in aloud]  # fmt: skip


def test_an_act_without_the_earlier_record_is_played_and_says_what_is_missing(
    table: Callable[..., Any], tmp_path: Path
) -> None:
    code, _, err = table(MONTHS, "ninety-minutes", "act-2")
    assert code == 0
    assert f"{NOTHING_CAME}. act-1.toml: expected a record, found no file there." in err
    assert len(read_record(tmp_path / "act-2.toml").table.history) == 3


@pytest.mark.parametrize("name", RUNS)
def test_every_act_of_a_shipped_run_can_be_begun_as_it_says(name: str, tmp_path: Path) -> None:
    run = run_named(name)
    for step in (step for step in run.steps if step.table and not step.table.guided):
        settings, _ = act_of(run, step.key)
        path = tmp_path / settings.record
        assert begin_act(settings, path, PERSONAS) == ""
        table = read_record(path).table
        assert (table.structure.name, table.seed) == (settings.structure, settings.seed)


@pytest.mark.parametrize("name", RUNS)
def test_what_a_shipped_run_brings_along_comes_from_an_earlier_act_in_the_same_chairs(name: str) -> None:
    earlier: dict[str, Any] = {}
    for step in run_named(name).steps:
        if step.table and step.table.again:
            assert earlier[step.table.again] == step.table.seat
        if step.table:
            earlier[step.table.record] = step.table.seat


def test_an_act_that_there_is_not_is_refused_with_those_there_are() -> None:
    with pytest.raises(Refusal, match="expected an act with a table, act-1, act-2: 'act-3'"):
        act_of(run_named("ninety-minutes"), "act-3")
    with pytest.raises(Refusal, match="'welcome'"):
        act_of(run_named("ninety-minutes"), "welcome")


def test_one_person_alone_plays_with_a_partner(table: Callable[..., Any], tmp_path: Path) -> None:
    code, _, _ = table([], "self-paced", "act-1")
    held = read_record(tmp_path / "alone-1.toml").head.seats
    assert code == 0
    assert (held["marketing"].held_by, held["distribution"].persona) == ("person", "cost-hawk")
