"""What a room of tables shows: the facts of all of them, thread by thread, and how structure went with result."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import fsum
from statistics import fmean, median

from game import figures
from game.debrief.acts import compared, pairs_of_acts
from game.debrief.acts import of_room as of_acts
from game.debrief.evidence import capital, counted
from game.debrief.examining import Findings, count_pairs, unit_of
from game.debrief.gap_words import interval_words, of_room
from game.debrief.instrument import Surveyed, answers_of, one_each, surveyed
from game.debrief.pairing import same_of
from game.debrief.room import RoomGap, interval, room_of
from game.judging.levers import Theme
from game.judging.months import warmth
from game.rules.levers import SEATS, Seat
from game.store.surveyfile import SurveyRead
from game.table.clashes import CATALOGUE
from game.table.survey.survey import Survey


@dataclass(frozen=True, eq=False)
class Gathered:
    """A room of tables."""

    tables: tuple[Findings, ...]  # what each shows, in the order of their labels
    room: RoomGap  # their perception gap
    given: tuple[Surveyed, ...] = ()  # what its people ranked, rated and predicted, each pair once

    @property
    def pairs(self) -> int:
        """How many pairs sat at them."""
        return count_pairs(self.tables)

    @property
    def unit(self) -> str:
        """What is counted: tables, or where a pair played several acts, seasons."""
        return unit_of(self.tables)

    def numbers(self, fact: str) -> list[float]:
        """A fact of every table that has it."""
        found = (one.facts[fact].value for one in self.tables if fact in one.facts)
        return [value for value in found if not isinstance(value, str)]

    def indices(self) -> dict[str, list[float]]:
        """The alignment of each table that has one, by the structure it was played with."""
        found: dict[str, list[float]] = {}
        for one in self.tables:
            if one.case.review.alignment:
                found.setdefault(one.case.table.structure.name, []).append(one.case.review.alignment.index)
        return found


def gather(tables: Sequence[Findings], surveys: Sequence[SurveyRead] = ()) -> Gathered:
    """A room from what its tables show, and from what was typed in from paper without a record."""
    people = given(tables, surveys)
    return Gathered(tuple(tables), room_of(people), one_each(people))


def given(tables: Sequence[Findings], surveys: Sequence[SurveyRead]) -> list[Surveyed]:
    """What the people of a room ranked, rated and predicted: at the tables, and on paper.

    Two acts of the same people hold the same rankings: the fuller one counts, so that nobody counts twice.
    """
    found = [
        *(surveyed(one.case.label, one.case.table, one.case.pair) for one in tables),
        *(Surveyed(f"Survey {at}", one.instrument, one.survey) for at, one in enumerate(surveys, start=1)),
    ]
    answers = [frozenset(answers_of(one.survey)) for one in found]
    for at, own in enumerate(answers):
        fuller = (
            own < other or (own == other and at < place)
            for place, other in enumerate(answers)
            if place != at and (found[at].pair == found[place].pair or not (found[at].pair and found[place].pair))
        )
        if own and any(fuller):
            found[at] = replace(found[at], survey=Survey())
    return found


def sentences(room: Gathered) -> dict[Theme, list[str]]:
    """What the room shows, thread by thread."""
    return {
        "together": list(_together(room)),
        "forecast": list(_forecast(room)),
        "promise": list(_promise(room)),
        "capacity": list(_capacity(room)),
        "price": list(_price(room)),
        "lead": list(_lead(room)),
        "asking": [*_asking(room), *of_room(room.room)],
    }


def _at(room: Gathered, fact: str, holds: Callable[[float], bool]) -> str:
    """`at 5 of 8 tables`, `at every table`, `at none of 8 tables`."""
    values = room.numbers(fact)
    return at_tables(sum(map(holds, values)), len(values), room.unit)


def at_tables(many: int, of: int, unit: str = "table") -> str:
    """`at 5 of 8 tables`, `at every table`, `at none of 8 tables`; of seasons `in`."""
    at = "at" if unit == "table" else "in"
    return f"{at} every {unit}" if many == of else f"{at} {many or 'none'} of {counted(of, unit)}"


def _middle(room: Gathered, fact: str, written: Callable[[float], str]) -> str:
    """`half of the tables had 62% or more`, and the span."""
    values = room.numbers(fact)
    span = f"from {written(min(values))} to {written(max(values))}"
    return f"the {room.unit} in the middle {written(median(values))}, {span}"


def _together(room: Gathered) -> Iterator[str]:
    yield (
        "The two plans got in each other's way in three months or more "
        f"{_at(room, 'together-losses', lambda months: months >= 3)}."
    )
    yield from of_acts(pairs_of_acts(room.tables))
    if compared(room.tables):
        return
    if len({one.case.table.structure.name for one in room.tables}) > 1:
        yield "Structure against result is not shown: too few pairs for an interval, and a picture would say too much."


def _forecast(room: Gathered) -> Iterator[str]:
    typed = [one for table in room.tables for one in table.case.typed]
    if not typed:
        yield "Nobody typed a forecast, so nothing is said of anybody's."
    for seat in SEATS:
        off = interval(_each_pair(room, seat))
        if off is not None:
            yield (
                f"Forecasts that {seat} typed, beside what customers usually order, as a share, mean by pair: "
                f"{interval_words(off, figures.change_of_share)}."
            )
    signed, months = round(fsum(room.numbers("signed-forecasts"))), figures.units(fsum(room.numbers("months")))
    yield (
        "There was a month in which the two seats' panels reckoned with numbers at least a fifth apart "
        f"{_at(room, 'apart', lambda share: share >= 0.2)}. A forecast was signed in {counted(signed, 'month')} of "
        f"{months}, all {room.unit}s together."
    )


def _each_pair(room: Gathered, seat: Seat) -> list[float | None]:
    """How far a seat's typed forecasts lay above what customers usually order, on average by pair."""
    pairs = same_of([one.case.pair for one in room.tables])
    off: dict[int, list[float]] = {}
    for table, pair in zip(room.tables, pairs, strict=True):
        off.setdefault(pair, []).extend(one.off for one in table.case.typed if one.seat == seat)
    return [fmean(own) if own else None for own in off.values()]


def _promise(room: Gathered) -> Iterator[str]:
    yield f"Shipped within its promise: {_middle(room, 'on-time', figures.share)}."
    yield (
        "Customers were clearly less satisfied at the end than at the beginning "
        f"{_at(room, 'satisfaction-change', lambda points: warmth(points) == 'cooler')}, and clearly more "
        f"{_at(room, 'satisfaction-change', lambda points: warmth(points) == 'warmer')}."
    )


def _capacity(room: Gathered) -> Iterator[str]:
    yield f"Wanted and not in stock: {_middle(room, 'short-share', figures.share)}."
    yield (
        f"The floor had more work than hours at least once {_at(room, 'full-months', lambda months: months >= 1)}, and "
        f"hours to spare {_at(room, 'idle-months', lambda months: months >= 1)}."
    )


def _price(room: Gathered) -> Iterator[str]:
    for kind in CATALOGUE.values():
        many = sum(months >= 1 for months in room.numbers(f"{kind.short}-clashes"))
        if many:
            yield f"{capital(kind.clause)}, in one month or more, {at_tables(many, len(room.tables), room.unit)}."


def _lead(room: Gathered) -> Iterator[str]:
    by = {seat: round(fsum(room.numbers(f"proposals-{seat}"))) for seat in SEATS}
    if not sum(by.values()):
        yield "No joint decision came forward at any table."
        return
    yield (
        f"{capital(counted(sum(by.values()), 'joint decision'))} came forward, {by['marketing']} from marketing and "
        f"{by['distribution']} from distribution; both signed {figures.units(fsum(room.numbers('signed')))}. At least "
        f"one matter stayed open for want of a signature {_at(room, 'deadlocks', lambda stuck: stuck >= 1)}."
    )


def _asking(room: Gathered) -> Iterator[str]:
    asked = room.numbers("asked")
    if asked:
        yield (
            f"Question cards played, where they could be: "
            f"{_middle(room, 'asked', lambda count: f'{figures.units(count)}')}."
        )
    told = room.numbers("message-share")
    if told:
        yield (
            "Something that one seat knew would have helped the other a month earlier "
            f"{at_tables(len(told), len(room.tables), room.unit)}."
        )
