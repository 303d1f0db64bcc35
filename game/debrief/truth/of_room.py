"""The truths of a room, over all its people; who they are is in none of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import fmean
from typing import Final

from game import figures
from game.debrief.case import Case
from game.debrief.evidence import capital, counted
from game.debrief.gap_words import WHEN
from game.debrief.instrument import Surveyed
from game.debrief.truth.of_pair import judged_words
from game.debrief.truth.showing import GIVEN, RANKED, READ, STRIKING, TYPED, Large, Truth
from game.rules.levers import SEATS, Seat, other


def of_room(cases: Sequence[Case], given: Sequence[Surveyed]) -> list[Truth]:
    """Every truth of a room, over its people; who they are is in none of them."""
    return [*_room_limits(cases), *_room_words(cases), *_room_forecasts(cases), *_room_rankings(given)]


FEW: Final = 6
"""Answers from which a room is spoken of and not somebody in it."""


def _room_limits(cases: Sequence[Case]) -> Iterator[Truth]:
    read = [one for case in cases for month in case.table.history for one in month.own_readings if one.constraint]
    wrong = sum(one.constraint != one.constraint_true for one in read)
    if len(read) >= FEW and wrong:
        yield Truth(
            "room.limits",
            (Large(str(len(read)), "times the other's tightest limit was named"),
             Large(str(wrong), "times it was another")),
            f"{counted(len(read), 'time')} somebody in this room said what binds the other seat hardest. {wrong} of "
            "these times it was something else.",
            "This is all of you together, both seats.",
            "Each said it before the month, and the month's figures say what bound.",
            READ + 0.5 * wrong / len(read),
        )  # fmt: skip


def _room_words(cases: Sequence[Case]) -> Iterator[Truth]:
    words = [word for case in cases for word in judged_words(case)]
    kept = sum(bool(word.kept) for word in words)
    if len(words) >= FEW:
        yield Truth(
            "room.words",
            (Large(str(len(words)), "words given in this room"), Large(str(kept), "kept")),
            f"{capital(counted(len(words), 'word'))} were given in this room, and {kept} kept.",
            "Nobody made you give your word. Look at what came of it.",
            "Each said yes, and the plans say what was done.",
            GIVEN + 0.5 * abs(kept / len(words) - 0.5),
        )


def _room_forecasts(cases: Sequence[Case]) -> Iterator[Truth]:
    pairs = [
        abs(one.units - more.units) / max(1.0, one.ordered)
        for case in cases for one in case.typed for more in case.typed
        if one.seat == "marketing" and more.seat == "distribution" and (one.month, one.item) == (more.month, more.item)
    ]  # fmt: skip
    far = sum(apart >= STRIKING for apart in pairs)
    if len(pairs) >= FEW and far:
        yield Truth(
            "room.forecasts",
            (Large(str(len(pairs)), "times both seats typed a forecast of the same month"),
             Large(str(far), "times the two lay 15% apart or more")),
            f"{counted(len(pairs), 'time')} both seats of a company typed a forecast of the same month. {far} of these "
            f"times the two lay {figures.share(STRIKING)} apart or more.",
            "Two numbers, one company. You typed them.",
            "All of these numbers were typed by people here.",
            TYPED + 0.5 * far / len(pairs),
        )  # fmt: skip


def _room_rankings(given: Sequence[Surveyed]) -> Iterator[Truth]:
    """The priority on which a role's picture of the other was most off, on average over the room."""
    best: tuple[float, Truth] | None = None
    for seat in SEATS:
        for moment in ("before", "after"):
            for keys in {one.instrument.keys for one in given}:
                both = [
                    (expected, own)
                    for one in given if one.instrument.keys == keys
                    if (expected := one.survey.seats[seat].ranking(moment, "partner"))
                    and (own := one.survey.seats[other(seat)].ranking(moment, "own"))
                ]  # fmt: skip
                for key in keys:
                    placed = [pair for pair in both if all(key in one.placed for one in pair)]
                    if len(placed) < FEW // 2 + 1:
                        continue
                    thought, was = (fmean([pair[at].ranks[key] for pair in placed]) for at in (0, 1))
                    gap = abs(thought - was) / (len(keys) - 1)
                    if gap >= 0.25 and (best is None or gap > best[0]):
                        name = _name(given, key)
                        best = gap, _room_ranking(seat, moment, name, thought, was, len(keys), len(placed), gap)
    if best:
        yield best[1]


def _name(given: Sequence[Surveyed], key: str) -> str:
    return next(one.name for table in given for one in table.instrument.priorities if one.key == key)


def _room_ranking(
    seat: Seat, moment: str, name: str, thought: float, was: float, things: int, pairs: int, gap: float
) -> Truth:
    partner = other(seat)
    return Truth(
        f"room.ranking.{seat}.{moment}",
        (Large(figures.decimal(thought), f"where {seat} believed {partner} puts it"),
         Large(figures.decimal(was), f"where {partner} puts it")),
        f"“{name}”, of {things} things ({WHEN[moment]}): people in {seat} believed that {partner} ranks it "
        f"{figures.decimal(thought)} on average; it ranked it {figures.decimal(was)} ({counted(pairs, 'pair')}).",
        f"“{name}”. The people in {seat} guessed where {partner} puts it. This is where {partner} put it.",
        "Everybody ranked it themselves, and nobody saw the other's list.",
        RANKED + gap / 2.0,
    )  # fmt: skip
