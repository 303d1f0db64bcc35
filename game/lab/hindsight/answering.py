"""A month answered otherwise: each seat's best other answer to the other's plan, and the best of both at once.

The month is played again from the state it began in, with its own luck, with other values for its settings; then the
months after follow, so that what is stripped from them costs what it costs. Months that were played follow as they
were played, with their luck, and order stock up to where they had it. Months to come follow as the month itself was
set, without deals or luck, and order stock by the named rule: what will come of them nobody knows yet.

The neighbourhood: every other value of every setting that a seat led, and one value or factor for all items or
markets of a lever at once; then the best of each lever, two at a time; for both at once the best answers of the two
seats side by side, and with one thing more that both sign. Site and range stay: they are not a month's to change. What
a table would refuse for its budget is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, product
from types import MappingProxyType
from typing import Final, TypeAlias

import numpy as np

from game.lab.encoding import STOCK, Course
from game.lab.hindsight.season import PlayedSeason, alternatives, is_open
from game.lab.ladder import CENT, few_of_each
from game.lab.playing import repeated, taken
from game.lab.stocking import covered
from game.rules.arrays import Bools, Floats
from game.rules.draws import Draws
from game.rules.levers import SEATS, Lead, Setting
from game.rules.month import Outcome, happen, resolve
from game.rules.spending import overdrawn
from game.rules.state import State
from game.table.planning import ONE_OFF, calm

COVER: Final = 1.5
"""Months of usual sales that stock is ordered up to in months to come."""

STANDING: Final = frozenset({"site", "portfolio"})
"""Levers whose value is not a month's: to change them for one month costs them twice."""

FACTORS: Final = MappingProxyType({"price": (0.9, 0.95, 1.05, 1.1), STOCK: (0.6, 0.8, 1.25, 1.5)})
"""Levers that are tried at so many times their value for all items at once."""

EACH: Final = 2
"""Changes of each lever that are tried with those of others: its best ones."""

SHORTLIST: Final = 16
"""Changes of each seat that are tried together."""

SIGNED: Final = 6
"""Changes of what both sign that are tried with those of the seats."""

WORTHWHILE: Final = 1.1
"""Times as much that an answer must bring to be told instead of one with fewer changes, or of one seat's alone."""

HOPEFUL: Final = 10
"""Answers of each seat that are tried with those of the other."""

MOST: Final = 3
"""Changes of an answer of both at once."""

LEADS: Final[tuple[Lead, ...]] = (*SEATS, "joint")


def going_on(season: PlayedSeason) -> Course:
    """A season whose months to come are set as its last one was, without deals; stock is ordered by the named rule."""
    code, values, last = season.stage.code, season.course.values.copy(), season.rounds - 1
    for row, setting in enumerate(code.settings):
        usual = setting.lever.id in ONE_OFF or setting.lever.id == "promotion"
        values[last + 1 :, row] = code.default[row] if usual else values[last, row]
    return covered(code, Course(values, season.course.levels), COVER)


@dataclass(frozen=True)
class OtherValues:
    """One lever set otherwise in a month.

    Args:
        lead: who decided it.
        rows: of the settings, one or all of the lever's.
        numbers: that stand for their values, as many.
        factor: of a lever that is tried at so many times its value; 0 = none.
    """

    lead: Lead
    rows: tuple[int, ...]
    numbers: tuple[float, ...]
    factor: float = 0.0


Answer: TypeAlias = tuple[OtherValues, ...]


@dataclass(frozen=True)
class Weighed:
    """An answer, and what it would have added to the month and those after it, in whole cents."""

    answer: Answer
    cents: int


@dataclass(frozen=True)
class AnsweredMonth:
    """One month of a season, to be answered otherwise.

    Args:
        season: as it was played.
        round: which month, counted from 0.
        goes_on: do months follow that have not been played?
    """

    season: PlayedSeason
    round: int
    goes_on: bool

    @cached_property
    def _state(self) -> State:
        return self.season.months[self.round][0]

    @cached_property
    def _numbers(self) -> Floats:
        """The month's settings as they were played, `(S,)`."""
        return self.season.course.values[self.round, :, 0]

    @cached_property
    def _to_come(self) -> Course:
        return going_on(self.season)

    def worth(self, answers: Sequence[Answer]) -> Floats:
        """What each answer adds, in cents, `(n,)`; minus infinity for what a budget does not allow."""
        total, allowed = self._played(self._answered(answers))
        return np.where(allowed[1:], total[1:] - total[0], -np.inf)

    def _played(self, numbers: Floats) -> tuple[Floats, Bools]:
        """Joint value of the month and those after it of each column of numbers, and whether a table allows it."""
        n, code, season = numbers.shape[1], self.season.stage.code, self.season
        state = taken(self._state, np.zeros(n, dtype=np.int64))
        ready, state = season.stage.begun(state)
        plans = code.packed_rows(numbers, season.course.levels, state)
        after, month = happen(ready, state, plans, repeated(season.luck[self.round], n))
        beyond = overdrawn(ready.world, state, plans, month.spent)
        state = after
        total = month.money.joint.copy()
        for round_ in range(self.round + 1, self._end):
            course = season.levels if round_ < season.rounds else self._to_come
            ready, state = season.stage.begun(state)
            rest = code.packed_rows(np.repeat(course.values[round_], n, axis=1), course.levels, state)
            state, month = happen(ready, state, rest, repeated(self._luck(round_), n))
            total += month.money.joint
        return total, np.asarray((beyond <= np.maximum(beyond[:, :1], 0.0) + CENT).all(axis=0))

    @property
    def _end(self) -> int:
        return self.season.stage.code.rounds if self.goes_on else self.season.rounds

    def _luck(self, round_: int) -> Draws:
        return self.season.luck[round_] if round_ < self.season.rounds else calm(self.season.stage.world)

    def outcomes(self, found: Sequence[Weighed]) -> tuple[Outcome, Floats]:
        """The month as it was and with each answer, and how much more the months after bring then, `(1 + n,)` cents."""
        numbers = self._answered([weighed.answer for weighed in found])
        n = numbers.shape[1]
        ready, state = self.season.stage.begun(taken(self._state, np.zeros(n, dtype=np.int64)))
        plans = self.season.stage.code.packed_rows(numbers, self.season.course.levels, state)
        outcome = resolve(ready, state, plans, repeated(self.season.luck[self.round], n)).outcome
        joint, more = outcome.money.joint, np.array([0.0, *(weighed.cents for weighed in found)])
        return outcome, more - (joint - joint[0])

    def _answered(self, answers: Sequence[Answer]) -> Floats:
        """The month's settings as they were played, and with each answer, `(S, 1 + n)`."""
        numbers = np.repeat(self._numbers[:, None], 1 + len(answers), axis=1)
        for column, answer in enumerate(answers, start=1):
            for one in answer:
                numbers[list(one.rows), column] = one.numbers
        return numbers

    def best(self) -> dict[Lead, Weighed]:
        """The best other answer of each seat and, under "joint", of both at once; what brings nothing is left out."""
        singles = list(self._singles())
        worth = self._weighed([(one,) for one in singles])
        short = {lead: _shortlist(self.season, [one for one in singles if one.lead == lead], worth) for lead in LEADS}
        tried: dict[Lead, list[Answer]] = {
            seat: [*((one,) for one in short[seat]), *_pairs(short[seat])] for seat in SEATS
        }
        known = self._weighed([answer for several in tried.values() for answer in several])
        mine, theirs = (sorted(tried[seat], key=lambda answer: -known[answer])[:HOPEFUL] for seat in SEATS)
        tried["joint"] = _at_once(mine, theirs, short["joint"][:SIGNED])
        known |= self._weighed(tried["joint"])
        found: dict[Lead, Weighed] = {}
        for lead, several in tried.items():
            least = max((one.cents for one in found.values()), default=0) if lead == "joint" else 0
            chosen = _plainest(several, known, WORTHWHILE * least)
            if chosen is not None:
                found[lead] = Weighed(chosen, int(known[chosen]))
        return found

    def _weighed(self, answers: Sequence[Answer]) -> dict[Answer, float]:
        return dict(zip(answers, self.worth(answers).tolist(), strict=True)) if answers else {}

    def _singles(self) -> Iterator[OtherValues]:
        """Every change of one lever."""
        season, code = self.season, self.season.stage.code
        leads, by_lever = season.leads[self.round], dict[str, list[int]]()
        for row, setting in enumerate(code.settings):
            if setting.lever.id in STANDING or not is_open(season, setting, row, self.round):
                continue
            by_lever.setdefault(setting.lever.id, []).append(row)
            for other in alternatives(setting, float(self._numbers[row]), float(code.default[row])):
                yield OtherValues(leads[setting.lever.id], (row,), (other,))
        for lever, rows in by_lever.items():
            if len(rows) > 1 and lever not in ONE_OFF:
                yield from self._alike(leads[lever], [code.settings[row] for row in rows], rows)

    def _alike(self, lead: Lead, settings: Sequence[Setting], rows: Sequence[int]) -> Iterator[OtherValues]:
        """All settings of a lever at one value, or at so many times theirs."""
        now, lever = self._numbers[list(rows)], settings[0].lever
        if lever.kind == "choice" and len({setting.choices for setting in settings}) == 1:
            for choice in range(len(settings[0].choices)):
                if int((now != choice).sum()) > 1:
                    yield OtherValues(lead, tuple(rows), (float(choice),) * len(rows))
        for factor in FACTORS.get(lever.id, ()):
            numbers = tuple(_stepped(setting, number * factor) for setting, number in zip(settings, now, strict=True))
            if any(other != number for other, number in zip(numbers, now, strict=True)):
                yield OtherValues(lead, tuple(rows), numbers, factor)


def _stepped(setting: Setting, number: float) -> float:
    """The nearest number that the setting can stand at."""
    if setting.step > 0.0:
        number = setting.low + setting.step * round((number - setting.low) / setting.step)
    return round(min(max(number, setting.low), setting.high), 9)


def _shortlist(season: PlayedSeason, changes: Sequence[OtherValues], worth: dict[Answer, float]) -> list[OtherValues]:
    """The best of some changes, of each lever a few."""
    settings = season.stage.code.settings
    allowed = sorted((one for one in changes if worth[(one,)] > -np.inf), key=lambda one: -worth[(one,)])
    return few_of_each(allowed, lambda one: settings[one.rows[0]].lever.id, EACH, SHORTLIST)


def _pairs(changes: Sequence[OtherValues]) -> list[Answer]:
    return [pair for pair in combinations(changes, 2) if not set(pair[0].rows) & set(pair[1].rows)]


def _at_once(marketing: Sequence[Answer], distribution: Sequence[Answer], joint: Sequence[OtherValues]) -> list[Answer]:
    """An answer of each seat, and one with something that both sign: with both seats' or with one's."""
    pairs = [(*mine, *theirs) for mine, theirs in product(marketing, distribution)]
    plain = [answer for answer in (*marketing, *distribution, *pairs) if len(answer) <= MOST - 1]
    signed = [(*answer, one) for answer, one in product(plain, joint)]
    return [*(pair for pair in pairs if len(pair) <= MOST), *signed, *((one,) for one in joint)]


def _plainest(answers: Sequence[Answer], known: dict[Answer, float], least: float) -> Answer | None:
    """The best of some answers that brings more than the least; one with fewer changes where more bring hardly more."""
    kept: Answer | None = None
    for size in sorted({len(answer) for answer in answers}):
        best = max((answer for answer in answers if len(answer) == size), key=known.__getitem__)
        if known[best] > max(least, 0.0, WORTHWHILE * known[kept] if kept else 0.0):
            kept = best
    return kept
