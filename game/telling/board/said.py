"""Figures of the board as they are written, whoever's board it is."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType
from typing import Final

from game.figures import arrow, decimal, points, several, units
from game.figures import value as written
from game.rules.levers import Value
from game.table.seen.dashboards import MarketingMonth, repeat_and_new, total
from game.table.seen.observation import SharedMonth
from game.telling.board.pieces import FOG, Figure, State

NO_DEAL: Final = "none"
WORK: Final = MappingProxyType({"processing": "orders in {}", "temps": "{} temps", "extra-shift": "shift + {}"})
"""Levers that say how the floor works, in the words of the board."""


def days_said(days: float, state: State = "known") -> Figure:
    """A promise as it is told: `5`, `5.5`."""
    return Figure(decimal(days).removesuffix(".0"), state, days)


def deals_told(of: Sequence[str]) -> str:
    """The promotions that run, in a word or two: `none`, `feature`, `2 deals`."""
    running = [one.replace("-", " ") for one in of if one != NO_DEAL]
    if not running:
        return "none"
    return running[0] if len(running) == 1 else f"{len(running)} deals"


def working(lever: str, at: Value) -> str:
    """How the floor works, by a lever of `WORK` and what it is set to."""
    if lever == "temps" and isinstance(at, float | int):
        return several(at, "temp")
    return WORK[lever].format(written(at, "share" if lever == "extra-shift" else "", "", tight=True))


def way(now: float, before: float) -> str:
    """Up or down, as a sign; "" = neither."""
    return "" if now == before else "▲" if now > before else "▼"


def tight(change: str) -> str:
    """A change without its space; nothing of none."""
    return "" if change == "=" else change.replace(" ", "")


def moved_by(change: str) -> str:
    """A change of orders: nothing is said of none."""
    return "" if change == "=" else change


def points_lost(months: Sequence[MarketingMonth]) -> Figure:
    """What complaints cost in the last of these months, points of satisfaction."""
    return Figure(decimal(months[-1].complaints), "known", months[-1].complaints) if months else FOG


def came_back(months: Sequence[MarketingMonth]) -> Figure:
    """Of 100 orders of the last of these months, those of customers who came back."""
    if not months or not total(months[-1].orders):
        return FOG
    came, new = repeat_and_new(months[-1].orders, months[-1].repeat)
    amount = 100.0 * came / (came + new) if came + new else 0.0
    return Figure(units(amount), "known", amount)


def satisfied(last: SharedMonth | None, before: SharedMonth | None) -> Figure:
    """Satisfaction of all customers, beside the month before."""
    if last is None:
        return FOG
    change = "" if before is None else tight(arrow(last.satisfaction, before.satisfaction))
    return Figure(points(last.satisfaction), "known", last.satisfaction, change)
