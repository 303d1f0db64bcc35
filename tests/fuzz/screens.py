"""A person with a cat on the keyboard of the full-screen game, in windows of any size that change meanwhile."""

from __future__ import annotations

import asyncio
import random
from pathlib import Path
from typing import Final

from textual import events
from textual.pilot import Pilot

from game.app.app import LastMileApp
from game.app.terminal import ForeignBytes
from game.app.widgets.key_bar import KeyBar
from game.doors.text import cells, visible
from game.rules.levers import SEATS, Seat
from game.seating.asked import NewTable
from tests.app.playing import app_at, key_of, settled

SIZES: Final = ((1, 1), (20, 5), (80, 24), (300, 1), (46, 12), (46, 11), (45, 60), (120, 40), (2, 200), (80, 25))
KEYS: Final = (
    *"nbcupawgrhkxzsdtmqi1590.-,?+ éйλ日", "enter", "enter", "escape", "tab", "shift+tab", "up", "down", "left",
    "right", "space", "backspace", "delete", "home", "end", "pageup", "pagedown", "f1", "f2", "f3", "f4", "ctrl+p",
    "ctrl+g", "ctrl+s", "ctrl+a", "ctrl+k", "ctrl+x", "ctrl+v", "shift+left", "shift+right", "shift+up", "ctrl+left",
)  # fmt: skip
PASTES: Final = (
    "", "1.600", "99999", "-5", "9" * 5000, "\x00\x1b[31m", "two\nlines", "🚚" * 40, "e\u0301\u202eabc", "日本語" * 90,
    "[b]x[/", "\t", "x" * 30_000,
)  # fmt: skip
LEAST: Final = (46, 12)
"""Columns and rows below which a window holds the word that says so and nothing else."""
ACTS: Final = 10


class Misdrawn(AssertionError):
    """A frame is not as it should be in a window of its size."""


def sit(home: Path, dice: random.Random) -> None:
    """Open the game, and do anything.

    Raises:
        Misdrawn: for a frame that does not fit its window, or holds control signs.
        Exception: what the app has ended with.
    """
    asyncio.run(_sit(home, dice))


async def _sit(home: Path, dice: random.Random) -> None:
    seat: Seat = dice.choice(SEATS)
    across = "cost-hawk" if seat == "marketing" else "growth-chaser"
    table = NewTable("first-day", (seat,), across, dice.choice(["talk", "silo", "sync"]), dice.randrange(1, 9))
    both = NewTable("first-day", ("marketing", "distribution"), "", "talk", 7)
    app = app_at(home, dice.choice([None, table, table, both]))
    async with app.run_test(size=dice.choice(SIZES), notifications=True) as pilot:
        await settled(pilot)
        for _ in range(ACTS):
            if not app._running or app._exit:
                return
            await _act(pilot, dice)
            await settled(pilot)
            if app._exception is not None:
                raise app._exception
            _look(app)


async def _act(pilot: Pilot[None], dice: random.Random) -> None:
    app, way = pilot.app, dice.random()
    if way < 0.3:
        await pilot.resize_terminal(*dice.choice(SIZES))
    elif way < 0.4:
        app.post_message(events.Paste(dice.choice(PASTES)))
    elif way < 0.5:
        width, height = app.size
        await pilot.click(offset=(dice.randrange(width), dice.randrange(height)))
    elif way < 0.53:
        app.post_message(ForeignBytes(dice.random() < 0.5))
    else:
        for key in dice.choices(KEYS, k=dice.randint(1, 5)):
            app.post_message(key_of(key))
            if dice.random() < 0.1:  # in the middle of it
                await pilot.resize_terminal(*dice.choice(SIZES))


def _look(app: LastMileApp) -> None:
    """Hold the frame that is on the screen to the size of its window."""
    if not app._running or app._exit or not app.screen_stack:
        return
    width, height = app.size
    lines = ["".join(segment.text for segment in strip) for strip in app.screen._compositor.render_strips()]
    told = f"{type(app.screen).__name__} in {width} by {height}"
    if len(lines) > height:
        raise Misdrawn(f"{told}: {len(lines)} lines")
    for line in lines:
        if cells(line) > width:
            raise Misdrawn(f"{told}: a line of {cells(line)} cells: {line!r}")
        if visible(line) != line:
            raise Misdrawn(f"{told}: a control sign in {line!r}")
    bars = app.screen.query(KeyBar)
    if bars and (width < LEAST[0] or height < LEAST[1]):
        drawn = [one for one in app.screen.walk_children() if one.display and getattr(one, "region", None)]
        if drawn and drawn != [bars.first()]:
            raise Misdrawn(f"{told}: more than the word that says how large it should be: {drawn}")
