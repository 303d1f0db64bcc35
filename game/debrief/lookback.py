"""The tables of a room, each season played again to look back on: here, or in several processes at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from game.debrief.case import Replayed, Yardstick, replayed
from game.lab.bench import known
from game.lab.workers import Workers
from game.refusal import Refusal
from game.store.replay import Replay, read_record

MANY: Final = 4
"""Tables from which other processes look back, draw and print, while this one puts together what they find."""


@dataclass(frozen=True)
class Recorded:
    """A record that can be debriefed."""

    path: Path
    replay: Replay


def workers_for(many: int) -> Workers:
    """Those who work on so many tables: this process alone, or as many as there are processors, at most two."""
    return Workers(None if many >= MANY else 1)


def look_back(found: Sequence[Recorded], workers: Workers, with_message: bool = True) -> Iterator[Replayed]:
    """What each table's season says when it is played again, in their order.

    Args:
        found: the tables.
        workers: who look.
        with_message: whether to work out what a message was worth, which takes longest.
    """
    yardsticks: dict[str, Yardstick] = {}

    def jobs() -> Iterator[tuple[Path, int, Yardstick, bool]]:
        for one in found:
            place = one.replay.table.scenario
            if place.fingerprint not in yardsticks:
                yardsticks[place.fingerprint] = known(place)
            yield one.path, len(one.replay.moves), yardsticks[place.fingerprint], with_message

    if workers.hands == 1:
        for one, (_, _, yardstick, _) in zip(found, jobs(), strict=True):
            yield replayed(one.replay.table, with_message, yardstick)
        return
    for one, looked in zip(found, workers.stream(_looked_back, jobs()), strict=True):
        yield looked or replayed(one.replay.table, with_message, yardsticks[one.replay.table.scenario.fingerprint])


def _looked_back(path: Path, moves: int, yardstick: Yardstick, with_message: bool) -> Replayed | None:
    """What a record's season says when it is played again; None when the record is no longer what it was."""
    try:
        replay = read_record(path)
    except Refusal:
        return None
    return replayed(replay.table, with_message, yardstick) if len(replay.moves) == moves else None
