"""The full-screen game at a person's own machine: a menu, the tables and settings kept here, the table in play."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.command import CommandPalette
from textual.events import Event, Paste
from textual.screen import Screen

from game.app.home import Home, write_settings
from game.app.likes import Settings
from game.app.seat_app import SeatApp
from game.app.terminal import end_in_order
from game.app.tidying import tidy_when_quiet
from game.doors.text import visible
from game.refusal import Refusal

if TYPE_CHECKING:
    from game.app.navigator import HomeNavigator
    from game.app.screens.page import Page
    from game.rules.levers import Seat
    from game.seating.asked import NewTable
    from game.seating.chair import Chair, Executors
    from game.seating.session import Session


class LastMileApp(SeatApp):
    """The game for whoever is at home here: one person, or two with a curtain between them.

    Args:
        home: where their tables and settings are kept.
        settings: what they like.
        opening: what to open in place of the menu: a new table, or the path of a record.
        colour: may it use colours?
        notice: what was wrong with the settings; "" = nothing.
        survey: are people at the record that is opened asked what matters to whom? None = as was said when it began.
    """

    def __init__(
        self,
        home: Home,
        settings: Settings,
        opening: NewTable | Path | None = None,
        colour: bool = True,
        notice: str = "",
        survey: bool | None = None,
    ) -> None:
        super().__init__(None, settings, colour)
        self.home, self._opening, self._notice, self._survey = home, opening, notice, survey
        self.session: Session | None = None
        self._executors: Executors | None = None
        self.left: tuple[Path, ...] = ()  # records of tables that were in play here, the one left last at the top
        self.refusal = ""  # why the first table could not be opened, or where a lost one is kept; told at the end

    def on_mount(self) -> None:
        """Be ready for signals and quiet moments, and say what was wrong with the settings."""
        end_in_order(self)
        tidy_when_quiet(self)
        if self._notice:
            self.notify(self._notice, title="Settings", severity="warning", timeout=12)

    async def on_event(self, event: Event) -> None:
        """Hear what happens."""
        if isinstance(event, Paste) and not event.is_forwarded and isinstance(self.screen, CommandPalette):
            event = Paste(visible(event.text))  # its field is Textual's own, and would show control signs as they are
        await super().on_event(event)

    def on_unmount(self) -> None:
        """Let go of the record, and of the threads that answered."""
        self._close_table()
        if self._executors is not None:
            self._executors.close()

    # --- which page ---

    def get_default_screen(self) -> Screen[Any]:
        """The page that is drawn first: it needs no rules, so it is there at once."""
        if self._opening is None:
            from game.app.screens.home.menu import MenuScreen

            return MenuScreen()
        from game.app.screens.between import WaitingScreen

        return WaitingScreen(partial(self._set_table, self._opening, self._survey))

    @property
    def at_home(self) -> HomeNavigator | None:
        """This app: here is its person's home."""
        return self

    def show_page(self, name: str) -> None:
        """Go to a page by its name in the menu; the table is left.

        Raises:
            KeyError: when there is no such page.
        """
        self._close_table()
        self.go(_page(name))

    def leave(self, notice: str = "") -> None:
        """Leave the table, which is kept, and go to the menu."""
        from game.app.screens.home.menu import MenuScreen

        self._close_table()
        self.waits = ()
        if isinstance(self.screen_stack[0], MenuScreen):
            while len(self.screen_stack) > 1:
                self.pop_screen()
        else:
            self.drop_papers()
            self.go(MenuScreen())
        if notice:
            self.notify(notice, severity="error", timeout=15)

    async def action_quit(self) -> None:
        """Close the app; the record has everything."""
        self.end(self.exit)

    def end_with(self, code: int) -> None:
        """Keep what is being typed and close the app, with this exit code."""
        self.end(partial(self.exit, return_code=code), anyway=True)

    # --- a table ---

    def open(self, asked: NewTable | Path) -> None:
        """Set a new table, or go on with the record of one."""
        from game.app.screens.between import WaitingScreen

        self.go(WaitingScreen(partial(self._set_table, asked)))

    def learn(self) -> None:
        """Set the guided table."""
        from game.seating.asked import LESSON, LESSON_SEED, NewTable

        self.open(NewTable(LESSON, (), seed=LESSON_SEED, lesson=True))

    def play_again(self) -> None:
        """The same place, seats and partner, with other luck."""
        if self.session is not None:
            self.open(self.session.again())

    def play_on(self, month: str) -> None:
        """The season at the table in play once more, from one of its months, as another table."""
        from game.app.screens.between import WaitingScreen

        record = self.session.path if self.session is not None else None
        if record is not None:
            self._close_table()  # its record is read
            self.go(WaitingScreen(partial(self._set_fork, record, month)))

    def debrief(self, record: Path | None = None) -> None:
        """Look back on the table of a record; on the one in play unless another is given."""
        from game.app.screens.home.debrief import DebriefScreen

        record = record or (self.session.path if self.session is not None else None)
        self._close_table()
        if record is not None:
            self.go(DebriefScreen(record))

    def _set_table(self, asked: NewTable | Path, survey: bool | None = None) -> None:
        """Load the rules, open the table and sit down at it; runs in a thread."""
        from game.seating.session import Session

        try:
            table = (
                Session.resume(asked, survey, goes_on=True)
                if isinstance(asked, Path)
                else Session.create(asked, self.home.tables)
            )
        except Refusal as refusal:
            self.call_from_thread(self._not_opened, refusal.message)
        else:
            self.call_from_thread(self._sit_down, table)

    def _set_fork(self, record: Path, month: str) -> None:
        """Begin the record of a season that is played on, and sit down at it; runs in a thread."""
        from game.store.forking import fork_beside

        try:
            forked, _ = fork_beside(record, month)
        except Refusal as refusal:
            self.call_from_thread(self._not_opened, refusal.message)
        else:
            self._set_table(forked)

    def _not_opened(self, reason: str) -> None:
        """Back to the menu with the reason; without a menu below, out with it."""
        if self._opening is not None and len(self.screen_stack) == 1:
            self.refusal = reason
            self.exit(return_code=2)
        else:
            self.leave(reason)

    def _sit_down(self, session: Session) -> None:
        """Take the chair of whoever is to move at a table."""
        self._close_table()
        self.session = session
        if session.report:
            self.notify(session.report, title="The record", severity="warning", timeout=15)
        self.hand_over()

    def others_here(self, seat: Seat) -> tuple[Chair, ...]:
        """The chairs of other people who look at this screen."""
        persons = self.session.persons if self.session is not None else ()
        return tuple(self._chair_of(one) for one in persons if one != seat)

    def passes_on(self, seat: Seat) -> bool:
        """Does anybody but this seat play at this screen now?"""
        return self.session is not None and self.session.persons != (seat,)

    def hand_over(self, seat: Seat | None = None) -> None:
        """Give a seat the screen, or whoever is to move; where two people share it, behind a curtain, but to talk."""
        from game.app.screens.between import CurtainScreen
        from game.seating.company import next_to_move
        from game.table.structure import side_by_side

        if self.session is None:
            return
        chair = self._chair_of(seat or next_to_move(self.session.table, self.session.persons))
        if len(self.session.persons) > 1 and not side_by_side(self.session.table.play_now.at):
            self.forget()
            self.go(CurtainScreen(chair, self.session.table.structure.data == "own"))
        else:
            self.sit(chair)

    def _chair_of(self, seat: Seat) -> Chair:
        """A chair of the table in play; this app's threads, made for the first one, answer it."""
        from game.seating.chair import Executors

        if self.session is None:
            raise Refusal("expected a table in play.")
        self._executors = self._executors or Executors()
        return self.session.chair(seat, self._executors)

    def _close_table(self) -> None:
        """Let go of the table in play; its record has everything."""
        if self.session is not None:
            path = self.session.path
            self.let_go(self.session.close)
            self.session = None
            self.left = (*([path] if path else []), *(one for one in self.left if one != path))

    def let_go(self, close: Callable[[], None]) -> None:
        """Let go of a record; what is to be said of it is shown, or told when the app has closed."""
        try:
            close()
        except Refusal as refusal:
            if self._exit:
                self.refusal = refusal.message
            else:
                self.notify(refusal.message, title="The record", severity="error", timeout=30)

    # --- settings ---

    def keep(self, **changed: str | bool) -> None:
        """Change settings, use them at once and keep them."""
        self.settings = replace(self.settings, **changed)  # type: ignore[arg-type]
        self.use_settings()
        try:
            write_settings(self.home.settings_file, self.settings)
        except Refusal as refusal:
            self.notify(refusal.message, title="Settings", severity="warning")


def _page(name: str) -> Page:
    """A new page by its name in the menu, loaded when it is asked for."""
    match name:
        case "play":
            from game.app.screens.home.setting_up import SetupScreen

            return SetupScreen()
        case "swap":
            from game.app.screens.home.kept_tables import SwapScreen

            return SwapScreen()
        case "debrief":
            from game.app.screens.home.kept_tables import DebriefTablesScreen

            return DebriefTablesScreen()
        case "scenarios":
            from game.app.screens.home.setting_up import ScenariosScreen

            return ScenariosScreen()
        case "settings":
            from game.app.screens.home.settings import SettingsScreen

            return SettingsScreen()
    raise KeyError(name)
