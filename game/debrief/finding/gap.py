"""The perception gap of a table: how far off each one's picture of the other is, and on what most."""

from __future__ import annotations

from collections.abc import Iterator

from game.debrief.case import Case
from game.debrief.evidence import Evidence
from game.debrief.gap_words import WHEN, widest
from game.debrief.instrument import Surveyed, gaps_of, surveyed
from game.debrief.naming import capital
from game.rules.levers import SEATS, Seat, other
from game.table.survey.survey import MOMENTS, Moment


def found(case: Case) -> Iterator[Evidence]:
    """Each one's picture of the other's priorities, and what each expected of the other on what is said of a role."""
    given = surveyed(case.label, case.table)
    for seat in SEATS:
        yield from _picture(given, seat)
        yield from _sayings(given, seat)


def off_by(given: Surveyed, seat: Seat) -> dict[Moment, float]:
    """Ranks by which a seat's picture of the other's priorities is off on average, by moment."""
    gaps = gaps_of(given)
    return {moment: fit.error for moment in MOMENTS if (fit := gaps[moment].seats[seat].accuracy)}


def _picture(given: Surveyed, seat: Seat) -> Iterator[Evidence]:
    """How far off it was, and on which priority most, at the last moment at which both ranked."""
    errors, partner = off_by(given, seat), other(seat)
    if not errors:
        return
    moment = list(errors)[-1]
    wide = widest(given, moment, seat)
    path = ", ".join(f"{WHEN[one]} {error:.1f}" for one, error in errors.items())
    sentence = (
        f"{capital(seat)}'s picture of what matters to {partner} was off by this many ranks on average: {path}. "
        "One table proves nothing; it is a picture to talk about."
    )
    if wide:
        key, expected, own = wide
        name = next(one.name for one in given.instrument.priorities if one.key == key)
        sentence += (
            f" Furthest apart ({WHEN[moment]}): “{name}”, which {seat} expected {partner} to rank {expected} and "
            f"{partner} ranked {own}."
        )
    most = (len(given.instrument.keys) ** 2 - 1) / (3.0 * len(given.instrument.keys))
    yield Evidence(
        f"gap.{seat}", "gap", "asking", errors[moment], "ranks", f"{errors[moment]:.1f}", sentence, (), seat,
        weight=min(0.95, 0.5 + 0.45 * errors[moment] / most),
    )  # fmt: skip


def _sayings(given: Surveyed, seat: Seat) -> Iterator[Evidence]:
    """What a seat thought that the other role would say to a saying, beside what the partner said."""
    partner = other(seat)
    for saying in given.instrument.statements:
        for moment in reversed(MOMENTS):
            mine = given.survey.seats[seat].rating(moment, saying.key)
            theirs = given.survey.seats[partner].rating(moment, saying.key)
            if mine and theirs:
                yield Evidence(
                    f"gap.saying.{saying.key}.{seat}", "gap", "asking", float(mine.others), "of a hundred",
                    str(mine.others),
                    f"“{saying.says}” {capital(seat)} thought that {mine.others} of a hundred in {partner} would "
                    f"agree ({WHEN[moment]}); {partner} at this table put {theirs.agree} on a scale from 1, not at "
                    "all, to 7, fully.",
                    (), seat, weight=0.55 if saying.about == partner else 0.5,
                )  # fmt: skip
                break
