"""Seats that change hands at a line prompt: somebody has left, somebody comes back, a season from the other chair."""

import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from game.rules.levers import SEATS
from game.seating.asked import NewTable
from game.seating.session import Session
from game.store.replay import read_record
from game.table.moves import Commit, HandOver
from game.table.structure import Holder
from tests.cli.prompting import squeezed, surroundings
from tests.seating.leaving import leave_talk

MONTH = [""] * 4


@pytest.fixture
def play(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lastmile: Callable[..., Any]) -> Callable[..., Any]:
    """Play with some lines and arguments, as through a pipe."""
    for name, value in surroundings(tmp_path).items():
        monkeypatch.setenv(name, value)

    def play(lines: list[str], *arguments: str | Path) -> CompletedProcess[str]:
        return subprocess.CompletedProcess((), *lastmile("play", "--plain", *arguments, lines=lines))

    return play


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """A table of two people who have played a month, one of whom has committed to the next."""
    path = tmp_path / "t.toml"
    with Session.create(NewTable("first-day", SEATS, seed=7, record=path), tmp_path) as session:
        for seat in (*SEATS, "marketing"):
            leave_talk(session)
            session.play(Commit(seat))
    return path


def handed(path: Path) -> list[tuple[int, str, str]]:
    """Who held what from when on, as the record says."""
    done = read_record(path).table.interventions
    return [(one.round, one.move.seat, one.move.holder.persona) for one in done if isinstance(one.move, HandOver)]


def test_a_seat_whose_person_has_left_is_handed_over_and_back(play: Callable[..., Any], two: Path) -> None:
    ended = play([*MONTH, *MONTH], "--resume", two, "--seat", "marketing", "--partner", "cost-hawk")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert handed(two) == [(2, "distribution", "cost-hawk")]
    assert read_record(two).table.over
    assert "Joint value of the season" in ended.stdout


def test_the_seat_is_given_back_when_its_person_comes_again(play: Callable[..., Any], two: Path) -> None:
    play([], "--resume", two, "--seat", "marketing", "--partner", "cost-hawk")
    ended = play([], "--resume", two, "--seat", "both")
    assert "Curtain. Marketing sits here now." in ended.stdout
    assert handed(two) == [(2, "distribution", "cost-hawk"), (3, "distribution", "")]
    play([], "--resume", two, "--seat", "both")
    assert len(handed(two)) == 2  # nothing changes hands twice


def test_a_latecomer_takes_a_partners_seat_and_another_partner_the_own(play: Callable[..., Any], two: Path) -> None:
    play([], "--resume", two, "--seat", "marketing", "--partner", "firefighter")
    play([], "--resume", two, "--seat", "distribution", "--partner", "deal-maker")
    assert handed(two)[1:] == [(3, "distribution", ""), (3, "marketing", "deal-maker")]


def test_another_partner_may_sit_across_without_naming_the_own_seat_again(play: Callable[..., Any], two: Path) -> None:
    play([], "--resume", two, "--seat", "marketing", "--partner", "firefighter")
    play([], "--resume", two, "--partner", "steady-hand")
    assert handed(two)[-1] == (3, "distribution", "steady-hand")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--seat", "marketing"], "a person holds distribution. Say who plays it from now on, --partner cost-hawk,"),
        (["--partner", "cost-hawk"], "say which seat is yours too, --seat marketing or --seat distribution"),
        (["--seat", "both", "--partner", "cost-hawk"], "expected none with --seat both"),
        (["--seat", "marketing", "--partner", "growth-chaser"], "for the distribution seat, given 'growth-chaser'"),
    ],
)
def test_what_cannot_be_handed_over_is_refused_and_changes_nothing(
    play: Callable[..., Any], two: Path, arguments: list[str], says: str
) -> None:
    before = two.read_bytes()
    ended = play([], "--resume", two, *arguments)
    assert ended.returncode == 2
    assert says in squeezed(ended.stderr)
    assert two.read_bytes() == before


def test_a_season_from_the_other_chair_goes_on_at_a_line_prompt(play: Callable[..., Any], tmp_path: Path) -> None:
    with Session.create(NewTable("first-day", ("marketing",), "cost-hawk", seed=7), tmp_path) as first:
        while not first.table.over:
            first.play(Commit("marketing", {"price.cake-box": 33.0}))
    swap = NewTable("first-day", ("distribution",), seed=7, echo="first-day.toml", record=tmp_path / "swap.toml")
    Session.create(swap, tmp_path).close()
    ended = play(MONTH * 3, "--resume", tmp_path / "swap.toml")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "Plays as you played from that chair." in ended.stdout
    table = read_record(tmp_path / "swap.toml").table
    assert table.over
    assert {month.commits["marketing"].plan["price.cake-box"] for month in table.history} == {33.0}


KINDS = {
    "alone": NewTable("first-day", ("distribution",), "growth-chaser", seed=7),
    "two": NewTable("first-day", SEATS, seed=7),
    "a lesson": NewTable("first-day", (), lesson=True, seed=4),
    "from the other chair": NewTable("first-day", ("distribution",), seed=7, echo="first.toml"),
    "from the other chair of a lesson": NewTable("first-day", ("marketing",), seed=4, echo="lesson.toml"),
    "from the other chair twice": NewTable("first-day", ("marketing",), seed=7, echo="swapped.toml"),
}


def finish(asked: NewTable, path: Path) -> None:
    """Play a whole season with nothing changed."""
    with Session.create(replace(asked, record=path), path.parent) as session:
        while not session.table.over:
            leave_talk(session)
            for seat in session.persons:
                session.play(Commit(seat))


@pytest.mark.parametrize("kind", KINDS)
def test_a_table_of_any_kind_goes_on_at_a_line_prompt_after_every_month(
    play: Callable[..., Any], tmp_path: Path, kind: str
) -> None:
    asked = replace(KINDS[kind], record=tmp_path / "t.toml")
    finish(NewTable("first-day", ("marketing",), "cost-hawk", seed=7), tmp_path / "first.toml")
    finish(KINDS["a lesson"], tmp_path / "lesson.toml")
    finish(KINDS["from the other chair"], tmp_path / "swapped.toml")
    Session.create(asked, tmp_path).close()
    for month in (1, 2, 3):
        ended = play(MONTH * (2 if kind == "two" else 1), "--resume", tmp_path / "t.toml", "--no-survey")
        assert (ended.returncode, ended.stderr) == (0, "")
        assert read_record(tmp_path / "t.toml").table.months == month
    table = read_record(tmp_path / "t.toml").table
    assert table.over
    finish(asked, tmp_path / "at-one-sitting.toml")
    assert table.joint_value == read_record(tmp_path / "at-one-sitting.toml").table.joint_value


@pytest.mark.parametrize(
    "arguments", [["--seat", "distribution"], ["--seat", "distribution", "--partner", "deal-maker"]]
)
def test_who_has_learned_enough_goes_on_in_one_chair(
    play: Callable[..., Any], tmp_path: Path, arguments: list[str]
) -> None:
    path = tmp_path / "lesson.toml"
    with Session.create(NewTable("first-day", (), lesson=True, seed=4, record=path), tmp_path) as session:
        session.play(Commit("marketing"))
    ended = play(MONTH * 2, "--resume", path, *arguments)
    assert (ended.returncode, ended.stderr) == (0, "")
    persona = "deal-maker" if len(arguments) > 2 else "bridge-builder"
    assert handed(path) == [(2, "distribution", ""), (2, "marketing", persona)]
    assert [line for line in ended.stdout.splitlines() if line.startswith("You are ")] == ["You are distribution."] * 2
    table = read_record(path).table
    assert table.over and table.history[1].holders["marketing"] == Holder("partner", persona=persona)


def test_a_season_whose_first_time_is_gone_says_what_to_do_and_a_partner_can_play_it_on(
    play: Callable[..., Any], tmp_path: Path
) -> None:
    finish(NewTable("first-day", ("marketing",), "cost-hawk", seed=7), tmp_path / "first.toml")
    swap = tmp_path / "swap.toml"
    Session.create(replace(KINDS["from the other chair"], record=swap), tmp_path).close()
    (tmp_path / "first.toml").unlink()
    before = swap.read_bytes()
    ended = play([], "--resume", swap)
    assert ended.returncode == 2 and swap.read_bytes() == before
    assert ended.stderr.strip().splitlines() == [
        f"{swap}: the marketing seat plays another season again, which cannot be read.",
        f"{tmp_path}/first.toml: expected a record, found no file there.",
        "Put the file back, or let somebody else play on: --partner beside --resume.",
    ]
    assert "given 'as-you-did'" in squeezed(play([], "--resume", swap, "--partner", "as-you-did").stderr)
    assert swap.read_bytes() == before
    ended = play(MONTH * 3, "--resume", swap, "--partner", "growth-chaser")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert handed(swap) == [(1, "marketing", "growth-chaser")] and read_record(swap).table.over


def test_a_guided_table_goes_on_at_a_line_prompt_in_both_chairs_by_turns(
    play: Callable[..., Any], tmp_path: Path
) -> None:
    path = tmp_path / "lesson.toml"
    Session.create(NewTable("first-day", (), lesson=True, seed=4, record=path), tmp_path).close()
    ended = play(MONTH * 3, "--resume", path)
    assert (ended.returncode, ended.stderr) == (0, "")
    told = [line for line in ended.stdout.splitlines() if line.startswith("You are ")]
    assert told == ["You are marketing.", "You are distribution.", "You are marketing."]
    assert "Curtain" not in ended.stdout


@pytest.mark.parametrize("kind", ["two", "a lesson", "from the other chair"])
def test_a_table_goes_on_at_a_line_prompt_where_others_lay_before(
    play: Callable[..., Any], tmp_path: Path, kind: str
) -> None:
    path = tmp_path / "t.toml"
    finish(NewTable("first-day", ("marketing",), "cost-hawk", seed=7), tmp_path / "first.toml")
    for one in ("two", "a lesson", "from the other chair", kind):
        path.unlink(missing_ok=True)
        Session.create(replace(KINDS[one], record=path), tmp_path).close()
        ended = play([*MONTH * 2, "quit"], "--resume", path, "--no-survey")
        assert (ended.returncode, ended.stderr) == (0, "")
    assert "begins anew" not in ended.stdout and read_record(path).table.months in (1, 2)
