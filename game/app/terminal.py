"""The terminal an app is shown on: signals that end it give it back in order, and a paste types nothing."""

from __future__ import annotations

import asyncio
import re
import signal
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from textual._xterm_parser import XTermParser

if TYPE_CHECKING:
    from textual.message import Message

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


PASTE: Final = re.compile(r"(\x1b\[20[01]~)")
"""How a terminal begins and ends what is pasted (xterm's bracketed paste)."""
BEGUN, ENDED = "\x1b[200~", "\x1b[201~"
DRAWN: Final = "\N{SYMBOL FOR ESCAPE}"


class PasteParser(XTermParser):
    """Reads a paste as text to its end.

    Textual's own takes an escape sign in it for the beginning of a key, and then types the rest: letters are commands
    then, and the end of a line is Enter. Most terminals leave the sign out of a paste; multiplexers hand it on.
    """

    _pasting, _held = False, ""

    def feed(self, data: str) -> Iterable[Message]:
        """The events of some more characters; none of their own for those in a paste."""
        drawn = self._drawn(data) if data else ""
        return super().feed(drawn) if drawn or not data else ()  # nothing at all would be the end

    def _drawn(self, data: str) -> str:
        """The characters with the escape signs of a paste drawn; what may be half of its end waits for the rest."""
        data, self._held = self._held + data, ""
        if self._pasting and "\x1b" in data[-len(ENDED) :]:
            tail = data[data.rindex("\x1b") :]
            if tail != ENDED and ENDED.startswith(tail):
                data, self._held = data[: -len(tail)], tail
        parts = []
        for part in PASTE.split(data):
            if part in (BEGUN, ENDED):
                self._pasting = part == BEGUN
                parts.append(part)
            else:
                parts.append(part.replace("\x1b", DRAWN) if self._pasting else part)
        return "".join(parts)


def read_pastes_whole() -> None:
    """Have the driver of this platform's terminals read with it."""
    if sys.platform != "win32":
        from textual.drivers import linux_driver

        linux_driver.XTermParser = PasteParser  # type: ignore[attr-defined]  # there is no other way to give it one
