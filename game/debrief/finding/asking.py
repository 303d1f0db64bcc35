"""What the two asked, predicted, thought and said of each other: questions, readings, the perception gap, own words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from math import fsum

from game import figures
from game.debrief.case import Case
from game.debrief.evidence import Evidence, capital, counted, times
from game.debrief.gap_words import WHEN, widest
from game.debrief.instrument import Surveyed, foresights_of, gaps_of, surveyed
from game.judging.months import sure
from game.rules.levers import SEATS, Seat, other
from game.table.seen.observation import Reading
from game.table.seen.readings import CONSTRAINTS
from game.table.survey.survey import MOMENTS, Moment


def evidence_of_asking(case: Case) -> Iterator[Evidence]:
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
    """The predictions that people made at a seat."""
    return [one for month in case.table.history for one in month.own_readings if one.seat == seat]


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
    return [card.key for card in case.table.deck.offered if card.key not in played]


def _unasked(case: Case) -> Iterator[Evidence]:
    keys = unasked(case)
    if keys:
        deck, offered = case.table.deck.cards, len(case.table.deck.offered)
        telling = [deck[key].asks for key in _telling(case, keys)]
        some = " and ".join(f"“{asks}”" for asks in telling)
        yield Evidence(
            "question.unasked", "question", "asking", float(len(keys)), "times", str(len(keys)),
            f"Of {offered} question cards, {len(keys)} were never played; among them {some}.",
            weight=0.45 + 0.3 * len(keys) / offered,
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
    hits, chance, of = sum(one.hits for one in read), fsum(one.chance for one in read), sum(one.parts for one in read)
    partner = other(seat)
    binds = Counter(one.constraint_true for one in read).most_common(1)[0]
    name = next(one.name.lower() for one in CONSTRAINTS[partner] if one.key == binds[0])
    seen = foresights_of(surveyed(case.label, case.table))[seat]
    assert seen
    tone = f"It was {seen.leans} than it was right, by more than luck explains. " if seen.leans else ""
    if seen.calibration is None:
        tone = "How sure it was, it did not say. "
    sentence = (
        f"{capital(seat)} read {partner} right in {hits} of {of} parts; guessing would bring about "
        f"{figures.units(chance)}. {tone}"
        f"What bound {partner} hardest most often was {name} ({counted(binds[1], 'month')})."
    )
    return Evidence(
        f"prediction.{seat}", "prediction", "asking", hits / of, "share", figures.share(hits / of), sentence,
        weight=0.45 + min(0.4, abs(hits - chance) / of), seat=seat,
    )  # fmt: skip


def sure_and_right(read: list[Reading]) -> tuple[int, int]:
    """Of what was said surely: how much was right, of how much."""
    surely = [one for one in read if sure(one.confidence)]
    return sum(one.hits for one in surely), sum(one.parts for one in surely)


def _sure(case: Case, seat: Seat, read: list[Reading]) -> Iterator[Evidence]:
    right, of = sure_and_right(read)
    unsure = [one for one in read if one.confidence and not sure(one.confidence)]
    if not of:
        return
    sentence = f"When {seat} was sure or certain, {right} of {of} readings were right"
    if unsure:
        sentence += f"; when it was less sure, {sum(one.hits for one in unsure)} of {sum(one.parts for one in unsure)}"
    missed = [
        month.round
        for month in case.table.history
        for one in month.own_readings
        if one.seat == seat and sure(one.confidence) and one.hits == 0
    ]
    yield Evidence(
        f"prediction.sure.{seat}", "prediction", "asking", right / of, "share", figures.share(right / of),
        f"{sentence}.", tuple(missed), seat, weight=0.4 + 0.4 * (1.0 - right / of),
    )  # fmt: skip


def evidence_of_gap(case: Case) -> Iterator[Evidence]:
    """Each one's picture of the other's priorities, and what each expected of the other on what is said of a role."""
    given = surveyed(case.label, case.table)
    for seat in SEATS:
        yield from _picture(given, seat)
        yield from _sayings(given, seat)


def off_by(given: Surveyed, seat: Seat) -> dict[Moment, float]:
    """Ranks by which a seat's picture of the other's priorities is off on average, by moment."""
    gaps = gaps_of(given)
    return {moment: fit.error for moment in MOMENTS if (fit := gaps[moment].seats[seat]["accuracy"])}


def _picture(given: Surveyed, seat: Seat) -> Iterator[Evidence]:
    """How far off it was, and on which priority most, at the last moment at which both ranked."""
    errors, partner = off_by(given, seat), other(seat)
    if not errors:
        return
    moment = list(errors)[-1]
    wide = widest(given, moment, seat)
    path = ", ".join(f"{WHEN[one]} {figures.decimal(error)}" for one, error in errors.items())
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
        f"gap.{seat}", "gap", "asking", errors[moment], "ranks", figures.decimal(errors[moment]), sentence, (), seat,
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


def own_words(case: Case) -> Iterator[Evidence]:
    """Every line that was kept, then reasons for plans and noes; what was said before is left out."""
    seen: set[tuple[Seat | None, str]] = set()
    for one in _all(case):
        said = (one.seat, figures.without_figures(one.words))
        if said not in seen:
            seen.add(said)
            yield one


def _all(case: Case) -> Iterator[Evidence]:
    months = [(month, month.round, case.words.month(month.round)) for month in case.table.history]
    for month, round_, name in months:
        for seat in SEATS:
            if text := month.own_lines.get(seat, ""):
                says = f"Looking back on {name}, {seat} wrote:"
                yield _own(f"own-words.line.{round_}.{seat}", says, round_, seat, text, 0.6)
    for month, round_, name in months:
        for seat in SEATS:
            if month.by_person(seat) and (text := month.commits[seat].why):
                says = f"{capital(seat)}'s reason for its plan in {name}:"
                yield _own(f"own-words.plan.{round_}.{seat}", says, round_, seat, text, 0.4)
        for proposal in month.proposals:
            if proposal.status == "declined" and proposal.answer and month.by_person(other(proposal.by)):
                says = f"Why {other(proposal.by)} said no to a proposal in {name}:"
                key = f"own-words.no.{round_}.{proposal.id}"
                yield _own(key, says, round_, other(proposal.by), proposal.answer, 0.45)


def _own(key: str, says: str, round_: int, seat: Seat, text: str, weight: float) -> Evidence:
    return Evidence(key, "own-words", "asking", 1.0, "times", "1", says, (round_,), seat, weight, text)
