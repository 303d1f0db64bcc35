"""The door that `lastmile` and `python -m game` share."""

import sys


def main() -> None:
    """Run the command line and leave with its exit code; Ctrl-C is quiet even while it loads."""
    try:
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
