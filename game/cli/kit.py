"""The command `lastmile kit`: a scenario as sheets and cards to print."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import click

from game.cli import completing
from game.cli.options import PathWord, Whole, paper_option, pdf_option, seed_option, structure_option
from game.doors.text import visible

MOST_TABLES = 60
MOST_BYTES = 64 * 1024 * 1024
OURS = b"/Author(Last Mile)"
"""What a PDF says of who made it, set in `facilitator/kit/page.typ`."""


@click.command()
@click.argument("scenario", default="cold-brew", shell_complete=completing.scenario)
@pdf_option("Where the PDF goes; by default SCENARIO-kit.pdf in this folder.")
@paper_option("The size of the paper.")
@click.option("--only", metavar="PART,...", help="Print these parts alone: mat, briefs, sheets, slips and so on.")
@structure_option("How the tables work together; it decides what is on whose sheet.", "talk")
@seed_option("Where chance begins, as the tables will be entered.", 7)
@click.option("--tables", type=Whole(1, MOST_TABLES), metavar="N", default=1, show_default=True,
              help="How many table tents.")  # fmt: skip
@click.option("--run", "run", metavar="RUN", shell_complete=completing.run,
              help="Print each act of a run of show, as its tables play it: a PDF for each.")  # fmt: skip
@click.option("--short", is_flag=True, help="Ranking slips of the short form, for sessions of ninety minutes and less.")
@click.option("--templates", type=PathWord(exists=True, file_okay=False), metavar="DIR",
              help="Your own copy of facilitator/kit, with the layout as you like it.")  # fmt: skip
@click.pass_context
def kit(
    ctx: click.Context, scenario: str, out: Path | None, paper: str, only: str | None, structure: str, seed: int,
    tables: int, run: str | None, short: bool, templates: Path | None,
) -> None:  # fmt: skip
    """Print a scenario, to play on paper.

    SCENARIO is a slug from `lastmile scenario list`, or the path of a scenario of your own. The PDF holds, in this
    order: mat, briefs, sheets, planning, slips, events, initiatives, questions, words, scoreboard, observer, rankings,
    debrief, tents and codes. One terminal then serves the room: `lastmile enter` takes what was written on the sheets.

    Printing needs the extra `print`: pip install 'lastmile-game[print]'
    """
    from game.kit.contents import PARTS, Choice, contents, parse_parts
    from game.printing import check_installed

    parts = tuple(PARTS) if only is None else parse_parts(only)
    check_installed()
    from game.content import facilitator_folder
    from game.doors.streams import kept_without_reader
    from game.doors.writing import check_writable, write
    from game.figures import several
    from game.printing import printed
    from game.scenario import load
    from game.table.structure import structure as preset

    if run is not None:
        _acts(ctx, run, paper, only, tables, templates)
        return
    place = load(scenario)
    path = out or Path(f"{place.slug}-kit.pdf")
    if out is None:
        _check_kit(path)
    check_writable(path, "the PDF")
    chosen = preset(structure)
    choice = Choice(parts, paper.lower(), chosen, seed, tables, short)
    made = printed(contents(place, choice), (templates or facilitator_folder() / "kit") / "kit.typ", "kit")
    write(path, made.data, "the PDF")
    if made.missing:
        click.echo(f"No font here has {' '.join(made.missing)}: a box stands for each of these signs.", err=True)
    with kept_without_reader(f"The kit is written: {visible(str(path))}"):
        click.echo(f"{place.title} to print, {several(made.pages, 'page')}: {visible(str(path))}")
    if only is None:
        click.echo("\n".join(print_plan(place.rounds, tables, made.pages, chosen.talk != "none")))


def _acts(
    ctx: click.Context, name: str, paper: str, only: str | None, tables: int, templates: Path | None
) -> None:  # fmt: skip
    """A kit for each act of a run of show, in the structure and with the seed of its tables."""
    from game.workshop.run_of_show import run_named

    run = run_named(name)
    for step in run.steps:
        if step.table is None or step.table.guided:
            continue
        table = run.placed(step.table)
        out = Path(f"{run.name}-{step.key}-kit.pdf")
        ctx.invoke(
            kit, scenario=table.scenario, out=out, paper=paper, only=only, structure=table.structure, seed=table.seed,
            tables=tables, run=None, short=table.short, templates=templates,
        )  # fmt: skip


def print_plan(months: int, tables: int, pages: int, talks: bool) -> list[str]:
    """How often what is printed for so many tables, and who gets it."""
    joint = f", and {months} that both sign" if talks else ""
    per_table = f"mat, briefs, {2 * months} decision sheets{joint}, planning and prediction slips, scoreboard, rankings"
    copies, many = ("once", "1 table") if tables == 1 else (f"{tables} times", f"{tables} tables")
    return [
        f"To print for {many}: all {pages} pages {copies}, on one side of the paper; tents and codes once.",
        f"  each table gets: {per_table}",
        "  each table keeps closed: event cards, until their month; initiative and question cards lie open",
        "  once for the room: codes for whoever types, observer's sheets, debrief's worksheet, a tent a table",
        "  beside it: scissors for cards and slips, a pencil for each person, one laptop",
    ]


def _check_kit(path: Path) -> None:
    """Nobody has named this path: what stands there is replaced only where it is a PDF of ours itself.

    Raises:
        Refusal: when it is something else.
    """
    from game.doors.files import read_bytes
    from game.refusal import Refusal

    if not os.path.lexists(path):
        return
    with suppress(Refusal):
        if not path.is_symlink() and OURS in read_bytes(path, "the PDF", MOST_BYTES):
            return
    raise Refusal(
        f"{visible(str(path))} is there already, and no kit that was printed with the game's own layout. Move it away, "
        "or name a file: --out FILE"
    )
