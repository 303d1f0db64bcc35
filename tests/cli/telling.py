"""Seasons to tell: tables that two partners played to the end, and what they sound like."""

from functools import cache

from game.cli.telling import closing, month
from game.cli.telling.paper import Paper
from game.lab.hindsight.review import Review, review
from game.rules.levers import Seat
from game.scenario import load
from game.seating.session import Session
from game.store.log import MemoryStore
from game.store.record import Record
from game.table.structure import Holder, structure
from game.table.table import Table
from game.telling.story import Season, season_of
from game.terms import read_glossary

USUAL: dict[Seat, str] = {"marketing": "growth-chaser", "distribution": "cost-hawk"}


@cache
def played(slug: str = "first-day", preset: str = "silo", seed: int = 7) -> tuple[Table, Season]:
    """A season of two partners, and its story."""
    holders = {seat: Holder("partner", persona=name) for seat, name in USUAL.items()}
    session = Session(Record.create("a season", load(slug), seed, structure(preset), holders, store=MemoryStore()))
    while session.let_partners_play(to_the_reveal=True):
        pass
    return session.table, season_of(session.table, USUAL)


@cache
def reviewed(slug: str = "first-day", preset: str = "silo", seed: int = 7) -> Review:
    """The same season looked back on; only the shortest with its message, which takes longest."""
    return review(played(slug, preset, seed)[0], with_message=slug == "first-day")


def looked_back(season: Season) -> Review:
    """A season that was played here, looked back on."""
    return reviewed(season.table.scenario.slug, season.table.structure.name, season.table.seed)


def pages(season: Season, paper: Paper, instead: str = "") -> list[list[str]]:
    """Every month as told, and the closing page last, with a word instead of what looking back finds."""
    glossary = read_glossary()
    months = season.months
    told = [month.month_page(paper, story, months[:at], glossary) for at, story in enumerate(months)]
    return [
        *told,
        closing.closing_page(
            paper,
            season,
            glossary,
            instead or looked_back(season),
        ),
    ]
