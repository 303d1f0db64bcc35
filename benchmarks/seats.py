"""Many tables in one process: what each costs in memory, and how soon a seat hears what the other has done.

    python -m benchmarks.seats [--tables N]

Every table is on record, in the default scenario, with a chair for both seats that listens, and has
played all months but the last.
No screen is made: what one costs is told by benchmarks.screen_keys.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import tempfile
import time
import tracemalloc
from pathlib import Path

from benchmarks.told import middle, percentile, told
from game.rules.levers import SEATS
from game.scenario import load
from game.seating.asked import NewTable
from game.seating.chair import Chair, Executors
from game.seating.requests import Observe, Play
from game.seating.session import Session
from game.table.moves import Commit, Ready, Uncommit

NOTICE = 0.050
ROOM = "1 MB"
FEW = 10
MEGABYTE = 2.0**20
EXCHANGES = 200


def resident() -> float:
    """Megabytes of this process in memory."""
    (line,) = (line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


async def a_table(
    folder: Path, number: int, executors: Executors, months: int
) -> tuple[Session, list[Chair], list[object]]:
    """A table after some months, its chairs, and what each listens to."""
    asked = NewTable("cold-brew", SEATS, seed=number, record=folder / f"table-{number}.toml")
    session = Session.create(asked, folder)
    session.elsewhere = True
    chairs = [session.chair(seat, executors) for seat in SEATS]
    listening: list[object] = []
    for chair in chairs:
        changes = chair.changes()
        await anext(changes)
        listening.append(changes)
    for _ in range(months):
        for chair in chairs:
            await chair.ask(Play(Commit(chair.seat)))
    return session, chairs, listening


async def memory(folder: Path, tables: int, executors: Executors) -> None:
    """What tables cost at their last month but one, beyond the first, which loads the rules."""
    months = load("cold-brew").rounds - 1
    kept = [await a_table(folder, 0, executors, months)]
    gc.collect()
    begun = resident()
    for number in range(1, tables):
        kept.append(await a_table(folder, number, executors, months))
    gc.collect()
    told(
        f"memory of each of {tables} tables after {months} months",
        f"{(resident() - begun) / (tables - 1):.2f} MB",
        ROOM,
    )
    gc.collect()
    tracemalloc.start()
    few = [await a_table(folder, tables + number, executors, months) for number in range(FEW)]
    gc.collect()
    told(
        f"the same as Python counts it, of {FEW}", f"{tracemalloc.get_traced_memory()[0] / MEGABYTE / FEW:.2f} MB", ROOM
    )
    tracemalloc.stop()
    for session, _, _ in (*kept, *few):
        session.close()


async def notice(folder: Path, executors: Executors) -> None:
    """From the start of a move to the other seat's look at what came of it."""
    session, (one, two), _ = await a_table(folder, 1, executors, 2)
    changes, waits, alone = two.changes(), [], []
    await anext(changes)
    await one.ask(Play(Ready("marketing")))
    await anext(changes)
    for _ in range(EXCHANGES):
        for move in (Commit("marketing"), Uncommit("marketing")):
            start = time.perf_counter()
            moving = asyncio.ensure_future(one.ask(Play(move)))
            await anext(changes)
            alone.append(time.perf_counter() - start)
            await two.ask(Observe())
            waits.append(time.perf_counter() - start)
            await moving
    session.close()
    figures = f"{1e3 * middle(alone):.1f} and {1e3 * percentile(sorted(alone), 0.99):.1f} ms"
    told("until the other seat is told to look: median and 99 of 100 within", figures)
    figures = f"{1e3 * middle(waits):.1f} and {1e3 * percentile(sorted(waits), 0.99):.1f} ms"
    told("until it has seen what came of it", figures, f"{1e3 * NOTICE:.0f} ms")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--tables", type=int, default=200)
    asked = options.parse_args()
    executors = Executors(moves=4)
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(notice(Path(folder, "notice"), executors))
        asyncio.run(memory(Path(folder, "memory"), asked.tables, executors))
    executors.close()


if __name__ == "__main__":
    main()
