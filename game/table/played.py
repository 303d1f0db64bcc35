"""What one seat did in a season that was played: its own moves, and nothing of the other seat's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game.rules.levers import Plan, Seat
from game.table.month import Month
from game.table.moves import Predict


@dataclass(frozen=True)
class Played:
    """What a seat did in one month: what it planned and could spend, asked, put forward, wanted and predicted."""

    plan: Plan
    budget: float
    asked: tuple[str, ...]
    proposed: tuple[tuple[Plan, str], ...]  # settings and reason
    wanted: tuple[Plan, ...]  # settings that it proposed or signed
    predicted: Predict | None


def season_of(history: Sequence[Month], seat: Seat) -> dict[int, Played]:
    """What a seat did, by round.

    Args:
        history: the months of the season.
        seat: whose moves to take.
    """
    return {month.round: _played(month, seat) for month in history}


def _played(month: Month, seat: Seat) -> Played:
    own = [one for one in month.proposals if one.by == seat]
    signed = [one.settings for one in month.signed if one.by != seat]
    read = next((one for one in month.readings if one.seat == seat), None)
    return Played(
        plan=month.commits[seat].plan,
        budget=month.dashboards[seat].budget,
        asked=tuple(one.card for one in month.asked if one.by == seat),
        proposed=tuple((one.settings, one.why) for one in own if one.status != "withdrawn"),
        wanted=(*(one.settings for one in own), *signed),
        predicted=Predict(seat, read.constraint, read.lever, read.expects, read.confidence) if read else None,
    )
