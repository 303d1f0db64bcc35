"""How the game bears spoiled inputs at every door: `python -m benchmarks.fuzz 20000 --seed 7 --door records`."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.fuzz.doors import DOORS
from tests.fuzz.fuzzing import fuzz, room_in


def largest() -> str:
    """The most memory that this process has held."""
    if sys.platform == "win32":
        return "memory not known here"
    import resource

    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return f"{held // (1024 * 1024 if sys.platform == 'darwin' else 1024)} MB"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("inputs", type=int, nargs="?", default=1600, help="over all doors together")
    parser.add_argument("--seed", type=int, default=0, help="of the first input of each door; the others follow")
    parser.add_argument("--door", action="append", choices=DOORS, help="this door only; may be given again")
    given = parser.parse_args()
    names = given.door or list(DOORS)
    count, faults = -(-given.inputs // len(names)), 0
    with tempfile.TemporaryDirectory() as folder, room_in(Path(folder)) as room:
        for name in names:
            found = fuzz(name, room, range(given.seed, given.seed + count))
            slowest, seed = found.slowest
            print(
                f"{name:<20} {found.inputs:6,} inputs, {found.refused:6,} refused, {len(found.faults)} faults, slowest "
                f"{slowest:.2f} s (seed {seed}), {largest()}",
                flush=True,
            )
            for seed, fault in found.faults.items():
                print(f"  seed {seed}: {fault}")
            faults += len(found.faults)
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
