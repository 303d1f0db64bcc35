"""A table in play: a scenario, a seed, a structure and two seats, moved on by one move at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import fsum
from types import MappingProxyType

from game.doors.text import quoted
from game.refusal import Refusal
from game.rules.levers import Lead, Plan, Seat
from game.rules.prepared import Prepared, prepared
from game.rules.state import State
from game.rules.world import World
from game.scenario import Scenario
from game.table.month import InPlay, Month
from game.table.moves import TableMove
from game.table.seen.dashboards import Facts
from game.table.seen.facts import facts_of
from game.table.structure import (
    Author,
    Holder,
    Phase,
    Structure,
    check_grants,
    leads_for,
    opening_for,
    structure,
    table_phase,
    two_persons,
    world_for,
)
from game.table.survey.instrument import Instrument, read_instrument
from game.table.survey.survey import Survey
from game.table.talk.questions import Deck, read_deck

HIGHEST_SEED = 2**63 - 1


@dataclass(frozen=True)
class Intervention:
    """Something that was done with the table itself."""

    round: int  # that was being played; of a finished season, the last
    move: TableMove
    by: Author
    at: str  # UTC in ISO 8601; "" = nobody kept the time


@dataclass(frozen=True, eq=False)
class Table:
    """A table between two moves. Frozen: `game.table.playing.play` returns a new one."""

    scenario: Scenario  # with every event that was brought in
    seed: int
    structure: Structure
    ready: Prepared  # the scenario's world, as the structure changes it
    deck: Deck
    facts: Mapping[Seat, Facts]
    state: State  # of the company, before this round
    round: int  # 1-based; one more than the scenario's rounds when the season is over
    leads: Mapping[str, Lead]  # who decides, by lever
    values: Plan  # every setting as last played; defaults before round 1
    play_now: InPlay  # this round so far
    history: tuple[Month, ...]
    instrument: Instrument  # what the seats rank and rate
    survey: Survey  # what they have ranked, rated, answered and promised
    holders: Mapping[Seat, Holder]  # who holds the seats now
    interventions: tuple[Intervention, ...] = ()  # what was done with the table itself, in order
    paused: str | None = None  # why nobody may move just now; None = play goes on
    ended: str | None = None  # why the season ended before its last month; None = it did not
    structure_since: int = 1  # the round from which `structure` holds
    next_structure: Structure | None = None  # takes hold with the next round
    talk_first: bool = False  # does nobody commit before both have left the talk? Not on paper

    @classmethod
    def start(
        cls,
        scenario: Scenario,
        seed: int = 1,
        structure_: Structure | None = None,
        deck: Deck | None = None,
        instrument: Instrument | None = None,
        holders: Mapping[Seat, Holder] | None = None,
        talk_first: bool = False,
    ) -> Table:
        """A new table.

        Args:
            scenario: where it is played.
            seed: 0 to 2**63 - 1; the same seed brings the same luck.
            structure_: how the seats work together; `talk` unless given.
            deck: the question cards, of which those are offered that this place has a use for; this installation's
                unless given.
            instrument: what is ranked and rated; this installation's unless given.
            holders: who holds each seat; a person unless given.
            talk_first: does nobody commit before both have left the talk, and what is signed or given after a plan
                open that plan again? On paper, where a month comes in as a whole, there is nothing to wait for.

        Raises:
            Refusal: for a seed out of bounds, and for a structure that puts in force what has no price here.
        """
        if type(seed) is not int or not 0 <= seed <= HIGHEST_SEED:
            raise Refusal(f"seed: expected a whole number from 0 to {HIGHEST_SEED}: {quoted(seed)}")
        chosen = structure_ or structure()
        check_grants(scenario, chosen)
        world = world_for(scenario, chosen)
        return cls(
            scenario=scenario,
            seed=seed,
            structure=chosen,
            ready=prepared(world),
            deck=(deck or read_deck()).on(scenario.sheet),
            facts=facts_of(scenario, world),
            state=opening_for(world, chosen),
            round=1,
            leads=MappingProxyType(leads_for(scenario, chosen)),
            values=MappingProxyType(scenario.sheet.defaults()),
            play_now=InPlay(),
            history=(),
            instrument=(instrument or read_instrument()).of(scenario),
            survey=Survey(),
            holders=MappingProxyType({**two_persons(), **(holders or {})}),
            talk_first=talk_first,
        )

    @property
    def world(self) -> World:
        """The scenario's world, as the structure changes it."""
        return self.ready.world

    @property
    def over(self) -> bool:
        """Has the season ended?"""
        return self.ended is not None or self.round > self.scenario.rounds

    @property
    def months(self) -> int:
        """Months that have been played."""
        return len(self.history)

    @property
    def rounds(self) -> int:
        """Rounds of this season: the scenario's, or as many as were played when it was ended early."""
        return self.scenario.rounds if self.ended is None else self.months

    @property
    def shown_round(self) -> int:
        """The round that is being played; of a finished season the last."""
        return min(self.round, self.rounds)

    @property
    def phase(self) -> Phase:
        """Where the table is: with the seat that is least far."""
        return "over" if self.over else table_phase(self.play_now.at)

    @property
    def joint_value(self) -> float:
        """The joint value of the months played, in currency units."""
        return fsum(float(month.outcome.money.joint[0]) for month in self.history) / 100.0
