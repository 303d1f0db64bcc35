"""The one surprising truth on a page: its figures drawn large, what to say, and the silence after it."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from textwrap import wrap
from typing import Final

from game.debrief.report.blocks import Block, Framed, Heading, Illustration, Para, Span, quiet
from game.debrief.truth.showing import SILENCE, Chosen, Truth

WIDTH, HEIGHT, EDGE = 720.0, 250.0, 16.0
LARGEST, SMALLEST, BELOW = 96.0, 30.0, 25.0
"""Sizes of the figures and of what stands below them."""
WIDE: Final = 0.62
"""How wide a sign is, in its own size, at the most."""


def blocks(chosen: Chosen | None) -> Iterator[Block]:
    """The truth with its words; nothing where there is none."""
    if chosen is None:
        return
    truth = chosen.truth
    yield Heading(2, "One thing to look at", "truth")
    yield Illustration("truth", "One thing to look at", truth.says, picture(truth))
    yield Framed(
        "Show it large",
        truth.aloud,
        (Para((Span("Then: ", "strong"), Span(SILENCE))), quiet(f"Why this one: {chosen.why}")),
    )


def picture(truth: Truth) -> str:
    """The figures side by side as an `<svg>` element, black on white, told apart by place and words alone."""
    part = (WIDTH - EDGE * 2.0) / len(truth.large)
    longest = max(len(one.text) for one in truth.large)
    size = max(SMALLEST, min(LARGEST, (part - EDGE) / (longest * WIDE)))
    drawn = [f'<rect width="{WIDTH:g}" height="{HEIGHT:g}" fill="#ffffff" stroke="#000000"/>']
    for at, one in enumerate(truth.large):
        middle = EDGE + part * (at + 0.5)
        lines = wrap(one.text, max(1, int((part - EDGE) / (size * WIDE)))) or [""]
        for row, line in enumerate(lines):
            drawn.append(_text(middle, 110.0 + (row - (len(lines) - 1) / 2) * size * 1.1, size, line, bold=True))
        for row, line in enumerate(wrap(one.below, max(8, int((part - EDGE) / (BELOW * 0.55))))):
            drawn.append(_text(middle, 185.0 + row * BELOW * 1.2, BELOW, line))
        if at:
            x = EDGE + part * at
            drawn.append(f'<path d="M{x:g} 40V{HEIGHT - 30:g}" stroke="#999999" stroke-width="1.5"/>')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {HEIGHT:g}">'
        f"<title>{escape(truth.says)}</title>"
        f'<g font-family="Noto Sans, DejaVu Sans, sans-serif" text-anchor="middle">{"".join(drawn)}</g></svg>'
    )


def _text(x: float, y: float, size: float, words: str, bold: bool = False) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return f'<text x="{x:g}" y="{y:g}" font-size="{size:g}"{weight}>{escape(words)}</text>'
