"""Luck, addressed: every random number is a pure function of (seed, round, event, cell).

Changing one decision changes nothing but its consequences, because nobody draws "the next" number. The
generator is a counter hashed by the SplitMix64 finaliser (Steele, Lea & Flood 2014, "Fast splittable
pseudorandom number generators"), turned to normals by Box-Muller.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.rules.arrays import Floats
from game.rules.world import World

DEMAND, COMPANY, SUCCESS, FAILURE, INBOUND, MONTH = range(6)
_GOLDEN = 0x9E3779B97F4A7C15
_MIX_1 = 0xBF58476D1CE4E5B9
_MIX_2 = 0x94D049BB133111EB
_WRAP = (1 << 64) - 1


def _mixed(bits: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """SplitMix64's finaliser on an array it may overwrite."""
    bits ^= bits >> np.uint64(30)
    bits *= np.uint64(_MIX_1)
    bits ^= bits >> np.uint64(27)
    bits *= np.uint64(_MIX_2)
    bits ^= bits >> np.uint64(31)
    return bits


def uniform(seeds: NDArray[np.uint64], round_: int, event: int, cells: int) -> Floats:
    """Numbers in (0, 1), shape `(n, cells)`, one for each seed and cell of this round and event."""
    street = ((round_ + 1) * 0x1000003 + event + 1) * _GOLDEN & _WRAP
    home = _mixed(seeds * np.uint64(_GOLDEN) + np.uint64(street))
    doors = np.arange(1, cells + 1, dtype=np.uint64) * np.uint64(_GOLDEN)
    bits = np.empty((len(seeds), cells), dtype=np.uint64, order="F")
    np.add(home[:, None], doors, out=bits)
    # 52 bits, shifted by half a step: never exactly 0 or 1.
    return ((_mixed(bits) >> np.uint64(12)).astype(np.float64) + 0.5) * 2.0**-52


def normal(seeds: NDArray[np.uint64], round_: int, event: int, cells: int) -> Floats:
    """Standard normals, shape `(n, cells)`."""
    pairs = (cells + 1) // 2
    both = uniform(seeds, round_, event, 2 * pairs)
    length = np.sqrt(-2.0 * np.log(both[:, :pairs]))
    angle = both[:, pairs:] * (2.0 * np.pi)
    out = np.empty((len(seeds), 2 * pairs), order="F")
    np.multiply(length, np.cos(angle), out=out[:, :pairs])
    np.multiply(length, np.sin(angle), out=out[:, pairs:])
    return out[:, :cells]


@dataclass(frozen=True)
class Draws:
    """One round's luck for `n` seasons."""

    demand: Floats  # (n, p, m) standard normal
    company: Floats  # (n,) standard normal
    success: Floats  # (n, p) standard normal, read when an item is launched
    failure: Floats  # (n, p) uniform, read when an item is launched
    inbound: Floats  # (n, p) uniform
    month: Floats  # (n, m) standard normal


def draw(world: World, seeds: NDArray[np.uint64], round_: int) -> Draws:
    """The luck of round `round_` (0 = first) for these seeds, shape `(n,)` of uint64."""
    n, (p, m, _) = len(seeds), world.shape
    grid = normal(seeds, round_, DEMAND, p * m).reshape((n, p, m), order="F")
    return Draws(
        demand=grid,
        company=normal(seeds, round_, COMPANY, 1)[:, 0],
        # A launch succeeds or not by itself, whenever it comes: the address has no round.
        success=normal(seeds, -1, SUCCESS, p),
        failure=uniform(seeds, -1, FAILURE, p),
        inbound=uniform(seeds, round_, INBOUND, p),
        month=normal(seeds, round_, MONTH, m),
    )


def seeds_from(first: int, seasons: int) -> NDArray[np.uint64]:
    """`seasons` seeds in a row, beginning with `first` (0 to 2**63 - 1)."""
    return np.arange(first, first + seasons, dtype=np.uint64)
