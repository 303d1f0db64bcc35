"""The tables of a room as its scenario or its run of show sets them up, act by act, and the run of show's clock."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from game.figures import several
from game.host.roomlog import RoomHead
from game.refusal import Refusal
from game.rules.levers import SEATS, Seat
from game.seating.asked import NewTable
from game.seating.session import Session
from game.store.places import free_path
from game.web.overview import ClockRow
from game.workshop.acts import act_of, begin_act, more_of, pair_in
from game.workshop.clock import MINUTE, Happening, What
from game.workshop.journal import Journal
from game.workshop.run_of_show import RunOfShow

CLOCK: Final = "clock.toml"
"""Where a room keeps how far its run of show has come."""
STAND_INS: Final[Mapping[Seat, str]] = MappingProxyType({"marketing": "growth-chaser", "distribution": "cost-hawk"})
"""Who holds the other seat in an act that is played from one."""
MORE: Final = 5
"""Minutes by which a step is extended."""


def new_session(head: RoomHead, folder: Path, run: RunOfShow | None, number: int, act: str) -> tuple[Session, str]:
    """A new table of a room, and its record's path in the room's folder.

    Args:
        head: of the room.
        folder: the room's.
        run: its run of show; None = every table is as the head says.
        number: of the table.
        act: of the run of show; "" where there is none.

    Raises:
        Refusal: when the record cannot be made, or there is no such act.
    """
    if run is None:
        path = free_path(f"table-{number}", folder)
        asked = NewTable(
            head.scenario, SEATS, structure=head.structure, seed=head.seed, record=path, survey=head.survey
        )
        return Session.create(asked, folder), path.name
    table, name = act_of(run, act)
    place = folder / f"pair-{number}"
    path = place / name
    if path.exists():  # of a host that was killed as it opened it: nobody has played there
        path = free_path(path.stem, place)
    begin_act(table, path, STAND_INS, pair_in(run, place), more_of(run, act))
    return Session.resume(path), str(path.relative_to(folder))


def acts_of(run: RunOfShow | None) -> dict[str, str]:
    """The acts of a run of show by their keys, with their titles."""
    return {step.key: step.title for step in run.steps if step.table is not None} if run else {}


class RoomClock:
    """The clock of a room's run of show, on disk as it moves.

    Args:
        journal: where it is kept.
        wall: seconds since 1970.
    """

    def __init__(self, journal: Journal, wall: Callable[[], float] = time.time) -> None:
        self._journal, self._wall = journal, wall
        self._lock = threading.Lock()

    @classmethod
    def begin(cls, folder: Path, run: RunOfShow) -> RoomClock:
        """A clock that waits for the room.

        Raises:
            Refusal: when it cannot be kept.
        """
        return cls(Journal.begin(folder / CLOCK, run, time.time()))

    @classmethod
    def resume(cls, folder: Path) -> RoomClock | None:
        """The clock of a room as it was left; None where it has none."""
        return cls(Journal.resume(folder / CLOCK)) if (folder / CLOCK).exists() else None

    @property
    def run(self) -> RunOfShow:
        """The run of show."""
        return self._journal.session.run

    def do(self, what: str) -> None:
        """Begin, pause, go on, or go to another step.

        Raises:
            Refusal: when it cannot be done now, or is nothing that the clock does.
        """
        may: tuple[What, ...] = ("go", "pause", "next", "back", "skip", "extend")
        done = next((one for one in may if one == what), None)
        if done is None:
            raise Refusal("expected something that the console offers. Go back to it.")
        with self._lock:
            self._journal.do(Happening(self._now(), done, MORE if done == "extend" else 0))

    def _now(self) -> float:
        return max(self._wall(), self._journal.session.seen)

    def row(self) -> ClockRow:
        """How it stands, for pages."""
        now = self._journal.session.until(self._now())
        state = "over" if now.over else "waiting" if now.waiting else "paused" if now.paused else "going"
        if now.over:
            return ClockRow("The session is over", "", False, state, ())
        minutes = int(-(-abs(now.left) // MINUTE)) if now.left > 0 else int(-now.left // MINUTE)
        left = f"{several(minutes, 'minute')} {'left' if now.left > 0 else 'over its time'}"
        at = f"{now.at + 1} of {len(now.run.steps)}"
        step = now.step
        return ClockRow(f"{at}: {step.title}", left, now.left <= 0, state, (*step.say, *step.do))

    def close(self) -> None:
        """Let go of it."""
        self._journal.close()
