"""The routes of whoever leads: the one-use link, the console, what is done there, the wall, the records."""

from __future__ import annotations

import asyncio
import zipfile
from collections.abc import AsyncIterator
from contextlib import aclosing
from functools import partial
from io import BytesIO

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from game.doors.numbers import whole_number
from game.host.acts import acts_of
from game.host.answers import LEAD, Shared, go_to, is_leader, page, shared, stream, with_beats, with_cookie
from game.host.guarding import read_form
from game.host.leading import lead_deed, place_in, question_before
from game.host.pictures import qr_picture
from game.host.room import HostedRoom
from game.host.roomlog import Place
from game.host.rows import table_rows
from game.partners import personas
from game.refusal import Refusal
from game.rules.levers import SEATS
from game.seating.changes import Bell
from game.web.joining import plain_page, take_page
from game.web.markup import Markup, Node, el
from game.web.overview import console_page, sure_page, wall_page


async def lead_link(request: Request) -> Response:
    """The question before the link is used up."""
    token = request.path_params["token"]
    if is_leader(request):
        return go_to("/lead")
    if not shared(request).room.register.may_lead(token):
        told = el("p", "This link opens nothing any more. Start the room again for a new one.")
        return page(plain_page("Last Mile", told), 404)
    question = "Lead this room from here? The link works once; this browser keeps the right to lead for today."
    return page(take_page("Lead the room", question, "Lead from here", "/f", token))


async def lead_claim(request: Request) -> Response:
    """Somebody becomes a facilitator."""
    form, room = await read_form(request), shared(request).room
    token = await asyncio.get_running_loop().run_in_executor(
        room.executors.moves, room.register.lead, form.get("token", "")
    )
    return with_cookie(request, go_to("/lead"), LEAD, token)


async def console(request: Request) -> Response:
    """All tables at a glance."""
    return page(_console(shared(request))) if is_leader(request) else _closed()


def _console(of: Shared, problem: str = "", told: Node = None) -> str:
    room, revision = of.room, of.room.revision
    may = {seat: tuple(personas(seat)) for seat in SEATS}
    clock = room.clock.row() if room.clock is not None else None
    acts = {key: title for key, title in acts_of(room.run).items() if key != room.state.act}
    return console_page(
        room.head.title, of.address, room.head.code, table_rows(room), clock, acts, may,
        f"/lead/changes?after={revision}", problem, told,
    )  # fmt: skip


async def lead_do(request: Request) -> Response:
    """Something that a facilitator does."""
    if not is_leader(request):
        return _closed()
    form, of = await read_form(request), shared(request)
    table, do = whole_number(form.get("table", "")) or 0, form.get("do", "")
    asked = question_before(do, table)
    if asked and form.get("sure") != "yes":
        return page(sure_page(*asked, form))
    if do == "co-lead":
        token = await asyncio.get_running_loop().run_in_executor(
            of.room.executors.moves, of.room.register.new_lead_link
        )
        told = el("div", el("p", "For one other person; it works once: ", el("code", f"{of.address}/f/{token}")),
                  class_="card")  # fmt: skip
        return page(_console(of, told=told))
    if do == "seat-link":
        return page(_console(of, told=await _seat_link(of, place_in(table, form))))
    try:
        await asyncio.get_running_loop().run_in_executor(of.room.executors.moves, lead_deed, of.room, do, table, form)
    except Refusal as refusal:
        return page(_console(of, refusal.message), 422)
    return go_to("/lead")


async def _seat_link(of: Shared, place: Place) -> Markup:
    """A link that brings a person back to a seat, at whatever device opens it."""
    loop = asyncio.get_running_loop()
    link = f"{of.address}/back/{await loop.run_in_executor(of.room.executors.moves, of.room.register.link_for, place)}"
    who = f"Table {place[0]}, {place[1]}: whoever opens this once goes on there."
    return el(
        "div", el("p", who), qr_picture(link, "The link, to be scanned"), el("p", el("code", link)), class_="card"
    )


async def wall(request: Request) -> Response:
    """What everybody sees."""
    if not is_leader(request):
        return _closed()
    of = shared(request)
    room, revision = of.room, of.room.revision
    way_in = f"{of.address}/j/{room.head.code}"
    clock = room.clock.row() if room.clock is not None else None
    picture = qr_picture(way_in, "Join")
    return page(wall_page(room.head.title, of.address, room.head.code, picture, table_rows(room), clock,
                          f"/lead/changes?after={revision}"))  # fmt: skip


async def records(request: Request) -> Response:
    """The records of all tables, in one file."""
    if not is_leader(request):
        return _closed()
    room = shared(request).room
    packed = await asyncio.get_running_loop().run_in_executor(room.executors.moves, _packed, room)
    return Response(packed, media_type="application/zip",
                    headers={"content-disposition": 'attachment; filename="records.zip"'})  # fmt: skip


def _packed(room: HostedRoom) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name in room.state.played:
            file.write(room.folder / name, name)
    return packed.getvalue()


async def lead_changes(request: Request) -> Response:
    """Says look again whenever something in the room changes."""
    if not is_leader(request):
        return Response(status_code=204)
    after = whole_number(request.query_params.get("after", ""))
    return stream(partial(_changes, shared(request).room, -1 if after is None else after))


async def _changes(room: HostedRoom, after: int) -> AsyncIterator[bool]:
    bell = Bell()
    bell.ring(room.listen(bell))
    async with aclosing(with_beats(bell.changes())) as revisions:
        async for revision in revisions:
            if revision is None:
                yield room.clock is not None  # minutes have passed, which pages show
            # A host that was started again counts anew: what a page has seen of the one before is nothing here.
            elif revision > after or after > room.revision:
                yield True


def _closed() -> Response:
    told = el("p", "Only whoever leads the room sees this. Open the link that the host printed when it started.")
    return page(plain_page("Last Mile", told), 403)


ROUTES = (
    Route("/f/{token}", lead_link),
    Route("/f", lead_claim, methods=["POST"]),
    Route("/lead", console),
    Route("/lead/do", lead_do, methods=["POST"]),
    Route("/lead/changes", lead_changes),
    Route("/lead/records.zip", records),
    Route("/wall", wall),
)
