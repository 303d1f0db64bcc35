"""The survey at a table: what is asked for when, what a seat may see of it, and when it may still be answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from game.refusal import Refusal
from game.rules.levers import Seat, other
from game.table.survey.instrument import Priority, Statement
from game.table.survey.moves import OpenDebrief, PassSurvey, Promise, Rank, Rate, Reflect, SurveyMove
from game.table.survey.survey import Moment, SeatSurvey
from game.table.table import Table
from game.table.wording import refuse


@dataclass(frozen=True)
class SurveyView:
    """What one seat sees of the survey: all of its own, and the partner's once both have opened the debrief."""

    seat: Seat
    priorities: tuple[Priority, ...]
    listed: Mapping[str, tuple[Priority, ...]]  # the same as each missing ranking lists them for this person
    statements: tuple[Statement, ...]
    due: str  # the moment whose questions this seat has neither answered nor passed, "" = none now
    missing: tuple[str, ...]  # what of it is still to be given: "job", "own", "partner", "meta", or a statement's key
    own: SeatSurvey
    partner: SeatSurvey | None  # what the partner gave; its reflections and promise only where it lets them be quoted
    may_open: bool  # may this seat open the debrief?
    opened: bool  # have both opened it?


def survey_view(table: Table, seat: Seat) -> SurveyView:
    """What a seat may see of the survey now."""
    own, instrument = table.survey.seats[seat], table.instrument
    moment = due(table, seat)
    ranked = [whose for whose in instrument.asked(moment) if not own.ranking(moment, whose)]
    missing: list[str] = [*ranked]
    missing += [one.key for one in instrument.statements if not own.rating(moment, one.key)]
    return SurveyView(
        seat=seat,
        priorities=instrument.priorities,
        listed={whose: instrument.listed(seat, moment, whose) for whose in ranked},
        statements=instrument.statements,
        due=moment,
        missing=tuple(missing) if moment else (),
        own=_plain(own),
        partner=_shown(table.survey.seats[other(seat)]) if table.survey.opened else None,
        may_open=bool(table.history) and not own.opened,
        opened=table.survey.opened,
    )


def _plain(own: SeatSurvey) -> SeatSurvey:
    """The same with nothing in it that the table holds too."""
    return replace(own, rankings=tuple(replace(one, ranks=dict(one.ranks)) for one in own.rankings))


def _shown(theirs: SeatSurvey) -> SeatSurvey:
    quoted = tuple(one for one in theirs.reflections if one.quote)
    promise = theirs.promise if theirs.promise and theirs.promise.quote else None
    return replace(_plain(theirs), reflections=quoted, promise=promise)


def due(table: Table, seat: Seat) -> Moment | str:
    """The moment whose questions wait for a seat now; "" = none."""
    own, moment = table.survey.seats[seat], moment_of(table)
    if not moment or own.opened or moment in own.passed or own.complete(moment, table.instrument):
        return ""
    return moment


def moment_of(table: Table) -> Moment | str:
    """Which moment it is: before the first month, from the middle on, after the last; "" between."""
    months = len(table.history)
    if months == 0:
        return "before"
    if table.over:
        return "after"
    return "middle" if 2 * months >= table.scenario.rounds else ""


def survey(table: Table, move: SurveyMove) -> Table:
    """The table after a move of the survey."""
    round_ = table.shown_round
    problem = _too_early_or_late(table, move)
    if problem:
        raise refuse(move.seat, round_, problem)
    try:
        return replace(table, survey=table.survey.given(table.instrument, move))
    except Refusal as refusal:
        raise refuse(move.seat, round_, refusal.message) from None


def _too_early_or_late(table: Table, move: SurveyMove) -> str | None:
    own, played = table.survey.seats[move.seat], bool(table.history)
    match move:
        case Rank() | Rate():
            return None if move.paper else _moment_problem(table, own, move.moment)
        case PassSurvey():
            return "the debrief is open: nothing more is asked." if own.opened else None
        case OpenDebrief():
            if own.opened:
                return "the debrief is open already."
            return None if played else "no month has been played yet, so there is nothing to debrief."
        case Reflect() | Promise():
            return None if own.opened else "this belongs to the debrief: open it first."


def _moment_problem(table: Table, own: SeatSurvey, moment: str) -> str | None:
    played = bool(table.history)
    if own.opened:
        return "the debrief is open, and each may have seen the other's answers: rankings are closed."
    if moment == "before" and played:
        return "the time before the season is over. Rank for the middle or for after it."
    if moment == "middle" and (not played or table.over):
        return f"the middle of the season is {'over' if played else 'still to come'}."
    if moment == "after" and not played:
        return "no month has been played yet: rank for before the season."
    return None


def closed_by_debrief(table: Table, seat: Seat) -> str | None:
    """Why a seat may not play on, once it has opened the debrief before the season's end."""
    if not table.survey.seats[seat].opened:
        return None
    return "you have opened the debrief, so this season ends here. You can still answer its prompts and keep a line."
