"""The command `lastmile play`: a person takes a seat, or two persons take both."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import click

from game.cli.options import record_option, seed_option, structure_option
from game.refusal import Refusal

if TYPE_CHECKING:
    from game.cli.prompt.lines import Lines
    from game.partners import Partner
    from game.rules.levers import Seat
    from game.store.record import Record
    from game.table.holders import Holder

LATEST = "latest"
NO_PARTNER_FOR_BOTH = "--partner: expected none with --seat both, where a person holds each seat."
USUAL = MappingProxyType({"marketing": "growth-chaser", "distribution": "cost-hawk"})


@click.command()
@click.argument("scenario", required=False)
@click.option("--plain", is_flag=True, help="Line by line: for any terminal, a screen reader or a pipe.")
@click.option(
    "--seat",
    type=click.Choice(("marketing", "distribution", "both")),
    default="marketing",
    show_default=True,
    help="The seat you take; both = two people take turns at one terminal.",
)
@click.option(
    "--partner",
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
    "--survey/--no-survey",
    default=None,
    help="Ask what matters to whom, before, half-way and after; by default where two people play.",
)
def play(
    scenario: str | None,
    plain: bool,
    seat: str,
    partner: str | None,
    structure: str,
    seed: int | None,
    record: Path | None,
    resume: str | None,
    survey: bool | None,
) -> None:
    """Take a seat yourself, or both.

    SCENARIO is a slug from `lastmile scenario list` (cold-brew by default; first-day teaches the game in three
    months, with a guide on the screen), or the path of one of your own. The full-screen game opens at a new table;
    --plain plays line by line. Everything you do is saved as you do it: after a power cut, --resume goes on where you
    were.
    """
    if resume is not None:
        _refuse_beside_resume()
    if not plain:
        _on_the_screen(scenario or "cold-brew", seat, partner, structure, seed, record, resume, survey)
    elif resume is not None:
        _resume(None if resume == LATEST else Path(resume), survey)
    else:
        _begin(scenario or "cold-brew", seat, partner, structure, seed, record, survey)


def _on_the_screen(
    scenario: str,
    seat: str,
    persona: str | None,
    structure: str,
    seed: int | None,
    path: Path | None,
    resume: str | None,
    survey: bool | None,
) -> None:
    """Open the full-screen game at a table. What needs the rules to be checked is checked behind its first frame."""
    from game.cli.fullscreen import open_app, why_not

    reason = why_not()
    if reason:
        raise Refusal(f"{reason}\nPlay line by line: lastmile play --plain\nOr watch a season: lastmile demo")
    if resume is not None:
        open_app(_latest_on_the_shelf() if resume == LATEST else Path(resume))
        return
    from secrets import randbelow

    from game.scenario.shelf import find
    from game.seating.asked import LESSON, LESSON_SEED, NewTable

    find(scenario)
    if persona and seat == "both":
        raise Refusal(NO_PARTNER_FOR_BOTH)
    guided = scenario == LESSON and not _given("seat", "partner", "structure")
    drawn = LESSON_SEED if guided else 1 + randbelow(9999)
    people: tuple[Seat, ...] = ("marketing", "distribution") if seat == "both" else (_seat(seat),)
    guest = "" if seat == "both" else persona or USUAL["distribution" if seat == "marketing" else "marketing"]
    open_app(
        NewTable(
            scenario,
            () if guided else people,
            "" if guided else guest,
            structure,
            drawn if seed is None else seed,
            lesson=guided,
            record=path,
            survey=survey,
        )
    )


def _given(*names: str) -> list[str]:
    """Which of these options stand on the command line."""
    context = click.get_current_context()
    return [one for one in names if context.get_parameter_source(one) == click.core.ParameterSource.COMMANDLINE]


def _latest_on_the_shelf() -> Path:
    """The record of the unfinished table that was played last, found without a replay.

    Raises:
        Refusal: when there is none.
    """
    from game.seating.kept import kept_tables
    from game.store.places import tables_folder

    for kept in kept_tables(tables_folder()):
        if not kept.finished and "you" in kept.seats.values():
            return kept.path
    raise Refusal("There is no unfinished table to go on with. Begin one: lastmile play")


def _refuse_beside_resume() -> None:
    """A table that is resumed has its scenario, seats, structure and seed already."""
    given = _given("scenario", "seat", "partner", "structure", "seed", "record")
    if given:
        raise Refusal(
            f"--resume goes on with a table as it was begun: leave out {', '.join(given)}.\n"
            "To begin another table, leave out --resume."
        )


def _begin(
    scenario: str, seat: str, persona: str | None, structure: str, seed: int | None, path: Path | None,
    survey: bool | None,
) -> None:  # fmt: skip
    """Begin a table."""
    from secrets import randbelow

    from game.cli.prompt.lines import Lines
    from game.cli.prompt.saved import latest
    from game.cli.prompt.title import title_page
    from game.scenario import load
    from game.store.places import free_path
    from game.store.record import Record
    from game.table.holders import Holder
    from game.table.structure import structure as preset

    people: list[Seat] = ["marketing", "distribution"] if seat == "both" else [_seat(seat)]
    if persona and seat == "both":
        raise Refusal(NO_PARTNER_FOR_BOTH)
    held: dict[Seat, Holder] = {one: Holder("person") for one in people}
    for one in ("marketing", "distribution"):
        if one not in held:
            held[_seat(one)] = Holder("partner", persona=persona or USUAL[one])
    _partners(held)  # a name that nobody has is refused before a file is made
    place, lines = load(scenario), Lines()
    unfinished = latest() if path is None else None
    chosen = seed if seed is not None else 1 + randbelow(9999)
    where = path or free_path(place.slug)
    with Record.create(where, place, chosen, preset(structure), held) as record:
        title_page(record, lines, people)
        if unfinished:
            where_at = f"{unfinished.title}, month {unfinished.round} of {unfinished.rounds}"
            lines.tell(f"You have an unfinished table too: {where_at}. To go on with it instead, quit and type:", "  ")
            lines.say([f"    lastmile play --plain --resume {unfinished.path}"])
        _sit(record, lines, people, path is None, survey)


def _resume(path: Path | None, survey: bool | None) -> None:
    """Go on with a table."""
    from game.cli.prompt.lines import Lines
    from game.cli.prompt.saved import latest
    from game.cli.prompt.title import title_page
    from game.store.record import Record

    own = path is None
    if path is None:
        found = latest()
        if found is None:
            raise Refusal("There is no unfinished table to go on with. Begin one: lastmile play --plain")
        path = found.path
    with Record.resume(path) as record:
        people: list[Seat] = [seat for seat, holder in record.head.seats.items() if holder.held_by == "person"]
        if not people:
            raise Refusal(f"{path}: two partners play at this table; no seat waits for a person.")
        lines = Lines()
        if record.report:
            lines.tell(record.report)
        if record.table.history:
            scenario = record.table.scenario
            lines.tell(f"{scenario.title}, {scenario.place}. Seed {record.table.seed}.")
        else:
            title_page(record, lines, people)
        _sit(record, lines, people, own, survey)


def _seat(name: str) -> Seat:
    return "marketing" if name == "marketing" else "distribution"


def _partners(held: Mapping[Seat, Holder]) -> dict[Seat, Partner]:
    """The partners of a table, by seat.

    Raises:
        Refusal: for a persona that there is not.
    """
    from game.partners import partner_for

    return {seat: partner_for(seat, holder.persona) for seat, holder in held.items() if holder.held_by == "partner"}


def _sit(record: Record, lines: Lines, people: list[Seat], own: bool, survey: bool | None) -> None:
    """Play until the season ends or the person does; whatever happens, say that it is saved."""
    from game.cli.prompt.lines import Ended, Left
    from game.cli.prompt.session import Session
    from game.seating.sitting import Sitting
    from game.terms import read_glossary

    holders = record.head.seats
    names = {seat: holder.persona.replace("-", " ") for seat, holder in holders.items()}
    asked = (lines.terminal and len(people) > 1) if survey is None else survey
    session = Session(Sitting(record, _partners(holders)), lines, read_glossary(), people, names, asked)
    again = f"lastmile play --plain --resume{'' if own else f' {record.path}'}"
    try:
        session.play()
    except Ended:
        _saved(lines, "The input has ended. The table is saved. To go on with it:", again)
    except Left:
        _saved(lines, "The table is saved. To go on with it:", again)
    except KeyboardInterrupt:
        _saved(lines, "The table is saved. To go on with it:", again)
        raise
    else:
        _saved(lines, "The record of this table:", str(record.path))


def _saved(lines: Lines, what: str, where: str) -> None:
    """What is kept, and on a line of its own how to get at it."""
    lines.say(["", *lines.paper.paragraph(what), f"  {where}"])
