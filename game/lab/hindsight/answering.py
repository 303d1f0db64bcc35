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

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Final, TypeAlias, TypeVar

import numpy as np

from game.lab.encoding import STOCK, Course
from game.lab.hindsight.answers import (
    HOPEFUL,
    SIGNED,
    WORTHWHILE,
    Answer,
    OtherValues,
    Weighed,
    at_once,
    plainest,
    shortlist,
    two_at_a_time,
)
from game.lab.hindsight.season import PlayedSeason, alternatives, is_open
from game.lab.ladder import CENT
from game.lab.playing import joined, repeated, taken
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

LEADS: Final[tuple[Lead, ...]] = (*SEATS, "joint")


def going_on(season: PlayedSeason) -> Course:
    """A season whose months to come are set as its last one was, without deals; stock is ordered by the named rule."""
    code, values, last = season.stage.code, season.course.values.copy(), season.rounds - 1
    for row, setting in enumerate(code.settings):
        usual = setting.lever.id in ONE_OFF or setting.lever.id == "promotion"
        values[last + 1 :, row] = code.default[row] if usual else values[last, row]
    return covered(code, Course(values, season.course.levels), COVER)


Best: TypeAlias = dict[Lead, Weighed]
Found = TypeVar("Found")
Search: TypeAlias = Generator[Sequence[Answer], Floats, Found]
"""What finds something by asking for what answers add."""


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

    def begun(self, numbers: Floats) -> tuple[State, Floats, Bools]:
        """The month with each column of numbers: the state after it, its joint value, and whether a table allows it."""
        n, code, season = numbers.shape[1], self.season.stage.code, self.season
        state = taken(self._state, np.zeros(n, dtype=np.int64))
        ready, state = season.stage.begun(state)
        plans = code.packed_rows(numbers, season.course.levels, state)
        after, month = happen(ready, state, plans, repeated(season.luck[self.round], n))
        beyond = overdrawn(ready.world, state, plans, month.spent)
        allowed = np.asarray((beyond <= np.maximum(beyond[:, :1], 0.0) + CENT).all(axis=0))
        return after, month.money.joint, allowed

    def gone_on(self, state: State, round_: int) -> tuple[State, Floats]:
        """A month after it, from each state that it is begun in: the state after that, and its joint value."""
        n, stage = len(state.goodwill), self.season.stage
        course = self.season.levels if round_ < self.season.rounds else self._to_come
        ready, state = stage.begun(state)
        rest = stage.code.packed_rows(np.repeat(course.values[round_], n, axis=1), course.levels, state)
        after, month = happen(ready, state, rest, repeated(self._luck(round_), n))
        return after, month.money.joint

    @property
    def end(self) -> int:
        """The round before which the months that follow it end."""
        return self.season.stage.code.rounds if self.goes_on else self.season.rounds

    def _luck(self, round_: int) -> Draws:
        return self.season.luck[round_] if round_ < self.season.rounds else calm(self.season.stage.world)

    def outcomes(self, found: Sequence[Weighed]) -> tuple[Outcome, Floats]:
        """The month as it was and with each answer, and how much more the months after bring then, `(1 + n,)` cents."""
        numbers = self.answered([weighed.answer for weighed in found])
        n = numbers.shape[1]
        ready, state = self.season.stage.begun(taken(self._state, np.zeros(n, dtype=np.int64)))
        plans = self.season.stage.code.packed_rows(numbers, self.season.course.levels, state)
        outcome = resolve(ready, state, plans, repeated(self.season.luck[self.round], n)).outcome
        joint, more = outcome.money.joint, np.array([0.0, *(weighed.cents for weighed in found)])
        return outcome, more - (joint - joint[0])

    def answered(self, answers: Sequence[Answer]) -> Floats:
        """The month's settings as they were played, and with each answer, `(S, 1 + n)`."""
        numbers = np.repeat(self._numbers[:, None], 1 + len(answers), axis=1)
        for column, answer in enumerate(answers, start=1):
            for one in answer:
                numbers[list(one.rows), column] = one.numbers
        return numbers

    def best(self) -> Best:
        """The best other answer of each seat and, under "joint", of both at once; what brings nothing is left out."""
        return best_of([self])[0]

    def search(self) -> Search[Best]:
        """What `best` finds, by whoever plays the answers that it asks for."""
        singles = list(self._singles())
        worth = yield from _weighed([(one,) for one in singles])
        short = {lead: shortlist(self.season, [one for one in singles if one.lead == lead], worth) for lead in LEADS}
        tried: dict[Lead, list[Answer]] = {
            seat: [*((one,) for one in short[seat]), *two_at_a_time(short[seat])] for seat in SEATS
        }
        known = yield from _weighed([answer for several in tried.values() for answer in several])
        mine, theirs = (sorted(tried[seat], key=lambda answer: -known[answer])[:HOPEFUL] for seat in SEATS)
        tried["joint"] = at_once(mine, theirs, short["joint"][:SIGNED])
        known |= yield from _weighed(tried["joint"])
        found: dict[Lead, Weighed] = {}
        for lead, several in tried.items():
            least = max((one.cents for one in found.values()), default=0) if lead == "joint" else 0
            chosen = plainest(several, known, WORTHWHILE * least)
            if chosen is not None:
                found[lead] = Weighed(chosen, int(known[chosen]))
        return found

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


def _weighed(answers: Sequence[Answer]) -> Search[dict[Answer, float]]:
    """What each of some answers adds, by whoever plays them."""
    worth = yield answers
    return dict(zip(answers, worth.tolist(), strict=True))


def best_of(months: Sequence[AnsweredMonth]) -> list[Best]:
    """What `best` finds for each of some months of one season, in their order, of which all go on or none.

    They are searched side by side: a month of many seasons takes little longer than one of few.
    """
    searches, found = [month.search() for month in months], list[Best]()
    asked = [next(search) for search in searches]
    while not found:  # all ask equally often
        more = list[Sequence[Answer]]()
        for search, worth in zip(searches, _worths(months, asked), strict=True):
            try:
                more.append(search.send(worth))
            except StopIteration as end:
                found.append(end.value)
        asked = more
    return found


def _worths(months: Sequence[AnsweredMonth], answers: Sequence[Sequence[Answer]]) -> list[Floats]:
    """What each answer to each month adds, in cents; minus infinity for what a budget does not allow.

    The months are in their order, and each joins those before it when it has been played.
    """
    ends = np.cumsum([1 + len(some) for some in answers]).tolist()
    total, allowed, state, begun = np.zeros(ends[-1]), list[Bools](), None, 0
    for round_ in range(months[0].round, months[0].end):
        if state is not None:
            state, joint = months[0].gone_on(state, round_)
            total[:begun] += joint
        if len(allowed) < len(months) and months[len(allowed)].round == round_:
            month, some = months[len(allowed)], answers[len(allowed)]
            after, joint, may = month.begun(month.answered(some))
            state = after if state is None else joined(state, after)
            total[begun : begun + len(joint)] = joint
            allowed, begun = [*allowed, may], begun + len(joint)
    parts = zip(np.split(total, ends[:-1]), allowed, strict=True)
    return [np.where(may[1:], part[1:] - part[0], -np.inf) for part, may in parts]


def _stepped(setting: Setting, number: float) -> float:
    """The nearest number that the setting can stand at."""
    if setting.step > 0.0:
        number = setting.low + setting.step * round((number - setting.low) / setting.step)
    return round(min(max(number, setting.low), setting.high), 9)
