"""Playing many seasons: in chunks that fit the cache, with memory flat, on one process or two."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias, cast

import numpy as np
from numpy.typing import NDArray

from game.lab.encoding import Code, Course
from game.rules.arrays import Floats, Ints
from game.rules.draws import Draws, draw
from game.rules.month import Happened, Outcome, happen, resolve
from game.rules.plans import Plans
from game.rules.prepared import Prepared, prepared
from game.rules.state import State, opening
from game.rules.world import World
from game.table.structure import Structure, given_initiatives, world_for

CHUNK = 4096
"""Seasons played at once: more and the arrays of a month fall out of the cache."""

Seeds: TypeAlias = NDArray[np.uint64]
Measure: TypeAlias = Callable[[Outcome], Floats]


@dataclass(frozen=True)
class Stage:
    """Where seasons are played: a scenario's code, its world and the state a season opens in.

    Args:
        code: the settings as numbers.
        ready: the scenario's world, or a variant of it, prepared.
        opened: the initiatives in force from the start, `(7,)`; None = none.
    """

    code: Code
    ready: Prepared
    opened: NDArray[np.bool_] | None = None

    @property
    def world(self) -> World:
        """The world it is."""
        return self.ready.world

    def opening(self, seasons: int) -> State:
        """The state in which `seasons` seasons open."""
        state = opening(self.world, seasons)
        if self.opened is None or not self.opened.any():
            return state
        return replace(state, initiatives=np.array(np.broadcast_to(self.opened, (seasons, 7)), order="F"))


def stage(code: Code) -> Stage:
    """The scenario as it is."""
    return Stage(code, prepared(code.scenario.world))


def stage_of(code: Code, structure: Structure) -> Stage:
    """Where seasons of a structure are played."""
    opened = np.zeros(7, dtype=np.bool_)
    opened[list(given_initiatives(structure))] = True
    return Stage(code, prepared(world_for(code.scenario, structure)), opened)


def months(stage: Stage, course: Course, luck: list[Draws]) -> Iterator[Outcome]:
    """The outcome of each round of as many seasons as the draws are for."""
    state = stage.opening(len(luck[0].company))
    for draws in luck:
        step = resolve(stage.ready, state, stage.code.packed(course, state), draws)
        yield step.outcome
        state = step.state


def monthly(stage: Stage, course: Course, luck: list[Draws]) -> Ints:
    """Joint value in whole cents of each round that the draws are for, `(rounds, n)`."""
    state, worths = stage.opening(len(luck[0].company)), []
    for draws in luck:
        state, worth = played(stage.ready, state, stage.code.packed(course, state), draws, cents)
        worths.append(worth)
    return np.stack(worths).astype(np.int64)


def luck_of(ready: Prepared, seeds: Seeds) -> list[Draws]:
    """Every round's luck for these seeds."""
    return [draw(ready.street, seeds, round_) for round_ in range(ready.world.rounds)]


def played(ready: Prepared, state: State, plans: Plans, draws: Draws, measure: Measure) -> tuple[State, Floats]:
    """One round: the state after it and the measure of it; what is not asked for is not worked out."""
    if measure in (joint, cents):
        after, month = happen(ready, state, plans, draws)
        return after, measure(cast(Outcome, month))
    step = resolve(ready, state, plans, draws)
    return step.state, measure(step.outcome)


def cents(outcome: Happened) -> Floats:
    """A month's joint value in whole cents, `(n,)`."""
    return outcome.money.joint


def joint(outcome: Happened) -> Floats:
    """A month's joint value in currency units, `(n,)`."""
    return cents(outcome) / 100.0


def seasons(stage: Stage, course: Course, seeds: Seeds, measure: Measure = joint) -> Floats:
    """A measure summed over the rounds of each season, `(n,)` or `(n, k)`; one course, or a course for each seed."""
    pieces = []
    for first in range(0, len(seeds), CHUNK):
        last = min(first + CHUNK, len(seeds))
        luck = luck_of(stage.ready, seeds[first:last])
        pieces.append(_summed(stage, course.part(first, last), luck, measure))
    return np.concatenate(pieces)


def _summed(stage: Stage, course: Course, luck: list[Draws], measure: Measure) -> Floats:
    state, total = stage.opening(len(luck[0].company)), cast(Floats, 0.0)
    for draws in luck:
        state, worth = played(stage.ready, state, stage.code.packed(course, state), draws, measure)
        total = total + worth
    return total
