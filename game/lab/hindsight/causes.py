"""Why another answer to a month would have been better: its money by what it would have moved, and a cause in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from types import MappingProxyType
from typing import Final

from game import figures
from game.judging.months import SHOWN
from game.lab.hindsight.season import PlayedSeason
from game.rules.arrays import Floats, over_products, total
from game.rules.explain.shape import Factor
from game.rules.money import LINES
from game.rules.month import Outcome
from game.table.seen.figures import mean

MOST: Final = 5
"""Lines of money that a why names; the others are one."""

CENT: Final = 0.005
"""Currency units of which nothing is left on paper."""

EQUITY: Final = "Change in customer equity"
STOCK_WORTH: Final = "Change in what the stock is worth"
LATER: Final = "The months after the season"

MOVED: Final = 0.03
"""Share in time, or of the units, by which a month must differ for that to be why."""


@dataclass(frozen=True)
class ComparedMonth:
    """A month as it was, at 0, and with an answer, at `at`."""

    outcome: Outcome
    after: Floats  # how much more the months after it bring, in cents
    at: int

    def moved(self, cents: Floats) -> float:
        """By how much money would have moved, in currency units."""
        return float(cents[self.at] - cents[0]) / 100.0

    @property
    def ordered(self) -> tuple[float, float]:
        """Units that customers ordered."""
        return self._two(total(self.outcome.demand.units))

    @property
    def shipped(self) -> tuple[float, float]:
        """Units that left the floor."""
        return self._two(total(self.outcome.floor.shipped))

    @property
    def on_time(self) -> tuple[float, float]:
        """Share of those that came within its promise."""
        return self._mean(self.outcome.last_mile.on_time, self.outcome.floor.shipped)

    @property
    def satisfaction(self) -> tuple[float, float]:
        """Customers' satisfaction after the month, of 100."""
        return self._mean(self.outcome.customers.satisfaction, self.outcome.filled.wanted)

    def _two(self, cells: Floats) -> tuple[float, float]:
        return float(cells[0]), float(cells[self.at])

    def _mean(self, cells: Floats, units: Floats) -> tuple[float, float]:
        weights = over_products(units)
        was, might = (mean(cells[at], weights[at]) for at in (0, self.at))
        return was, might


def parts_of(season: PlayedSeason, round_: int, side: ComparedMonth) -> Iterator[Factor]:
    """The money by what it would have moved, in the month and after it."""
    money, groups = side.outcome.money, dict.fromkeys((line.group for line in LINES), 0.0)
    for at, line in enumerate(LINES):
        groups[line.group] += side.moved(money.lines[:, at])
    large = [name for name, moved in groups.items() if abs(moved) >= SHOWN]
    shown = sorted(large, key=lambda name: -abs(groups[name]))[:MOST]
    for name, moved in groups.items():
        if name in shown:
            yield _factor(name, moved, _said(name, moved, side))
    rest = fsum(moved for name, moved in groups.items() if name not in shown)
    if abs(rest) >= CENT:
        yield _factor("All other lines", rest, "The small ones.")
    was, might = map(figures.units, side.satisfaction)
    felt = f"Satisfaction would have stood at {might}, not {was}." if was != might else "Customers and their goodwill."
    ends = (
        (EQUITY, money.equity, felt),
        (STOCK_WORTH, money.stock, "What is left on the shelves."),
        (LATER, money.later, "What the season leaves behind."),
        (_after(season, round_), side.after, "What the month leaves behind, with the months after as they followed."),
    )
    for name, cents, says in ends:
        if abs(side.moved(cents)) >= CENT:
            yield _factor(name, side.moved(cents), says)


def _factor(name: str, moved: float, says: str) -> Factor:
    return Factor(name, moved, "money", "world", says)


def _after(season: PlayedSeason, round_: int) -> str:
    months = season.scenario.months
    return f"{months[round_ + 1]} to {months[-1]}" if round_ + 2 < len(months) else months[-1]


def _said(name: str, moved: float, side: ComparedMonth) -> str:
    if name == "Revenue":
        (ordered, would_order), (shipped, would_ship) = side.ordered, side.shipped
        return (
            f"Customers would have ordered {figures.units(would_order)} units, not {figures.units(ordered)}, and "
            f"{figures.units(would_ship)} would have been shipped, not {figures.units(shipped)}."
        )
    return "Less would have gone here." if moved > 0.0 else "More would have gone here."


def cause_of(side: ComparedMonth, parts: Sequence[Factor]) -> str:
    """Why it would have been better, in a sentence: what a customer would have noticed, else the money."""
    (kept, would_keep), (shipped, would_ship) = side.on_time, side.shipped
    if would_keep - kept >= MOVED:
        return f"{figures.share(would_keep)} would have come in time, not {figures.share(kept)}."
    if would_ship - shipped >= MOVED * shipped:
        return f"{figures.units(would_ship)} units would have been shipped, not {figures.units(shipped)}."
    largest = max(parts, key=lambda part: part.value).name
    if largest in _COMES:
        return f"Most of it {_COMES[largest]}."
    costs = any(line.group == largest for line in LINES)
    return f"Most of it is saved on {largest[0].lower()}{largest[1:]}." if costs else f"Most of it comes in {largest}."


_COMES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "Revenue": "is revenue",
        "All other lines": "is in many small lines",
        EQUITY: "is customers who come back",
        STOCK_WORTH: "is what is left on the shelves",
        LATER: "comes in the months after the season",
    }
)
