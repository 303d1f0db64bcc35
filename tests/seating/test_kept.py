"""The tables in a folder: read off their records without a replay."""

import os
import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from game.refusal import Refusal
from game.rules.levers import SEATS
from game.seating.asked import NewTable
from game.seating.kept import MOST, check_later, damaged_tables, kept_tables, latest_unfinished
from game.seating.session import Session
from game.table.moves import Commit, EndSeason, HandOver
from game.table.structure import Holder
from tests.narrowed import there
from tests.seating.leaving import leave_talk
from tests.store.altering import rewritten

WHEN = 1_700_000_000.0


def a_table(folder: Path, name: str, months: int, asked: NewTable | None = None, *done: EndSeason | HandOver) -> Path:
    """A record of so many months, then with what was done to the table."""
    asked = asked or NewTable("first-day", ("marketing",), "cost-hawk", seed=7)
    path = folder / f"{name}.toml"
    with Session.create(NewTable(**{**vars(asked), "record": path}), folder) as session:
        for _ in range(months):
            leave_talk(session)
            for seat in session.persons:
                session.play(Commit(seat))
        for move in done:
            session.direct(move)
    return path


def aged(path: Path, seconds: float) -> Path:
    os.utime(path, (WHEN + seconds, WHEN + seconds))
    return path


def test_a_table_whose_head_would_steer_a_terminal_is_left_out_and_an_unknown_persona_is_told(tmp_path: Path) -> None:
    path = a_table(tmp_path, "one", 1)
    whole = path.read_bytes()
    for was, now in ((b'title = "', b'title = "\\u001b[2J'), (b"rounds = ", b"rounds = 99999999")):
        path.write_bytes(rewritten(whole, was, now))
        assert kept_tables(tmp_path) == []
    path.write_bytes(rewritten(whole, b'persona = "cost-hawk"', b'persona = "cost-hauk"'))
    with pytest.raises(Refusal, match="cost-hauk"):
        Session.resume(path)


def test_a_table_is_told_by_its_head_and_its_moves(tmp_path: Path) -> None:
    path = aged(a_table(tmp_path, "one", 1, NewTable("first-day", ("marketing",), "cost-hawk", "silo", 12)), 0)
    (found,) = kept_tables(tmp_path)
    assert (found.path, found.scenario, found.title) == (path, "first-day", "First day")
    assert (found.rounds, found.round, found.played, found.seed, found.structure) == (3, 2, 1, 12, "silo")
    assert found.seats == {"marketing": "you", "distribution": "cost hawk"}
    assert found.when == datetime.fromtimestamp(WHEN)
    assert not found.finished


def test_a_season_is_finished_at_its_end_or_where_it_was_ended(tmp_path: Path) -> None:
    a_table(tmp_path, "whole", 3)
    (whole,) = kept_tables(tmp_path)
    assert (whole.finished, whole.round, whole.played) == (True, 3, 3)
    whole.path.unlink()
    a_table(tmp_path, "early", 2, None, EndSeason("the train"))
    (early,) = kept_tables(tmp_path)
    assert (early.finished, early.rounds, early.round, early.played) == (True, 2, 2, 2)


def test_who_holds_a_seat_is_who_holds_it_now(tmp_path: Path) -> None:
    hawk = Holder("partner", persona="cost-hawk")
    a_table(tmp_path, "two", 1, NewTable("first-day", SEATS), HandOver("distribution", hawk))
    assert kept_tables(tmp_path)[0].seats == {"marketing": "you", "distribution": "cost hawk"}
    a_table(tmp_path, "back", 1, None, HandOver("distribution", Holder()))
    assert {tuple(one.seats.values()) for one in kept_tables(tmp_path)} == {("you", "cost hawk"), ("you", "you")}


def test_the_newest_come_first_and_what_is_no_record_is_left_out(tmp_path: Path) -> None:
    for at, name in enumerate(("old", "new", "middle")):
        aged(a_table(tmp_path, name, 0), (0, 20, 10)[at])
    (tmp_path / "notes.toml").write_text("a = 1")
    (tmp_path / "empty.toml").write_text("")
    (tmp_path / "folder.toml").mkdir()
    (tmp_path / "t.marketing.bookmark").write_text("news = 1")
    assert [one.path.stem for one in kept_tables(tmp_path)] == ["new", "middle", "old"]
    assert kept_tables(tmp_path / "nowhere") == []


def test_no_more_than_so_many_are_looked_at(tmp_path: Path) -> None:
    first = a_table(tmp_path, "a", 0).read_bytes()
    for number in range(62):
        aged(tmp_path / "a.toml", 0)
        (tmp_path / f"b{number}.toml").write_bytes(first)
    assert MOST == len(kept_tables(tmp_path)) == 60
    assert all(one.path.stem != "a" for one in kept_tables(tmp_path))


def test_the_latest_unfinished_table_is_the_newest_that_waits_for_a_person(tmp_path: Path) -> None:
    assert latest_unfinished(tmp_path) is None
    aged(a_table(tmp_path, "finished", 3), 30)
    two = a_table(tmp_path, "partners", 0)
    with Session.resume(two) as session:
        session._play.play(HandOver("marketing", Holder("partner", persona="growth-chaser")))
    aged(two, 20)
    assert latest_unfinished(tmp_path) is None
    aged(a_table(tmp_path, "older", 1), 5)
    aged(a_table(tmp_path, "waits", 2), 10)
    found = latest_unfinished(tmp_path)
    assert found is not None and found.path.stem == "waits"


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda data: data.replace(b"seed = ", b"seeb = ", 1), "expected the head as it was written, found it altered"),
        (lambda data: data[:500], "expected the head of a record, found only a part of it"),
        (lambda data: bytes(500) + data[500:], "expected a Last Mile record, found some other file"),
        (lambda data: data.replace(b"Last Mile", b"Lost Mile", 1), "expected a Last Mile record, found some other"),
    ],
    ids=["letters", "cut", "NULs", "title"],
)
def test_a_table_that_was_played_last_and_damaged_since_is_not_passed_over_for_an_older_one(
    tmp_path: Path, damage: Callable[[bytes], bytes], said: str
) -> None:
    aged(a_table(tmp_path, "older", 1), 20)
    last = a_table(tmp_path, "last", 1)
    with Session.resume(last) as session:
        there(session.bookmark("marketing")).saw(1)
    check_later(tmp_path, latest_unfinished(tmp_path))
    last.write_bytes(damage(last.read_bytes()))
    before = last.read_bytes()
    found = latest_unfinished(tmp_path)
    assert found is not None and found.path.stem == "older"
    with pytest.raises(Refusal, match=said) as refused:
        check_later(tmp_path, found)
    assert refused.value.message.startswith(str(last))
    assert refused.value.message.endswith(
        "\nThis table was played last. To go on with another one, name it: --resume FILE"
    )
    assert last.read_bytes() == before
    aged(last, 10)
    check_later(tmp_path, found)  # played before the one that is gone on with


def test_what_was_never_a_table_is_passed_over(tmp_path: Path) -> None:
    aged(a_table(tmp_path, "older", 1), 20)
    (tmp_path / "notes.toml").write_text("mine = true")
    (tmp_path / "begun.toml").write_bytes(b"")  # ended as it began
    (tmp_path / "survey.toml").write_text("# A Last Mile survey: what matters to whom.\n")
    check_later(tmp_path, latest_unfinished(tmp_path))


def test_damaged_tables_are_told_with_what_is_wrong_and_what_was_never_a_table_is_not(tmp_path: Path) -> None:
    aged(a_table(tmp_path, "sound", 1), 50)
    cut, altered = aged(a_table(tmp_path, "cut", 1), 0), a_table(tmp_path, "altered", 1)
    cut.write_bytes(cut.read_bytes()[:400])
    aged(cut, 20)
    altered.write_bytes(altered.read_bytes().replace(b'move = "commit"', b'move = "comnit"', 1))
    aged(altered, 30)
    (tmp_path / "notes.toml").write_text("a = 1")
    (tmp_path / "empty.toml").touch()
    found = damaged_tables(tmp_path)
    assert [one.path for one in found] == [altered, cut]
    assert re.fullmatch(
        rf"{altered}:\d+: expected move \d+ as it was written, found it altered: .*\nThe \d+ moves before it are "
        r"whole, and nothing was dropped\. Put the file back from a copy, or cut it off before line \d+ "
        r"to go on from there\.",
        found[0].wrong,
    )
    assert (
        found[1].wrong.startswith(f"{cut}: expected the head of a record, found only a part")
        and "Put the file back from a copy" in found[1].wrong
    )
    assert [one.path.stem for one in kept_tables(tmp_path)] == ["sound"]
    assert damaged_tables(tmp_path / "nowhere", [cut])[0].path == cut
