"""A seat as a screen holds it: every request runs off the event loop, so that no disk and no sum can stall a key."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol, TypeVar

from game.rules.levers import Seat
from game.seating.bookmark import BEGUN, KeptMark, Whereabouts
from game.seating.changes import Bell
from game.seating.company import Company
from game.seating.requests import Listen, Meet, Observe, Play, Request

if TYPE_CHECKING:
    from game.seating.guide import Hint

T = TypeVar("T")


class SeatHeld(Protocol):
    """A seat as somebody holds it, at this machine or at another: requests go out, plain data comes back."""

    @property
    def seat(self) -> Seat:
        """Which it is."""

    def ask(self, request: Request[T]) -> T:
        """The answer to a request. Any thread may ask.

        Raises:
            Refusal: as `SeatClient.ask`.
        """


class Executors:
    """The threads that answer chairs: some for moves and looks, some for sums. Whoever hosts makes and closes them.

    Args:
        moves: threads for what waits for a disk at most.
        sums: threads for what is worked out.
    """

    def __init__(self, moves: int = 2, sums: int = 1) -> None:
        self.moves = ThreadPoolExecutor(moves, "moves")
        self.sums = ThreadPoolExecutor(sums, "sums")

    def close(self) -> None:
        """Let go of the threads, once what they do is done; nothing more is begun."""
        for executor in (self.moves, self.sums):
            executor.shutdown(wait=False, cancel_futures=True)


class Chair:
    """One seat of one table, for one screen.

    Args:
        client: the seat's.
        company: who sits across; told anew with every observation.
        executors: where its requests run.
        brief: what the seat reads before the season, Markdown.
        bookmark: where the person was; None where nothing is to be kept.
        hints: of a guided table.
        surveyed: is the person asked what matters to whom, before, half-way and after?
    """

    def __init__(
        self,
        client: SeatHeld,
        company: Company,
        executors: Executors,
        brief: str = "",
        bookmark: KeptMark | None = None,
        hints: tuple[Hint, ...] = (),
        surveyed: bool = False,
    ) -> None:
        self.seat, self.company, self.brief = client.seat, company, brief
        self.bookmark, self.hints = bookmark, hints
        self.surveyed = surveyed
        self._client, self._executors = client, executors
        self._here = Whereabouts()  # where nothing is to be kept

    async def ask(self, request: Request[T]) -> T:
        """The answer to a request; a move is on disk, and the partner has answered it, when this returns.

        Raises:
            Refusal: when it cannot be answered, the move is not allowed or not written, or the table is closed.
        """
        executor = self._executors.sums if request.sums else self._executors.moves
        return await asyncio.get_running_loop().run_in_executor(executor, self._answer, request)

    def _answer(self, request: Request[T]) -> T:
        answer = self._client.ask(request)
        if isinstance(request, Observe | Play):
            self.company = self._client.ask(Meet())
        return answer

    async def work_out(self, of: Callable[[], T]) -> T:
        """What a sum comes to that needs nothing but what was seen; worked out where sums are."""
        return await asyncio.get_running_loop().run_in_executor(self._executors.sums, of)

    async def changes(self) -> AsyncIterator[int]:
        """The table's revision now, and again whenever there is something to look at anew; ends when it is closed.

        Raises:
            Refusal: when it is closed already.
        """
        bell = Bell()
        await self.ask(Listen(bell))
        async for revision in bell.changes():
            yield revision

    @property
    def kept(self) -> Whereabouts:
        """Where the person is, as far as the record does not say."""
        return self.bookmark.mark if self.bookmark is not None else self._here

    def keep(self, **changed: object) -> bool:
        """Change where the person is; say whether it is to be put on disk, which `write_mark` does."""
        if self.bookmark is not None:
            return self.bookmark.keep(**changed)
        self._here = replace(self._here, **changed)  # type: ignore[arg-type]
        return False

    def begun(self, round_: int) -> Whereabouts:
        """What was set and written for a month and not done."""
        return self.kept if self.kept.round == round_ else Whereabouts()

    def begin(self, round_: int, **begun: object) -> bool:
        """Keep what is set and written for a month; what was begun for another is dropped. As `keep`."""
        fresh = {} if self.kept.round == round_ else {one: getattr(Whereabouts(), one) for one in BEGUN}
        return self.keep(**{"round": round_, **fresh, **begun})

    async def mark(self, **changed: object) -> None:
        """Keep where the person is, off the loop."""
        if self.keep(**changed):
            await self.write_mark()

    async def write_mark(self) -> None:
        """Put the mark on disk, off the loop."""
        if self.bookmark is not None:
            await asyncio.get_running_loop().run_in_executor(self._executors.moves, self.bookmark.write)
