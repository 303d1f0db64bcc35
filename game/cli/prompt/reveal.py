"""What one seat sees when a month has played out: what everybody saw, its own dashboard, and numbered figures."""

from __future__ import annotations

from collections.abc import Sequence

from game import figures
from game.cli.prompt.chair import PromptChair
from game.table.clashes import CATALOGUE
from game.table.seen.dashboards import Dashboard
from game.table.seen.observation import Observation
from game.telling import ledger, rows
from game.telling.readings import readings_of
from game.telling.rows import Row


def shown(chair: PromptChair, seen: Observation) -> list[str]:
    """The whole reveal for this seat."""
    chair.numbered.clear()
    paper, month = chair.lines.paper, seen.shared[-1]
    name = seen.scenario.months[month.round - 1]
    at = f"month {month.round} of {seen.scenario.rounds}"
    lines = ["", paper.rule("━"), paper.ends(f"{name} has played out", at, "strong"), paper.rule("━")]
    lines += paper.paragraph(rows.beat(month, seen.scenario.currency), "  ")
    lines += [*paper.heading("What everybody sees"), *_table(chair, month.round, rows.of_all(seen))]
    lines += _dashboard(chair, seen, seen.months, "Your")
    if seen.partner is not None:
        lines += _dashboard(chair, seen, seen.partner.months, f"{chair.partner.capitalize()}'s")
    lines += _clashes(chair, seen)
    lines += readings(chair, seen)
    return lines


def _table(chair: PromptChair, round_: int, shown_: Sequence[Row]) -> list[str]:
    """Rows with a number before each figure that can be explained."""
    paper = chair.lines.paper
    marks = [chair.number(round_, row.key) if row.key else "" for row in shown_]
    wide = max((len(mark) for mark in marks), default=0)
    head: list[Sequence[str]] = [(" " * wide, "", "month before")] if any(row.before for row in shown_) else []
    table = [(f"{mark.ljust(wide)} {row.name}", row.now, row.before) for mark, row in zip(marks, shown_, strict=True)]
    return paper.table([*head, *table], head=bool(head))


def _dashboard(chair: PromptChair, seen: Observation, months: Sequence[Dashboard], whose: str) -> list[str]:
    """A seat's figures and its money lines, beside the month before."""
    paper, month, past = chair.lines.paper, months[-1], months[-2] if len(months) > 1 else None
    money = rows.of_money(month, past, seen.scenario.currency)
    return [
        *paper.heading(f"{whose} dashboard"),
        *_table(chair, month.round, rows.of_month(seen, months)),
        *paper.heading(f"{whose} money lines"),
        *_table(chair, month.round, money),
    ]


def _clashes(chair: PromptChair, seen: Observation) -> list[str]:
    """Clashes, the ledger and both predictions."""
    paper, month, sign = chair.lines.paper, seen.shared[-1], seen.scenario.currency
    lines: list[str] = []
    for clash in month.clashes:
        lines += ["", paper.line(f"Clash: {CATALOGUE[clash.clash].name}", "bad")]
        lines += paper.paragraph(figures.spaced(clash.sentence), "  ")
    book = [(row.name, row.now) for row in ledger.rows(month.ledger, sign, chair.seat)]
    lines += [*paper.heading("The ledger"), *paper.table(book)]
    return [*lines, *paper.paragraph(ledger.side_by_side(month, sign), "  ")]


def readings(chair: PromptChair, seen: Observation) -> list[str]:
    """What each had expected of the other, beside what was true."""
    paper, lines = chair.lines.paper, list[str]()
    for one in readings_of(seen, seen.shared[-1]):
        said = "; ".join(
            f"{about}: {said}, {'rightly' if said == was else f'but it was {was}'}" for about, said, was in one.rows
        )
        lines += paper.paragraph(f"{one.head}, {one.sure}: {said}. {one.foot}", "    ", first="  ")
    return [*paper.heading("Reading each other"), *lines] if lines else []
