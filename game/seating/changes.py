"""How a seat hears that its table has changed: a bell that says look again, and nothing else."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator


class Bell:
    """Rung by a table at every change; whoever keeps it looks again when it pleases.

    Ringing never waits and never fails, whatever became of the one who listens: any number of rings while nobody
    looks are one.

    Attributes:
        revision: of the table, when it was last rung.
        closed: has the table been closed?
    """

    def __init__(self) -> None:
        self.revision, self.closed = 0, False
        self._loop: asyncio.AbstractEventLoop | None = None
        self._rung = asyncio.Event()

    def ring(self, revision: int, closed: bool = False) -> None:
        """The table has changed, from any thread."""
        self.revision, self.closed = max(self.revision, revision), self.closed or closed
        loop = self._loop
        if loop is not None:
            try:
                loop.call_soon_threadsafe(self._rung.set)
            except RuntimeError:  # the loop is closed: nobody listens any more
                self._loop = None

    async def changes(self) -> AsyncIterator[int]:
        """The revision now, and again after every change, until the table is closed. For one listener."""
        self._loop = asyncio.get_running_loop()
        told = -1
        try:
            while not self.closed:
                self._rung.clear()
                if self.revision > told:
                    told = self.revision
                    yield told
                else:
                    await self._rung.wait()
        finally:
            self._loop = None
