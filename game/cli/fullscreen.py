"""Opening the full-screen game from the command line, or saying why this is no place for it."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from game.doors.files import system_reason
from game.doors.streams import asks_colour, drop_senseless_size, wants_speech
from game.doors.text import as_typed, visible
from game.refusal import Refusal

if TYPE_CHECKING:
    from game.seating.asked import NewTable


def why_not(environment: Mapping[str, str] = os.environ) -> str:
    """Why the full-screen game cannot be shown here, in a sentence; "" = it can."""
    for stream in (sys.stdin, sys.stdout):
        if stream is None or not stream.isatty():
            return "The full-screen game needs a terminal, and there is none here."
    if wants_speech(environment):
        return "ACCESSIBLE asks for sentences, and the full-screen game draws: play line by line, in sentences."
    if environment.get("TERM") == "dumb":
        return (
            "The full-screen game needs a terminal that can move its cursor, and TERM=dumb says that this one cannot."
        )
    return ""


def straight_in(arguments: Sequence[str]) -> int | None:
    """Open the menu at once where nothing else was asked for: the command line need not be loaded for that.

    Returns:
        the exit code; None = this is for the command line to answer.
    """
    if arguments or why_not():
        return None
    try:
        open_app()
    except Refusal as refusal:
        print(visible(refusal.message, allowed="\n"), file=sys.stderr)
        return 2
    except OSError as error:
        where = visible(error.filename) if isinstance(error.filename, str) else "a file of the game"
        print(f"{where}: cannot be used: {system_reason(error)}.", file=sys.stderr)
        return 2
    return 0


def open_app(opening: NewTable | Path | None = None, survey: bool | None = None) -> None:
    """Show the full-screen game until the person leaves.

    Args:
        opening: a new table or the record of one; None = the menu.
        survey: as `LastMileApp` takes it.

    Raises:
        Refusal: when what was asked for cannot be opened.
    """
    from game.app.tidying import spare_the_start

    spare_the_start()
    from game.app.app import LastMileApp
    from game.app.home import Home, read_settings
    from game.app.seat_app import INTERRUPTED

    drop_senseless_size()  # Textual takes them as they stand
    home = Home.of(os.environ)
    settings, notice = read_settings(home.settings_file)
    app = LastMileApp(home, settings, opening, asks_colour() is not False, notice, survey)
    app.run()
    if app.refusal:
        raise Refusal(app.refusal)
    if app.return_code in (None, 0, INTERRUPTED):  # else a signal came: nobody may be there to read it
        print(how_to_go_on(home.tables, app.left), end="", flush=True)
    if app.return_code:
        raise SystemExit(app.return_code)


def how_to_go_on(tables: Path, left: Sequence[Path]) -> str:
    """What is said when the app has closed: how to go on with the table that was left last; "" = there is none.

    Args:
        tables: the person's own folder of records.
        left: records that were in play, the last one first.
    """
    from game.seating.kept import kept_tables, latest_unfinished

    table = next((one for one in kept_tables(tables, left[:1]) if one.path in left[:1]), None)
    if table is None or table.finished:
        return ""
    latest = latest_unfinished(tables)
    named = "" if latest is not None and latest.path == table.path else f" {as_typed(table.path)}"
    return f"The table is saved. To go on with it:\n  lastmile play --resume{named}\n"
