"""Luck, addressed: every random number is a pure function of (seed, round, event, product, market).

Changing one decision changes nothing but its consequences, because nobody draws "the next" number; and a world with
one more product or market keeps the luck of all the others. The generator is a counter hashed by the SplitMix64
finaliser (Steele, Lea & Flood 2014, "Fast splittable pseudorandom number generators"), turned to normals by Box-Muller.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.rules.arrays import Floats
from game.rules.world import World

DEMAND, COMPANY, SUCCESS, FAILURE, INBOUND, MONTH = range(6)
GOLDEN = 0x9E3779B97F4A7C15
_MIX_1, _MIX_2 = 0xBF58476D1CE4E5B9, 0x94D049BB133111EB
_WRAP = (1 << 64) - 1
_LANE = 64  # more products and more markets than any world has


def door(event: int, product: int = 0, market: int = 0) -> int:
    """How far a number's address lies from its round's; a multiple of the golden ratio, as SplitMix64 counts."""
    return (((event * _LANE + product) * _LANE + market + 1) * GOLDEN) & _WRAP


@dataclass(frozen=True)
class Street:
    """The addresses of one round's luck in a world, in the order in which they are drawn together."""

    products: int
    markets: int
    launches: NDArray[np.int64]  # (q,) items that may be launched
    doors: NDArray[np.uint64]  # (2q,) failure and success of launches, then demand, month, company, inbound


def street_of(world: World) -> Street:
    """The addresses that this world draws from. Items on sale from the start are never launched."""
    p, m, _ = world.shape
    launches = [item for item in range(p) if not world.products.on_sale[item]]
    doors = [door(event, item) for event in (FAILURE, SUCCESS) for item in launches]
    doors += [door(DEMAND, product, market) for market in range(m) for product in range(p)]
    doors += [door(MONTH, 0, market) for market in range(m)]
    doors += [door(COMPANY)]
    doors += [door(INBOUND, product) for product in range(p)]
    return Street(p, m, np.array(launches, dtype=np.int64), np.array(doors, dtype=np.uint64))


@dataclass(frozen=True)
class Draws:
    """One round's luck for `n` seasons."""

    demand: Floats  # (n, p, m) standard normal
    company: Floats  # (n,) standard normal
    success: Floats  # (n, p) standard normal, read when an item is launched; 0 for items on sale from the start
    failure: Floats  # (n, p) uniform, read when an item is launched; 0 for items on sale from the start
    inbound: Floats  # (n, p) uniform
    month: Floats  # (n, m) standard normal


def draw(street: Street, seeds: NDArray[np.uint64], round_: int) -> Draws:
    """The luck of round `round_` (0 = first) for these seeds, shape `(n,)` of uint64."""
    p, m, launches = street.products, street.markets, street.launches
    n, q = len(seeds), len(launches)
    # Seeds are mixed before rounds are added: neighbours must not live in each other's houses.
    town = _mixed(seeds * np.uint64(GOLDEN))
    home = _mixed(town + np.uint64((round_ + 1) * GOLDEN & _WRAP))
    bits = np.empty((n, len(street.doors)), dtype=np.uint64, order="F")
    # A launch succeeds or not by itself, whenever it comes: its address has no round.
    np.add(town[:, None], street.doors[: 2 * q], out=bits[:, : 2 * q])
    np.add(home[:, None], street.doors[2 * q :], out=bits[:, 2 * q :])
    _mixed(bits)
    normals = normal(bits[:, q : len(street.doors) - p])
    success, failure = np.zeros((n, p), order="F"), np.zeros((n, p), order="F")
    if q:
        success[:, launches], failure[:, launches] = normals[:, :q], uniform(bits[:, :q])
    return Draws(
        demand=normals[:, q : q + p * m].reshape((n, p, m), order="F"),
        company=normals[:, -1],
        success=success,
        failure=failure,
        inbound=uniform(bits[:, len(street.doors) - p :]),
        month=normals[:, q + p * m : q + p * m + m],
    )


def _mixed(bits: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """SplitMix64's finaliser on an array it overwrites."""
    bits ^= bits >> np.uint64(30)
    bits *= np.uint64(_MIX_1)
    bits ^= bits >> np.uint64(27)
    bits *= np.uint64(_MIX_2)
    bits ^= bits >> np.uint64(31)
    return bits


def uniform(bits: NDArray[np.uint64]) -> Floats:
    """Numbers in (0, 1) from random bits: 52 of them, shifted by half a step, never exactly 0 or 1."""
    return ((bits >> np.uint64(12)).astype(np.float64) + 0.5) * 2.0**-52


def normal(bits: NDArray[np.uint64]) -> Floats:
    """Standard normals from random bits: the upper half gives the length, the lower half the angle (Box-Muller)."""
    length = np.sqrt(-2.0 * np.log(((bits >> np.uint64(32)).astype(np.float64) + 0.5) * 2.0**-32))
    angle = (bits & np.uint64(0xFFFFFFFF)).astype(np.float64) * (2.0 * np.pi * 2.0**-32)
    return length * np.cos(angle)


def seeds_from(first: int, seasons: int) -> NDArray[np.uint64]:
    """`seasons` seeds in a row, beginning with `first` (0 to 2**63 - 1)."""
    return np.uint64(first) + np.arange(seasons, dtype=np.uint64)
