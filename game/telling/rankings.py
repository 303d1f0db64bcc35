"""What both seats ranked, beside what each expected of the other, for every front that lays it out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from game.rules.levers import Seat, other
from game.table.survey.moves import Rank
from game.table.survey.surveying import SurveyView

COLUMNS: Final[tuple[tuple[Seat, str], ...]] = (
    ("marketing", "own"), ("distribution", "partner"), ("distribution", "own"), ("marketing", "partner"),
)  # fmt: skip
"""Whose list, and which: a seat's own, and beside it what its partner expected."""


@dataclass(frozen=True)
class SideBySide:
    """The lists of one moment."""

    moment: str  # before, middle or after
    rows: tuple[tuple[str, tuple[int | None, ...]], ...]  # each priority, its rank in each of `COLUMNS`; None = none


def side_by_side(view: SurveyView, seat: Seat) -> SideBySide | None:
    """The latest moment at which both ranked their own; None where there is none.

    Args:
        view: what a seat gave, and what its partner gave once both have opened the debrief.
        seat: whose view it is.
    """
    given = {seat: view.own, other(seat): view.partner}
    for moment in ("after", "middle", "before"):
        lists: list[Rank | None] = []
        for holder, whose in COLUMNS:
            of = given[holder]
            lists.append(of.ranking(moment, whose) if of else None)
        if lists[COLUMNS.index(("marketing", "own"))] and lists[COLUMNS.index(("distribution", "own"))]:
            return SideBySide(
                moment,
                tuple((one.name, tuple(of.ranks[one.key] if of else None for of in lists)) for one in view.priorities),
            )
    return None
