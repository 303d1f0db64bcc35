"""A page of the game: what every screen shares, its size classes and the line of keys."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from textual._arrange import arrange
from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.css.query import NoMatches
from textual.layout import DockArrangeResult
from textual.screen import ModalScreen, Screen

from game.app.widgets.key_bar import KeyBar, size_wanted

if TYPE_CHECKING:
    from textual.events import Event
    from textual.geometry import Size
    from textual.widget import Widget

    from game.app.navigator import HomeNavigator, Navigator
    from game.app.widgets.sheet import ValueSheet
    from game.telling.phasing import Waiting

Result = TypeVar("Result")
SMALL = "-small"


class Paged:
    """What pages and papers laid over them share.

    `-narrow`, `-usual` and `-wide` are their widths, `-low` and `-high` their heights; `-small` is a window that is too
    small for any.
    """

    HORIZONTAL_BREAKPOINTS: ClassVar[list[tuple[int, str]] | None] = [(0, "-narrow"), (70, "-usual"), (110, "-wide")]
    SCROLLS: ClassVar[tuple[str, int]]
    """What the keys scroll that scroll a page, and by how many lines."""
    VERTICAL_BREAKPOINTS: ClassVar[list[tuple[int, str]] | None] = [(0, "-low"), (32, "-high")]

    def on_compose(self) -> None:
        """Have the classes of its size before anything is drawn: Textual gives them after it, and lays out twice."""
        screen = cast("Screen[object]", self)
        width, height = screen.app.size
        for length, points in ((width, self.HORIZONTAL_BREAKPOINTS), (height, self.VERTICAL_BREAKPOINTS)):
            fitting = [name for least, name in points or () if length >= least]
            screen.add_class(*fitting[-1:], update=False)
        screen.set_class(bool(size_wanted(width, height)), SMALL, update=False)

    def arrange(self, size: Size, optimal: bool = False) -> DockArrangeResult:
        """Where everything is on the page; in a window that is too small, the word that says so and nothing else."""
        screen = cast("Screen[object]", self)
        if not size_wanted(*screen.app.size):  # of the window: a page below another is asked for other sizes, too
            return cast("DockArrangeResult", super().arrange(size, optimal))  # type: ignore[misc]
        return arrange(screen, [one for one in screen.children if isinstance(one, KeyBar)], size, size)

    async def on_event(self, event: Event) -> None:
        """Take an event; a page that is left while it is still being composed lacks its parts, and needs none."""
        screen = cast("Screen[object]", self)
        try:
            await super().on_event(event)  # type: ignore[misc]
        except NoMatches:
            if screen.is_attached and screen.is_running:
                raise

    def _screen_resized(self, size: Size) -> None:
        """What is being typed goes on in its field afterwards: a window may be too small for a moment."""
        screen, small = cast("Screen[object]", self), bool(size_wanted(size.width, size.height))
        field = screen.focused
        if small != screen.has_class(SMALL) and field is not None:  # Textual takes the focus from what is not seen
            screen.call_after_refresh(screen.call_later, partial(self._type_on, field))
        screen.set_class(small, SMALL, update=False)
        super()._screen_resized(size)  # type: ignore[misc]

    def _type_on(self, field: Widget) -> None:
        if field.is_attached:
            cast("Screen[object]", self).set_focus(field, scroll_visible=False)

    def action_scroll(self, by: int) -> None:
        """Scroll what does not fit."""
        what, lines = self.SCROLLS
        cast("Screen[object]", self).query_one(what).scroll_relative(y=lines * by, animate=False)

    def waits(self) -> tuple[Waiting, ...]:
        """What the line of keys says that waits: all that is not before the person's eyes on this page."""
        return cast("Navigator", cast("Screen[object]", self).app).waits

    def once_typed(self, do: Callable[[], object]) -> None:
        """Do something when the keys that came before have reached the field that they were typed into.

        A key with priority is read by the app itself, ahead of letters that still wait for their field.
        """
        screen = cast("Screen[object]", self)
        (screen.focused or screen).call_later(lambda: do() if screen.is_current else None)

    async def part(self) -> bool:
        """Keep what is being typed here, as the page is left for the menu, another seat or the end of the app.

        Returns:
            Could all of it be kept? The page says what could not.
        """
        kept = [cast("ValueSheet", sheet).settle() for sheet in cast("Screen[object]", self).query("ValueSheet")]
        return all(kept)

    def commands(self) -> Iterable[SystemCommand]:
        """What the command palette offers here: every key that does something, as `area: verb object`."""
        screen = cast("Screen[object]", self)
        for active in screen.active_bindings.values():
            binding = active.binding
            if binding.id and active.enabled and active.node is not screen.app:
                area = binding.id.partition(".")[0]
                run = partial(screen.app.run_action, binding.action, active.node)
                yield SystemCommand(f"{area}: {binding.description.lower()}", binding.tooltip, run)


def leaving(area: str) -> tuple[Binding, ...]:
    """The key that leaves a table: for the menu where there is one."""
    about = "Leave the table, which is kept"
    return (
        Binding("m", "menu", "Menu", id=f"{area}.menu", tooltip=f"{about}, for the menu"),
        Binding("m", "leave_table", "Leave", id=f"{area}.leave-table", tooltip=f"{about}; there is a way back"),
    )


def showing(area: str) -> tuple[Binding, ...]:
    """The keys of a page that shows a month's board: they read it in words, and show the month to a room."""
    return (
        Binding(
            "v", "board", "Board in words", show=False, id=f"{area}.board", tooltip="The board, station by station"
        ),
        Binding(
            "j", "room", "For a room", show=False, id=f"{area}.room", tooltip="The month on a screen for all to see"
        ),
    )


class Page(Paged, Screen[None]):
    """A whole page."""

    @property
    def game(self) -> Navigator:
        """The ways from here."""
        return cast("Navigator", self.app)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the menu where there is one."""
        if action in ("menu", "leave_table"):
            return (action == "menu") == (self.game.at_home is not None)
        return True

    async def action_menu(self) -> None:
        """Go to the menu; a table is kept."""
        if await self.part():
            self.game.leave()

    async def action_leave_table(self) -> None:
        """Leave the table, which is kept."""
        await self.action_menu()


class HomePage(Page):
    """A page that only the app at a person's own machine shows."""

    @property
    def game(self) -> HomeNavigator:
        """The ways from here."""
        return cast("HomeNavigator", self.app)


class Overlay(Paged, ModalScreen[Result]):
    """A page laid over another one, left with Escape. Its keys are its own: so it names help and commands again."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "app.toggle_help", "Help", id="paper.help", tooltip="Open or close the help beside this page"),
        Binding(
            "ctrl+p", "app.command_palette", "Commands", show=False, id="paper.commands",
            tooltip="Find any command by name",
        ),
        Binding("ctrl+g", "app.see_to_it", "Go there", show=False, id="paper.see-to-it",
                tooltip="Go to where what waits for you is seen to"),
    ]  # fmt: skip

    @property
    def game(self) -> Navigator:
        """The ways from here."""
        return cast("Navigator", self.app)
