"""Work shared between processes: the same jobs one after the other, or side by side."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from types import TracebackType
from typing import Any, Final, Self, TypeVar

Result = TypeVar("Result")

UNTOLD: Final = "ignore::UserWarning:multiprocessing.resource_tracker"
"""Python cleans up behind processes that a signal has ended; it need not tell so."""


class Workers:
    """Those who do the work: this process alone, or several spawned ones.

    Args:
        hands: processes; 1 = this one. None = as many as there are processors, at most two.
    """

    def __init__(self, hands: int | None = 1) -> None:
        self.hands = min(2, os.cpu_count() or 1) if hands is None else hands
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        if self.hands > 1:
            if UNTOLD not in sys.warnoptions:
                sys.warnoptions.append(UNTOLD)
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(self.hands, mp_context=context, initializer=_begin)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=error is None, cancel_futures=True)

    def each(
        self, work: Callable[..., Result], jobs: Sequence[tuple[Any, ...]], done: Callable[[], None] | None = None
    ) -> list[Result]:
        """`work(*job)` for every job, in the order of the jobs; `done` is told after each."""
        results = []
        for result in self.stream(work, jobs):
            results.append(result)
            if done is not None:
                done()
        return results

    def stream(self, work: Callable[..., Result], jobs: Iterable[tuple[Any, ...]]) -> Iterator[Result]:
        """`work(*job)` for every job, in the order of the jobs, with only a few under way at a time."""
        if self._pool is None:
            for job in jobs:
                yield work(*job)
            return
        pending: deque[Future[Result]] = deque()
        for job in jobs:
            pending.append(self._pool.submit(work, *job))
            if len(pending) > 2 * self.hands:
                yield pending.popleft().result()
        while pending:
            yield pending.popleft().result()


def _begin() -> None:
    """Ctrl-C is for the process that was started by hand; the others end with it, however it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Leave when the process that gave the work is gone: one that was killed has told nobody."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(0)
