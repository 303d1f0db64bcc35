"""The command `lastmile play`: a person takes a seat, or two persons take both."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import click

from game.cli import completing
from game.cli.options import Word, options_given, record_option, seed_option, spoken_option, structure_option
from game.doors.streams import wants_speech
from game.doors.text import as_typed
from game.refusal import Refusal

if TYPE_CHECKING:
    from game.cli.prompt.lines import Lines
    from game.rules.levers import Seat
    from game.seating.asked import NewTable
    from game.seating.kept import KeptTable
    from game.seating.session import Session
    from game.table.structure import Holder

LATEST = "latest"
USUAL = MappingProxyType({"marketing": "growth-chaser", "distribution": "cost-hawk"})


@click.command()
@click.argument("scenario", required=False, shell_complete=completing.scenario)
@click.option("--plain", is_flag=True, help="Line by line: for any terminal or a pipe.")
@spoken_option()
@click.option(
    "--seat",
    type=Word(("marketing", "distribution", "both")),
    default="marketing",
    show_default=True,
    help="The seat you take; both = two people take turns at one terminal.",
)
@click.option(
    "--partner",
    shell_complete=completing.persona,
    metavar="PERSONA",
    help="Who holds the other seat; by default growth-chaser in marketing, cost-hawk in distribution.",
)
@structure_option(default="talk")
@seed_option("Where chance begins; another each time by default, and told at the start.")
@record_option("Keep the table in a new FILE; by default in your own folder of tables.")
@click.option(
    "--resume",
    is_flag=False,
    flag_value=LATEST,
    metavar="[FILE]",
    help="Go on with the table in FILE, or with the one you played last.",
)
@click.option(
    "--from-month",
    metavar="MONTH",
    help="Beside --resume FILE: play that season on from MONTH, with the same luck, as a new table.",
)
@click.option(
    "--survey/--no-survey",
    default=None,
    help="Ask what matters to whom, before, half-way and after; by default where two people play. It is kept with the "
    "table; beside --resume it holds until you leave.",
)
def play(
    scenario: str | None,
    plain: bool,
    spoken: bool,
    seat: str,
    partner: str | None,
    structure: str,
    seed: int | None,
    record: Path | None,
    resume: str | None,
    from_month: str | None,
    survey: bool | None,
) -> None:
    """Take a seat yourself, or both.

    SCENARIO is a slug from `lastmile scenario list` (cold-brew by default; first-day teaches the game in three
    months, with a guide on the screen), or the path of one of your own. The full-screen game opens at a new table;
    --plain plays line by line, and --spoken does so in sentences. Everything you do is saved as you do it: after a
    power cut, --resume goes on where you were. Beside --resume, --seat and --partner hand seats over: when one of two
    people has left, --seat marketing --partner cost-hawk lets a partner play distribution on, and --seat both gives it
    back.
    """
    plain = plain or spoken or wants_speech()
    if partner == "":
        raise Refusal("--partner: expected a persona, such as cost-hawk or growth-chaser, given nothing.")
    if resume == "":
        raise Refusal(
            "--resume: expected the record of a table, given nothing. Alone it goes on with the one played last."
        )
    if resume is None:
        opening: NewTable | Path = _asked(
            scenario or "cold-brew", seat, partner, structure, seed, record, survey, plain
        )
    else:
        _refuse_beside_resume()
        opening = _latest(plain) if resume == LATEST else Path(resume)
    if from_month is not None:
        opening = _played_on(opening, from_month)
    with _nothing_left(opening) if from_month is not None else nullcontext():
        if plain:
            from game.cli.prompt.lines import Lines

            usual = resume == LATEST or (resume is None and record is None)
            _at_the_prompt(opening, Lines(spoken=spoken), seat, partner, survey, usual)
        else:
            _on_the_screen(opening, seat, partner, survey)


def _asked(
    scenario: str, seat: str, persona: str | None, structure: str, seed: int | None, path: Path | None,
    survey: bool | None, plain: bool,
) -> NewTable:  # fmt: skip
    """The new table that is asked for. What needs the rules to be checked is checked when it is opened."""
    from secrets import randbelow

    from game.scenario.shelf import find
    from game.seating.asked import LESSON, LESSON_SEED, NewTable

    find(scenario)
    persons, guest = _seats(seat, persona)
    guided = not plain and scenario == LESSON and not options_given("seat", "partner", "structure")
    if guided:
        persons, guest = (), ""
    drawn = seed if seed is not None else LESSON_SEED if guided else 1 + randbelow(9999)
    return NewTable(scenario, persons, guest, structure, drawn, guided, record=path, survey=survey)


def _on_the_screen(opening: NewTable | Path, seat: str, persona: str | None, survey: bool | None) -> None:
    """Open the full-screen game at a table; who holds a seat of it from now on is in its record before."""
    from game.cli.fullscreen import open_app, why_not

    reason = why_not()
    if reason:
        raise Refusal(f"{reason}\nPlay line by line: lastmile play --plain\nOr watch a season: lastmile demo")
    if isinstance(opening, Path) and options_given("seat", "partner"):
        from game.seating.session import Session

        Session.resume(opening, handed=_handed(opening, seat, persona)).close()
    open_app(opening, survey)


def _played_on(opening: NewTable | Path, month: str) -> Path:
    """A new table that goes on from a month of a season that was played."""
    from game.store.forking import fork_beside

    if not isinstance(opening, Path):
        raise Refusal("--from-month plays a season on that was played before: name its record with --resume FILE.")
    target, kept = fork_beside(opening, month)
    click.echo(
        f"Months kept: {kept}. The season goes on in {as_typed(target)}; the one before stays as it is.", err=True
    )
    return target


def _nothing_left(opening: NewTable | Path) -> AbstractContextManager[None]:
    """While a table that goes on from a month is opened: where that is refused, its record is taken away again."""
    from game.store.forking import dropped_where_refused

    assert isinstance(opening, Path)
    return dropped_where_refused(opening)


def _latest(plain: bool) -> Path:
    """The record of the unfinished table that was played last, found without a replay.

    Raises:
        Refusal: when there is none, or the one that was played last cannot be read.
    """
    from game.seating.kept import check_later, latest_unfinished
    from game.store.places import tables_folder

    found = latest_unfinished(tables_folder())
    check_later(tables_folder(), found)
    if found is None:
        again = f"lastmile play{' --plain' if plain else ''}"
        raise Refusal(f"There is no unfinished table to go on with. Begin one: {again}")
    return found.path


def _refuse_beside_resume() -> None:
    """A table that is resumed has its scenario, structure and seed already."""
    given = options_given("scenario", "structure", "seed", "record")
    if given:
        raise Refusal(
            f"--resume goes on with a table as it was begun: leave out {', '.join(given)}.\n"
            "To begin another table, leave out --resume."
        )


def _handed(path: Path, seat: str, persona: str | None) -> dict[Seat, Holder]:
    """Who holds which seat from now on, where the command line says so beside --resume.

    Raises:
        Refusal: where it does not say who holds a seat that a person leaves.
    """
    from game.store.replay import read_record
    from game.table.structure import Holder, is_lesson

    if not options_given("seat", "partner"):
        return {}
    held = read_record(path).table.holders
    lesson = is_lesson(held)  # one person, who sits in both with a stand-in across
    persons = [] if lesson else [one for one, holder in held.items() if holder.held_by == "person"]
    if not options_given("seat"):
        if len(persons) != 1:
            raise Refusal("--partner: say which seat is yours too, --seat marketing or --seat distribution.")
        seat = persons[0]
    if seat == "both":
        _seats(seat, persona)
        return {one: Holder() for one in held if one not in persons}
    (mine,), _ = _seats(seat, persona)
    across = next(one for one in held if one != mine)
    if across in persons and not persona:
        raise Refusal(
            f"{path}: a person holds {across}. Say who plays it from now on, --partner "
            f"{USUAL[across]}, or that both of you are here, --seat both."
        )
    if lesson:
        persona = persona or held[across].persona
    guest = {across: Holder("partner", persona=persona)} if persona else {}
    return {**guest, **({} if mine in persons else {mine: Holder()})}


def _at_the_prompt(
    opening: NewTable | Path, lines: Lines, seat: str, persona: str | None, survey: bool | None, own: bool
) -> None:
    """Play a table line by line; `own`: is its record found without being named?"""
    from game.seating.kept import latest_unfinished
    from game.seating.session import Session
    from game.store.places import tables_folder

    unfinished = None
    if isinstance(opening, Path):
        session = Session.resume(opening, survey, _handed(opening, seat, persona), goes_on=True)
    else:
        unfinished = latest_unfinished(tables_folder()) if own else None
        session = Session.create(opening, tables_folder())
    with session:
        _sit(session, lines, own, unfinished)


def _seats(seat: str, persona: str | None) -> tuple[tuple[Seat, ...], str]:
    """The seats that persons take, and who holds the other one.

    Raises:
        Refusal: for a persona where persons take both.
    """
    if seat == "both":
        if persona:
            raise Refusal("--partner: expected none with --seat both, where a person holds each seat.")
        return ("marketing", "distribution"), ""
    if seat == "marketing":
        return ("marketing",), persona or USUAL["distribution"]
    return ("distribution",), persona or USUAL["marketing"]


def _sit(session: Session, lines: Lines, own: bool, unfinished: KeptTable | None) -> None:
    """Play until the season ends or the person does; whatever happens, say that it is saved."""
    from game.cli.prompt.lines import parting
    from game.cli.prompt.season import SeasonAtPrompt, title_page
    from game.terms import read_glossary

    asked, table = session.surveyed, session.table
    if session.survey is None:  # nobody at a pipe can be asked unannounced
        asked = asked and lines.terminal
    way = "--spoken" if lines.paper.spoken else "--plain"
    again = f"lastmile play {way} --resume{'' if own else f' {as_typed(session.path)}'}"
    season = SeasonAtPrompt(session, lines, read_glossary(), asked)
    with parting(lines, "The table is saved. To go on with it:", again, "The input has ended."):
        if session.report:
            lines.tell(session.report)
        if table.history:
            lines.tell(f"{table.scenario.title}, {table.scenario.place}. Seed {table.seed}.")
        else:
            title_page(session, lines)
        if unfinished:
            at = f"{unfinished.title}, month {unfinished.round} of {unfinished.rounds}"
            lines.tell(f"You have an unfinished table too: {at}. To go on with it instead, quit and type:", "  ")
            lines.say([lines.paper.line(f"    lastmile play {way} --resume {as_typed(unfinished.path)}")])
        season.play()
        lines.say(["", *lines.paper.paragraph("The record of this table:"), lines.paper.line(f"  {session.path}")])
