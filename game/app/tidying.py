"""When Python looks for garbage: not while the game loads, and through all of memory only while nobody waits."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from textual.app import App

QUIET: Final = 1.0
"""Seconds between two looks at whether anything was done; where nothing was, nobody waits for an answer."""

SELDOM: Final = 100
"""Looks at what is not new any more before all of memory is looked through unasked: ten times as many as is usual."""


def spare_the_start() -> None:
    """Look for no garbage while the game loads, which makes none; then seldom unasked. For who owns the process."""
    gc.disable()
    young, middle, _ = gc.get_threshold()
    gc.set_threshold(young, middle, SELDOM)


def tidy_when_quiet(app: App[Any]) -> None:
    """Look through all of memory, which takes 50 ms, while an app stands still; where the process was begun so."""
    if gc.get_threshold()[2] != SELDOM:
        return  # it is somebody else's, who may have other apps in it
    before = -1

    def look() -> None:
        nonlocal before
        gc.enable()
        done = gc.get_stats()[0]["collections"]
        if done == before and gc.get_count()[2]:
            gc.collect()
        before = done

    app.set_interval(QUIET, look)
