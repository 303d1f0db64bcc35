"""Writes the README's pictures from the game itself: `python -m tests.app.pictures`.

One month of a real table is played by keys; `talk.svg` is its talk, `round.svg` its reveal, `month.svg` the whole month
as frames that follow each other for forty seconds. Lines that are the same in several frames are stored once.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator, Iterable
from itertools import groupby
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from rich.segment import Segment
from rich.style import Style
from textual.pilot import Pilot

from game.seating.asked import NewTable
from tests.app.playing import ask_first, commit, inside, page, playing, press, settled
from tests.app.tour import stillness
from tests.house.checkout import ROOT

FOLDER = ROOT / "docs" / "pictures"
SIZE = (120, 40)
SECONDS = 40.0
CELL, LINE, FONT = 9.0, 19.0, 15.0
TRIED = 1.0  # seconds in which a lever has been tried at its settings
STAY = 3  # frames that the most telling ones stay for
FONTS = "ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace"


class Sheet:
    """Lines and styles that frames share."""

    def __init__(self) -> None:
        self._styles: dict[str, str] = {}
        self._lines: dict[str, str] = {}

    def line(self, segments: Iterable[Segment], page_colour: str) -> str:
        """The name of a line; "" = there is nothing on it."""
        drawn, x = [], 0
        for (style, _), run in groupby(segments, key=lambda one: (_look(one.style), one.style is None)):
            text = "".join(segment.text for segment in run)
            cells, (colour, back, weight) = len(text), style
            if back != page_colour:
                drawn.append(f'<rect x="{x * CELL:g}" width="{cells * CELL:g}" height="{LINE + 0.4:g}" fill="{back}"/>')
            if text.strip():
                name = self._style(f"fill:{colour}{weight}")
                drawn.append(
                    f'<text class="{name}" x="{x * CELL:g}" y="{LINE - 5:g}" textLength="{cells * CELL:g}" '
                    f'xml:space="preserve">{escape(text)}</text>'
                )
            x += cells
        content = "".join(drawn)
        return self._lines.setdefault(content, f"l{len(self._lines)}") if content else ""

    def _style(self, css: str) -> str:
        return self._styles.setdefault(css, f"s{len(self._styles)}")

    def css(self) -> str:
        """Every style by name."""
        return "".join(f".{name}{{{css}}}" for css, name in self._styles.items())

    def defs(self) -> str:
        """Every line by name."""
        return "".join(f'<g id="{name}">{content}</g>' for content, name in self._lines.items())


def _look(style: Style | None) -> tuple[str, str, str]:
    """Colour, background, and the rest of a style."""
    style = style or Style()
    colour = style.color.get_truecolor().hex if style.color else "#e4e8ee"
    back = style.bgcolor.get_truecolor().hex if style.bgcolor else "#12161c"
    if style.reverse:
        colour, back = back, colour
    more = ";font-weight:bold" if style.bold else ""
    more += ";font-style:italic" if style.italic else ""
    more += ";text-decoration:underline" if style.underline else ""
    return colour, back, more


def frame(pilot: Pilot[Any], sheet: Sheet) -> list[str]:
    """The names of a frame's lines."""
    colour = pilot.app.screen.styles.background.rich_color.get_truecolor().hex
    return [sheet.line(strip, colour) for strip in pilot.app.screen._compositor.render_strips()]


async def month(home: Path) -> AsyncIterator[tuple[str, Pilot[Any]]]:
    """A month of a table, page after page."""
    asked = NewTable("cold-brew", ("marketing",), "cost-hawk", "talk", 11)
    async with playing(home, asked, SIZE) as pilot:
        for _ in range(2):
            await commit(pilot)
            await page(pilot, "RevealScreen")
            await press(pilot, "s", "escape")
        await page(pilot, "TableScreen")
        await settled(pilot)
        yield "news", pilot
        await press(pilot, "n")
        yield "read", pilot
        await press(pilot, "right", "down", "right")
        yield "predicted", pilot
        await press(pilot, "n")
        yield "talk", pilot
        await ask_first(pilot)
        yield "asked", pilot
        await press(pilot, "n")
        yield "plan", pilot
        await press(pilot, "down", "down", "down", "right", "right")
        yield "deal", pilot
        await press(pilot, "down", "down", "down", "down", "down", "left", "left")
        await asyncio.sleep(TRIED)
        await settled(pilot)
        yield "promise", pilot
        await press(pilot, "c")
        await page(pilot, "CommitScreen")
        yield "commit", pilot
        await press(pilot, "enter")
        await page(pilot, "RevealScreen")
        for beat in inside(pilot.app.screen)._beats:
            yield f"reveal {beat.key}", pilot
            await press(pilot, "right")
        yield "reveal all", pilot
        await press(pilot, *"The", "space", *"deal", "space", *"was", "space", *"mine.")
        yield "line", pilot


async def main() -> None:
    """Play the month and write both pictures."""
    stillness()
    sheet, still = Sheet(), Sheet()
    frames: list[list[str]] = []
    with tempfile.TemporaryDirectory() as home:
        async for name, pilot in month(Path(home)):
            stay = (
                STAY
                if name in ("promise", "reveal clash", "reveal fit", "reveal all")
                else 2
                if name.startswith("reveal")
                else 1
            )
            frames += [frame(pilot, sheet)] * stay
            if name == "reveal clash":
                write("round.svg", svg([frame(pilot, still)], still, "The reveal of a month: where it broke, and why"))
            if name == "asked":
                talk = Sheet()
                write("talk.svg", svg([frame(pilot, talk)], talk, "The talk of a month, below the board"))
            if name == "promise":
                plan = Sheet()
                write("plan.svg", svg([frame(pilot, plan)], plan, "The plan of a month, on the board"))
    write("month.svg", svg(frames, sheet, "A month at the table, from the news to the reveal"))


def svg(frames: list[list[str]], sheet: Sheet, title: str) -> str:
    """A picture of one frame, or of several that follow each other."""
    width, height = SIZE[0] * CELL + 16, SIZE[1] * LINE + 16
    each, groups = SECONDS / len(frames), []
    for lines, run in groupby(enumerate(frames), key=lambda one: one[1]):
        at = [number for number, _ in run]
        begin, end = 100 * at[0] / len(frames), 100 * (at[-1] + 1) / len(frames)
        uses = "".join(f'<use href="#{name}" y="{y * LINE:g}"/>' for y, name in enumerate(lines) if name)
        groups.append((begin, end, uses))
    css = sheet.css() + f"text{{font-family:{FONTS};font-size:{FONT:g}px}}"
    drawn = groups[0][2]
    if len(groups) > 1:
        drawn = "".join(f'<g class="f" id="f{number}">{uses}</g>' for number, (_, _, uses) in enumerate(groups))
        css += ".f{visibility:hidden}"
        for number, (begin, end, _) in enumerate(groups):
            hidden = f"0%{{visibility:hidden}}{begin:.3f}%" if begin else "0%"
            css += f"@keyframes k{number}{{{hidden}{{visibility:visible}}{end:.3f}%,100%{{visibility:hidden}}}}"
            css += f"#f{number}{{animation:k{number} {each * len(frames):g}s step-end infinite}}"
        css += "@media (prefers-reduced-motion){.f{animation:none!important}"
        css += f"#f{len(groups) - 2}{{visibility:visible}}}}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" role="img">'
        f"<title>{escape(title)}</title><style>{css}</style><defs>{sheet.defs()}</defs>"
        f'<rect width="{width:g}" height="{height:g}" rx="8" fill="#12161c"/>'
        f'<g transform="translate(8 8)">{drawn}</g></svg>\n'
    )


def write(name: str, text: str) -> None:
    """Keep a picture."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / name).write_text(text, encoding="utf-8")
    print(f"wrote {FOLDER / name}, {len(text) / 1000:.0f} kB")


if __name__ == "__main__":
    asyncio.run(main())
