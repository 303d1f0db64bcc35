"""The pages of a room as one application, with its guard before it and its refusals as pages."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from pathlib import Path
from traceback import extract_tb

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from game.host import join_routes, lead_routes, seat_routes, terminals
from game.host.answers import Shared, page
from game.host.guarding import Guard, TooLarge
from game.host.watching import Watch
from game.refusal import Refusal
from game.web.document import asset
from game.web.joining import plain_page
from game.web.markup import el


def room_app(shared: Shared, hosts: Collection[str], watch: Watch) -> Starlette:
    """The application.

    Args:
        shared: what its routes work with.
        hosts: the names, with ports, under which it may be asked for.
        watch: writes down what happens.
    """

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        watching = asyncio.create_task(watch.loop())
        yield
        watching.cancel()

    async def refused(request: Request, error: Exception) -> Response:
        message = error.message if isinstance(error, Refusal) else "Nothing was done."
        watch.note("refused", path=_kind(request))
        return page(_told("Not done", message), 413 if isinstance(error, TooLarge) else 422)

    async def missing(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 404
        return page(_told("There is no such page", "Go back to the page that you came from."), status)

    async def crashed(request: Request, error: Exception) -> Response:
        watch.note("crashed", path=_kind(request), error=type(error).__name__, at=_place(error))
        message = "Something went wrong on this machine. What you played is safe: look at your page again."
        return page(_told("Something went wrong", message), 500)

    app = Starlette(
        routes=[
            *join_routes.ROUTES,
            *seat_routes.ROUTES,
            *lead_routes.ROUTES,
            *terminals.ROUTES,
            Route("/static/{name}", static),
            Route("/healthz", healthy),
        ],
        middleware=[Middleware(Guard, hosts=hosts)],
        exception_handlers={Refusal: refused, TooLarge: refused, 404: missing, 405: missing, Exception: crashed},
        lifespan=lifespan,
    )
    app.state.shared = shared
    return app


def _told(title: str, message: str) -> str:
    return plain_page(title, el("p", message), el("p", el("a", "To your page", href="/")))


def _kind(request: Request) -> str:
    """The first part of a path: what follows it may be a token."""
    return request.url.path.split("/")[1][:20]


def _place(error: Exception) -> str:
    """Where in the program it went wrong: a module and a line, and no value."""
    frames = extract_tb(error.__traceback__)
    return f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""


async def static(request: Request) -> Response:
    """The style sheet, the script, the icon."""
    try:
        content, kind = asset(request.path_params["name"])
    except Refusal as refusal:
        return PlainTextResponse(f"{refusal.message}\n", 404)
    return Response(content, media_type=kind)


async def healthy(request: Request) -> Response:
    """Is somebody there?"""
    return PlainTextResponse("ok\n")
