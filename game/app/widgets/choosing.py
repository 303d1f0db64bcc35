"""Ways to choose: from a list, one of a few side by side, and an order of what matters."""

from __future__ import annotations

import inspect
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import ClassVar

from rich.segment import Segment
from textual import work
from textual._arrange import arrange
from textual.binding import Binding, BindingType
from textual.command import CommandPalette
from textual.content import Content
from textual.css.query import NoMatches
from textual.geometry import Size
from textual.layout import DockArrangeResult
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.style import Style
from textual.widgets import OptionList, Static

from game.app.widgets.flowing import flow
from game.app.widgets.key_bar import size_wanted

BAR = "▌ "


class Listing(OptionList, inherit_bindings=False):
    """An option list that says what its keys do. Its options are indented by two cells for the bar."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Choose", id="list.open", tooltip="Take what is at the cursor"),
        Binding("up", "cursor_up", "Up", show=False, id="list.up", tooltip="The one above"),
        Binding("down", "cursor_down", "Down", show=False, id="list.down", tooltip="The one below"),
        Binding("home", "first", "First", show=False, id="list.first", tooltip="The first one"),
        Binding("end", "last", "Last", show=False, id="list.last", tooltip="The last one"),
        Binding("pageup", "page_up", "Page up", show=False, id="list.page-up", tooltip="A page up"),
        Binding("pagedown", "page_down", "Page down", show=False, id="list.page-down", tooltip="A page down"),
    ]

    def action_page_up(self) -> None:
        """A page up; where there is no room for a line, nothing."""
        with suppress(KeyError):  # the list has laid out no line then, and looks for one
            super().action_page_up()  # type: ignore[no-untyped-call]

    def action_page_down(self) -> None:
        """A page down; where there is no room for a line, nothing."""
        with suppress(KeyError):
            super().action_page_down()  # type: ignore[no-untyped-call]

    def render_line(self, y: int) -> Strip:
        """A line, with the bar where it belongs to the option at the cursor."""
        strip = super().render_line(y)
        first = next(iter(strip), None)
        if self.highlighted is None or first is None or first.style is None:
            return strip
        if first.style.meta.get("option") != self.highlighted:
            return strip
        return Strip([Segment(BAR, first.style), *strip.crop(len(BAR))], strip.cell_length)


class Palette(CommandPalette):
    """The command palette. Where there is no room for a line of it, a page up or down is nothing."""

    HELP = """\
# Every command by name

Type part of a command's name. **↑ ↓** go through those that fit, **Enter** does one, **Esc** leaves.
"""

    def arrange(self, size: Size, optimal: bool = False) -> DockArrangeResult:
        """Where everything is; nothing where the window is too small, so that the page below says so."""
        shown = not size_wanted(*self.app.size)
        return super().arrange(size, optimal) if shown else arrange(self, [], size, size)

    @work(exclusive=True, group=CommandPalette._GATHER_COMMANDS_GROUP)
    async def _gather_commands(self, search_value: str) -> None:
        gather = inspect.unwrap(CommandPalette._gather_commands)
        with suppress(NoMatches):  # it is left while it opens, and there is no list to fill
            await gather(self, search_value)

    def _action_command_list(self, action: str) -> None:
        with suppress(KeyError):  # the list has laid out no line then, and looks for one
            super()._action_command_list(action)


ON, OFF = "(●)", "( )"


class Choices(Static, can_focus=True):
    """A question with one answer out of a few, side by side, none to begin with; and a line about the chosen one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", "Choose", key_display="← →", id="choices.before", tooltip="The answer before"),
        Binding("right", "step(1)", "Choose after", show=False, id="choices.after", tooltip="The next answer"),
        Binding(
            "delete,backspace", "clear", "No answer", show=False, id="choices.clear", tooltip="Leave it unanswered"
        ),
        Binding("up", "leave(-1)", "Before", show=False, id="choices.up", tooltip="The question before"),
        Binding("down", "leave(1)", "After", show=False, id="choices.down", tooltip="The next question"),
    ]

    auto_links = False  # the answers have their own look
    chosen: reactive[str] = reactive("", init=False)

    class Changed(Message):
        """Another answer was chosen."""

        def __init__(self, choices: Choices, key: str) -> None:
            super().__init__()
            self.choices, self.key = choices, key

        @property
        def control(self) -> Choices:
            """The question."""
            return self.choices

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._title: str = ""
        self._options: tuple[tuple[str, str], ...] = ()
        self._about: Mapping[str, str] = {}

    def ask(
        self, title: str, options: Sequence[tuple[str, str]], chosen: str = "", about: Mapping[str, str] | None = None
    ) -> None:
        """Put a question.

        Args:
            title: the question.
            options: key and words of each answer.
            chosen: the answer that was given before; none unless given.
            about: a line on each answer, shown while it is chosen.
        """
        self._title, self._options, self._about = title, tuple(options), about or {}
        keys = [key for key, _ in self._options]
        self.set_reactive(Choices.chosen, chosen if chosen in keys else "")
        self._draw()

    def action_step(self, by: int) -> None:
        """The next answer, or the one before; the first where none is chosen yet."""
        keys = [key for key, _ in self._options]
        if keys and not self.chosen:
            self.chosen = keys[0]
        elif keys:
            self.chosen = keys[min(len(keys) - 1, max(0, keys.index(self.chosen) + by))]

    def action_leave(self, by: int) -> None:
        """The next question, or the one before."""
        if by > 0:
            self.screen.focus_next(Choices)
        else:
            self.screen.focus_previous(Choices)

    def action_clear(self) -> None:
        """Leave it unanswered."""
        self.chosen = ""

    def action_choose(self, key: str) -> None:
        """Choose an answer; take it back when it is the chosen one."""
        self.focus()
        self.chosen = "" if key == self.chosen else key

    def watch_chosen(self, before: str, now: str) -> None:
        """Show what is chosen, and say so."""
        self._draw()
        self.post_message(self.Changed(self, now))

    def on_focus(self) -> None:
        """The cursor is here."""
        self._draw()

    def on_blur(self) -> None:
        """The cursor has gone."""
        self._draw()

    def on_resize(self) -> None:
        """Flow over other lines."""
        self._draw()

    def _draw(self) -> None:
        answers = []
        for key, words in self._options:
            chosen = key == self.chosen
            style = "bold $primary" if chosen else ""
            if chosen and self.has_focus:
                style = "bold $block-cursor-foreground on $block-cursor-background"
            text = Content(f"{ON if chosen else OFF} {words}").stylize(style)
            answers.append(text.stylize(Style.from_meta({"@click": f"choose({key!r})"})))
        parts = [
            Content.styled(f"{'▸ ' if self.has_focus else ''}{self._title}", "bold"),
            flow(answers, max(20, self.size.width)),
        ]
        if self._about:
            parts.append(Content.styled(self._about.get(self.chosen, "Not answered yet."), "$quiet"))
        self.update(Content("\n").join(parts))
