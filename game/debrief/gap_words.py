"""The perception gap in sentences that anybody understands, and that claim no more than the figures do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from game import figures
from game.debrief.evidence import counted
from game.debrief.instrument import Foresight, RankFit, Surveyed, foresights_of, gaps_of
from game.debrief.room import FEWEST, MEASURES, Interval, RoomGap
from game.rules.levers import SEATS, Seat, other
from game.table.survey.instrument import Whose
from game.table.survey.survey import MOMENTS

ONE_TABLE: Final = (
    "This is one table: a picture to talk about, not a measurement. Two people prove nothing about anybody, and a "
    "change from before to after may be chance."
)
EVEN: Final = 0.05
"""Confidence and hit rate nearer than this count as the same."""
WHEN: Final[Mapping[str, str]] = MappingProxyType({"before": "before", "middle": "half-way", "after": "after"})


def of_table(given: Surveyed) -> list[str]:
    """What a table's rankings say, for the two who made them; nothing where nothing was ranked."""
    gaps, lines = gaps_of(given), list[str]()
    for moment in MOMENTS:
        gap = gaps[moment]
        if gap.agreement:
            lines.append(f"{WHEN[moment].capitalize()}: your own two orders are {_alike(gap.agreement)}.")
        for seat in SEATS:
            accuracy, projection = gap.seats[seat]["accuracy"], gap.seats[seat]["projection"]
            if accuracy and projection:
                lines.append(
                    f"{WHEN[moment].capitalize()}: what {seat} expected {other(seat)} to rank and what "
                    f"{other(seat)} ranked are {_alike(accuracy)}; expecting its own order would have been "
                    f"{_nearer(accuracy, projection)}."
                )
            meta = gap.seats[seat]["meta-accuracy"]
            if meta:
                lines.append(
                    f"{WHEN[moment].capitalize()}: how {seat} thought it was seen and how {other(seat)} saw it are "
                    f"{_alike(meta)}."
                )
    for seat in SEATS:
        then, now = (gaps[moment].seats[seat]["accuracy"] for moment in ("before", "after"))
        if then and now:
            moved = figures.change(now.correlation - then.correlation, 2)
            lines.append(
                f"From before to after, {seat}'s picture of {other(seat)} moved by {moved}, which may be chance."
            )
    for seat, seen in foresights_of(given).items():
        if seen:
            lines.append(
                f"{seat.capitalize()} foretold {counted(seen.parts, 'thing')} about {other(seat)} and was right about "
                f"{seen.hits}; "
                f"guessing would have been right about {figures.decimal(seen.chance * seen.parts)}. {_sure(seen)}"
            )
    lines += left_open(given)
    return [*lines, ONE_TABLE] if lines else []


ORDERS: Final[Mapping[Whose, str]] = MappingProxyType(
    {
        "job": "its real work",
        "own": "its own order",
        "partner": "its partner's order",
        "meta": "how its partner sees it",
    }
)


def left_open(given: Surveyed) -> list[str]:
    """What was asked of both and left unanswered by one or both, moment by moment; it is in no figure."""
    lines = []
    for moment in MOMENTS:
        answered = {
            seat: moment in {*(one.moment for one in own.rankings), *(one.moment for one in own.ratings)}
            for seat, own in given.survey.seats.items()
        }
        missing = []
        for seat in SEATS:
            own = given.survey.seats[seat]
            if not any(answered.values()) or not (answered[seat] or moment in own.passed):  # not asked, or a program
                continue
            gone = [ORDERS[whose] for whose in given.instrument.asked(moment) if not own.ranking(moment, whose)]
            rated = sum(own.rating(moment, one.key) is None for one in given.instrument.statements)
            gone += [counted(rated, "statement")] if rated else []
            missing += [f"{seat} left {figures.listed(gone)}"] if gone else []
        if missing:
            lines.append(f"{WHEN[moment].capitalize()}, unanswered and in no figure: {'; '.join(missing)}.")
    return lines


def widest(given: Surveyed, moment: str, seat: Seat) -> tuple[str, int, int] | None:
    """The priority that a seat was most wrong about: its key, the rank expected, and the partner's own.

    None where nothing has a place in both lists: what somebody left where it stood says nothing about them.
    """
    expected = given.survey.seats[seat].ranking(moment, "partner")
    own = given.survey.seats[other(seat)].ranking(moment, "own")
    if not expected or not own:
        return None
    placed = [key for key in given.instrument.keys if key in expected.placed & own.placed]
    key = max(placed, key=lambda one: abs(expected.ranks[one] - own.ranks[one]), default=None)
    return None if key is None else (key, expected.ranks[key], own.ranks[key])


def of_room(room: RoomGap) -> list[str]:
    """What a room's rankings, ratings and predictions say; of one table only that it proves nothing."""
    if room.tables <= 1:
        return [ONE_TABLE] if room.tables else []
    lines = [
        f"{about.capitalize()} ({measure}): {', '.join(_levels(room, measure))}; 1 is the same order, 0 is chance."
        for measure, about in MEASURES.items()
        if _levels(room, measure)
    ]
    change = room.changes.get("accuracy")
    if change:
        lines.append(f"From before to after, how well people know their partner's order moved by {_interval(change)}.")
    for (base, moment), lift in room.lifts.items():
        if moment == "after":
            against = "expecting one's own order" if base == "projection" else "expecting what the role ranks here"
            lines.append(f"After play, people's picture of their own partner against {against}: {_interval(lift)}.")
    lines += [line for moment in ("before", "after") for line in _told(room, moment)]
    if room.foresight:
        lines.append(of_foresight(room.foresight))
    if room.lift_over_chance:
        lines.append(f"Predictions that came true against guessing, by pair: {_interval(room.lift_over_chance)}.")
    if room.calibration:
        lines.append(f"How sure people were, less how right, by pair: {_interval(room.calibration)}.")
    if room.tables < FEWEST:
        lines.append(f"{room.tables} pairs are too few for an interval ({FEWEST} or more): read these as stories.")
    return lines


def of_foresight(seen: Foresight) -> str:
    """How well the month's predictions of the partner came true."""
    return (
        f"{figures.share(seen.rate)} of what was predicted of the partner came true, where guessing brings "
        f"{figures.share(seen.chance)}."
    )


def _sure(seen: Foresight) -> str:
    """How sure people were, beside how right."""
    if seen.confidence is None or seen.tapped is None or seen.calibration is None:
        return "How sure people were, nobody said."
    said = f"The confidence taps stand for {figures.share(seen.confidence)}, the hits for {figures.share(seen.tapped)}"
    if seen.leans:
        return f"{said}: {seen.leans} than right, by more than luck explains."
    return f"{said}: {_near(seen.calibration)}."


def _near(calibration: float) -> str:
    return "as sure as right" if abs(calibration) < EVEN else "a difference that luck explains"


def _alike(fit: RankFit) -> str:
    names = ((0.8, "nearly the same"), (0.5, "much alike"), (0.2, "a little alike"), (-0.2, "unrelated"))
    word = next((name for least, name in names if fit.correlation >= least), "turned around")
    return (
        f"{word} ({figures.change(fit.correlation, 2)}; a priority is {figures.decimal(fit.error)} ranks off "
        "on average)"
    )


def _nearer(accuracy: RankFit, projection: RankFit) -> str:
    apart = accuracy.correlation - projection.correlation
    if abs(apart) < 0.005:
        return "just as near"
    return "further off" if apart > 0 else "nearer"


def _levels(room: RoomGap, measure: str) -> list[str]:
    return [
        f"{WHEN[moment]} {figures.change(level.mean, 2)}"
        for moment in MOMENTS
        if (level := room.levels.get((measure, moment)))
    ]  # fmt: skip


def _interval(found: Interval) -> str:
    return interval_words(found, lambda value: figures.change(value, 2))


RARE: Final = "the page compares so much that one such interval comes by luck: no clear difference"


def interval_words(found: Interval, written: Callable[[float], str]) -> str:
    """A mean with its interval, and what it cannot claim."""
    pairs = counted(found.pairs, "pair")
    if found.low is None or found.high is None:
        return f"{written(found.mean)} ({pairs}, too few for an interval)"
    claim = "; the interval holds 0, so this room shows no clear difference" if found.holds_zero else f"; {RARE}"
    return (
        f"{written(found.mean)} (95% interval {written(found.low)} to {written(found.high)}, {pairs}"
        f"{'' if found.clear else claim})"
    )


def _told(room: RoomGap, moment: str) -> list[str]:
    return [
        f"{WHEN[moment].capitalize()}, on “{one.says}”: {other(one.role)} thought that "
        f"{figures.units(one.guessed)} of a hundred in {one.role} would agree; here {figures.units(one.do)} in "
        "a hundred did."
        for one in room.beliefs[moment]
    ]
