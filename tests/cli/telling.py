"""Seasons to tell: tables that two partners played to the end, and what they sound like."""

from functools import cache

from game.cli.telling import closing, month
from game.cli.telling.paper import Paper
from game.cli.telling.story import Season, season_of
from game.lab.hindsight.review import Review, review
from game.partners import partner_for
from game.rules.levers import Seat
from game.scenario import load
from game.seating.sitting import Sitting
from game.table.seat import Unrecorded
from game.table.structure import structure
from game.table.table import Table
from game.terms import read_glossary

USUAL: dict[Seat, str] = {"marketing": "growth-chaser", "distribution": "cost-hawk"}


@cache
def played(slug: str = "first-day", preset: str = "silo", seed: int = 7) -> tuple[Table, Season]:
    """A season of two partners, and its story."""
    play = Unrecorded(Table.start(load(slug), seed, structure(preset)))
    sitting = Sitting(play, {seat: partner_for(seat, name) for seat, name in USUAL.items()})
    while not sitting.table.over:
        sitting.let_partners_play()
    sitting.let_partners_play()
    return sitting.table, season_of(sitting.table, USUAL)


@cache
def reviewed(slug: str = "first-day", preset: str = "silo", seed: int = 7) -> Review:
    """The same season looked back on; only the shortest with its message, which takes longest."""
    return review(played(slug, preset, seed)[0], with_message=slug == "first-day")


def pages(season: Season, paper: Paper) -> list[list[str]]:
    """Every month as told, and the closing page last."""
    glossary = read_glossary()
    months = season.months
    told = [month.told(paper, story, months[:at], glossary) for at, story in enumerate(months)]
    return [*told, closing.told(paper, season, glossary, reviewed(season.slug, season.structure, season.seed))]
