"""What would have fit better, in words: the best other answer of each seat to the other, and of both at once.

Of a month by `answering`, of a season by the ladder: so many steps up with one seat's settings, or with both seats'.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from game import figures
from game.judging.levers import WORDS
from game.lab.encoding import STOCK
from game.lab.hindsight.answering import LEADS, AnsweredMonth, Best, best_of
from game.lab.hindsight.answers import OtherValues, Weighed
from game.lab.hindsight.causes import ComparedMonth, cause_of, parts_of
from game.lab.hindsight.remarks import NextStep, amount, done_in, of_step, phrase
from game.lab.hindsight.rungs import StepUp, first_steps, next_steps
from game.lab.hindsight.season import PlayedSeason, Swing, calendar_fixed, season_at
from game.rules.explain.shape import Explanation, Factor
from game.rules.levers import SEATS, Lead
from game.rules.money import LINE_KEYS
from game.table.table import Table

TOLD: Final = 0.005
"""Share of the month's revenue from which another answer is worth a line."""


@dataclass(frozen=True)
class FitLine:
    """One better answer.

    Args:
        lead: whose; "joint" = of both at once.
        cents: what it would have added, whole.
        would: what they would have done, after "would have": "promised 7 days (not 5.5 days)".
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


def fits_of(table: Table, season: PlayedSeason | None = None) -> tuple[Fit, ...]:
    """What would have fit better in each month that a table played, with the months after as they were played.

    Args:
        table: with at least one month played.
        season: the one that it played, for whoever has it.
    """
    season = season or season_at(table)
    months = [AnsweredMonth(season, round_, not table.over) for round_ in range(season.rounds)]
    return tuple(_of_best(month, best) for month, best in zip(months, best_of(months), strict=True))


def fit_of_month(season: PlayedSeason, round_: int, goes_on: bool) -> Fit:
    """What would have fit better in a month, counted from 0; do months follow that have not been played?"""
    month = AnsweredMonth(season, round_, goes_on)
    return _of_best(month, month.best())


def _of_best(month: AnsweredMonth, best: Best) -> Fit:
    """What would have fit better in a month, from the best answers to it."""
    season, round_ = month.season, month.round
    least = TOLD * float(season.months[round_][1].money.lines[0, LINE_KEYS.index("revenue")])
    told = [(lead, best[lead]) for lead in LEADS if lead in best and best[lead].cents >= least]
    outcome, after = month.outcomes([weighed for _, weighed in told])
    lines = tuple(
        _line(season, round_, lead, weighed, ComparedMonth(outcome, after, at))
        for at, (lead, weighed) in enumerate(told, start=1)
    )
    return Fit(season.scenario.months[round_], season.scenario.currency, lines)


_WHOSE: Final[Mapping[Lead, str]] = MappingProxyType(
    {
        "marketing": "Marketing's better answer",
        "distribution": "Distribution's better answer",
        "joint": "Both at once",
    }
)


def _line(season: PlayedSeason, round_: int, lead: Lead, weighed: Weighed, side: ComparedMonth) -> FitLine:
    month, settings = season.scenario.months[round_], season.stage.code.settings
    would = figures.listed([_would(season, round_, one) for one in weighed.answer])
    parts = tuple(parts_of(season, round_, side))
    why = Explanation(f"{_WHOSE[lead]}, {month}", weighed.cents / 100.0, "money", "add", parts)
    keys = tuple(settings[row].key for one in weighed.answer for row in one.rows)
    return FitLine(lead, weighed.cents, would, cause_of(side, parts), why, keys)


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
    return would if plain else f"{would} (not {amount(scenario, setting, was)})"


# --- a season ---


def fit_of_season(season: PlayedSeason, single: Sequence[Swing]) -> tuple[Fit, tuple[NextStep, ...]]:
    """What would have fit better over a season, and the steps up that make the answer of both at once.

    Args:
        season: as it was played.
        single: its turning points: a step may be one of them, so none is worth more than the answers.
    """
    sign, known = season.scenario.currency, first_steps(season, single)
    found = {seat: next_steps(season, seat, single, known) for seat in SEATS}
    both = next_steps(season, None, single, known)
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
