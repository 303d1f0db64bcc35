"""A call-out: a few words in a frame beside the very thing that they are about."""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Offset, Region
from textual.widget import Widget
from textual.widgets import Static

WIDTH = 46


class Callout(Static):
    """Floats over the page, below the thing it points at or above it."""

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
        room = self.screen.size
        width = min(WIDTH, room.width - 2)
        self.styles.width = width
        lines = len(Content(says).wrap(width - 4)) + 3
        spot = place(target.region, width, lines, room.width, room.height)
        self.border_title = "▲" if spot.y > target.region.y else "▼"
        foot = "[@click=screen.hint_seen]x next hint[/]   [@click=screen.hints_off]z no more hints[/]"
        self.update(Content.assemble(says, "\n", Content.from_markup(f"[$quiet]{progress}[/]   [b]{foot}[/]")))
        self.offset = spot

    def hide(self) -> None:
        """Say nothing any more."""
        if self._target is not None:
            self._target.remove_class("-pointed")
            self._target = None
        self.display = False


def place(target: Region, width: int, height: int, columns: int, rows: int) -> Offset:
    """Where a frame of this size goes: below its target, else above it, else on it; never off the screen."""
    x = max(0, min(target.x + 2, columns - width - 1))
    if target.bottom + height < rows:
        return Offset(x, target.bottom)
    if target.y - height >= 0:
        return Offset(x, target.y - height)
    return Offset(max(0, min(target.x + target.width // 3, columns - width - 1)), max(0, rows - height - 3))
