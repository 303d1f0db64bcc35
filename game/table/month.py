"""A month as it is played: where each seat is, what was said and decided; as it was: with all that came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from game.rules.ledger import Ledger
from game.rules.levers import SEATS, Lead, Plan, Seat, other
from game.rules.month import Outcome
from game.rules.state import Plans, State
from game.rules.world import World
from game.table.moves import Answer, Ask, Commit, Predict, Say, TalkMove
from game.table.seen.dashboards import Dashboard
from game.table.seen.observation import Proposal, Reading, SharedMonth
from game.table.seen.spoken import GivenWord, Requested
from game.table.structure import Holder, Phase, Structure, later, persons_at


@dataclass(frozen=True)
class Asked:
    """A question card that was played, and the answer when there is one."""

    by: Seat
    card: str
    answer: str | None = None
    values: Plan = field(default_factory=dict)  # told in figures


class Talked:
    """A round with its talk."""

    talk: tuple[TalkMove, ...]  # all that was said, in order; proposals and requests with their ids

    @property
    def asked(self) -> tuple[Asked, ...]:
        """The cards that were played, with their answers."""
        answers = {(one.seat, one.card): one for one in self.talk if isinstance(one, Answer)}
        cards = ((one, answers.get((other(one.seat), one.card))) for one in self.talk if isinstance(one, Ask))
        return tuple(
            Asked(card.seat, card.card, told.text, dict(told.values)) if told else Asked(card.seat, card.card)
            for card, told in cards
        )

    @property
    def said(self) -> tuple[Say, ...]:
        """What was said freely."""
        return tuple(one for one in self.talk if isinstance(one, Say))


def _start() -> Mapping[Seat, Phase]:
    return MappingProxyType(dict.fromkeys(SEATS, "read"))


@dataclass(frozen=True)
class InPlay(Talked):
    """One round before its reveal."""

    at: Mapping[Seat, Phase] = field(default_factory=_start)
    predictions: Mapping[Seat, Predict] = field(default_factory=lambda: MappingProxyType({}))
    talk: tuple[TalkMove, ...] = ()  # all that was said, in order; proposals and requests with their ids
    proposals: tuple[Proposal, ...] = ()  # the signed ones last, in the order of signing
    requests: tuple[Requested, ...] = ()
    commits: Mapping[Seat, Commit] = field(default_factory=lambda: MappingProxyType({}))
    handed_back: Mapping[Seat, str] = field(default_factory=lambda: MappingProxyType({}))

    def heard(self, move: TalkMove) -> InPlay:
        """The same round with something more said."""
        return replace(self, talk=(*self.talk, move))

    def moved(self, seat: Seat, phase: Phase) -> InPlay:
        """The same round with a seat in this phase, or where it is if that is later."""
        return replace(self, at=MappingProxyType({**self.at, seat: later(self.at[seat], phase)}))

    def handed_back_to(self, seat: Seat, reason: str) -> InPlay:
        """The same round with a seat's committed plan in its hands again, and why."""
        return replace(
            self,
            commits=MappingProxyType({one: commit for one, commit in self.commits.items() if one != seat}),
            at=MappingProxyType({**self.at, seat: "plan"}),
            handed_back=MappingProxyType({**self.handed_back, seat: reason}),
        )

    def signed(self) -> tuple[Proposal, ...]:
        """What both have signed, in the order of signing."""
        return tuple(proposal for proposal in self.proposals if proposal.status == "signed")

    def agreed(self) -> dict[str, float | str | bool]:
        """The value of every setting that both have signed; of two signatures the later holds."""
        values: dict[str, float | str | bool] = {}
        for proposal in self.signed():
            values.update(proposal.settings)
        return values


@dataclass(frozen=True, eq=False)
class Month(Talked):
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
    talk: tuple[TalkMove, ...]  # all that was said, in order
    requests: tuple[Requested, ...]  # with what became of them
    words: tuple[GivenWord, ...]  # that were to hold in it, and whether they did
    values: Plan  # every setting as it was played
    reference: Plan  # every setting as if neither seat had changed anything
    plans: Plans  # `values` packed
    before: State
    outcome: Outcome
    state: State  # after the month
    ledger: Ledger
    money: Mapping[str, float]  # every money line as it is booked, in whole units of currency
    dashboards: Mapping[Seat, Dashboard]
    shared: SharedMonth
    lines: Mapping[Seat, str]  # 'I did this because ...'
    kept_by: Mapping[Seat, Holder] = field(default_factory=lambda: MappingProxyType({}))  # who kept each line

    def by_person(self, seat: Seat) -> bool:
        """Did a person, and no program, sit in a seat when it was revealed?"""
        return seat in persons_at(self.holders, self.round)

    @property
    def own_lines(self) -> dict[Seat, str]:
        """The lines that people kept; what a program wrote of its plan is none."""
        return {
            seat: text
            for seat, text in self.lines.items()
            if self.kept_by.get(seat, self.holders[seat]).held_by == "person"
        }

    @property
    def own_readings(self) -> tuple[Reading, ...]:
        """The predictions that people made."""
        return tuple(one for one in self.readings if self.by_person(one.seat))

    @property
    def signed(self) -> tuple[Proposal, ...]:
        """What both signed, in the order of signing."""
        return tuple(proposal for proposal in self.proposals if proposal.status == "signed")
