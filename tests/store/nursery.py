"""Bears processes that play a recorded table until they are killed; run as a script by the test that kills them.

Told a path on a line, it forks a child and prints `child <pid>`. The child resumes the record there, or creates it,
and plays on, printing `played <number>` after each move that `Record.play` has confirmed. It ends with `done`.
"""

import os
import random
import sys
from pathlib import Path
from typing import Any

from game.store.record import Record
from game.table.moves import Commit, KeepLine, Say
from game.table.structure import structure
from game.table.survey.moves import OpenDebrief, Reflect
from tests.table.tables import SEATS, stall

MOST = 20


def move(number: int, record: Record) -> Any:
    """The move of this number: words, and now and then a month."""
    table, chance = record.table, random.Random(number)
    if table.over:
        seat = SEATS[number % 2]
        if table.survey.seats[seat].opened:
            return Reflect(seat, "what-surprised-you", f"answer {number}", quote=chance.random() < 0.5)
        return KeepLine(seat, f"line {number}") if chance.random() < 0.5 else OpenDebrief(seat)
    if number % 9 in (4, 5):
        return Commit(SEATS[number % 9 - 4], {}, f"month at {number}")
    return Say(chance.choice(SEATS), f"words {number} {'x' * chance.randint(0, 400)}")


def play(path: Path, number: int) -> None:
    """Play until the season is long over, from the move of this number."""
    record = Record.resume(path, stall()) if path.exists() else Record.create(path, stall(), 3, structure("sync"))
    with record:
        while number < MOST:
            record.play(move(number, record))
            number += 1
            os.write(1, f"played {number}\n".encode())
    os.write(1, b"done\n")


def main() -> None:
    stall()
    child = 0
    for line in sys.stdin:
        path, number = line.rsplit(" ", 1)
        if child:
            os.waitpid(child, 0)
        child = os.fork()
        if child == 0:
            try:
                play(Path(path), int(number))
            finally:
                os._exit(0)
        os.write(1, f"child {child}\n".encode())
        # It is buried only when the next line comes, so that nobody kills a stranger of the same number.
        os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
        os.write(1, b"gone\n")


if __name__ == "__main__":
    main()
