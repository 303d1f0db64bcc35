"""A debrief: one table with its charts, a room of forty pairs in two acts, and the questions that fit a room.

    python -m benchmarks.debrief [--pairs N] [--keep DIR]

The records are made first, which is not counted: seasons of `lastmile demo --record`, played again with each pair's
own luck. A pair's acts are a season in silos and one in another structure. Each debrief is a process of its own, from
its start to its end, in every format: so imports count, and the memory told is the most that it ever held, its helpers
included. The peer is matplotlib used the usual way, pyplot with a layout that it works out itself, drawing the same
four charts as SVG and nothing else.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.told import told
from game.cli.facilitating.questions import questions_of
from game.store.record import Record
from game.store.replay import read_record
from game.workshop.run_of_show import run_named

TABLE_GOAL, ROOM_GOAL, MEMORY_GOAL, PICKER_GOAL = 2.0, 30.0, 1024.0, 0.2
SCENARIOS, SECOND = ("cold-brew", "one-cart"), ("talk", "sync")
RUN = "ninety-minutes"
PEER = """
import matplotlib
matplotlib.use("svg")
from matplotlib import pyplot
months = list(range(8))
for chart in range(4):
    figure, axes = pyplot.subplots(figsize=(5.2, 2.9), layout="constrained")
    for series in range(3):
        values = [(month * 7 + series * 5 + chart) % 11 for month in months]
        if chart == 1:
            axes.bar(months, values, 0.6, label=f"series {series}")
        else:
            axes.plot(months, values, marker="o", label=f"series {series}")
    axes.legend()
    figure.savefig(f"{folder}/peer-{chart}.svg")
"""


def season(folder: Path, scenario: str, structure: str) -> Path:
    """A record of a whole season that two partners play."""
    path = folder / f"{scenario}-{structure}.toml"
    if not path.exists():
        command = [sys.executable, "-m", "game", "demo", scenario, "--structure", structure, "--seed", "1"]
        subprocess.run([*command, "--record", str(path)], check=True, stdout=subprocess.DEVNULL)
    return path


def acts(seasons: Path, folder: Path, number: int) -> list[Path]:
    """The records of a pair's two acts; its scenario and its second structure go by its number."""
    scenario, second = SCENARIOS[number % 2], SECOND[number // 2 % 2]
    paths = []
    for act, structure in enumerate(("silo", second), 1):
        played, path = read_record(season(seasons, scenario, structure)), folder / f"table-{number:02}-act-{act}.toml"
        with Record.create(
            path, played.table.scenario, 100 * act + number, played.head.structure, pair=f"pair-{number}"
        ) as record:
            for kept in played.moves:
                record.play(kept.move)
        paths.append(path)
    return paths


def ran(*command: str) -> tuple[float, float, float]:
    """Seconds on the wall, seconds of processors, and megabytes at most, of a process and all that it starts."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall, spent, after.ru_maxrss / 1024.0


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--pairs", type=int, default=40)
    options.add_argument("--keep", type=Path, help="leave the records and the reports there")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = asked.keep or Path(scratch)
        records, seasons = folder / "records", folder / "seasons"
        for each in (records, seasons):
            each.mkdir(parents=True, exist_ok=True)
        paths = [path for number in range(1, asked.pairs + 1) for path in acts(seasons, records, number)]
        debrief = [sys.executable, "-m", "game", "debrief"]
        one = [ran(*debrief, str(paths[0]), "--out", str(folder / f"one-{turn}")) for turn in range(3)]
        peer = [ran(sys.executable, "-c", f"folder = {str(folder)!r}\n{PEER}") for _ in range(3)]
        room = ran(*debrief, str(records), "--out", str(folder / "room"))
        sheets = len(list((folder / "room").iterdir()))
        start = time.perf_counter()
        questions_of([str(records)], run_named(RUN), lambda found: None, lambda at, many: None)
        picking = (time.perf_counter() - start) / len(paths)
    print(f"{len(paths)} records, load {os.getloadavg()[0]:.1f}\n")
    wall, spent = min(turn[0] for turn in one), min(turn[1] for turn in one)
    told("one table, every format, on the wall", f"{wall:.2f} s", f"{TABLE_GOAL:.0f} s", TABLE_GOAL / wall)
    told("   of processors", f"{spent:.2f} s", f"{TABLE_GOAL:.0f} s", TABLE_GOAL / spent)
    told("   against matplotlib's four charts alone", f"{spent / min(turn[1] for turn in peer):.1f}x")
    told(f"a room of {asked.pairs} pairs, {sheets} files, on the wall", f"{room[0]:.1f} s", f"{ROOM_GOAL:.0f} s",
         ROOM_GOAL / room[0])  # fmt: skip
    told("   of processors", f"{room[1]:.1f} s", f"{2 * ROOM_GOAL:.0f} s on two", 2 * ROOM_GOAL / room[1])
    told("   memory of its largest process", f"{room[2]:.0f} MiB", f"{MEMORY_GOAL:.0f} MiB", MEMORY_GOAL / room[2])
    told(
        "the questions of the room, on the wall, a record",
        f"{picking:.2f} s",
        f"{PICKER_GOAL} s",
        PICKER_GOAL / picking,
    )


if __name__ == "__main__":
    main()
