"""What the season came to beside both plans, what would have fit better, and which choices did most."""

from __future__ import annotations

from collections.abc import Iterator

from game import figures
from game.debrief.case import Case
from game.debrief.evidence import Evidence, counted
from game.judging.levers import theme_of
from game.telling.fitting import sentence


def evidence_of_result(case: Case) -> Iterator[Evidence]:
    """The result, what luck made of it, what would have fit better, and in which months two plans were in the way."""
    yield _result(case)
    yield from _luck(case)
    yield from _fit(case)
    yield from _met(case)


def _result(case: Case) -> Evidence:
    words, rows = case.words, case.rows
    value, played = words.money(case.joint), f"{len(rows)} of {case.table.scenario.rounds} months"
    sentence, then, weight = f"The season was worth {value} to the two together.", "ends at", 0.4
    if not case.finished:
        sentence = f"The {played} that were played were worth {value} to the two together."
        then = "stands after these months at"
    line = case.review.alignment
    if line:
        silo, best = words.money(line.silo), words.money(line.best)
        sentence += (
            f" With the same luck, silo play, in which each seat serves only its own scorecard, {then} {silo}, and the "
            f"best plan known at {best}."
        )
        weight = 0.6
    return Evidence("result", "result", "together", case.joint, "money", value, sentence, weight=weight)


def _luck(case: Case) -> Iterator[Evidence]:
    """What the luck of the draw was worth, measured on the best plan known: no plan could change it."""
    if case.review.luck is None:
        return
    words, amount = case.words, case.review.luck / 100.0
    way = "took from" if amount > 0.0 else "gave to"
    yield Evidence(
        "result.luck", "luck", "together", amount, "money", words.money(amount),
        f"Luck {way.replace(' ', f' {words.money(abs(amount))} ')} the best plan known, beside a usual season.",
        weight=min(0.6, 0.2 + abs(amount) / case.scale),
    )  # fmt: skip


def _fit(case: Case) -> Iterator[Evidence]:
    """What would have fit better over the season, and in the month in which it would have been most."""
    words, fit, rows = case.words, case.review.fit, case.rows
    if fit.lines:
        most = max(line.money for line in fit.lines)
        told = [f"{line.who[0].lower()}{line.who[1:]} {words.money(line.money)}" for line in fit.lines]
        yield Evidence(
            "fit.season", "fit", "together", most, "money", words.money(most),
            f"What would have fit better over the season, each in up to three steps with the same luck: "
            f"{figures.listed(told)} more.",
            weight=min(0.95, 0.5 + most / case.scale),
        )  # fmt: skip
    found = [(row, line) for row, month in zip(rows, case.fits, strict=True) for line in month.lines]
    if found:
        row, line = max(found, key=lambda pair: pair[1].money)
        said = sentence(line, case.table.scenario.currency)
        yield Evidence(
            f"fit.month.{row.round}", "fit", "together", line.money, "money", words.money(line.money),
            f"In {row.month} {said[0].lower()}{said[1:]}", rounds=(row.round,),
            weight=min(0.9, 0.4 + 2.0 * line.money / case.scale),
        )  # fmt: skip


def _met(case: Case) -> Iterator[Evidence]:
    """In how many months the two plans got in each other's way."""
    hurt = [row for row in case.rows if row.meeting == "hurt"]
    if hurt:
        months = case.words.months([row.round for row in hurt], len(case.rows))
        yield Evidence(
            "met.hurt", "fit", "together", float(len(hurt)), "months", counted(len(hurt), "month"),
            f"The two plans got in each other's way in {counted(len(hurt), 'month')} of {len(case.rows)}: {months}.",
            rounds=tuple(row.round for row in hurt), weight=0.4 + 0.4 * len(hurt) / len(case.rows),
        )  # fmt: skip


def evidence_of_choices(case: Case) -> Iterator[Evidence]:
    """The largest swings, the best choice, and the dearest message."""
    for point in case.review.turning_points:
        yield Evidence(
            f"turning-point.{point.round}.{point.key}", "turning-point", theme_of(point.key), point.money, "money",
            case.words.money(point.money), point.sentence, (point.round,),
            weight=min(1.0, 0.45 + 4.0 * point.money / case.scale),
        )  # fmt: skip
    for point in case.review.well_chosen:
        yield Evidence(
            f"well-chosen.{point.round}.{point.key}", "well-chosen", theme_of(point.key), -point.money, "money",
            case.words.money(-point.money), f"Well chosen: {point.sentence}", (point.round,),
            weight=min(0.8, 0.3 + 2.0 * -point.money / case.scale),
        )  # fmt: skip
    message = case.review.message
    if message and message.cents > 0:
        yield Evidence(
            f"message.{message.round}.{message.key}", "message", "asking", message.money, "money",
            case.words.money(message.money), message.sentence, (message.round,),
            weight=min(0.95, 0.5 + 5.0 * message.money / case.scale),
        )  # fmt: skip
