"""The door that `lastmile` and `python -m game` share."""

import atexit
import signal
import sys

from game.doors.streams import CLOSED_OUTPUT, fill_closed


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
        code = 130
    sys.exit(code)


if __name__ == "__main__":
    main()
