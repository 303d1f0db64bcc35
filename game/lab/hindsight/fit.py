"""What would have fit better, in words: the best other answer of each seat to the other, and of both at once.

Of a month by `answering`, of a season by the ladder: so many steps up with one seat's settings, or with both seats'.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from types import MappingProxyType
from typing import Final

from game import figures
from game.judging.levers import WORDS
from game.judging.months import SHOWN
from game.lab.encoding import STOCK
from game.lab.hindsight.answering import LEADS, AnsweredMonth, OtherValues, Weighed
from game.lab.hindsight.remarks import NextStep, amount, done_in, of_step, phrase
from game.lab.hindsight.rungs import StepUp, next_steps
from game.lab.hindsight.season import PlayedSeason, calendar_fixed, season_at
from game.rules.arrays import Floats, over_products, total
from game.rules.explain.shape import Explanation, Factor
from game.rules.levers import SEATS, Lead
from game.rules.money import LINE_KEYS, LINES
from game.rules.month import Outcome
from game.table.seen.figures import mean
from game.table.table import Table

TOLD: Final = 0.005
"""Share of the month's revenue from which another answer is worth a line."""

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
class FitLine:
    """One better answer.

    Args:
        lead: whose; "joint" = of both at once.
        cents: what it would have added, whole.
        would: what they would have done, after "would have": "promised 7 days, not 5.5 days".
        cause: why it would have been better, as a sentence.
        why: the money taken apart; its factors add up to it.
        keys: of the settings that it changes.
    """

    lead: Lead
    cents: int
    would: str
    cause: str
    why: Explanation
    keys: tuple[str, ...]

    @property
    def money(self) -> float:
        """What it would have added, in whole currency units."""
        return float(figures.whole(self.cents / 100.0))

    @property
    def who(self) -> str:
        """Who answers, as a label."""
        return "Both at once" if self.lead == "joint" else f"{self.lead.capitalize()}'s answer"


@dataclass(frozen=True)
class Fit:
    """What would have fit better in a month or a season: three lines at most.

    Args:
        about: the name of the month; "" = the season.
        currency: the sign of its money.
        lines: of marketing, of distribution, of both at once, where there is one that is better.
    """

    about: str
    currency: str
    lines: tuple[FitLine, ...]

    def of(self, lead: Lead) -> FitLine | None:
        """The line of a seat, or of both at once."""
        return next((line for line in self.lines if line.lead == lead), None)

    def money(self, lead: Lead) -> float:
        """What a better answer would have added, in whole currency units; 0 = there is none.

        Both at once are never less than the better of the two answers.
        """
        line = self.of(lead)
        if line is None and lead == "joint":
            return max((line.money for line in self.lines), default=0.0)
        return line.money if line else 0.0


def fit_at(table: Table, months: int) -> Fit:
    """What would have fit better in a month that a table played, as it looked when so many had been played."""
    season, ended = season_at(table, months), table.over and months == table.months
    return fit_of_month(season, months - 1, goes_on=not ended)


def fits_of(table: Table) -> tuple[Fit, ...]:
    """What would have fit better in each month that a table played, with the months after as they were played."""
    season = season_at(table)
    return tuple(fit_of_month(season, round_, goes_on=not table.over) for round_ in range(season.rounds))


def fit_of_month(season: PlayedSeason, round_: int, goes_on: bool) -> Fit:
    """What would have fit better in a month, counted from 0; do months follow that have not been played?"""
    month = AnsweredMonth(season, round_, goes_on)
    best = month.best()
    found = [(lead, best[lead]) for lead in LEADS if lead in best]
    outcome, after = month.outcomes([weighed.answer for _, weighed in found])
    least = TOLD * float(outcome.money.lines[0, LINE_KEYS.index("revenue")])
    lines = tuple(
        _line(season, round_, lead, weighed, _Beside(outcome, after, at))
        for at, (lead, weighed) in enumerate(found, start=1)
        if weighed.cents >= least
    )
    return Fit(season.scenario.months[round_], season.scenario.currency, lines)


_WHOSE: Final[Mapping[Lead, str]] = MappingProxyType(
    {
        "marketing": "Marketing's better answer",
        "distribution": "Distribution's better answer",
        "joint": "Both at once",
    }
)


@dataclass(frozen=True)
class _Beside:
    """A month as it was, at 0, and with an answer, at `at`."""

    outcome: Outcome
    after: Floats  # what the months after it bring, in cents
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


def _line(season: PlayedSeason, round_: int, lead: Lead, weighed: Weighed, side: _Beside) -> FitLine:
    month, settings = season.scenario.months[round_], season.stage.code.settings
    would = figures.listed([_would(season, round_, one) for one in weighed.answer])
    parts = tuple(_parts(season, round_, side))
    why = Explanation(f"{_WHOSE[lead]}, {month}", weighed.cents / 100.0, "money", "add", parts)
    keys = tuple(settings[row].key for one in weighed.answer for row in one.rows)
    return FitLine(lead, weighed.cents, would, _cause(side, parts), why, keys)


def _would(season: PlayedSeason, round_: int, one: OtherValues) -> str:
    """What somebody would have done, after "would have"."""
    scenario, code = season.scenario, season.stage.code
    setting = code.settings[one.rows[0]]
    if one.factor:
        more = f"{figures.share(abs(one.factor - 1.0))} {'more' if one.factor > 1.0 else 'less'}"
        return f"ordered {more} of everything" if setting.lever.id == STOCK else f"asked {more} for everything"
    was = code.value(setting, float(season.course.values[round_, one.rows[0], 0]))
    value, ahead = code.value(setting, one.numbers[0]), calendar_fixed(season, round_)
    if len(one.rows) > 1:
        everywhere = "all markets" if setting.lever.over == "market" else "everything"
        return phrase(scenario, setting, value, ahead, everywhere).would
    would, named = phrase(scenario, setting, value, ahead).would, WORDS[setting.lever.id].named
    plain = was in named or value in named or setting.lever.id == "promotion"
    return would if plain else f"{would}, not {amount(scenario, setting, was)}"


def _parts(season: PlayedSeason, round_: int, side: _Beside) -> Iterator[Factor]:
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


def _said(name: str, moved: float, side: _Beside) -> str:
    if name == "Revenue":
        (ordered, would_order), (shipped, would_ship) = side.ordered, side.shipped
        return (
            f"Customers would have ordered {figures.units(would_order)} units, not {figures.units(ordered)}, and "
            f"{figures.units(would_ship)} would have been shipped, not {figures.units(shipped)}."
        )
    return "Less would have gone here." if moved > 0.0 else "More would have gone here."


def _cause(side: _Beside, parts: Sequence[Factor]) -> str:
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


# --- a season ---


def fit_of_season(season: PlayedSeason) -> tuple[Fit, tuple[NextStep, ...]]:
    """What would have fit better over a season, and the steps up that make the answer of both at once."""
    sign, found = season.scenario.currency, {seat: next_steps(season, seat) for seat in SEATS}
    both = next_steps(season)
    lines = [_of_steps(season, seat, steps) for seat, steps in found.items() if steps]
    least = max((line.cents for line in lines), default=0)
    if both and sum(step.cents for step in both) > least:  # exact: whole cents
        lines.append(_of_steps(season, "joint", both))
    elif lines:
        both = max(found.values(), key=lambda steps: sum(step.cents for step in steps))  # exact: whole cents
    return Fit("", sign, tuple(lines)), tuple(of_step(season, step) for step in both)


def _of_steps(season: PlayedSeason, lead: Lead, steps: Sequence[StepUp]) -> FitLine:
    """The answer that some steps up make together."""
    told = [of_step(season, step) for step in steps]
    cents = sum(step.cents for step in steps)  # exact: whole cents
    parts = tuple(
        Factor(f"Step {at}", step.cents / 100.0, "money", "joint" if step.together else lead, step.did + ".")
        for at, step in enumerate(told, start=1)
    )
    why = Explanation(f"{_WHOSE[lead]}, the season", cents / 100.0, "money", "add", parts)
    would = figures.listed([one for step in steps for one in done_in(season, step)])
    keys = tuple(change.key for step in steps for change in step.changes)
    return FitLine(lead, cents, would, "", why, keys)
