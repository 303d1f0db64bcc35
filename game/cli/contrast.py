"""`lastmile lab contrast`: what made the difference between two seasons."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from game.cli.options import PathWord
from game.doors.text import cells, to_right

if TYPE_CHECKING:
    from game.lab.hindsight.contrast import Contrast
    from game.table.table import Table


@click.command()
@click.argument("first", metavar="FIRST", type=PathWord())
@click.argument("second", metavar="SECOND", type=PathWord())
@click.option("--json", "as_json", is_flag=True, help="Give everything to a program.")
def contrast(first: Path, second: Path, as_json: bool) -> None:
    """Split what lies between two seasons: how the two work together, decisions, luck.

    FIRST and SECOND are records of tables that played the same months of the same scenario: two acts of one pair, a
    season and its swap, two tables of a room.
    """
    import dataclasses
    import json

    from game.lab.hindsight.contrast import contrast as found_between
    from game.store.replay import read_record

    one, other = (read_record(path).table for path in (first, second))
    found = found_between(one, other)
    if as_json:
        told = {"scenario": one.scenario.slug, "months": len(one.history)}
        told |= {key: cents / 100 for key, cents in dataclasses.asdict(found).items()}
        click.echo(json.dumps(told, indent=2))
    else:
        click.echo("\n".join(_lines(one, other, found)))


def _lines(one: Table, other: Table, found: Contrast) -> list[str]:
    """The two seasons and the three parts between them, which add up as they are written."""
    from game import figures

    sign = one.scenario.currency
    difference = figures.whole(found.second / 100) - figures.whole(found.first / 100)
    parts = figures.apportioned(difference, [cents / 100 for cents in (found.rules, found.decisions, found.luck)])
    seasons = [f"{table.structure.name}, seed {table.seed}" for table in (one, other)]
    alike = one.structure == other.structure
    rows = [
        ("First season", figures.money(found.first / 100, sign), seasons[0]),
        ("Second season", figures.money(found.second / 100, sign), seasons[1]),
        ("Difference", figures.change_of_money(difference, sign), ""),
    ]
    says = (
        "the same" if alike else "how the two work together, with the same decisions",
        "what was decided otherwise",
        "the same" if one.seed == other.seed else "another seed",
    )
    for name, part, word in zip(("structure", "decisions", "luck"), parts, says, strict=True):
        rows.append((f"  {name}", figures.change_of_money(part, sign), word))
    wide = max(cells(row[1]) for row in rows)
    return [
        f"{one.scenario.title}, {figures.several(len(one.history), 'month')}",
        *(f"  {name:<15}{to_right(amount, wide)}  {word}".rstrip() for name, amount, word in rows),
        "Each part is what it adds to those that changed before it, over all orders in which",
        "the three could (Shapley).",
    ]
