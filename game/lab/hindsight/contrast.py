"""Two seasons set against each other: what the rules of their structures, their decisions and their luck made of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import permutations, product

from game.figures import several
from game.lab.hindsight.season import PlayedSeason, season_at
from game.refusal import Refusal
from game.table.table import Table


@dataclass(frozen=True)
class Contrast:
    """How the joint value of two seasons differs. Whole cents; `rules + decisions + luck` is the difference, exactly.

    Args:
        first: joint value of the one.
        second: joint value of the other.
        rules: what the structure of the second makes of the same decisions with the same luck.
        decisions: what other decisions made.
        luck: what other luck made.
    """

    first: int
    second: int
    rules: int
    decisions: int
    luck: int


def contrast(first: Table, second: Table) -> Contrast:
    """Two seasons of one place, taken apart.

    Each part is what it adds to those that have changed before it, over all six orders in which the three could
    (Shapley 1953): so none of them is favoured by the order in which they are told.

    Raises:
        Refusal: when the two were not played over the same months of the same scenario.
    """
    tables = (first, second)
    months, places = ([len(table.history) for table in tables], [table.scenario for table in tables])
    if places[0].fingerprint != places[1].fingerprint or months[0] != months[1] or not months[0]:
        raise Refusal(
            "contrast: expected two seasons over the same months of the same scenario, given "
            f"{several(months[0], 'month')} of {places[0].title} and {several(months[1], 'month')} of "
            f"{places[1].title}."
        )
    seasons = (season_at(first), season_at(second))
    worth = {which: int(_mixed(seasons, which).cents.sum()) for which in product((0, 1), repeat=3)}
    added = [0, 0, 0]
    for order in permutations(range(3)):
        now = [0, 0, 0]
        for part in order:
            before = worth[now[0], now[1], now[2]]
            now[part] = 1
            added[part] += worth[now[0], now[1], now[2]] - before
    rules, decisions, luck = (round(sixths / 6) for sixths in added)
    rest = worth[1, 1, 1] - worth[0, 0, 0] - rules - decisions - luck
    return Contrast(worth[0, 0, 0], worth[1, 1, 1], rules, decisions + rest, luck)


def _mixed(seasons: tuple[PlayedSeason, PlayedSeason], which: tuple[int, ...]) -> PlayedSeason:
    """A season under the rules of one, with the decisions of one, under the luck of one."""
    rules, decisions, luck = (seasons[at] for at in which)
    return replace(rules, course=decisions.course, leads=decisions.leads, seed=luck.seed)
