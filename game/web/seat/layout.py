"""The frame of every page of a seat: where and who, the steps of the month, what waits, the ways to go."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from game.telling.phasing import TITLES, marks, whose_turn
from game.web.document import document
from game.web.forms import refused
from game.web.markup import Markup, Node, el, joined
from game.web.seat.sight import Sight

VIEWS: Final = (
    ("", "Now"),
    ("board", "Board"),
    ("figures", "Figures"),
    ("talk", "Talk"),
    ("months", "Months"),
    ("brief", "Brief"),
    ("words", "Words"),
    ("debrief", "Debrief"),
    ("leave", "Seat"),
)
"""The pages that lie beside each other, by the end of their address."""
STATES: Final = MappingProxyType({"done": "done", "here": "you are here", "ahead": "to come"})


def seat_document(sight: Sight, title: str, view: str, *parts: Node, live: bool = True) -> str:
    """A whole page of a seat.

    Args:
        sight: what it is made from.
        title: what it is about.
        view: which of the views it is.
        parts: what stands on it.
        live: does it look again by itself when the table changes?
    """
    body = joined(
        el("a", "To the page", href="#page", class_="skip"),
        el("header", _names(sight), _steps(sight), _standing(sight)),
        _ways(sight, view),
        el("main", refused(sight.problem) if sight.problem else None, el("h1", title), *parts, id="page",
           tabindex="-1"),
    )  # fmt: skip
    seen = sight.seen
    name = f"{'! ' if sight.waits else ''}{title} · {sight.seat} · {seen.scenario.title}"
    return document(name, body, live=f"/seat/changes?after={sight.after}" if live else "", class_=f"seat {sight.seat}")


def _names(sight: Sight) -> Markup:
    seen, month = sight.seen, sight.seen.scenario.months[sight.shown - 1]
    over = seen.at == "over" and not sight.unseen
    when = "The season is over" if over else f"{month}, month {sight.shown} of {seen.scenario.rounds}"
    who = f" {sight.table}, with {sight.company.called}"
    return el(
        "div",
        el("p", el("strong", "Last Mile"), f" {seen.scenario.title}", class_="brand"),
        el("p", el("span", sight.seat.capitalize(), class_="badge"), who, class_="who"),
        el("p", when, class_="when"),
        class_="names",
    )


def _steps(sight: Sight) -> Markup | None:
    if sight.seen.at == "over" and not sight.unseen:
        return None
    shown = []
    for mark in marks(sight.seen, sight.here, sight.here):
        if mark.state == "absent":
            continue
        word = TITLES.get(mark.step, mark.step.capitalize()).partition(" ")[0]
        sign = {"done": "✓ ", "here": "▶ ", "ahead": ""}[mark.state]
        shown.append(el("li", el("span", sign, aria_hidden="true"), word,
                        el("span", f", {STATES[mark.state]}", class_="unseen"), class_=mark.state,
                        aria_current="step" if mark.state == "here" else None))  # fmt: skip
    return el("ol", shown, class_="steps", aria_label="The steps of the month")


def _standing(sight: Sight) -> Markup:
    """Whose turn it is and what waits, read out when it changes."""
    seen = sight.seen
    told = [one.says for one in sight.waits]
    if not sight.unseen:
        told.insert(0, whose_turn(seen, sight.here))
    lines = [el("p", one) for one in dict.fromkeys(told)]
    return el("div", lines, role="status", id="standing", class_="waits" if sight.waits else None)


def _ways(sight: Sight, view: str) -> Markup:
    links = []
    for name, words in VIEWS:
        if name == "talk" and (sight.seen.structure.talk == "none" or sight.seen.at == "read"):
            continue
        if name == "months" and not sight.revealed:
            continue
        if name == "debrief" and (sight.survey is None or not sight.survey.own.opened):
            continue
        count = sum(one.at == "talk" for one in sight.waits) if name == "talk" else 0
        href = f"/seat/{name}" if name else "/seat"
        links.append(el("a", words, f" ({count})" if count else None, href=href,
                        aria_current="page" if name == view else None))  # fmt: skip
    return el("nav", links, aria_label="Pages of this seat")
