"""What the season came to beside both plans, the ledger by round, where the value went, and which choices did most."""

from __future__ import annotations

from collections.abc import Iterator
from math import fsum

from game.debrief.case import Case, MonthRow
from game.debrief.evidence import Evidence
from game.judging.levers import theme_of
from game.telling.season import gone


def evidence_of_result(case: Case) -> Iterator[Evidence]:
    """The result, the value that went, and the months in which the two did most together."""
    yield _result(case)
    if case.review.went:
        yield from _went(case)
    yield from _together(case)


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


def _went(case: Case) -> Iterator[Evidence]:
    words, went = case.words, case.review.went
    assert went
    amounts = gone(went)
    gap = fsum(amounts.values())
    parts = (
        ("marketing", "is what marketing's levers alone would have won back, set as in the best plan"),
        ("distribution",
         "is what distribution's levers alone would have won back, set as in the best plan"),
        ("coordination",
         "could be won only by both at once: joint decisions, and choices that fit each other"),
        ("luck", "is what usual luck would have added, which no plan could change"),
    )  # fmt: skip
    lead = f"Four amounts add up to the {words.money(gap)} from this season to the best plan in a usual season."
    for key, says in parts:
        amount = amounts[key]
        share = amount / gap if gap > 0 else 0.0
        sentence = f"{lead} {words.money(amount)} {says}."
        if amount < 0:
            sentence = f"{lead} One of them is below zero: {words.money(-amount)} {_negative(key)}."
        yield Evidence(
            f"value-went.{key}", "value-went", "together", amount, "money", words.money(amount), sentence,
            weight=min(1.0, 0.3 + 0.6 * max(0.0, min(1.0, share))) if key != "luck" else 0.2,
        )  # fmt: skip


def _negative(key: str) -> str:
    if key == "luck":
        return "was given by the luck of the draw: it was a kind season"
    if key == "coordination":
        return "is counted twice in the two seats' parts: each alone would mend some of the same harm"
    return f"is what {key}'s levers would have cost, had they alone been set as in the best plan"


def _together(case: Case) -> Iterator[Evidence]:
    total = fsum(row.together for row in case.rows)
    words, rows = case.words, case.rows
    moved = fsum(abs(row.marketing) + abs(row.distribution) + abs(row.together) for row in rows)
    losses = [row for row in rows if row.meeting == "hurt"]
    yield Evidence(
        "ledger.season", "ledger", "together", total, "money", words.money(total),
        f"Over the season, what the two did together came to {words.money(total)}, on top of what each did "
        f"alone. It cost them in {len(losses)} of {len(rows)} months.",
        weight=0.5 + 0.4 * (abs(total) / moved if moved else 0.0),
    )  # fmt: skip
    scale = max(1.0, abs(case.joint), *(abs(row.together) for row in rows))
    if losses:
        worst = min(losses, key=_line)
        yield Evidence(
            f"ledger.worst.{worst.round}", "ledger", "together", worst.together, "money", words.money(worst.together),
            f"In {worst.month} the two plans cost each other {words.money(-worst.together)}, on top of what each did "
            f"alone (marketing's {words.money(worst.marketing)}, distribution's {words.money(worst.distribution)}).",
            rounds=(worst.round,), weight=min(0.95, 0.5 + abs(worst.together) / scale),
        )  # fmt: skip
    gains = [row for row in rows if row.meeting == "helped"]
    if gains:
        best = max(gains, key=_line)
        yield Evidence(
            f"ledger.best.{best.round}", "ledger", "together", best.together, "money", words.money(best.together),
            f"In {best.month} the two plans made {words.money(best.together)} more side by side than each alone.",
            rounds=(best.round,), weight=min(0.9, 0.4 + abs(best.together) / scale),
        )  # fmt: skip


def _line(row: MonthRow) -> float:
    return row.together


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
