"""Who is at a table: who holds each seat, and who made a move."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal, TypeAlias, get_args

from game.refusal import Refusal
from game.rules.levers import SEATS, Seat
from game.table.wording import text_problem

HeldBy: TypeAlias = Literal["person", "partner"]
Role: TypeAlias = Literal["person", "partner", "facilitator"]


@dataclass(frozen=True)
class Holder:
    """Who holds a seat."""

    held_by: HeldBy = "person"
    name: str = ""  # what a person is called at this table; of an echo, the record it plays again
    persona: str = ""  # a partner's


@dataclass(frozen=True)
class Author:
    """Who made a move: a person at a seat, a partner with its persona, or the facilitator."""

    role: Role = "person"
    name: str = ""  # what a person is called, or a partner's persona; "" = not said


FACILITATOR: Final = Author("facilitator")


def two_persons() -> Mapping[Seat, Holder]:
    """Two people without names: who holds the seats unless somebody says otherwise."""
    return MappingProxyType({seat: Holder() for seat in SEATS})


def author_of(holder: Holder) -> Author:
    """Who makes the moves of a seat that is held so."""
    return Author("partner", holder.persona) if holder.held_by == "partner" else Author("person", holder.name)


def holder_problem(holder: Holder) -> str | None:
    """What is wrong with a holder, in one sentence, or None."""
    if holder.held_by not in get_args(HeldBy):
        return f"expected person or partner for who holds a seat: {holder.held_by!r}"
    if holder.held_by == "partner" and not holder.persona:
        return "expected the persona of the partner that holds a seat, given none."
    return text_problem(holder.name, "the name") or text_problem(holder.persona, "the persona")


def format_author(author: Author) -> str:
    """An author as a record writes it: 'facilitator', 'person Ada', 'partner cost-hawk'."""
    return f"{author.role} {author.name}".rstrip()


def parse_author(text: str) -> Author:
    """The author that `format_author` wrote.

    Raises:
        Refusal: when it is none.
    """
    role, _, name = text.partition(" ")
    for known in get_args(Role):
        if role == known:
            return Author(known, name)
    raise Refusal(f"expected {', '.join(get_args(Role))}, and a name, for who made a move: {text!r}")
