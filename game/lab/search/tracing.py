"""Slopes by tracing: the rules are played once with arrays that remember how they came about, then read backwards.

Reverse accumulation (Linnainmaa 1970; Griewank & Walther 2008, "Evaluating Derivatives"): one reading backwards tells
how the result moves with every number at once, for a few times the work of one play, however many numbers there are.
Arrays that no number has touched stay plain, and so do comparisons and counts, which have no slope.
Where a figure jumps or is rounded, the slope is that of the line without the jump.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Any, Final

import numpy as np
from numpy.lib.mixins import NDArrayOperatorsMixin
from numpy.typing import NDArray

from game.lab.search.backwards import (
    Back,
    chosen,
    inverse,
    narrowed,
    picked,
    reshaped,
    running,
    same,
    sliced,
    spread,
    times,
    turned,
    under,
)
from game.rules.arrays import Floats

COMPARED: Final = frozenset({np.less, np.less_equal, np.greater, np.greater_equal, np.equal, np.not_equal})


class Tape:
    """What was worked out from what, in order."""

    def __init__(self) -> None:
        self.steps: list[tuple[int, int, Back, Any, tuple[int, ...]]] = []
        self.places = 0

    def number(self, value: Floats) -> Traced:
        """An array whose slope can be asked for."""
        self.places += 1
        return Traced(value, self, self.places - 1)

    def slopes(self, result: Traced, numbers: Sequence[Traced]) -> list[Floats]:
        """How the sum of a result moves with each entry of each of the numbers; shapes as theirs."""
        found: list[Floats | None] = [None] * self.places
        found[result.place] = np.ones(result.shape)
        for place, source, back, kept, shape in reversed(self.steps):
            slope = found[place]
            if slope is None:
                continue
            slope = back(slope, kept)
            if slope.shape != shape:
                slope = narrowed(slope, shape)
            before = found[source]
            found[source] = slope if before is None else before + slope
        zeros = [np.zeros(number.shape) for number in numbers]
        return [zero if (own := found[number.place]) is None else own
                for number, zero in zip(numbers, zeros, strict=True)]  # fmt: skip


class Traced(NDArrayOperatorsMixin):
    """An array on a tape: for the rules it acts as one.

    Args:
        value: the array.
        tape: where what is worked out from it is written down.
        place: its own place there.
    """

    __slots__ = ("place", "tape", "value")
    __hash__ = None  # type: ignore[assignment]

    def __init__(self, value: NDArray[Any], tape: Tape, place: int) -> None:
        self.value, self.tape, self.place = value, tape, place

    def __array__(self, *args: object, **kwargs: object) -> NDArray[Any]:
        raise TypeError("a traced array would lose its tape here: write this rule without assignment into an array")

    @property
    def shape(self) -> tuple[int, ...]:
        """As an array's."""
        return self.value.shape

    @property
    def T(self) -> Traced:  # noqa: N802 - NumPy's name
        """As an array's."""
        return self.one(self.value.T, turned, None)

    def __len__(self) -> int:
        return len(self.value)

    def any(self) -> bool:
        """As an array's."""
        return bool(self.value.any())

    def one(self, value: NDArray[Any], back: Back, kept: Any) -> Traced:
        """What was worked out from this array alone."""
        tape = self.tape
        tape.steps.append((tape.places, self.place, back, kept, self.value.shape))
        tape.places += 1
        return Traced(value, tape, tape.places - 1)

    def two(
        self, value: NDArray[Any], back: Back, kept: Any, other: Traced, back_other: Back, kept_other: Any
    ) -> Traced:
        """What was worked out from this array and another."""
        self.tape.steps.append((self.tape.places, other.place, back_other, kept_other, other.value.shape))
        return self.one(value, back, kept)

    def __getitem__(self, key: Any) -> Traced:
        value = self.value[key]
        if value.size == self.value.size:
            return self.one(value, reshaped, (self.value.shape, "F"))
        return self.one(value, picked, (self.value.shape, key))

    def reshape(self, shape: tuple[int, ...], order: Any = "C") -> Traced:
        """As an array's."""
        return self.one(self.value.reshape(shape, order=order), reshaped, (self.value.shape, order))

    def take(self, places: Any, axis: int) -> Traced:
        """As an array's."""
        key = (*(slice(None),) * axis, places)
        return self.one(self.value.take(places, axis=axis), picked, (self.value.shape, key))

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *args: Any, out: Any = None, **kwargs: Any) -> Any:
        if method == "__call__" and ufunc in UFUNCS:
            return UFUNCS[ufunc](*args, **kwargs)
        if method == "__call__" and ufunc in COMPARED:
            return ufunc(*map(plain, args), **kwargs)
        if method == "reduce" and ufunc is np.add:
            return _summed(self, kwargs["axis"])
        raise TypeError(f"no slope is known of numpy.{ufunc.__name__} ({method}): add it to {__name__}.UFUNCS")

    def __array_function__(self, function: Any, types: Any, args: Any, kwargs: Any) -> Any:
        if function in FUNCTIONS:
            return FUNCTIONS[function](*args, **kwargs)
        raise TypeError(f"no slope is known of numpy.{function.__name__}: add it to {__name__}.FUNCTIONS")


def plain(value: Any) -> Any:
    """An array without its tape."""
    return value.value if type(value) is Traced else value


def _summed(cells: Traced, axis: int) -> Traced:
    shape = cells.value.shape
    narrow = (*shape[:axis], 1, *shape[axis + 1 :])
    return cells.one(np.add.reduce(cells.value, axis=axis), spread, (narrow, shape))


def _exp(x: Traced) -> Traced:
    value = np.exp(x.value)
    return x.one(value, times, value)


def _root(x: Traced) -> Traced:
    value = np.sqrt(x.value)
    return x.one(value, times, 0.5 * inverse(value))


def _negative(x: Traced) -> Traced:
    return x.one(-x.value, times, -1.0)


def _log(x: Traced) -> Traced:
    return x.one(np.log(x.value), times, 1.0 / x.value)


def _log1p(x: Traced) -> Traced:
    return x.one(np.log1p(x.value), times, 1.0 / (1.0 + x.value))


def _rounded(x: Traced) -> Traced:
    return x.one(np.rint(x.value), same, None)


def _either(taken: np.ufunc, before: np.ufunc, x: Any, y: Any) -> Traced:
    """One of two, entry by entry: the first where it comes before the other."""
    both = plain(x), plain(y)
    value, first = taken(*both), before(*both)
    if type(x) is Traced:
        return x.two(value, times, first, y, times, ~first) if type(y) is Traced else x.one(value, times, first)
    return y.one(value, times, ~first)  # type: ignore[no-any-return]


def _added(x: Any, y: Any, **how: Any) -> Traced:
    if type(x) is not Traced:
        return y.one(np.add(x, y.value, **how), same, None)  # type: ignore[no-any-return]
    if type(y) is not Traced:
        return x.one(np.add(x.value, y, **how), same, None)
    return x.two(np.add(x.value, y.value, **how), same, None, y, same, None)


def _product(x: Any, y: Any, **how: Any) -> Traced:
    if type(x) is not Traced:
        return y.one(np.multiply(x, y.value, **how), times, x)  # type: ignore[no-any-return]
    if type(y) is not Traced:
        return x.one(np.multiply(x.value, y, **how), times, y)
    return x.two(np.multiply(x.value, y.value, **how), times, y.value, y, times, x.value)


def _difference(x: Any, y: Any, **how: Any) -> Traced:
    if type(x) is not Traced:
        return y.one(np.subtract(x, y.value, **how), times, -1.0)  # type: ignore[no-any-return]
    if type(y) is not Traced:
        return x.one(np.subtract(x.value, y, **how), same, None)
    return x.two(np.subtract(x.value, y.value, **how), same, None, y, times, -1.0)


def _quotient(x: Any, y: Any) -> Traced:
    if type(y) is not Traced:
        return x.one(np.divide(x.value, y), times, inverse(y))  # type: ignore[no-any-return]
    value, upside = np.divide(plain(x), y.value), inverse(y.value)
    if type(x) is not Traced:
        return y.one(value, under, (value, upside))
    return x.two(value, times, upside, y, under, (value, upside))


def _where(here: Any, x: Any, y: Any) -> Traced:
    value = np.where(plain(here), plain(x), plain(y))
    if type(x) is not Traced:
        return y.one(value, chosen, ~here)  # type: ignore[no-any-return]
    return x.two(value, chosen, here, y, chosen, ~here) if type(y) is Traced else x.one(value, chosen, here)


def _joined(parts: Sequence[Any], axis: int = 0) -> Traced:
    tape, at = next(part for part in parts if type(part) is Traced).tape, 0
    place, tape.places = tape.places, tape.places + 1
    for part in parts:
        end = at + part.shape[axis]
        if type(part) is Traced:
            key = (*(slice(None),) * axis, slice(at, end))
            tape.steps.append((place, part.place, sliced, key, part.value.shape))
        at = end
    return Traced(np.concatenate([plain(part) for part in parts], axis=axis), tape, place)


def _sums(x: Traced, axis: int) -> Traced:
    return x.one(np.cumsum(x.value, axis=axis), running, axis)


def _within(x: Traced, low: Any, high: Any) -> Any:
    return np.minimum(np.maximum(x, low), high)


UFUNCS: Final[Mapping[np.ufunc, Callable[..., Traced]]] = MappingProxyType(
    {
        np.add: _added, np.subtract: _difference, np.multiply: _product, np.divide: _quotient, np.exp: _exp,
        np.negative: _negative, np.sqrt: _root,
        np.log: _log, np.log1p: _log1p, np.rint: _rounded,
        np.minimum: partial(_either, np.minimum, np.less), np.maximum: partial(_either, np.maximum, np.greater),
    }
)  # fmt: skip
FUNCTIONS: Final[Mapping[Any, Callable[..., Any]]] = MappingProxyType(
    {np.where: _where, np.concatenate: _joined, np.cumsum: _sums, np.clip: _within}
)
