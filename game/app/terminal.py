"""The terminal an app is shown on: signals that end it give it back in order."""

from __future__ import annotations

import asyncio
import signal
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from game.app.seat_app import SeatApp

ENDINGS: Final = ("SIGTERM", "SIGHUP", "SIGQUIT")


def end_in_order(app: SeatApp) -> None:
    """Have the signals that end a process end the app, which gives the terminal back and keeps what was typed."""
    loop = asyncio.get_running_loop()
    for name in ENDINGS:
        number = getattr(signal, name, None)
        if number is not None:
            # Windows has no such handlers, and only the main thread may set them.
            with suppress(NotImplementedError, RuntimeError, ValueError):
                loop.add_signal_handler(number, partial(end, app, number))


def end(app: SeatApp, number: int) -> None:
    """Keep what is being typed, then close the app with the exit code of a process that this signal ended."""
    app.end(partial(app.exit, return_code=128 + number), anyway=True)
