"""The shell of every page: its head, the style sheet and the script, which come from this host alone."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from game.doors.files import read_bytes
from game.refusal import Refusal
from game.web.markup import Markup, el, joined

FOLDER: Final = Path(__file__).parent / "static"
KINDS: Final = (("page.css", "text/css"), ("page.js", "text/javascript"), ("icon.svg", "image/svg+xml"))
"""What pages load, and what it is."""


def asset(name: str) -> tuple[bytes, str]:
    """What a page loads: its bytes and its kind.

    Raises:
        Refusal: when there is no such file.
    """
    kind = dict(KINDS).get(name)
    if kind is None:
        raise Refusal(f"there is nothing called that here: expected {' or '.join(one for one, _ in KINDS)}.")
    return read_bytes(FOLDER / name, "a part of the pages"), kind


def document(title: str, body: Markup, live: str = "", class_: str = "", again: int = 0) -> str:
    """A whole page.

    Args:
        title: in the bar of the window.
        body: all that is seen.
        live: where the page hears that it should look again; "" = it does not.
        class_: which kind of page it is.
        again: seconds after which it looks again where no script runs; 0 = never.
    """
    head = el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("noscript", el("meta", http_equiv="refresh", content=str(again))) if again else None,
        el("title", title),
        el("link", rel="stylesheet", href="/static/page.css"),
        el("link", rel="icon", type="image/svg+xml", href="/static/icon.svg"),
        el("script", src="/static/page.js", defer=True),
    )
    page = el("html", head, el("body", body, class_=class_ or None, data_live=live or None), lang="en")
    return joined(Markup("<!doctype html>"), page)
