"""A page of the game: what every screen shares, its size classes and the line of keys."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, TypeVar, cast

from textual.app import SystemCommand
from textual.screen import ModalScreen, Screen

if TYPE_CHECKING:
    from game.app.app import LastMileApp

Result = TypeVar("Result")


class Page(Screen[None]):
    """A whole page. `-narrow`, `-usual` and `-wide` are its widths, `-low` and `-high` its heights."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (70, "-usual"), (110, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (32, "-high")]

    @property
    def game(self) -> LastMileApp:
        """The app, as what it is."""
        return cast("LastMileApp", self.app)

    def commands(self) -> Iterable[SystemCommand]:
        """What the command palette offers on this page: every key that does something, as `area: verb object`."""
        for active in self.active_bindings.values():
            binding = active.binding
            if binding.id and active.node is self and active.enabled:
                area = binding.id.partition(".")[0]
                yield SystemCommand(
                    f"{area}: {binding.description.lower()}", binding.tooltip, partial(self.run_action, binding.action)
                )


class Overlay(ModalScreen[Result]):
    """A page laid over another one, left with Escape."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (70, "-usual"), (110, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (32, "-high")]

    @property
    def game(self) -> LastMileApp:
        """The app, as what it is."""
        return cast("LastMileApp", self.app)
