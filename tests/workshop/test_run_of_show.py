"""Runs of show: what is shipped can be led, and what is wrong in one of one's own is said with its place."""

import re
from pathlib import Path
from shutil import copytree

import pytest

from game.content import facilitator_folder
from game.refusal import Refusal
from game.scenario import load
from game.scenario.shelf import shipped
from game.workshop.acts import act_of
from game.workshop.run_of_show import RunFile, StepFile, TableFile, command_of, names, run_named
from tests.cli.parsing import parsed
from tests.kit.printing import BAKERY
from tests.narrowed import there
from tests.workshop.rehearsing import TWENTY, twenty

RUNS = ("half-day", "self-paced", "ninety-minutes", "onboarding", "forty-five-minutes")
SIX = ("feel", "happened", "learned", "work", "what-if", "next")


def test_the_runs_that_come_with_the_game_are_listed_the_longest_first() -> None:
    assert names() == RUNS


@pytest.mark.parametrize("name", RUNS)
def test_a_shipped_run_keeps_a_third_and_more_for_the_debrief_in_six_steps_in_order(name: str) -> None:
    run = run_named(name)
    assert run.debrief_minutes / run.file.minutes >= 0.35
    assert [step.key for step in run.steps if step.kind == "debrief"] == list(SIX)
    assert all(step.say for step in run.steps if step.kind not in ("break",))


def test_half_a_day_plays_apart_then_asks_then_together_in_one_place_with_fresh_luck_each_time() -> None:
    tables = [step.table for step in run_named("half-day").steps if step.table][:3]
    assert [table.structure for table in tables] == ["silo", "talk", "sync"]
    assert [(table.scenario, table.seed) for table in tables] == [("cold-brew", 7), ("cold-brew", 8), ("cold-brew", 9)]
    assert len({table.record for table in tables}) == 3


@pytest.mark.parametrize("name", RUNS)
def test_every_command_that_a_shipped_run_says_to_type_is_one(name: str) -> None:
    run = run_named(name)
    for step in run.steps:
        for command in [*run.commands(step), *([command_of(step.table)] if step.table else [])]:
            assert parsed(command) is not None
        if step.table:
            assert step.table.scenario in shipped()


def refused(text: str) -> str:
    from game.workshop.run_of_show import run_of

    with pytest.raises(Refusal) as caught:
        run_of(text, "mine", "mine.toml")
    return caught.value.message


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("minutes = 20", "minutes = 30", "mine.toml:5:11: expected the 20 minutes that the steps add up to, given 30."),
        ("minutes = 5", "minutes = 0", "mine.toml:25:11: expected a number of at least 1 for 'minutes', given 0."),
        ('kind = "play"', 'kind = "game"', "mine.toml:16:8: expected"),
        (
            'kind = "play"',
            'knid = "play"',
            "mine.toml:16:1: expected a key that is known here, given 'knid'. Did you mean 'kind'?",
        ),
        ('scenario = "first-day"', 'scenario = "last-day"', "mine.toml:19:22: expected a scenario,"),
        ('key = "talk"', 'key = "act"', "mine.toml:22:7: expected a key of its own, given 'act' again."),
        ("at = 4", "at = 9", "mine.toml:18:16: expected a minute within the step's 9, given 9."),
        ('structure = "silo"', 'structure = "silos"', "Did you mean 'silo'?"),
        ("[[steps]]", "[[steps", "expected TOML, could not read on"),
    ],
)
def test_what_is_wrong_in_a_run_is_said_with_its_place(before: str, after: str, says: str) -> None:
    assert says in refused(TWENTY.replace(before, after, 1))


def test_a_debrief_under_thirty_five_percent_is_refused_with_how_much_is_missing() -> None:
    text = TWENTY.replace("minutes = 9", "minutes = 12").replace("minutes = 5", "minutes = 2")
    assert "expected at least 7 of 20 minutes (35%) in steps of kind 'debrief', given 4" in refused(text)
    assert twenty().debrief_minutes == 7


def test_play_after_the_debrief_has_begun_is_refused() -> None:
    text = TWENTY.replace('kind = "close"', 'kind = "play"\ntable = { scenario = "first-day", structure = "silo" }')
    assert "expected all play before the debrief" in refused(text)


def test_all_problems_of_a_run_are_told_at_once() -> None:
    text = (
        TWENTY.replace("minutes = 20", "minutes = 21").replace("at = 4", "at = 9").replace("first-day", "x")
    )  # too little debrief, too
    assert refused(text).count("mine.toml:") == 4


def test_a_run_that_there_is_not_names_the_nearest() -> None:
    with pytest.raises(Refusal, match="Did you mean 'half-day'"):
        run_named("halfday")
    with pytest.raises(Refusal, match="expected a run of show, found no file there"):
        run_named("nowhere/mine.toml")


def test_a_run_of_ones_own_is_led_from_its_file(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(TWENTY)
    assert run_named(str(path)).name == "mine"


def test_a_copy_says_its_own_name_in_what_is_typed_and_finds_a_scenario_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "away").mkdir()
    path = tmp_path / "away" / "mine.toml"
    shipped_one = (facilitator_folder() / "run-of-show" / "ninety-minutes.toml").read_text(encoding="utf-8")
    path.write_text(shipped_one.replace('scenario = "first-day"', 'scenario = "./bakery"'), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Refusal, match=r"beginning at this file's folder; given './bakery', and there is no .*bakery"):
        run_named("away/mine.toml")
    copytree(BAKERY, tmp_path / "away" / "bakery")
    run = run_named("away/mine.toml")
    typed = [command for step in run.steps for command in run.commands(step)]
    assert "lastmile workshop away/mine.toml --table act-1" in typed
    assert not any("ninety-minutes" in command for command in typed)
    table, _ = act_of(run, "act-1")
    assert Path(table.scenario) == Path("away/bakery")
    assert load(table.scenario).title == "Bakery"
    monkeypatch.chdir(tmp_path / "away")
    assert act_of(run_named("mine.toml"), "act-1")[0].scenario == "./bakery"


def test_a_command_of_another_run_of_show_is_refused() -> None:
    text = TWENTY.replace('key = "act"', 'key = "act"\nrun = ["lastmile workshop half-day --table act"]')
    assert "expected 'lastmile workshop {run} --table ...'" in refused(text)


def test_a_table_is_started_with_the_acts_structure() -> None:
    table = twenty().steps[1].table
    assert command_of(there(table)) == "lastmile play first-day --seat both --structure silo --seed 7"


def test_every_key_of_a_run_is_explained_beside_the_runs() -> None:
    text = (facilitator_folder() / "run-of-show" / "README.md").read_text(encoding="utf-8")
    for shape, heading in ((RunFile, "## The file"), (StepFile, "## A step"), (TableFile, "## A table")):
        section = text.partition(heading)[2].partition("\n## ")[0]
        named = {one for row in section.splitlines() if row.startswith("| `") for one in
                 re.findall(r"`([a-z-]+)`", row.split("|")[1])}  # fmt: skip
        assert named == set(shape.model_fields)
