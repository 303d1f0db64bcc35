"""Where a person was at a table: kept for each seat by itself, and never worth more than its place."""

import threading
from pathlib import Path

import pytest

from game.refusal import Refusal
from game.rules.levers import Seat
from game.seating.asked import NewTable
from game.seating.bookmark import Bookmark, Whereabouts, bookmark_of
from game.seating.session import Session
from tests.narrowed import there

GARBLED = ["", "nonsense", 'news = "x"\nround = -1\ndraft = 3\nhint = true\n', "draft = [1]"]


@pytest.mark.parametrize("bad", GARBLED)
def test_a_bad_bookmark_costs_nothing_but_the_place(tmp_path: Path, bad: str) -> None:
    (tmp_path / "t.marketing.bookmark").write_text(bad)
    assert Bookmark(tmp_path / "t.toml", "marketing").mark == Whereabouts()


HUGE = "9" * 400


@pytest.mark.parametrize("bad", [f"[draft]\na = {HUGE}\n", "[draft]\na = inf\n", f"news = {HUGE}\n", "nonsense"])
def test_a_mark_that_cannot_be_read_is_told_and_begun_anew(tmp_path: Path, bad: str) -> None:
    path = tmp_path / "t.toml"
    with Session.create(NewTable("first-day", ("marketing",), "cost-hawk", record=path), tmp_path) as session:
        assert session.report == ""
    path.with_suffix(".marketing.bookmark").write_text(bad)
    with Session.resume(path) as session:
        assert session.report.endswith("begins anew as far as that goes; all that you played is safe.")
        mark = session.bookmark("marketing")
        assert mark is not None
        assert mark.mark == Whereabouts()
        mark.saw(0)
    with Session.resume(path) as session:
        assert session.report == ""


def test_each_seat_keeps_a_mark_of_its_own_in_a_file_of_its_own(tmp_path: Path) -> None:
    held = {seat: Bookmark(tmp_path / "t.toml", seat) for seat in ("marketing", "distribution")}
    held["marketing"].keep(news=3, revealed=2, round=4, hint=1)
    held["distribution"].keep(news=5, draft={"a": 1.5, "b": True, "c": "x"})
    for bookmark in held.values():
        bookmark.write()
    assert Bookmark(tmp_path / "t.toml", "marketing").mark == Whereabouts(3, 2, 4, {}, 1)
    assert Bookmark(tmp_path / "t.toml", "distribution").mark == Whereabouts(
        5, None, 0, {"a": 1.5, "b": True, "c": "x"}
    )
    assert {path.name for path in tmp_path.iterdir()} == {"t.marketing.bookmark", "t.distribution.bookmark"}


def test_keeping_says_whether_anything_has_changed_and_writes_nothing_by_itself(tmp_path: Path) -> None:
    bookmark = Bookmark(tmp_path / "t.toml", "marketing")
    assert bookmark.keep(news=1)
    assert not bookmark.keep(news=1)
    assert not list(tmp_path.iterdir())


def test_months_are_missed_only_by_who_has_seen_fewer(tmp_path: Path) -> None:
    bookmark = Bookmark(tmp_path / "t.toml", "marketing")
    assert not bookmark.misses(3)  # nobody knows: as many as there are
    bookmark.saw(2)
    assert (bookmark.misses(3), bookmark.misses(2)) == (True, False)
    assert Bookmark(tmp_path / "t.toml", "marketing").misses(3)


def test_what_a_draft_may_hold_is_kept_and_all_else_left_out(tmp_path: Path) -> None:
    (tmp_path / "t.marketing.bookmark").write_text('news = 2\n[draft]\na = 1\nb = [1]\nc = "x"\nd = false\n')
    assert Bookmark(tmp_path / "t.toml", "marketing").mark == Whereabouts(news=2, draft={"a": 1, "c": "x", "d": False})


def test_a_disk_that_refuses_costs_only_the_mark(tmp_path: Path) -> None:
    bookmark = Bookmark(tmp_path / "no such folder" / "t.toml", "marketing")
    bookmark.keep(news=7)
    bookmark.write()
    assert bookmark.mark.news == 7
    assert not list(tmp_path.iterdir())


def test_a_mark_written_from_many_threads_is_whole(tmp_path: Path) -> None:
    bookmark = Bookmark(tmp_path / "t.toml", "marketing")

    def write(news: int) -> None:
        for _ in range(20):
            bookmark.keep(news=news)
            bookmark.write()
            assert Bookmark(tmp_path / "t.toml", "marketing").mark.news in range(1, 5)

    threads = [threading.Thread(target=write, args=(news,)) for news in range(1, 5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Bookmark(tmp_path / "t.toml", "marketing").mark == bookmark.mark
    assert [path.name for path in tmp_path.iterdir()] == ["t.marketing.bookmark"]


@pytest.mark.parametrize(("ahead", "months"), [({"news": 3}, 1), ({"round": 3}, 1), ({"revealed": 2}, 1)])
def test_a_mark_of_months_that_were_not_played_is_another_tables_and_begins_anew(
    tmp_path: Path, ahead: dict[str, int], months: int
) -> None:
    path = tmp_path / "t.toml"
    mark = Bookmark(path, "marketing")
    mark.keep(said="of another table", **ahead)
    mark.write()
    assert Bookmark(path, "marketing", months).mark == Whereabouts()
    assert Bookmark(path, "marketing", months + 1).mark.said == "of another table"


@pytest.mark.parametrize("person", ["marketing", "distribution", "lesson"])
def test_a_new_table_begins_with_no_mark_of_one_that_lay_at_its_path(tmp_path: Path, person: str) -> None:
    lesson = person == "lesson"
    seat: Seat = "distribution" if person == "distribution" else "marketing"
    asked = NewTable("first-day", () if lesson else (seat,), seed=7, lesson=lesson, record=tmp_path / "t.toml")
    with Session.create(asked, tmp_path) as session:
        mark = there(session.bookmark(seat))
        mark.keep(round=1, draft={"price.cake-box": 33.0}, said="Shall we meet at nine?")
        mark.write()
        assert (tmp_path / f"t.{person}.bookmark").is_file()
    with pytest.raises(Refusal, match="there is a file already"):  # a table that is there keeps its marks
        Session.create(asked, tmp_path)
    with Session.resume(tmp_path / "t.toml") as session:
        assert there(session.bookmark(seat)).mark.said == "Shall we meet at nine?"
    (tmp_path / "t.toml").unlink()
    with Session.create(asked, tmp_path) as session:
        assert there(session.bookmark(seat)).mark == Whereabouts()


def test_no_two_records_share_a_mark_whatever_their_names_end_with(tmp_path: Path) -> None:
    names = ["mon.1", "mon.2", "mon", "mon.toml", "mon.1.toml"]
    marks = {bookmark_of(tmp_path / name, "marketing") for name in names}
    assert len(marks) == len(names)
    assert bookmark_of(tmp_path / "mon.toml", "marketing").name == "mon.marketing.bookmark"
