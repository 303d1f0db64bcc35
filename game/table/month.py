"""A month that was played: everything that was decided, said and predicted in it, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from game.rules.ledger import Ledger
from game.rules.levers import Lead, Plan, Seat
from game.rules.month import Outcome
from game.rules.plans import Plans
from game.rules.state import State
from game.rules.world import World
from game.table.holders import Holder
from game.table.inplay import Asked, Proposal
from game.table.moves import Commit, Say
from game.table.seen.dashboards import Dashboard
from game.table.seen.observation import Reading, SharedMonth
from game.table.structure import Structure


@dataclass(frozen=True, eq=False)
class Month:
    """One round, from its news to its ledger. Arrays are of one season."""

    round: int  # 1-based
    structure: Structure  # how the seats worked together
    holders: Mapping[Seat, Holder]  # who held the seats when it was revealed
    world: World  # that it was played in
    leads: Mapping[str, Lead]
    commits: Mapping[Seat, Commit]  # both plans, filled, with their reasons
    proposals: tuple[Proposal, ...]  # with what became of them
    deadlocks: int
    readings: tuple[Reading, ...]  # predictions beside what was true
    asked: tuple[Asked, ...]
    said: tuple[Say, ...]
    values: Plan  # every setting as it was played
    reference: Plan  # every setting as if neither seat had changed anything
    plans: Plans  # `values` packed
    before: State
    outcome: Outcome
    state: State  # after the month
    ledger: Ledger
    dashboards: Mapping[Seat, Dashboard]
    shared: SharedMonth
    lines: Mapping[Seat, str]  # 'I did this because ...'

    @property
    def signed(self) -> tuple[Proposal, ...]:
        """What both signed, in the order of signing."""
        return tuple(proposal for proposal in self.proposals if proposal.status == "signed")
