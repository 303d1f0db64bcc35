import contextlib
import os
import random
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from game.refusal import Refusal
from game.store.replay import read_record
from game.table.survey.moves import OpenDebrief
from tests.narrowed import there
from tests.store import nursery
from tests.table.tables import stall

KILLS = 200


class Nursery:
    """A warmed process that bears players."""

    def __init__(self) -> None:
        environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", nursery.__name__],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment,
        )  # fmt: skip

    def life(self, path: Path, number: int, delay: float, until: int) -> tuple[int, bool]:
        """Let a child play from a move on; kill it `delay` seconds after it has confirmed the move `until`.

        Returns:
            how many moves were confirmed in all, and whether it had come to its own end before.
        """
        there(self.process.stdin).write(f"{path} {number}\n")
        there(self.process.stdin).flush()
        confirmed, child, done, clock = number, 0, False, None
        for line in there(self.process.stdout):
            word, *rest = line.split()
            if word == "child":
                child = int(rest[0])
            elif word == "played":
                confirmed = int(rest[0])
            elif word == "done":
                done = True
            elif word == "gone":
                break
            if child and clock is None and confirmed >= until:
                clock = threading.Timer(delay, kill, [child])
                clock.start()
        if clock is not None:
            clock.cancel()
            clock.join()
        return confirmed, done


def kill(child: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="players are forked, to be quick")
def test_nothing_confirmed_is_lost_when_a_player_is_killed_at_any_moment(tmp_path: Path) -> None:
    chance, kills, torn = random.Random(1), 0, 0
    home = Nursery()
    try:
        for at in range(10 * KILLS):
            if kills >= KILLS:
                break
            path, confirmed, done = tmp_path / f"{at}.toml", 0, False
            while not done and kills < KILLS:
                until = confirmed + chance.randint(0, 5)
                confirmed, done = home.life(path, confirmed, chance.uniform(0.0, 0.006), until)
                kills += not done
                kept, was_torn = surviving(path)
                torn += was_torn
                assert kept in (confirmed, confirmed + 1), "a move in the making may be whole, and no more than one"
                confirmed = kept
    finally:
        there(home.process.stdin).close()
        home.process.wait()
        there(home.process.stdout).close()
    assert kills == KILLS


def surviving(path: Path) -> tuple[int, bool]:
    """How many moves a killed player left, and whether a part of one was behind them."""
    try:
        found = read_record(path, stall())
    except Refusal as refusal:
        unborn = ("found no file", "found an empty file")
        assert any(words in refusal.message for words in unborn)
        path.unlink(missing_ok=True)
        return 0, True
    for number, kept in enumerate(found.moves):
        move = kept.move
        assert isinstance(move, OpenDebrief) or str(number) in getattr(move, "text", getattr(move, "why", ""))
    return len(found.moves), bool(found.report)
