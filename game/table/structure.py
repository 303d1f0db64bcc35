"""The rules of working together at a table: seven dials, three presets, phases, opening month, and who holds a seat."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, Final, Literal, TypeAlias, get_args, get_type_hints

import numpy as np

from game.doors.text import quoted
from game.figures import listed
from game.refusal import Refusal, did_you_mean
from game.rules.levers import SEATS, Lead, Seat
from game.rules.state import State, opening
from game.rules.world import DATA, INITIATIVES, KPI, SOP, World
from game.scenario import Scenario
from game.table.wording import text_problem

Talk: TypeAlias = Literal["none", "cards", "open"]
Data: TypeAlias = Literal["own", "shared"]
Planning: TypeAlias = Literal["separate", "joint"]
Incentives: TypeAlias = Literal["own", "shared"]
Leads: TypeAlias = Literal["scenario", "alone", "marketing", "distribution", "joint"]
Sponsor: TypeAlias = Literal["none", "pays"]
BandDial: TypeAlias = Literal["shown", "hidden"]

SPONSORED = 0.5  # design choice: leadership's share of what initiatives cost to set up

_PERSONA: Final = re.compile(r"[a-z]+(-[a-z]+)*")

JOINT_TOPICS: Final = ("launch", "market-entry", "forecast", "capacity", "budget-split", "initiative")
"""The levers that both sign by custom."""

_ALONE: Final[Mapping[str, Lead]] = MappingProxyType(
    {"launch": "marketing", "market-entry": "marketing", "capacity": "distribution"}
)
"""Who decides by custom where each decides alone; the other joint topics then stay as they are."""


@dataclass(frozen=True)
class Structure:
    """How the two seats of a table work together."""

    name: str = "custom"  # the preset it is, or "custom"
    talk: Talk = "cards"
    data: Data = "own"
    planning: Planning = "separate"
    incentives: Incentives = "own"
    leads: Leads = (
        "scenario"  # who decides the joint topics: as the scenario says; each alone what it may; or one of them
    )
    sponsor: Sponsor = "none"
    band: BandDial = "shown"  # is the pair told after every month where the season can still end?


PRESETS: Final[Mapping[str, Structure]] = MappingProxyType(
    {
        "silo": Structure("silo", talk="none", leads="alone"),
        "talk": Structure("talk"),
        "sync": Structure("sync", talk="open", data="shared", planning="joint", incentives="shared", sponsor="pays"),
    }
)

DIALS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {dial: get_args(settings) for dial, settings in get_type_hints(Structure).items() if dial != "name"}
)
"""Every dial and what it can be set to."""


def structure(name: str = "talk", **dials: str) -> Structure:
    """A preset by name, with dials turned away from it.

    Args:
        name: "silo", "talk" or "sync".
        dials: a value for each dial to turn; a preset with a turned dial is called "custom".

    Raises:
        Refusal: for a preset, a dial or a value that there is not.
    """
    if name not in PRESETS:
        raise Refusal(
            f"structure: expected one of {', '.join(PRESETS)}, given {quoted(name)}.{did_you_mean(name, PRESETS)}"
        )
    for dial, value in dials.items():
        if dial not in DIALS:
            raise Refusal(
                f"structure: there is no dial '{dial}'.{did_you_mean(dial, DIALS)} Dials: {', '.join(DIALS)}."
            )
        if value not in DIALS[dial]:
            raise Refusal(f"structure: expected one of {', '.join(DIALS[dial])} for {dial}, given '{value}'.")
    settings: dict[str, Any] = dict(dials)
    turned = replace(PRESETS[name], **settings)
    return turned if turned == PRESETS[name] else replace(turned, name="custom")


def world_for(scenario: Scenario, chosen: Structure, since: int = 0, before: Structure | None = None) -> World:
    """The scenario's world under a structure: what it puts in force is paid for, by leadership where it pays.

    Args:
        scenario: as it is without a structure.
        chosen: the structure.
        since: the round from which it holds, counted from 0.
        before: the one before it; what that had set up needs no second set-up. None = the season begins with it.
    """
    costs, given = scenario.world.costs, list(given_initiatives(chosen))
    new = [one for one in given if before is None or one not in given_initiatives(before)]
    granted, sponsored = np.zeros(scenario.rounds), np.zeros(scenario.rounds)
    monthly, sponsor = costs.initiative_monthly.copy(), costs.sponsor
    setup = float(costs.initiative_setup[new].sum())
    if chosen.sponsor == "pays":
        sponsor = max(sponsor, SPONSORED)
        sponsored[since:] = float(monthly[given].sum())
        sponsored[since] += setup
        monthly[given] = 0.0
    else:
        granted[since] = setup
    for array in (monthly, granted, sponsored):
        array.setflags(write=False)
    changed = replace(costs, initiative_monthly=monthly, sponsor=sponsor, granted=granted, sponsored=sponsored)
    return replace(scenario.world, costs=changed)


def check_grants(scenario: Scenario, chosen: Structure) -> None:
    """Everything that a structure puts in force has a price in the scenario.

    Raises:
        Refusal: when something has none; all that lack it are named.
    """
    missing = [key for at in given_initiatives(chosen) if (key := INITIATIVES[at]) not in scenario.priced]
    if missing:
        tables = listed([f"[initiatives.{key}]" for key in missing])
        raise Refusal(
            f"{scenario.path or scenario.slug}: expected a price for everything that the structure '{chosen.name}' "
            f"puts in force, found none for {listed(missing)}. Add {tables} with setup and monthly; offered = false "
            "keeps what it prices off the sheets."
        )


def opening_for(world: World, chosen: Structure) -> State:
    """One season's opening state, with the structure's initiatives in force."""
    state = opening(world, 1)
    initiatives = np.zeros_like(state.initiatives)
    initiatives[:, list(given_initiatives(chosen))] = True
    return replace(state, initiatives=initiatives)


def given_initiatives(chosen: Structure) -> tuple[int, ...]:
    """The initiatives that a structure puts in force from the start, by index."""
    given = ((chosen.planning == "joint", SOP), (chosen.data == "shared", DATA), (chosen.incentives == "shared", KPI))
    return tuple(index for holds, index in given if holds)


def leads_for(scenario: Scenario, chosen: Structure) -> dict[str, Lead]:
    """Who decides each lever on the sheet when the season begins, by lever."""
    leads: dict[str, Lead] = {setting.lever.id: setting.lead for setting in scenario.sheet.settings}
    if chosen.leads == "scenario" or chosen.leads == "alone":
        said = scenario.leads.get(chosen.name, {})
        leads.update({lever: lead for lever, lead in said.items() if lever in leads})
        if chosen.leads == "alone":
            leads.update({key: who for key, who in _ALONE.items() if leads.get(key) == "joint"})
    else:
        leads.update({lever: chosen.leads for lever in JOINT_TOPICS if lever in leads})
    return leads


def initiative_keys(flags: np.ndarray[Any, np.dtype[np.bool_]]) -> tuple[str, ...]:
    """The keys of the initiatives that are in force in one season, `flags` of shape `(7,)`."""
    return tuple(key for key, flag in zip(INITIATIVES, flags.tolist(), strict=True) if flag)


Phase: TypeAlias = Literal["read", "talk", "plan", "committed", "over"]

PHASES: Final[tuple[Phase, ...]] = ("read", "talk", "plan", "committed")
"""A seat's way through a round.

The news is on the table when a round opens and the reveal is there when it ends, so neither needs a phase; a line
may be kept at any time after a month. "over" is where both are when the season has ended.
"""

SAYS: Final[Mapping[Phase, str]] = MappingProxyType(
    {
        "read": "Read your partner: which of its limits binds hardest, and what will it do?",
        "talk": "Talk: ask, request and propose, and answer what waits for you.",
        "plan": "Plan: set your own levers for the month.",
        "committed": "Committed: the month plays out when your partner has committed too.",
        "over": "The season is over.",
    }
)


def phases_of(structure: Structure) -> tuple[Phase, ...]:
    """The phases that a structure has: where nobody talks there is no talk."""
    if structure.talk == "none":
        return ("read", "plan", "committed")
    return PHASES


def after(structure: Structure, phase: Phase) -> Phase:
    """The phase that follows; a seat leaves "plan" only by committing."""
    phases = phases_of(structure)
    return phases[min(phases.index(phase) + 1, len(phases) - 1)]


def talks(phase: Phase) -> bool:
    """Has a seat that is here still to leave the talk?"""
    return PHASES.index(phase) < PHASES.index("plan") if phase != "over" else False


def later(first: Phase, second: Phase) -> Phase:
    """Whichever of two phases comes later in a round."""
    return max(first, second, key=PHASES.index)


def table_phase(at: Mapping[Seat, Phase]) -> Phase:
    """Where the table is: with the seat that is least far."""
    return min((at[seat] for seat in SEATS), key=PHASES.index)


def side_by_side(at: Mapping[Seat, Phase]) -> bool:
    """Do both talk now, having read each other? At one screen nothing is for one alone then."""
    return "talk" in at.values() and "read" not in at.values()


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


def is_lesson(holders: Mapping[Seat, Holder]) -> bool:
    """Are both seats one person's, each with a stand-in for the months across?"""
    return all(one.held_by == "person" and one.persona for one in holders.values())


def persons_at(holders: Mapping[Seat, Holder], month: int) -> tuple[Seat, ...]:
    """The seats in which persons sit in a month, from 1: in a lesson by turns, marketing first."""
    if is_lesson(holders):
        return (SEATS[(month - 1) % 2],)
    return tuple(seat for seat in SEATS if holders[seat].held_by == "person")


def holder_problem(holder: Holder) -> str | None:
    """What is wrong with a holder, in one sentence, or None."""
    if holder.held_by not in get_args(HeldBy):
        return f"expected person or partner for who holds a seat: {quoted(holder.held_by)}"
    if holder.held_by == "partner" and not holder.persona:
        return "expected the persona of the partner that holds a seat, given none."
    if holder.persona and not _PERSONA.fullmatch(holder.persona):
        return f"expected a persona's name, lower-case words joined by hyphens, given {quoted(holder.persona)}."
    return text_problem(holder.name, "the name")


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
    raise Refusal(f"expected {', '.join(get_args(Role))}, and a name, for who made a move: {quoted(text)}")
