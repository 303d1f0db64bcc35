"""The routes of the way in: the code, the seat, the link to another device."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from game.host.answers import SEAT, go_to, page, place_shown, shared, with_cookie
from game.host.guarding import read_form
from game.host.identity import is_code, typed_code
from game.host.roomlog import Place, seat_named
from game.refusal import Refusal
from game.web.joining import join_page, plain_page, take_page
from game.web.markup import el


async def front_door(request: Request) -> Response:
    """Whoever sits goes to their seat; everybody else types the code."""
    if place_shown(request) is not None:
        return go_to("/seat")
    return page(join_page(shared(request).room.head.title, "", ()))


async def scanned(request: Request) -> Response:
    """The address that is scanned off the wall, with the code in it."""
    if place_shown(request) is not None:
        return go_to("/seat")
    room, code = shared(request).room, typed_code(request.path_params["code"])
    try:
        room.code.check(code)
    except Refusal as refusal:
        return page(join_page(room.head.title, "", (), refusal.message), 403)
    return page(join_page(room.head.title, code, room.free()))


async def join(request: Request) -> Response:
    """A seat is taken."""
    if place_shown(request) is not None:
        return go_to("/seat")  # pressed twice, or from an old page
    form, room = await read_form(request), shared(request).room
    code, name = form.get("code", ""), form.get("name", "")
    try:
        token = await asyncio.get_running_loop().run_in_executor(
            room.executors.moves, room.join, code, place_typed(form.get("place", "")), name
        )
    except Refusal as refusal:
        known = is_code(typed_code(code), room.head.code)
        return page(join_page(room.head.title, code, room.free() if known else (), refusal.message, name), 422)
    return with_cookie(request, go_to("/seat"), SEAT, token)


def place_typed(text: str) -> Place | None:
    """A table and a seat as a form writes them; None = whichever is free.

    Raises:
        Refusal: when it is none.
    """
    if not text:
        return None
    number, _, name = text.partition(".")
    seat = seat_named(name)
    if seat is None or not number.isdecimal():
        raise Refusal("expected a seat of this room. Choose one of the list.")
    return int(number), seat


async def come_back(request: Request) -> Response:
    """The question before a seat goes on at this device."""
    room, token = shared(request).room, request.path_params["token"]
    place = room.register.linked(token)
    if place is None:
        told = el("p", "This link opens nothing any more: it was used, or a newer one was made.")
        return page(plain_page("Last Mile", told), 404)
    question = f"Go on here as {place[1]} of table {place[0]}? The device that holds the seat now leaves it then."
    return page(take_page("Go on at this device", question, "Yes, here", "/back", token))


async def came_back(request: Request) -> Response:
    """A seat goes on at this device."""
    form, room = await read_form(request), shared(request).room
    token = await asyncio.get_running_loop().run_in_executor(
        room.executors.moves, room.register.come_back, form.get("token", "")
    )
    return with_cookie(request, go_to("/seat"), SEAT, token)


ROUTES = (
    Route("/", front_door),
    Route("/j/{code}", scanned),
    Route("/join", join, methods=["POST"]),
    Route("/back/{token}", come_back),
    Route("/back", came_back, methods=["POST"]),
)
