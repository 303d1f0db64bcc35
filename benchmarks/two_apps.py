"""Two apps at one table: from a move of one seat to the frame of the other's app that shows it.

    python -m benchmarks.two_apps [--moves N]

Two apps of one process, at 80 by 24, stand at the talk of a first month. What one seat says is played at the table; the
time until the other app has put a frame out with it is told, on the wall and of the processor: both apps draw, and the
disk is waited for. Nobody presses a key there.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import tempfile
import time
from pathlib import Path

from textual.widgets import Static

from benchmarks.screen_keys import come, settled
from benchmarks.told import percentile, told
from game.app.seat_app import SeatApp
from game.seating.asked import NewTable
from game.seating.chair import Executors
from game.seating.requests import Play
from game.seating.session import Session
from game.table.moves import Say

GOAL = 0.050


class Listening(SeatApp):
    """Says when a frame is out that has a word in its talk."""

    def listen(self, word: str) -> asyncio.Event:
        """An event for the frame that shows a word."""
        self.word, self.heard = word, asyncio.Event()
        return self.heard

    def _display(self, screen: object, renderable: object) -> None:
        super()._display(screen, renderable)  # type: ignore[arg-type]
        word = getattr(self, "word", "")
        if word and any(word in str(talk.content) for talk in self.screen.query("#talk").results(Static)):
            self.heard.set()


async def measured(folder: Path, moves: int) -> tuple[list[float], list[float]]:
    """Seconds from a move to the frame that shows it in the other app: on the wall, and of the processor."""
    executors, times, spent = Executors(), [], []
    asked = NewTable("cold-brew", ("marketing", "distribution"), "", "sync", 7, survey=False)
    with Session.create(asked, folder) as session:
        session.elsewhere = True
        says, hears = (Listening(session.chair(seat, executors)) for seat in ("marketing", "distribution"))
        async with says.run_test(size=(80, 24)) as first, hears.run_test(size=(80, 24)) as second:
            for pilot in (first, second):
                await come(pilot, "TableScreen")
                for _ in range(2):
                    await pilot.press("n")
                    await settled(pilot)
            seat = session.chair("marketing", executors)
            for number in range(moves):
                heard = hears.listen(f"word {number}.")
                begun, at_work = time.perf_counter(), time.process_time()
                await seat.ask(Play(Say("marketing", f"word {number}.")))
                await asyncio.wait_for(heard.wait(), 10.0)
                times.append(time.perf_counter() - begun)
                spent.append(time.process_time() - at_work)
                await settled(first)
                await settled(second)
    executors.close()
    return sorted(times), sorted(spent)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--moves", type=int, default=50)
    asked = options.parse_args()
    os.environ["TEXTUAL_ANIMATIONS"] = "none"
    with tempfile.TemporaryDirectory() as folder:
        times, spent = asyncio.run(measured(Path(folder), asked.moves))
    for what, of in (("on the wall", times), ("of the processor", spent)):
        p99 = percentile(of, 0.99)
        told(f"{len(of)} moves until the other app shows them, {what}, p50", f"{1000 * percentile(of, 0.5):.1f} ms")
        told("  p99", f"{1000 * p99:.1f} ms", f"{1000 * GOAL:.0f} ms", GOAL / p99)


if __name__ == "__main__":
    main()
