"""Every page in three sizes, as text; and every sign on it is readable in high contrast and without colour.

After a change that is meant to be seen: `pytest tests/app/test_frames.py --snapshot-update`, and read the diff.
"""

import asyncio
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from rich.color import Color
from rich.style import Style
from syrupy.assertion import SnapshotAssertion
from textual.pilot import Pilot

from game.app.likes import Look, theme_name
from game.table.survey.instrument import read_instrument
from tests.app.playing import text
from tests.app.tour import SIZES, resized, still, tour
from tests.house.checkout import ROOT

READABLE: dict[Look, float] = {"contrast": 7.0, "mono": 4.5}
"""Least contrast of words on what they stand on: WCAG 2.2, levels AAA and AA."""

DRAWN = re.compile(r"[\s─│┃━▁-▓▌▎▏╭╮╯╰┏┓┗┛▔▕╌╏┌┐└┘├┤╴╵╶╷═■□►]+")
"""Frames, bars and columns: drawn, not read."""

CHANGING = (
    (re.compile(r"\d\d [A-Z][a-z]{2}(?=[\s▌]+\d\d:\d\d)"), "01 Jan"),
    (re.compile(r"(/\S+)?/tmp\S*|/\S*pytest\S*|\S+/tables/\S+|\S*settings\.toml"), "PATH"),
    (re.compile(r"Seed +\d+ *"), "Seed 0"),
    (re.compile(r"\d+:\d\d"), "0:00"),
)
"""What is another in each run: dates, folders, the seed that the page draws, the clock."""


SOLVE = re.compile(r"(out\s+again:\s+)lastmile\s+lab\s+solve\s[\s\S]*?first-\s*day")
"""The place's own folder, which is as long as the checkout's; it may be broken over lines."""


def steady(frame: str) -> str:
    for changing, put in CHANGING:
        frame = changing.sub(put, frame)
    if SOLVE.search(frame):
        frame = re.sub(r"\n\s*\n\s*\n+", "\n\n", SOLVE.sub(r"\g<1>SOLVE", frame))
    return "\n".join(line.rstrip() for line in frame.splitlines())


def faint(pilot: Pilot[Any], least: float) -> list[str]:
    """The words of a page that stand out too little."""
    found = []
    overlaid = len(pilot.app.screen_stack) > 1 and pilot.app.screen.is_modal
    for strip in pilot.app.screen._compositor.render_strips():
        for segment in strip:
            style = segment.style
            if not segment.text.strip() or style is None or style.dim:
                continue
            if not overlaid and contrast(style) < least and not DRAWN.fullmatch(segment.text):
                found.append(f"{segment.text.strip()!r} {contrast(style):.1f}")
    return found


Walked: TypeAlias = tuple[dict[str, str], dict[str, list[str]]]


def contrast(style: Style) -> float:
    """The contrast of a style's two colours, WCAG 2.2."""
    if style.color is None or style.bgcolor is None:
        return 21.0
    one, two = sorted((luminance(style.color), luminance(style.bgcolor)))
    return (two + 0.05) / (one + 0.05)


def luminance(colour: Color) -> float:
    parts = [value / 255 for value in colour.get_truecolor()]
    red, green, blue = (value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in parts)
    return float(0.2126 * red + 0.7152 * green + 0.0722 * blue)


@pytest.fixture(scope="module")
def walked() -> Iterator[Walked]:
    """Every page's frames by name and size, and what is faint on it by name and look."""
    frames: dict[str, str] = {}
    weak: dict[str, list[str]] = {}

    async def walk(home: Path) -> None:
        async for stop in tour(home):
            app = stop.pilot.app
            await still(stop.pilot)
            for look in sorted(READABLE, key=lambda look: theme_name(look) != app.theme):  # the one it has first
                if app.theme != theme_name(look):
                    app.theme = theme_name(look)
                    await still(stop.pilot)
                frames[f"{stop.name} {look}"] = steady(text(app.screen))
                weak[f"{stop.name} {look}"] = faint(stop.pilot, READABLE[look])
            frames[f"{stop.name} 80x24"] = frames[f"{stop.name} mono"]
            for size in SIZES[1:]:
                async with resized(stop.pilot, size):
                    frames[f"{stop.name} {size[0]}x{size[1]}"] = steady(text(app.screen))
            async with resized(stop.pilot, SIZES[0]):
                pass

    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("TEXTUAL_ANIMATIONS", "none")
        patched.chdir(ROOT)
        patched.setattr("game.seating.session.fresh_instrument", read_instrument)  # every list as it stands there
        # A folder whose name is always as long: a longer one would break lines elsewhere.
        with tempfile.TemporaryDirectory(prefix="lm", dir="/tmp" if Path("/tmp").is_dir() else None) as home:
            asyncio.run(walk(Path(home)))
    yield frames, weak


def test_every_page_looks_as_it_did_in_three_sizes(walked: Walked, snapshot: SnapshotAssertion) -> None:
    frames, _ = walked
    sizes = [f"{width}x{height}" for width, height in SIZES]
    for name, frame in frames.items():
        if name.rpartition(" ")[2] in sizes:
            assert frame == snapshot(name=name)


def test_what_a_page_says_rests_on_no_colour(walked: Walked) -> None:
    frames, _ = walked
    for name, frame in frames.items():
        if name.endswith(" mono"):
            assert frame == frames[name.replace(" mono", " contrast")], name


def test_every_word_stands_out_in_high_contrast_and_without_colour(walked: Walked) -> None:
    _, weak = walked
    assert not {name: found for name, found in weak.items() if found}


def test_no_line_is_wider_than_its_terminal(walked: Walked) -> None:
    frames, _ = walked
    for name, frame in frames.items():
        width = int(name.rpartition(" ")[2].partition("x")[0]) if name[-1].isdigit() else SIZES[0][0]
        assert max(map(len, frame.splitlines()), default=0) <= width + 8, name  # a path that was masked may be longer
