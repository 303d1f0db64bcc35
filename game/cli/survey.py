"""The command `lastmile survey`: what matters to whom, typed in from paper, told and exported."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from game.cli import completing
from game.cli.options import PathWord
from game.doors.streams import kept_without_reader
from game.doors.text import as_typed, visible
from game.refusal import Refusal

if TYPE_CHECKING:
    from game.cli.facilitating.sheets import Sheets
    from game.debrief.instrument import Surveyed


@click.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=PathWord())
@click.option("--show", is_flag=True, help="Say what the FILEs tell, each table and the room.")
@click.option("--scenario", metavar="SCENARIO", shell_complete=completing.scenario,
              help="Where it was played, for a new FILE: things that nobody has there are not asked for.")  # fmt: skip
@click.option("--short", is_flag=True, help="The slips are of the short form, for a new FILE.")
@click.option("--csv", "folder", type=PathWord(), metavar="DIR",
              help="Write survey.csv, predictions.csv and their codebook into DIR.")  # fmt: skip
@click.option("--xlsx", "book", type=PathWord(), metavar="DIR",
              help="Write the same as one workbook, which opens alike in any country's office.")  # fmt: skip
def survey(
    files: tuple[Path, ...], show: bool, scenario: str | None, short: bool, folder: Path | None, book: Path | None
) -> None:
    """Type in what people ranked on paper, or tell it.

    FILE is the record of a table, which the answers join, or a survey of its own: a new one is made where there is no
    file. With --show, --csv or --xlsx, any number of FILEs is read and none is changed. A table is called by its
    number, never by a name.
    """
    if show or folder or book:
        _tell(files, show, folder, book)
    elif len(files) > 1:
        raise Refusal(f"expected one FILE to type into, given {len(files)}. To read several: --show.")
    else:
        _type(files[0], scenario, short)


def _type(path: Path, scenario: str | None, short: bool) -> None:
    """Sheets into a file, until the pile is done or the person leaves."""
    from game.cli.facilitating.sheets import Typing
    from game.cli.prompt.lines import Ended, Left, Lines

    lines = Lines()
    saved, again = "All that you typed is saved. To go on:", f"lastmile survey {as_typed(path)}"
    with kept_without_reader(f"{saved} {again}"), _sheets(path, scenario, short) as (sheets, report):
        if report:
            lines.tell(report)
        try:
            with suppress(Ended, Left):
                Typing(sheets, lines).all()
        finally:
            lines.say(["", *lines.paper.paragraph(saved), lines.paper.line(f"  {again}")])


@contextmanager
def _sheets(path: Path, scenario: str | None, short: bool) -> Iterator[tuple[Sheets, str]]:
    """A record or a survey to type into, and what had to be left out of it."""
    from game.scenario import load
    from game.store.record import Record
    from game.store.surveyfile import SurveyFile, is_survey
    from game.table.survey.instrument import read_instrument

    if path.exists() and (scenario or short):
        raise Refusal(f"{path}: expected a new FILE with --scenario or --short, given one that knows what was asked.")
    if not path.exists():
        asked = read_instrument().of(load(scenario)) if scenario else read_instrument()
        with SurveyFile.create(path, asked.short if short else asked) as new:
            yield new, f"A new survey: {path}"
    elif is_survey(path):
        with SurveyFile.resume(path) as file:
            yield file, file.report
    else:
        with Record.resume(path) as record:
            yield record, record.report


def _tell(files: Sequence[Path], show: bool, folder: Path | None, book: Path | None) -> None:
    """What the files say, and their rows; a file that cannot be read is named, and the others still count."""
    from game.cli.telling.streams import paper_for
    from game.debrief.data import gap_sheets, with_codebook
    from game.debrief.gap_words import of_room, of_table
    from game.debrief.room import room_of
    from game.doors.problems import readable
    from game.doors.tables import write_sheets

    tables: list[Surveyed] = []
    wrong: list[str] = []
    for number, path in enumerate(files, 1):
        try:
            tables.append(_read(path, f"table {number}"))
        except Refusal as refusal:
            wrong.append(refusal.message)
    paper, room = paper_for(), room_of(tables)
    lines: list[str] = []
    for table in tables if show else ():
        lines += paper.heading(table.label.capitalize())
        lines += paper.items(of_table(table) or ["Nothing was ranked by both."])
    if show and len(tables) > 1:
        lines += paper.heading("The room")
        lines += paper.items(of_room(room))
    sheets = with_codebook(gap_sheets(tables)) if folder or book else {}
    written = write_sheets(sheets, folder) if folder else []
    written += write_sheets(sheets, book, "survey") if book else []
    if written:
        lines += ["", *(f"  {visible(str(path))}" for path in written)]
    kept = f"Written: {', '.join(visible(str(path)) for path in written)}."
    with kept_without_reader(kept) if written else nullcontext():
        click.echo("\n".join(paper.finished(lines)), color=True)
    if wrong:
        raise Refusal("\n".join(readable(wrong)))


def _read(path: Path, label: str) -> Surveyed:
    from game.debrief.instrument import Surveyed, surveyed
    from game.store.replay import read_record
    from game.store.surveyfile import is_survey, read_survey

    if is_survey(path):
        found = read_survey(path)
        return Surveyed(label, found.instrument, found.survey)
    record = read_record(path)
    return surveyed(label, record.table, record.head.pair)
