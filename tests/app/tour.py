"""A tour past every page of the game, on one seed: what the pictures and the snapshots are taken of."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from game.seating.asked import NewTable
from tests.app.playing import ask_first, hot_seat, inside, ours, page, playing, press, settled, shown, until

PLACE = "tests/app/places/first-day"
"""A scenario of the tests' own, so that tuning a shipped one changes no picture; read from the repository's folder."""

SIZES = ((80, 24), (120, 40), (46, 40))
SEED = 7


@dataclass(frozen=True)
class Stop:
    """A page of the tour."""

    name: str
    pilot: Pilot[Any]


async def tour(home: Path) -> AsyncIterator[Stop]:
    """Every page, in the order in which a person may meet them; the app stays at a page until the next is asked for."""
    async for stop in _pages_of_the_menu(home):
        yield stop
    async for stop in _first_day(home):
        yield stop
    async for stop in _months(home):
        yield stop
    async for stop in _two_people(home):
        yield stop
    async for stop in _shared_data(home):
        yield stop


async def _pages_of_the_menu(home: Path) -> AsyncIterator[Stop]:
    async with playing(home / "menu") as pilot:
        yield Stop("menu", pilot)
        await press(pilot, "n")
        await page(pilot, "SetupScreen")
        yield Stop("setup", pilot)
        await press(pilot, "escape")
        await page(pilot, "MenuScreen")
        for name, kind in (("swap", "SwapScreen"), ("scenarios", "ScenariosScreen"), ("settings", "SettingsScreen")):
            ours(pilot.app).show_page(name)
            await page(pilot, kind)
            yield Stop(name, pilot)
            await press(pilot, "escape")
            await page(pilot, "MenuScreen")
        await press(pilot, "f1")
        yield Stop("help", pilot)


async def _first_day(home: Path) -> AsyncIterator[Stop]:
    async with playing(home / "lesson") as pilot:
        ours(pilot.app).open(NewTable(PLACE, (), seed=SEED, lesson=True))
        await page(pilot, "TableScreen")
        yield Stop("guided", pilot)


async def _months(home: Path) -> AsyncIterator[Stop]:
    asked = NewTable(PLACE, ("marketing",), "bridge-builder", "talk", SEED)
    async with playing(home / "solo", asked) as pilot:
        await page(pilot, "TableScreen")
        yield Stop("news", pilot)
        for key, opened, name in (("r", "brief", "Brief"), ("g", "words", "Glossary"), ("k", "coach", "Coach")):
            await press(pilot, key)
            await page(pilot, f"{name}Screen")
            yield Stop(opened, pilot)
            await press(pilot, "escape")
            await page(pilot, "TableScreen")
        await press(pilot, "n")
        yield Stop("read", pilot)
        await press(pilot, "n")
        yield Stop("talk", pilot)
        await ask_first(pilot)
        yield Stop("asked", pilot)
        await press(pilot, "p")
        await page(pilot, "ProposeScreen")
        yield Stop("propose", pilot)
        await press(pilot, "escape")
        await page(pilot, "TableScreen")
        await press(pilot, "n", "right", "down", "down", "right")
        yield Stop("plan", pilot)
        for number in range(1, 4):
            await page(pilot, "TableScreen")
            await press(pilot, "c")
            await page(pilot, "CommitScreen")
            if number == 1:
                yield Stop("commit", pilot)
            await press(pilot, "enter")
            await page(pilot, "RevealScreen")
            if number == 2:
                async for stop in _beats(pilot):
                    yield stop
            await press(pilot, "s")
            if number == 2:
                yield Stop("reveal all", pilot)
            await press(pilot, "escape")
            if number == 2:
                await page(pilot, "TableScreen")
                yield Stop("news later", pilot)
                await press(pilot, "w")
                await page(pilot, "WhyScreen")
                yield Stop("why", pilot)
                await press(pilot, "escape", "n", "n")
                yield Stop("talk later", pilot)
                await press(pilot, "n")
                yield Stop("plan later", pilot)
        await page(pilot, "ClosingScreen")
        yield Stop("closing", pilot)
        await press(pilot, "d")
        await page(pilot, "DebriefScreen")
        yield Stop("debrief cover", pilot)
        await press(pilot, "enter", "enter", "f3")
        yield Stop("debrief question", pilot)
        while not inside(pilot.app.screen)._promising:
            await press(pilot, "enter")
        yield Stop("debrief promise", pilot)
        await press(pilot, "enter", "enter")
        yield Stop("debrief end", pilot)
        await press(pilot, "enter")
        await page(pilot, "MenuScreen")
        ours(pilot.app).show_page("debrief")
        await page(pilot, "DebriefTablesScreen")
        yield Stop("debrief tables", pilot)


async def _beats(pilot: Pilot[Any]) -> AsyncIterator[Stop]:
    for beat in inside(pilot.app.screen)._beats:
        yield Stop(f"reveal {beat.key}", pilot)
        await press(pilot, "right")


async def _two_people(home: Path) -> AsyncIterator[Stop]:
    async with playing(home / "both", hot_seat(PLACE)) as pilot:
        await page(pilot, "CurtainScreen")
        yield Stop("curtain", pilot)
    async with playing(home / "asked", hot_seat(PLACE, survey=True)) as pilot:
        await page(pilot, "CurtainScreen")
        await press(pilot, "enter")
        await page(pilot, "SurveyScreen")
        yield Stop("ranking", pilot)
        for _ in range(5):  # the real work, the brief that comes behind it, and the three lists of the chair
            await press(pilot, "enter")
        yield Stop("rating", pilot)


async def _shared_data(home: Path) -> AsyncIterator[Stop]:
    asked = NewTable(PLACE, ("distribution",), "bridge-builder", "sync", SEED)
    async with playing(home / "shared", asked) as pilot:
        for _ in range(2):
            await page(pilot, "TableScreen")
            await press(pilot, "c")
            await page(pilot, "CommitScreen")
            await press(pilot, "enter")
            await page(pilot, "RevealScreen")
            await press(pilot, "s", "escape")
        await page(pilot, "TableScreen")
        await press(pilot, *"nnn")
        yield Stop("plan, data shared", pilot)
        await press(pilot, "f")
        await page(pilot, "PartnerScreen")
        yield Stop("partner", pilot)


async def still(pilot: Pilot[Any]) -> None:
    """Wait until a page stays as it is: one thing that is drawn may have another laid out again."""
    frames = [""]
    while len(frames) < 4 or len(set(frames[-3:])) > 1:
        await settled(pilot)
        frames.append(shown(pilot))


@asynccontextmanager
async def resized(pilot: Pilot[Any], size: tuple[int, int]) -> AsyncIterator[None]:
    """The same page in a terminal of another size."""
    await pilot.resize_terminal(*size)
    await until(pilot, lambda: tuple(pilot.app.screen.size) == size, f"a screen of {size}")
    await still(pilot)
    yield


async def picture(pilot: Pilot[Any], size: tuple[int, int], path: Path) -> None:
    """Keep what a page looks like in a terminal of this size, for looking at it."""
    async with resized(pilot, size):
        path.write_text(pilot.app.export_screenshot(title=" "), encoding="utf-8")


def stillness() -> None:
    """Nothing moves by itself in the apps of this process."""
    os.environ["TEXTUAL_ANIMATIONS"] = "none"
