"""The full-screen game: one app for one person, made from the settings and from what is to be opened first."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from game.app.settings import read_settings, settings_file, write_settings
from game.app.themes import SEAT_COLOURS, theme_name, themes
from game.refusal import Refusal

if TYPE_CHECKING:
    from game.rules.levers import Seat
    from game.seating.asked import NewTable
    from game.seating.chair import Chair
    from game.seating.session import Session

STYLES = Path(__file__).parent / "styles"
NO_COLOUR_THEME = "ansi-dark"


class LastMileApp(App[None]):
    """The game on one screen.

    Args:
        settings: where the person's settings are kept; the platform's place unless given.
        tables: the folder of records; the platform's place unless given.
        opening: what to open in place of the menu: a new table, the path of a record, or a chair at a table that
            somebody else keeps (a hosted seat). With a chair there is no menu to go back to.
    """

    TITLE = "Last Mile"
    # The pages that can be the first one are styled here: Textual loads a page's own sheet when it is pushed.
    CSS_PATH = [STYLES / "app.tcss", STYLES / "menu.tcss", STYLES / "waiting.tcss"]
    HELP = """\
# Last Mile

Marketing makes promises to customers, distribution keeps them, and only the joint result counts.

Every key is in the bottom line. **Ctrl+P** finds any command by name, **F1** opens and closes this help.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "toggle_help", "Help", id="app.help", tooltip="Open or close the help beside this screen"),
        Binding(
            "ctrl+q", "quit", "Leave", show=False, id="app.quit", priority=True,
            tooltip="Leave the game; everything played is kept",
        ),
    ]  # fmt: skip

    def __init__(
        self,
        settings: Path | None = None,
        tables: Path | None = None,
        opening: NewTable | Path | Chair | None = None,
    ) -> None:
        # Textual takes NO_COLOR out of the environment as it starts.
        self._no_colour = bool(os.environ.get("NO_COLOR"))
        super().__init__(ansi_color=True if self._no_colour else None)
        self.settings_path = settings or settings_file()
        self.tables_path, self._opening = tables, opening
        self.settings, self._notice = read_settings(self.settings_path)
        self.session: Session | None = None
        self.refusal = ""  # why what was to be opened first could not be; told when the app has closed
        for theme in themes():
            self.register_theme(theme)
        self._apply()

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The seats' colours in themes that are none of ours."""
        return dict(SEAT_COLOURS)

    # --- which page ---

    def get_default_screen(self) -> Screen[Any]:
        """The page that is drawn first: it needs no rules, so it is there at once."""
        if self._opening is None:
            from game.app.screens.menu import MenuScreen

            return MenuScreen()
        from game.app.screens.waiting import WaitingScreen

        return WaitingScreen(self._opening)

    def go(self, page: Screen[Any]) -> None:
        """Leave this page for another; the first page stays below all others."""
        if len(self.screen_stack) > 1:
            self.switch_screen(page)
        else:
            self.push_screen(page)

    def open(self, asked: NewTable | Path) -> None:
        """Set a new table, or go on with the record of one."""
        from game.app.screens.waiting import WaitingScreen

        self.go(WaitingScreen(asked))

    def learn(self) -> None:
        """Set the guided table."""
        from game.seating.asked import LESSON, LESSON_SEED, NewTable

        self.open(NewTable(LESSON, (), seed=LESSON_SEED, lesson=True))

    def show_page(self, name: str) -> None:
        """Go to a page by its name in the menu.

        Raises:
            KeyError: when there is no such page.
        """
        from game.app.screens.pages import page

        self.go(page(name))

    def not_opened(self, reason: str) -> None:
        """A table could not be opened: back to the menu with the reason; without a menu below, out with it."""
        if self._opening is not None and len(self.screen_stack) == 1:
            self.refusal = reason
            self.exit(return_code=2)
        else:
            self.to_menu(reason)

    def debrief(self, record: Path) -> None:
        """Look back on the table of a record."""
        from game.app.screens.debrief import DebriefScreen

        self.close_table()
        self.go(DebriefScreen(record))

    def to_menu(self, notice: str = "") -> None:
        """Leave the table, which is kept, and go to the menu."""
        from game.app.screens.menu import MenuScreen

        self.close_table()
        if isinstance(self.screen_stack[0], MenuScreen):
            while len(self.screen_stack) > 1:
                self.pop_screen()
        else:
            self.go(MenuScreen())
        if notice:
            self.notify(notice, severity="error", timeout=15)

    # --- a table ---

    def sit_down(self, session: Session) -> None:
        """Take the chair of whoever is to move at a table."""
        self.close_table()
        self.session = session
        if session.report:
            self.notify(session.report, title="The record", severity="warning", timeout=15)
        seat = session.next_seat()
        self.take_chair(seat, curtain=len(session.persons) > 1)

    def take_chair(self, seat: Seat, curtain: bool = False) -> None:
        """Sit in a chair of the table in play, behind a curtain first where two share the screen."""
        if self.session is None:
            return
        if curtain:
            from game.app.screens.curtain import CurtainScreen

            self.go(CurtainScreen(seat))
            return
        self.go_to_chair(self.session.chair(seat))

    def go_to_chair(self, chair: Chair) -> None:
        """Sit in a chair, at a table of this app or of somebody else's."""
        from game.app.screens.table import TableScreen

        self.go(TableScreen(chair))

    def chair(self, seat: Seat) -> Chair:
        """Another chair of the table in play, where both are people's.

        Raises:
            Refusal: when there is no such chair.
        """
        if self.session is None:
            raise Refusal("expected a table in play.")
        return self.session.chair(seat)

    def hand_over(self, seat: Seat | None = None) -> None:
        """Give a seat the screen, or whoever is to move; behind a curtain where two people share it."""
        if self.session is not None:
            self.take_chair(seat or self.session.next_seat(), curtain=len(self.session.persons) > 1)

    def play_again(self) -> None:
        """The same place, seats and partner, with other luck."""
        if self.session is not None:
            self.open(self.session.again())

    def close_table(self) -> None:
        """Let go of the table in play; its record has everything."""
        if self.session is not None:
            self.session.close()
            self.session = None

    def on_unmount(self) -> None:
        """Let go of the record."""
        self.close_table()

    # --- settings ---

    def on_mount(self) -> None:
        """Say what was wrong with the settings."""
        if self._notice:
            self.notify(self._notice, title="Settings", severity="warning", timeout=12)

    def keep(self, **changed: str | bool) -> None:
        """Change settings, use them at once and keep them."""
        self.settings = replace(self.settings, **changed)  # type: ignore[arg-type]
        self._apply()
        try:
            write_settings(self.settings_path, self.settings)
        except Refusal as refusal:
            self.notify(refusal.message, title="Settings", severity="warning")

    def _apply(self) -> None:
        """Use the settings."""
        self.theme = NO_COLOUR_THEME if self._no_colour else theme_name(self.settings.look)
        if not self.settings.animation:
            self.animation_level = "none"
        self.set_class(self.settings.spacing == "larger", "-roomy")

    # --- everywhere ---

    def action_toggle_help(self) -> None:
        """Open the help, or close it."""
        if self.screen.query("HelpPanel"):
            self.action_hide_help_panel()
        else:
            self.action_show_help_panel()

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """What the command palette offers: this page's commands, then those of every page."""
        from game.app.screens.page import Paged

        if isinstance(screen, Paged):
            yield from screen.commands()
        yield SystemCommand("app: show help", "Open or close the help beside this screen", self.action_toggle_help)
        yield SystemCommand("app: leave", "Leave the game; everything played is kept", self.exit)
