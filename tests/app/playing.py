"""Apps for the tests: opened without a terminal, driven by keys, with every frame kept."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path

from textual.pilot import Pilot
from textual.screen import Screen

from game.app.app import LastMileApp
from game.app.home import Home, read_settings
from game.seating.asked import NewTable

PATIENCE = 800
"""Times a test looks whether something has come; each look lets the app work for a while."""


def solo(seat: str = "marketing", scenario: str = "first-day", structure: str = "talk", seed: int = 7) -> NewTable:
    persona = "cost-hawk" if seat == "marketing" else "growth-chaser"
    return NewTable(scenario, (seat,), persona, structure, seed)


def hot_seat(scenario: str = "first-day", survey: bool = False) -> NewTable:
    return NewTable(scenario, ("marketing", "distribution"), "", "talk", 7, survey=survey)


def app_at(home: Path, opening=None) -> LastMileApp:
    own = Home(home / "tables", home / "settings.toml")
    settings, notice = read_settings(own.settings_file)
    return LastMileApp(own, settings, opening, notice=notice)


@asynccontextmanager
async def playing(home: Path, opening=None, size=(80, 24)) -> AsyncIterator[Pilot]:
    app = app_at(home, opening)
    async with app.run_test(size=size, notifications=True) as pilot:
        await settled(pilot)
        yield pilot


async def until(pilot: Pilot, holds: Callable[[], bool], what: str) -> None:
    """Let the app work until something holds."""
    for _ in range(PATIENCE):
        await pilot.pause()
        if holds():
            return
        await asyncio.sleep(0.005)
    raise AssertionError(f"{what} did not come; on screen is {pilot.app.screen}:\n{text(pilot.app.screen)}")


async def page(pilot: Pilot, name: str) -> None:
    """Wait for a page by the name of its class, drawn and at rest."""
    await until(pilot, lambda: type(pilot.app.screen).__name__ == name, f"the page {name}")
    await settled(pilot)


async def settled(pilot: Pilot) -> None:
    """Wait until no worker has anything to do and all is drawn."""
    for _ in range(PATIENCE):
        await pilot.pause()
        working = [worker for worker in pilot.app.workers if worker.is_running and worker.group != "overlay"]
        if not working:
            break
        await asyncio.sleep(0.005)
    await pilot.pause()


async def press(pilot: Pilot, *keys: str) -> None:
    """Press keys one after the other, each when the app is at rest."""
    for key in keys:
        await pilot.press(key)
        await settled(pilot)


async def commit(pilot: Pilot) -> None:
    """Commit the plan as it stands, by keys."""
    await page(pilot, "TableScreen")
    await until(pilot, lambda: "Commit plan" in shown(pilot), "the table")
    await press(pilot, "c")
    await page(pilot, "CommitScreen")
    await press(pilot, "enter")


def text(screen: Screen) -> str:
    """What is on the screen, as text."""
    lines = []
    for strip in screen._compositor.render_strips():
        lines.append("".join(segment.text for segment in strip).rstrip())
    return "\n".join(lines)


def shown(pilot: Pilot) -> str:
    return text(pilot.app.screen)


def run(journey: Coroutine) -> None:
    asyncio.run(journey)
