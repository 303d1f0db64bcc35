"""The command `lastmile workshop`: lead a room through a run of show, on its clock."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from game.cli import completing
from game.cli.options import PathWord, Positive, Whole, spoken_option
from game.refusal import Refusal

if TYPE_CHECKING:
    from game.cli.prompt.lines import Lines
    from game.rules.levers import Seat
    from game.workshop.journal import Journal
    from game.workshop.run_of_show import RunOfShow

FASTEST = 10_000
MOST_TABLES = 60
REHEARSE, REHEARSED_RUN = "rehearse", "ninety-minutes"


@click.command()
@click.argument("run", required=False, shell_complete=completing.run)
@click.option("--list", "listed", is_flag=True, help="List the runs of show; with RUN, read it from beginning to end.")
@click.option("--new", is_flag=True, help="Begin anew, also where an unfinished session waits.")
@click.option("--speed", type=Positive(FASTEST), default=1.0, show_default=True,
              help="Rehearse on a faster clock: 60 makes a minute of each second. The day begins anew.")  # fmt: skip
@click.option("--plain", is_flag=True, help="No clock at the top of the screen, and tables line by line.")
@spoken_option()
@click.option("--table", "act", metavar="ACT", help="Start a table of an act in this folder, or go on with it.")
@click.option("--number", type=Whole(1, MOST_TABLES), metavar="N", default=None,
              help="With --table: the table's number, in its files' names: one folder holds a room.")  # fmt: skip
@click.option("--projector", is_flag=True, help="What the room may see of the session that is led in another window.")
@click.option("--slides", type=PathWord(dir_okay=False), metavar="FILE",
              help="Write slides for a projector there, as a PDF: the game taught, and each step.")  # fmt: skip
@click.option("--rehearse", is_flag=True, help="Lead it alone, with a sample room of six pairs.")
def workshop(
    run: str | None, listed: bool, new: bool, speed: float, plain: bool, spoken: bool, act: str | None,
    number: int | None, projector: bool, slides: Path | None, rehearse: bool,
) -> None:  # fmt: skip
    """Lead a room through a run of show, on its clock.

    RUN is a name from `lastmile workshop --list`, or the path of a run of show of your own. `lastmile workshop
    rehearse` leads ninety minutes with a sample room. Each step says what to say, show and do, and how to start the
    tables; the clock keeps the debrief's time safe from play. Everything is
    saved as you go: after a power cut, the same command goes on where you were.
    """
    from game.cli.facilitating import pages
    from game.cli.prompt.lines import Lines
    from game.workshop.run_of_show import names, run_named

    lines = Lines(spoken=spoken)
    if run is None:
        if not listed and (new or act is not None or speed != 1.0 or projector or rehearse or slides):
            raise Refusal("expected the name of a run of show. See which there are: lastmile workshop --list")
        lines.say(pages.shelf(lines.paper, [run_named(name) for name in names()]))
        return
    rehearse = rehearse or run == REHEARSE
    chosen = run_named(REHEARSED_RUN if run == REHEARSE else run)
    if number is not None and act is None:
        raise Refusal("expected --number beside --table ACT: it is the number of a table.")
    if listed:
        lines.say(pages.script(lines.paper, chosen))
        return
    if slides is not None:
        _slides(chosen, slides)
    elif act is not None:
        _table(chosen, act, "--spoken" if spoken else "--plain" if plain else "", number or 0)
    elif projector:
        _project(chosen, lines)
    elif rehearse:
        _rehearse(chosen, lines, speed, not plain)
    else:
        _lead(chosen, lines, new, speed, not plain)


def _slides(run: RunOfShow, out: Path) -> None:
    """The slides of a session as a PDF."""
    from game.content import facilitator_folder
    from game.doors.text import visible
    from game.doors.writing import check_writable, write
    from game.figures import several
    from game.printing import check_installed, printed
    from game.workshop.slides import deck

    check_installed()
    check_writable(out, "the slides")
    made = printed(deck(run), facilitator_folder() / "slides" / "slides.typ", "slides")
    write(out, made.data, "the slides")
    click.echo(f"{several(made.pages, 'slide')}: {visible(str(out))}")


def _rehearse(run: RunOfShow, lines: Lines, speed: float, bar: bool) -> None:
    """Make a sample room, and lead the session with it as on the day."""
    from game.workshop.rehearsal import acts_in, sample_room

    if not acts_in(run):
        raise Refusal(f"{run.name}: expected a run of show in which pairs play. Rehearse ninety-minutes.")
    room = Path(f"{run.name}-sample-room")
    lines.tell(
        f"A sample room: six pairs have played the acts, programs in people's chairs. Their records are made in {room} "
        "and stay there.", "  ")  # fmt: skip
    sample_room(run, room, lambda pair: lines.tell(f"pair {pair} has played", "    "))
    lines.tell("Lead it as on the day: go, next, say, and in the debrief the questions that fit this room.", "  ")
    lines.tell(f"Its reports: lastmile debrief {room} --out {run.name}-sample-reports", "  ")
    _lead(run, lines, True, speed, bar, room=str(room.resolve()))


def _project(run: RunOfShow, lines: Lines) -> None:
    """Show the room its part of the session that is led in another window, until that is over or Ctrl-C."""
    from game.cli.facilitating.projector import project
    from game.workshop.journal import latest, session_at

    path = latest(run)
    if path is None:
        raise Refusal(
            f"expected a session of {run.name} in another window, found none. Begin it: lastmile workshop {run.place}"
        )
    project(lines, lambda: session_at(path), time.time)


def _table(run: RunOfShow, act: str, way: str, number: int) -> None:
    """Sit down at a table of an act: a new one, or the one whose record is in this folder."""
    from game.cli.play import USUAL, play
    from game.workshop.acts import act_of, begin_act, check_of_today, more_of, pair_in

    table, path = act_of(run, act, number)
    line_by_line = [way] if way else ["--plain"] if table.plain else []
    if table.guided:
        play.main([table.scenario, f"--seed={table.seed}", *line_by_line], "lastmile play", standalone_mode=False)
        return
    if not path.exists():
        usual: dict[Seat, str] = {"marketing": USUAL["marketing"], "distribution": USUAL["distribution"]}
        missing = begin_act(table, path, usual, pair_in(run, path.parent, number), more_of(run, act))
        if missing:
            click.echo(missing, err=True)
    else:
        check_of_today(run, path, time.time())
    asked = ["--survey" if table.ask else "--no-survey"]
    play.main([f"--resume={path}", *asked, *line_by_line], "lastmile play", standalone_mode=False)


def _lead(run: RunOfShow, lines: Lines, new: bool, speed: float, bar: bool, room: str = "") -> None:
    """Begin a session, or go on with one, and lead it to its end; whatever happens, say that it is saved."""
    from game.cli.facilitating import pages
    from game.cli.facilitating.asking import TickingLines
    from game.cli.facilitating.session import Workshop
    from game.cli.prompt.lines import parting
    from game.workshop.journal import Journal, new_path, unfinished

    rehearsal = speed != 1.0 or bool(room)
    path = None if new else unfinished(run, time.time(), rehearsal)
    now = clock(time.time(), speed)
    kept = Journal.resume(path) if path else Journal.begin(new_path(run, rehearsal), run, now(), rehearsal)
    if path is not None:
        now = clock(max(time.time(), kept.session.seen), speed)
    leading = Workshop(kept, TickingLines(lines, bar), now)
    saved = "The session is saved. To go on with it, type the same command again. It is kept in:"
    with kept, parting(lines, saved, str(kept.path)):
        if path is None:
            lines.say(pages.opening(lines.paper, run))
            if rehearsal:
                lines.tell(pages.REHEARSAL, "  ")
        else:
            lines.tell(_back_again(kept, now()))
        if room:
            leading.look_at([room])
        leading.lead()
        lines.say(["", "This session is kept in:", lines.paper.line(f"  {kept.path}")])


def _back_again(kept: Journal, now: float) -> str:
    """What is said when a session goes on."""
    from game.workshop.clock import MINUTE

    gone = int((now - kept.session.seen) // MINUTE)
    said = f"{kept.session.run.file.title}, as you left it. To begin anew instead: --new."
    if kept.report:
        said = f"{said} {kept.report}"
    if gone and not kept.session.paused and not kept.session.waiting:
        said = f"{said} The clock went on: {gone} min since the last thing you did."
    return said


def clock(
    start: float,
    speed: float,
    wall: Callable[[], float] = time.time,
    steady: Callable[[], float] = time.monotonic,
) -> Callable[[], float]:
    """A clock that shows `start` now and runs `speed` times as fast as the wall's.

    A laptop that slept stops the steady clock, and somebody may set the wall's back: whichever went on further counts.
    """
    began, steadily = wall(), steady()
    return lambda: start + max(wall() - began, steady() - steadily) * speed
