"""Distributions counted as they come: exact means, spreads and ends, and quantiles, in memory that does not grow."""

from __future__ import annotations

from typing import Final

import numpy as np

from game.rules.arrays import Floats, Ints

BINS: Final = 4096
WIDE: Final = 8.0  # standard deviations of the first chunk on either side of its mean that the bins span
QUANTILES: Final = (0.05, 0.25, 0.5, 0.75, 0.95)


class Digest:
    """One figure's distribution.

    The bins are laid by the first chunk; a quantile is known to a bin's width, 1/256 of the first chunk's standard
    deviation. Values beyond the bins are counted in the outermost ones.
    """

    def __init__(self) -> None:
        self.count = 0
        self.mean = 0.0
        self._square = 0.0
        self.low, self.high = float("inf"), float("-inf")
        self._edges: Floats | None = None
        self._bins: Ints = np.zeros(BINS, dtype=np.int64)

    def add(self, values: Floats) -> None:
        """Count a chunk of values, `(n,)`."""
        if not len(values):
            return
        mean, square = float(values.mean()), float(((values - values.mean()) ** 2).sum())
        apart, whole = mean - self.mean, self.count + len(values)
        self._square += square + apart * apart * self.count * len(values) / whole
        self.mean += apart * len(values) / whole
        self.count = whole
        self.low, self.high = min(self.low, float(values.min())), max(self.high, float(values.max()))
        if self._edges is None:
            half = max(1e-9, WIDE * self.spread)
            self._edges = np.linspace(self.mean - half, self.mean + half, BINS + 1)
        place = np.clip(np.searchsorted(self._edges, values, side="right") - 1, 0, BINS - 1)
        self._bins += np.bincount(place, minlength=BINS)

    @property
    def spread(self) -> float:
        """The standard deviation."""
        return float(np.sqrt(self._square / max(1, self.count - 1)))

    @property
    def error(self) -> float:
        """The standard error of the mean."""
        return self.spread / float(np.sqrt(max(1, self.count)))

    def quantile(self, share: float) -> float:
        """The value below which a share of the values lie."""
        if self._edges is None:
            return float("nan")
        behind = np.cumsum(self._bins)
        at = int(np.searchsorted(behind, share * self.count))
        middle = float(self._edges[at] + self._edges[at + 1]) / 2.0
        return min(max(middle, self.low), self.high)

    def summary(self) -> dict[str, float]:
        """Mean, its error, spread, ends and quantiles."""
        found = {"mean": self.mean, "error": self.error, "sd": self.spread, "min": self.low, "max": self.high}
        return found | {f"p{round(100 * share):02d}": self.quantile(share) for share in QUANTILES}
