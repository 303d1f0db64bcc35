"""One table laid open for its debrief: its months row by row, its review by the lab, and what could not be said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import fsum
from types import MappingProxyType
from typing import Annotated, Final, TypeAlias

from game.debrief.evidence import PlaceWords
from game.debrief.typed import FORECAST, TypedForecast, typed_at
from game.figures import whole
from game.judging.months import Meeting, meeting
from game.lab.bench import Bench
from game.lab.hindsight.fit import Fit, fits_of
from game.lab.hindsight.review import Review, review
from game.lab.hindsight.season import season_at
from game.refusal import Refusal
from game.rules.arrays import over_markets, total
from game.rules.clashes import CLASHES
from game.rules.levers import SEATS, Seat
from game.store.head import Head
from game.table.month import InPlay, Month
from game.table.seen.outlook import outlook
from game.table.table import Table


@dataclass(frozen=True)
class MonthRow:
    """One month. Money in currency units, shares 0-1, satisfaction 0-100; rounds count from 1.

    A figure that is written as a column says with its type what it means, and what it counts.
    """

    round: Annotated[int, ("number of the month in the season, from 1", "count")]
    month: Annotated[str, ("its name", "")]
    promise: Annotated[float, ("days that customers were told", "days")]
    days: Annotated[float, ("days that it took, mean over what was shipped", "days")]
    on_time: Annotated[float, ("share of what was shipped that came within its promise", "0 to 1")]
    otif: Annotated[float, ("share of what was wanted that came on time, in full and whole", "0 to 1")]
    satisfaction: Annotated[float, ("customers' satisfaction after the month", "0 to 100")]
    ordered: Annotated[float, ("units that customers ordered", "units")]
    shipped: Annotated[float, ("units that left the floor", "units")]
    wanted: Annotated[float, ("units that were wanted: ordered, or still waiting from the month before", "units")]
    short: Annotated[float, ("units of those wanted for which there was no stock", "units")]
    waiting: Annotated[float, ("units that the floor had no hours for", "units")]
    held: Annotated[float, ("units in stock after the month", "units")]
    utilisation: Annotated[float, ("work over hours; above 1 = more work than hours", "share")]
    fatigue: Annotated[float, ("how tired the crew was after the month", "0 to 1")]
    joint: Annotated[float, ("joint value: margin, customer equity, worth of stock and the months after", "money")]
    margin: Annotated[float, ("contribution margin", "money")]
    equity: Annotated[float, ("change in customer equity", "money")]
    stock: Annotated[float, ("change in what stock is worth", "money")]
    later: Annotated[float, ("what the months after the season bring, in its last month", "money")]
    fit_marketing: Annotated[float, ("what marketing's best other answer to the month would have added", "money")]
    fit_distribution: Annotated[float, ("what distribution's best other answer would have added", "money")]
    fit_both: Annotated[float, ("what the best of both at once would have added", "money")]
    expected: Mapping[Seat, float]  # units that each seat's own panel reckoned with for its plan
    signed: Annotated[float | None, ("units that both signed as a forecast; empty = none", "units")]
    signed_ordered: Annotated[float, ("units that customers ordered of the same products", "units")]
    deals: Annotated[int, ("products on a promotion", "count")]
    deadlocks: Annotated[int, ("matters that stayed open for want of a signature", "count")]
    asked: Mapping[Seat, int]
    answered: Annotated[int, ("question cards that were answered", "count")]
    clashes: tuple[str, ...]  # keys of those that showed
    meeting: Meeting  # how the two plans met

    @property
    def overdue(self) -> float:
        """Days by which the mean order came after the promise; below 0 = before it."""
        return self.days - self.promise


def rows_of(table: Table, fits: Sequence[Fit]) -> tuple[MonthRow, ...]:
    """A row for each month that was played at a table; what would have fit better in each."""
    return tuple(_row(table, at, fit) for at, fit in enumerate(fits))


_SHOWN: Final = (
    "round", "promise", "days", "on_time", "otif", "satisfaction", "ordered", "shipped", "joint", "margin", "equity",
    "stock", "later", "deadlocks",
)  # fmt: skip
"""What everybody saw at the reveal."""


def _row(table: Table, at: int, fit: Fit) -> MonthRow:
    month = table.history[at]
    seen, outcome = month.shared, month.outcome
    signed, ordered = _signed(table, month)
    shown = {name: getattr(seen, name) for name in _SHOWN}
    return MonthRow(
        **shown,
        fit_marketing=fit.money("marketing"),
        fit_distribution=fit.money("distribution"),
        fit_both=fit.money("joint"),
        month=table.scenario.months[at],
        wanted=float(total(outcome.filled.wanted)[0]),
        short=float(total(outcome.filled.short)[0]),
        waiting=float(total(outcome.floor.waiting)[0]),
        held=float(month.state.stock[0].sum()),
        utilisation=float(outcome.floor.utilisation[0]),
        fatigue=float(outcome.floor.fatigue[0]),
        expected=MappingProxyType({seat: _expected(table, at, seat) for seat in SEATS}),
        signed=signed,
        signed_ordered=ordered,
        deals=int((outcome.sale.promotion[0] > 0).sum()),
        asked=MappingProxyType({seat: sum(one.by == seat for one in month.asked) for seat in SEATS}),
        answered=sum(one.answer is not None for one in month.asked),
        clashes=tuple(key for key, shown in zip(CLASHES, outcome.clashes.any[0].tolist(), strict=True) if shown),
        meeting=meeting(seen),
    )


def _expected(table: Table, at: int, seat: Seat) -> float:
    """Units that a seat's own planning panel showed for the plan that it committed."""
    month = table.history[at]
    before = table.history[at - 1].values if at else table.scenario.sheet.defaults()
    then = replace(
        table,
        state=month.before,
        round=month.round,
        leads=month.leads,
        values=MappingProxyType(dict(before)),
        play_now=InPlay(proposals=month.proposals, commits=month.commits),
        history=table.history[:at],
        ended=None,
    )
    found = outlook(then, seat, month.commits[seat].plan)["ordered"]
    assert isinstance(found, float)
    return found


def _signed(table: Table, month: Month) -> tuple[float | None, float]:
    """The forecast that both signed and what customers ordered of the same products."""
    keys = table.world.products.keys
    ordered = over_markets(month.outcome.demand.units)[0]
    agreed: dict[str, float] = {}
    for proposal in month.signed:
        for key, value in proposal.settings.items():
            if key.startswith(FORECAST) and not isinstance(value, str) and value > 0:
                agreed[key.removeprefix(FORECAST)] = float(value)
    if not agreed:
        return None, 0.0
    return fsum(agreed.values()), fsum(ordered[keys.index(key)] for key in agreed)


Yardstick: TypeAlias = tuple[Bench | None, str]
"""The two plans that seasons of a scenario are measured against, or why there are none."""


@dataclass(frozen=True, eq=False)
class Case:
    """One table laid open."""

    label: str  # how reports call it: "Table 3"
    table: Table  # as it was left
    head: Head | None  # of its record; None for a table that was never recorded
    words: PlaceWords  # of its scenario
    rows: tuple[MonthRow, ...]  # its months
    fits: tuple[Fit, ...]  # what would have fit better in each, the months after as they were played
    review: Review  # the season looked back on
    notes: tuple[str, ...] = ()  # what could not be worked out, and why
    act: int = 0  # which act of its pair; 0 = no pair that is looked at with it played more than one
    typed: tuple[TypedForecast, ...] = ()  # the forecasts that people typed

    @property
    def pair(self) -> str:
        """Whose it is; "" = the record does not say."""
        return self.head.pair if self.head else ""

    def item(self, key: str) -> str:
        """What a product is called."""
        products = self.table.world.products
        return products.names[products.keys.index(key)]

    @property
    def finished(self) -> bool:
        """Was the season played to its end?"""
        return self.table.over and self.table.ended is None

    def programmed(self, seat: Seat) -> list[int]:
        """The rounds in which a program held a seat."""
        return [month.round for month in self.table.history if not month.by_person(seat)]

    def held(self, seat: Seat) -> str:
        """Who held a seat, and in which months where that changed: "a person", "a partner in April, else a person"."""
        rounds = self.programmed(seat)
        if not rounds:
            return "a person"
        if len(rounds) == len(self.rows):
            return "a partner"
        return f"a partner in {self.words.months(rounds, len(self.rows))}, else a person"

    @property
    def joint(self) -> float:
        """The joint value of the months played, in whole currency units: what the months as booked add up to."""
        return float(whole(self.review.value))

    @property
    def scale(self) -> float:
        """What an amount of this season is large or small against, in currency units."""
        line = self.review.alignment
        return max(1.0, abs(self.joint), line.best if line else 0.0)


@dataclass(frozen=True)
class Replayed:
    """What a season played again with its own luck says of it: all of a case that takes long to work out.

    Figures and sentences, and nothing that leads to the table: one process can hand it to another.
    """

    review: Review
    fits: tuple[Fit, ...]  # of each month


def replayed(table: Table, with_message: bool = True, yardstick: Yardstick | None = None) -> Replayed:
    """A season looked back on; the arguments are those of `lay_open`."""
    season = season_at(table)
    return Replayed(review(table, with_message, yardstick, season), fits_of(table, season))


def lay_open(
    table: Table, head: Head | None = None, label: str = "This table", report: str = "", with_message: bool = True,
    yardstick: Yardstick | None = None, act: int = 0, known: Replayed | None = None,
) -> Case:  # fmt: skip
    """Take a table apart.

    Args:
        table: with at least one month played.
        head: of its record.
        label: how reports call it.
        report: what its record had to leave out, in a sentence.
        with_message: whether to work out what a message was worth, which takes longest.
        yardstick: what `known` says of the scenario, for whoever debriefs many of its tables.
        act: which act of its pair it is; 0 where that does not matter.
        known: what `replayed` says of the table, where that has been worked out.

    Raises:
        Refusal: when no month was played.
    """
    if not table.history:
        raise Refusal(f"{label}: no month was played yet, so there is nothing to look back on.")
    known = known or replayed(table, with_message, yardstick)
    found, fits = known.review, known.fits
    notes = [report] if report else []
    if not table.over:
        played, rounds = len(table.history), table.scenario.rounds
        notes.append(
            f"{played} of {rounds} months were played. The best plan known looks ahead to the last month, so this "
            "season is compared with none."
        )
    elif found.note:
        notes.append(found.note)
    elif found.without:
        # A report is handed round, and a path of this machine may name somebody.
        folder = str(table.scenario.path.parent) if table.scenario.path else "FOLDER"
        why = found.without.replace(folder, "FOLDER")
        where = " FOLDER is the scenario's own." if "FOLDER" in why else ""
        notes.append(f"This season is compared with no best plan. {why}{'' if why.endswith('.') else '.'}{where}")
    return Case(
        label,
        table,
        head,
        PlaceWords(table.scenario),
        rows_of(table, fits),
        fits,
        found,
        tuple(notes),
        act,
        typed_at(table),
    )
