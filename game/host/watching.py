"""What a host writes down of itself: a line of JSON for each thing that happened, without figures, names or tokens."""

from __future__ import annotations

import asyncio
import json
import time
from pathlib import Path
from typing import Final

LAGS: Final = 0.25
"""Seconds that the loop may be late before it is written down."""
LOOK: Final = 0.5


class Watch:
    """Writes to a file, behind what is there; a disk that refuses costs only the line.

    Args:
        path: of the file.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def note(self, what: str, **about: str | int) -> None:
        """Something happened: `joined`, `refused`, `crashed` ...; never what a seat sees."""
        line = json.dumps({"time": int(time.time()), "what": what, **about})
        try:
            with self._path.open("a", encoding="utf-8") as file:
                file.write(line + "\n")
        except OSError:
            return

    async def loop(self) -> None:
        """Note when the loop is late, for as long as this runs."""
        loop = asyncio.get_running_loop()
        while True:
            due = loop.time() + LOOK
            await asyncio.sleep(LOOK)
            late = loop.time() - due
            if late > LAGS:
                self.note("late", ms=int(1000 * late))
