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


class Ranking(Static, can_focus=True):
    """Names in an order. Space takes the one at the cursor up and puts it down; while it is held, arrows carry it.

    A list comes in an order that is nobody's. So a place counts as a person's only where they put something there; the
    rest shares one place until it is said that all of it is right.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "up", "go(-1)", "Up", key_display="↑ ↓", id="ranking.up", tooltip="The one above; carries what is held"
        ),
        Binding("down", "go(1)", "Down", show=False, id="ranking.down", tooltip="The one below; carries what is held"),
        Binding(
            "space", "hold", "Take up, put down", id="ranking.hold", tooltip="Hold the one at the cursor, or let go"
        ),
        Binding("shift+up", "carry(-1)", "Carry up", show=False, id="ranking.carry-up", tooltip="One place up"),
        Binding("shift+down", "carry(1)", "Carry down", show=False, id="ranking.carry-down", tooltip="One place down"),
        Binding("a", "place_all", "All as it stands", id="ranking.all", tooltip="Every name is where you want it"),
        Binding("home", "go(-99)", "First", show=False, id="ranking.first", tooltip="To the top; carries what is held"),
        Binding("end", "go(99)", "Last", show=False, id="ranking.last", tooltip="To the end; carries what is held"),
    ]

    auto_links = False  # the names have their own look

    class Moved(Message):
        """The cursor is on another one, or the order has changed."""

        def __init__(self, ranking: Ranking) -> None:
            super().__init__()
            self.ranking = ranking

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._items: list[tuple[str, str]] = []  # key and name, in order
        self._at, self._held = 0, False
        self._placed: set[str] = set()  # keys of what was moved, or taken up and put down where it was

    @property
    def order(self) -> tuple[str, ...]:
        """The keys, what matters most first."""
        return tuple(key for key, _ in self._items)

    @property
    def placed(self) -> frozenset[str]:
        """The keys of what a person has put where it stands."""
        return frozenset(self._placed)

    @property
    def ranks(self) -> dict[str, int]:
        """Places from 1 by key; what nobody has placed shares one, in the middle of where it stands."""
        places = dict(zip(self.order, range(1, len(self._items) + 1), strict=True))
        rest = [place for key, place in places.items() if key not in self._placed]
        shared = round(sum(rest) / len(rest)) if rest else 0  # exact
        return {key: place if key in self._placed else shared for key, place in places.items()}

    @property
    def at(self) -> str:
        """The key at the cursor."""
        return self._items[self._at][0] if self._items else ""

    def ask(self, items: Sequence[tuple[str, str]]) -> None:
        """Put other names on the list, with the cursor on the first."""
        self._items, self._at, self._held, self._placed = list(items), 0, False, set()
        self._draw()

    def action_go(self, by: int) -> None:
        """Move the cursor, with what is held."""
        if self._held:
            self.action_carry(by)
        elif self._items:
            self._at = min(len(self._items) - 1, max(0, self._at + by))
            self._draw()

    def action_hold(self) -> None:
        """Take the one at the cursor up, or put it down."""
        if self._held:
            self._placed.add(self.at)
        self._held = not self._held and bool(self._items)
        self._draw()

    def action_carry(self, by: int) -> None:
        """Move the one at the cursor to another place."""
        to = min(len(self._items) - 1, max(0, self._at + by))
        if to != self._at:
            self._items.insert(to, self._items.pop(self._at))
            self._at = to
            self._placed.add(self.at)
        self._draw()

    def action_place_all(self) -> None:
        """Say that everything is where it should be."""
        self._placed, self._held = set(self.order), False
        self._draw()

    def action_point(self, at: int) -> None:
        """A click: take this one up; with one in hand, put that one here."""
        self.focus()
        if self._held:
            self.action_carry(at - self._at)
            self._placed.add(self.at)
            self._held = False
        else:
            self._at, self._held = at, True
        self._draw()

    def on_focus(self) -> None:
        """The cursor is here."""
        self._draw()

    def on_blur(self) -> None:
        """The cursor has gone."""
        self._draw()

    def _draw(self) -> None:
        lines = []
        for at, (key, name) in enumerate(self._items):
            here = at == self._at
            sign = "↕" if here and self._held else "▸" if here else " "
            text = Content(f"{sign} {at + 1 if key in self._placed else '·':>2}  {name} ")
            if here and self.has_focus:
                text = text.stylize("bold $block-cursor-foreground on $block-cursor-background")
            lines.append(text.stylize(Style.from_meta({"@click": f"point({at})"})))
        self.update(Content("\n").join(lines))
        self.post_message(self.Moved(self))
