"""The command `lastmile demo`: two partners play a whole season, told month by month."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from game.cli.options import record_option, seed_option, structure_option

if TYPE_CHECKING:
    from game.cli.telling.story import MonthStory
    from game.rules.levers import Seat
    from game.scenario import Scenario
    from game.seating.sitting import Sitting
    from game.table.seat import Play
    from game.table.structure import Structure


@click.command()
@click.argument("scenario", default="cold-brew")
@seed_option("Where chance begins: the same seed brings the same luck.", 7)
@click.option(
    "--marketing",
    metavar="PERSONA",
    default="growth-chaser",
    show_default=True,
    help="Who plays marketing: growth-chaser, brand-guardian, deal-maker or bridge-builder.",
)
@click.option(
    "--distribution",
    metavar="PERSONA",
    default="cost-hawk",
    show_default=True,
    help="Who plays distribution: steady-hand, cost-hawk, firefighter or bridge-builder.",
)
@structure_option(default="silo")
@record_option("Keep a record of the table in a new FILE.")
@click.option("--json", "as_json", is_flag=True, help="Give the whole season to a program (docs/demo-json.md).")
def demo(
    scenario: str, seed: int, marketing: str, distribution: str, structure: str, record: Path | None, as_json: bool
) -> None:
    """Watch two partners play a whole season.

    SCENARIO is a slug from `lastmile scenario list`, or the path of a scenario of your own. Each month is told with
    its news, both plans and their reasons, what customers were promised and what they got, the money, the clashes,
    and the ledger: what each seat did to the result alone, and what the two did together.
    """
    from game.partners import partner_for
    from game.scenario import load
    from game.seating.sitting import Sitting
    from game.table.structure import structure as preset

    place, chosen = load(scenario), preset(structure)
    names: dict[Seat, str] = {"marketing": marketing, "distribution": distribution}
    partners = {seat: partner_for(seat, name) for seat, name in names.items()}
    with _table(place, seed, chosen, names, record) as play:
        sitting = Sitting(play, partners)
        if as_json:
            _document(place, sitting, names)
        else:
            _told(place, sitting, names)
        if record is not None:
            click.echo(f"The record of this table: {record}", err=as_json)


@contextmanager
def _table(
    scenario: Scenario, seed: int, structure: Structure, names: Mapping[Seat, str], path: Path | None
) -> Iterator[Play]:
    """A table in play, on record when there is a path to keep it at."""
    from game.store.record import Record
    from game.table.holders import Holder
    from game.table.seat import Unrecorded
    from game.table.table import Table

    if path is None:
        yield Unrecorded(Table.start(scenario, seed, structure))
        return
    seats = {seat: Holder("partner", persona=name) for seat, name in names.items()}
    with Record.create(path, scenario, seed, structure, seats) as record:
        yield record


def _told(scenario: Scenario, sitting: Sitting, names: Mapping[Seat, str]) -> None:
    """Print the season while it is played: the title page, a month at a time, the closing page."""
    from game.cli.telling import closing, month, opening
    from game.cli.telling.paper import paper_for
    from game.cli.telling.story import season_of, story_of
    from game.lab.hindsight.review import review
    from game.partners import personas
    from game.terms import read_glossary

    paper, glossary = paper_for(), read_glossary()
    called = {seat: name.replace("-", " ") for seat, name in names.items()}
    seats = {seat: (f"the {called[seat]}", personas(seat)[name]) for seat, name in names.items()}
    table = sitting.table
    _print(opening.told(paper, scenario, table.seed, table.structure.name, seats))
    past: list[MonthStory] = []
    while not sitting.table.over:
        sitting.let_partners_play()
        if past:
            past[-1] = story_of(sitting.table, len(past) - 1, called)  # with the lines kept since
        story = story_of(sitting.table, len(past), called)
        _print(month.told(paper, story, past, glossary))
        past.append(story)
    sitting.let_partners_play()
    _print(closing.told(paper, season_of(sitting.table, called), glossary, review(sitting.table)))


def _document(scenario: Scenario, sitting: Sitting, names: Mapping[Seat, str]) -> None:
    """Print the season as one JSON document."""
    import json

    from game.cli.telling.document import document
    from game.cli.telling.story import season_of
    from game.lab.hindsight.review import review

    while not sitting.table.over:
        sitting.let_partners_play()
    sitting.let_partners_play()
    season = season_of(sitting.table, names)
    click.echo(json.dumps(document(season, scenario, review(sitting.table)), ensure_ascii=False, indent=1))


def _print(lines: list[str]) -> None:
    """A page at a time, so that a reader can begin while the next month is played."""
    click.echo("\n".join(lines), color=True)
