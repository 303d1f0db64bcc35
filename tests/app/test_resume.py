"""What was decided is on disk before the screen says so, and what was not yet is found again."""

import os
import shutil
import signal
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from game.app.widgets.choosing import Listing
from game.app.widgets.lines import LineInput
from game.app.widgets.sheet import ValueSheet
from game.app.widgets.talk_pane import TalkPane
from game.app.widgets.waiting_card import WaitingCard
from game.seating.bookmark import Bookmark
from game.seating.session import Session
from game.store.replay import read_record
from game.table.moves import Commit, Propose
from game.telling.settable import stepped
from tests.app.playing import commit, hot_seat, inside, ours, page, playing, press, run, settled, shown, solo, until
from tests.narrowed import there
from tests.seating.leaving import leave_talk

pexpect = pytest.importorskip("pexpect")

START = """
import sys
from pathlib import Path
from game.app.app import LastMileApp
from game.app.home import Home
from game.app.likes import Settings
from game.seating.asked import NewTable
home = Path(sys.argv[1])
opening = NewTable("first-day", ("marketing",), "cost-hawk", "talk", 7) if len(sys.argv) > 2 else None
LastMileApp(Home(home / "tables", home / "settings.toml"), Settings(), opening).run()
"""


def terminal(home: Path, *more: str) -> Any:
    environment = {**os.environ, "TERM": "xterm-256color", "TEXTUAL_ANIMATIONS": "none"}
    return pexpect.spawn(
        sys.executable,
        ["-c", START, str(home), *more],
        env=environment,
        dimensions=(24, 80),
        timeout=60,
        encoding="utf-8",
    )


def kill(child: Any) -> None:
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    child.close()


def test_a_table_killed_in_mid_plan_goes_on_with_its_draft(tmp_path: Path) -> None:
    child = terminal(tmp_path, "new")
    child.expect("your first month")
    for sign, answer in (("n", "Which of"), ("n", "Choose a card"), ("n", "As far as")):
        child.send(sign)
        child.expect(answer)
    child.send("\x1b[C")  # a step more on the first price
    child.expect("▲")
    (record,) = (tmp_path / "tables").glob("*.toml")
    for _ in range(200):
        if Bookmark(record, "marketing").mark.draft:
            break
        child.expect([pexpect.TIMEOUT, ".+"], timeout=0.05)
    kill(child)

    async def journey() -> None:
        async with playing(tmp_path, record) as pilot:
            await page(pilot, "TableScreen")
            await until(pilot, lambda: "Plan" in shown(pilot), "the plan")
            sheet = pilot.app.screen.query_one(ValueSheet)
            row = there(sheet.row)
            one_step = stepped(float(row.usual), 1, row.low, row.high, row.step)
            assert sheet.changed == {"price.breakfast-box": one_step}

    run(journey())


def kept(child: Any, record: Path, what: str, value: object) -> None:
    """Wait until the bookmark on disk holds this."""
    for _ in range(1200):
        if getattr(Bookmark(record, "marketing").mark, what) == value:
            return
        child.expect([pexpect.TIMEOUT, ".+"], timeout=0.05)
    raise AssertionError(f"the {what} was not kept: {Bookmark(record, 'marketing').mark}")


def test_a_reason_that_was_being_written_when_the_game_was_killed_is_there_again(tmp_path: Path) -> None:
    child = terminal(tmp_path, "new")
    child.expect("your first month")
    child.send("n")
    child.expect("Which of")
    (record,) = (tmp_path / "tables").glob("*.toml")
    child.send("c")
    child.expect("Commit the plan")
    child.send("the season is short")
    kept(child, record, "reason", "the season is short")
    kill(child)

    async def journey() -> None:
        async with playing(tmp_path, record) as pilot:
            await page(pilot, "TableScreen")
            await press(pilot, "c")
            await page(pilot, "CommitScreen")
            assert "the season is short" in shown(pilot)
            await press(pilot, "enter")
            await page(pilot, "RevealScreen")
        assert Bookmark(record, "marketing").mark.reason == ""

    run(journey())
    first = next(
        kept.move for kept in read_record(record).moves if isinstance(kept.move, Commit) and kept.by.role == "person"
    )
    assert first.why == "the season is short"


def test_a_word_that_was_being_written_when_the_game_was_killed_is_there_again(tmp_path: Path) -> None:
    child = terminal(tmp_path, "new")
    child.expect("your first month")
    for sign, answer in (("n", "Which of"), ("n", "Choose a card")):
        child.send(sign)
        child.expect(answer)
    (record,) = (tmp_path / "tables").glob("*.toml")
    child.send("a")
    child.send("how full are you")
    kept(child, record, "said", "how full are you")
    kill(child)

    async def journey() -> None:
        async with playing(tmp_path, record) as pilot:
            await page(pilot, "TableScreen")
            await until(pilot, lambda: "how full are you" in shown(pilot), "the word")

    run(journey())


def test_a_proposal_that_was_being_written_when_the_game_was_killed_is_there_again(tmp_path: Path) -> None:
    child = terminal(tmp_path, "new")
    child.expect("your first month")
    child.send("n")
    child.expect("Which of")
    (record,) = (tmp_path / "tables").glob("*.toml")
    child.send("p")
    child.expect("What do you propose")
    child.send("\x1b[C")
    child.expect("▲")
    child.send("\t")
    child.send("both gain")
    kept(child, record, "why", "both gain")
    kill(child)
    begun = Bookmark(record, "marketing").mark.begun
    assert len(begun) == 1

    async def journey() -> None:
        async with playing(tmp_path, record) as pilot:
            await page(pilot, "TableScreen")
            await press(pilot, "p")
            await page(pilot, "ProposeScreen")
            assert "both gain" in shown(pilot) and "▲" in shown(pilot)
            await press(pilot, "ctrl+s")
            await page(pilot, "TableScreen")
            await settled(pilot)
        assert dict(Bookmark(record, "marketing").mark.begun) == {}

    run(journey())
    put = next(kept.move for kept in read_record(record).moves if isinstance(kept.move, Propose))
    assert (put.why, dict(put.settings)) == ("both gain", dict(begun))


def test_a_line_that_was_being_kept_when_the_game_was_killed_is_there_again(tmp_path: Path) -> None:
    child = terminal(tmp_path, "new")
    child.expect("your first month")
    child.send("n")
    child.expect("Which of")
    (record,) = (tmp_path / "tables").glob("*.toml")
    for sign, answer in (("c", "Commit the plan"), ("\r", "plays out"), ("s", "eep a line")):
        child.send(sign)
        child.expect(answer)
    child.send("we rushed")
    kept(child, record, "line", "we rushed")
    kill(child)

    async def journey() -> None:
        async with playing(tmp_path, record) as pilot:
            await page(pilot, "RevealScreen")
            await press(pilot, "s")
            assert "we rushed" in shown(pilot)
            await press(pilot, "enter")
            await page(pilot, "TableScreen")
            await settled(pilot)
        assert Bookmark(record, "marketing").mark.line == ""

    run(journey())
    assert read_record(record).table.history[0].lines["marketing"] == "we rushed"


def as_killed(home: Path) -> Path:
    """The record as a kill would leave it now, with all that stands beside it."""
    left = home / "killed"
    shutil.copytree(home / "tables", left)
    (record,) = left.glob("*.toml")
    return record


def test_both_lines_of_two_people_at_one_screen_are_there_again_after_a_kill(tmp_path: Path) -> None:
    async def journey() -> None:
        async with playing(tmp_path, hot_seat()) as pilot:
            await page(pilot, "CurtainScreen")
            leave_talk(there(ours(pilot.app).session))
            for _ in range(2):
                await page(pilot, "CurtainScreen")
                await press(pilot, "enter")
                await commit(pilot)
            await page(pilot, "RevealScreen")
            await press(pilot, "s", *"mine", "enter", *"yours")
            records.append(as_killed(tmp_path))
        async with playing(tmp_path / "again", records[0]) as pilot:
            await page(pilot, "CurtainScreen")
            await press(pilot, "enter")
            await page(pilot, "RevealScreen")
            line = pilot.app.screen.query_one("#line", LineInput)
            await press(pilot, "s")
            assert line.value == "mine"
            await press(pilot, "enter")
            assert line.value == "yours"
            await press(pilot, "enter")
            await page(pilot, "CurtainScreen")
            await settled(pilot)

    records: list[Path] = []
    run(journey())
    assert dict(read_record(records[0]).table.history[0].lines) == {"marketing": "mine", "distribution": "yours"}
    assert [Bookmark(records[0], seat).mark.line for seat in ("marketing", "distribution")] == ["", ""]


def test_why_a_proposal_is_declined_is_there_again_after_escape_and_after_a_kill(tmp_path: Path) -> None:
    path = tmp_path / "tables" / "first-day.toml"
    with Session.create(replace(hot_seat(), record=path), tmp_path) as session:
        for amount in (30.0, 31.0):
            session.play(Propose("marketing", {"forecast.cake-box": amount}, "try it"))
        first, second = (one.id for one in session.table.play_now.proposals)

    async def ask(pilot: Pilot[Any], proposal: str) -> str:
        """What stands in the line when a proposal is on the card and a no is begun."""
        talk = pilot.app.screen.query_one(TalkPane)
        talk.query_one("#talk", Listing).focus()
        while inside(talk.query_one(WaitingCard).one).entry.about != proposal:
            await press(pilot, "home", "enter")
        await press(pilot, "d")
        return pilot.app.screen.query_one("#say", LineInput).value

    async def journey() -> None:
        async with playing(tmp_path, path) as pilot:
            await page(pilot, "CurtainScreen")
            await press(pilot, "enter")
            await page(pilot, "TableScreen")
            await press(pilot, "n", "n")
            assert await ask(pilot, first) == ""
            await press(pilot, *"no", "escape")
            assert await ask(pilot, first) == "no"
            await press(pilot, *"pe")
            records.append(as_killed(tmp_path))
        async with playing(tmp_path / "again", records[0]) as pilot:
            await page(pilot, "TableScreen")  # both are in the talk, and need no curtain
            await press(pilot, "h")
            await page(pilot, "TableScreen")
            assert await ask(pilot, second) == ""
            await press(pilot, "escape")
            assert await ask(pilot, first) == "nope"
            await press(pilot, "enter")
            await page(pilot, "TableScreen")
            await settled(pilot)

    records: list[Path] = []
    run(journey())
    told = {one.id: one.answer for one in read_record(records[0]).table.play_now.proposals}
    assert told == {first: "nope", second: ""}
    assert Bookmark(records[0], "distribution").mark.no == ""


def test_a_table_killed_before_the_reveal_was_read_shows_it_again(tmp_path: Path) -> None:
    async def commit() -> None:
        async with playing(tmp_path, solo()) as pilot:
            await page(pilot, "TableScreen")
            await press(pilot, "n", "c")
            await press(pilot, "enter")
            await page(pilot, "RevealScreen")

    async def again(record: Path) -> None:
        async with playing(tmp_path, record) as pilot:
            await page(pilot, "RevealScreen")

    run(commit())
    (record,) = (tmp_path / "tables").glob("*.toml")
    run(again(record))


def test_a_record_that_is_being_played_is_refused_with_the_reason(tmp_path: Path) -> None:
    async def journey() -> None:
        async with playing(tmp_path, solo()) as pilot:
            await page(pilot, "TableScreen")
            (record,) = (tmp_path / "tables").glob("*.toml")
            async with playing(tmp_path, record) as other:
                await until(other, lambda: other.app.return_code == 2, "the end")
                assert "found it in play" in ours(other.app).refusal
            async with playing(tmp_path, size=(110, 30)) as menu:
                await until(menu, lambda: "Continue" in shown(menu), "the table in the menu")
                await press(menu, "home", "enter")
                await page(menu, "MenuScreen")
                assert "found it in play" in " ".join(shown(menu).replace("▌", " ").split())

    run(journey())


def words(pilot: Pilot[Any]) -> str:
    return " ".join(shown(pilot).replace("▌", " ").split())


@pytest.mark.parametrize("way", ["quit", "menu", "debrief"])
def test_a_record_that_was_replaced_while_in_play_is_said_to_be_kept_whole_when_it_is_left(
    tmp_path: Path, way: str
) -> None:
    async def journey() -> None:
        async with playing(tmp_path, solo(), size=(120, 40)) as pilot:
            await page(pilot, "TableScreen")
            (record,) = (tmp_path / "tables").glob("*.toml")
            await press(pilot, "n", "c")
            await press(pilot, "enter")
            await page(pilot, "RevealScreen")
            whole = record.read_bytes()
            if way == "debrief":
                ours(pilot.app).leave()
                await page(pilot, "MenuScreen")
                ours(pilot.app).debrief(record)
                await page(pilot, "DebriefScreen")
                await until(pilot, lambda: "questions in about" in shown(pilot), "the cover")
            record.write_text("somebody else's")
            kept = record.with_name(f"{record.stem}-kept.toml")
            told = ""
            if way == "quit":
                await pilot.app.action_quit()
                await until(pilot, lambda: pilot.app._exit, "the end")
            else:
                ours(pilot.app).leave()
                await page(pilot, "MenuScreen")
                await until(pilot, lambda: "something else was written there" in words(pilot), "the word")
                told = words(pilot)
        assert "something else was written there while it was open here" in told + ours(pilot.app).refusal
        assert kept.read_bytes() == whole
        if way == "quit":
            assert ours(pilot.app).refusal.endswith(f"All that was done before is kept whole in {kept}.")

    run(journey())
