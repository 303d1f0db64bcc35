"""A seat's page that can be guided: hints in call-outs, one after the other, to be taken or left."""

from __future__ import annotations

from types import MappingProxyType
from typing import ClassVar, Final

from textual.binding import Binding, BindingType
from textual.widget import Widget

from game.app.screens.seat_page import SeatPage
from game.app.widgets.callout import Callout
from game.seating.guide import Hint, next_hint

SELECTORS: Final = MappingProxyType(
    {
        "masthead": "Masthead",
        "steps": "PhaseBar",
        "figures": "#own",
        "page": "#side Pane",
        "levers": "#levers",
        "panel": "#outlook",
        "button": "#forward",
        "keys": "KeyBar",
    }
)
"""Where on the table's screen each place of a hint is."""


class GuidedPage(SeatPage):
    """A page with call-outs, where its chair has hints."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("x", "hint_seen", "Next hint", id="guide.next", tooltip="On to the next hint of the guide"),
        Binding("z", "hints_off", "No more hints", id="guide.off", tooltip="Play on without the guide"),
    ]

    def show_hint(self, step: str) -> None:
        """Show the next hint of a step of the month, or none."""
        callouts = self.query(Callout)
        if not callouts or self._seen is None:
            return
        found = next_hint(self._chair.hints, self.kept.hint, self._seen.round, step)
        target = self._target(found[1]) if found is not None else None
        if found is None or target is None:
            callouts.first().hide()
            return
        number, hint = found
        callouts.first().point(target, hint.says, f"{number + 1} of {len(self._chair.hints)}")

    @property
    def hinted(self) -> bool:
        """Is a hint shown?"""
        return any(callout.display for callout in self.query(Callout))

    def step_shown(self) -> str:
        """The step of the month whose page is shown."""
        raise NotImplementedError

    def action_hint_seen(self) -> None:
        """On to the next hint."""
        if self._seen is None:
            return
        found = next_hint(self._chair.hints, self.kept.hint, self._seen.round, self.step_shown())
        if found is not None:
            self._keep_hint(found[0] + 1)

    def action_hints_off(self) -> None:
        """No more hints at this table; the last one stays out of sight too."""
        self._keep_hint(len(self._chair.hints))

    def _keep_hint(self, seen: int) -> None:
        if self._chair.bookmark is not None:
            self._chair.bookmark.keep(hint=seen)
        self.write_mark()
        self.show_hint(self.step_shown())
        self.refresh_bindings()

    def _target(self, hint: Hint) -> Widget | None:
        there = (widget for widget in self.query(SELECTORS[hint.at]) if widget.display and widget.region.area)
        return next(there, None)
