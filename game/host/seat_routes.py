"""The routes of a seat: its pages, what is done on them, the stream that says look again."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing
from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from game.host.answers import SEAT, go_to, page, place_shown, shared, stream, with_beats, with_cookie
from game.host.guarding import read_form
from game.host.pictures import qr_picture
from game.host.room import HostedRoom
from game.host.roomlog import Place
from game.host.seat_deeds import do
from game.host.seat_views import SeatViews
from game.refusal import Refusal
from game.seating.chair import Chair
from game.seating.changes import Bell
from game.seating.requests import Listen
from game.web.joining import away_page
from game.web.markup import el
from game.web.seat.beside import leave_page
from game.web.seat.layout import VIEWS

FROM = frozenset(name for name, _ in VIEWS)
"""Views that a form may lead back to."""


async def seat_page(request: Request) -> Response:
    """A page of the seat."""
    found = _seated(request)
    if isinstance(found, Response):
        return found
    place, chair = found
    view = request.path_params.get("view", "")
    views = SeatViews(shared(request).room, place, chair, shared(request).glossary)
    try:
        return page(await views.page(view, request.query_params))
    except Refusal as refusal:
        return page(await views.page("", request.query_params, refusal.message), 404)


async def seat_part(request: Request) -> Response:
    """A part of a page, for the script."""
    found = _seated(request)
    if isinstance(found, Response):
        return found
    views = SeatViews(shared(request).room, *found, shared(request).glossary)
    try:
        return page(await views.part(request.path_params["part"]))
    except Refusal as refusal:
        return page(el("p", refusal.message), 404)


async def seat_do(request: Request) -> Response:
    """Something done on a page of the seat."""
    found = _seated(request)
    if isinstance(found, Response):
        return found
    place, chair = found
    form = await read_form(request)
    room, view = shared(request).room, form.get("view", "")
    view = view if view in FROM else ""
    views = SeatViews(room, place, chair, shared(request).glossary)
    try:
        await do(chair, form)
    except Refusal as refusal:
        return page(await views.page(view, {}, refusal.message, form), 422)
    room.touched(place[0])
    if form.get("part") == "panel":  # the script has drawn a sheet's change by itself
        return page(await views.part("panel"))
    return go_to(f"/seat/{view}" if view else "/seat")


async def seat_leave(request: Request) -> Response:
    """A personal link is made, or the seat is left."""
    found = _seated(request)
    if isinstance(found, Response):
        return found
    place, chair = found
    form, room = await read_form(request), shared(request).room
    loop, moves = asyncio.get_running_loop(), room.executors.moves
    if form.get("do") == "leave":
        await loop.run_in_executor(moves, room.register.leave, place)
        return with_cookie(request, go_to("/"), SEAT, "")
    token = await loop.run_in_executor(moves, room.register.link_for, place)
    link = f"{shared(request).address}/back/{token}"
    sight = await SeatViews(room, place, chair, shared(request).glossary).sight("leave")
    return page(leave_page(sight, link, qr_picture(link, "The link, to be scanned")))


async def seat_back(request: Request) -> Response:
    """A seat that a persona plays for now is taken back by its person."""
    place = place_shown(request)
    if place is None:
        return go_to("/")
    await read_form(request)
    room = shared(request).room
    await asyncio.get_running_loop().run_in_executor(room.executors.moves, room.hand_back, place)
    return go_to("/seat")


async def seat_changes(request: Request) -> Response:
    """Says look again whenever the table changes, and never what."""
    place = place_shown(request)
    if place is None:
        return Response(status_code=204)  # an EventSource that gets this does not ask again
    room = shared(request).room
    return stream(partial(_changes, room, place, request.query_params.get("after", "")))


async def _changes(room: HostedRoom, place: Place, after: str) -> AsyncIterator[bool]:
    held = room.table(place[0])
    epoch, _, last = after.partition(".")
    known = int(last) if last.isdecimal() and epoch == held.epoch else -1
    with room.presence.page(place):
        bell = Bell()
        client = held.session.seat(place[1])
        await asyncio.get_running_loop().run_in_executor(room.executors.moves, client.ask, Listen(bell))
        async with aclosing(with_beats(bell.changes())) as revisions:
            async for revision in revisions:
                if revision is None or revision > known:
                    yield revision is not None


def _seated(request: Request) -> tuple[Place, Chair] | Response:
    """The seat of whoever asks; or what to answer instead."""
    place = place_shown(request)
    if place is None:
        return go_to("/")
    room = shared(request).room
    room.presence.hear(place)
    chair = room.chair(place)
    if chair is None:
        holder = room.table(place[0]).session.table.holders[place[1]]
        return page(away_page(f"Table {place[0]}", place[1], holder.persona))
    return place, chair


ROUTES = (
    Route("/seat", seat_page),
    Route("/seat/changes", seat_changes),
    Route("/seat/part/{part:path}", seat_part),
    Route("/seat/do", seat_do, methods=["POST"]),
    Route("/seat/leave", seat_leave, methods=["POST"]),
    Route("/seat/back-to-play", seat_back, methods=["POST"]),
    Route("/seat/{view:path}", seat_page),
)
