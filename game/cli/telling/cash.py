"""The month's money as a small table: what moved most, the rest in one line, and what it comes to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from game import figures
from game.cli.telling.notable import Past
from game.cli.telling.paper import Paper
from game.cli.telling.story import MonthStory

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
MOVED = 4
"""Lines shown after the first month; the others are one."""


def told(paper: Paper, story: MonthStory, past: Past) -> list[str]:
    """The table, after a first month by what moved most."""
    sign = story.currency
    sums = grouped(story.lines)
    if not past:
        rows: list[Sequence[str]] = [
            (name, figures.money(total, sign)) for name, total in sums.items() if abs(total) >= 0.5
        ]
        rows += [(name, figures.money(amount, sign)) for name, amount in results(story)]
        return [*paper.heading("The money"), *_ruled(paper, rows, 4)]
    before = grouped(past[-1].lines)
    moved = sorted(sums, key=lambda name: -abs(sums[name] - before[name]))[:MOVED]
    shown = [name for name in sums if name in moved and abs(sums[name] - before[name]) >= 0.5]
    rest = sum(total for name, total in sums.items() if name not in shown)
    rest_before = sum(total for name, total in before.items() if name not in shown)
    rows = [("", story.month, past[-1].month, "moved")]
    rows += [_row(name, sums[name], before[name], sign) for name in shown]
    rows.append(_row("All other lines", rest, rest_before, sign))
    was = dict(results(past[-1]))
    rows += [_row(name, amount, was[name], sign) for name, amount in results(story)]
    return [*paper.heading("The money"), *_ruled(paper, rows, 4, head=True)]


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


def _ruled(paper: Paper, rows: Sequence[Sequence[str]], results_: int, head: bool = False) -> list[str]:
    """The rows as a table with a line above the results."""
    lines = paper.table(rows, head=head)
    at = len(lines) - results_
    across = paper.line("  " + "─" * (max(len(row) for row in lines[1:] or lines) - 2), "quiet")
    return [*lines[:at], across, *lines[at:-1], paper.styled(lines[-1], "strong")]
