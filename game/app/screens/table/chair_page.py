"""A page that sits in a chair: it follows the table until the page or the table is closed."""

from __future__ import annotations

import asyncio

from textual import work

from game.app.screens.page import Page
from game.refusal import Refusal
from game.seating.chair import Chair
from game.seating.requests import Observe
from game.table.seen.observation import Observation
from game.telling.phasing import Step, happenings, waiting


class ChairPage(Page):
    """Looks at its table again whenever that has changed, until the page or the table is closed.

    Args:
        chair: the seat.
    """

    def __init__(self, chair: Chair) -> None:
        super().__init__()
        self._chair = chair
        self._seen: Observation | None = None
        self._turn = asyncio.Lock()  # one move or look after the other

    @property
    def stands(self) -> bool:
        """Is this still a page of the app? What was asked before it was left may be answered after."""
        return self.app.is_running and self in self.app.screen_stack

    def on_mount(self) -> None:
        """Look at the table once the page is drawn."""
        self.call_after_refresh(self.follow)

    @work(group="follow")
    async def follow(self) -> None:
        """Look at the table now, and again after every change of it."""
        reason = "The table has been closed. What you have done is kept."
        try:
            async for _ in self._chair.changes():
                await self.look_again()
        except Refusal as refusal:
            reason = refusal.message
        if self.stands:
            self.game.leave(reason)

    async def look_again(self) -> None:
        """See what there is to see, if it is not what was seen before."""
        async with self._turn:
            seen = await self._chair.ask(Observe())
            if seen != self._seen:
                await self.show(seen)

    async def show(self, seen: Observation) -> None:
        """Show another observation, and say what has been done with the table."""
        if not self.stands:
            return
        for told in happenings(self._seen, seen) if self._seen is not None else ():
            self.notify(told, title="At the table", timeout=15)
        self._seen = seen
        self.tell_waiting()
        await self.see(seen)

    async def see(self, seen: Observation) -> None:
        """Draw another observation."""
        raise NotImplementedError

    def revealed(self, seen: Observation) -> int:
        """Months whose reveal has been shown."""
        return len(seen.shared) if self._chair.kept.revealed is None else self._chair.kept.revealed

    def tell_waiting(self) -> None:
        """Have every page show what waits for this seat."""
        if self._seen is not None:
            self.game.tell_waiting(waiting(self._seen, self.revealed(self._seen)))

    def see_to(self, step: Step) -> None:
        """Go to where something is seen to."""
