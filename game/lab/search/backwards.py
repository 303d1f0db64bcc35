"""How slopes go backwards through one step of working out: from what came out to what went in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeAlias

import numpy as np

from game.rules.arrays import Floats

Back: TypeAlias = Callable[[Floats, Any], Floats]
"""What a result's slope is to what it was worked out from, given something kept for the purpose."""

HUGE: Final = 2.0**300
"""One over what only keeps a division by nothing finite is larger."""


def inverse(divisor: Any) -> Any:
    """One over it, and nothing where it is as good as nothing: what is shared out there has no slope."""
    upside = 1.0 / divisor
    if type(upside) is float:
        return upside
    return np.where(np.abs(upside) < HUGE, upside, 0.0)


def narrowed(slope: Floats, shape: tuple[int, ...]) -> Floats:
    """The slope of what was spread over a larger shape: summed over where it was spread."""
    slope = np.add.reduce(slope, axis=tuple(range(slope.ndim - len(shape))))
    axes = tuple(axis for axis, size in enumerate(shape) if size == 1 and slope.shape[axis] != 1)
    return np.add.reduce(slope, axis=axes, keepdims=True)


def same(slope: Floats, kept: None) -> Floats:
    """Of a sum, to each part; of rounding, as if there were none."""
    return slope


def times(slope: Floats, factor: Floats) -> Floats:
    """Of a product, to the other factor; of a difference, to what is taken away: less once."""
    return slope * factor


def under(slope: Floats, kept: tuple[Floats, Floats]) -> Floats:
    """Of a quotient, to what divides."""
    quotient, upside = kept
    return -slope * quotient * upside


def turned(slope: Floats, kept: None) -> Floats:
    """Of what was turned."""
    return slope.T


def reshaped(slope: Floats, kept: tuple[tuple[int, ...], Any]) -> Floats:
    """Of what was laid out anew, or only got or lost axes of one."""
    return slope.reshape(kept[0], order=kept[1])


def picked(slope: Floats, kept: tuple[tuple[int, ...], Any]) -> Floats:
    """Of some entries; an entry picked twice counts twice."""
    shape, key = kept
    whole = np.zeros(shape, order="F")
    if any(isinstance(part, np.ndarray) for part in (key if isinstance(key, tuple) else (key,))):
        np.add.at(whole, key, slope)
    else:
        whole[key] = slope
    return whole


def sliced(slope: Floats, key: tuple[slice, ...]) -> Floats:
    """To one part of what was put side by side."""
    return slope[key]


def spread(slope: Floats, kept: tuple[tuple[int, ...], tuple[int, ...]]) -> Floats:
    """Of a sum along an axis, to each that was added."""
    narrow, shape = kept
    wide = np.empty(shape, order="F")
    wide[...] = slope.reshape(narrow, order="F")
    return wide


def running(slope: Floats, axis: int) -> Floats:
    """Of running sums."""
    return np.flip(np.cumsum(np.flip(slope, axis), axis=axis), axis)


def chosen(slope: Floats, where: Any) -> Floats:
    """To what was taken in some places only."""
    return np.where(where, slope, 0.0)
