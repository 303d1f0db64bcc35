"""Playing many seasons in chunks that fit the cache; and many courses under the same luck, common months once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from itertools import pairwise
from typing import Any, TypeAlias, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from game.lab.encoding import Code, Course, side_by_side
from game.rules.arrays import Bools, Floats, Ints
from game.rules.draws import Draws, draw
from game.rules.month import Outcome, happen, resolve
from game.rules.passing import Happened
from game.rules.prepared import Prepared, prepared
from game.rules.state import Plans, State, opening
from game.rules.world import SOP, World
from game.table.structure import Structure, given_initiatives, world_for

CHUNK = 4096
"""Seasons played at once: more and the arrays of a month fall out of the cache."""

Seeds: TypeAlias = NDArray[np.uint64]
Measure: TypeAlias = Callable[[Outcome], Floats]


@dataclass(frozen=True)
class Turn:
    """Another structure from a round on."""

    round: int  # counted from 0
    ready: Prepared  # the world as it changes it
    gives: Bools  # the initiatives that it puts in force, `(7,)`
    ends: Bools  # those that only the one before had put in force

    def taken_hold(self, state: State) -> State:
        """The state in which its first round begins; a calendar that is new starts empty. Twice is once."""
        initiatives = (state.initiatives & ~self.ends) | self.gives
        kept = initiatives[:, SOP, None] & state.initiatives[:, SOP, None]
        return replace(state, initiatives=np.asfortranarray(initiatives), locked=np.where(kept, state.locked, 0))


@dataclass(frozen=True)
class Stage:
    """Where seasons are played: a scenario's code, its world and the state a season opens in."""

    code: Code  # the settings as numbers
    ready: Prepared  # the scenario's world, or a variant of it, prepared
    opened: Bools | None = None  # the initiatives in force from the start, `(7,)`; None = none
    turns: tuple[Turn, ...] = ()  # other structures that take hold during the season, in order

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

    def begun(self, state: State) -> tuple[Prepared, State]:
        """The world of the state's round, and the state in which that round begins."""
        ready = self.ready
        for turn in self.turns:
            ready = turn.ready if turn.round <= state.round else ready
            state = turn.taken_hold(state) if turn.round == state.round else state
        return ready, state

    def given(self, round_: int) -> Bools:
        """The initiatives that the structure of a round, counted from 0, puts in force: `(7,)`."""
        opened = np.zeros(7, dtype=np.bool_) if self.opened is None else self.opened
        return next((turn.gives for turn in reversed(self.turns) if turn.round <= round_), opened)


def stage(code: Code) -> Stage:
    """The scenario as it is."""
    return Stage(code, prepared(code.scenario.world))


def stage_of(code: Code, *structures: Structure, course: Course | None = None) -> Stage:
    """Where seasons of a structure are played.

    Args:
        code: the settings as numbers.
        structures: the structure of each round in turn; the last holds for all that follow.
        course: as it was played: the initiatives that the seats set up in it outlast a structure that gives them too.
    """
    turns = []
    for round_, (was, now) in enumerate(pairwise(structures), start=1):
        if was != now:
            own = _set_up(code, course, round_)
            world = prepared(world_for(code.scenario, now, round_, was))
            turns.append(Turn(round_, world, _given(now), _given(was) & ~_given(now) & ~own))
    return Stage(code, prepared(world_for(code.scenario, structures[0])), _given(structures[0]), tuple(turns))


def _given(structure: Structure) -> Bools:
    opened = np.zeros(7, dtype=np.bool_)
    opened[list(given_initiatives(structure))] = True
    return opened


def _set_up(code: Code, course: Course | None, rounds: int) -> Bools:
    """The initiatives that the seats set up in the first rounds of a course, `(7,)`."""
    own = np.zeros(7, dtype=np.bool_)
    for row, setting in enumerate(code.settings):
        if course is not None and setting.lever.over == "initiative":
            own[setting.item] = bool((course.values[:rounds, row] > 0.5).any())
    return own


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


def crossed(stage: Stage, course: Course, luck: list[Draws], measure: Measure = joint) -> Floats:
    """A measure of each of `n` courses under each of the same `k` lucks: `(k, n)`, common random numbers.

    A change in month 6 leaves the months before as they were, and most courses that a search compares differ from one
    another in a month or two. Sorted by their months, courses that begin alike stand side by side.

    Args:
        stage: where they are played.
        course: the `n` courses.
        luck: of each round, for `k` seasons.
        measure: summed over the rounds.
    """
    order = alike_together(course)
    totals, wide = np.empty((course.seasons, len(luck[0].company))), max(1, CHUNK // len(luck[0].company))
    for first in range(0, len(order), wide):
        some = order[first : first + wide]
        totals[some] = _branching(stage, Course(course.values[:, :, some], course.levels), luck, measure)
    return totals.T


def mean_worth(stage: Stage, courses: Sequence[Course], luck: list[Draws], measure: Measure = joint) -> Floats:
    """The mean of a measure of each of several courses of the same levels, `(len(courses),)`."""
    worth: Floats = crossed(stage, side_by_side(courses), luck, measure).mean(axis=0)
    return worth


def alike_together(course: Course) -> Ints:
    """An order of the courses in which those that begin with the same months stand side by side, `(n,)`."""
    months = np.ascontiguousarray(course.values.transpose(2, 0, 1).reshape(course.seasons, -1))
    return np.argsort(months.view(f"V{months.strides[0]}")[:, 0], kind="stable")


def parting(course: Course) -> Ints:
    """The round in which each course first differs from the one before it, `(n,)`: -1 for the first, R for the same."""
    other = (course.values[:, :, 1:] != course.values[:, :, :-1]).any(axis=1)
    return np.concatenate([[-1], np.where(other.any(axis=0), other.argmax(axis=0), len(other))])


def _branching(stage: Stage, course: Course, luck: list[Draws], measure: Measure) -> Floats:
    """Courses that stand beside those they begin like: `(n, k)`."""
    k, since = len(luck[0].company), parting(course)
    state, total, branch = stage.opening(k), np.zeros(k), np.zeros(course.seasons, dtype=np.int64)
    for round_, draws in enumerate(luck):
        own = np.flatnonzero(since <= round_)
        if len(own) * k > len(total):
            rows = (branch[own, None] * k + np.arange(k)).reshape(-1)
            state, total = taken(state, rows), total[rows]
            branch = np.cumsum(since <= round_) - 1
        numbers = np.repeat(course.values[round_][:, own], k, axis=1)
        ready, state = stage.begun(state)
        plans = stage.code.packed_rows(numbers, course.levels, state)
        state, worth = played(ready, state, plans, tiled(draws, len(own)), measure)
        total = total + worth
    return total.reshape(-1, k)[branch]


Seasons = TypeVar("Seasons", State, Draws)


def tiled(seasons: Seasons, times: int) -> Seasons:
    """All seasons `times` times: season i of k is at i, k + i, 2 k + i ..."""
    return _each(lambda cells: _laid_out(cells[:, None], (len(cells), times)), seasons)


def repeated(seasons: Seasons, times: int) -> Seasons:
    """Each season `times` times, one after the other: season i is at i * times ... + times - 1."""
    return _each(lambda cells: _laid_out(cells[None], (times, len(cells))), seasons)


def taken(seasons: Seasons, rows: Ints) -> Seasons:
    """Some seasons, each as often as it is named."""

    def chosen(cells: NDArray[Any]) -> NDArray[Any]:
        out: NDArray[Any] = np.empty((len(rows), *cells.shape[1:]), dtype=cells.dtype, order="F")
        out[...] = cells[rows]
        return out

    return _each(chosen, seasons)


def joined(first: Seasons, *others: Seasons) -> Seasons:
    """The seasons of several, one after the other."""

    def beside(name: str) -> Any:
        cells = [getattr(seasons, name) for seasons in (first, *others)]
        return np.asfortranarray(np.concatenate(cells)) if isinstance(cells[0], np.ndarray) else cells[0]

    return type(first)(**{field.name: beside(field.name) for field in fields(first)})


def _laid_out(cells: NDArray[Any], axes: tuple[int, int]) -> NDArray[Any]:
    """Cells spread over two axes, `(first, second, ...)`, as one axis of seasons, the first counting fastest."""
    wide: NDArray[Any] = np.empty((*axes, *cells.shape[2:]), dtype=cells.dtype, order="F")
    wide[...] = cells
    return wide.reshape((axes[0] * axes[1], *cells.shape[2:]), order="F")


def _each(work: Callable[[NDArray[Any]], NDArray[Any]], seasons: Seasons) -> Seasons:
    """The same with every array worked on; what is no array, such as the round, stays."""
    found = {field.name: getattr(seasons, field.name) for field in fields(seasons)}
    return type(seasons)(
        **{name: work(cells) if isinstance(cells, np.ndarray) else cells for name, cells in found.items()}  # type: ignore[arg-type]
    )
