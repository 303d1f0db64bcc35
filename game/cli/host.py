"""The command `lastmile host`: a room of tables, each seat a page on its own screen."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from game.cli import completing
from game.cli.options import PathWord, Whole, seed_option, structure_option
from game.doors.files import read_bytes
from game.doors.text import as_typed, visible
from game.figures import several
from game.refusal import Refusal

if TYPE_CHECKING:
    from game.host.room import HostedRoom

EXTRA = "Hosting a room needs the extra `host`: pip install 'lastmile-game[host]'"


@click.command()
@click.argument("what", default="cold-brew", metavar="[SCENARIO|RUN]", shell_complete=completing.scenario)
@click.option(
    "--tables", type=Whole(1, 100), metavar="N", default=1, show_default=True, help="How many tables to open."
)
@structure_option("How the two seats of every table work together.", "talk")
@seed_option("Where chance begins, the same at every table; another each time by default.")
@click.option("--survey/--no-survey", default=False, help="Ask what matters to whom, before, half-way and after.")
@click.option(
    "--port", type=Whole(1, 65535), metavar="PORT", default=8080, show_default=True, help="Where pages are served."
)
@click.option("--bind", metavar="ADDRESS", default="0.0.0.0", show_default=True,
              help="Which of this machine's addresses to listen at; 127.0.0.1 = this machine alone.")  # fmt: skip
@click.option("--name", "names", metavar="NAME", multiple=True,
              help="A name that pages are asked for by, behind a proxy or a name server.")  # fmt: skip
@click.option("--cert", type=PathWord(dir_okay=False), metavar="FILE", help="A certificate, to serve by TLS.")
@click.option("--key", type=PathWord(dir_okay=False), metavar="FILE",
              help="The key of the certificate.")  # fmt: skip
@click.option("--folder", type=PathWord(file_okay=False), metavar="DIR",
              help="Where the room and its records are kept; by default a new folder beside your tables.")  # fmt: skip
@click.option("--resume", is_flag=True, help="Go on with the room in --folder, or with the one hosted last.")
def host(
    what: str, tables: int, structure: str, seed: int | None, survey: bool, port: int, bind: str,
    names: tuple[str, ...], cert: Path | None, key: Path | None, folder: Path | None, resume: bool,
) -> None:  # fmt: skip
    """Host a room: many tables, each seat on its own screen.

    SCENARIO is a slug from `lastmile scenario list`, or the path of one of your own; RUN is a run of show from
    `lastmile workshop --list`, which brings its acts, their structures and its clock. Prints the address and the code
    that people join with, and a link that makes whoever opens it first the facilitator. People need a browser and
    nothing else; no account, no network beyond this one. Everything is saved as it is done: after Ctrl-C or a power
    cut, --resume goes on where it was, every seat with its person and its draft.

    Needs the extra `host`: pip install 'lastmile-game[host]'
    """
    if (cert is None) != (key is None):
        raise Refusal("expected --cert and --key together, given one of them.")
    for one in (cert, key):
        if one is not None:
            read_bytes(one, "a file of TLS (PEM)")
    try:
        import segno  # noqa: F401
        import starlette  # noqa: F401
        import uvicorn  # noqa: F401
    except ImportError:
        raise Refusal(EXTRA) from None
    from secrets import randbelow

    from game.host.addresses import LOOPBACK, hosts_for, lan_addresses, port_for
    from game.host.answers import Shared
    from game.host.folders import head_of_room, latest_room, new_folder
    from game.host.pages import room_app
    from game.host.room import HostedRoom
    from game.host.serving import serve_room
    from game.host.watching import Watch
    from game.scenario import load
    from game.terms import read_glossary
    from game.workshop.run_of_show import names as names_of_runs
    from game.workshop.run_of_show import run_named

    try:
        listening = port_for(bind, port)
    except OSError as error:
        raise Refusal(f"--port: {bind}:{port} cannot be listened at: {error.strerror}. Choose another one.") from None
    try:
        if resume:
            where = folder or latest_room()
            room = HostedRoom.resume(where)
        else:
            run = run_named(what) if what in names_of_runs() else None
            place = load(what) if run is None else None
            where = folder or new_folder(place.slug if place else what)
            named = place.slug if place and place.path is None else what
            title = run.file.title if run else place.title if place else what
            chosen = randbelow(2**31) if seed is None else seed
            room = HostedRoom.begin(where, head_of_room(named, title, structure, chosen, survey), tables, run)
    except BaseException:
        listening.close()
        raise
    reached = lan_addresses() if bind == "0.0.0.0" else [bind]
    scheme = "https" if cert else "http"
    shown = f"{names[0]}" if names else f"{(reached or [LOOPBACK])[0]}:{port}"
    shared = Shared(room, read_glossary(), f"{scheme}://{shown}", cert is not None)
    hosts = hosts_for(reached, list(names), port, 443 if cert else 80)
    app = room_app(shared, hosts, Watch(where / "host.log"))
    lead = room.register.new_lead_link()
    try:
        serve_room(app, room, listening, lambda: _say(room, shared.address, lead, where, reached, port), cert, key)
    except KeyboardInterrupt:
        pass
    finally:
        click.echo(f"The room is saved. To go on with it: lastmile host --resume --folder {as_typed(where)}")


def _say(room: HostedRoom, address: str, lead: str, where: Path, reached: list[str], port: int) -> None:
    """What the facilitator reads when the room is open."""
    from game.host.pictures import qr_lines

    way_in = f"{address}/j/{room.head.code}"
    lines = [
        f"The room is open: {room.head.title}, {several(len(room.tables()), 'table')}.",
        "",
        f"Join at {address} with the code {room.head.code}, or scan:",
        qr_lines(way_in).rstrip() if os.environ.get("TERM", "dumb") != "dumb" else f"  {way_in}",
        "",
        "Lead the room from a browser; this link works once:",
        f"  {address}/f/{lead}",
        *(["", "Other addresses of this machine:", *(f"  http://{one}:{port}" for one in reached[1:])]
          if len(reached) > 1 else []),
        "",
        "Pages go over this network as they are; see docs/hosting.md. Ctrl-C closes the room; all of it is kept in:",
        f"  {visible(str(where))}",
    ]  # fmt: skip
    if room.report:
        lines += ["", room.report]
    click.echo("\n".join(lines))
