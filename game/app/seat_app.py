"""An app for one chair: its table is kept elsewhere, and leaving it leads to a page with the way back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.filter import Monochrome, NoColor
from textual.screen import ModalScreen, Screen

from game.app.keys import KeyedApp
from game.app.likes import SEAT_COLOURS, Settings, theme_name, themes
from game.app.terminal import READ, ForeignBytes, mend_driver

if TYPE_CHECKING:
    from textual.driver import Driver
    from textual.notifications import SeverityLevel

    from game.app.navigator import HomeNavigator
    from game.rules.levers import Seat
    from game.seating.chair import Chair
    from game.telling.phasing import Waiting

STYLES = Path(__file__).parent / "styles"
NO_COLOUR_THEME = "ansi-dark"
INTERRUPTED = 130  # the exit code of any command that Ctrl+C ends
STOPPING = "Press Ctrl+C once more, or Ctrl+Q at any time. All that you have done here is kept."


class SeatApp(KeyedApp):
    """A table from one chair. It holds the chair and the settings, and nothing of whoever keeps the table.

    Args:
        chair: the seat; None in an app that finds its chairs by itself.
        settings: what the person likes; changed by nobody here.
        colour: may it use colours?
    """

    TITLE = "Last Mile"
    # The pages that can be the first one are styled here: Textual loads a page's own sheet when it is pushed.
    CSS_PATH = [STYLES / "app.tcss", STYLES / "menu.tcss", STYLES / "waiting.tcss"]
    HELP = """\
# Last Mile

Marketing makes promises to customers, distribution keeps them, and only the joint result counts.

Every key is in the bottom line. **Ctrl+P** finds any command by name, **F1** opens this help, **Escape** closes it.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "toggle_help", "Help", id="app.help", tooltip="Open or close the help beside this screen"),
        # With priority: it lies over everything, and what Escape does below waits until it is closed.
        Binding("escape", "hide_help_panel", "Close help", show=False, id="app.close-help", priority=True,
                tooltip="Close the help beside this screen"),
        Binding(
            "ctrl+q", "quit", "Leave", show=False, id="app.quit", priority=True,
            tooltip="Leave the game; everything played is kept",
        ),
        Binding("ctrl+g", "see_to_it", "Go there", show=False, id="app.see-to-it",
                tooltip="Go to where what waits for you is seen to"),
    ]  # fmt: skip

    def __init__(self, chair: Chair | None, settings: Settings | None = None, colour: bool = True) -> None:
        # An explicit choice here: Textual would ask the environment of the process, which may serve many people.
        super().__init__(ansi_color=None if colour else True)
        self.no_color = not colour
        self._filters = [one for one in self._filters if not isinstance(one, Monochrome | NoColor)]
        if not colour:
            self._filters.append(NoColor())
        self._own_chair, self._colour = chair, colour
        self._warned: Screen[Any] | None = None  # the page on which something could not be kept, which was said
        self._foreign: dict[bool, float] = {}  # when bytes of another encoding were told last: typed, and pasted
        self.waits: tuple[Waiting, ...] = ()
        self.settings = settings or Settings()
        for theme in themes():
            self.register_theme(theme)
        self.use_settings()

    def get_driver_class(self) -> type[Driver]:
        """The platform's driver, which reads a paste as text whatever is in it."""
        mend_driver()
        return super().get_driver_class()

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The seats' colours in themes that are none of ours."""
        return dict(SEAT_COLOURS)

    def use_settings(self) -> None:
        """Look as the person likes it."""
        self.theme = theme_name(self.settings.look) if self._colour else NO_COLOUR_THEME
        if not self.settings.animation:
            self.animation_level = "none"
        self.set_class(self.settings.spacing == "larger", "-roomy")

    def notify(
        self, message: str, *, title: str = "", severity: SeverityLevel = "information", timeout: float | None = None,
        markup: bool = False,
    ) -> None:  # fmt: skip
        """Say something for a moment, sign by sign as it is: what people, files and paths are called is no markup."""
        super().notify(message, title=title, severity=severity, timeout=timeout, markup=False)

    def on_foreign_bytes(self, event: ForeignBytes) -> None:
        """Say that something was not taken: once as long as that is read, however much is typed so."""
        if event.time - self._foreign.get(event.pasted, -READ) >= READ:
            self._foreign[event.pasted] = event.time
            self.notify(event.told, title="Another encoding", severity="warning", timeout=READ)

    def forget(self) -> None:
        """Forget what was told and cut out here: somebody else comes to the screen."""
        self.clear_notifications()
        if self.clipboard:
            self.copy_to_clipboard("")

    # --- which page ---

    def get_default_screen(self) -> Screen[Any]:
        """The page that is drawn first: it needs no rules, so it is there at once."""
        from game.app.screens.between import WaitingScreen

        return WaitingScreen(partial(self.call_from_thread, self.come_back))

    @property
    def at_home(self) -> HomeNavigator | None:
        """None: whose menu, records and settings there are here is not this person."""
        return None

    def go(self, page: Screen[Any]) -> None:
        """Leave this page for another; the first page stays below all others. What waited is told by that page anew."""
        self.waits = ()
        if len(self.screen_stack) > 1:
            self.switch_screen(page)
        else:
            self.push_screen(page)

    def sit(self, chair: Chair) -> None:
        """Sit in a chair."""
        from game.app.screens.table.table import TableScreen

        self.go(TableScreen(chair))

    def come_back(self) -> None:
        """Sit in the chair that this app is for."""
        if self._own_chair is not None:
            self.sit(self._own_chair)

    def leave(self, notice: str = "") -> None:
        """Leave the table, which is kept: to a page with the way back."""
        from game.app.screens.between import LeftScreen

        self.drop_papers()
        self.go(LeftScreen(self.come_back, notice))

    def drop_papers(self) -> None:
        """Put away what lies on the page."""
        while len(self.screen_stack) > 2:
            self.pop_screen()

    def others_here(self, seat: Seat) -> tuple[Chair, ...]:
        """Nobody: who sits across has a screen of their own."""
        return ()

    def passes_on(self, seat: Seat) -> bool:
        """No."""
        return False

    def hand_over(self, seat: Seat | None = None) -> None:
        """Nothing: there is nobody to hand it to."""

    async def action_quit(self) -> None:
        """Leave the table; on the page with the way back, close the app."""
        from game.app.screens.between import LeftScreen

        if isinstance(self.screen, LeftScreen):
            self.exit()
        else:
            self.end(self.leave)

    def end(self, how: Callable[[], None], anyway: bool = False) -> None:
        """Have every page keep what is being typed on it, keys that are still on their way included; then end.

        Args:
            how: what is done then.
            anyway: do it, too, when something cannot be kept? Else that is said, and asking again does it.
        """

        async def part() -> None:
            kept = [await page.part() for page in self.screen_stack if isinstance(page, Paged)]
            if all(kept) or anyway or self._warned is self.screen:
                how()
            else:
                self._warned = self.screen
                self.notify("Mend what is said here, or leave once more to drop it.", title="Not kept yet", timeout=10)

        from game.app.screens.page import Paged

        (self.focused or self.screen).call_later(self.run_worker, part, group="parting")

    # --- what waits ---

    def tell_waiting(self, waits: tuple[Waiting, ...]) -> None:
        """Have the page that is shown say what waits for the person."""
        if waits != self.waits:
            self.waits = waits
            self.screen.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the way to what waits where there is one, and to close the help where it is open."""
        if action == "hide_help_panel":
            return bool(self.screen.query("HelpPanel"))
        return self._there() is not None if action == "see_to_it" else True

    def _there(self) -> Waiting | None:
        """The weightiest of what waits that can be seen to, and is not on this page already."""
        from game.app.screens.page import Paged

        waits = self.screen.waits() if isinstance(self.screen, Paged) else ()
        return next((one for one in waits if one.at is not None), None)

    def action_see_to_it(self) -> None:
        """Go to where what waits is seen to; papers that lie on the page are put away as if left."""
        from game.app.screens.table.chair_page import ChairPage

        there = self._there()
        while isinstance(self.screen, ModalScreen):
            self.screen.dismiss(None)
        if there is not None and there.at is not None and isinstance(self.screen, ChairPage):
            self.screen.see_to(there.at)

    def action_help_quit(self) -> None:
        """What Ctrl+C does where nothing is marked that it would copy: asked again at once, it ends the game."""
        if self.once_more("ctrl+c") or self.unseen:
            self.end(partial(self.exit, return_code=INTERRUPTED))
        else:
            self.notify(STOPPING, title="Leave the game?", timeout=READ)

    # --- everywhere ---

    def action_toggle_help(self) -> None:
        """Open the help, or close it."""
        is_open = bool(self.screen.query("HelpPanel"))
        (self.action_hide_help_panel if is_open else self.action_show_help_panel)()

    def action_command_palette(self) -> None:
        """Find a command by name."""
        from game.app.widgets.choosing import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette(id="--command-palette"))

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """What the command palette offers: this page's commands, then those of every page."""
        from game.app.screens.page import Paged

        if isinstance(screen, Paged):
            yield from screen.commands()
        yield SystemCommand("app: show help", "Open or close the help beside this screen", self.action_toggle_help)
        yield SystemCommand("app: leave", "Leave the game; everything played is kept", self.action_quit)
