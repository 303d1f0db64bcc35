"""The whole season as lines of a page: what everybody saw of it, and what looking back on it found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from game.app.lines import bars, gauge
from game.doors.text import cells, to_left, to_right
from game.figures import decimal, money, several, share, units
from game.rules.levers import SEATS
from game.table.clashes import CATALOGUE
from game.table.seen.observation import Observation
from game.table.structure import is_lesson
from game.telling import fitting, reach
from game.telling import season as telling
from game.telling.clashing import Amount
from game.telling.readings import UNANSWERED, readings_of
from game.telling.rows import with_later

if TYPE_CHECKING:
    from game.lab.hindsight.fit import Fit
    from game.lab.hindsight.review import Review

LONGEST = 24
"""Cells of a bar."""
GAUGE = 40


def season_lines(seen: Observation, before: str = "") -> list[Content]:
    """The season: its joint value, and how it ended.

    Args:
        seen: what a seat sees at the end.
        before: what came of the same season from the other chair, in a sentence.
    """
    sign, months = seen.scenario.currency, seen.shared
    whole, last = sum(month.joint for month in months), months[-1]
    return [
        Content.assemble((f"{seen.scenario.title}: the season is over", "bold $primary")),
        Content.assemble(
            "Together you made ",
            (money(whole, sign), "bold"),
            f" in {len(months)} months. {with_later(last, sign)}".rstrip(),
        ),
        *([Content.styled(before, "bold")] if before else []),
        Content(
            f"At the end {share(last.otif)} of orders came on time, in full and undamaged, and satisfaction stood at "
            f"{units(last.satisfaction)} (after the first month it was {units(months[0].satisfaction)})."
        ),
    ]


def between_lines(seen: Observation, private: bool, width: int = 80) -> list[Content]:
    """What was between the two: clashes, agreements, predictions beside the truth, and lines that were kept.

    Args:
        seen: what a seat sees at the end.
        private: may the seat's own lines be shown? Not where both look on.
        width: cells of a line.
    """
    months = seen.shared
    told = ", ".join(
        f"{CATALOGUE[key].name} ({len(rounds)} {'month' if len(rounds) == 1 else 'months'})"
        for key, rounds in telling.clash_rounds(months).items()
    )
    parts = [
        *_heading("Between the two of you"),
        Content(f"Clashes: {told or 'none'}."),
        Content(
            f"Agreements signed: {len(seen.agreements)}. "
            f"Months in which a proposal was declined or lapsed: {sum(1 for month in months if month.deadlocks)}."
        ),
        *_predicted(seen, private, width),
    ]
    if private and seen.lines:
        parts += _heading("Your lines")
        parts += [Content(f"  {seen.scenario.months[line.round - 1]}: {line.text}") for line in seen.lines]
    return parts


def _predicted(seen: Observation, private: bool, width: int) -> list[Content]:
    """What each predicted, month by month, beside the truth."""
    parts: list[Content] = []
    for seat in SEATS:
        made = telling.hits(telling.own_months(seen, seat), seat)
        if made is None:
            continue
        lesson = is_lesson(seen.holders)
        who = "You" if lesson or (private and seat == seen.seat) else seat.capitalize()
        words = "were right" if who == "You" else "was right"
        parts += _heading(f"What {'you' if who == 'You' else seat} predicted{f', as {seat}' if lesson else ''}")
        parts.append(
            Content(
                f"{who} {words} {several(made.right, 'time')} out of {made.of}; guessing gives {decimal(made.chance)}."
            )
        )
        for month in telling.own_months(seen, seat):
            for told in readings_of(seen, month, private):
                if told.seat == seat:
                    parts.append(_line(seen.scenario.months[month.round - 1], told.rows, width))
    return parts


def _line(month: str, rows: tuple[tuple[str, str, str], ...], width: int) -> Content:
    """A month's reading in a line: what was said of each, and what it was where that was something else."""
    pieces: list[str | Content | tuple[str, str]] = [(f"  {month[:3]}  ", "$quiet")]
    for about, said, was in rows:
        right = said == was
        answered = said != UNANSWERED
        name = about if width >= 60 else about.rpartition(", ")[2]
        if answered:
            pieces.append(("✓ " if right else "✗ ", "bold $success" if right else "bold $warning"))
        else:
            pieces.append(("– ", "$quiet"))
        pieces.append(f"{name}: {said}{'' if right else f', was {was}'}   ")
    return Content.assemble(*pieces)


# --- looking back ---


def alignment_lines(found: Review, sign: str, width: int = 80) -> list[Content]:
    """Where the season lies between silo play and the best plan known."""
    if found.alignment is None:
        return [*_heading("Alignment"), Content(f"Not known. {found.without}")]
    one = found.alignment
    room = max(12, min(GAUGE, width - 30))
    at = min(room - 1, max(0, round(one.index / 100.0 * (room - 1))))
    line = "".join("●" if cell == at else "─" for cell in range(room))
    ends = f"{'silo play':<{room - 6}}together"
    roles = ("quiet", "primary", "together")
    ends_ = [Amount(name, worth, role) for (name, worth), role in zip(telling.ends(one), roles, strict=True)]
    return [
        *_heading("Alignment"),
        *([Content(found.note)] if found.note else []),
        Content.assemble((units(one.index), "bold $primary"), f" of 100. {telling.standing(one.index)}"),
        Content(f"  0 ├{line}┤ 100"),
        Content.styled(f"     {ends}", "$quiet"),
        Content(telling.SCALE),
        *bars(ends_, sign, width, LONGEST, signed=False),
    ]


def story_lines(found: Review) -> list[Content]:
    """The season in a paragraph of its own facts."""
    return [*_heading("The season, in a few lines"), Content(" ".join(found.story))] if found.story else []


def month_table(found: Review, sign: str) -> list[Content]:
    """The joint value of each month beside silo play's and the best plan's."""
    if found.beside is None:
        return []
    worths = zip(found.months, found.beside.silo, found.beside.value, found.beside.best, strict=False)
    rows = [_COLUMNS, *((month, *(money(worth, sign) for worth in each)) for month, *each in worths)]
    wide = [max(cells(row[at]) for row in rows) for at in range(len(_COLUMNS))]
    lines = []
    for month, *each in rows:
        columns = [to_right(one, room) for one, room in zip(each, wide[1:], strict=True)]
        lines.append("  ".join([f"  {to_left(month, wide[0])}", *columns]))
    return [Content(""), *(Content.styled(line, "" if at else "$quiet") for at, line in enumerate(lines))]


_COLUMNS: tuple[str, ...] = ("Joint value", "silo play", "this season", "best plan")


def band_lines(found: Review, width: int = 80) -> list[Content]:
    """Where the season could still end, month by month; nothing without a yardstick."""
    if not found.bands:
        return []
    wide = max(len(month) for month in found.months)
    lines = [*_heading(reach.NARROWED), Content(reach.SCOPE)]
    for band, (month, low, high) in zip(found.bands, reach.rows(found.bands, found.months)[1:], strict=True):
        ends = (f"  {to_left(month, wide)} {to_right(low, 4)} ", f" {high}")
        lines.append(Content.assemble(ends[0], gauge(band, width - wide - 12), ends[1]))
    return lines


def turning_lines(found: Review, width: int = 80) -> list[Content]:
    """The decisions that another value would have changed most, what was chosen well, and what a word was worth."""
    parts = fit_lines(found.fit, width)
    parts += _heading("The next steps up, each upon the ones before") if found.steps else []
    parts += [_point("⇧" if step.together else "▲", step.sentence) for step in found.steps]
    if found.turning_points:
        parts += _heading(f"{_COUNT[len(found.turning_points)]} turning points: each alone, with the same luck")
    parts += [_point("▲", one.sentence) for one in found.turning_points]
    if not found.turning_points:
        parts += [
            *_heading("Turning points"),
            Content(telling.NO_TURNING_POINT),
        ]
    if found.well_chosen:
        parts += _heading("Well chosen")
        parts += [_point("✓", one.sentence) for one in found.well_chosen]
    if found.message is not None:
        parts += _heading("What a word would have been worth")
        parts.append(_point("…", found.message.sentence))
    return parts


_COUNT = ("No", "One", "Two", "Three", "Four", "Five", "Six")


def fit_lines(fit: Fit, width: int = 80) -> list[Content]:
    """What would have fit better: a bar for each better answer."""
    said = fitting.unbettered(fit)
    return [
        *_heading(fitting.TITLE),
        Content(fitting.scope(fit)),
        *bars(fitting.bars(fit), fit.currency, width, LONGEST),
        *([Content(said)] if said else []),
    ]


def _point(sign: str, sentence: str) -> Content:
    return Content.assemble((f"{sign} ", "bold $accent"), sentence)


def _heading(text: str) -> list[Content]:
    return [Content(""), Content.styled(text, "bold underline")]
