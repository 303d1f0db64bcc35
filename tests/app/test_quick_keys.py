"""Keys that come faster than a page can be drawn: every page is hammered, and nothing breaks."""

import asyncio
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from game.app.app import LastMileApp
from game.app.screens.home.setting_up import ScenariosScreen
from game.app.screens.home.settings import SettingsScreen
from game.app.screens.table.papers import GlossaryScreen
from game.app.widgets.choosing import Palette
from game.store.replay import read_record
from tests.app.playing import app_at, hot_seat, key_of, page, playing, press, run, settled, shown, solo, until

KEYS = (
    *"nbcupawfgrhkxzsdte159.", "enter", "enter", "escape", "tab", "up", "down", "left", "right", "space", "backspace",
    "home", "end", "pageup", "pagedown", "f1", "f2", "f3", "f4", "ctrl+g", "ctrl+s", "shift+up", "shift+down",
)  # fmt: skip
BURSTS, LONGEST = 30, 6


async def burst(pilot: Pilot[Any], keys: list[str], rng: random.Random) -> None:
    """Keys with no time between them but, now and then, a turn of the loop."""
    for key in keys:
        pilot.app.post_message(key_of(key))
        if rng.random() < 0.3:
            await asyncio.sleep(0)


async def hammer(pilot: Pilot[Any], seed: int) -> None:
    rng = random.Random(seed)
    for _ in range(BURSTS):
        keys = rng.choices(KEYS, k=rng.randint(1, LONGEST))
        await burst(pilot, keys, rng)
        await asyncio.sleep(rng.choice((0.0, 0.001, 0.02)))
        assert pilot.app._exception is None, f"{keys} on {pilot.app.screen}"
    await settled(pilot)
    assert pilot.app._exception is None


def unhurt(home: Path) -> None:
    """Every record that was written can be read again."""
    for record in (home / "tables").glob("*.toml"):
        assert not read_record(record).lost


def ways() -> Iterator[tuple[str, object, tuple[str, ...]]]:
    """What is opened, and the keys to the page that is hammered."""
    yield "the menu", None, ()
    yield "setting up", None, ("n",)
    yield "the news", solo(), ()
    yield "the reading", solo(), ("n",)
    yield "the talk", solo(), ("n", "n")
    yield "the plan", solo(), ("n", "n", "n")
    yield "committing", solo(), ("c",)
    yield "the reveal", solo(), ("c", "enter")
    yield "proposing", solo("distribution", structure="sync"), ("n", "n", "p")
    yield "two people", hot_seat(survey=True), ("enter",)


@pytest.mark.parametrize(("opening", "keys"), [way[1:] for way in ways()], ids=[way[0] for way in ways()])
def test_no_burst_of_keys_breaks_a_page(tmp_path: Path, opening: Any, keys: tuple[str, ...]) -> None:
    async def journey(home: Path, seed: int) -> None:
        async with playing(home, opening) as pilot:
            if opening is not None:
                await until(pilot, lambda: type(pilot.app.screen).__name__ != "WaitingScreen", "the table")
                await settled(pilot)
            await press(pilot, *keys)
            await hammer(pilot, seed)

    for seed in range(2):
        run(journey(tmp_path / str(seed), seed))
        unhurt(tmp_path / str(seed))


def test_going_on_twice_at_once_reads_the_partner_and_skips_no_prediction(tmp_path: Path) -> None:
    async def journey() -> None:
        async with playing(tmp_path, solo()) as pilot:
            await page(pilot, "TableScreen")
            await until(pilot, lambda: "Commit plan" in shown(pilot), "the table")
            await burst(pilot, ["n", "n"], random.Random(1))
            await settled(pilot)
            assert isinstance(pilot.app, LastMileApp)
            assert pilot.app._exception is None
            assert "Which of distribution's limits" in shown(pilot)
            await press(pilot, "n")
            assert "Choose a card" in shown(pilot)

    run(journey())
    assert predicted(tmp_path) is None


def predicted(home: Path) -> Any:
    (record,) = (home / "tables").glob("*.toml")
    return read_record(record).table.play_now.predictions.get("marketing")


def test_only_what_was_chosen_is_predicted_and_every_month_begins_with_nothing_chosen(tmp_path: Path) -> None:
    async def journey() -> None:
        async with playing(tmp_path, solo()) as pilot:
            await page(pilot, "TableScreen")
            await until(pilot, lambda: "Commit plan" in shown(pilot), "the table")
            await press(pilot, "n")
            assert "Go on without a prediction" in shown(pilot)
            assert "(●)" not in shown(pilot)
            await press(pilot, "right", "right")  # the second limit
            assert "Keep this and go on" in shown(pilot)
            await press(pilot, "down", "right", "delete")  # an answer that is taken back
            await press(pilot, "n")
            said = predicted(tmp_path)
            assert (said.constraint, said.expects, said.confidence) == ("floor", "", 0)
            await press(pilot, "c", "enter")
            await page(pilot, "RevealScreen")
            await press(pilot, "s", "escape")
            await page(pilot, "TableScreen")
            await press(pilot, "n")
            assert "Which of distribution's limits" in shown(pilot)
            assert "(●)" not in shown(pilot)

    run(journey())


@pytest.mark.parametrize(
    "opened",
    [SettingsScreen, ScenariosScreen, GlossaryScreen, Palette],
    ids=lambda one: one.__name__,
)
def test_a_page_that_is_left_while_it_opens_breaks_nothing(tmp_path: Path, opened: type[Screen[None]]) -> None:
    async def journey() -> None:
        app = app_at(tmp_path, None)
        async with app.run_test(size=(80, 24)) as pilot:
            await settled(pilot)
            app.push_screen(opened())
            app.exit()  # Ctrl+Q, at once
            await settled(pilot)
        assert app._exception is None

    run(journey())
