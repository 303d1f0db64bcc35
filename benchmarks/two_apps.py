"""Two apps at one table: from a move of one seat to the frame of the other's app that shows it.

    python -m benchmarks.two_apps [--moves N] [--seasons N]

Two apps of one process, at 80 by 24, stand at the talk of a first month. What one seat says is played at the table; the
time until the other app has put a frame out with it is told, on the wall and of the processor: both apps draw, and the
disk is waited for. Nobody presses a key there. Then whole seasons are committed by both seats: the time from the second
commit, which plays the month, to the frame of the other app that shows its reveal.

Python looks through all of memory between the moves and not during them, as the game has it do where it owns the
process (`game.app.tidying`); `--python` leaves that to Python.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import os
import tempfile
import time
from collections.abc import Awaitable
from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Static

from benchmarks.screen_keys import come, settled
from benchmarks.told import percentile, told
from game.app.seat_app import SeatApp
from game.app.tidying import spare_the_start
from game.seating.asked import NewTable
from game.seating.chair import Executors
from game.seating.requests import Play
from game.seating.session import Session
from game.table.moves import Commit, Say

GOAL = 0.050
SEATS = ("marketing", "distribution")


class Listening(SeatApp):
    """Says when a frame is out that has a word in one of its parts."""

    part = ""

    def listen(self, part: str, word: str) -> asyncio.Event:
        """An event for the frame that shows a word there."""
        self.part, self.word, self.heard = part, word, asyncio.Event()
        return self.heard

    def _display(self, screen: object, renderable: object) -> None:
        super()._display(screen, renderable)  # type: ignore[arg-type]
        if self.part and any(self.word in str(one.content) for one in self.screen.query(self.part).results(Static)):
            self.heard.set()


class Spent:
    """Seconds on the wall, and of the processor, each sorted."""

    def __init__(self) -> None:
        self.wall: list[float] = []
        self.processor: list[float] = []

    async def until(self, heard: asyncio.Event, move: Awaitable[object]) -> None:
        """Play a move and wait until it is heard of."""
        begun, at_work = time.perf_counter(), time.process_time()
        await move
        await asyncio.wait_for(heard.wait(), 30.0)
        self.wall.append(time.perf_counter() - begun)
        self.processor.append(time.process_time() - at_work)

    def tell(self, what: str) -> None:
        """The middle and the slow end of both."""
        for which, of in (("on the wall", sorted(self.wall)), ("of the processor", sorted(self.processor))):
            p99 = percentile(of, 0.99)
            told(f"{len(of)} {what}, {which}, p50", f"{1000 * percentile(of, 0.5):.1f} ms")
            told("  p99", f"{1000 * p99:.1f} ms", f"{1000 * GOAL:.0f} ms", GOAL / p99)


async def quiet(*pilots: Pilot[None]) -> None:
    """Wait until nothing works any more in either app, and look for garbage, where that is not left to Python."""
    for pilot in pilots:
        await settled(pilot)
    if gc.get_threshold()[2] > 10:
        gc.collect()


async def season(folder: Path, seed: int, moves: int, months: bool, words: Spent, reveals: Spent) -> None:
    """A table at which so much is said, and months are committed, with two apps at it."""
    executors = Executors()
    asked = NewTable("cold-brew", SEATS, "", "sync", seed, survey=False)
    with Session.create(asked, folder) as session:
        session.elsewhere = True
        says, hears = (Listening(session.chair(seat, executors)) for seat in SEATS)
        mine, other = (session.chair(seat, executors) for seat in SEATS)
        async with says.run_test(size=(80, 24)) as first, hears.run_test(size=(80, 24)) as second:
            for pilot in (first, second):
                await come(pilot, "TableScreen")
                for _ in range(2):
                    await pilot.press("n")
                    await settled(pilot)
            for number in range(moves):
                await quiet(first, second)
                word = f"word {number}."
                await words.until(hears.listen("#talk", word), mine.ask(Play(Say("marketing", word))))
            for month in session.table.scenario.months[:-1] if months else ():
                await other.ask(Play(Commit("distribution", {}, "as last month")))
                await quiet(first, second)
                commit = mine.ask(Play(Commit("marketing", {}, "as last month")))
                await reveals.until(hears.listen("#reveal-head", f"{month} plays out"), commit)
                for pilot in (first, second):
                    await come(pilot, "RevealScreen")
                    await pilot.press("s")
                    await settled(pilot)
                    await pilot.press("escape")
                    await come(pilot, "TableScreen")
    executors.close()


async def measured(folder: Path, moves: int, seasons: int) -> tuple[Spent, Spent]:
    """What was spent on words, and on reveals."""
    words, reveals = Spent(), Spent()
    await season(folder, 7, moves, False, words, reveals)
    for number in range(seasons):
        await season(folder, 8 + number, 0, True, words, reveals)
    return words, reveals


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--moves", type=int, default=200)
    options.add_argument("--seasons", type=int, default=3)
    options.add_argument("--python", action="store_true", help="leave it to Python when it looks for garbage")
    asked = options.parse_args()
    os.environ["TEXTUAL_ANIMATIONS"] = "none"
    if not asked.python:
        spare_the_start()
        gc.enable()
    with tempfile.TemporaryDirectory() as folder:
        words, reveals = asyncio.run(measured(Path(folder), asked.moves, asked.seasons))
    words.tell("words until the other app shows them")
    if asked.seasons:
        reveals.tell("months played until the other app reveals them")


if __name__ == "__main__":
    main()
