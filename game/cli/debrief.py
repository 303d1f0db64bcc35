"""The command `lastmile debrief`: from records to questions and reports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from game.cli.options import PathWord, Whole, spoken_option
from game.doors.text import visible

if TYPE_CHECKING:
    from game.debrief.debriefing import Collected, Debriefed
    from game.debrief.examining import Findings
    from game.debrief.prompts.shape import Prompt
    from game.lab.workers import Workers

FORMATS = ("pdf", "html", "md", "csv", "xlsx")


@click.command()
@click.argument("records", nargs=-1, required=True, metavar="RECORD...", type=PathWord())
@click.option("--minutes", type=Whole(8, 240), default=45, show_default=True, metavar="N",
              help="How long the debrief may take: 8 to 240.")  # fmt: skip
@click.option("--out", type=PathWord(), metavar="DIR",
              help="Write reports there, for each table and for the room. Without it and the formats below: read it "
              "here.")  # fmt: skip
@click.option("--pdf", is_flag=True, help="Write PDF, tagged, to print.")
@click.option("--html", is_flag=True, help="Write pages for a browser, each complete in one file.")
@click.option("--md", is_flag=True, help="Write Markdown.")
@click.option("--csv", is_flag=True, help="Write the figures, with a codebook of every column.")
@click.option("--xlsx", is_flag=True, help="Write the same as one workbook, which opens alike in any country's office.")
@click.option("--prompts", type=PathWord(), metavar="DIR",
              help="Choose among your own questions too: a folder of TOML files "
              "(facilitator/prompts/README.md).")  # fmt: skip
@click.option("--names", is_flag=True, help="Say who held the seats. Without it reports know tables and seats only.")
@spoken_option()
@click.pass_context
def debrief(
    ctx: click.Context, records: tuple[Path, ...], minutes: int, out: Path | None, pdf: bool, html: bool, md: bool,
    csv: bool, xlsx: bool, prompts: Path | None, names: bool, spoken: bool,
) -> None:  # fmt: skip
    """Look back on tables: questions and reports.

    What happened, from the tables' own records; the questions that fit it and the time there is; reports.

    RECORD is the record of a table, or a folder of them. Several tables make a room: each table gets a report of its
    own, and the room one that names and ranks nobody. No format chosen means all that can be written here.
    """
    from game.debrief.debriefing import collect
    from game.debrief.lookback import workers_for
    from game.debrief.prompts.choosing import prompts_with

    known = prompts_with(prompts)
    wanted = frozenset(name for name, on in zip(FORMATS, (pdf, html, md, csv, xlsx), strict=True) if on)
    gathered = collect(records)
    for problem in gathered.problems:
        click.echo(visible(problem, allowed="\n"), err=True)
    if gathered.problems and gathered.found:
        click.echo(f"The other {_tables(len(gathered.found))} will be debriefed.\n", err=True)
    if gathered.found:
        done: list[Findings] = []
        with workers_for(len(gathered.found)) as workers:
            debriefed = _debriefed(gathered, known, minutes, names, done, workers)
            if out is None and not wanted:
                _read_here(debriefed, spoken)
            else:
                _write(ctx, gathered, debriefed, done, wanted, out or Path("debrief"), workers)
    elif gathered.surveys:
        click.echo("Surveys alone hold no months to look back on: `lastmile survey FILE --show` reads them.", err=True)
    if gathered.asked or not gathered.found:
        ctx.exit(2)


def _read_here(debriefed: Iterator[Debriefed], spoken: bool) -> None:
    """Print it, a table at a time."""
    from game.cli.telling import reported
    from game.cli.telling.streams import paper_for

    paper = paper_for(spoken=spoken)
    for one in debriefed:
        click.echo("\n".join(paper.finished(reported.report_page(paper, one.report))), color=True)


def _write(
    ctx: click.Context, gathered: Collected, debriefed: Iterator[Debriefed], done: list[Findings],
    wanted: frozenset[str], out: Path, workers: Workers,
) -> None:  # fmt: skip
    """Write the reports and the figures, and say where they are."""
    from game.debrief.debriefing import OURS, figures_of, labels_of, written
    from game.doors.folders import owned_folder
    from game.doors.streams import kept_without_reader

    formats = _formats(wanted)
    paths: list[Path] = []
    with owned_folder(out, OURS, lambda left: click.echo(left, err=True), "the reports") as aside:
        for some, note in written(debriefed, formats, aside, workers):
            paths += some
            if note:
                click.echo(visible(note, allowed="\n"), err=True)
        paths += figures_of(done, gathered.surveys, aside, formats)
    # Nothing is printed before all is written: whoever reads the output may leave early.
    if len(gathered.found) > 1:
        for (label, _), one in zip(labels_of(gathered.found), gathered.found, strict=True):
            click.echo(f"{label}: {visible(str(one.path))}", err=True)
    with kept_without_reader(f"All reports are written in {visible(str(out))}."):
        for path in paths:
            click.echo(visible(str(out / path.name)))
    if "pdf" in wanted and "pdf" not in formats:
        ctx.exit(2)


def _formats(wanted: frozenset[str]) -> frozenset[str]:
    """The formats that are wanted and can be written here; what is missing for the others is said."""
    from game.debrief.report.publishing import can_draw
    from game.doors.tables import can_book
    from game.printing import can_print

    formats = wanted or frozenset(FORMATS) - ({"xlsx"} if not can_book() else set())
    if "pdf" in formats and not (can_print() and can_draw()):
        click.echo(
            "No PDF: to print reports and to draw their charts, install what does it with this line:\n"
            "  pip install 'lastmile-game[print,report]'",
            err=True,
        )
        return formats - {"pdf"}
    if "html" in formats and not can_draw():
        click.echo("No charts: to draw them, install\n  pip install 'lastmile-game[report]'", err=True)
    return formats


def _debriefed(
    gathered: Collected, prompts: Sequence[Prompt], minutes: int, names: bool, done: list[Findings], workers: Workers
) -> Iterator[Debriefed]:
    """Each table when it is asked for, then the room where there is one; what was found at the tables joins `done`."""
    from game.debrief.debriefing import labels_of, pairs, room, table
    from game.debrief.examining import count_pairs
    from game.debrief.lookback import look_back

    seasons = look_back(gathered.found, workers)
    for (label, act), one, looked in zip(labels_of(gathered.found), gathered.found, seasons, strict=True):
        debriefed = table(one.replay, label, prompts, minutes, names, act, looked)
        if debriefed.findings:
            done.append(debriefed.findings)
        yield debriefed
    yield from pairs(done)
    if count_pairs(done) + len(gathered.surveys) > 1:
        yield room(done, prompts, minutes, gathered.surveys)


def _tables(count: int) -> str:
    return "table" if count == 1 else f"{count} tables"
