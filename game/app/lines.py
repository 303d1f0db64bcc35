"""What is told as lines of a page: a beat of the reveal, a reading, amounts as bars, a figure taken apart, a plan."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from textual.content import Content
from textual.style import Style

from game.app.widgets.chart import bar
from game.doors.text import cells, to_left, to_right, wrapped
from game.figures import change_of_money, money
from game.rules.levers import other
from game.table.seen.observation import Observation
from game.table.seen.whys import partners_plan
from game.telling import reach, rows
from game.telling.beats import Beat
from game.telling.chains import Cause, Voice
from game.telling.clashing import Amount
from game.telling.explaining import ExplainedStep, steps, title
from game.telling.readings import UNANSWERED, Compared
from game.telling.rows import Row
from game.telling.settings import partners_settings

if TYPE_CHECKING:
    from game.lab.hindsight.band import Band
    from game.rules.explain import Explanation


BAR = 26
NAME = 22
AMOUNT = 10
TITLE = 32
GAP = 2
INDENT = 4
SIDE_BY_SIDE = 72
"""Cells from which what was said and what was true stand in one line."""
GAUGE = 60
"""Cells of the line from silo play to the best plan known."""
NARROW = 56
"""Cells of a line below which a title and its figure need a line each."""


def beat_lines(beat: Beat, currency: str, width: int) -> list[Content]:
    """One beat in full."""
    parts = [Content(line) for line in beat.lines]
    parts += chain_lines(beat.links, width)
    for reading in beat.readings:
        parts += [*reading_lines(reading, width), Content("")]
    bars_ = bars(beat.bars, currency, width)
    parts += [Content(""), gauge(beat.band, width)] if beat.band and not beat.band.without else []
    return [*parts, *clashes(beat), *([Content("")] if bars_ else []), *bars_]


def chain_lines(links: Sequence[Cause], width: int) -> list[Content]:
    """What led to what, as a line down the page: each link by its sign, whose it is in colour, its words in italics."""
    lines: list[Content] = []
    for at, link in enumerate(links):
        last = at == len(links) - 1
        colour = "$error" if link.role == "trouble" else f"${link.role}"
        first, *more = wrapped(link.text, max(20, width - 4))
        lines.append(Content.assemble((f"{link.sign}  ", f"bold {colour}"), (first, "bold")))
        edge = Content.styled("   " if last else "│  ", "$quiet")
        lines += [edge + Content.styled(one, "bold") for one in more]
        if link.quote:
            lines += [edge + Content.styled(one, "italic") for one in wrapped(f"“{link.quote}”", max(20, width - 4))]
        if not last:
            lines.append(edge)
    return lines


def voice_lines(voice: Voice) -> Content:
    """A customer, by name and in quotation marks."""
    return Content.assemble(("⌂ ", "$together"), (voice.who, "bold"), "\n", (f"“{voice.says}”", "italic"))


def beat_strip(beats: Sequence[Beat], at: int, narrow: bool) -> Content:
    """The beats as a row of signs, each to be clicked; the one that is told by its title. One past the last = all."""
    signs = []
    for number, beat in enumerate(beats):
        sign = "●" if number < at else "◐" if number == at else "○"
        style = "bold $primary" if number == at else "$quiet"
        word = f"{sign} {beat.title if number == at else ''}".strip()
        signs.append(Content.styled(word, style).stylize(Style.from_meta({"@click": f"screen.tell({number})"})))
    done = at >= len(beats)
    end = Content.styled("● all of it" if done else "○", "bold $primary" if done else "$quiet")
    end = end.stylize(Style.from_meta({"@click": f"screen.tell({len(beats)})"}))
    return Content(" " if narrow else "  ").join([*signs, end])


def month_lines(beats: Sequence[Beat], currency: str, width: int) -> list[Content]:
    """The whole month, a line or a few for each beat."""
    parts: list[Content] = []
    for beat in beats:
        if beat.links:  # their pages are their own: on this one both plans are told, and the clash by its name
            parts += [Content.assemble(("● ", f"${link.role}"), link.text) for link in beat.links
                      if beat.key == "plans"]  # fmt: skip
            continue
        gap = "\n  " if width < NARROW else ""
        name = beat.title if gap or not beat.figure else f"{beat.title + '  ':<{TITLE}}"
        parts.append(Content.assemble((name, "$quiet"), gap, (beat.figure, "bold"), f" {beat.caption}"))
        parts += clashes(beat)
        if beat.key == "fit":
            parts += bars(beat.bars, currency, width)
        for reading in beat.readings:
            parts += reading_lines(reading, width)
    return parts


def reading_lines(one: Compared, width: int) -> list[Content]:
    """A reading as lines of a page.

    Args:
        one: the reading.
        width: cells of a line.
    """
    lines = [Content.assemble((one.head, "bold"), (f"  {one.sure}", "$quiet"))]
    names = max(cells(about) for about, _, _ in one.rows)
    saids = max(cells(said) for _, said, _ in one.rows)
    for about, said, was in one.rows:
        right = said == was
        sign = ("✓", "bold $success") if right else ("–", "$quiet") if said == UNANSWERED else ("✗", "bold $warning")
        if width >= SIDE_BY_SIDE:
            lines.append(
                Content.assemble("  ", sign, f" {to_left(about, names)}  ", ("said ", "$quiet"),
                                 f"{to_left(said, saids)}  ", ("was ", "$quiet"), (was, "bold"))
            )  # fmt: skip
        else:
            lines.append(Content.assemble("  ", sign, f" {about}"))
            lines.append(Content.assemble(("    said ", "$quiet"), said, (", was ", "$quiet"), (was, "bold")))
    lines.append(Content.styled(f"  {one.foot}", "$quiet"))
    return lines


def trail(beats: Sequence[Beat], at: int) -> Content:
    """What has been told so far, each by its figure: what led to what."""
    past = [beat for beat in beats[:at] if beat.figure]
    pieces = [
        Content.assemble((beat.figure, "bold"), f" {beat.short or beat.caption.partition(',')[0]}") for beat in past
    ]
    return Content.styled(" → ", "$quiet").join(pieces) if pieces else Content("")


def clashes(beat: Beat) -> list[Content]:
    """The clashes of a beat, by name and in a sentence."""
    return [
        Content.assemble((f"‼ Clash: {name}. ", "bold $warning"), (sentence, "bold")) for name, sentence in beat.clashes
    ]


def bars(
    amounts: Sequence[Amount], currency: str, width: int, longest: int = BAR, signed: bool = True
) -> list[Content]:
    """Amounts as bars around 0: a gain grows to the right, a loss, hatched, to the left.

    What the others are changes of has none; where nothing is lost all bars begin at the left.

    Args:
        amounts: what is drawn.
        currency: its sign.
        width: cells of a line.
        longest: cells of all bars, where there is room.
        signed: is a gain written with its sign?
    """
    drawn = [one.amount for one in amounts if one.role]
    written = [(change_of_money if signed and one.role else money)(one.amount, currency) for one in amounts]
    wide = max([AMOUNT, *map(cells, written)])
    room = max(4, min(longest, width - NAME - wide - 5))
    left, right = diverging(drawn, room)
    span = max([0.0, *drawn]) - min([0.0, *drawn])
    lines = []
    for one, amount in zip(amounts, written, strict=True):
        head = Content.assemble(f"  {to_left(one.name, NAME)}", (f"{to_right(amount, wide)} ", "bold"))
        if one.role:
            sign = bar(one.amount, span, left + right)
            colour = f"${one.role}"
            sign = sign[: left if one.amount < 0.0 else right]
            lost, won = (to_right(sign, left), "") if one.amount < 0.0 else (" " * left, sign)
            axis = ("│", "$quiet") if left else ("", "")
            head = Content.assemble(head, (lost, colour), axis, (won, colour))
        lines.append(head)
    return lines


def diverging(amounts: Sequence[float], room: int) -> tuple[int, int]:
    """Cells to the left and to the right of 0, so that every amount is drawn on one scale."""
    lost, won = max([0.0, *(-one for one in amounts)]), max([0.0, *amounts])
    if lost <= 0.0 or lost + won <= 0.0:
        return 0, room
    left = min(room - 1, max(1, round(room * lost / (lost + won)))) if won > 0.0 else room
    return left, room - left


def gauge(band: Band, width: int) -> Content:
    """The band on a line from silo play to the best plan known."""
    cells_ = max(12, min(GAUGE, width - 14))
    begin, end, silo, best = reach.gauge(band, cells_)
    signs = ["━" if begin <= at <= end else "─" for at in range(cells_)]
    for at in (silo, best):
        signs[at] = "┿" if begin <= at <= end else "┼"
    signs[begin] = signs[end] = "●"
    styles = ["bold $primary" if begin <= at <= end else "$quiet" for at in range(cells_)]
    return Content.assemble("  ", *zip(signs, styles, strict=True))


LEADS_TO: Final = MappingProxyType(
    {
        "multiply": "These multiply out to it:",
        "add": "These add up to it:",
        "note": "It was read from these:",
    }
)


def explained(explanation: Explanation, currency: str) -> Content:
    """The figure, then each factor with who moved it and a sentence."""
    leads = f"\n{LEADS_TO[explanation.how]}" if explanation.factors else ""
    parts = [Content.assemble((title(explanation, currency), "bold"), (leads, "$quiet"))]
    every = steps(explanation, currency)
    width = max((cells(step.written) for step in every), default=0)
    for step in every:
        parts.append(
            Content.assemble(
                (to_right(step.written, width), "bold"), f"  {step.name}", _mover(step),
                (f"\n{' ' * (width + 2)}{step.says}", "$quiet"),
            )
        )  # fmt: skip
    return Content("\n").join(parts)


def _mover(step: ExplainedStep) -> tuple[str, str]:
    if not step.mover:
        return ("", "")
    colour = step.who if step.who in ("marketing", "distribution") else "together"
    return (f" ({step.mover})", f"${colour}" if step.who != "customers" else "$quiet")


def partner_page(seen: Observation, width: int) -> Content:
    """The partner's plan and what it knows before it plans, as a page; empty where data is not shared.

    Args:
        seen: what the seat sees.
        width: cells of a line.
    """
    plan, shared, name = partners_plan(seen), seen.partner, other(seen.seat)
    if plan is None or shared is None:
        return Content("")
    return Content("\n").join(
        [
            Content.styled(plan.title, "bold underline"),
            *([Content.styled(plan.awaited, "$quiet")] if plan.awaited else []),
            *_columns(partners_settings(seen, plan), width),
            Content(""),
            Content.styled(f"What {name} knows before it plans", "bold underline"),
            *_columns(rows.of_now(seen, shared.now), width),
        ]
    )


def _columns(shown: Sequence[Row], width: int) -> list[Content]:
    """Names and values in two columns; a value that does not fit beside its name stands below it."""
    names, lines = max((cells(row.name) for row in shown), default=0), []
    for row in shown:
        was = f"  was {row.before}" if row.before else ""
        beside = names + GAP + cells(row.now) + cells(was) < width
        gap = " " * (names + GAP - cells(row.name)) if beside else f"\n{' ' * INDENT}"
        lines.append(Content.assemble((row.name, "$quiet"), gap, (row.now, "bold"), (was, "$accent")))
    return lines
