"""The page of a seat as it is asked for: what is needed for it is asked of the chair, off the loop."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from secrets import token_hex

from game.host.debriefing import questions_of
from game.host.room import HostedRoom
from game.host.roomlog import Place
from game.refusal import Refusal
from game.seating.chair import Chair
from game.seating.requests import (
    Explain,
    Foresee,
    ListWhys,
    LookBack,
    Observe,
    SeeInFull,
    ViewBand,
    ViewFit,
    ViewSurvey,
)
from game.table.seen.in_full import MonthInFull
from game.table.seen.observation import Observation
from game.table.seen.outlook import Outlook
from game.telling.board.making import board_of
from game.telling.board.revealed import revealed_board
from game.terms import Glossary
from game.web.forms import Slip
from game.web.markup import Markup
from game.web.seat.beside import board_page, brief_page, figures_page, leave_page, why_page, words_page
from game.web.seat.closing import back_page, back_part, closing_page
from game.web.seat.news import news_page, reading_page
from game.web.seat.plan import panel, plan_page, waiting_page
from game.web.seat.reveal import fit_page, fit_part, month_page, months_page, reveal_page
from game.web.seat.sight import NOTHING, Sight
from game.web.seat.survey import debrief_page, survey_page
from game.web.seat.talk import talk_page

ALWAYS = frozenset({"brief", "words", "leave", "why", "fit"})
"""Views that are there while the reveal of a month is looked at, too."""


class SeatViews:
    """The pages of one seat.

    Args:
        room: which its table is in.
        place: the seat.
        chair: its person's.
        glossary: the words.
    """

    def __init__(self, room: HostedRoom, place: Place, chair: Chair, glossary: Glossary) -> None:
        self._room, self._place, self._chair, self._glossary = room, place, chair, glossary

    async def sight(self, view: str = "", problem: str = "", typed: Mapping[str, str] = NOTHING) -> Sight:
        """A look at the table now."""
        chair = self._chair
        held = self._room.table(self._place[0])
        after = f"{held.epoch}.{held.session.revision}"  # before the look: what happens meanwhile is told
        seen = await chair.ask(Observe())
        asked = await chair.ask(ViewSurvey()) if chair.surveyed or seen.at == "over" else None
        slip = Slip(token_hex(8), seen.round, view)
        return Sight(seen, chair.company, chair.kept, chair.brief, f"Table {self._place[0]}", slip, self._glossary,
                     asked, problem, typed, after)  # fmt: skip

    async def page(
        self, view: str, query: Mapping[str, str], problem: str = "", typed: Mapping[str, str] = NOTHING
    ) -> str:
        """A view of the seat; where a month has been played and not been seen, that first.

        Raises:
            Refusal: when there is no such view, or it cannot be shown now.
        """
        sight = await self.sight(view, problem, typed)
        if sight.unseen and view.partition("/")[0] not in ALWAYS:
            return await self._reveal(sight)
        name, _, rest = view.partition("/")
        match name:
            case "":
                return await self._now(sight)
            case "board":
                return board_page(sight, board_of(sight.seen, sight.draft, await self._foreseen(sight)))
            case "figures":
                return figures_page(sight)
            case "talk" if sight.seen.at != "read":
                return talk_page(sight)
            case "talk":
                return await self._now(sight)
            case "months":
                return await self._months(sight, rest)
            case "brief":
                return brief_page(sight)
            case "words":
                return words_page(sight, query.get("word", "").strip()[:60])
            case "leave":
                return leave_page(sight, "", None)
            case "why":
                return await self._why(sight, query)
            case "fit":
                return fit_page(sight, await self._fit(sight.seen, rest))
            case "back" if sight.seen.at == "over":
                return back_page(sight, await self._back())
            case "debrief" if sight.survey is not None:
                return await self._debrief(sight)
        raise Refusal("There is no such page of a seat.")

    async def part(self, name: str) -> Markup:
        """A part of a page that takes a while, by itself.

        Raises:
            Refusal: when there is none of this name, or it waits for the debrief.
        """
        sight = await self.sight()
        what, _, rest = name.partition("/")
        if what == "fit":
            return await self._fit(sight.seen, rest)
        if what == "back":
            return await self._back()
        if what == "panel" and sight.seen.at == "plan":
            return panel(sight, *await self._outlooks(sight))
        raise Refusal("There is no such part of a page now.")

    async def _now(self, sight: Sight) -> str:
        seen = sight.seen
        if sight.survey is not None and sight.survey.due and self._chair.surveyed:
            return survey_page(sight, sight.survey)
        if seen.at == "over":
            months = await self._whole(len(seen.shared)) if seen.shared else []
            return closing_page(sight, revealed_board(seen, *months) if months else None)
        if seen.at == "committed":
            return waiting_page(sight, await self._chair.ask(Foresee(dict(seen.committed or {}))))
        if sight.here == "news":
            return news_page(sight)
        if seen.at == "read":
            return reading_page(sight)
        if seen.at == "talk":
            return talk_page(sight, "")
        return plan_page(sight, *await self._outlooks(sight))

    async def _outlooks(self, sight: Sight) -> tuple[Outlook, Outlook]:
        """What the seat's data says of the draft, and of the month with no change: that is asked once a move."""
        held, seat = self._room.table(self._place[0]), self._place[1]
        revision = held.session.revision
        known, usual = held.usual.get(seat, (-1, {}))
        if known != revision:
            usual = await self._chair.ask(Foresee())
            held.usual[seat] = (revision, usual)
        return (await self._chair.ask(Foresee(sight.draft)) if sight.draft else usual), usual

    async def _foreseen(self, sight: Sight) -> Mapping[str, float | Mapping[str, float]] | None:
        if sight.seen.at == "over":
            return None
        return await self._chair.ask(Foresee(sight.draft))

    async def _whole(self, round_: int) -> list[MonthInFull]:
        """A month in full, and the one before it where there is one."""
        return [await self._chair.ask(SeeInFull(at)) for at in range(round_, 0, -1)[:2]]

    async def _may_ask(self, round_: int) -> frozenset[str]:
        return frozenset(one.key for one in await self._chair.ask(ListWhys(round_)))

    async def _reveal(self, sight: Sight) -> str:
        round_ = sight.seen.shared[-1].round
        return reveal_page(sight, await self._whole(round_), await self._may_ask(round_))

    async def _months(self, sight: Sight, which: str) -> str:
        if not which:
            return months_page(sight)
        round_ = self._round(sight.seen, which)
        past = up_to(sight.seen, round_)
        return month_page(sight, past, await self._whole(round_), await self._may_ask(round_))

    async def _why(self, sight: Sight, query: Mapping[str, str]) -> str:
        round_ = self._round(sight.seen, query.get("round", ""))
        answer = await self._chair.ask(Explain(round_, query.get("key", "")))
        return why_page(sight, round_, answer, await self._chair.ask(ListWhys(round_)))

    async def _fit(self, seen: Observation, which: str) -> Markup:
        round_ = self._round(seen, which)
        fit, band = await self._chair.ask(ViewFit(round_)), await self._chair.ask(ViewBand(round_))
        return fit_part(up_to(seen, round_), fit, band)

    async def _back(self) -> Markup:
        return back_part(await self._chair.ask(LookBack()))

    async def _debrief(self, sight: Sight) -> str:
        assert sight.survey is not None
        session = self._room.table(self._place[0]).session
        picked = await self._chair.work_out(lambda: questions_of(session)) if sight.survey.opened else None
        return debrief_page(sight, sight.survey, picked)

    @staticmethod
    def _round(seen: Observation, which: str) -> int:
        if not which.isdecimal() or not 1 <= int(which) <= len(seen.shared):
            raise Refusal("expected a month that has been played.")
        return int(which)


def up_to(seen: Observation, round_: int) -> Observation:
    """What a seat sees, without the months after one: to tell that one as it was told then."""
    return replace(seen, shared=seen.shared[:round_], months=seen.months[:round_])
