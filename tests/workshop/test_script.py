"""The scripts rehearsed: each run of show walked command by command, at its own pace, and through what goes wrong."""

import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from game.cli.facilitating.projector import page
from game.cli.telling.paper import Paper
from game.store.replay import read_record
from game.workshop.clock import MINUTE
from game.workshop.journal import Journal
from game.workshop.run_of_show import DEBRIEF, RunOfShow, StepFile, run_named
from tests.cli.prompting import squeezed, surroundings
from tests.workshop.rehearsing import Room

RUNS = ("ninety-minutes", "forty-five-minutes", "onboarding")
EATING = "is eating the debrief"
MONTHS = [""] * 24
ORDER, OTHER = "1 2 3 4 5 6 7 8", "4 5 1 6 2 3 7 8"
FIRST = ["3 1 2", ORDER, OTHER, "1 2 8", OTHER, ORDER]
"""Both chairs, before the first month: the three things of the real work, their own order, the partner's."""
AFTER = [ORDER, OTHER, OTHER, ORDER]

Do = Callable[..., tuple[int, str, str]]


@pytest.fixture
def do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lastmile: Callable[..., Any]) -> Do:
    """Type a command of the script at a table, line by line, in a folder of its own."""
    for name, value in surroundings(tmp_path / "home").items():
        monkeypatch.setenv(name, value)
    (tmp_path / "table").mkdir()
    monkeypatch.chdir(tmp_path / "table")

    def do(command: str, lines: list[str] | None = None) -> tuple[int, str, str]:
        words = shlex.split(command)
        assert words[0] == "lastmile"
        plain = ["--plain"] if words[1] in ("workshop", "play") else []
        code, out, err = lastmile(*words[1:], *plain, lines=lines or [])
        return code, squeezed(out), squeezed(err)

    return do


def typed_at(run: RunOfShow, step: StepFile, do: Do, done: set[str]) -> None:
    """Do what a step says is done at the tables, once for each act."""
    commands = [f"lastmile workshop {run.place} --table {step.key}"] if step.table else run.commands(step)
    for command in commands:
        act = command.partition("--table ")[2]
        asked = next((one.table.ask for one in run.steps if one.key == act and one.table), ())
        if act and act not in done:
            ranks = FIRST if "before" in asked else []
            after = AFTER if "after" in asked else []
            lines = [*ranks, *MONTHS] if step.table or not ranks else ranks
            if after:
                lines = [*ranks, *[""] * 24, *after]
            code, _, err = do(command, lines)
            assert code == 0, (command, err)
            if step.table:
                done.add(act)
        elif not act:
            code, _, err = do(command)
            assert code == 0, (command, err)


@pytest.mark.parametrize("name", RUNS)
def test_a_run_of_show_is_walked_command_by_command_opened_early(name: str, tmp_path: Path, do: Do) -> None:
    run = run_named(name)
    room, done = Room(tmp_path / "session.toml", begun=False, run=run), set[str]()
    said = room.lead(20, "clock")
    assert "The clock waits for go" in said
    assert room.kept.session.waiting
    said = room.lead("go")
    for step in run.steps:
        typed_at(run, step, do, done)
        said = room.lead(step.minutes, "next")
        assert EATING not in said
    session = room.kept.session
    assert session.over
    assert sum(session.spent) == run.file.minutes * MINUTE  # the twenty minutes before are in none of it
    assert session.debrief_share >= 0.35
    assert done == {step.key for step in run.steps if step.table}
    records = list((tmp_path / "table").glob("*.toml"))
    assert {len(read_record(path).table.history) for path in records} == {3}
    room.kept.close()


def test_half_a_day_keeps_its_debrief_and_says_each_step(tmp_path: Path) -> None:
    run = run_named("half-day")
    room = Room(tmp_path / "session.toml", begun=False, run=run)
    assert EATING not in room.lead(20, "go", *(word for step in run.steps for word in (step.minutes, "next")))
    assert room.kept.session.over and room.kept.session.debrief_share >= 0.35
    room.kept.close()


def test_a_pair_that_is_late_costs_play_and_not_the_debrief(tmp_path: Path) -> None:
    run = run_named("ninety-minutes")
    room = Room(tmp_path / "session.toml", run=run)
    said = room.lead(5, "next", 7, "next", 13, "extend 6")
    assert "That takes" in said and "of the debrief's" in said  # it is refused, and the word that overrules it is told
    assert room.kept.session.extra[2] == 0
    said = room.lead("later 6", "extend 6", 6, "next")
    assert EATING not in said
    assert room.kept.session.later == 6 and room.kept.session.extra[2] == 6
    room.kept.close()


def test_where_one_person_is_missing_a_program_plays_and_counts_as_nobody(tmp_path: Path, do: Do) -> None:
    assert do("lastmile workshop ninety-minutes --table act-1", [*FIRST[:3], "pass"])[0] == 0
    code, _, err = do("lastmile play --resume act-1.toml --seat marketing --partner cost-hawk", [""] * 12)
    assert (code, err) == (0, "")
    table = read_record(tmp_path / "table" / "act-1.toml").table
    assert table.over and table.holders["distribution"].persona == "cost-hawk"
    assert not any(month.by_person("distribution") for month in table.history)
    code, _, _ = do("lastmile debrief act-1.toml --md --out debrief")
    assert code == 0
    assert (
        "Held by a partner, which is a program: distribution"
        in (tmp_path / "table" / "debrief" / "table-1.md").read_text()
    )


def test_a_laptop_that_was_closed_for_ten_minutes_goes_on(tmp_path: Path, do: Do) -> None:
    run = run_named("ninety-minutes")
    room = Room(tmp_path / "session.toml", run=run)
    room.lead(5, "next", 7, "next", 4)
    assert do("lastmile workshop ninety-minutes --table act-1", [*FIRST, *[""] * 8])[0] == 0
    months = len(read_record(tmp_path / "table" / "act-1.toml").table.history)
    room.kept.close()
    room.clock.now += 10 * MINUTE
    room.kept = Journal.resume(tmp_path / "session.toml")
    said = room.lead("clock", "next")
    assert "Act 1: apart" in room.kept.session.run.steps[2].title
    assert room.kept.session.spent[2] == 14 * MINUTE  # the room's time went on, whatever the laptop did
    assert "Three minutes, three questions" in said
    code, out, _ = do("lastmile workshop ninety-minutes --table act-1", MONTHS)
    assert code == 0 and f"month {months + 1} of 3" in out
    assert len(read_record(tmp_path / "table" / "act-1.toml").table.history) == 3
    room.kept.close()


def test_a_step_back_goes_on_where_its_clock_was(tmp_path: Path) -> None:
    room = Room(tmp_path / "session.toml", run=run_named("ninety-minutes"))
    said = room.lead(5, "next", 3, "next", 1, "back", 4, "next")
    session = room.kept.session
    assert (session.spent[1], session.spent[2]) == (7 * MINUTE, 1 * MINUTE)
    assert EATING not in said and session.step.key == "act-1"
    room.kept.close()


def test_a_missing_act_and_a_number_given_twice_are_named_and_the_rest_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, do: Do
) -> None:
    for number in (2, 3):
        assert do(f"lastmile workshop ninety-minutes --table act-1 --number {number}", [*FIRST, *MONTHS])[0] == 0
    assert do("lastmile workshop ninety-minutes --table act-2 --number 3", [*MONTHS, *AFTER])[0] == 0
    names = sorted(path.name for path in (tmp_path / "table").glob("*.toml"))
    assert names == [f"ninety-minutes-table-{one}.toml" for one in ("2-act-1", "3-act-1", "3-act-2")]
    heads = [read_record(tmp_path / "table" / name).head.pair for name in names]
    assert heads[1] == heads[2] != heads[0]
    code, _, err = do("lastmile debrief . --md --out reports")
    assert code == 0
    assert "Table 2, act 1: ninety-minutes-table-2-act-1.toml" in err
    assert "Table 3, act 2: ninety-minutes-table-3-act-2.toml" in err
    assert "Table 2 has no act 2" in (tmp_path / "table" / "reports" / "room.md").read_text()
    # Somebody has given another pair the number 3.
    (tmp_path / "table" / "late").mkdir()
    monkeypatch.chdir(tmp_path / "table" / "late")
    assert do("lastmile workshop ninety-minutes --table act-1 --number 3", [*FIRST, *MONTHS])[0] == 0
    monkeypatch.chdir(tmp_path / "table")
    code, _, err = do("lastmile debrief . --md --out both")
    assert code == 0
    assert "two pairs are table 3: late/ninety-minutes-table-3-act-1.toml and ninety-minutes-table-3-act-1.toml" in err
    assert "Tables are counted from 1 here." in err
    assert (tmp_path / "table" / "reports" / "table-3.md").is_file() and not (
        tmp_path / "table" / "reports" / "table-2.md"
    ).exists()


@pytest.mark.parametrize("name", (*RUNS, "half-day", "self-paced"))
def test_the_projector_shows_the_room_nothing_that_is_the_facilitators(name: str, tmp_path: Path) -> None:
    run = run_named(name)
    room = Room(tmp_path / "session.toml", begun=False, run=run)
    for step in run.steps:
        room.lead("note Somebody sighed at the other chair.")
        shown = squeezed("\n".join(page(Paper(72), room.kept.session)))
        for private in (*step.say, *step.do, *step.listen, *(cue.say for cue in step.cues), "Somebody sighed"):
            assert squeezed(private) not in shown
        assert all(squeezed(one) in shown for one in step.show)
        assert ("lastmile" in shown) == bool(step.table or step.run)
        assert step.title in shown
        room.lead("next")
    assert "Thank you." in squeezed("\n".join(page(Paper(72), room.kept.session)))
    room.kept.close()


def test_a_facilitator_rehearses_alone_with_a_sample_room(do: Do, tmp_path: Path) -> None:
    run = run_named("ninety-minutes")
    lines = ["go", *["next"] * sum(step.kind != DEBRIEF for step in run.steps[:-1]), "say", "quit"]
    code, out, err = do("lastmile workshop rehearse", lines)
    assert (code, err) == (0, "")
    assert "pair 6 has played" in out
    assert "6 tables were read, in 12 acts." in out
    assert "For these tables, if you like, beside the words above" in out
    folder = tmp_path / "table" / "ninety-minutes-sample-room"
    assert len(list(folder.rglob("act-*.toml"))) == 12
    code, _, err = do("lastmile workshop self-paced --rehearse")
    assert code == 2 and "expected a run of show in which pairs play" in err


@pytest.mark.parametrize("name", (*RUNS, "half-day"))
def test_slides_teach_the_game_and_show_the_room_each_step_and_nothing_that_is_said(
    name: str, tmp_path: Path, do: Do
) -> None:
    run = run_named(name)
    code, out, _ = do(f"lastmile workshop {name} --slides slides.pdf")
    assert code == 0
    pages = PdfReader(tmp_path / "table" / "slides.pdf").pages
    assert out.startswith(f"{len(pages)} slides")
    told = [squeezed(page.extract_text()) for page in pages]
    width, height = (float(pages[0].mediabox[at]) for at in (2, 3))
    assert width / height == pytest.approx(16 / 9, rel=0.01)
    for title in (
        "One company, two chairs",
        "What you see",
        "One month",
        "The reveal",
        "What counts",
        "The board, after",
    ):
        assert any(one.startswith(title) for one in told)
    for step in run.steps:
        assert any(one.startswith(squeezed(step.title)) for one in told)
        for private in (*step.say, *step.do, *step.listen):
            assert not any(squeezed(private) in one for one in told)
    taught = next(at for at, one in enumerate(told) if one.startswith("One company"))
    first = next(at for at, step in enumerate(run.steps) if step.kind in ("survey", "play"))
    assert taught == 1 + first
