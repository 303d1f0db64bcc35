"""Who is here: which seats hold a page open, and when one was last heard of."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from game.host.roomlog import Place

AWAY: Final = 20.0
"""Seconds without a page or a word after which somebody is away: a reload takes far less, a locked phone far more."""


@dataclass(frozen=True)
class Standing:
    """How a seat's person is connected."""

    here: bool
    since: float  # seconds since it was last heard of; 0 while here


class Presence:
    """Counts open pages; nothing of it is kept.

    Args:
        changed: called when somebody comes or goes.
        clock: seconds of a clock that only goes forward.
    """

    def __init__(self, changed: Callable[[], None], clock: Callable[[], float] = time.monotonic) -> None:
        self._changed, self._clock = changed, clock
        self._open: Counter[Place] = Counter()
        self._heard: dict[Place, float] = {}
        self._lock = threading.Lock()

    @contextmanager
    def page(self, place: Place) -> Iterator[None]:
        """A page of a seat is open for as long as this lasts."""
        self.hear(place)
        with self._lock:
            self._open[place] += 1
        try:
            yield
        finally:
            with self._lock:
                self._open[place] -= 1
            self.hear(place)
            self._changed()

    def hear(self, place: Place) -> None:
        """Somebody was heard of just now."""
        was = self.standing(place).here
        self._heard[place] = self._clock()
        if not was:
            self._changed()

    def standing(self, place: Place) -> Standing:
        """How a seat's person is connected now."""
        gone = self._clock() - self._heard.get(place, self._clock() - 2 * AWAY)
        here = self._open[place] > 0 or gone < AWAY
        return Standing(here, 0.0 if here else gone)
