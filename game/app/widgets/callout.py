"""A call-out: a few words of a guide in a place of their own, above the keys; what they are about is tinted."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

HINTED = "-hinted"
"""The screen's class while something is said: a low window then gives up what else it can."""


class Callout(Static):
    """Stands below the page and takes its room from it, so that it covers nothing that it explains."""

    auto_links = False

    def on_mount(self) -> None:
        """Nothing to say yet."""
        self.display = False
        self._target: Widget | None = None

    def point(self, target: Widget, says: str, progress: str) -> None:
        """Say something about a widget of this screen.

        Args:
            target: what it is about.
            says: the words.
            progress: such as `2 of 5`.
        """
        self.hide()
        self._target = target
        target.add_class("-pointed")
        self.display = True
        self.screen.add_class(HINTED)
        foot = "[@click=screen.hint_seen]x next hint[/]   [@click=screen.hints_off]z no more hints[/]"
        self.update(Content.assemble(says, "\n", Content.from_markup(f"[$quiet]{progress}[/]   [b]{foot}[/]")))

    def hide(self) -> None:
        """Say nothing any more."""
        if self._target is not None:
            self._target.remove_class("-pointed")
            self._target = None
        self.display = False
        self.screen.remove_class(HINTED)
