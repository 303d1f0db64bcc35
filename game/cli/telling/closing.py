"""The closing page: what the season came to, three small charts, four moments, and what to try next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from game import figures
from game.cli.telling.month import fit_lines, kept_lines
from game.cli.telling.paper import Paper
from game.doors.text import cells, to_left, to_right
from game.rules.levers import SEATS
from game.scenario.shelf import word_for
from game.table.clashes import CATALOGUE
from game.telling import reach
from game.telling import season as telling
from game.telling.rows import results, with_later
from game.telling.story import Season
from game.terms import Glossary

if TYPE_CHECKING:
    from game.lab.hindsight.bounds import Alignment, Beside
    from game.lab.hindsight.review import Review


FULL, PART, EMPTY = "█", "▒", "░"
LEAST = 10


@dataclass(frozen=True)
class Bar:
    """One line of a chart: what it is, how much of it, how much beyond that, and its figures in words."""

    label: str
    amount: float
    beyond: float  # drawn lighter, after the amount
    says: str
    spoken: str = ""  # all of it as a sentence, where the label and the figures make none


def bars(paper: Paper, rows: Sequence[Bar], most: float | None = None) -> list[str]:
    """Bars from the left; the longest, or `most`, fills the line."""
    if paper.spoken:
        return _told(paper, rows)
    label, says, room = _room(paper, rows)
    scale = room / max(1e-9, max((row.amount + row.beyond for row in rows), default=0.0) if most is None else most)
    lines = []
    for row in rows:
        full = round(row.amount * scale)
        rest = round((row.amount + row.beyond) * scale) - full
        drawn = (FULL * full + EMPTY * rest).ljust(room)
        lines.append(paper.line(f"  {to_left(row.label, label)}  {drawn}  {to_right(paper.shown(row.says), says)}"))
    return lines


def balance(paper: Paper, rows: Sequence[Bar]) -> list[str]:
    """Bars to the right of a middle line for what was won, to the left for what was lost."""
    if paper.spoken:
        return _told(paper, rows)
    label, says, room = _room(paper, rows)
    most = max((abs(row.amount) for row in rows), default=0.0)
    losses = max((-row.amount for row in rows), default=0.0)
    gains = max((row.amount for row in rows), default=0.0)
    span = max(1e-9, max(0.0, losses) + max(0.0, gains))
    left = round((room - 1) * max(0.0, losses) / span)
    right = room - 1 - left
    scale = (room - 1) / span if most else 0.0
    lines = []
    for row in rows:
        size = round(abs(row.amount) * scale)
        below = (PART * min(left, size)).rjust(left) if row.amount < 0 else " " * left
        above = (FULL * min(right, size)).ljust(right) if row.amount > 0 else " " * right
        said = to_right(paper.shown(row.says), says)
        lines.append(paper.line(f"  {to_left(row.label, label)}  {below}│{above}  {said}"))
    return lines


def _told(paper: Paper, rows: Sequence[Bar]) -> list[str]:
    """What bars tell whoever cannot see them."""
    return [line for row in rows for line in paper.paragraph(row.spoken or f"{row.label}: {row.says}")]


def _room(paper: Paper, rows: Sequence[Bar]) -> tuple[int, int, int]:
    """Widths of the labels, of the figures and of the bars."""
    label = max((cells(row.label) for row in rows), default=0)
    says = max((cells(paper.shown(row.says)) for row in rows), default=0)
    return label, says, max(LEAST, paper.width - label - says - 6)


ROOMY = 72
"""Characters from which the months of a clash are named."""
LIGHT = " (the light part was not shipped that month)"
WIDE = 60
"""Characters from which the months beside both plans have a column each."""


def closing_page(paper: Paper, season: Season, glossary: Glossary, review: Review | str) -> list[str]:
    """The whole page; a word in place of the review stands for it, and nothing to try next is named."""
    back = paper.paragraph(review, "  ") if isinstance(review, str) else looked_back(paper, review)
    return [
        "",
        *paper.title("The season", season.table.scenario.title),
        *kept_lines(paper, season.months),
        *totals(paper, season),
        *pictures(paper, season),
        *collisions(paper, season),
        *readings(paper, season),
        *moments(paper, season),
        *back,
        *(() if isinstance(review, str) else invitation(paper, season)),
    ]


def totals(paper: Paper, season: Season) -> list[str]:
    """What the months add up to."""
    months, sign = season.months, season.table.scenario.currency
    *ends, (_, joint) = results([month.shared for month in months])
    ordered = sum(figures.whole(month.ordered()) for month in months)  # as the months are written
    shipped = sum(figures.whole(month.shipped()) for month in months)
    rows = [
        *((name, figures.money(amount, sign)) for name, amount in ends),
        ("Joint value of the season", figures.money(joint, sign)),
        ("Units ordered, and shipped", f"{figures.units(ordered)}, {figures.units(shipped)}"),
        ("OTIF, first month and last",
         f"{figures.share(months[0].shared.otif)}, {figures.share(months[-1].shared.otif)}"),
        ("Satisfaction, first month and last",
         f"{figures.units(months[0].shared.satisfaction)}, {figures.units(months[-1].shared.satisfaction)}"),
    ]  # fmt: skip
    return ["", *paper.table(rows, styles={len(ends): "strong"})]


def pictures(paper: Paper, season: Season) -> list[str]:
    """Demand against shipments, OTIF and joint value, month by month."""
    sign = season.table.scenario.currency
    goods, otif, worth = [], [], []
    for month in season.months:
        label, shipped = paper.short(month.month), month.shipped()
        missed, both = max(0.0, month.ordered() - shipped), (figures.units(month.ordered()), figures.units(shipped))
        told = f"{label}: ordered {both[0]}, shipped {both[1]}"
        goods.append(Bar(label, shipped, missed, " / ".join(both), told))
        otif.append(Bar(label, month.shared.otif, 1.0 - month.shared.otif, figures.share(month.shared.otif)))
        worth.append(Bar(label, month.shared.joint, 0.0, figures.money(month.shared.joint, sign)))
    return [
        *paper.heading(f"Ordered and shipped, units{'' if paper.spoken else LIGHT}"),
        *bars(paper, goods),
        *paper.heading("OTIF: on time, in full and whole, of all that was wanted"),
        *bars(paper, otif, most=1.0),
        *paper.heading("Joint value"),
        *balance(paper, worth),
        *after_it(paper, season),
    ]


def after_it(paper: Paper, season: Season) -> list[str]:
    """What of the last month the months after the season bring."""
    last = season.months[-1]
    said = with_later(last.shared, season.table.scenario.currency)
    return ["", *paper.paragraph(f"In {last.month} {said}", "  ")] if said else []


def collisions(paper: Paper, season: Season) -> list[str]:
    """How often each clash showed."""
    rounds = telling.clash_rounds([month.shared for month in season.months])
    lines = paper.heading("Clashes")
    if not rounds:
        return lines + paper.paragraph(
            "None all season: no single choice of a seat broke what would have held without it.", "  "
        )
    rows = []
    for key in (key for key in CATALOGUE if key in rounds):
        months = ", ".join(paper.short(season.months[at - 1].month) for at in rounds[key])
        row = (CATALOGUE[key].name, f"{len(rounds[key])} of {len(season.months)} months", months)
        rows.append(row if paper.width >= ROOMY else row[:2])
    stuck = sum(month.shared.deadlocks for month in season.months)  # exact: whole numbers
    lines += paper.table(rows)
    if stuck:
        lines += paper.paragraph(f"Joint decisions left without a second signature: {stuck}.", "  ")
    return lines


def readings(paper: Paper, season: Season) -> list[str]:
    """How well each seat read the other, beside chance."""
    lines: list[str] = []
    for seat in SEATS:
        one = telling.hits([month.shared for month in season.months], seat)
        if one:
            said = (
                f"{figures.several(one.right, 'time')} of {one.of}: {one.beside_chance} ({figures.units(one.chance)})"
            )
            lines += paper.paragraph(f"{seat.capitalize()} read its partner right {said}.", "    ", first="  ")
    return [*paper.heading("Reading each other"), *lines] if lines else []


def moments(paper: Paper, season: Season) -> list[str]:
    """What to remember, in the order in which it happened."""
    lines = paper.heading("To remember")
    for month, one in telling.moments(season.months):
        lines += paper.paragraph(one.sentence, "    ", first=f"  {month.month}: ")
    return lines


def invitation(paper: Paper, season: Season) -> list[str]:
    """What to try next."""
    place, seed = season.table.scenario, season.table.seed
    named = word_for(place.slug, place.path)
    spoken = " --spoken" if paper.spoken else ""
    if season.table.structure.name == "sync":
        told = "The same months without talk, with each seat on its own figures:"
        command = f"lastmile demo {named} --structure silo --seed {seed}{spoken}"
    else:
        told = "The same months, the same luck, with shared figures, one forecast and a word beforehand:"
        command = f"lastmile demo {named} --structure sync --seed {seed}{spoken}"
    return [
        *paper.heading("What if they had worked together another way?"),
        *paper.paragraph(told, "  "),
        paper.line(f"    {command}"),
        *paper.paragraph("Or take a seat yourself:", "  "),
        paper.line(f"    lastmile play {named}{spoken or ' --plain'} --seed {seed}"),
        "",
    ]


def looked_back(paper: Paper, review: Review) -> list[str]:
    """All that a review says."""
    lines = [*paper.heading("The season, in a few lines"), *paper.paragraph(" ".join(review.story), "  ")]
    lines += _beside_both(paper, review)
    points = [remark.sentence for remark in review.turning_points]
    lines += fit_lines(paper, review.fit)
    if review.steps:
        lines += paper.heading("The next steps up, each upon the ones before, with the same luck")
        lines += paper.items([step.sentence for step in review.steps])
    if points:
        lines += paper.heading("What would have changed most, each alone, with the same luck")
        lines += paper.items(points)
    else:
        lines += paper.heading("What would have changed most")
        lines += paper.paragraph(telling.NO_TURNING_POINT, "  ")
    if review.well_chosen:
        lines += paper.heading("What did most good")
        lines += paper.items([remark.sentence for remark in review.well_chosen])
    if review.message is not None:
        lines += paper.heading("What a word would have been worth")
        lines += paper.items([review.message.sentence])
    return lines


def _beside_both(paper: Paper, review: Review) -> list[str]:
    """Alignment and the months beside both plans, or why there is no yardstick."""
    if review.alignment is None or review.beside is None:
        return [*paper.heading("Alignment"), *paper.paragraph(f"Not known. {review.without}", "  ")]
    sign = review.currency
    return [
        *paper.heading(f"Alignment: {figures.units(review.alignment.index)}"),
        *paper.paragraph(f"{telling.SCALE} {telling.standing(review.alignment.index)}", "  "),
        *(paper.paragraph(review.note, "  ") if review.note else []),
        *_ends(paper, review.alignment, sign),
        *_months(paper, review, review.beside),
        *_bands(paper, review),
    ]  # fmt: skip


def _bands(paper: Paper, review: Review) -> list[str]:
    """Where the season could still end after each month."""
    names = review.months if paper.width >= WIDE else [paper.short(month) for month in review.months]
    head, *rows = reach.rows(review.bands, names)
    if paper.width < ROOMY:
        head = ("After", "alone", "both")
    return [
        *paper.heading(reach.NARROWED),
        *paper.paragraph(reach.SCOPE, "  "),
        "",
        *paper.table([head, *rows], head=True),
    ]


def _ends(paper: Paper, alignment: Alignment, sign: str) -> list[str]:
    rows = [Bar(name, worth, 0.0, figures.money(worth, sign)) for name, worth in telling.ends(alignment)]
    return ["", *balance(paper, rows)]


def _months(paper: Paper, review: Review, beside: Beside) -> list[str]:
    """Joint value month by month."""
    sign, names = review.currency, review.months
    rows: list[tuple[str, ...]] = [("Joint value", "silo play", "this season", "best plan")]
    if paper.width < WIDE:
        rows = [("", "silo", "this", "best")]
    for at, month in enumerate(names[: len(beside.value)]):
        worths = (beside.silo[at], beside.value[at], beside.best[at])
        rows.append(
            (month if paper.width >= WIDE else paper.short(month), *(figures.money(worth, sign) for worth in worths))
        )
    return ["", *paper.table(rows, head=True)]
