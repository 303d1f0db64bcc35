"""A seat's dashboard: tiles with trend lines, drawn as one widget; Enter on a tile asks why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from game.doors.text import cells, cut, to_left, to_right
from game.telling.readouts import Readout

COLUMNS = "▁▂▃▄▅▆▇█"
LEAST_SPAN = 0.2
"""Share of the largest value that a trend's columns span at the least."""


def spark(values: Sequence[float]) -> str:
    """A column for each value, nothing when there is only one; what hardly moves is drawn as hardly moving.

    The columns span at least `LEAST_SPAN` of the largest value: else one more of eight thousand would leap from the
    lowest column to the highest.
    """
    if len(values) < 2:
        return ""
    low, high = min(values), max(values)
    middle, top = (low + high) / 2.0, len(COLUMNS) - 1
    span = max(high - low, LEAST_SPAN * max(abs(low), abs(high))) or 1.0
    return "".join(COLUMNS[min(top, max(0, top // 2 + round((value - middle) / span * top)))] for value in values)


TILE = 22  # least cells of a tile
LOW = 12  # lines below which there is one tile a line
TREND = 8  # most months of a trend line


class Dashboard(ScrollView, can_focus=True, inherit_bindings=False):
    """Tiles in as many columns as fit, each with its figure, how it moved, and its months as a line."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "dashboard--label", "dashboard--value", "dashboard--trend", "dashboard--cursor", "dashboard--title",
    }  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "go(0, -1)", "Up", show=False, id="dashboard.up", tooltip="The tile above"),
        Binding("down", "go(0, 1)", "Down", show=False, id="dashboard.down", tooltip="The tile below"),
        Binding("left", "go(-1, 0)", "Left", show=False, id="dashboard.left", tooltip="The tile to the left"),
        Binding("right", "go(1, 0)", "Right", show=False, id="dashboard.right", tooltip="The tile to the right"),
        Binding("enter", "ask", "Why?", id="dashboard.why", tooltip="What is behind this figure"),
    ]

    cursor: reactive[int] = reactive(0)

    class Asked(Message):
        """Somebody wants to know what is behind a figure."""

        def __init__(self, readout: Readout) -> None:
            super().__init__()
            self.readout = readout

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._title, self._readouts = "", tuple[Readout, ...]()

    @property
    def readout(self) -> Readout | None:
        """The tile at the cursor."""
        return self._readouts[self.cursor] if self.cursor < len(self._readouts) else None

    def show(self, title: str, readouts: Sequence[Readout]) -> None:
        """Put other figures on the tiles."""
        shown = (title, tuple(readouts))
        if shown != (self._title, self._readouts):
            self._title, self._readouts = shown
            self._measure()
            self.refresh()

    def on_resize(self) -> None:
        """Other columns, perhaps."""
        self._measure()

    # --- keys and mouse ---

    def action_go(self, across: int, down: int) -> None:
        """Move between the tiles."""
        at = self.cursor + across + down * self._columns
        if 0 <= at < len(self._readouts):
            self.cursor = at

    def action_ask(self) -> None:
        """Ask why about the tile at the cursor."""
        if self.readout is not None:
            self.post_message(self.Asked(self.readout))

    def on_click(self, event: events.Click) -> None:
        """Ask about the tile that was clicked."""
        line = event.y + round(self.scroll_y) - 1
        at = line // self._height * self._columns + min(self._columns - 1, event.x // self._width)
        if line >= 0 and at < len(self._readouts):
            self.cursor = at
            self.action_ask()

    def watch_cursor(self, before: int, now: int) -> None:
        """Keep the cursor in sight."""
        self.refresh()
        row = now // self._columns
        self.scroll_to_region(Region(0, 1 + row * self._height, 1, self._height), animate=False)

    # --- drawing ---

    @property
    def _columns(self) -> int:
        if self.size.height < LOW:
            return 1
        return max(1, min(3, self.size.width // TILE))

    @property
    def _width(self) -> int:
        return self.size.width // self._columns

    @property
    def _rows(self) -> int:
        return -(-len(self._readouts) // self._columns)

    @property
    def _height(self) -> int:
        """Lines of a tile: three where there is room, two, or one."""
        room = max(1, self.size.height - 1)
        return next((lines for lines in (3, 2) if lines * self._rows <= room), 1)

    def _measure(self) -> None:
        self.virtual_size = Size(0, 1 + self._rows * self._height)

    def render_line(self, y: int) -> Strip:
        """One line over all columns."""
        at = y + round(self.scroll_y)
        width = self.size.width
        if at == 0:
            return Strip(
                [
                    Segment(
                        to_left(cut(f" {self._title}", width), width), self.get_component_rich_style("dashboard--title")
                    )
                ]
            )
        row, part = divmod(at - 1, self._height)
        strips = []
        for column in range(self._columns):
            index = row * self._columns + column
            if index < len(self._readouts):
                strips.append(self._cell(self._readouts[index], part, index == self.cursor and self.has_focus))
        whole = Strip.join(strips) if strips else Strip.blank(width, self.rich_style)
        return whole.adjust_cell_length(width, self.rich_style)

    def _cell(self, of: Readout, part: int, here: bool) -> Strip:
        width, lines = self._width, self._height
        label, value, trend = (
            self.get_component_rich_style(f"dashboard--{name}") for name in ("label", "value", "trend")
        )
        if here:
            label = value = trend = self.get_component_rich_style("dashboard--cursor")
        drawn = spark(of.trend[-TREND:])
        aside = of.change or of.note
        if lines == 1:
            names = max(cells(one.label) for one in self._readouts)
            figures = max(cells(one.value) for one in self._readouts)
            drawn = spark(of.trend[-max(0, min(TREND, width - names - figures - 4)) :])
            gap = max(1, min(3, width - names - figures - len(drawn) - 3))
            parts = [
                Segment(f" {to_left(of.label, names + gap)}", label),
                Segment(f"{to_right(of.value, figures)} ", value),
                Segment(drawn, trend),
            ]
        elif part == 0:
            parts = [Segment(f" {of.label} ", label), Segment(cut(aside, max(0, width - cells(of.label) - 3)), trend)]
        elif part == 1:
            parts = [Segment(f" {of.value} ", value), Segment(drawn, trend)]
        else:
            parts = []
            label = self.get_component_rich_style("dashboard--label")
        return Strip(parts).crop(0, width - 1).adjust_cell_length(width, label)
