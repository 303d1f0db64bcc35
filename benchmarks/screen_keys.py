"""Keys of the full-screen game: from a key to the frame that answers it, in one app and in twenty of one process.

    python -m benchmarks.screen_keys [--keys N] [--apps N] [--seconds N]

One app at 120 by 40 stands at the plan of a third month, with its board and its planning panel shown, and is typed in;
the processor time until the frame is out is told, what worked in other threads included. Then some apps in one process,
each at a table of its own, are each typed in every two seconds: the time on the wall, and the memory that each of them
took. When they are closed, none of them may be left.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import gc
import os
import tempfile
import time
import weakref
from pathlib import Path

from textual import events
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Static

from benchmarks.told import percentile, told
from game.app.app import LastMileApp
from game.app.home import Home
from game.app.likes import Settings
from game.app.tidying import spare_the_start
from game.seating.asked import NewTable

KEY_GOAL, MANY_GOAL, MEMORY_GOAL = 0.040, 0.060, 8.0
KEYS = ("right", "right", "down", "left", "up", "right", "left", "down")
BETWEEN = 2.0


class Watched(LastMileApp):
    """Says when a frame is out."""

    def __init__(self, *given: object) -> None:
        super().__init__(*given)  # type: ignore[arg-type]
        self.framed = asyncio.Event()

    def _display(self, screen: object, renderable: object) -> None:
        super()._display(screen, renderable)  # type: ignore[arg-type]
        self.framed.set()


class Empty(App[None]):
    """Textual's least that answers a key with a frame."""

    def __init__(self) -> None:
        super().__init__()
        self.framed = asyncio.Event()

    def compose(self):
        yield Static("0")

    def on_key(self, event: events.Key) -> None:
        self.query_one(Static).update(f"{event.key} {time.perf_counter()}")

    def _display(self, screen: object, renderable: object) -> None:
        super()._display(screen, renderable)  # type: ignore[arg-type]
        self.framed.set()


async def settled(pilot: Pilot[None]) -> None:
    """Wait until nothing works any more."""
    for _ in range(2000):
        await pilot.pause()
        if not [one for one in pilot.app.workers if one.is_running and one.group not in ("follow", "overlay")]:
            break
        await asyncio.sleep(0.002)
    await pilot.pause()


async def come(pilot: Pilot[None], page: str) -> None:
    """Wait for a page."""
    while type(pilot.app.screen).__name__ != page:
        await pilot.pause()
        await asyncio.sleep(0.002)
    await settled(pilot)


async def to_the_plan(pilot: Pilot[None], months: int) -> None:
    """Play some months, and go to the plan of the next."""
    for _ in range(months):
        await come(pilot, "TableScreen")
        await pilot.press("c")
        await come(pilot, "CommitScreen")
        await pilot.press("enter")
        await come(pilot, "RevealScreen")
        await pilot.press("s", "escape")
    await come(pilot, "TableScreen")
    for _ in range(3):
        await pilot.press("n")
        await settled(pilot)


async def answered(app: Watched | Empty, key: str, clock: object = time.process_time) -> float:
    """Seconds from a key to the frame that answers it."""
    app.framed.clear()
    start = clock()  # type: ignore[operator]
    app.post_message(events.Key(key, None))
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(app.framed.wait(), 2.0)
    return clock() - start  # type: ignore[operator,no-any-return]


def table(number: int, folder: Path) -> Watched:
    """An app at a table of its own."""
    seat = ("marketing", "distribution")[number % 2]
    persona = ("cost-hawk", "growth-chaser")[number % 2]
    asked = NewTable("cold-brew", (seat,), persona, "talk", 7 + number)  # type: ignore[arg-type]
    return Watched(Home(folder / f"tables-{number}", folder / f"{number}.toml"), Settings(), asked)


async def one(folder: Path, keys: int) -> tuple[list[float], list[float]]:
    """Processor seconds a key, in the game and in the empty app."""
    app, times = table(0, folder), []
    async with app.run_test(size=(120, 40)) as pilot:
        await to_the_plan(pilot, 2)
        for number in range(keys + 20):
            spent = await answered(app, KEYS[number % len(KEYS)])
            if number >= 20:
                times.append(spent)
            if number % 4 == 3:
                await settled(pilot)
    empty, least = Empty(), []
    async with empty.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        least = [await answered(empty, key) for key in KEYS * 12]
    return sorted(times), sorted(least)


async def many(folder: Path, apps: int, seconds: float) -> tuple[list[float], float, list[weakref.ref[Watched]]]:
    """Wall seconds a key in each of many apps, megabytes an app, and what became of the apps."""
    before, gone, times = megabytes(), [], []
    async with contextlib.AsyncExitStack() as opened:
        running = []
        for number in range(apps):
            app = table(number, folder)
            gone.append(weakref.ref(app))
            pilot = await opened.enter_async_context(app.run_test(size=(120, 40)))
            await to_the_plan(pilot, 0)
            running.append(app)
        each = (megabytes() - before) / apps
        gc.collect()
        gc.freeze()

        async def type_in(app: Watched, number: int) -> None:
            await asyncio.sleep(BETWEEN * number / apps)
            for at in range(int(seconds / BETWEEN)):
                times.append(await answered(app, KEYS[at % len(KEYS)], time.perf_counter))
                await asyncio.sleep(BETWEEN)

        await asyncio.gather(*(type_in(app, number) for number, app in enumerate(running)))
        running.clear()
        del app, pilot
    gc.unfreeze()
    return sorted(times), each, gone


def megabytes() -> float:
    """Memory of this process that is not shared."""
    gc.collect()
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--keys", type=int, default=200)
    options.add_argument("--apps", type=int, default=20)
    options.add_argument("--seconds", type=float, default=20.0)
    asked = options.parse_args()
    os.environ["TEXTUAL_ANIMATIONS"] = "none"
    spare_the_start()  # as whoever starts the game does: all of memory is looked through while nobody types
    with tempfile.TemporaryDirectory() as folder:
        times, least = asyncio.run(one(Path(folder) / "one", asked.keys))
        typed(f"one app, {len(times)} keys at 120x40 with a chart", times, KEY_GOAL)
        told("  the same of an empty Textual app, median", f"{1000 * percentile(least, 0.5):.1f} ms")
        held, each, gone = asyncio.run(many(Path(folder) / "many", asked.apps, asked.seconds))
        typed(f"{asked.apps} apps in one process, {len(held)} keys", held, MANY_GOAL)
        told("  memory of each", f"{each:.1f} MB", f"{MEMORY_GOAL:.0f} MB", MEMORY_GOAL / each)
        gc.collect()
        left = sum(app() is not None for app in gone)
        told("  closed apps that are still there", str(left), "0", 1.0 if left == 0 else 0.0)


def typed(what: str, times: list[float], goal: float) -> None:
    """The middle and the slow end of some keys."""
    p99 = percentile(times, 0.99)
    told(f"{what}, p50", f"{1000 * percentile(times, 0.5):.1f} ms")
    told(f"{what}, p99", f"{1000 * p99:.1f} ms", f"{1000 * goal:.0f} ms", goal / p99)


if __name__ == "__main__":
    main()
