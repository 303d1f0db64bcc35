"""Records of the same two people: an act that brought the rankings of an earlier one along is one pair, not two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from game.debrief.instrument import Surveyed
from game.rules.levers import SEATS
from game.table.survey.survey import Survey

Answer: TypeAlias = tuple[object, ...]


def pairs_of(tables: Sequence[Surveyed]) -> list[int]:
    """For each table the number of the record that its pair ends in: its own, unless a later act brought all along.

    Two records are of one pair when every ranking and rating of the earlier is in the later, and marked as brought
    along there. That ten things are ranked by two others in just the same order is out of the question; sheets that
    were all typed in from paper are told apart all the same.
    """
    given = [_given(one.survey) for one in tables]
    last = list(range(len(tables)))
    for at, own in enumerate(given):
        holders = [other for other, more in enumerate(given) if other != at and _holds(more, own)]
        if holders:
            last[at] = max(holders, key=lambda other: (len(given[other]), other))
    return last


def _holds(later: Mapping[Answer, bool], earlier: Mapping[Answer, bool]) -> bool:
    """Did the later act bring all of the earlier one along?"""
    brought = bool(earlier) and all(later.get(one, False) for one in earlier)
    return brought and (len(earlier) < len(later) or not all(earlier.values()))


def one_each(tables: Sequence[Surveyed]) -> tuple[Surveyed, ...]:
    """The same tables, with each pair's rankings and ratings only in the record that it ends in."""
    last = pairs_of(tables)
    return tuple(one if last[at] == at else replace(one, survey=Survey()) for at, one in enumerate(tables))


def _given(survey: Survey) -> dict[Answer, bool]:
    """Everything ranked and rated, and whether it was brought along."""
    found: dict[Answer, bool] = {}
    for seat in SEATS:
        given = survey.seats[seat]
        found |= {(seat, one.moment, one.whose, *sorted(one.ranks.items())): one.paper for one in given.rankings}
        found |= {(seat, one.moment, one.statement, one.agree, one.others): one.paper for one in given.ratings}
    return found
