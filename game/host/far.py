"""A seat of a room on another machine: what is asked goes over one line, which is taken up again when it is cut."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, replace
from secrets import token_hex
from ssl import SSLContext
from types import MappingProxyType
from typing import Any, Final, TypeVar
from weakref import WeakSet

from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from game.host.wire import LARGEST_ANSWER, answer_in, frame, parted, request_frame, text_in, whereabouts_in
from game.refusal import Refusal
from game.rules.levers import Seat
from game.seating.bookmark import KeptMark, Whereabouts
from game.seating.changes import Bell
from game.seating.requests import Listen, Play, Request
from game.seating.seat import Failed

T = TypeVar("T")
PATIENCE: Final = 20.0
"""Seconds that a request waits for a line that is cut, or a room that does not answer."""
OPENING: Final = 5.0
PAUSES: Final = (0.1, 0.2, 0.5, 1.0, 2.0)
"""Seconds between two tries to take the line up again; the last one from then on."""
BEAT: Final = 10.0
"""Seconds between two looks at whether the other end is still there."""
CUT: Final = "The line to the room is cut, and is taken up again as soon as it can be. What you played is safe."
ENDED: Final[Mapping[int, str]] = MappingProxyType(
    {
        4401: "This seat is not yours any more: it was left, or taken at another device.",
        4403: "Your seat was taken at another device. To go on here, open its link here.",
        4409: "A stand-in plays your seat for now. Ask the facilitator to hand it back, then join again.",
    }
)
GONE: Final = "The room has been closed. To go on when it is opened again, join again."


@dataclass(frozen=True)
class Greeting:
    """What a seat is told when its line is opened."""

    seat: Seat
    table: int
    surveyed: bool
    brief: str
    kept: Whereabouts


class FarMark(KeptMark):
    """Where a person is, kept where the room is, so that another device goes on there."""

    def __init__(self, mark: Whereabouts, send: Callable[[Whereabouts], None]) -> None:
        super().__init__(mark)
        self._send = send

    def write(self) -> None:
        """Keep the mark at the room; a line that is cut costs only the mark."""
        self._send(self.mark)


class FarSeat:
    """The client of a seat over a line; any thread may ask.

    Args:
        address: of the line: `ws://192.0.2.7:8080/terminal/line`.
        token: of the seat.
        trust: what certificates are trusted; None = plain, or as this machine does.

    Attributes:
        revision: of the table, as far as it has been heard of; counted here, for a host that is begun anew counts anew.

    Raises:
        Refusal: when the line cannot be opened.
    """

    def __init__(self, address: str, token: str, trust: SSLContext | None = None) -> None:
        self._address, self._token, self._trust = address, token, trust
        self._lock = threading.Lock()
        self._line: ClientConnection | None = None
        self._waiting: dict[int, tuple[str, Future[tuple[dict[str, Any], str]]]] = {}
        self._number = self.revision = 0
        self._bells = WeakSet[Bell]()
        self._rung = threading.Condition()
        self._over = ""
        self._ending = threading.Event()
        greeted: Future[Greeting] = Future()
        self._reader = threading.Thread(target=self._hold, args=(greeted,), name="line", daemon=True)
        self._reader.start()
        self.greeting = greeted.result()
        self.seat: Seat = self.greeting.seat
        self.mark: KeptMark = FarMark(self.greeting.kept, self._keep)

    def ask(self, request: Request[T]) -> T:
        """The answer to a request; a move that is sent twice, because a line was cut, counts once.

        Raises:
            Refusal: as the room refuses it; or when the line is cut for long, or ended.
            Failed: when the room's program has a mistake.
        """
        if isinstance(request, Listen):
            self._bells.add(request.bell)
            request.bell.ring(self.revision, bool(self._over))
            revision: Any = self.revision
            return revision  # type: ignore[no-any-return]
        asked: Request[Any] = request
        if isinstance(asked, Play) and not asked.key:
            asked = replace(asked, key=token_hex(8))
        head, body = self._sent(lambda number: request_frame(number, asked))
        if "refused" in head:
            raise Refusal(text_in(body))
        if "failed" in head:
            raise Failed(text_in(body))
        return answer_in(request, body)

    def _keep(self, mark: Whereabouts) -> None:
        try:
            self._sent(lambda number: frame({"id": number, "keep": True}, mark))
        except Refusal:
            return

    def _sent(self, framed: Callable[[int], str]) -> tuple[dict[str, Any], str]:
        """Send a frame, again on every line that is taken up until it is answered."""
        answer: Future[tuple[dict[str, Any], str]] = Future()
        with self._lock:
            if self._over:
                raise Refusal(self._over)
            self._number += 1
            number, text = self._number, framed(self._number)
            self._waiting[number] = text, answer
            self._put(text)
        try:
            return answer.result(PATIENCE)
        except TimeoutError:
            raise Refusal(CUT) from None
        finally:
            with self._lock:
                self._waiting.pop(number, None)

    def _put(self, text: str) -> None:
        try:
            if self._line is not None:
                self._line.send(text)
        except ConnectionClosed:
            self._line = None  # whoever reads takes it up again, and sends what waits

    def _hold(self, greeted: Future[Greeting]) -> None:
        """Hold the line until it is ended for good; take it up again whenever it is cut."""
        tries, over = 0, ""
        while not over and not self._ending.is_set():
            over, cut = self._opened(greeted)
            if not greeted.done():
                greeted.set_exception(Refusal(over or cut))
                return
            tries = 0 if not cut else tries + 1
            self._ending.wait(PAUSES[min(tries, len(PAUSES) - 1)])
        self._end(over)

    def _opened(self, greeted: Future[Greeting]) -> tuple[str, str]:
        """Open the line, and read it until it ends: why for good, or why it cannot be opened now; "" = neither."""
        try:
            with connect(
                self._address, additional_headers={"Authorization": f"Bearer {self._token}"}, ssl=self._trust,
                open_timeout=OPENING, close_timeout=1, ping_interval=BEAT, ping_timeout=BEAT, max_size=LARGEST_ANSWER,
                proxy=None, user_agent_header=None,
            ) as line:  # fmt: skip
                greeting = _greeting(str(line.recv(OPENING)))
                if not greeted.done():
                    greeted.set_result(greeting)
                self._read(line)
                return _why(line.close_code), ""
        except ConnectionClosed as closed:
            return _why(closed.rcvd.code if closed.rcvd is not None else None), CUT if not greeted.done() else ""
        except (OSError, InvalidHandshake) as error:  # a time that is over is an OSError too
            return "", _told(error)
        except Refusal as refusal:
            return refusal.message, ""
        finally:
            with self._lock:
                self._line = None

    def _read(self, line: ClientConnection) -> None:
        """Send what waits, then hand out answers and ring bells."""
        with self._lock:
            self._line = line
            for text, _ in list(self._waiting.values()):
                self._put(text)
        self._ring()
        for said in line:
            self._take(str(said))

    def _take(self, text: str) -> None:
        head, body = parted(text)
        if head.get("changed"):
            self._ring()
            return
        with self._lock:
            _, answer = self._waiting.get(head.get("id", 0), ("", None))
        if answer is not None and not answer.done():
            answer.set_result((head, body))

    def wait(self, known: int, seconds: float) -> int:
        """The revision, once it is not the one that is known any more or the time is over."""
        with self._rung:
            self._rung.wait_for(lambda: self.revision != known, seconds)
            return self.revision

    def _ring(self) -> None:
        with self._rung:
            self.revision += 1
            self._rung.notify_all()
        for bell in tuple(self._bells):
            bell.ring(self.revision, bool(self._over))

    def _end(self, why: str) -> None:
        with self._lock:
            self._over = self._over or why or GONE
            for _, answer in self._waiting.values():
                if not answer.done():
                    answer.set_exception(Refusal(self._over))
        self._ring()

    def close(self) -> None:
        """Let go of the line; the seat is kept."""
        self._ending.set()
        with self._lock:
            line = self._line
        if line is not None:
            line.close()
        self._reader.join(PATIENCE)


def _greeting(text: str) -> Greeting:
    head, body = parted(text)
    about = head.get("hello")
    try:
        return Greeting(kept=whereabouts_in(body), **about)  # type: ignore[arg-type]
    except TypeError:
        raise Refusal("expected a room of this game. Is it of the same version?") from None


def _why(code: int | None) -> str:
    """Why a line was ended for good; "" = it was cut."""
    return ENDED.get(code or 0, "")


def _told(error: Exception) -> str:
    if isinstance(error, InvalidStatus):
        status = error.response.status_code
        return f"The room answers, but not to this address ({status}). Type the address that its host shows."
    reason = getattr(error, "strerror", None) or type(error).__name__
    return f"The room cannot be reached: {reason}. Is it open, and are you in the same network?"
