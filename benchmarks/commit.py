"""A commit on disk: how long a seat waits until its plan is safe, from the key press to the end of fsync.

    python -m benchmarks.commit [FOLDER] [--seasons N]

Whole seasons of the default scenario are committed, in a record of their own each. A seat that commits first waits for
the disk alone; the one that commits last waits for the month to be played too. Beside them, in the same folder and the
same run: the same bytes appended and fsynced by nothing but the operating system.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from pathlib import Path

from benchmarks.told import middle, percentile, told
from game.scenario import Scenario, load
from game.scenario.shelf import find
from game.store.record import Record
from game.table.moves import Commit

GOAL = 5e-3


def committed(folder: Path, scenario: Scenario, season: int) -> tuple[list[float], list[float], list[bytes]]:
    """Seconds of each first and each last commit of a season, and the bytes that they wrote."""
    first, last, blocks = [], [], []
    path = folder / f"season-{season}.toml"
    with Record.create(path, scenario, season) as record:
        size = path.stat().st_size
        for _ in range(scenario.rounds):
            for waits, seat in ((first, "marketing"), (last, "distribution")):
                start = time.perf_counter()
                record.play(Commit(seat, {}, "as last month"))
                waits.append(time.perf_counter() - start)
    written = path.read_bytes()[size:]
    length = len(written) // (2 * scenario.rounds)
    blocks.extend(written[at : at + length] for at in range(0, len(written), length))
    return first, last, blocks


def bare(folder: Path, blocks: list[bytes]) -> list[float]:
    """Seconds to append and fsync each block, and no more."""
    spent = []
    with (folder / "bare").open("wb", buffering=0) as file:
        for block in blocks:
            start = time.perf_counter()
            file.write(block)
            os.fsync(file.fileno())
            spent.append(time.perf_counter() - start)
    return spent


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", nargs="?", type=Path, help="on the disk to measure; a temporary one if not given")
    options.add_argument("--seasons", type=int, default=60)
    asked = options.parse_args()
    scenario, first, last, blocks = load(find("cold-brew")), [], [], []
    with tempfile.TemporaryDirectory(dir=asked.folder) as name:
        folder = Path(name)
        committed(folder, scenario, 0)
        for season in range(1, asked.seasons + 1):
            waits, months, written = committed(folder, scenario, season)
            first += waits
            last += months
            blocks += written
        plain = sorted(bare(folder, blocks))
    first.sort()
    last.sort()
    print(f"{scenario.slug}: {len(first):,} first and {len(last):,} last commits of a month, "
          f"load {os.getloadavg()[0]:.1f}\n")  # fmt: skip
    for name, waits in (
        ("the seat that commits first", first),
        ("the seat that commits last (the month is played)", last),
    ):
        worst = percentile(waits, 0.99)
        told(f"{name}: median", f"{middle(waits) * 1e3:.2f} ms")
        told("   99 of 100 within", f"{worst * 1e3:.2f} ms", f"{GOAL * 1e3:.0f} ms", GOAL / worst)
    told("the bare append and fsync: median", f"{middle(plain) * 1e3:.2f} ms")
    told("   99 of 100 within", f"{percentile(plain, 0.99) * 1e3:.2f} ms")
    told("a first commit for a bare append, medians", f"{middle(first) / middle(plain):.1f}x")


if __name__ == "__main__":
    main()
