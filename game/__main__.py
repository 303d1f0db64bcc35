"""The door that `lastmile` and `python -m game` share."""

import atexit
import os
import signal
import sys
from contextlib import suppress
from types import FrameType

from game.doors.streams import CLOSED_OUTPUT, fill_closed

INTERRUPTED = 130
ENDINGS = ("SIGTERM", "SIGHUP", "SIGQUIT")
PATIENCE = 2.0
"""Seconds that a command has, when a signal ends it, to take away what it was writing."""


class EndedBySignal(SystemExit):
    """A signal ends the program.

    Args:
        number: the signal's.
    """

    def __init__(self, number: int) -> None:
        super().__init__(128 + number)
        self.number = number


def main() -> None:
    """Run the command line and leave with its exit code; Ctrl-C is quiet even while it loads, and while it leaves.

    A signal that ends the process lets what is half done be undone first: nothing unfinished is left lying about.
    """
    _end_in_order()
    # Registered first, so it comes last: nothing is left to stop by then, and the exit code stays.
    atexit.register(signal.signal, signal.SIGINT, signal.SIG_IGN)
    try:
        if fill_closed():
            print(CLOSED_OUTPUT, file=sys.stderr)
            sys.exit(2)
        from game.cli.fullscreen import straight_in

        code = straight_in(sys.argv[1:])
        if code is None:
            from game.cli.main import run

            code = run()
    except KeyboardInterrupt:
        code = INTERRUPTED
    except EndedBySignal as ended:
        signal.signal(ended.number, signal.SIG_DFL)
        _flush()
        signal.raise_signal(ended.number)  # whoever started us shall see by what we ended
        os._exit(128 + ended.number)
    if code == INTERRUPTED:
        _leave_interrupted()
    sys.exit(code)


def _leave_interrupted() -> None:
    """Leave with our exit code at once.

    A Ctrl-C that came while a class was being made (`exec` of a string) has Python end itself by the signal, whatever
    exit code it was given.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _flush()
    os._exit(INTERRUPTED)


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, OSError, ValueError):  # not there, broken or closed
            stream.flush()


def _end_in_order() -> None:
    numbers = [getattr(signal, name) for name in ENDINGS if hasattr(signal, name)]
    ours = [number for number in numbers if signal.getsignal(number) is signal.SIG_DFL]  # nohup's stays ignored

    def heard(number: int, _: FrameType | None) -> None:
        from threading import Timer

        for one in ours:  # a terminal that closes may send several
            signal.signal(one, signal.SIG_IGN)
        watchdog = Timer(PATIENCE, os._exit, (128 + number,))
        watchdog.daemon = True
        watchdog.start()
        raise EndedBySignal(number)

    for number in ours:
        with suppress(ValueError):  # only the main thread may set them
            signal.signal(number, heard)


if __name__ == "__main__":
    main()
