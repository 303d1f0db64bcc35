"""A beat of the reveal as lines of a page: its words, its clashes, its bars, and the trail that led to it."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from game.app.widgets.chart import bar
from game.figures import change_of_money, tight
from game.telling.beats import Beat
from game.telling.readings import Compared

BAR = 26
NAME = 20
AMOUNT = 10
TITLE = 22
SIDE_BY_SIDE = 72
"""Cells from which what was said and what was true stand in one line."""
NARROW = 56
"""Cells of a line below which a title and its figure need a line each."""


def told(beat: Beat, currency: str, width: int) -> list[Content]:
    """One beat in full."""
    parts = [Content(tight(line)) for line in beat.lines]
    for reading in beat.readings:
        parts += [*reading_lines(reading, width), Content("")]
    bars_ = bars(beat, currency, width)
    return [*parts, *clashes(beat), *([Content("")] if bars_ else []), *bars_]


def all_told(beats: Sequence[Beat], currency: str, width: int) -> list[Content]:
    """The whole month, a line or a few for each beat."""
    parts: list[Content] = []
    for beat in beats:
        gap = "\n  " if width < NARROW else ""
        title = beat.title if gap or not beat.figure else f"{beat.title:<{TITLE}}"
        parts.append(Content.assemble((title, "$quiet"), gap, (beat.figure, "bold"), f" {beat.caption}"))
        parts += clashes(beat)
        if beat.key == "ledger":
            parts += bars(beat, currency, width)
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
    names = max(len(about) for about, _, _ in one.rows)
    saids = max(len(said) for _, said, _ in one.rows)
    for about, said, was in one.rows:
        right = said == was
        sign = ("✓", "bold $success") if right else ("✗", "bold $warning")
        if width >= SIDE_BY_SIDE:
            lines.append(
                Content.assemble("  ", sign, f" {about:<{names}}  ", ("said ", "$quiet"), f"{said:<{saids}}  ",
                                 ("was ", "$quiet"), (was, "bold"))
            )  # fmt: skip
        else:
            lines.append(Content.assemble("  ", sign, f" {about}"))
            lines.append(Content.assemble(("    said ", "$quiet"), said, (", was ", "$quiet"), (was, "bold")))
    lines.append(Content.styled(f"  {one.foot}", "$quiet"))
    return lines


def trail(beats: Sequence[Beat], at: int) -> Content:
    """What has been told so far, each by its figure: what led to what."""
    told_ = [beat for beat in beats[:at] if beat.figure]
    pieces = [
        Content.assemble((beat.figure, "bold"), f" {beat.short or beat.caption.partition(',')[0]}") for beat in told_
    ]
    return Content.styled(" → ", "$quiet").join(pieces) if pieces else Content("")


def clashes(beat: Beat) -> list[Content]:
    """The clashes of a beat, by name and in a sentence."""
    return [
        Content.assemble((f"‼ Clash: {name}. ", "bold $warning"), (sentence, "bold")) for name, sentence in beat.clashes
    ]


def bars(beat: Beat, currency: str, width: int) -> list[Content]:
    """The amounts of a beat as bars: full for a gain, hatched for a loss."""
    most = max((abs(one.amount) for one in beat.bars), default=0.0)
    room = max(4, min(BAR, width - NAME - AMOUNT - 4))
    return [
        Content.assemble(
            f"  {one.name:<{NAME}}", (f"{change_of_money(one.amount, currency):>{AMOUNT}} ", "bold"),
            (bar(one.amount, most, room), f"${one.role}"),
        )
        for one in beat.bars
    ]  # fmt: skip
