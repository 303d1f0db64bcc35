"""A table in play: a scenario, a seed, a structure and two seats, moved on by one move at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from game.refusal import Refusal
from game.rules.levers import SEATS, Lead, Plan, Seat
from game.rules.state import State
from game.rules.world import World
from game.scenario import Scenario
from game.table.inplay import InPlay
from game.table.month import Month
from game.table.moves import (
    Answer,
    Ask,
    Commit,
    Decline,
    KeepLine,
    Move,
    Predict,
    Propose,
    Ready,
    Say,
    Sign,
    Uncommit,
    Withdraw,
)
from game.table.phases import SAYS, Phase, after, table_phase
from game.table.planning import filled, overspent
from game.table.revealing import reveal
from game.table.seen.dashboards import Facts
from game.table.seen.facts import facts_of
from game.table.structure import Structure, leads_for, opening_for, structure, world_for
from game.table.survey import surveying
from game.table.survey.instrument import Instrument, read_instrument
from game.table.survey.moves import OpenDebrief, PassSurvey, Promise, Rank, Rate, Reflect
from game.table.survey.survey import Survey
from game.table.talk import agreeing, talking
from game.table.talk.questions import Deck, read_deck
from game.table.wording import refuse, text_problem

HIGHEST_SEED = 2**63 - 1


@dataclass(frozen=True, eq=False)
class Table:
    """A table between two moves. Frozen; a move returns a new one."""

    scenario: Scenario
    seed: int
    structure: Structure
    world: World  # the scenario's, as the structure changes it
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

    @classmethod
    def start(
        cls,
        scenario: Scenario,
        seed: int = 1,
        structure_: Structure | None = None,
        deck: Deck | None = None,
        instrument: Instrument | None = None,
    ) -> Table:
        """A new table.

        Args:
            scenario: where it is played.
            seed: 0 to 2**63 - 1; the same seed brings the same luck.
            structure_: how the seats work together; `talk` unless given.
            deck: the question cards; this installation's unless given.
            instrument: what is ranked and rated; this installation's unless given.

        Raises:
            Refusal: for a seed out of bounds.
        """
        if type(seed) is not int or not 0 <= seed <= HIGHEST_SEED:
            raise Refusal(f"seed: expected a whole number from 0 to {HIGHEST_SEED}: {seed!r}")
        chosen = structure_ or structure()
        world = world_for(scenario, chosen)
        return cls(
            scenario=scenario,
            seed=seed,
            structure=chosen,
            world=world,
            deck=deck or read_deck(),
            facts=facts_of(scenario, world),
            state=opening_for(world, chosen),
            round=1,
            leads=MappingProxyType(leads_for(scenario, chosen)),
            values=MappingProxyType(scenario.sheet.defaults()),
            play_now=InPlay(),
            history=(),
            instrument=instrument or read_instrument(),
            survey=Survey(),
        )

    @property
    def over(self) -> bool:
        """Has the season ended?"""
        return self.round > self.scenario.rounds

    @property
    def phase(self) -> Phase:
        """Where the table is: with the seat that is least far."""
        return "over" if self.over else table_phase(self.play_now.at)

    @property
    def joint_value(self) -> float:
        """The joint value of the months played, in currency units."""
        return sum(float(month.outcome.money.joint[0]) for month in self.history) / 100.0

    def play(self, move: Move) -> Table:
        """The table after a move. When both seats have committed, the month plays out and the next round opens.

        Raises:
            Refusal: when the move is not allowed now, with what to do instead.
        """
        if move.seat not in SEATS:
            raise Refusal(f"expected a seat, marketing or distribution: {move.seat!r}")
        if isinstance(move, KeepLine):
            return _keep_line(self, move)
        if isinstance(move, Rank | Rate | PassSurvey | OpenDebrief | Reflect | Promise):
            return surveying.survey(self, move)
        if self.over:
            raise refuse(move.seat, self.scenario.rounds, "the season is over. You can still keep a line about it.")
        closed = surveying.closed_by_debrief(self, move.seat)
        if closed:
            raise refuse(move.seat, self.round, closed)
        return _moved(self, move)


def _moved(table: Table, move: Move) -> Table:
    match move:
        case Predict():
            return talking.predict(table, move)
        case Ask():
            return talking.ask(table, move)
        case Answer():
            return talking.answer(table, move)
        case Say():
            return talking.say(table, move)
        case Propose():
            return agreeing.propose(table, move)
        case Sign():
            return agreeing.sign(table, move)
        case Decline():
            return agreeing.decline(table, move)
        case Withdraw():
            return agreeing.withdraw(table, move)
        case Ready():
            return _ready(table, move)
        case Commit():
            return _commit(table, move)
        case Uncommit():
            return _uncommit(table, move)
    raise Refusal(f"expected a move of game.table.moves: {move!r}")


def _ready(table: Table, move: Ready) -> Table:
    at = table.play_now.at[move.seat]
    if at in ("plan", "committed"):
        hint = "commit your plan." if at == "plan" else "your plan is committed."
        raise refuse(move.seat, table.round, f"there is no phase to go on to: {hint}")
    return replace(table, play_now=table.play_now.moved(move.seat, after(table.structure, at)))


def _commit(table: Table, move: Commit) -> Table:
    seat, now = move.seat, table.play_now
    if seat in now.commits:
        raise refuse(seat, table.round, "your plan is committed already. Take it back first to change it.")
    problem = text_problem(move.why, "the reason")
    if problem:
        raise refuse(seat, table.round, problem)
    plan = filled(table, seat, move.plan)
    too_much = overspent(table, seat, plan)
    if too_much:
        raise too_much
    kept = Commit(seat, MappingProxyType(plan), move.why)
    handed_back = {one: reason for one, reason in now.handed_back.items() if one != seat}
    now = replace(
        now,
        commits=MappingProxyType({**now.commits, seat: kept}),
        handed_back=MappingProxyType(handed_back),
    ).moved(seat, "committed")
    table = replace(table, play_now=now)
    return reveal(table) if len(now.commits) == len(SEATS) else table


def _uncommit(table: Table, move: Uncommit) -> Table:
    seat, now = move.seat, table.play_now
    if seat not in now.commits:
        played = bool(table.history) and not now.commits
        hint = " Last month's has been played." if played else f" {SAYS[now.at[seat]]}"
        raise refuse(seat, table.round, f"there is no committed plan to take back.{hint}")
    commits = {one: commit for one, commit in now.commits.items() if one != seat}
    at: dict[Seat, Phase] = {**now.at, seat: "plan"}
    return replace(table, play_now=replace(now, commits=MappingProxyType(commits), at=MappingProxyType(at)))


def _keep_line(table: Table, move: KeepLine) -> Table:
    if not table.history:
        raise refuse(
            move.seat, table.round, "no month has been revealed yet, so there is nothing to keep a line about."
        )
    problem = text_problem(move.text, "the line", needed=True)
    if problem:
        raise refuse(move.seat, table.history[-1].round, problem)
    last = table.history[-1]
    last = replace(last, lines=MappingProxyType({**last.lines, move.seat: move.text}))
    return replace(table, history=(*table.history[:-1], last))
