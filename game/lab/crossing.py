"""Many courses under the same luck: months that courses have in common are played once.

A change in month 6 leaves the months before as they were, and most courses that a search compares differ from one
another in a month or two. Sorted by their months, courses that begin alike stand side by side.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from game.lab.encoding import Course
from game.lab.playing import CHUNK, Measure, Stage, joint, played
from game.rules.arrays import Floats, Ints
from game.rules.draws import Draws
from game.rules.state import State


def crossed(stage: Stage, course: Course, luck: list[Draws], measure: Measure = joint) -> Floats:
    """A measure of each of `n` courses under each of the same `k` lucks: `(k, n)`, common random numbers.

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
