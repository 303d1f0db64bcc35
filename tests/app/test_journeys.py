"""Whole seasons, from the first key to the closing page."""

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest
from textual.pilot import Pilot

from game.app.screens.table.table import TableScreen
from game.rules.levers import Seat
from game.scenario import load
from game.store.record import Record
from game.store.replay import read_record
from game.table.moves import Commit
from game.table.structure import structure
from game.table.survey.moves import PassSurvey
from tests.app.playing import commit, hot_seat, ours, page, playing, press, run, settled, shown, solo, text, until
from tests.narrowed import there
from tests.seating.leaving import leave_talk

FRAME = str.maketrans("", "", "┏┓┗┛━┃")
KEYS = "⏎ I am here m Menu f1 Help ^p Commands"


async def month(pilot: Pilot[Any], thorough: bool = True) -> None:
    """Play a month by keys: every step of it, or the plan alone."""
    await page(pilot, "TableScreen")
    if thorough:
        while cast(TableScreen, pilot.app.screen).step_shown() != "plan":
            await press(pilot, "n")
        await press(pilot, "right")
    await commit(pilot)
    await page(pilot, "RevealScreen")
    await press(pilot, "s", "escape")


@pytest.mark.parametrize(
    ("seat", "structure"),
    [("marketing", "silo"), ("distribution", "talk"), ("marketing", "sync"), ("distribution", "silo")],
)
def test_a_season_can_be_played_from_either_seat_in_every_structure_by_keys(
    tmp_path: Path, seat: Seat, structure: str
) -> None:
    async def journey() -> None:
        async with playing(tmp_path, solo(seat, structure=structure)) as pilot:
            await month(pilot, thorough=structure != "silo")
            for _ in range(2):
                await month(pilot, thorough=False)
            await page(pilot, "ClosingScreen")
            assert "the season is over" in shown(pilot)
            await pilot.resize_terminal(80, 150)
            await settled(pilot)
            told = shown(pilot)
            assert "Looking back" not in told
            for part in ("turning points", "Alignment", "Joint value so far", "Ordered and shipped"):
                assert part in told

    run(journey())


@pytest.mark.parametrize("key", ["space", "down", "pagedown"])
def test_news_that_go_on_below_say_so_and_are_scrolled_by_keys(tmp_path: Path, key: str) -> None:
    async def journey() -> None:
        async with playing(tmp_path, solo(scenario="cold-brew")) as pilot:
            await page(pilot, "TableScreen")
            await until(pilot, lambda: "your first month" in shown(pilot), "the news")
            assert "↓ More below" in shown(pilot) and "So are you" not in shown(pilot)
            for _ in range(4):
                await press(pilot, key)
            assert "So are you" in shown(pilot) and "More below" not in shown(pilot)
            for _ in range(4):
                await press(pilot, "pageup")
            assert "your first month" in shown(pilot) and "More below" in shown(pilot)
            await press(pilot, key, "n")
            assert "More below" not in shown(pilot), "another page, which fits"
            await press(pilot, "b")
            assert "your first month" in shown(pilot), "a page begins at its top"

    run(journey())


def test_a_month_can_be_two_keys_long(tmp_path: Path) -> None:
    async def journey() -> None:
        async with playing(tmp_path, solo()) as pilot:
            await page(pilot, "TableScreen")
            await press(pilot, "c")
            await press(pilot, "enter")
            await page(pilot, "RevealScreen")

    run(journey())


def test_two_people_play_a_season_at_one_screen_with_a_curtain_between_them(tmp_path: Path) -> None:
    async def journey() -> None:
        async with playing(tmp_path, hot_seat()) as pilot:
            first = ["marketing", "distribution", "marketing"]
            for opener in first:
                second = "distribution" if opener == "marketing" else "marketing"
                leave_talk(there(ours(pilot.app).session))
                for seat in (opener, second):
                    await page(pilot, "CurtainScreen")
                    assert seat.capitalize() in shown(pilot)
                    await press(pilot, "enter")
                    await commit(pilot)
                await page(pilot, "RevealScreen")
                await press(pilot, "s", "x", "enter", "y", "enter")
            await page(pilot, "ClosingScreen")

    run(journey())


def test_the_curtain_shows_nothing_but_whose_turn_it_is(tmp_path: Path) -> None:
    async def journey() -> None:
        async with playing(tmp_path, hot_seat()) as pilot:
            await page(pilot, "CurtainScreen")
            told = " ".join(shown(pilot).translate(FRAME).split())
            assert told == "Marketing sits down now. The other seat looks away. ▶ I am here " + KEYS

    run(journey())


def test_what_was_told_and_cut_out_in_one_seat_is_gone_when_the_other_sits_down(tmp_path: Path) -> None:
    async def journey() -> None:
        async with playing(tmp_path, hot_seat()) as pilot:
            await page(pilot, "CurtainScreen")
            leave_talk(there(ours(pilot.app).session))
            await press(pilot, "enter")
            await page(pilot, "TableScreen")
            pilot.app.notify("a price of 9,876", timeout=600)
            pilot.app.copy_to_clipboard("a reason of marketing's own")
            await commit(pilot)
            await page(pilot, "CurtainScreen")
            assert not len(pilot.app._notifications)
            assert pilot.app.clipboard == ""

    run(journey())


def test_a_notice_says_signs_of_markup_as_they_are(tmp_path: Path) -> None:
    async def journey() -> None:
        async with playing(tmp_path) as pilot:
            pilot.app.notify("[/x] and [@click=app.quit]leave[/]", title="[/y]")
            await until(pilot, lambda: "[/x] and [@click=app.quit]leave[/]" in shown(pilot), "the notice")
            assert "[/y]" in shown(pilot)

    run(journey())


def test_from_the_menu_a_table_is_set_left_and_found_again(tmp_path: Path) -> None:
    async def journey() -> None:
        async with playing(tmp_path) as pilot:
            await press(pilot, "n")
            await page(pilot, "SetupScreen")
            await press(pilot, "enter")
            await page(pilot, "TableScreen")
            await press(pilot, "m")
            await page(pilot, "MenuScreen")
            await until(pilot, lambda: "Continue: Cold" in shown(pilot), "the table in the menu")
            await press(pilot, "home", "enter")
            await page(pilot, "TableScreen")
            await settled(pilot)
            assert "month 1 of 8" in shown(pilot)

    run(journey())


def test_a_finished_season_is_played_again_from_the_other_chair_and_compared(tmp_path: Path) -> None:
    async def journey() -> None:
        async with playing(tmp_path, solo("marketing")) as pilot:
            await month(pilot, thorough=True)
            for _ in range(2):
                await month(pilot, thorough=False)
            await page(pilot, "ClosingScreen")
            await press(pilot, "s")
            await page(pilot, "SwapScreen")
            assert "You were marketing" in shown(pilot)
            await press(pilot, "enter")
            await page(pilot, "TableScreen")
            assert "across: the as you did" not in shown(pilot)
            for _ in range(3):
                await month(pilot, thorough=False)
            await page(pilot, "ClosingScreen")
            assert "The first time, from marketing's chair, the company made" in shown(pilot)

    run(journey())


def test_a_finished_season_is_played_on_from_a_month_and_stays_as_it_was(tmp_path: Path) -> None:
    record = tmp_path / "season.toml"

    async def journey() -> None:
        async with playing(tmp_path, replace(solo("marketing"), record=record)) as pilot:
            for _ in range(3):
                await month(pilot, thorough=False)
            await page(pilot, "ClosingScreen")
            whole = record.read_bytes()
            await press(pilot, "p")
            await page(pilot, "PlayOnScreen")
            assert all(f"{name}  €" in shown(pilot) for name in ("March", "April", "May"))
            await press(pilot, "escape")
            await page(pilot, "ClosingScreen")
            await press(pilot, "p")
            await page(pilot, "PlayOnScreen")
            await press(pilot, "home", "down", "enter")
            await page(pilot, "TableScreen")
            assert "April, month 2 of 3" in shown(pilot)
            for _ in range(2):
                await month(pilot, thorough=False)
            await page(pilot, "ClosingScreen")
            assert record.read_bytes() == whole

    run(journey())
    before, on = (read_record(path).table for path in (record, tmp_path / "season-on.toml"))
    assert (on.seed, on.months, on.history[0].shared.joint) == (before.seed, 3, before.history[0].shared.joint)


def test_the_best_season_with_a_partner_is_told_at_the_end_and_in_the_list_of_places(tmp_path: Path) -> None:
    async def journey() -> None:
        async with playing(tmp_path, solo("marketing"), size=(120, 60)) as pilot:
            for _ in range(3):
                await month(pilot, thorough=False)
            await page(pilot, "ClosingScreen")
            assert "The first season you finished here with the cost hawk: " in shown(pilot)
            (tmp_path / "bests.toml").write_text("[first-day]\ncost-hawk = 99.0\nbridge-builder = 50.5\n")
            ours(pilot.app).show_page("scenarios")
            await page(pilot, "ScenariosScreen")
            told = " ".join(shown(pilot).replace("▌", "").split())
            assert "Your best: 99 of 100 with the cost hawk, 51 of 100 with the bridge builder." in told
            assert told.count("Your best") == 1
            (tmp_path / "bests.toml").write_text("[first-day")
            ours(pilot.app).show_page("scenarios")
            await until(pilot, lambda: "could not be read" in shown(pilot), "what is wrong with the file")
            assert "Your best: " not in shown(pilot)

    run(journey())


def test_a_first_day_is_guided_from_both_chairs(tmp_path: Path) -> None:
    async def journey() -> None:
        async with playing(tmp_path) as pilot:
            await press(pilot, "home", "enter")
            chairs = []
            for _ in range(3):
                await page(pilot, "TableScreen")
                assert "next hint" in shown(pilot)
                chairs.append(shown(pilot).split()[0])
                await month(pilot, thorough=False)
            await page(pilot, "ClosingScreen")
            assert chairs == ["Marketing", "Distribution", "Marketing"]

    run(journey())


def test_the_guide_can_be_left_and_stays_away(tmp_path: Path) -> None:
    async def journey() -> None:
        async with playing(tmp_path) as pilot:
            await press(pilot, "home", "enter")
            await page(pilot, "TableScreen")
            await press(pilot, "x")
            assert "2 of" in shown(pilot)
            await press(pilot, "z")
            assert "next hint" not in shown(pilot)
            await press(pilot, "n")
            assert "next hint" not in shown(pilot)

    run(journey())


def test_the_end_of_an_act_that_another_follows_tells_nothing_of_what_would_have_been_better(tmp_path: Path) -> None:
    for name, more in (("act-1", True), ("act-2", False)):
        with Record.create(tmp_path / f"{name}.toml", load("first-day"), 7, structure("silo"), more=more) as record:
            while not record.table.over:
                record.play(Commit("marketing"))
                record.play(Commit("distribution"))
            record.play(PassSurvey("marketing", "after"))
            record.play(PassSurvey("distribution", "after"))

    async def journey(name: str) -> str:
        async with playing(tmp_path, tmp_path / f"{name}.toml") as pilot:
            await page(pilot, "CurtainScreen")
            await press(pilot, "enter")
            await page(pilot, "ClosingScreen")
            await settled(pilot)
            return shown(pilot) + text(pilot.app.screen)

    first, last = asyncio.run(journey("act-1")), asyncio.run(journey("act-2"))
    assert "you play in this place once more today" in " ".join(first.split())
    for told in ("Alignment", "Best plan known", "Debrief", "Play again", "Swap seats"):
        assert told not in first
        assert told in last
    assert "best plan" not in first
