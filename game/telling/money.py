"""The month's money as a small table: what moved most, the rest in one line, and what it comes to."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from game import figures
from game.judging.months import SHOWN
from game.telling.notable import Past
from game.telling.story import MonthStory

GROUPS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "Revenue": ("revenue", "clearance"),
        "Discounts": ("discounts",),
        "Cost of goods": ("cost-of-goods",),
        "Freight in": ("inbound-freight",),
        "Freight out": ("outbound-freight", "carrier-contract"),
        "Booking fees": ("booking",),
        "Crew": ("regular-crew", "extra-shift", "temps"),
        "Packaging": ("packaging",),
        "Stock and site": ("holding", "site"),
        "Damage and returns": ("damage", "returns"),
        "Retailer fines": ("retailer-fines",),
        "Advertising": ("brand-advertising", "performance-advertising", "customer-research"),
        "Promotion fees": ("promotion-fees", "listing-fees"),
        "Launches and new markets": ("launches", "market-entries"),
        "Initiatives": ("initiatives",),
        "Added capacity": ("capacity",),
        "Overhead": ("overhead",),
    }
)
"""The money lines as a table shows them."""

RESULTS: Final = 4
"""Rows at the end of the table that say what the lines come to."""

MOVED = 4
"""Lines shown after the first month; the others are one."""


def table(story: MonthStory, past: Past) -> list[tuple[str, ...]]:
    """The month's money, last of it the four results; after a first month with a head, and by what moved most."""
    sign = story.currency
    sums = grouped(story.lines)
    if not past:
        shown = [(name, total) for name, total in sums.items() if abs(total) >= SHOWN]
        return [(name, figures.money(amount, sign)) for name, amount in (*shown, *results(story))]
    before = grouped(past[-1].lines)
    moved = sorted(sums, key=lambda name: -abs(sums[name] - before[name]))[:MOVED]
    names = [name for name in sums if name in moved and abs(sums[name] - before[name]) >= SHOWN]
    rest, rest_before = (sum(total for name, total in of.items() if name not in names) for of in (sums, before))
    rows = [(name, sums[name], before[name]) for name in names]
    rows.append(("All other lines", rest, rest_before))
    was = dict(results(past[-1]))
    rows += [(name, amount, was[name]) for name, amount in results(story)]
    return [("", story.month, past[-1].month, "moved"), *(_row(*row, sign) for row in rows)]


def grouped(lines: Mapping[str, float]) -> dict[str, float]:
    """Money lines added up into the lines of the table."""
    return {name: sum(lines[key] for key in keys) for name, keys in GROUPS.items()}


def results(story: MonthStory) -> list[tuple[str, float]]:
    """What the lines come to."""
    shared = story.shared
    return [
        ("Contribution margin", shared.margin),
        ("Change in customer equity", shared.equity),
        ("Change in worth of stock", shared.stock),
        ("Joint value", shared.joint),
    ]


def _row(name: str, now: float, before: float, sign: str) -> tuple[str, ...]:
    return name, figures.money(now, sign), figures.money(before, sign), figures.change_of_money(now - before, sign)
