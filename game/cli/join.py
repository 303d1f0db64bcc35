"""The command `lastmile join`: a seat of a room that somebody hosts, in this terminal."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from game.cli.fullscreen import why_not
from game.cli.options import PathWord, Whole, Word, spoken_option
from game.doors.streams import asks_colour, drop_senseless_size
from game.refusal import Refusal

if TYPE_CHECKING:
    from game.host.far import FarSeat
    from game.host.joining import Address, Room
    from game.rules.levers import Seat

KEPT = "Your seat is kept in the room. To go on:"
EXTRA = "Joining a room needs the extra `host`: pip install 'lastmile-game[host]'"


@click.command()
@click.argument("address", metavar="ADDRESS")
@click.option("--table", type=Whole(1, 100), metavar="N", help="Which table; by default the first with a free seat.")
@click.option("--seat", type=Word(["marketing", "distribution"]), help="Which seat of it.")
@click.option("--name", metavar="NAME", default="", help="What the facilitator reads beside your seat, if you wish.")
@click.option("--trust", type=PathWord(dir_okay=False), metavar="FILE",
              help="A certificate (PEM) to trust: that of a room served by TLS on its own.")  # fmt: skip
@click.option("--plain", is_flag=True, help="Play line by line instead of on a full screen.")
@spoken_option()
def join(
    address: str, table: int | None, seat: str | None, name: str, trust: Path | None, plain: bool, spoken: bool
) -> None:  # fmt: skip
    """Join a room that somebody hosts, from this terminal.

    ADDRESS is what the host or its wall shows, such as http://192.0.2.7:8080/j/ABC234, or the link to go on at
    another device. You sit at the table as in the full-screen game, with a person across who may be at a phone. Your
    seat is kept in the room: leave when you like, and join again to go on.

    Needs the extra `host`: pip install 'lastmile-game[host]'
    """
    if not (plain or spoken) and (sad := why_not()):
        raise Refusal(f"{sad} Play line by line with --plain, in sentences with --spoken, or open the address in a "
                      "browser.")  # fmt: skip
    try:
        import websockets  # noqa: F401
    except ImportError:
        raise Refusal(EXTRA) from None
    from game.host.joining import address_of

    at = address_of(address)
    far, again = _seated(at, table, seat, name, trust), f"lastmile join {at.base}"
    try:
        if plain or spoken:
            _at_the_prompt(far, spoken, f"{again} {'--spoken' if spoken else '--plain'}")
        else:
            _on_the_screen(far, again)
    finally:
        far.close()


def _at_the_prompt(far: FarSeat, spoken: bool, again: str) -> None:
    from game.cli.prompt.lines import Lines, parting
    from game.cli.prompt.one_seat import SeatAtPrompt
    from game.terms import read_glossary

    lines = Lines(spoken=spoken)
    season = SeatAtPrompt(far, far.greeting.brief, lines, read_glossary(), far.greeting.surveyed)
    with parting(lines, KEPT, again, "The input has ended."):
        season.play()


def _on_the_screen(far: FarSeat, again: str) -> None:
    from game.app.tidying import spare_the_start

    spare_the_start()
    from game.app.home import Home, read_settings
    from game.app.seat_app import SeatApp
    from game.seating.chair import Chair, Executors
    from game.seating.requests import Meet

    settings, _ = read_settings(Home.of(os.environ).settings_file)
    executors = Executors()
    try:
        chair = Chair(far, far.ask(Meet()), executors, far.greeting.brief, far.mark, surveyed=far.greeting.surveyed)
        drop_senseless_size()
        app = SeatApp(chair, settings, asks_colour() is not False)
        app.run()
    finally:
        executors.close()
    click.echo(f"{KEPT}\n  {again}")
    if app.return_code:
        raise SystemExit(app.return_code)


def _seated(at: Address, table: int | None, seat: str | None, name: str, trust: Path | None) -> FarSeat:
    """The seat: the one that was joined from here before, or the one that is taken now."""
    from game.host.far import FarSeat
    from game.host.joining import Room, keep_token, kept_token, trust_in
    from game.store.places import tables_folder

    trusted, folder = trust_in(trust), tables_folder().parent
    another = at.link or table is not None or seat is not None  # than the seat that was joined before
    known = "" if another else kept_token(folder, at)
    if known:
        try:
            return FarSeat(at.line, known, trusted)
        except Refusal:
            if not at.code:
                raise
    if not at.link and not at.code:
        raise Refusal(f"{at.base}: expected the code of the room behind it, as on the wall: {at.base}/j/CODE")
    room = Room(at, trusted)
    token = room.take(None if at.link else _place(room, table, seat), name)
    keep_token(folder, at, token)
    return FarSeat(at.line, token, trusted)


def _place(room: Room, table: int | None, seat: str | None) -> tuple[int, Seat] | None:
    """The first free seat that is meant."""
    if table is None and seat is None:
        return None
    free = room.free()
    found = next((one for one in free if table in (None, one[0]) and seat in (None, one[1])), None)
    if found is None:
        told = ", ".join(f"table {number} {who}" for number, who in free) or "none"
        raise Refusal(f"That seat is taken, or there is none. Free are: {told}.")
    return found
