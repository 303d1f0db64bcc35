"""Why a figure is what it is, for one seat: the factors it may see, and the partner's side in one sum."""

from __future__ import annotations

from dataclasses import replace
from difflib import get_close_matches
from math import fsum, prod
from typing import TYPE_CHECKING, Final

from game.refusal import Refusal
from game.rules.explain import Explanation, Factor, askable, explain
from game.rules.levers import Seat, other
from game.rules.world import DATA, VOICE
from game.table.figures import SEEN

if TYPE_CHECKING:
    from game.table.month import Month
    from game.table.table import Table

MARKETING: Final = frozenset(
    {"orders", "leads", "conversion", "satisfaction", "goodwill", "equity", "otif", "joint-value",
     "scorecard-marketing", "budget-marketing"}
)  # fmt: skip
DISTRIBUTION: Final = frozenset(
    {"orders", "arrived", "stock", "fill-rate", "service", "backlog", "unmet", "lost", "work", "capacity",
     "utilisation", "complexity", "fatigue", "days", "on-time", "otif", "damage", "stock-worth", "joint-value",
     "cost-per-unit", "scorecard-distribution", "budget-distribution"}
)  # fmt: skip
"""Kinds of figure that each seat has on its own dashboard, or that everybody saw at the reveal."""

OPEN: Final = frozenset({"joint-value", "on-time", "work", "utilisation", "complexity", "capacity", "fatigue"})
"""Figures whose factors are all the seat's own, or public."""


def askable_by(table: Table, seat: Seat, round_: int) -> list[tuple[str, str]]:
    """The figures of a past month that a seat may ask about: key and title.

    Raises:
        Refusal: when that month has not been played.
    """
    month = _month(table, round_)
    asked = askable(table.world, month.outcome)
    return asked if _shares(month) else [(key, title) for key, title in asked if _own(table, seat, key)]


def why(table: Table, seat: Seat, round_: int, what: str) -> Explanation:
    """One figure of a past month taken apart for a seat.

    Where data is not shared, what the partner moved is one factor without a word about how.

    Raises:
        Refusal: when the month has not been played, or the figure is not one that this seat may ask about.
    """
    month = _month(table, round_)
    known = [key for key, _ in askable_by(table, seat, round_)]
    if what not in known:
        near = get_close_matches(what, known, n=1)
        hint = f" Did you mean '{near[0]}'?" if near else ""
        raise Refusal(f"expected a figure that {seat} can see: {what!r}.{hint}")
    whole = explain(table.world, month.before, month.plans, month.outcome, what)
    return whole if _shares(month) or what.partition(".")[0] in OPEN else _seen_by(whole, seat, what, month)


def _month(table: Table, round_: int) -> Month:
    if not 1 <= round_ <= len(table.history):
        played = f"1 to {len(table.history)}" if table.history else "none yet"
        raise Refusal(f"expected a month that has been played ({played}): {round_}")
    return table.history[round_ - 1]


def _shares(month: Month) -> bool:
    return bool(month.before.initiatives[0, DATA])


def _own(table: Table, seat: Seat, key: str) -> bool:
    kind, _, rest = key.partition(".")
    if kind == "money":
        return (rest, seat) in SEEN
    if kind == "otif" and rest:
        return seat == "distribution"
    return kind in (MARKETING if seat == "marketing" else DISTRIBUTION)


def _seen_by(whole: Explanation, seat: Seat, what: str, month: Month) -> Explanation:
    """The explanation with everything that is not this seat's to see in one factor."""
    voiced = bool(month.outcome.sale.initiatives[0, VOICE])
    hidden = [factor for factor in whole.factors[1:] if _hidden(factor, seat, what.partition(".")[0], voiced)]
    if not hidden or whole.how == "note":
        return whole
    values = [factor.value for factor in hidden]
    value, unit = (prod(values), "factor") if whole.how == "multiply" else (fsum(values), whole.unit)
    partner = other(seat)
    name = (
        f"What {partner} and the month brought"
        if any(f.who != partner for f in hidden)
        else f"{partner.capitalize()}'s side"
    )
    beyond = Factor(name, value, unit, partner, "Your own figures do not show how. Ask your partner.")
    at = whole.factors.index(hidden[0])
    kept = [factor for factor in whole.factors if factor not in hidden]
    return replace(whole, factors=(*kept[:at], beyond, *kept[at:]))


def _hidden(factor: Factor, seat: Seat, kind: str, voiced: bool) -> bool:
    if factor.who == other(seat):
        return True
    if factor.who != "joint":
        return False
    if kind == "orders":
        return seat == "distribution"
    if kind == "satisfaction":
        return not voiced and factor.name != "Old disappointments"
    return kind == "otif" and seat == "marketing" and factor.name != "On time"
