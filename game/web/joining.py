"""The way in: the page that a scanned code opens, the question before a seat changes its device, what went wrong."""

from __future__ import annotations

from collections.abc import Sequence

from game.web.document import document
from game.web.forms import refused
from game.web.markup import Markup, Node, el, joined


def join_page(title: str, code: str, free: Sequence[tuple[int, str]], problem: str = "", name: str = "") -> str:
    """Take a seat.

    Args:
        title: what is played.
        code: that was scanned or typed; "" = it is to be typed.
        free: the seats that nobody sits in, by table; empty where the code is not known yet.
        problem: why it could not be done just now.
        name: that was typed.
    """
    places = [("", "The next one that is free"), *((f"{at}.{seat}", f"Table {at}, {seat}") for at, seat in free)]
    form = el(
        "form",
        _field("The code on the wall", "code", code, 12, required=True),
        _field("Your first name, if you like", "name", name, 40),
        el("p", el("label", "Your seat", for_="place"),
           el("select", [el("option", words, value=value) for value, words in places], name="place", id="place"),
           class_="field") if free else None,
        el("p", el("button", "Take a seat", type="submit", class_="main"), class_="buttons"),
        method="post",
        action="/join",
    )  # fmt: skip
    about = (
        "Two seats, one company: marketing makes promises to customers, distribution keeps them. No account and no "
        "e-mail; what you play stays on the machine that hosts this room."
    )
    return plain_page(f"Last Mile: {title}", refused(problem) if problem else None, el("p", about), form)


def _field(label: str, name: str, value: str, most: int, required: bool = False) -> Markup:
    return el("p", el("label", label, for_=name), el("input", type="text", name=name, id=name, value=value,
              maxlength=most, required=required, autocomplete="off", autocapitalize="characters" if required else None),
              class_="field")  # fmt: skip


def take_page(title: str, question: str, words: str, action: str, token: str) -> str:
    """A question before a link does something once; to look at it does nothing yet."""
    hidden = el("input", type="hidden", name="token", value=token)
    form = el("form", hidden, el("p", el("button", words, type="submit", class_="main")), method="post", action=action)
    return plain_page(title, el("p", question), form)


def away_page(table: str, seat: str, persona: str) -> str:
    """A persona plays the seat for now; its person may take it back."""
    who = persona.replace("-", " ")
    form = el("form", el("p", el("button", "Take my seat back", type="submit", class_="main")), method="post",
              action="/seat/back-to-play")  # fmt: skip
    return plain_page(f"{table}, {seat}", el("p", f"The {who} plays this seat for now."), form)


def plain_page(title: str, *parts: Node, live: str = "", class_: str = "plain") -> str:
    """A page outside of any seat."""
    body = joined(
        el("header", el("p", el("strong", "Last Mile"), class_="brand")),
        el("main", el("h1", title), *parts, id="page"),
    )
    return document(title, body, live=live, class_=class_)
