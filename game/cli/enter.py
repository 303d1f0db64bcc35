"""The command `lastmile enter`: what was decided on paper, typed in as codes and played out."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from game import figures
from game.cli import completing
from game.cli.options import (
    PathWord,
    Word,
    options_given,
    paper_option,
    pdf_option,
    seed_option,
    spoken_option,
    structure_option,
)
from game.doors.streams import kept_without_reader
from game.doors.text import as_typed, visible
from game.refusal import Refusal

if TYPE_CHECKING:
    from game.cli.entering.results import Results
    from game.cli.entering.tables import Begin, PaperTable
    from game.cli.prompt.lines import Lines
    from game.rules.levers import Seat


@click.command()
@click.argument("records", metavar="RECORD...", nargs=-1, required=True, type=PathWord())
@click.option(
    "--sheets",
    type=PathWord(),
    metavar="FILE",
    help="Take the codes from FILE, a block for each table and month, instead of asking; - is what is piped in.",
)
@click.option("--show", is_flag=True, help="Write the months of the RECORDs as codes, and change nothing.")
@click.option("--slip", type=Word(["marketing", "distribution"]),
              help="Show what this seat alone may read of the RECORD's last month, and change nothing.")  # fmt: skip
@spoken_option()
@pdf_option("Print the results too, as PDF: a page for each table and month, with a slip for each seat to cut off.")
@paper_option("The size of the paper for --out.")
@click.option(
    "--scenario",
    shell_complete=completing.scenario,
    metavar="SCENARIO",
    help="Where new tables are played: a slug or a path.",
)
@seed_option("Where chance begins at new tables; 7 by default, the same for the whole room.")
@structure_option("How the two of a new table work together; talk by default.")
def enter(
    records: tuple[Path, ...],
    sheets: Path | None,
    show: bool,
    slip: Seat | None,
    spoken: bool,
    out: Path | None,
    paper: str,
    scenario: str | None,
    seed: int | None,
    structure: str | None,
) -> None:
    """Type in what was decided on paper, and hear the results.

    RECORD is a table's file, one for each table of the room; where there is none yet, a table is begun. The codes are
    those of the decision sheets (`lastmile kit`): P1 22.80 and D1 b below the word marketing, S1 1600 below
    distribution, F1 1600 below both. Nothing is played while a sheet has a mistake, and no month is played twice.
    """
    from game.cli.entering.results import Results
    from game.cli.entering.tables import Begin, PaperTable
    from game.cli.prompt.lines import Lines
    from game.terms import read_glossary

    _refuse_twice(records)
    _refuse_apart(show, slip)
    if show:
        _show(records)
        return
    if slip is not None:
        _slip(records, slip, Lines(spoken=spoken))
        return
    if out is not None:
        from game.doors.writing import check_writable
        from game.printing import check_installed

        check_installed()  # before anything is played, and so is whether the results can be written
        check_writable(out, "the PDF", [*records, *([sheets] if sheets is not None else [])])
    begin, results = Begin(scenario, seed, structure), Results(Lines(spoken=spoken), read_glossary(), out, paper)
    tables: list[PaperTable] = []
    refused: dict[Path, str] = {}
    with ExitStack() as stack:
        for path in records:
            try:
                tables.append(stack.enter_context(PaperTable(path, begin)))
            except Refusal as refusal:
                refused[path] = refusal.message
        if refused and (not tables or sheets is None):
            raise Refusal("\n".join(dict.fromkeys(refused.values())))
        if sheets is not None:
            _from_file(tables, sheets, refused, results)
        else:
            _from_prompts(tables, records, begin, results)


def _refuse_apart(show: bool, slip: Seat | None) -> None:
    """Reading out what is entered, and entering, do not go together: nothing asked for is dropped without a word."""
    given = [f"--{name}" for name in options_given("sheets", "out", "paper", "scenario", "seed", "structure")]
    reads = ["--show"] * show + ["--slip"] * (slip is not None)
    if reads and (len(reads) > 1 or given):
        raise Refusal(
            f"{reads[0]} reads out what was entered before and enters nothing: expected it alone, given "
            f"{figures.listed([*reads[1:], *given])} too. Call the command once for each."
        )


def _refuse_twice(records: Sequence[Path]) -> None:
    known: dict[object, Path] = {}
    for path in records:
        try:
            found = path.stat()
        except (OSError, ValueError):  # there is none yet, or opening it says why
            which: object = path.absolute()
        else:
            which = (found.st_dev, found.st_ino)
        if which in known:
            same = "" if known[which] == path else f": it is the same file as {visible(str(known[which]))}"
            raise Refusal(f"expected each table once, given {visible(str(path))} twice{same}.")
        known[which] = path


def _slip(records: Sequence[Path], seat: Seat, lines: Lines) -> None:
    """The last month of a record, for a seat's own eyes."""
    from game.cli.entering.results import show_slip
    from game.store.replay import read_record
    from game.terms import read_glossary

    if len(records) > 1:
        raise Refusal(f"--slip: expected one table, because no pair reads another's figures; given {len(records)}.")
    show_slip(lines, read_record(records[0]).table, visible(records[0].stem), seat, read_glossary())


def _show(records: Sequence[Path]) -> None:
    """The months of records, as a file of sheets has them."""
    from game.kit.entering import write_month
    from game.store.replay import read_record

    for path in records:
        table = read_record(path).table
        for at in range(len(table.history)):
            click.echo(write_month(table, at, visible(path.stem)))


def _from_file(tables: list[PaperTable], path: Path, refused: dict[Path, str], results: Results) -> None:
    """Play what a file says, and refuse what is wrong with it."""
    from game.cli.entering import stack

    lines, text = results.lines, stack.read_sheets(path)
    with kept_without_reader("What was played is saved. To enter what is left, give the same sheets again."):
        for table in tables:
            if table.report:
                lines.tell(table.report)
        entered = stack.enter(tables, text, results.tell, results.tell_again, refused)
        lines.say(["", *lines.paper.paragraph(_summary(entered.months, entered.again))])
        if entered.months:
            results.tell_slips(next((table for table in tables if table.table.history), tables[0]), prompt=False)
        results.write()
    if entered.problems or refused:
        raise Refusal(stack.report(path, text, entered))


def _summary(months: int, again: int) -> str:
    told = "1 month was entered" if months == 1 else f"{months} months were entered"
    return f"{told} and saved." + (f" {again} had been entered before." if again else "")


def _from_prompts(tables: list[PaperTable], records: tuple[Path, ...], begin: Begin, results: Results) -> None:
    """Ask for the codes of each table in turn."""
    from game.cli.entering.typing import type_in
    from game.cli.prompt.lines import parting

    said = {"scenario": begin.scenario, "seed": begin.seed, "structure": begin.structure}
    words = [*(["--spoken"] if results.lines.paper.spoken else []), *map(as_typed, records)]
    words += [word for name, value in said.items() if value is not None for word in (f"--{name}", as_typed(value))]
    again = f"lastmile enter {' '.join(words)}"  # what is said of new tables is needed until they are begun
    try:
        with parting(results.lines, "All that was played is saved, and so is what you typed. To go on:", again):
            type_in(tables, results)
    finally:
        results.write()
