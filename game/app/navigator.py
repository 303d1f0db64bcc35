"""Where a page may go: what pages ask of the app, which they know no more of than this."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from textual.screen import Screen

if TYPE_CHECKING:
    from game.app.home import Home
    from game.app.likes import Settings
    from game.rules.levers import Seat
    from game.seating.asked import NewTable
    from game.seating.chair import Chair
    from game.telling.phasing import Waiting


class Navigator(Protocol):
    """The ways from a page that sits in a chair, wherever the table is kept."""

    @property
    def at_home(self) -> HomeNavigator | None:
        """The ways that only a person's own machine has; None at somebody else's table."""

    @property
    def waits(self) -> tuple[Waiting, ...]:
        """What waits for the person, the weightiest first."""

    def tell_waiting(self, waits: tuple[Waiting, ...]) -> None:
        """Have every page say what waits for the person."""

    def go(self, page: Screen[Any]) -> None:
        """Leave this page for another."""

    def sit(self, chair: Chair) -> None:
        """Sit in a chair."""

    def leave(self, notice: str = "") -> None:
        """Leave the table, which is kept, and say why where there is a reason."""

    def others_here(self, seat: Seat) -> tuple[Chair, ...]:
        """The chairs of other people who look at this screen."""

    def passes_on(self, seat: Seat) -> bool:
        """Does anybody but this seat play at this screen?"""

    def hand_over(self, seat: Seat | None = None) -> None:
        """Give another seat the screen, or whoever is to move; nothing where one person has it."""


class HomeNavigator(Navigator, Protocol):
    """The ways from a page of the person's own machine."""

    home: Home
    settings: Settings
    left: tuple[Path, ...]  # records of tables that were in play here, the one left last at the top

    def open(self, asked: NewTable | Path) -> None:
        """Set a new table, or go on with the record of one."""

    def learn(self) -> None:
        """Set the guided table."""

    def let_go(self, close: Callable[[], None]) -> None:
        """Let go of a record by this; what is to be said of it is shown, or told when the app has closed."""

    def play_again(self) -> None:
        """The same place, seats and partner, with other luck."""

    def play_on(self, month: str) -> None:
        """The season at the table in play once more, from one of its months, as another table."""

    def show_page(self, name: str) -> None:
        """Go to a page by its name in the menu; the table is left."""

    def debrief(self, record: Path | None = None) -> None:
        """Look back on the table of a record; on the one in play unless another is given."""

    def keep(self, **changed: str | bool) -> None:
        """Change settings, use them at once and keep them."""
