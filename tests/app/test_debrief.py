"""The debrief on the screen: questions with evidence, answers and a promise that join the record."""

import errno
import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.events import Paste
from textual.pilot import Pilot

from game.app.debriefing import Debriefing
from game.app.widgets.lines import AnswerLine
from game.seating.bookmark import Bookmark, Whereabouts
from game.store.record import Record
from game.store.replay import read_record
from tests.app.playing import (
    commit,
    hot_seat,
    inside,
    key_of,
    ours,
    page,
    playing,
    press,
    run,
    settled,
    shown,
    solo,
    until,
)
from tests.narrowed import there
from tests.seating.leaving import leave_talk


def record_of(home: Path) -> Path:
    (record,) = (home / "tables").glob("*.toml")
    return record


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The records of two finished seasons: one person's, and two people's."""
    from game.seating.session import Session
    from game.table.moves import Commit

    home = tmp_path_factory.mktemp("played")
    for name, asked in (("solo", solo()), ("both", hot_seat())):
        session = Session.create(asked, home / name / "tables")
        for _ in range(3):
            leave_talk(session)
            for seat in session.persons:
                session.play(Commit(seat, {}, ""))
        session.close()
    return home


@pytest.fixture
def home(played: Path, tmp_path: Path) -> Iterator[Path]:
    shutil.copytree(played, tmp_path, dirs_exist_ok=True)
    yield tmp_path


async def to_the_promise(pilot: Pilot[Any]) -> None:
    while not inside(pilot.app.screen)._promising:
        await press(pilot, "enter")


def test_a_finished_season_is_looked_back_on_from_the_menu(home: Path) -> None:
    async def journey() -> None:
        async with playing(home / "solo") as pilot:
            ours(pilot.app).show_page("debrief")
            await page(pilot, "DebriefTablesScreen")
            await press(pilot, "enter")
            await page(pilot, "DebriefScreen")
            await until(pilot, lambda: "questions in about 20 minutes" in shown(pilot), "the cover")
            await press(pilot, "enter")
            assert "How do you feel?" in shown(pilot)
            await press(pilot, *"We were", "space", *"quick", "f4", "enter")
            await press(pilot, "f3")
            assert "Then ask:" in shown(pilot)
            await to_the_promise(pilot)
            assert "One promise each" in shown(pilot)
            await press(pilot, *"Call", "space", *"first", "enter", *"Ana", "enter")
            assert "promised to Ana: “Call first”" in " ".join(shown(pilot).split())
            await press(pilot, "enter")
            await page(pilot, "MenuScreen")

    run(journey())
    own = read_record(record_of(home / "solo")).table.survey.seats["marketing"]
    assert [(one.text, one.quote) for one in own.reflections] == [("We were quick", True)]
    assert own.promise is not None
    assert (own.promise.text, own.promise.to, own.promise.quote) == ("Call first", "Ana", False)


def test_two_people_write_a_line_each_and_find_it_again_when_they_come_back(home: Path) -> None:
    record = record_of(home / "both")

    async def journey() -> None:
        async with playing(home / "both") as pilot:
            ours(pilot.app).debrief(record)
            await page(pilot, "DebriefScreen")
            await press(pilot, "enter")
            await press(pilot, *"one", "enter", *"two", "enter")
            await press(pilot, "f2")
            assert "one" in shown(pilot)
            assert "two" in shown(pilot)
            await press(pilot, "escape")
            await page(pilot, "MenuScreen")
            ours(pilot.app).debrief(record)
            await page(pilot, "DebriefScreen")
            await press(pilot, "enter")
            assert "two" in shown(pilot)

    run(journey())
    seats = read_record(record).table.survey.seats
    assert [seats[seat].reflections[0].text for seat in ("marketing", "distribution")] == ["one", "two"]


def test_what_is_being_written_is_there_again_after_a_kill(home: Path) -> None:
    async def journey() -> None:
        async with playing(home / "both") as pilot:
            ours(pilot.app).debrief(record_of(home / "both"))
            await page(pilot, "DebriefScreen")
            await press(pilot, "enter", *"kept", "enter", "enter", "f2")
            await press(pilot, *" more", "enter", *"two", "f4")
            shutil.copytree(home / "both" / "tables", home / "answer" / "tables")
            await to_the_promise(pilot)
            await press(pilot, *"call", "enter", *"Ana")
            shutil.copytree(home / "both" / "tables", home / "promise" / "tables")
        for name in ("answer", "promise"):
            async with playing(home / name) as pilot:
                ours(pilot.app).debrief(record_of(home / name))
                await page(pilot, "DebriefScreen")
                await press(pilot, "enter")
                first, second = (line.written for line in pilot.app.screen.query(AnswerLine))
                await press(pilot, *"!", "backspace")  # on another page than the promise
                assert (first.text, second.text, second.quote) == ("kept more", "two", True)
                assert [first.quote, first.to] == [False, ""]
                await to_the_promise(pilot)
                found.append(next(iter(pilot.app.screen.query(AnswerLine))).written)
                await press(pilot, *["enter"] * 4)
        assert [(one.text, one.to) for one in found] == [("", ""), ("call", "Ana")]

    found: list[Any] = []
    run(journey())
    seats = read_record(record_of(home / "promise")).table.survey.seats
    promise = there(seats["marketing"].promise)
    assert (promise.text, promise.to) == ("call", "Ana")
    assert [[one.text for one in seats[seat].reflections] for seat in ("marketing", "distribution")] == [
        ["kept more"], ["two"]
    ]  # fmt: skip
    assert Bookmark(record_of(home / "promise"), "marketing").mark == Whereabouts()


def test_the_time_can_be_planned_and_changes_what_is_asked(home: Path) -> None:
    async def journey() -> None:
        async with playing(home / "solo") as pilot:
            ours(pilot.app).debrief(record_of(home / "solo"))
            await page(pilot, "DebriefScreen")
            await until(pilot, lambda: "in about 20 minutes" in shown(pilot), "the cover")
            few = len(inside(pilot.app.screen)._pages)
            await press(pilot, *["right"] * 8)
            assert "in about 60 minutes" in shown(pilot)
            assert len(inside(pilot.app.screen)._pages) > few
            assert 45 <= sum(one.minutes for one in inside(pilot.app.screen)._pages) <= 60

    run(journey())


def test_what_cannot_be_kept_is_said_and_stays_on_its_page_on_every_way_out(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(number: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    async def journey() -> None:
        async with playing(home / "solo") as pilot:
            ours(pilot.app).debrief(record_of(home / "solo"))
            await page(pilot, "DebriefScreen")
            await until(pilot, lambda: "questions in about" in shown(pilot), "the cover")
            with monkeypatch.context() as broken:
                broken.setattr(os, "fsync", full)
                await press(pilot, "enter")
                assert "questions in about" in shown(pilot), "not opened: it stays on the cover"
            await press(pilot, "enter")
            await press(pilot, *"Well")
            with monkeypatch.context() as broken:
                broken.setattr(os, "fsync", full)
                for number, key in enumerate(("enter", "f2", "escape"), 2):
                    await press(pilot, key)
                    assert "How do you feel?" in shown(pilot)
                    told = [one for one in pilot.app._notifications if one.title == "That cannot be kept"]
                    assert len(told) == number
                    assert "No space left" in told[-1].message
            await press(pilot, "escape")
            await page(pilot, "MenuScreen")

    run(journey())
    (answer,) = read_record(record_of(home / "solo")).table.survey.seats["marketing"].reflections
    assert answer.text == "Well"


def test_a_season_that_is_not_over_is_ended_only_after_a_warning(tmp_path: Path) -> None:
    async def journey() -> None:
        async with playing(tmp_path, solo()) as pilot:
            await commit(pilot)
            await page(pilot, "RevealScreen")
            await press(pilot, "s", "escape")
            await page(pilot, "TableScreen")
            ours(pilot.app).debrief(record_of(tmp_path))
            await page(pilot, "DebriefScreen")
            await until(pilot, lambda: "Opening the debrief ends it" in shown(pilot), "the warning")
            await press(pilot, "escape")
            await page(pilot, "MenuScreen")
            assert not read_record(record_of(tmp_path)).table.survey.seats["marketing"].opened

    run(journey())


def test_the_coach_asks_and_never_says_what_to_set(tmp_path: Path) -> None:
    async def journey() -> None:
        async with playing(tmp_path, solo()) as pilot:
            await page(pilot, "TableScreen")
            await until(pilot, lambda: "Commit plan" in shown(pilot), "the table")
            await press(pilot, "n", "n")
            await press(pilot, "k")
            await page(pilot, "CoachScreen")
            assert "?" in shown(pilot)
            await settled(pilot)
            await press(pilot, "escape")
            await page(pilot, "TableScreen")

    run(journey())


@pytest.mark.parametrize("way", ["ctrl+q", "escape", "f2", "enter"])
def test_letters_typed_right_before_a_way_out_are_in_the_record(way: str, home: Path) -> None:
    async def journey() -> None:
        async with playing(home / "solo") as pilot:
            ours(pilot.app).debrief(record_of(home / "solo"))
            await page(pilot, "DebriefScreen")
            await until(pilot, lambda: "questions in about 20 minutes" in shown(pilot), "the cover")
            await press(pilot, "enter")
            for key in (*"quick", way):
                pilot.app.post_message(key_of(key))
            await settled(pilot)

    run(journey())
    own = read_record(record_of(home / "solo")).table.survey.seats["marketing"]
    assert [one.text for one in own.reflections] == ["quick"]


def test_an_answer_that_is_too_long_is_told_and_stays(home: Path) -> None:
    async def journey() -> None:
        async with playing(home / "solo") as pilot:
            ours(pilot.app).debrief(record_of(home / "solo"))
            await page(pilot, "DebriefScreen")
            await until(pilot, lambda: "questions in about 20 minutes" in shown(pilot), "the cover")
            await press(pilot, "enter")
            there(pilot.app.focused).post_message(Paste("z" * 1001))
            await press(pilot, "enter")
            assert any("Shorten it by 1:" in notice.message for notice in pilot.app._notifications)
            assert len(inside(there(pilot.app.focused)).value) == 1001
            await press(pilot, "backspace", "enter")

    run(journey())
    own = read_record(record_of(home / "solo")).table.survey.seats["marketing"]
    assert [len(one.text) for one in own.reflections] == [1000]


def test_a_debrief_that_is_left_while_the_season_is_taken_apart_lets_go_of_its_record(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def slow(self: Debriefing, minutes: Any, pages: Any = Debriefing.pages) -> Any:
        begun.set()
        assert go_on.wait(60)
        return pages(self, minutes)

    monkeypatch.setattr(Debriefing, "pages", slow)
    record = record_of(home / "solo")

    async def journey() -> None:
        async with playing(home / "solo") as pilot:
            ours(pilot.app).debrief(record)
            await until(pilot, begun.is_set, "the beginning")
            ours(pilot.app).leave()
            await until(pilot, lambda: type(pilot.app.screen).__name__ == "MenuScreen", "the menu")
            go_on.set()
            await settled(pilot)
        Record.resume(record).close()

    run(journey())
