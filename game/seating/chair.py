"""A seat as a screen holds it: every request runs off the event loop, so that no disk and no sum can stall a key."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from game.lab.hindsight.review import Review
    from game.rules.explain import Explanation
    from game.rules.levers import Plan, Seat
    from game.seating.bookmark import Bookmark
    from game.seating.guide import Hint
    from game.table.moves import Move
    from game.table.seen.observation import Observation
    from game.table.seen.outlook import Outlook
    from game.table.seen.whys import Why
    from game.table.survey.surveying import SurveyView


class Desk(Protocol):
    """What stands behind a chair: a seat's client, and the table that goes on after its move. All calls may block."""

    def observation(self) -> Observation:
        """What the seat may see."""

    def play(self, move: Move) -> Observation:
        """Play a move, let partners answer, and see what there is to see; on disk when it returns."""

    def outlook(self, plan: Plan) -> Outlook:
        """What the seat's own data says of a plan."""

    def whys(self, round_: int) -> tuple[Why, ...]:
        """What the seat may ask about a month."""

    def why(self, round_: int, key: str) -> Explanation:
        """One figure taken apart."""

    def review(self) -> Review:
        """The season looked back on; takes a second or so."""

    def survey(self) -> SurveyView:
        """What the seat is asked to rank and rate, and what it has given."""


@dataclass(frozen=True)
class Company:
    """Who sits across the table, as the screen names them."""

    partner: str = ""  # persona of the partner; "" = a person
    about: str = ""  # one line on that persona
    alone: bool = True  # False: the other seat is a person at this same screen
    before: str = ""  # what came of the season that is played again from the other chair


class Chair:
    """One seat of one table, for one screen.

    Args:
        seat: whose it is.
        desk: what answers.
        company: who sits across.
        brief: what the seat reads before the season, Markdown.
        bookmark: where the person was; None where nothing is to be kept.
        hints: of a guided table.
        surveyed: is the person asked what matters to whom, before, half-way and after?
    """

    def __init__(
        self,
        seat: Seat,
        desk: Desk,
        company: Company,
        brief: str = "",
        bookmark: Bookmark | None = None,
        hints: tuple[Hint, ...] = (),
        surveyed: bool = False,
    ) -> None:
        self.seat, self.company, self.brief = seat, company, brief
        self.bookmark, self.hints = bookmark, hints
        self.surveyed = surveyed
        self._desk = desk

    async def observe(self) -> Observation:
        """What this seat may see now.

        Raises:
            Refusal: when the table is closed.
        """
        return await asyncio.to_thread(self._desk.observation)

    async def play(self, move: Move) -> Observation:
        """Play a move; it is on disk, and the partner has answered, when this returns.

        Raises:
            Refusal: when it is not allowed or could not be written.
        """
        return await asyncio.to_thread(self._desk.play, move)

    async def outlook(self, plan: Mapping[str, float | str | bool]) -> Outlook:
        """What this seat's own data says of a plan."""
        return await asyncio.to_thread(self._desk.outlook, plan)

    async def mark(self, **changed: object) -> None:
        """Keep where the person is, off the loop."""
        if self.bookmark is not None and self.bookmark.keep(**changed):
            await self.write_mark()

    async def write_mark(self) -> None:
        """Put the mark on disk, off the loop."""
        if self.bookmark is not None:
            await asyncio.to_thread(self.bookmark.write)

    async def whys(self, round_: int) -> tuple[Why, ...]:
        """What this seat may ask about a month, counted from 1."""
        return await asyncio.to_thread(self._desk.whys, round_)

    async def why(self, round_: int, key: str) -> Explanation:
        """One figure of a month taken apart.

        Raises:
            Refusal: when it is not this seat's to know.
        """
        return await asyncio.to_thread(self._desk.why, round_, key)

    async def review(self) -> Review:
        """The season looked back on.

        Raises:
            Refusal: before a month has been played, or when the season cannot be replayed.
        """
        return await asyncio.to_thread(self._desk.review)

    async def survey(self) -> SurveyView:
        """What this seat is asked to rank and rate, and what it has given."""
        return await asyncio.to_thread(self._desk.survey)
