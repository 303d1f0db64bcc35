"""A season looked back on, in figures and plain sentences: alignment, what would have fit better, turning points.

One call for whoever tells it: the closing page, the full-screen game, the debrief. Nothing here is searched for; all
of it is the season played again with the same luck, in a second or so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from game.lab.bench import Bench, known
from game.lab.hindsight.band import Band, bands_of
from game.lab.hindsight.bounds import Alignment, Beside, Bounds
from game.lab.hindsight.chronicle import chronicle
from game.lab.hindsight.fit import Fit, fit_of_season
from game.lab.hindsight.message import pressing, weighed
from game.lab.hindsight.remarks import NextStep, Remark, of_swing, of_worth
from game.lab.hindsight.season import PlayedSeason, Swing, season_at, swings, turning_points, well_chosen
from game.refusal import Refusal
from game.rules.levers import Lead
from game.table.table import Table

POINTS: Final = 4
"""Turning points of a review."""

EACH: Final = 2
"""Turning points that are one seat's, while there are others."""

TRIED: Final = 3
"""Messages that are worked out: those about which most was missing."""


@dataclass(frozen=True)
class Review:
    """What there is to say of a season, for both seats: figures and sentences, and nothing that leads to the table."""

    currency: str  # the sign of its money
    months: tuple[str, ...]  # the names of the scenario's months
    value: float  # its joint value so far, currency units
    alignment: Alignment | None  # 0 = silo play, 100 = the best plan known; None = there is no yardstick, see `without`
    beside: Beside | None  # the months beside both plans; None as above
    luck: int | None  # what luck took from the best plan itself, in whole cents, below 0 = it gave; None as above
    without: str  # why there is no yardstick, and which command makes one; "" when there is
    # the decisions that another value would have changed most for the better, largest first
    turning_points: tuple[Remark, ...]
    # the decision whose usual value would have cost most; none when nothing was changed for the better
    well_chosen: tuple[Remark, ...]
    message: Remark | None  # what being told a month earlier would have been worth; None when nothing went untold
    fit: Fit  # what would have fit better over the season
    # the next steps up, each upon those before it, often of both at once; they add up to the largest line of the fit
    steps: tuple[NextStep, ...] = ()
    bands: tuple[Band, ...] = ()  # where the season could still end after each month; none without a yardstick
    story: tuple[str, ...] = ()  # the season in a few sentences of its own facts
    note: str = ""  # what to bear in mind about the yardstick, in a sentence; "" = nothing


def review(
    table: Table, with_message: bool = True, yardstick: tuple[Bench | None, str] | None = None,
    season: PlayedSeason | None = None,
) -> Review:  # fmt: skip
    """Look back on the season of a table; one that is over, to its end or before, is measured by a yardstick.

    Args:
        table: with at least one month played.
        with_message: whether to work out what a message was worth, which takes longest.
        yardstick: what `known` says of the scenario, for whoever looks back on many of its tables.
        season: the one that it played, for whoever has it.

    Raises:
        Refusal: when no month has been played.
    """
    if not table.history:
        raise Refusal("There is nothing to look back on yet: no month of this table has been played.")
    season = season or season_at(table)
    bounds, without = _bounds(table, season, yardstick)
    every = swings(season)
    points = turning_points(season, every)
    fit, steps = fit_of_season(season, points)
    told = weighed(season, pressing(season)[:TRIED]) if with_message else []
    dearest = max(told, key=lambda one: one.cents, default=None)
    return Review(
        currency=table.scenario.currency,
        months=tuple(table.scenario.months),
        value=table.joint_value,
        alignment=bounds.alignment if bounds else None,
        beside=bounds.beside if bounds else None,
        luck=bounds.luck if bounds else None,
        without=without,
        turning_points=tuple(of_swing(season, swing) for swing in mixed(points)),
        well_chosen=tuple(of_swing(season, swing) for swing in well_chosen(season, every)[:1]),
        message=of_worth(season, dearest) if dearest else None,
        fit=fit,
        steps=steps,
        bands=bands_of(table, bounds.bench, season) if bounds else (),
        story=chronicle(table),
        note=_note(table) if bounds else "",
    )


def _bounds(
    table: Table, season: PlayedSeason, yardstick: tuple[Bench | None, str] | None
) -> tuple[Bounds | None, str]:
    """The two plans that the season is measured against; or none, and a sentence that says why."""
    if not table.over:
        return None, "The season is not over: alignment is told at its end."
    bench, without = yardstick or known(table.scenario)
    if bench is None:
        return None, without
    bounds = Bounds(bench, season)
    if bounds.usual_gap <= 0.0:
        return None, (
            f"The season ended after {_of(table)}. In so few the best plan known earns no more than silo play, as it "
            "invests first."
        )
    return bounds, ""


def _note(table: Table) -> str:
    """What to bear in mind where the two plans were made for another season than this one."""
    notes = []
    if table.ended is not None:
        notes.append(
            f"The season ended after {_of(table)}: it is measured against the same months of silo play and of the best "
            "plan known, which looks ahead to the last month."
        )
    if table.scenario.origin is not None:
        notes.append("News was brought in: silo play and the best plan known meet it too, and were made without it.")
    return " ".join(notes)


def _of(table: Table) -> str:
    return f"{table.months} of {table.scenario.rounds} months"


def mixed(points: Sequence[Swing], most: int = POINTS) -> list[Swing]:
    """The largest turning points, each lever once, and of no lead more than two while others have any."""
    kept: list[Swing] = []
    for swing in points:
        fresh = all(swing.lever != other.lever for other in kept)
        if fresh and len(kept) < most and _led(kept, swing.lead) < EACH:
            kept.append(swing)
    for swing in points:
        if len(kept) < most and all(swing.key != other.key for other in kept):
            kept.append(swing)
    return sorted(kept, key=lambda swing: -swing.cents)


def _led(swings: Sequence[Swing], lead: Lead) -> int:
    return sum(swing.lead == lead for swing in swings)
