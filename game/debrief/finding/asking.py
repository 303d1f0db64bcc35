"""Questions asked and not asked, and how well each read the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from game import figures
from game.debrief.case import Case
from game.debrief.evidence import Evidence
from game.debrief.instrument import foresights_of, surveyed
from game.debrief.naming import capital, counted, times
from game.rules.levers import SEATS, Seat, other
from game.table.seen.observation import Reading
from game.table.seen.readings import CONSTRAINTS

SURE = 4
"""Confidence, of 5, from which a seat counts as sure."""


def found(case: Case) -> Iterator[Evidence]:
    """What was asked, what never was, and the predictions beside the truth."""
    if case.table.structure.talk != "none":
        for seat in SEATS:
            yield _asked(case, seat)
        yield from _unasked(case)
        yield from _unanswered(case)
    for seat in SEATS:
        read = readings(case, seat)
        if read:
            yield _hits(case, seat, read)
            yield from _sure(case, seat, read)


def readings(case: Case, seat: Seat) -> list[Reading]:
    """The predictions of a seat."""
    return [one for month in case.table.history for one in month.readings if one.seat == seat]


def _asked(case: Case, seat: Seat) -> Evidence:
    cards = Counter(one.card for month in case.table.history for one in month.asked if one.by == seat)
    count = sum(cards.values())
    rounds = tuple(row.round for row in case.rows if row.asked[seat])
    if not count:
        sentence = f"{capital(seat)} played no question card all season."
    else:
        card, often = cards.most_common(1)[0]
        sentence = (
            f"{capital(seat)} asked {counted(count, 'question')} in {counted(len(rounds), 'month')} of "
            f"{len(case.rows)}, most often “{case.table.deck.cards[card].asks}” ({times(often)})."
        )
    return Evidence(
        f"question.{seat}", "question", "asking", float(count), "times", str(count), sentence, rounds, seat,
        weight=0.7 if not count else 0.4,
    )  # fmt: skip


def unasked(case: Case) -> list[str]:
    """Keys of the cards that could have been played and never were."""
    played = {one.card for month in case.table.history for one in month.asked}
    return [key for key in case.table.deck.cards if key not in played]


def _unasked(case: Case) -> Iterator[Evidence]:
    keys = unasked(case)
    if keys:
        deck = case.table.deck.cards
        telling = [deck[key].asks for key in _telling(case, keys)]
        some = " and ".join(f"“{asks}”" for asks in telling)
        yield Evidence(
            "question.unasked", "question", "asking", float(len(keys)), "times", str(len(keys)),
            f"Of {len(deck)} question cards, {len(keys)} were never played; among them {some}.",
            weight=0.45 + 0.3 * len(keys) / len(deck),
        )  # fmt: skip


def _telling(case: Case, keys: Sequence[str]) -> list[str]:
    """Two cards worth naming: those that ask about what went worst first."""
    wanted = ["how-much-room", "what-on-your-floor", "how-long-does-stock-last", "what-do-you-expect"]
    if any("unsupported-promotion" in row.clashes for row in case.rows):
        wanted.insert(0, "how-long-does-stock-last")
    ordered = [key for key in dict.fromkeys(wanted) if key in keys]
    return [*ordered, *(key for key in keys if key not in ordered)][:2]


def _unanswered(case: Case) -> Iterator[Evidence]:
    open_ = [(month.round, one) for month in case.table.history for one in month.asked if one.answer is None]
    if open_:
        yield Evidence(
            "question.unanswered", "question", "asking", float(len(open_)), "times", str(len(open_)),
            f"{capital(counted(len(open_), 'question'))} got no answer before the plans were committed.",
            tuple(sorted({round_ for round_, _ in open_})), weight=0.5,
        )  # fmt: skip


def _hits(case: Case, seat: Seat, read: list[Reading]) -> Evidence:
    hits, chance, of = sum(one.hits for one in read), sum(one.chance for one in read), 2 * len(read)
    partner = other(seat)
    binds = Counter(one.constraint_true for one in read).most_common(1)[0]
    name = next(one.name.lower() for one in CONSTRAINTS[partner] if one.key == binds[0])
    seen = foresights_of(surveyed(case.label, case.table))[seat]
    assert seen
    sure = "as sure as it was right"
    if abs(seen.calibration) >= 0.05:
        sure = "surer than it was right" if seen.calibration > 0 else "less sure than it was right"
    sentence = (
        f"{capital(seat)} read {partner} right {hits} times of {of}; guessing would bring about {chance:.0f}. On the "
        f"whole it was {sure}. "
        f"What bound {partner} hardest most often was {name} ({counted(binds[1], 'month')})."
    )
    return Evidence(
        f"prediction.{seat}", "prediction", "asking", hits / of, "share", figures.share(hits / of), sentence,
        weight=0.45 + min(0.4, abs(hits - chance) / of), seat=seat,
    )  # fmt: skip


def sure_and_right(read: list[Reading]) -> tuple[int, int]:
    """Of what was said surely: how much was right, of how much."""
    sure = [one for one in read if one.confidence >= SURE]
    return sum(one.hits for one in sure), 2 * len(sure)


def _sure(case: Case, seat: Seat, read: list[Reading]) -> Iterator[Evidence]:
    right, of = sure_and_right(read)
    unsure = [one for one in read if one.confidence < SURE]
    if not of:
        return
    sentence = f"When {seat} was sure or certain, {right} of {of} readings were right"
    if unsure:
        sentence += f"; when it was less sure, {sum(one.hits for one in unsure)} of {2 * len(unsure)}"
    missed = [
        month.round
        for month in case.table.history
        for one in month.readings
        if one.seat == seat and one.confidence >= SURE and one.hits == 0
    ]
    yield Evidence(
        f"prediction.sure.{seat}", "prediction", "asking", right / of, "share", figures.share(right / of),
        f"{sentence}.", tuple(missed), seat, weight=0.4 + 0.4 * (1.0 - right / of),
    )  # fmt: skip
