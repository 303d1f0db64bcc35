"""The terminal an app is shown on: signals that end it give it back in order."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable
from contextlib import suppress
from typing import Final

ENDINGS: Final = ("SIGTERM", "SIGHUP", "SIGQUIT")


def end_in_order(end: Callable[[int], None]) -> None:
    """Have the signals that end a process end the app, which gives the terminal back and keeps what was typed.

    Args:
        end: ends the app, with the exit code of a process that the signal has ended.
    """
    loop = asyncio.get_running_loop()
    for name in ENDINGS:
        number = getattr(signal, name, None)
        if number is not None:
            # Windows has no such handlers, and only the main thread may set them.
            with suppress(NotImplementedError, RuntimeError, ValueError):
                loop.add_signal_handler(number, end, 128 + number)
