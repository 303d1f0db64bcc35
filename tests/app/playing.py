"""Apps for the tests: opened without a terminal, driven by keys, with every frame kept."""

import asyncio
import unicodedata
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from time import monotonic
from typing import Any

from textual._context import visible_screen_stack
from textual.app import App
from textual.events import Key
from textual.keys import REPLACED_KEYS, _character_to_key, _get_unicode_name_from_key
from textual.pilot import Pilot
from textual.screen import Screen

from game.app.app import LastMileApp
from game.app.home import Home, read_settings
from game.app.screens.table.chair_page import ChairPage
from game.rules.levers import Seat
from game.seating.asked import NewTable

PATIENCE = 120.0
"""Seconds after which what has not come counts as missing: so many that no busy machine takes as long."""

LOOK = 0.002
"""Seconds between two looks at an app that is at work."""

RESTS = 3
"""Looks in a row at which an app must be found at rest: what one message has drawn may post another."""

AT_REST = ("follow",)
"""Groups of workers that wait for the other seat."""

OVERLAY = "overlay"
"""Workers that lay a page over their own and wait for a person; at work for as long as their own is on top."""

LEAST = 3
"""Columns and rows below which a pane shows and hides its scroll bar by turns, for as long as the window stays so."""

SOON = 1.0
"""Seconds within which a timer that rings once belongs to what was done; notices fade later."""


def ours(app: App[Any]) -> LastMileApp:
    """The app under a pilot, which is any app to Textual."""
    assert isinstance(app, LastMileApp)
    return app


def inside(shown: object) -> Any:
    """A page, a widget or a message with what only its own kind has."""
    return shown


def solo(seat: Seat = "marketing", scenario: str = "first-day", structure: str = "talk", seed: int = 7) -> NewTable:
    persona = "cost-hawk" if seat == "marketing" else "growth-chaser"
    return NewTable(scenario, (seat,), persona, structure, seed)


def hot_seat(scenario: str = "first-day", survey: bool = False) -> NewTable:
    return NewTable(scenario, ("marketing", "distribution"), "", "talk", 7, survey=survey)


def app_at(home: Path, opening: Any = None, survey: bool | None = None) -> LastMileApp:
    own = Home(home / "tables", home / "settings.toml")
    settings, notice = read_settings(own.settings_file)
    app = LastMileApp(own, settings, opening, notice=notice, survey=survey)
    app.animation_level = "none"  # a month that plays by itself would be another frame each time
    return app


@asynccontextmanager
async def playing(
    home: Path, opening: Any = None, size: tuple[int, int] = (80, 24), survey: bool | None = None
) -> AsyncIterator[Pilot[Any]]:
    app = app_at(home, opening, survey)
    async with app.run_test(size=size, notifications=True) as pilot:
        await settled(pilot)
        yield pilot


async def until(pilot: Pilot[Any], holds: Callable[[], bool], what: str) -> None:
    """Let the app work until something holds."""
    given_up = monotonic() + PATIENCE
    while not holds():
        if monotonic() > given_up:
            raise AssertionError(f"{what} did not come; on screen is {pilot.app.screen}:\n{shown(pilot)}")
        await _work(pilot)
        await asyncio.sleep(LOOK)


async def page(pilot: Pilot[Any], name: str) -> None:
    """Wait for a page by the name of its class, drawn and at rest."""
    await until(pilot, lambda: type(pilot.app.screen).__name__ == name, f"the page {name}")
    await settled(pilot)


async def settled(pilot: Pilot[Any]) -> None:
    """Wait until nothing is under way in the app: it is asked, not given time, so a busy machine is only slower."""
    given_up = monotonic() + PATIENCE
    rests = 0
    while rests < RESTS:
        if monotonic() > given_up:
            raise AssertionError(f"no rest came; under way: {under_way(pilot.app)}; on screen is:\n{shown(pilot)}")
        await _work(pilot)
        busy = under_way(pilot.app)
        rests = 0 if busy else rests + 1
        await asyncio.sleep(LOOK if busy else 0)


async def _work(pilot: Pilot[Any]) -> None:
    """Let every widget read what was posted to it before now, and draw what has changed."""
    with pilot.app._context():  # a test may hold several apps
        await pilot._wait_for_screen(PATIENCE)
        if pilot.app._running and pilot.app.screen_stack:
            pilot.app.screen._on_timer_update()


def under_way(app: App[Any]) -> str:
    """What an app still has to do by itself, without anybody at its keys; "" = it rests.

    Left out: workers that wait for a person's answer to a page above the table or for a change of it, clocks, and
    notices that fade.
    """
    if not app._running or not app.screen_stack:
        return ""
    screen = app.screen
    working = [
        worker.name
        for worker in app.workers
        if worker.is_running and worker.group not in AT_REST and (worker.group != OVERLAY or worker.node is screen)
    ]
    if working:
        return f"workers {working}"
    for page in app.screen_stack:
        if isinstance(page, ChairPage) and page.stands and (page._turn.locked() or page._seen is None):
            return "a look at the table"
    if app._resize_event is not None or app._animator._animations or app._animator._scheduled:
        return "a new size or an animation"
    if screen._layout_required or screen._repaint_required or screen._recompose_required or screen._dirty_widgets:
        return "a drawing"
    if screen._callbacks:
        return "what waits for a drawing"
    if min(app.size) < LEAST:
        return ""
    pumps: list[Any] = [app, *(one for shown in app.screen_stack for one in shown.walk_children(with_self=True))]
    for pump in pumps:
        if pump._running and (not pump._message_queue.empty() or pump._next_callbacks):
            return f"a message to {pump}"
        for timer in pump._timers:
            once = timer._repeat is not None and timer._task is not None and not timer._task.done()
            if once and timer._interval <= SOON:
                return f"a timer of {pump}"
    return ""


async def press(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys one after the other, each when the app is at rest."""
    for key in keys:
        pilot.app.post_message(key_of(key))
        await settled(pilot)


def key_of(key: str) -> Key:
    """The event of a key by its name or its sign."""
    name = _character_to_key(key) if len(key) == 1 and not key.isalnum() else key
    sign: str | None
    try:
        sign = unicodedata.lookup(_get_unicode_name_from_key(REPLACED_KEYS.get(name, name)))
    except KeyError:
        sign = name if len(name) == 1 else None
    return Key(name, sign)


async def ask_first(pilot: Pilot[Any]) -> None:
    """Ask the first question card of the talk."""
    pilot.app.screen.query_one("#cards").focus()
    await press(pilot, "enter")


async def commit(pilot: Pilot[Any]) -> None:
    """Commit the plan as it stands, by keys."""
    await page(pilot, "TableScreen")
    await until(pilot, lambda: "Commit plan" in shown(pilot), "the table")
    await press(pilot, "c")
    await page(pilot, "CommitScreen")
    await press(pilot, "enter")


def text(screen: Screen[Any]) -> str:
    """What is on the screen, as text; through a page that is laid over another, what is below it too."""
    visible_screen_stack.set(screen.app._background_screens)  # as for an app that draws: else nothing is below
    lines = []
    for strip in screen._compositor.render_strips():
        lines.append("".join(segment.text for segment in strip).rstrip())
    return "\n".join(lines)


def shown(pilot: Pilot[Any]) -> str:
    return text(pilot.app.screen)


def run(journey: Coroutine[Any, Any, None]) -> None:
    asyncio.run(journey)
