"""The terminal an app is shown on: signals that end it give it back in order."""

from __future__ import annotations

import asyncio
import signal
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from textual.app import App

ENDINGS: Final = ("SIGTERM", "SIGHUP", "SIGQUIT")
KEEPING: Final = 0.25
"""Seconds in which what was being typed is kept before the app ends."""


def end_in_order(app: App[Any]) -> None:
    """Have the signals that end a process end the app, which gives the terminal back and keeps what was typed."""
    loop = asyncio.get_running_loop()
    for name in ENDINGS:
        number = getattr(signal, name, None)
        if number is not None:
            # Windows has no such handlers, and only the main thread may set them.
            with suppress(NotImplementedError, RuntimeError, ValueError):
                loop.add_signal_handler(number, partial(end, app, number))


def end(app: App[Any], number: int) -> None:
    """Take what is being typed, then close the app with the exit code of a process that this signal ended."""
    from game.app.widgets.sheet import ValueSheet  # the first page needs neither sheets nor rules

    for sheet in app.screen.query(ValueSheet):
        sheet.settle()
    app.set_timer(KEEPING, partial(app.exit, return_code=128 + number))
