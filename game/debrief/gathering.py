"""What a room of tables shows: the facts of all of them, thread by thread, and how structure went with result."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import fsum
from statistics import fmean, median
from typing import Final

from game import figures
from game.debrief.evidence import DIAL_SAYS, capital, counted
from game.debrief.examining import Findings, count_pairs, unit_of
from game.debrief.finding.forecast import EVEN
from game.debrief.gap_words import of_room
from game.debrief.instrument import Surveyed, answers_of, surveyed
from game.debrief.room import RoomGap, room_of
from game.judging.levers import Theme
from game.judging.months import warmth
from game.rules.levers import SEATS
from game.store.surveyfile import SurveyRead
from game.table.clashes import CATALOGUE
from game.table.structure import DIALS
from game.table.survey.survey import Survey

FEW: Final = 5
"""Tables under which a comparison is told with a warning."""


@dataclass(frozen=True, eq=False)
class Gathered:
    """A room of tables."""

    tables: tuple[Findings, ...]  # what each shows, in the order of their labels
    room: RoomGap  # their perception gap

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
    return Gathered(tuple(tables), room_of(given(tables, surveys)))


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
    yield from _dials(room)


def _dials(room: Gathered) -> Iterator[str]:
    """Which dial went with the largest difference in alignment."""
    found = []
    for dial in DIALS:
        groups: dict[str, list[float]] = {}
        for one in room.tables:
            if one.case.review.alignment:
                value = str(getattr(one.case.table.structure, dial))
                groups.setdefault(value, []).append(one.case.review.alignment.index)
        if len(groups) > 1:
            means = {value: fmean(indices) for value, indices in groups.items()}
            found.append((max(means.values()) - min(means.values()), dial, groups))
    if not found:
        return
    widest = max(gap for gap, _, _ in found)
    # Dials that are always turned together cannot be told apart: the groups are the same tables.
    alike = [(dial, groups) for gap, dial, groups in found if abs(gap - widest) < 1e-9]
    dial, groups = alike[0]
    parts = [
        f"{figures.units(fmean(indices))} where {DIAL_SAYS[dial][value]} ({counted(len(indices), room.unit)})"
        for value, indices in sorted(groups.items(), key=lambda group: fmean(group[1]))
    ]
    names = figures.listed([f"“{name}”" for name, _ in alike])
    which = f"The dial that went with the largest difference was {names}"
    if len(alike) > 1:
        which = f"The dials {names} were turned together and went with the largest difference"
    few = min(len(indices) for indices in groups.values()) < FEW
    warning = f" With so few {room.unit}s it may be chance: read it as a story." if few else ""
    if room.unit == "season":
        warning += " Pairs played one after the other: what they had learned by then is in the difference too."
    yield f"{which}: mean alignment {figures.listed(parts)}; 0 is silo play, 100 the best plan known.{warning}"


def _forecast(room: Gathered) -> Iterator[str]:
    for seat in SEATS:
        values = room.numbers(f"{seat}-bias")
        high = at_tables(sum(value > EVEN for value in values), len(values), room.unit)
        low = at_tables(sum(value < -EVEN for value in values), len(values), room.unit)
        yield f"{capital(seat)} planned with clearly more units than customers ordered {high}, clearly fewer {low}."
    signed, months = round(fsum(room.numbers("signed-forecasts"))), figures.units(fsum(room.numbers("months")))
    yield (
        "There was a month in which the two planned for numbers at least a fifth apart "
        f"{_at(room, 'apart', lambda share: share >= 0.2)}. A forecast was signed in {counted(signed, 'month')} of "
        f"{months}, all {room.unit}s together."
    )


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
