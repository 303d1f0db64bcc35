"""The terminal an app is shown on: signals end the app whatever has become of it, and a paste types nothing."""

from __future__ import annotations

import asyncio
import codecs
import os
import re
import signal
import sys
import threading
import weakref
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Final, Protocol

from textual._xterm_parser import XTermParser
from textual.drivers._writer_thread import WriterThread
from textual.events import Key, Paste
from textual.message import Message

from game.doors.streams import typed_text

if TYPE_CHECKING:
    from types import FrameType

ENDINGS: Final = ("SIGTERM", "SIGHUP", "SIGQUIT", "SIGINT")
READ: Final = 10.0
"""Seconds that a word stands on the screen to be read."""
PATIENCE: Final = 2.0
"""Seconds that an app which a signal ends has for it: what is being typed is kept in a tenth of that, and a sum or a
terminal that takes nothing any more may last for ever."""


class Ending(Protocol):
    """What a signal ends."""

    def end_with(self, code: int) -> None:
        """End, with the exit code of a process that the signal has ended."""


def end_in_order(app: Ending) -> None:
    """Have the signals that end a process end an app, which gives the terminal back and keeps what was typed.

    The app and its loop are not held: a process may outlive many.
    """
    ours, running = weakref.ref(app), weakref.ref(asyncio.get_running_loop())

    def heard(number: int, _: FrameType | None) -> None:
        here, loop = ours(), running()
        if here is None or loop is None:  # it has ended before: nothing is there to be kept
            signal.signal(number, signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL)
            signal.raise_signal(number)
            return
        # Every move is on disk before it counts, and the system lets go of the record's lock with the process: so
        # nothing is lost when this comes first. It is no handler of the loop's, which may be stuck itself.
        watchdog = threading.Timer(PATIENCE, os._exit, (128 + number,))
        watchdog.daemon = True
        watchdog.start()
        with suppress(RuntimeError):  # the loop has closed: the process is about to end
            loop.call_soon_threadsafe(here.end_with, 128 + number)

    for name in ENDINGS:
        number = getattr(signal, name, None)
        if number is not None:
            with suppress(ValueError):  # only the main thread may set them
                signal.signal(number, heard)


class LastingWriter(WriterThread):
    """Writes to the terminal, and to nothing once that is gone.

    Textual's own thread dies of the first write that fails; the app then waits for ever to put another into its queue.
    """

    def run(self) -> None:
        """Write what is put into the queue until its end."""
        gone = False
        while (text := self._queue.get()) is not None:
            if not gone:
                try:
                    self._file.write(text)
                    if self._queue.empty():
                        self._file.flush()
                except (OSError, ValueError):
                    gone = True
        with suppress(OSError, ValueError):
            self._file.flush()


PASTED: Final = re.compile(r"(\x1b\[20[01]~)")
"""How a terminal begins and ends what is pasted (xterm's bracketed paste)."""
BEGUN, ENDED = "\x1b[200~", "\x1b[201~"
STAND_IN: Final = "\ufdd0"
"""What an escape sign in a paste passes Textual as: it is in no text (a noncharacter of Unicode)."""
HALVES: Final = re.compile("[\ud800-\udfff]")
"""What bytes of another encoding are kept as; no text holds them."""


class ForeignBytes(Message):
    """Bytes came from the terminal that are no text in its encoding; nothing of them was taken.

    Args:
        pasted: were they part of a paste? All of it is left out then.

    Attributes:
        told: what to say of it.
    """

    def __init__(self, pasted: bool) -> None:
        super().__init__()
        self.pasted = pasted
        taken = "Nothing of the paste was taken." if pasted else "The sign was not taken."
        self.told = f"{taken} Its bytes are no UTF-8: set the terminal, or what it was copied from, to UTF-8."


class PasteParser(XTermParser):
    """Reads a paste as text to its end, and tells of bytes that are no text instead of drawing signs nobody meant.

    Textual's own takes an escape sign in it for the beginning of a key, and then types the rest: letters are commands
    then, and the end of a line is Enter. Most terminals leave the sign out of a paste; multiplexers hand it on.
    """

    _pasting, _held = False, ""

    def feed(self, data: str) -> Iterable[Message]:
        """The events of some more characters; none of their own for those in a paste."""
        whole = self._whole(typed_text(data) or data) if data else ""
        if not whole and data:
            return  # nothing at all would be the end
        for event in super().feed(whole):
            text = event.text if isinstance(event, Paste) else event.character if isinstance(event, Key) else ""
            if text and HALVES.search(text):
                yield ForeignBytes(isinstance(event, Paste))
            elif isinstance(event, Paste):
                yield Paste(event.text.replace(STAND_IN, "\x1b"))
            else:
                yield event

    def _whole(self, data: str) -> str:
        """The characters with stand-ins for a paste's escape signs; what may be half of its end waits for the rest."""
        data, self._held = self._held + data, ""
        if self._pasting and "\x1b" in data[-len(ENDED) :]:
            tail = data[data.rindex("\x1b") :]
            if tail != ENDED and ENDED.startswith(tail):
                data, self._held = data[: -len(tail)], tail
        parts = []
        for part in PASTED.split(data):
            if part in (BEGUN, ENDED):
                self._pasting = part == BEGUN
                parts.append(part)
            else:
                parts.append(part.replace("\x1b", STAND_IN) if self._pasting else part)
        return "".join(parts)


def mend_driver() -> None:
    """Have the driver of this platform's terminals read all that is typed, pastes whole, and outlive its terminal."""
    if sys.platform != "win32":
        from textual.drivers import linux_driver

        # There is no other way to give it them.
        linux_driver.XTermParser = PasteParser  # type: ignore[attr-defined]
        linux_driver.WriterThread = LastingWriter  # type: ignore[attr-defined]
        linux_driver.getincrementaldecoder = patient_decoder  # type: ignore[attr-defined, assignment]


def patient_decoder(encoding: str) -> Callable[[], codecs.IncrementalDecoder]:
    """A decoder of what is typed that keeps bytes of another encoding as halves of signs, and reads on.

    Textual's own stops at the first one, and the game with it.
    """
    return partial(codecs.getincrementaldecoder(encoding), errors="surrogateescape")
