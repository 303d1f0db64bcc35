"""Answers to "why?" for one seat, and what it is told of its partner's figures and plan, and why there are none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from game.doors.text import quoted
from game.figures import apportioned, in_currency
from game.refusal import Refusal
from game.rules.explain import Explanation, askable, explain
from game.rules.levers import SEATS, Seat, Value, other
from game.rules.world import DATA, INITIATIVES, VOICE
from game.scenario import Scenario
from game.scenario.sheets import INITIATIVE_NAMES
from game.table.month import Month
from game.table.seen.dashboards import per_product
from game.table.seen.figures import SEEN, grid
from game.table.seen.observation import Observation
from game.table.structure import Structure
from game.table.table import Table

OWN: Final[Mapping[str, Seat]] = MappingProxyType(
    {
        **dict.fromkeys(
            ("orders", "leads", "conversion", "goodwill", "satisfaction", "equity", "scorecard-marketing",
             "budget-marketing"),
            "marketing",
        ),
        **dict.fromkeys(
            ("arrived", "stock", "fill-rate", "service", "backlog", "unmet", "lost", "work", "capacity", "utilisation",
             "complexity", "fatigue", "days", "on-time", "otif", "damage", "stock-worth", "cost-per-unit",
             "scorecard-distribution", "budget-distribution"),
            "distribution",
        ),
    }
)  # fmt: skip
"""Whose dashboard each kind of figure is on; money lines are as `game.table.seen.figures.SEEN` says."""

EVERYBODYS: Final = frozenset({"joint-value"})
"""Figures that the reveal shows with all that they are made of."""

VOICED: Final = "satisfaction"
"""What lies behind this is known only with one voice of the customer, or where all data is shared."""


@dataclass(frozen=True)
class Why:
    """A figure that a seat may ask about."""

    key: str
    title: str


def whys_of(table: Table, seat: Seat, round_: int) -> tuple[Why, ...]:
    """What a seat may ask about a month.

    Raises:
        Refusal: when that month has not been played.
    """
    month = _month(table, round_)
    return tuple(
        Why(key, title)
        for key, title in askable(month.world, month.outcome)
        if not _withheld(month, seat, key)
    )  # fmt: skip


def why(table: Table, seat: Seat, round_: int, key: str) -> Explanation:
    """One figure of a month taken apart, for a seat that may know.

    Raises:
        Refusal: when that month has not been played or has no such figure, or it is not this seat's to know.
    """
    month = _month(table, round_)
    withheld = _withheld(month, seat, key)
    if withheld:
        raise Refusal(withheld)
    try:
        return explained(month, key, table.scenario.currency)
    except KeyError:
        raise Refusal(f"expected a figure of month {round_} that can be asked about: {quoted(key)}") from None


def explained(month: Month, key: str, currency: str) -> Explanation:
    """One figure of a month taken apart; what is booked, or counted by the piece, is the figure that everybody reads.

    Args:
        month: as it was played.
        key: the figure's.
        currency: that its sentences name prices in.

    Raises:
        KeyError: when this month has no such figure.
    """
    answer = explain(month.world, month.before, month.plans, month.outcome, key)
    told = tuple(replace(factor, says=in_currency(factor.says, currency)) for factor in answer.factors)
    answer = replace(answer, factors=told)
    kind, _, item = key.partition(".")
    booked = month.money.get(item) if kind == "money" else getattr(month.shared, _BOOKED.get(kind, ""), None)
    if booked is not None:
        factors = answer.factors
        if answer.how == "add":
            parts = apportioned(booked, [factor.value for factor in factors])
            factors = tuple(replace(factor, value=part) for factor, part in zip(factors, parts, strict=True))
        return replace(answer, figure=booked, factors=factors)
    if kind == "orders" and item in month.world.products.keys:
        return _counted(answer, per_product(grid(month.world, month.outcome.demand.units))[item])
    return answer


def _counted(answer: Explanation, figure: float) -> Explanation:
    """A product that is counted by the piece; what that moved, less than a piece, is of its last factor."""
    *most, last = answer.factors
    moved = figure / answer.figure if answer.figure else 1.0
    return replace(answer, figure=figure, factors=(*most, replace(last, value=last.value * moved)))


_BOOKED: Final[Mapping[str, str]] = MappingProxyType(
    {"margin": "margin", "equity": "equity", "stock-worth": "stock", "joint-value": "joint"}
)
"""Figures of the books by the field of what everybody sees."""


def _month(table: Table, round_: int) -> Month:
    if not 1 <= round_ <= len(table.history):
        played = f"a month from 1 to {len(table.history)}" if table.history else "a month that was played (none yet)"
        raise Refusal(f"expected {played}, given {round_}.")
    return table.history[round_ - 1]


def _withheld(month: Month, seat: Seat, key: str) -> str:
    """Why a seat may not know what is behind a figure; "" = it may."""
    kind, _, item = key.partition(".")
    if kind in EVERYBODYS or bool(month.outcome.sale.initiatives[0, DATA]):
        return ""
    if kind == VOICED and seat == "marketing" and not bool(month.outcome.sale.initiatives[0, VOICE]):
        return (
            "What moved satisfaction is spread over many complaints that nobody has sorted. One voice of the customer, "
            "an initiative that both sign, sorts them by cause."
        )
    viewers = {viewer for line, viewer in SEEN if line == item} if kind == "money" else _viewers(kind)
    if seat in viewers:
        return ""
    if viewers:
        return (
            f"This figure is on {other(seat)}'s dashboard, not on yours. Ask your partner, or agree to share all data."
        )
    return "This figure is on neither dashboard. Shared data shows it to both."


def _viewers(kind: str) -> set[Seat]:
    return {seat for seat in SEATS if OWN.get(kind) == seat}


SHARING: Final = f"initiative.{INITIATIVES[DATA]}"
"""Key of the setting that opens both seats' figures to each other."""

_NAME: Final = INITIATIVE_NAMES[INITIATIVES[DATA]]
_SHOWS: Final = "shows each seat the other's figures and plan"


@dataclass(frozen=True)
class PartnersPlan:
    """The partner's plan as far as this seat knows it."""

    title: str  # whose it is, and of which month
    values: Mapping[str, Value]
    before: Mapping[str, Value]  # what changed settings stood at
    rest: str  # how what has not changed stands
    awaited: str  # why it is not this month's; "" = it is


def partners_plan(seen: Observation) -> PartnersPlan | None:
    """The partner's plan of this month once that may be seen, else what it played last; None = data is not shared."""
    shared, partner = seen.partner, other(seen.seat)
    if shared is None:
        return None
    rest = "as usual" if seen.round == 1 else "as last month"
    whose = f"{partner.capitalize()}'s plan"
    if shared.plan is not None:
        return PartnersPlan(f"{whose}, this month", shared.plan, shared.last_plan, rest, "")
    read = f"you have read {partner} and it has committed" if seen.at == "read" else f"{partner} has committed it"
    return PartnersPlan(
        f"{whose}, {'as usual' if seen.round == 1 else 'last month'}",
        shared.last_plan,
        shared.last_plan,
        rest,
        f"This month's shows here once {read}.",
    )


def why_apart(seen: Observation) -> str:
    """Why a seat does not see its partner's figures, and what would open them."""
    own = "Your partner's figures are its own at this table."
    if any(setting.key == SHARING and setting.current is True for setting in seen.joint):
        return f"Your partner's figures are its own this month. {_NAME} {_SHOWS} from next month."
    for sheet, where in (
        (seen.joint, "Ask for them; or agree: {}, an initiative that both sign,"),
        (seen.sheet, "{}, an initiative on your own sheet,"),
        (seen.partner_sheet, "{}, an initiative that your partner decides on,"),
    ):
        if any(setting.key == SHARING for setting in sheet):
            return f"{own} {where.format(_NAME)} {_SHOWS}."
    if seen.structure.talk == "none":
        return f"{own} Nobody signs anything here, so they stay so."
    return f"{own} Ask for them."


def hides_band(scenario: Scenario, chosen: Structure) -> bool:
    """Is it kept from the pair, while the season lasts, where it can still end? By the dial, or by the scenario."""
    return chosen.band == "hidden" or chosen.name in scenario.hide_band
