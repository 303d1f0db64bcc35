"""The command `lastmile demo`: two partners play a whole season, told month by month."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from game.cli import completing
from game.cli.options import record_option, seed_option, spoken_option, structure_option
from game.doors.text import visible

if TYPE_CHECKING:
    from game.rules.levers import Seat
    from game.seating.session import Session
    from game.telling.story import MonthStory


@click.command()
@click.argument("scenario", default="cold-brew", shell_complete=completing.scenario)
@seed_option("Where chance begins: the same seed brings the same luck.", 7)
@click.option(
    "--marketing",
    shell_complete=completing.persona,
    metavar="PERSONA",
    default="growth-chaser",
    show_default=True,
    help="Who plays marketing: growth-chaser, brand-guardian, deal-maker or bridge-builder.",
)
@click.option(
    "--distribution",
    shell_complete=completing.persona,
    metavar="PERSONA",
    default="cost-hawk",
    show_default=True,
    help="Who plays distribution: steady-hand, cost-hawk, firefighter or bridge-builder.",
)
@structure_option(default="silo")
@record_option("Keep a record of the table in a new FILE.")
@spoken_option()
@click.option("--json", "as_json", is_flag=True, help="Give the whole season to a program (docs/demo-json.md).")
def demo(
    scenario: str, seed: int, marketing: str, distribution: str, structure: str, record: Path | None, spoken: bool,
    as_json: bool,
) -> None:  # fmt: skip
    """Watch two partners play a whole season.

    SCENARIO is a slug from `lastmile scenario list`, or the path of a scenario of your own. Each month is told with
    its news, both plans and their reasons, what customers were promised and what they got, the money, the clashes,
    and what would have fit better: each seat's best other answer to the other, and the best of both at once.
    """
    from game.partners import partner_for
    from game.scenario import load
    from game.seating.session import Session
    from game.store.log import MemoryStore
    from game.store.record import Record
    from game.table.structure import Holder
    from game.table.structure import structure as preset

    place, chosen = load(scenario), preset(structure)
    names: dict[Seat, str] = {"marketing": marketing, "distribution": distribution}
    for seat, name in names.items():
        partner_for(seat, name)  # a name that nobody has is refused before a file is made
    holders = {seat: Holder("partner", persona=name) for seat, name in names.items()}
    store = None if record else MemoryStore()
    begun = Record.create(record or place.slug, place, seed, chosen, holders, store=store)
    with Session(begun) as session, _recorded_whole(session, record):
        if as_json:
            _document(session, names)
        else:
            _told(session, spoken)
        if record is not None:
            click.echo(f"The record of this table: {visible(str(record))}", err=as_json)


@contextmanager
def _recorded_whole(session: Session, record: Path | None) -> Iterator[None]:
    """The telling of a season: where its reader leaves, the record that was asked for is played to its end."""
    if record is None:
        yield
        return
    from game.doors.streams import kept_without_reader

    with kept_without_reader(f"The record of the whole season: {visible(str(record))}"):
        try:
            yield
        except BrokenPipeError:
            _play_out(session)
            raise


def _play_out(session: Session) -> None:
    while session.let_partners_play(to_the_reveal=True):
        pass


def _told(session: Session, spoken: bool) -> None:
    """Print the season while it is played: the title page, a month at a time, the closing page."""
    from game.cli.prompt.season import closing_page, names_of, title
    from game.cli.telling import month
    from game.cli.telling.streams import paper_for
    from game.telling.story import story_of
    from game.terms import read_glossary

    paper, glossary, called = paper_for(spoken=spoken), read_glossary(), names_of(session)

    def tell(lines: list[str]) -> None:
        # A page at a time, so that a reader can begin while the next month is played.
        click.echo("\n".join(paper.finished(lines)), color=True)

    tell(title(paper, session))
    past: list[MonthStory] = []
    while session.let_partners_play(to_the_reveal=True):
        if past:
            past[-1] = story_of(session.table, len(past) - 1, called)  # with the lines kept since
        story = story_of(session.table, len(past), called)
        tell(month.month_page(paper, story, past, glossary))
        past.append(story)
    tell(closing_page(paper, session, glossary))


def _document(session: Session, names: Mapping[Seat, str]) -> None:
    """Print the season as one JSON document."""
    import json

    from game.cli.telling.document import document
    from game.telling.story import season_of

    _play_out(session)
    season = season_of(session.table, names)
    click.echo(json.dumps(document(season, session.review()), ensure_ascii=False, indent=1))
