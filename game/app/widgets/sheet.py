"""A sheet of rows to fill in: numbers, choices and switches, set by arrows, by typing or by mouse."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from game.app.widgets.row import LONGEST, ONWARD, TYPING, Columns, Zone, columns, drawn
from game.doors.keyboards import usual_width
from game.doors.text import cut, visible
from game.refusal import Refusal
from game.telling.settable import Settable, nearest, stepped, typed_number

if TYPE_CHECKING:
    from game.rules.levers import Value


class ValueSheet(ScrollView, can_focus=True, inherit_bindings=False):
    """Rows to fill in, drawn as one widget so that a key costs one line.

    Args:
        rows: what there is to set.
        values: what is set already; the rest is as usual.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "sheet--name", "sheet--value", "sheet--cursor", "sheet--changed", "sheet--quiet", "sheet--group",
        "sheet--typing",
    }  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "go(-1)", "Up", show=False, id="sheet.up", tooltip="The row above"),
        Binding("down", "go(1)", "Down", show=False, id="sheet.down", tooltip="The row below"),
        Binding("left", "less(1)", "Less, more", key_display="←→", id="sheet.less", tooltip="A step less, or before"),
        Binding("right", "more(1)", "More", show=False, id="sheet.more", tooltip="A step more, or the next choice"),
        Binding("shift+left", "less(5)", "Much less", show=False, id="sheet.much-less", tooltip="Five steps less"),
        Binding("shift+right", "more(5)", "Much more", show=False, id="sheet.much-more", tooltip="Five steps more"),
        Binding("space", "turn", "Next choice", show=False, id="sheet.turn", tooltip="Turn a switch, or on"),
        Binding("delete,backspace", "reset", "As it was", id="sheet.reset", tooltip="Set this row back as it was"),
        Binding("home", "go(-999)", "First", show=False, id="sheet.first", tooltip="The first row"),
        Binding("end", "go(999)", "Last", show=False, id="sheet.last", tooltip="The last row"),
    ]

    cursor: reactive[int] = reactive(0)

    class Told(Message):
        """Something that a sheet tells of one of its rows."""

        def __init__(self, sheet: ValueSheet, key: str) -> None:
            super().__init__()
            self.sheet, self.key = sheet, key

        @property
        def control(self) -> ValueSheet:
            """The sheet."""
            return self.sheet

    class Changed(Told):
        """A value was set."""

    class Moved(Told):
        """Another row is at the cursor, typing began or ended, or its problem is another: a page says so beside it."""

    def __init__(
        self, rows: Sequence[Settable] = (), values: Mapping[str, Value] | None = None, id: str | None = None
    ) -> None:
        super().__init__(id=id)
        self._rows: tuple[Settable, ...] = ()
        self._values: dict[str, Value] = {}
        self._lines: list[int | str] = []  # a row's index, or a heading
        self.typed: str | None = None  # what is being typed into the row at the cursor; None = nothing is
        self.problem = ""  # why what was typed could not be used; "" = nothing is to be mended
        self._fit: Columns | None = None  # where the parts of these rows are in this width
        self.show(rows, values or {})

    # --- what it holds ---

    @property
    def values(self) -> dict[str, Value]:
        """Every row's value."""
        return dict(self._values)

    @property
    def changed(self) -> dict[str, Value]:
        """The values that are not as usual."""
        return {row.key: self._values[row.key] for row in self._rows if self._values[row.key] != row.usual}

    @property
    def row(self) -> Settable | None:
        """The row at the cursor."""
        return self._rows[self.cursor] if self.cursor < len(self._rows) else None

    def show(self, rows: Sequence[Settable], values: Mapping[str, Value]) -> None:
        """Put other rows on the sheet; the cursor stays on its row where that is still there."""
        at = self.row.key if self.row is not None else ""
        self._rows, keys = tuple(rows), [row.key for row in rows]
        self._fit = None
        if at not in keys:
            self.typed, self.problem = None, ""
        self._values = {row.key: values.get(row.key, row.usual) for row in rows}
        self._lines, group = [], ""
        for index, row in enumerate(self._rows):
            if row.group and row.group != group:
                self._lines.append(row.group)
            group = row.group
            self._lines.append(index)
        self.set_reactive(ValueSheet.cursor, keys.index(at) if at in keys else 0)
        self.virtual_size = Size(0, len(self._lines))
        self.refresh(layout=True)

    def set_value(self, key: str, value: Value) -> None:
        """Set a row; a number is held within its bounds."""
        at, row = next((at, row) for at, row in enumerate(self._rows) if row.key == key)
        if row.kind == "number" and not isinstance(value, str) and value != row.usual:
            value = nearest(float(value), row.low, row.high)
        if self._values[key] == value:
            return
        self._values[key] = value
        self._draw_again(at)
        self.post_message(self.Changed(self, key))

    def reset(self) -> None:
        """Set every row back as it was."""
        for row in self._rows:
            self.set_value(row.key, row.usual)

    # --- keys ---

    def action_go(self, by: int) -> None:
        """Move the cursor."""
        if self.settle() and self._rows:
            self.cursor = min(len(self._rows) - 1, max(0, self.cursor + by))

    def action_less(self, steps: int) -> None:
        """Go down by steps."""
        self._step(-steps)

    def action_more(self, steps: int) -> None:
        """Go up by steps."""
        self._step(steps)

    def action_turn(self) -> None:
        """The next choice, round and round."""
        row = self.row
        if row is not None and row.kind == "number":
            self._step(1)
        elif row is not None:
            self._step(1, around=True)

    def action_reset(self) -> None:
        """Set the row at the cursor back as it was."""
        if self.row is not None:
            self._type(None)
            self.set_value(self.row.key, self.row.usual)

    def _step(self, steps: int, around: bool = False) -> None:
        row = self.row
        if not self.settle() or row is None:
            return
        value = self._values[row.key]
        if row.kind == "number" and not isinstance(value, str):
            self.set_value(row.key, stepped(float(value), steps, row.low, row.high, row.step))
        elif row.kind == "switch":
            self.set_value(row.key, not value)
        elif row.choices:
            index = row.choices.index(str(value)) + (steps > 0) - (steps < 0)
            index = index % len(row.choices) if around else min(len(row.choices) - 1, max(0, index))
            self.set_value(row.key, row.choices[index])

    def on_key(self, event: events.Key) -> None:
        """Take the signs that begin a number, then every sign (`2.4k` is read whole), Enter, Escape, Backspace."""
        if self.row is None or self.row.kind != "number":
            return
        sign = usual_width(event.character or "")
        begins = sign in TYPING or sign.isdecimal()
        more = self.typed and sign.isprintable() and not (sign in ONWARD and self.typed[-1:].isdecimal())
        if sign and (begins or more):
            before = "" if begins and self.problem else self.typed or ""  # anew in place of what was refused
            self._type(f"{before}{sign}"[:LONGEST])
        elif self.typed is None:
            return
        elif event.key == "enter":
            self.settle()
        elif event.key == "escape":
            self._type(None)
        elif event.key == "backspace":
            self._type(self.typed[:-1] or None)
        elif self.settle():  # whatever the key does, it does with what was typed
            return
        event.stop()
        event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """Take a number that is pasted."""
        event.stop()
        if self.row is not None and self.row.kind == "number" and event.text.strip():
            self._type(visible(" ".join(event.text.split()))[:LONGEST])
            self.settle()

    def _type(self, typed: str | None, problem: str = "") -> None:
        """Hold what is being typed, and what is wrong with it; None = nothing is."""
        before, self.typed, self.problem = (self.problem, self.typed is None), typed, problem
        self._draw_again(self.cursor)
        if (problem, typed is None) != before and self.row is not None:
            self.post_message(self.Moved(self, self.row.key))

    def beside(self, about: str | Content) -> Content:
        """What a page says beside the sheet: what is to be mended, or else what it has to say about the row."""
        return Content.styled(f"! {self.problem}", "bold $warning") if self.problem else Content("") + about

    def on_blur(self) -> None:
        """What was typed holds when the sheet is left."""
        self.settle()

    def settle(self) -> bool:
        """Use the number that was typed, and tell whether nothing is left to mend.

        What cannot be used stays in its row to be mended, with a word why; Escape drops it.
        """
        row, typed = self.row, self.typed
        if row is None or typed is None:
            return True
        try:
            number = typed_number(row, typed)
        except Refusal as refusal:
            self._type(typed, f"{refusal.message} Esc drops it.")
            if not self.is_on_screen:
                self.notify(self.problem, title=row.name, severity="warning")
            return False
        self._type(None)
        self.set_value(row.key, number)
        return True

    # --- mouse ---

    def on_click(self, event: events.Click) -> None:
        """Go to a row; its arrows step it, its value turns it."""
        at = event.y + round(self.scroll_y)
        line = self._lines[at] if 0 <= at < len(self._lines) else ""
        if isinstance(line, str) or not self.settle():
            return
        self.cursor = line
        zone: Zone = self._columns().zone(event.x)
        if zone == "less":
            self._step(-1)
        elif zone == "more":
            self._step(1)
        elif zone == "value" and self._rows[line].kind != "number":
            self._step(1, around=True)

    # --- drawing ---

    def watch_cursor(self, before: int, now: int) -> None:
        """Keep the cursor in sight."""
        for row in (before, now):
            self._draw_again(row)
        if now < len(self._rows):
            at = self._lines.index(now)
            above = at - 1 if at and isinstance(self._lines[at - 1], str) else at
            self.scroll_to_region(Region(0, above, 1, at - above + 1), animate=False)
            self.post_message(self.Moved(self, self._rows[now].key))

    def render_line(self, y: int) -> Strip:
        """One line of the sheet."""
        at, width = y + round(self.scroll_y), self.size.width
        if at >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        line = self._lines[at]
        if isinstance(line, str):
            group = Segment(cut(f" {line}", width), self.get_component_rich_style("sheet--group"))
            return Strip([group]).adjust_cell_length(width, self.rich_style)
        row, here = self._rows[line], line == self.cursor
        value = self._values[row.key]
        cells = drawn(row, value, self._columns(), here, self.typed if here else None)
        if here and self.has_focus:
            style = self.get_component_rich_style("sheet--cursor")
            return Strip([Segment(text, style) for _, text in cells]).adjust_cell_length(width, style)
        names = {"value": "sheet--changed"} if value != row.usual else {}
        look = self.get_component_rich_style
        segments = [Segment(text, look(names.get(part, f"sheet--{part}"))) for part, text in cells]
        return Strip(segments).adjust_cell_length(width, look("sheet--name"))

    def _draw_again(self, row: int) -> None:
        """A row's line alone: the others stay as they are drawn."""
        if row in self._lines:
            self.refresh_line(self._lines.index(row))

    def _columns(self) -> Columns:
        if self._fit is None or self._fit.width != self.size.width:
            self._fit = columns(self._rows, self.size.width)
        return self._fit
