"""What can be done at a table, by a seat or with the table itself: small frozen moves, each under its name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, Literal, TypeAlias, get_args

from game.rules.levers import Plan, Seat, Value
from game.table.structure import Holder, Structure
from game.table.survey.moves import SurveyMove


@dataclass(frozen=True)
class Predict:
    """Privately: which of the partner's constraints binds hardest this month, and what it does with one lever.

    What is left unanswered is "" or 0; one of the two things is said.
    """

    seat: Seat
    constraint: str  # a key of `game.table.seen.readings.CONSTRAINTS[other(seat)]`; "" = unanswered
    lever: str  # key of a setting that the partner leads
    expects: str  # "up", "same" or "down" for a number; "on" or "off" for a switch; the name for a choice; ""
    confidence: int  # 1 (a guess) to 5 (certain); 0 = unanswered


@dataclass(frozen=True)
class Ask:
    """Play a question card on the partner."""

    seat: Seat
    card: str


@dataclass(frozen=True)
class Answer:
    """Answer the card that the partner played on this seat."""

    seat: Seat
    card: str
    text: str
    # What is told in figures, by what it is about: an item's key or "all", "@4" behind it for a later month's round.
    values: Plan = field(default_factory=dict)


Limit: TypeAlias = Literal["is", "at-least", "at-most"]


@dataclass(frozen=True)
class RequestSetting:
    """Ask the partner to hold a setting of its own in a month."""

    seat: Seat
    setting: str  # key of a setting that the partner leads
    value: Value
    limit: str = "is"  # how it is meant: a `Limit`
    month: int = 0  # its round; 0 = this one
    why: str = ""  # one sentence for the partner
    id: str = ""  # how it is called afterwards; "" = the table numbers it ("R1", "R2", ...)


@dataclass(frozen=True)
class Reply:
    """Answer what was requested or offered instead: a yes is a word given, "offer" names another value."""

    seat: Seat
    id: str
    says: str  # "yes", "no" or "offer"
    why: str = ""
    value: Value = ""  # of an offer; "" = none


@dataclass(frozen=True)
class Say:
    """Say something to the partner, where the structure lets the two talk freely."""

    seat: Seat
    text: str


@dataclass(frozen=True)
class Propose:
    """Put a joint decision forward: settings that both sign, or `lead.<lever>` with a seat or "joint"."""

    seat: Seat
    settings: Plan  # a value for each setting it is about
    why: str = ""  # one sentence for the partner
    id: str = ""  # how it is called afterwards; "" = the table numbers it ("P1", "P2", ...)


@dataclass(frozen=True)
class Sign:
    """Agree to the partner's proposal."""

    seat: Seat
    id: str
    why: str = ""


@dataclass(frozen=True)
class Decline:
    """Say no to the partner's proposal, with a sentence why."""

    seat: Seat
    id: str
    why: str


@dataclass(frozen=True)
class Withdraw:
    """Take back an own proposal or request that the partner has not answered."""

    seat: Seat
    id: str
    why: str = ""


@dataclass(frozen=True)
class Ready:
    """Nothing more to do in this phase: go on to the next. A phase's own moves go on by themselves."""

    seat: Seat


@dataclass(frozen=True)
class Commit:
    """The plan of this seat for this month; settings left out are as in the observation's `current`."""

    seat: Seat
    plan: Plan = field(default_factory=dict)
    why: str = ""


@dataclass(frozen=True)
class Uncommit:
    """Take the plan back, while the partner has not committed."""

    seat: Seat


@dataclass(frozen=True)
class KeepLine:
    """'I did this because ...': a line about the month that was last revealed. A later one replaces it."""

    seat: Seat
    text: str


@dataclass(frozen=True)
class Pause:
    """Let nobody move until the table goes on; `why` is shown to both seats."""

    why: str = ""


@dataclass(frozen=True)
class GoOn:
    """Go on after a pause."""


@dataclass(frozen=True)
class InjectEvent:
    """Bring an event card into the month that is being planned; a plan that is committed goes back to its seat."""

    card: str  # of the catalogue, scenarios/events.toml
    product: str = ""  # narrows its demand and arrivals to one product; "" = all
    market: str = ""  # narrows its demand to one market; "" = all


@dataclass(frozen=True)
class ChangeStructure:
    """Other rules of working together: at once where nobody has acted in the month, else from the next month on."""

    structure: Structure


@dataclass(frozen=True)
class HandOver:
    """Somebody else holds a seat from now on: a person, a partner with its persona, or back."""

    seat: Seat
    holder: Holder


@dataclass(frozen=True)
class OpenDebriefForAll:
    """When the season is over: open the debrief to both seats, whether or not they have answered what was asked."""


@dataclass(frozen=True)
class EndSeason:
    """End the season before its last month; it counts as far as it was played, and `why` is shown to both seats."""

    why: str = ""


Move: TypeAlias = (
    Predict | Ask | Answer | Say | RequestSetting | Reply | Propose | Sign | Decline | Withdraw | Ready | Commit
    | Uncommit | KeepLine | SurveyMove
)  # fmt: skip

TalkMove: TypeAlias = Ask | Answer | Say | RequestSetting | Reply | Propose | Sign | Decline | Withdraw
"""What two seats say to each other."""

TableMove: TypeAlias = Pause | GoOn | InjectEvent | ChangeStructure | HandOver | OpenDebriefForAll | EndSeason
"""Moves of the table itself, which belong to no seat."""


MOVES: Final[Mapping[str, type[Move | TableMove]]] = MappingProxyType(
    {
        re.sub("(?<=[a-z])(?=[A-Z])", "-", kind.__name__).lower(): kind
        for kind in (*get_args(Move), *get_args(TableMove))
    }
)
"""Every move by its name: that of its class, in small letters, with dashes."""
