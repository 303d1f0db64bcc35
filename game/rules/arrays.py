"""The array types of the rules and the few sums that must give the same bits for one season and for many."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.int64]
Bools: TypeAlias = NDArray[np.bool_]

MOST_CELLS = 7
"""NumPy adds fewer than eight numbers strictly in order, so an axis this short sums alike in every layout."""


NOTHING = 2.0**-600
"""Keeps a division by nothing finite; added to anything that is something, it changes no bit."""


def spread(values: NDArray[Any], seasons: int) -> NDArray[Any]:
    """One season's values repeated for `seasons` seasons: shape `(n, ...)`, seasons adjacent in memory."""
    out: NDArray[Any] = np.empty((seasons, *values.shape), dtype=values.dtype, order="F")
    out[...] = values
    return out


def columns(parts: Sequence[Floats | float], seasons: int) -> Floats:
    """Figures of `seasons` seasons side by side, each `(n,)` or one for all: `(n, k)`, seasons adjacent in memory."""
    rows = [np.full((1, seasons), part) if isinstance(part, float) else part[None] for part in parts]
    return np.concatenate(rows).T


def along(cells: NDArray[Any]) -> Floats:
    """Sum over the second axis: `(n, k)` to `(n,)`."""
    summed: Floats = np.add.reduce(cells, axis=1)
    return summed


def over_products(cells: NDArray[Any]) -> Floats:
    """Sum `(n, p, m)` over products: `(n, m)`."""
    summed: Floats = np.add.reduce(cells, axis=1)
    return summed


def over_markets(cells: NDArray[Any]) -> Floats:
    """Sum `(n, p, m)` over markets, or `(n, p, w)` over pools: `(n, p)`."""
    summed: Floats = np.add.reduce(cells, axis=2)
    return summed


def total(cells: Floats) -> Floats:
    """Sum `(n, p, m)` over markets, then products: `(n,)`, always in the same order."""
    return along(over_markets(cells))


def ratio(part: Floats, whole: Floats, empty: float) -> Floats:
    """`part / whole`, and `empty` where the whole is nothing."""
    some = whole > 0.0
    return np.where(some, part / np.where(some, whole, 1.0), empty)


def per(part: Floats, whole: Floats) -> Floats:
    """`part / whole`, nothing where both are nothing and huge where only the whole is; quicker than `ratio`."""
    return part / (whole + NOTHING)


def share(part: Floats, whole: Floats) -> Floats:
    """`part / whole`, at most 1, and 1 where the whole is nothing."""
    return np.minimum(1.0, per(part, whole) + (whole <= 0.0))


def falling(x: Floats) -> Floats:
    """1 / (1 + exp(x)), safe for large |x|: the logistic function of -x."""
    out: Floats = 1.0 / (1.0 + np.exp(np.minimum(x, 40.0)))
    return out


def crossed(rows: Floats, columns: Floats) -> Floats:
    """Products of `(n, p)` and `(n, m)`: `(n, p, m)`, seasons adjacent in memory."""
    cells: Floats = np.multiply(rows[:, :, None], columns[:, None, :], order="F")
    return cells
