"""Inputs through a door, one after the other, each from its own seed: what is wrong with any, how long they took."""

from __future__ import annotations

import os
import random
import signal
import sys
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from tests.fuzz.doors import DOORS, Faulty, Room, judge

LONGEST = 5
"""Seconds of work that any input may take; of work, so that a busy machine makes nothing wrong."""
PATIENCE = 120
"""Seconds on the wall after which an input hangs: it waits for what never comes."""


@dataclass
class Fuzzed:
    """What came of the inputs of one door.

    Attributes:
        inputs: how many there were.
        faults: what is wrong, by the seed of the input that shows it.
        refused: how many were refused, as they should be.
        slowest: seconds of work that an input took, and its seed.
    """

    inputs: int = 0
    faults: dict[int, str] = field(default_factory=dict)
    refused: int = 0
    slowest: tuple[float, int] = (0.0, 0)


def fuzz(name: str, room: Room, seeds: range) -> Fuzzed:
    """Put the inputs of these seeds through a door.

    Args:
        name: of the door.
        room: where things are laid.
        seeds: each makes one input.
    """
    found = Fuzzed()
    for seed in seeds:
        began = time.process_time()
        try:
            with _patience():
                through = DOORS[name](room, random.Random(f"{name} {seed}"))
                judge(through, room.folder)
            found.refused += through.code == 2
        except (Faulty, AssertionError) as fault:
            found.faults[seed] = str(fault)
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt):
                raise
            found.faults[seed] = "".join(traceback.format_exception(error)[-4:])
        found.inputs += 1
        found.slowest = max(found.slowest, (time.process_time() - began, seed))
    return found


@contextmanager
def _patience() -> Iterator[None]:
    """Break off what works or waits for too long, where the system can tell."""
    if sys.platform == "win32":
        yield
        return

    def too_long(number: int, frame: FrameType | None) -> None:
        raise Faulty("worked for too long" if number == signal.SIGPROF else "waited for what never comes")

    timers = {signal.SIGPROF: (signal.ITIMER_PROF, LONGEST), signal.SIGALRM: (signal.ITIMER_REAL, PATIENCE)}
    before = {one: signal.signal(one, too_long) for one in timers}
    for timer, seconds in timers.values():
        signal.setitimer(timer, seconds)
    try:
        yield
    finally:
        for one, (timer, _) in timers.items():
            signal.setitimer(timer, 0)
            signal.signal(one, before[one])


@contextmanager
def room_in(folder: Path) -> Iterator[Room]:
    """A room in an empty folder, from which the process sees nothing of the person's own."""
    before, here = dict(os.environ), Path.cwd()
    os.environ.update(LASTMILE_HOME=str(folder / "home"), COLUMNS="80")
    os.chdir(folder)
    try:
        yield Room(folder)
    finally:
        os.chdir(here)
        os.environ.clear()
        os.environ.update(before)
