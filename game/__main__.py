"""The door that `lastmile` and `python -m game` share."""

import atexit
import os
import signal
import sys
from contextlib import suppress

from game.doors.streams import CLOSED_OUTPUT, fill_closed

INTERRUPTED = 130


def main() -> None:
    """Run the command line and leave with its exit code; Ctrl-C is quiet even while it loads, and while it leaves."""
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
    if code == INTERRUPTED:
        _leave_interrupted()
    sys.exit(code)


def _leave_interrupted() -> None:
    """Leave with our exit code at once.

    A Ctrl-C that came while a class was being made (`exec` of a string) has Python end itself by the signal, whatever
    exit code it was given.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, OSError, ValueError):  # not there, broken or closed
            stream.flush()
    os._exit(INTERRUPTED)


if __name__ == "__main__":
    main()
