"""The menu's pages by name, each loaded when it is asked for."""

from __future__ import annotations

from collections.abc import Callable

from game.app.screens.page import Page


def page(name: str) -> Page:
    """A new page.

    Raises:
        KeyError: when there is no such page.
    """
    makers: dict[str, Callable[[], Page]] = {
        "play": _setup,
        "scenarios": _scenarios,
        "settings": _settings,
        "swap": _swap,
        "debrief": _debrief,
    }
    return makers[name]()


def _setup() -> Page:
    from game.app.screens.setup import SetupScreen

    return SetupScreen()


def _scenarios() -> Page:
    from game.app.screens.scenarios import ScenariosScreen

    return ScenariosScreen()


def _debrief() -> Page:
    from game.app.screens.debrief_tables import DebriefTablesScreen

    return DebriefTablesScreen()


def _swap() -> Page:
    from game.app.screens.swap import SwapScreen

    return SwapScreen()


def _settings() -> Page:
    from game.app.screens.settings import SettingsScreen

    return SettingsScreen()
