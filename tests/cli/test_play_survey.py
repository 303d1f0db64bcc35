"""Ranking and rating at the line prompt: skippable, private, kept, and shown side by side at the end."""

import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.cli.prompt.survey import order_of, ranks_of, rating_of
from game.refusal import Refusal
from game.rules.levers import Seat
from game.store.replay import read_record
from game.table.survey.instrument import read_instrument
from game.table.survey.survey import SeatSurvey
from tests.cli.prompting import squeezed, surroundings, tables
from tests.narrowed import there

ENTER = ""
MONTH = [ENTER] * 4
ORDER, BACKWARDS = "1 2 3 4 5 6 7 8", "8 7 6 5 4 3 2 1"
AFTER = [ORDER, BACKWARDS, ORDER, "5 60", "2 30"]
ALL = ["3 1 2", *AFTER]


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch, lastmile: Callable[..., Any]) -> Callable[..., Any]:
    """Play with some lines and arguments, as through a pipe."""

    def typed(home: Path, lines: list[str], *arguments: str) -> CompletedProcess[str]:
        for name, value in surroundings(home).items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr("game.seating.session.fresh_instrument", read_instrument)  # every list as it stands there
        return subprocess.CompletedProcess((), *lastmile("play", "--plain", *arguments, lines=lines))

    return typed


def kept(home: Path) -> Mapping[Seat, SeatSurvey]:
    (path,) = tables(home)
    return read_record(path).table.survey.seats


def test_a_pipe_is_asked_nothing_unless_it_asks_to_be(typed: Callable[..., Any], tmp_path: Path) -> None:
    ended = typed(tmp_path, MONTH * 4, "first-day", "--seed", "7", "--seat", "both")
    assert "what matters to whom" not in ended.stdout
    assert kept(tmp_path)["marketing"].rankings == ()


def test_enter_alone_passes_each_time_and_the_season_is_played(typed: Callable[..., Any], tmp_path: Path) -> None:
    lines = [ENTER, *MONTH, *MONTH, ENTER, *MONTH, ENTER, ENTER]
    ended = typed(tmp_path, lines, "first-day", "--seed", "7", "--survey")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "Joint value of the season" in ended.stdout
    assert "To go on" not in ended.stdout
    assert kept(tmp_path)["marketing"].passed == ("before", "middle", "after")


def test_rankings_ratings_and_a_promise_are_kept(typed: Callable[..., Any], tmp_path: Path) -> None:
    lines = [*ALL, *MONTH, *MONTH, ENTER, *MONTH, *AFTER, "I will ask before I promise. to: Noor"]
    ended = typed(tmp_path, lines, "first-day", "--seed", "7", "--survey")
    assert ended.returncode == 0, ended.stderr
    own = kept(tmp_path)["marketing"]
    assert there(own.ranking("before", "partner")).ranks["customer-complaints"] == 1
    assert there(own.ranking("after", "own")).ranks["customer-complaints"] == 8
    assert (there(own.rating("before", "keep-moving")).agree, there(own.rating("before", "keep-moving")).others) == (
        5,
        60,
    )
    assert (there(own.promise).text, there(own.promise).to) == ("I will ask before I promise.", "Noor")


def test_a_table_left_in_the_middle_of_a_ranking_goes_on_where_it_was(
    typed: Callable[..., Any], tmp_path: Path
) -> None:
    typed(tmp_path, ["3 1 2", ORDER, "8 7 6"], "first-day", "--seed", "7", "--survey")
    ended = typed(tmp_path, [BACKWARDS, ENTER, *MONTH * 3], "--resume", "--survey")
    again = ended.stdout.partition("Read your partner")[0]
    assert "Your partner's order" in again
    assert "Your own order" not in again
    assert there(kept(tmp_path)["marketing"].ranking("before", "partner")).ranks["customer-complaints"] == 1


@pytest.mark.parametrize(
    ("began", "again", "asks"),
    [("--survey", "", True), ("--no-survey", "", False), ("--survey", "--no-survey", False),
     ("--no-survey", "--survey", True)],
)  # fmt: skip
def test_a_table_asks_when_it_is_gone_on_with_as_was_said_when_it_began_or_as_is_said_now(
    typed: Callable[..., Any], tmp_path: Path, began: str, again: str, asks: bool
) -> None:
    typed(tmp_path, [], "first-day", "--seed", "7", began)
    ended = typed(tmp_path, [ENTER, "quit"], "--resume", *again.split())
    assert ("what matters to whom" in ended.stdout) is asks


def test_two_people_see_each_others_rankings_only_at_the_end(typed: Callable[..., Any], tmp_path: Path) -> None:
    lines = [*ALL, "1 2 3", BACKWARDS, ORDER, ORDER, "1 1", "7 99", *MONTH * 9, *[ENTER] * 40]
    ended = typed(tmp_path, lines, "first-day", "--seed", "7", "--survey", "--seat", "both")
    assert ended.returncode == 0, ended.stderr
    before, _, after = ended.stdout.partition("What matters to whom\n")
    assert "Price freedom" in after
    row = next(line for line in after.splitlines() if line.strip().startswith("Price freedom"))
    assert row.split()[2:] == ["1", "1", "8", "8"]
    assert "Joint value of the season" in before


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("1 2 x", "expected numbers from 1 to 8"),
        ("1 2 11", "expected numbers from 1 to 8"),
        ("1 1", "1 is placed already"),
        ("1=", "expected numbers from 1 to 8"),
        ("-1", "expected numbers from 1 to 8"),
        ("passs", "expected numbers from 1 to 8"),
    ],
)
def test_what_is_no_order_is_refused_and_asked_again(
    typed: Callable[..., Any], tmp_path: Path, line: str, says: str
) -> None:
    ended = typed(tmp_path, ["1 2 3", line, ORDER], "first-day", "--seed", "7", "--survey")
    assert says in squeezed(ended.stdout)
    assert kept(tmp_path)["marketing"].ranking("before", "own") is not None


@given(st.permutations(range(1, 11)))
def test_an_order_becomes_the_ranks_of_what_is_in_it(order: list[int]) -> None:
    ranks = ranks_of(order_of(" ".join(map(str, order)), 10), [f"k{number}" for number in range(1, 11)])
    assert [ranks[f"k{number}"] for number in order] == list(range(1, 11))


def test_tied_numbers_share_the_better_rank() -> None:
    assert ranks_of(order_of("3 1=2 4", 4), "abcd") == {"c": 1, "a": 2, "b": 2, "d": 4}


@pytest.mark.parametrize("line", ["", "3", "3 40 1", "three forty", "3.5 40", "-1 4"])
def test_what_is_no_rating_is_refused(line: str) -> None:
    with pytest.raises(Refusal, match="two whole numbers"):
        rating_of(line)
    assert rating_of("3, 40 %") == (3, 40)
    assert rating_of("\uff13\uff0c\u3000\uff14\uff10\uff05") == (3, 40)
    assert order_of("\uff13\uff0c\uff11\uff1d\uff12", 4) == [[3], [1, 2]]
