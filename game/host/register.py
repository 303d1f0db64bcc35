"""Who may do what in a room, by the tokens they show; each change is in its log before it counts."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import replace

from game.host.identity import hash_of, new_token
from game.host.roomlog import Place, RoomEvent, RoomLog, RoomState
from game.refusal import Refusal


class Register:
    """The register of a room.

    Args:
        log: where it is kept.
        changed: called after each change.
        clock: seconds since 1970.
    """

    def __init__(self, log: RoomLog, changed: Callable[[], None], clock: Callable[[], float] = time.time) -> None:
        self._log, self._changed, self._clock = log, changed, clock
        self._lock = threading.RLock()

    @property
    def state(self) -> RoomState:
        """Who sits where."""
        return self._log.state

    @property
    def report(self) -> str:
        """What had to be left out when it was resumed; "" = nothing."""
        return self._log.report

    def opened(self, table: int, record: str, act: str = "") -> None:
        """A table plays on in a record."""
        self._do(RoomEvent("table", table=table, record=record, act=act))

    def sit(self, place: Place, name: str) -> str:
        """Somebody sits in a seat from now on. The token that its person shows."""
        token = new_token()
        self._do(RoomEvent("sit", table=place[0], seat=place[1], token=hash_of(token), name=name))
        return token

    def place_of(self, token: str) -> Place | None:
        """Where whoever shows this token sits."""
        return self.state.sitter_of(hash_of(token))

    def link_for(self, place: Place) -> str:
        """A token that lets another device take this seat, once."""
        token = new_token()
        self._do(RoomEvent("link", table=place[0], seat=place[1], token=hash_of(token)))
        return token

    def linked(self, token: str) -> Place | None:
        """The seat that a link leads to, while it has not been opened."""
        return self.state.links.get(hash_of(token))

    def come_back(self, token: str) -> str:
        """Take a seat by its link: the newest device counts. The token from now on.

        Raises:
            Refusal: when it was opened before, or is none.
        """
        with self._lock:
            place = self.linked(token)
            if place is None:
                raise Refusal("This link opens nothing any more: it was used, or a newer one was made.")
            sitter = self.state.sitters.get(place)
            return self.sit(place, sitter.name if sitter else "")

    def leave(self, place: Place) -> None:
        """Nobody sits in this seat any more."""
        self._do(RoomEvent("leave", table=place[0], seat=place[1]))

    def new_lead_link(self) -> str:
        """A token that makes whoever opens it first the facilitator; older links open nothing any more."""
        token = new_token()
        self._do(RoomEvent("lead-link", token=hash_of(token)))
        return token

    def may_lead(self, link: str) -> bool:
        """Is this the link that has not been opened?"""
        return hash_of(link) in self.state.lead_links

    def lead(self, link: str) -> str:
        """Become a facilitator by the link, which opens nothing from then on. The token from now on.

        Raises:
            Refusal: when it was opened before, or is none.
        """
        with self._lock:
            if not self.may_lead(link):
                raise Refusal("This link opens nothing any more. Start the room again for a new one.")
            token = new_token()
            self._do(RoomEvent("lead", token=hash_of(token)))
            return token

    def leads(self, token: str) -> bool:
        """Is whoever shows this token a facilitator?"""
        return hash_of(token) in self.state.leaders

    def _do(self, done: RoomEvent) -> None:
        with self._lock:
            self._log.do(replace(done, at=self._clock()))
        self._changed()

    def close(self) -> None:
        """Let go of the log."""
        self._log.close()
