"""The room as a whole: the facilitator's console and the projector's wall; rows of facts, no seat's figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from game.figures import several
from game.rules.levers import Seat
from game.table.structure import Phase
from game.web.document import document
from game.web.forms import folded, refused
from game.web.joining import plain_page
from game.web.markup import Markup, Node, el, items, joined, section

AT: Final = MappingProxyType(
    {
        "read": "reads the partner",
        "talk": "talks",
        "plan": "plans",
        "committed": "has committed",
        "over": "has finished",
    }
)
"""What a seat does, by its phase, as the console shows it."""


@dataclass(frozen=True)
class SeatRow:
    """A seat as the console shows it."""

    seat: Seat
    name: str  # of its person, if it was given
    taken: bool
    persona: str  # that plays it; "" = a person
    at: Phase
    here: bool
    away: str  # since when its person is away, in words; "" = it is here, or nobody has come yet


@dataclass(frozen=True)
class TableRow:
    """A table as the console shows it."""

    number: int
    month: str
    round: int
    rounds: int
    played: int  # months
    over: bool
    paused: str | None
    since: str  # how long nothing has happened at it, in words
    seats: tuple[SeatRow, ...]


@dataclass(frozen=True)
class ClockRow:
    """The run of show's clock as pages show it."""

    step: str
    left: str  # of the step, in words
    late: bool
    state: str  # "waiting", "going", "paused" or "over"
    says: tuple[str, ...]  # what the facilitator says and does in it


def console_page(
    title: str, address: str, code: str, tables: Sequence[TableRow], clock: ClockRow | None, acts: Mapping[str, str],
    personas: Mapping[Seat, Sequence[str]], live: str, problem: str = "", told: Node = None,
) -> str:  # fmt: skip
    """All tables at a glance, and what a facilitator can do.

    Args:
        title: what is played.
        address: where people join.
        code: that they join with.
        tables: every table.
        clock: of the run of show; None = there is none.
        acts: of it that can be opened, by key.
        personas: who may stand in, by seat.
        live: where the page hears that it should look again.
        problem: why what was just tried could not be done.
        told: a question to answer before something is done that cannot be taken back.
    """
    joins = el("p", "Join: ", el("strong", address), ", code ", el("strong", code, class_="code"), ". ",
               el("a", "The wall, for the projector", href="/wall"), ". ",
               el("a", "All records", href="/lead/records.zip"), ".")  # fmt: skip
    more = _do("", "one-more", "One more table")
    every = [_do("", "pause-all", "Pause all tables"), _do("", "go-on-all", "Let all go on")]
    link = _do("", "co-lead", "A link for a co-facilitator")
    return plain_page(
        f"The room: {title}",
        refused(problem) if problem else None,
        told,
        joins,
        _clock(clock, acts),
        el("div", [_table(one, personas) for one in tables], class_="tables"),
        el("div", every, more, link, class_="buttons"),
        live=live,
        class_="console",
    )


def sure_page(title: str, question: str, words: str, asked: Mapping[str, str]) -> str:
    """A question before something that cannot be taken back; `asked` = the fields of what was asked for."""
    yes = _do(
        asked.get("table", ""),
        asked.get("do", ""),
        words,
        {**{name: asked.get(name, "") for name in ("act", "seat")}, "sure": "yes"},
    )
    no = el("a", "No, back to the room", href="/lead")
    return plain_page(title, el("p", question), el("div", yes, no, class_="buttons"))


def _do(table: str, do: str, words: str, more: Mapping[str, str] | None = None, inner: Node = None) -> Markup:
    hidden = [
        el("input", type="hidden", name=name, value=value) for name, value in {"table": table, **(more or {})}.items()
    ]
    return el("form", hidden, inner, el("button", words, type="submit", name="do", value=do), method="post",
              action="/lead/do")  # fmt: skip


def _clock(clock: ClockRow | None, acts: Mapping[str, str]) -> Markup | None:
    if clock is None:
        return None
    goes = [("next", "Next step"), ("extend", "5 minutes more"), ("skip", "Skip it"), ("back", "Step back")]
    does = {
        "waiting": [("go", "Begin")],
        "going": [("pause", "Pause the clock"), *goes],
        "paused": [("go", "Go on"), *goes],
        "over": [("back", "Step back")],
    }[clock.state]
    opens = [_do("", "act", f"Open for all tables: {title}", {"act": key}) for key, title in acts.items()]
    return section(
        clock.step,
        el("p", el("strong", clock.left), class_="late" if clock.late else None) if clock.left else None,
        el("div", [_do("", f"clock-{do}", words) for do, words in does], class_="buttons"),
        folded("What you say and do", items(clock.says)) if clock.says else None,
        el("div", opens, class_="buttons"),
        class_="clock",
    )


def _table(one: TableRow, personas: Mapping[Seat, Sequence[str]]) -> Markup:
    at = "the season is over" if one.over else f"{one.month}, month {one.round} of {one.rounds}"
    number = str(one.number)
    does: list[Markup] = []
    if not one.over:
        does.append(_do(number, "go-on", "Go on") if one.paused is not None else _do(number, "pause", "Pause"))
        does.append(_do(number, "end", "End early and score") if one.played else Markup(""))
    return el(
        "article",
        el("h2", f"Table {one.number}"),
        el("p", at.capitalize(), f"; nothing done for {one.since}" if not one.over else None),
        el("p", f"Paused: {one.paused}" if one.paused else "Paused", class_="late") if one.paused is not None else None,
        el("ul", [_seat(one, seat, personas[seat.seat]) for seat in one.seats], class_="seats"),
        folded("What you can do here", el("div", does, class_="buttons")) if does else None,
        class_="card",
    )


def _seat(table: TableRow, one: SeatRow, personas: Sequence[str]) -> Markup:
    who = one.name or ("somebody" if one.taken else "nobody yet")
    if one.persona:
        state = f"the {one.persona.replace('-', ' ')} stands in"
    elif not one.taken:
        state = "free"
    else:
        state = "here" if one.here else f"! away for {one.away}"
    doing = f", {AT[one.at]}" if (one.taken or one.persona) and not table.over else ""
    fields: Mapping[str, str] = {"seat": one.seat}
    number = str(table.number)
    acts: list[Markup] = []
    if one.persona:
        acts.append(_do(number, "hand-back", "Hand the seat back", fields))
    elif not table.over:
        options = [el("option", name.replace("-", " "), value=name) for name in personas]
        choose = el("label", f"{one.seat.capitalize()}: ", el("select", options, name="persona"))
        acts.append(_do(number, "stand-in", "Let it stand in", fields, choose))
    if one.taken:
        acts += [
            _do(number, "seat-link", "A link for this seat", fields),
            _do(number, "free-seat", "Free the seat", fields),
        ]
    act = folded(f"What you can do for {one.seat}", el("div", acts, class_="buttons")) if acts else None
    return el("li", el("strong", one.seat.capitalize()), f": {who}, {state}{doing}", act,
              class_=f"{one.seat}{'' if one.here or one.persona else ' away'}")  # fmt: skip


def wall_page(
    title: str, address: str, code: str, picture: Markup | None, tables: Sequence[TableRow], clock: ClockRow | None,
    live: str,
) -> str:  # fmt: skip
    """What everybody sees: how to join, who is here, the clock, how far each table is; no figure of any."""
    people = sum(seat.taken for one in tables for seat in one.seats)
    rows = [
        el("li", el("strong", f"Table {one.number} "), _progress(one), class_="over" if one.over else None)
        for one in tables
    ]  # fmt: skip
    body = joined(
        el(
            "main",
            el("h1", title),
            el("div", el("div", picture, class_="scan") if picture else None,
               el("div", el("p", "Scan this, or open"), el("p", el("strong", address), class_="address"),
                  el("p", "and type the code"), el("p", el("strong", code), class_="code"),
                  el("p", f"Joined: {several(people, 'person', 'people')}", role="status")), class_="join"),
            section(clock.step, el("p", clock.left, class_="left") if clock.left else el("p", "")) if clock else None,
            section("How far the tables are", el("ul", rows, class_="far")),
            id="page",
        ),
    )  # fmt: skip
    return document(title, body, live=live, class_="wall")


def _progress(one: TableRow) -> Markup:
    months = [
        el("span", "■" if at < one.played else "▣" if at == one.played and not one.over else "□",
           class_="done" if at < one.played else None)
        for at in range(one.rounds)
    ]  # fmt: skip
    words = "the season is over" if one.over else one.month
    return joined(el("span", months, aria_hidden="true", class_="months"), f" {words}")
