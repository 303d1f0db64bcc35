"""The truths of one pair: two forecasts, words given, tightest limits, rankings, and what a replay shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import fmean
from typing import Final

from game import figures
from game.debrief.acts import BetweenActs
from game.debrief.case import Case
from game.debrief.evidence import counted
from game.debrief.gap_words import WHEN, widest
from game.debrief.instrument import Surveyed
from game.debrief.truth.showing import GIVEN, MOVED, RANKED, READ, REPLAYED, STRIKING, TYPED, Large, Truth
from game.rules.levers import SEATS, Seat, other
from game.table.seen.observation import Reading
from game.table.seen.readings import CONSTRAINTS
from game.table.seen.spoken import GivenWord
from game.table.survey.survey import MOMENTS

APART: Final = 2
"""Ranks by which somebody must have been wrong about a thing for it to be shown."""


def truths_of(case: Case, given: Surveyed, acts: Sequence[BetweenActs] = ()) -> list[Truth]:
    """Every truth of one pair: of a table, and of what lies between its acts."""
    found = [*_forecasts(case), *_words(case), *_limits(case), *_rankings(given), *_together(case)]
    return [*found, *(truth for one in acts for truth in _structure(one))]


def _forecasts(case: Case) -> Iterator[Truth]:
    """The month for which the two people typed numbers furthest apart."""
    mine = {(one.month, one.item): one for one in case.typed if one.seat == "marketing"}
    both = [(mine[one.month, one.item], one) for one in case.typed
            if one.seat == "distribution" and (one.month, one.item) in mine]  # fmt: skip
    if not both:
        return
    first, second = max(both, key=lambda pair: abs(pair[0].units - pair[1].units) / max(1.0, pair[0].ordered))
    apart = abs(first.units - second.units) / max(1.0, first.ordered)
    if apart < STRIKING:
        return
    what = f"{case.words.month(first.month)}{f', {case.item(first.item)}' if first.item else ''}"
    yield Truth(
        "forecasts",
        (Large(figures.units(first.units), "marketing typed"), Large(figures.units(second.units), "distribution typed"),
         Large(figures.units(first.ordered), "customers ordered")),
        f"{what}, the same company: marketing typed {figures.units(first.units)} units, distribution "
        f"{figures.units(second.units)}. Customers ordered {figures.units(first.ordered)}.",
        f"One company, one month: {what}. These are the two numbers that you typed.",
        "Both typed the number themselves.",
        TYPED + min(0.5, apart / 2.0),
    )  # fmt: skip


def judged_words(case: Case) -> list[GivenWord]:
    """Words that people gave and whose month was played."""
    history = case.table.history
    words = (word for month in history for word in month.words if word.kept is not None)
    return [word for word in words if history[word.round - 1].by_person(word.by)]


def _words(case: Case) -> Iterator[Truth]:
    """How many words were given, and how many kept."""
    words = judged_words(case)
    kept = sum(bool(word.kept) for word in words)
    if len(words) < 2:
        return
    share = kept / len(words)
    yield Truth(
        "words",
        (Large(str(len(words)), "words given"), Large(str(kept), "kept")),
        f"The two gave each other {counted(len(words), 'word')}, and kept {kept}.",
        "Nobody made you give your word. Look at what came of it.",
        "Each said yes, and the plan says what was done.",
        GIVEN + 0.5 * abs(share - 0.5),
    )


def _limits(case: Case) -> Iterator[Truth]:
    """The month in which both thought that something else bound the other."""
    for month in case.table.history:
        read = {one.seat: one for one in month.own_readings if one.constraint}
        if len(read) == len(SEATS) and all(one.constraint != one.constraint_true for one in read.values()):
            sure = fmean([one.confidence for one in read.values()])
            name = case.words.month(month.round)
            said = [_limit(seat, read[seat]) for seat in SEATS]
            yield Truth(
                f"limits.{month.round}",
                tuple(Large(f"{_named(other(seat), read[seat].constraint)} → "
                            f"{_named(other(seat), read[seat].constraint_true)}",
                            f"{other(seat)}'s tightest limit: thought → was") for seat in SEATS),
                f"In {name} {said[0]}, and {said[1]}.",
                f"{name}. Each of you was asked what binds the other hardest. This is what you said, and what it was.",
                "Each said it before the month, and the month's figures say what bound.",
                READ + 0.05 * sure,
            )  # fmt: skip


def _limit(seat: Seat, read: Reading) -> str:
    partner = other(seat)
    return (
        f"{seat} thought that {partner}'s tightest limit was {_named(partner, read.constraint).lower()}, and it was "
        f"{_named(partner, read.constraint_true).lower()}"
    )


def _named(seat: Seat, key: str) -> str:
    return next(one.name for one in CONSTRAINTS[seat] if one.key == key)


def _rankings(given: Surveyed) -> Iterator[Truth]:
    """The priority that one was most wrong about, at the last moment at which both ranked."""
    things = len(given.instrument.keys)
    for seat in SEATS:
        for moment in reversed(MOMENTS):
            wide = widest(given, moment, seat)
            if wide is None:
                continue
            key, expected, own = wide
            gap = abs(expected - own) / max(1, things - 1)
            if abs(expected - own) >= APART:
                name = next(one.name for one in given.instrument.priorities if one.key == key)
                yield Truth(
                    f"ranking.{seat}",
                    (Large(str(expected), f"where {seat} put it for {other(seat)}"),
                     Large(str(own), f"where {other(seat)} put it")),
                    f"“{name}”, of {things} things ({WHEN[moment]}): {seat} believed that {other(seat)} ranks it "
                    f"{expected}; {other(seat)} ranked it {own}.",
                    f"“{name}”. One of you guessed where the other puts it. This is where the other put it.",
                    "Both ranked it themselves, and neither saw the other's list.",
                    RANKED + gap / 2.0,
                )  # fmt: skip
            break


def _together(case: Case) -> Iterator[Truth]:
    """What no seat alone could have won, and both at once could."""
    fit = case.review.fit
    alone = max(fit.money("marketing"), fit.money("distribution"))
    both = fit.money("joint")
    if both - alone < MOVED * case.scale:
        return
    money = case.words.money
    yield Truth(
        "together",
        (Large(money(alone), "more, had one seat answered better"), Large(money(both), "more, had both, at once")),
        f"With the same luck, the better answer of one seat alone would have added {money(alone)} at the most; of both "
        f"at once {money(both)}.",
        "Neither of you could have found this alone, however good you are.",
        "The season was played again with the same luck.",
        REPLAYED + min(0.5, (both - alone) / case.scale / 2.0),
    )


def _structure(one: BetweenActs) -> Iterator[Truth]:
    """What the rules of another structure make of the same decisions."""
    if one.parts is None or abs(one.parts.rules / 100.0) < MOVED * max(one.first.scale, one.second.scale):
        return
    names = [case.table.structure.name for case in (one.first, one.second)]
    money = one.first.words.money(one.money[1])
    share = abs(one.parts.rules / 100.0) / max(one.first.scale, one.second.scale)
    yield Truth(
        f"structure.{one.second.act}",
        (Large("0", "decisions that differ"),
         Large(figures.change_of_money(one.money[1], one.first.table.scenario.currency), "what the rules made of it")),
        f"The very same decisions with the same luck are worth {money} more under “{names[1]}” than under “{names[0]}”."
        if one.money[1] > 0
        else f"The very same decisions with the same luck are worth {money.lstrip('−-')} less under “{names[1]}” than "
        f"under “{names[0]}”.",
        "The same people, the same decisions. Only the rules between them are others.",
        "Both acts were played again with each other's rules.",
        REPLAYED + min(0.5, share / 2.0),
    )  # fmt: skip
