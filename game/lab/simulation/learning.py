"""Partners who have learned a lesson: they plan as ever, but what the lesson is about they hold and sign."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from game.lab.encoding import STOCK, Code, Course
from game.lab.simulation.players import Persona, scripted, within_budget
from game.lab.stocking import with_lesson
from game.rules.levers import Seat, Value
from game.scenario.loading import Lesson
from game.table.moves import Commit, Decline, Move, Propose, Sign
from game.table.seen.observation import Observation
from game.table.table import Table


@dataclass(frozen=True)
class Learner:
    """A persona with a lesson pinned: all else it goes on planning, on what the lesson makes of the company.

    Marketing puts forward what both must sign; distribution signs it.
    """

    persona: Persona
    code: Code  # the settings as numbers
    lesson: Lesson

    @property
    def seat(self) -> Seat:
        """The seat it holds."""
        return self.persona.seat

    @cached_property
    def taught(self) -> Course:
        """The lesson laid over the defaults, stock by its rule."""
        return with_lesson(self.code, self.code.defaults(), self.lesson)

    def act(self, table: Table, seen: Observation) -> list[Move]:
        """The persona's moves, with the lesson's settings in its plans, and what the lesson wants signed."""
        wanted = self._wanted(table)
        mine = [move for move in self.persona.act(table, seen) if not _answers(move, seen, wanted)]
        moves: list[Move] = [
            Sign(self.seat, one.id)
            for one in seen.proposals
            if one.status == "open" and one.by != self.seat and _within(one.settings, wanted)
        ]
        if self.seat == "marketing" and seen.at == "talk":
            moves += self._proposed(seen, wanted)
            busy = {key for move in moves if isinstance(move, Propose) for key in move.settings}
            mine = [move for move in mine if not (isinstance(move, Propose) and busy & set(move.settings))]
        if any(isinstance(move, Sign) for move in moves):
            return moves  # what is on the sheet may change by it
        return [*moves, *(self._held(table, move, wanted) for move in mine)]

    def _wanted(self, table: Table) -> dict[str, Value]:
        """The lesson's values of this month: its settings, its agreements, and stock where it has a rule."""
        keys = {*self.lesson.settings, *(f"initiative.{key}" for key in self.lesson.agreements)}
        if self.lesson.cover is not None:
            keys |= {setting.key for setting in self.code.settings if setting.lever.id == STOCK}
        return {key: value for key, value in scripted(self.code, self.taught, table).items() if key in keys}

    def _proposed(self, seen: Observation, wanted: Mapping[str, Value]) -> list[Move]:
        """What both must sign and is not so yet."""
        busy = {key for one in seen.proposals if one.status in ("open", "signed") for key in one.settings}
        missing = {
            one.key: wanted[one.key]
            for one in seen.joint
            if one.key in wanted and one.key not in busy and one.current != wanted[one.key]
        }
        return [Propose(self.seat, missing)] if missing else []

    def _held(self, table: Table, move: Move, wanted: Mapping[str, Value]) -> Move:
        """A plan with the lesson's settings in it, within the budget."""
        if not isinstance(move, Commit):
            return move
        plan = {key: wanted.get(key, value) for key, value in move.plan.items()}
        return Commit(self.seat, within_budget(table, self.seat, plan), move.why)


def _within(settings: Mapping[str, Value], wanted: Mapping[str, Value]) -> bool:
    """Whether all that is proposed is what the lesson wants."""
    return all(wanted.get(key) == value for key, value in settings.items())


def _answers(move: Move, seen: Observation, wanted: Mapping[str, Value]) -> bool:
    """Whether a move answers a proposal that the lesson answers itself."""
    if not isinstance(move, Sign | Decline):
        return False
    return any(one.id == move.id and _within(one.settings, wanted) for one in seen.proposals)
