"""A disk that is full: nothing half done is left, what was there stays, and the file is named."""

import errno
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from game.cli.prompt.lines import Lines
from game.refusal import Refusal
from game.seating.asked import NewTable
from game.seating.requests import Play
from game.seating.session import Session
from game.store.log import Unwritten
from game.store.record import Record
from game.store.replay import read_record
from game.table.moves import Commit
from tests.fuzz.doors import Through, said
from tests.narrowed import there

resource = pytest.importorskip("resource", reason="no limits of a process there")

WRITING = {
    "scenario new": ["scenario", "new", "ours", "--from", "first-day"],
    "demo": ["demo", "first-day", "--record", "out/table.toml"],
    "play": ["play", "--plain", "first-day", "--seat", "both", "--record", "out/table.toml"],
    "play on": ["play", "--plain", "--resume", "in/half.toml", "--seat", "both"],
    "enter": ["enter", "out/table.toml", "--scenario", "first-day"],
    "enter on": ["enter", "in/half.toml"],
    "survey": ["survey", "out/survey.toml"],
    "survey csv": ["survey", "in/table.toml", "--csv", "out"],
    "debrief": ["debrief", "in/table.toml", "--out", "out", "--md", "--csv"],
    "simulate": ["lab", "simulate", "first-day", "--seasons", "400", "--csv", "out/seasons.csv"],
    "workshop": ["workshop", "ninety-minutes", "--plain"],
    "kit": ["kit", "first-day", "--out", "out/kit.pdf"],
}
AT_A_PROMPT = ("play on", "enter", "enter on")
"""What goes on at its prompt, where it says what could not be kept."""
ROUND = b"\n\n\nprice.breakfast-box 27.30\ncommit\n\n" + b"note a long line of words about the room\n" * 9
SHEETS = b"""marketing P1 27.3 P2 37.8 D1 a D2 a PA 2000 DP 4
R1 b R2 T1:b R3 1
because we must
distribution S1 1300 S2 800 T1 b T2 a XS 0
R1 a R2 P2:b R3 1
because we must

"""


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a table that is over and one in play."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LASTMILE_HOME", str(tmp_path / "home"))
    (tmp_path / "in").mkdir()
    assert said("demo", "first-day", "--record", "in/table.toml").code == 0
    asked = NewTable("first-day", ("marketing", "distribution"), record=tmp_path / "in" / "half.toml")
    Session.create(asked, tmp_path / "in").close()
    return tmp_path


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def on_a_small_disk(most: int, words: list[str]) -> Through:
    """The command, where no file may grow beyond so many bytes."""
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, usual[1]))
    try:
        return said(*words, lines=b"month 1\n" + SHEETS if words[0] == "enter" else ROUND)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)


@pytest.mark.parametrize("name", WRITING)
def test_a_command_that_cannot_write_names_the_file_and_leaves_nothing(room: Path, name: str) -> None:
    before = tree(room)
    done = on_a_small_disk(20, WRITING[name])
    told = " ".join(f"{done.said} {done.refused}".split())
    assert done.code == (0 if name in AT_A_PROMPT else 2)
    assert re.search(r"[\w-]+\.\w+: [^:]*could not be written: file too large", told, re.IGNORECASE), told
    assert ".new" not in told
    after = tree(room)
    assert {path: after.get(path) for path in before} == before
    added = set(after) - set(before)
    assert not {path for path in added if not path.endswith(".bookmark")}


def test_a_record_that_the_disk_ends_in_keeps_every_move_before(room: Path) -> None:
    grown = (room / "in" / "half.toml").stat().st_size
    done = on_a_small_disk(grown + 400, WRITING["play on"])
    assert "could not be written: File too large. This move does not count" in " ".join(done.said.split())
    found = read_record(room / "in" / "half.toml")
    assert not found.lost and len(found.moves) >= 1


def full_after(monkeypatch: pytest.MonkeyPatch, writes: int) -> list[int]:
    """A disk that takes so many more blocks of a record and is full then; the list that empties it again."""
    left = [writes]
    real = os.fsync

    def fsync(number: int) -> None:
        if not left:
            return real(number)
        left[0] -= 1
        if left[0] < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(number)

    monkeypatch.setattr(os, "fsync", fsync)
    return left


@pytest.mark.skipif(sys.platform == "win32", reason="folders are not synced there")
def test_a_move_counts_whose_answer_found_the_disk_full_and_it_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = Session.create(NewTable("first-day", ("marketing",), "cost-hawk"), tmp_path)
    seat = session.seat("marketing")
    left = full_after(monkeypatch, 1)
    with pytest.raises(Refusal) as refused:
        seat.ask(Play(Commit("marketing", {}, "it fits")))
    assert "No space left on device. What you did counts and is saved; what your partner does next is not." in (
        refused.value.message
    )
    persons = [kept.move for kept in read_record(there(session.path)).moves if kept.by.role == "person"]
    assert persons == [Commit("marketing", {}, "it fits")]
    left.clear()
    session.let_partners_play()
    assert read_record(there(session.path)).moves[-1].by.role == "partner"
    session.close()


@pytest.mark.skipif(sys.platform == "win32", reason="folders are not synced there")
def test_a_table_whose_first_turn_cannot_be_written_is_not_begun(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full_after(monkeypatch, 2)  # the record and its folder
    with pytest.raises(Refusal, match=r"No space left on device\. Nothing was begun"):
        Session.create(NewTable("first-day", ("marketing",), "cost-hawk"), tmp_path)
    assert not list(tmp_path.iterdir())


def test_at_a_prompt_the_partner_plays_on_when_there_is_room_again(room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    full: list[bool] = []
    asked: list[str] = []

    def play(self: Record, move: Any, by: None = None, key: str = "", play: Callable[..., Any] = Record.play) -> Any:
        if full and getattr(move, "seat", "") == "distribution":
            raise Unwritten("t.toml: could not be written: No space left on device", "This move does not count.")
        return play(self, move, by, key)

    def ask(self: Lines, prompt: str, ask: Callable[..., Any] = Lines.ask) -> Any:
        asked.append(prompt)
        full[:] = [True] if asked.count("Enter, when your partner shall play on") < 2 else []
        return ask(self, prompt)

    words = ["play", "--plain", "first-day", "--seat", "marketing", "--record", "t.toml"]
    monkeypatch.setattr(Record, "play", play)
    monkeypatch.setattr(Lines, "ask", ask)
    done = said(*words, "--no-survey", lines=b"\n" * 14)
    told = " ".join(done.said.split())
    assert told.count("What you did counts and is saved") >= 1
    assert asked.count("Enter, when your partner shall play on") == 2
    assert "April has played out" in told.rpartition("What you did counts and is saved")[2]
