"""What every request must be and every answer carries: known hosts, posts from our own pages, bodies of a sane size."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final
from urllib.parse import parse_qsl, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from game.host.filled import Form
from game.refusal import Refusal

LARGEST: Final = 64 * 1024
"""Bytes of a body."""
FIELDS: Final = 300
"""Fields of a form."""
FORM: Final = "application/x-www-form-urlencoded"
HEADERS: Final = (
    (
        "content-security-policy",
        "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'",
    ),
    ("x-content-type-options", "nosniff"),
    # "no-referrer" would have browsers send `Origin: null` with a form of our own.
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("permissions-policy", "camera=(), microphone=(), geolocation=()"),
)
SHORT: Final = "public, max-age=600"


class Guard:
    """Stands before the pages.

    Args:
        app: the pages.
        hosts: the names, with ports, under which the room may be asked for.
    """

    def __init__(self, app: ASGIApp, hosts: Collection[str]) -> None:
        self._app, self._hosts = app, frozenset(one.lower() for one in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] == "websocket":
            await self._line(scope, receive, send)
            return
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        kept = SHORT if scope["path"].startswith("/static/") else "no-store"

        async def answered(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS:
                    headers[name] = value
                headers["cache-control"] = kept
            await send(message)

        problem = self._problem(Headers(scope=scope), scope["method"])
        if problem is None:
            await self._app(scope, receive, answered)
        else:
            status, said = problem
            await PlainTextResponse(said, status)(scope, receive, answered)

    async def _line(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let terminals through, which say no origin, and no page of whatever site, which always says one."""
        headers = Headers(scope=scope)
        if headers.get("host", "").lower() in self._hosts and "origin" not in headers:
            await self._app(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": 1008})

    def _problem(self, headers: Headers, method: str) -> tuple[int, str] | None:
        host = headers.get("host", "").lower()
        if host not in self._hosts:
            return 421, "This room answers under its own address only. Type the address that its host shows.\n"
        if method in ("GET", "HEAD"):
            return None
        if method != "POST":
            return 405, "Expected GET or POST.\n"
        origin = urlsplit(headers.get("origin", ""))
        if origin.scheme not in ("http", "https") or origin.netloc.lower() != host:
            return (
                403,
                "This did not come from a page of this room, so nothing was done. Open the page and try again.\n",
            )
        length = headers.get("content-length", "")
        if length.isdecimal() and int(length) > LARGEST:
            return 413, "This is too much at once. Nothing was done.\n"
        return None


class TooLarge(Refusal):
    """A body past `LARGEST`."""


async def read_form(request: Request) -> Form:
    """The fields of a form that was posted; of one that comes twice the last.

    Raises:
        TooLarge: when there is too much of it.
        Refusal: when it is no form.
    """
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != FORM:
        raise Refusal("expected a form of this page, given something else. Nothing was done.")
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST:
            raise TooLarge("This is too much at once. Nothing was done.")
    try:
        return dict(parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=FIELDS, errors="strict"))
    except ValueError:
        raise Refusal("expected a form of this page, could not read what came. Nothing was done.") from None
