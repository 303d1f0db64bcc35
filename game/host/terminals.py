"""The line to a seat in somebody's terminal: its requests are answered, changes are told, and nothing else is sent."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from game.host.answers import Shared, shared
from game.host.guarding import read_form
from game.host.join_routes import place_typed
from game.host.room import HostedRoom
from game.host.roomlog import Place
from game.host.wire import frame, parted, request_in, whereabouts_in
from game.refusal import Refusal
from game.seating.chair import Chair
from game.seating.requests import Play
from game.seating.seat import Failed

AT_ONCE: Final = 8
"""Requests of one line that may be worked on at the same time; further ones wait in the line."""
NOBODY, ELSEWHERE, STOOD_IN, ENDED, BAD = 4401, 4403, 4409, 4410, 1003
"""Why a line is ended: no such token, the seat was taken at another device, a persona plays it, the room is closed, a
frame was no text.
"""


async def free_seats(request: Request) -> Response:
    """The seats that a code leads to, for a terminal."""
    room = shared(request).room
    try:
        room.code.check(request.path_params["code"])
    except Refusal as refusal:
        return JSONResponse({"refused": refusal.message}, 403)
    return JSONResponse({"title": room.head.title, "free": [list(place) for place in room.free()]})


async def take_seat(request: Request) -> Response:
    """A seat is taken from a terminal, by the code or by a link; answered with the token."""
    form, room = await read_form(request), shared(request).room
    loop, moves = asyncio.get_running_loop(), room.executors.moves
    try:
        if form.get("link"):
            token = await loop.run_in_executor(moves, room.register.come_back, form["link"])
        else:
            place = place_typed(form.get("place", ""))
            token = await loop.run_in_executor(moves, room.join, form.get("code", ""), place, form.get("name", ""))
    except Refusal as refusal:
        return JSONResponse({"refused": refusal.message}, 422)
    return JSONResponse({"token": token})


async def line(socket: WebSocket) -> None:
    """A line to a seat, for as long as its person holds it."""
    held: Shared = socket.app.state.shared
    token = socket.headers.get("authorization", "").removeprefix("Bearer ")
    place = held.room.register.place_of(token)
    await socket.accept()
    chair = None if place is None else held.room.chair(place)
    if place is None:
        await socket.close(NOBODY)
    elif chair is None:
        await socket.close(STOOD_IN)
    else:
        await _Line(socket, held.room, place, token, chair).hold()


class _Line:
    def __init__(self, socket: WebSocket, room: HostedRoom, place: Place, token: str, chair: Chair) -> None:
        self._socket, self._room, self._place, self._token, self._chair = socket, room, place, token, chair
        self._sending = asyncio.Lock()
        self._slots = asyncio.Semaphore(AT_ONCE)
        self._asked = set[asyncio.Task[None]]()

    async def hold(self) -> None:
        """Say where things stand, then answer and tell until somebody lets go."""
        chair = self._chair
        about = {"seat": chair.seat, "surveyed": chair.surveyed, "brief": chair.brief, "table": self._place[0]}
        await self._send(frame({"hello": about}, chair.kept))
        with self._room.presence.page(self._place):
            telling = asyncio.create_task(self._tell())
            try:
                while True:
                    text = await self._socket.receive_text()
                    await self._slots.acquire()
                    asked = asyncio.create_task(self._answer(text))
                    self._asked.add(asked)
                    asked.add_done_callback(self._done)
            except (WebSocketDisconnect, KeyError):  # KeyError: a frame of bytes
                await self._end(BAD)
            finally:
                telling.cancel()

    def _done(self, asked: asyncio.Task[None]) -> None:
        self._asked.discard(asked)
        self._slots.release()

    async def _send(self, text: str) -> None:
        async with self._sending:
            if self._socket.application_state is WebSocketState.CONNECTED:
                with suppress(WebSocketDisconnect, RuntimeError):
                    await self._socket.send_text(text)

    async def _end(self, why: int) -> None:
        async with self._sending:
            if self._socket.application_state is WebSocketState.CONNECTED:
                with suppress(WebSocketDisconnect, RuntimeError):
                    await self._socket.close(why)

    async def _tell(self) -> None:
        """Say look again at every change, never what; end the line when the table is closed."""
        with suppress(Refusal):
            async for _ in self._chair.changes():
                if await self._left():
                    return
                await self._send(frame({"changed": True}))
        await self._end(ENDED)

    async def _left(self) -> bool:
        """End the line of somebody who does not sit here any more."""
        if self._room.register.place_of(self._token) != self._place:
            await self._end(ELSEWHERE)
            return True
        if self._room.chair(self._place) is not self._chair:
            await self._end(STOOD_IN)
            return True
        return False

    async def _answer(self, text: str) -> None:
        if await self._left():
            return
        number: object = None
        try:
            head, body = parted(text)
            number = head.get("id")
            if head.get("keep") is True:
                await self._chair.mark(**vars(whereabouts_in(body)))
                answer = frame({"id": number, "kept": True})
            else:
                request = request_in(head, body)
                found = await self._chair.ask(request)
                if isinstance(request, Play):
                    self._room.touched(self._place[0])
                answer = frame({"id": number, "answer": True}, found)
        except Refusal as refusal:
            answer = frame({"id": number, "refused": True}, refusal.message)
        except (Failed, TypeError, ValueError):
            answer = frame({"id": number, "failed": True}, "Something went wrong on the room's machine. What you "
                           "played is safe.")  # fmt: skip
        await self._send(answer)


ROUTES: tuple[BaseRoute, ...] = (
    Route("/terminal/{code}", free_seats),
    Route("/terminal", take_seat, methods=["POST"]),
    WebSocketRoute("/terminal/line", line),
)
