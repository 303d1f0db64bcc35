"""What two seats have ranked, rated, answered and promised: the perception gap's raw data, seat by seat."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final, Literal, TypeAlias, get_args

from game.doors.text import quoted
from game.refusal import Refusal
from game.rules.levers import SEATS, Seat
from game.table.survey.instrument import HIGHEST, LOWEST, WHOSE, Instrument
from game.table.survey.moves import OpenDebrief, PassSurvey, Promise, Rank, Ranks, Rate, Reflect, SurveyMove
from game.table.wording import near, text_problem

Moment: TypeAlias = Literal["before", "middle", "after"]
MOMENTS: Final[tuple[Moment, ...]] = get_args(Moment)
LONGEST_KEY: Final = 80


@dataclass(frozen=True)
class SeatSurvey:
    """Everything one seat has given, as it gave it."""

    rankings: tuple[Rank, ...] = ()
    ratings: tuple[Rate, ...] = ()
    passed: tuple[str, ...] = ()  # moments
    opened: bool = False  # has it opened the debrief?
    reflections: tuple[Reflect, ...] = ()
    promise: Promise | None = None

    def ranking(self, moment: str, whose: str) -> Rank | None:
        """The ranking of a moment, if it was given."""
        return next((one for one in self.rankings if (one.moment, one.whose) == (moment, whose)), None)

    def rating(self, moment: str, statement: str) -> Rate | None:
        """The rating of a statement at a moment, if it was given."""
        return next((one for one in self.ratings if (one.moment, one.statement) == (moment, statement)), None)

    def complete(self, moment: str, instrument: Instrument) -> bool:
        """Is everything given that is asked for at a moment?"""
        return all(self.ranking(moment, whose) for whose in instrument.asked(moment)) and all(
            self.rating(moment, one.key) for one in instrument.statements
        )


def _nothing() -> Mapping[Seat, SeatSurvey]:
    return MappingProxyType({seat: SeatSurvey() for seat in SEATS})


@dataclass(frozen=True)
class Survey:
    """What both seats of a table have given."""

    seats: Mapping[Seat, SeatSurvey] = field(default_factory=_nothing)

    @property
    def opened(self) -> bool:
        """Have both seats opened the debrief?"""
        return all(self.seats[seat].opened for seat in SEATS)

    def opened_for(self, *seats: Seat) -> Survey:
        """The survey with the debrief open to these seats."""
        opened = {seat: replace(self.seats[seat], opened=True) for seat in seats}
        return Survey(MappingProxyType({**self.seats, **opened}))

    def given(self, instrument: Instrument, move: SurveyMove) -> Survey:
        """The survey with what a seat gives now.

        Raises:
            Refusal: when it is nothing that the instrument asks for.
        """
        match move:
            case Rank():
                after = _ranked(self.seats[move.seat], instrument, move)
            case Rate():
                after = _rated(self.seats[move.seat], instrument, move)
            case PassSurvey():
                after = _passed(self.seats[move.seat], move)
            case OpenDebrief():
                return self.opened_for(move.seat)
            case Reflect():
                after = _reflected(self.seats[move.seat], move)
            case Promise():
                after = _promised(self.seats[move.seat], move)
        return Survey(MappingProxyType({**self.seats, move.seat: after}))


def brought_along(survey: Survey) -> list[Rank | Rate]:
    """What both seats ranked and rated, as moves for another record of the same two people in the same chairs."""
    moves: list[Rank | Rate] = []
    for seat in SEATS:
        given = survey.seats[seat]
        moves += [replace(one, paper=True) for one in given.rankings]
        moves += [replace(one, paper=True) for one in given.ratings]
    return moves


def _moment(moment: str) -> None:
    if moment not in MOMENTS:
        raise Refusal(f"expected {', '.join(MOMENTS)} for the moment: {quoted(moment)}.{near(moment, MOMENTS)}")


def _ranked(own: SeatSurvey, instrument: Instrument, move: Rank) -> SeatSurvey:
    _moment(move.moment)
    if move.whose not in WHOSE:
        raise Refusal(f"expected {', '.join(WHOSE)} for whose ranking it is: {quoted(move.whose)}.")
    if move.whose == "job" and move.moment != "before":
        raise Refusal(f"one's real work is asked about before the season, not {quoted(move.moment)}.")
    problem = ranks_problem(instrument, move.ranks) or _shown_problem(instrument, move.shown)
    if problem:
        raise Refusal(problem)
    ranks = MappingProxyType({key: int(move.ranks[key]) for key in instrument.keys})
    kept = [one for one in own.rankings if (one.moment, one.whose) != (move.moment, move.whose)]
    return replace(own, rankings=(*kept, replace(move, ranks=ranks)))


def ranks_problem(instrument: Instrument, ranks: Ranks) -> str | None:
    """What is wrong with a ranking, in a sentence or two, or None."""
    keys, most = instrument.keys, len(instrument.keys)
    unknown = [key for key in ranks if key not in keys]
    if unknown:
        return f"there is no priority '{unknown[0]}' to rank.{near(unknown[0], keys)}"
    missing = [key for key in keys if key not in ranks]
    if missing:
        return f"expected a rank for each of the {most} priorities; missing: {', '.join(missing)}."
    for key, rank in ranks.items():
        if type(rank) is not int or not 1 <= rank <= most:
            return f"expected a rank from 1 to {most} for {key}, given {quoted(rank)}."
    if len(set(ranks.values())) == 1:
        return "expected an order, given the same rank for everything. Put at least one thing before another."
    return None


def _shown_problem(instrument: Instrument, shown: str) -> str | None:
    """What is wrong with the order in which things are said to have been listed, in a sentence, or None."""
    if not shown or sorted(shown.split(" ")) == sorted(instrument.keys):
        return None
    return f"expected each of the {len(instrument.keys)} priorities once in what was shown: {quoted(shown)}."


def _rated(own: SeatSurvey, instrument: Instrument, move: Rate) -> SeatSurvey:
    _moment(move.moment)
    known = [one.key for one in instrument.statements]
    if move.statement not in known:
        raise Refusal(f"there is no statement {quoted(move.statement)} to rate.{near(move.statement, known)}")
    if type(move.agree) is not int or not LOWEST <= move.agree <= HIGHEST:
        raise Refusal(
            f"expected {LOWEST} (not at all) to {HIGHEST} (fully) for how far you agree: {quoted(move.agree)}."
        )
    if type(move.others) is not int or not 0 <= move.others <= 100:
        raise Refusal(f"expected 0 to 100 for how many of a hundred would agree: {quoted(move.others)}.")
    kept = [one for one in own.ratings if (one.moment, one.statement) != (move.moment, move.statement)]
    return replace(own, ratings=(*kept, move))


def _passed(own: SeatSurvey, move: PassSurvey) -> SeatSurvey:
    _moment(move.moment)
    return own if move.moment in own.passed else replace(own, passed=(*own.passed, move.moment))


def _reflected(own: SeatSurvey, move: Reflect) -> SeatSurvey:
    if not move.prompt.strip() or len(move.prompt) > LONGEST_KEY:
        raise Refusal(f"expected the key of a prompt, of at most {LONGEST_KEY} characters: {quoted(move.prompt)}.")
    for text, what in ((move.prompt, "the prompt"), (move.text, "the answer")):
        problem = text_problem(text, what)
        if problem:
            raise Refusal(problem)
    kept = tuple(one for one in own.reflections if one.prompt != move.prompt)
    if not move.text.strip():
        return replace(own, reflections=kept)
    return replace(own, reflections=(*kept, move))


def _promised(own: SeatSurvey, move: Promise) -> SeatSurvey:
    for text, what in ((move.text, "the promise"), (move.to, "who it is made to")):
        problem = text_problem(text, what)
        if problem:
            raise Refusal(problem)
    return replace(own, promise=move if move.text.strip() else None)
