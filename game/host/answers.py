"""How the routes answer: whose request it is by its cookie, pages, ways on, and the stream that says look again."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from typing import Final
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response, StreamingResponse

from game.host.room import HostedRoom
from game.host.roomlog import Place
from game.refusal import Refusal
from game.terms import Glossary

SEAT: Final = "lastmile_seat"
LEAD: Final = "lastmile_lead"
LONGEST: Final = 3 * 24 * 3600
"""Seconds that a cookie lives: a workshop of three days."""
BEAT: Final = 15.0
"""Seconds after which a stream says that it is still there."""


class Shared:
    """What every route works with; hung on the app's state when the room opens.

    Attributes:
        room: the room.
        glossary: the words.
        address: where people reach it: `http://192.0.2.7:8080`.
        secure: is it served by TLS?
    """

    def __init__(self, room: HostedRoom, glossary: Glossary, address: str, secure: bool) -> None:
        self.room, self.glossary, self.address, self.secure = room, glossary, address, secure


def shared(request: Request) -> Shared:
    """What the routes of this app work with."""
    found: Shared = request.app.state.shared
    return found


def place_shown(request: Request) -> Place | None:
    """Where whoever asks sits, by the cookie."""
    return shared(request).room.register.place_of(request.cookies.get(SEAT, ""))


def is_leader(request: Request) -> bool:
    """Does whoever asks lead the room, by the cookie?"""
    return shared(request).room.register.leads(request.cookies.get(LEAD, ""))


def page(html: str, status: int = 200) -> Response:
    """A page."""
    return HTMLResponse(html, status)


def go_to(path: str) -> Response:
    """On to another page, by GET: a form that was sent is not sent again by looking at the page again."""
    return RedirectResponse(quote(path, safe="/?=&"), 303)


def with_cookie(request: Request, answer: Response, name: str, token: str) -> Response:
    """The answer with a cookie that no script reads and no other site sends."""
    if token:
        answer.set_cookie(name, token, LONGEST, path="/", secure=shared(request).secure, httponly=True,
                          samesite="strict")  # fmt: skip
    else:
        answer.delete_cookie(name, path="/", secure=shared(request).secure, httponly=True, samesite="strict")
    return answer


async def with_beats(changes: AsyncIterator[int]) -> AsyncGenerator[int | None, None]:
    """Each revision when it comes, and None wherever `BEAT` has passed without one."""
    step: asyncio.Future[int] | None = None
    try:
        while True:
            step = step or asyncio.ensure_future(anext(changes))
            done, _ = await asyncio.wait({step}, timeout=BEAT)
            if not done:
                yield None
                continue
            try:
                revision = step.result()
            except StopAsyncIteration:
                return
            step = None
            yield revision
    finally:
        if step is not None:
            step.cancel()


def stream(changes: Callable[[], AsyncIterator[bool]]) -> Response:
    """An event stream: at every change two words without any data of the table.

    Args:
        changes: True at each change, False where a while has passed without one.
    """

    async def events() -> AsyncIterator[str]:
        yield "retry: 1500\n\n"
        try:
            async for changed in changes():
                yield "data: look again\n\n" if changed else ": still here\n\n"
        except Refusal:
            return  # the table is closed: the page asks again, and hears where things stand

    return StreamingResponse(events(), media_type="text/event-stream")
