"""From arrays of one season to plain numbers in dictionaries, so that nothing else of an array gets out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.rules.arrays import Floats
from game.rules.world import PROMOTIONS, World
from game.table.seen.dashboards import ByMarket, ByProduct, Grid


def number(values: NDArray[Any]) -> float:
    """The figure of the one season, from an array of shape `(1,)`."""
    return float(values[0])


def keyed(keys: Sequence[str], values: NDArray[Any]) -> dict[str, float]:
    """A figure for each key, from an array of shape `(k,)`."""
    return dict(zip(keys, map(float, values.tolist()), strict=True))


def by_product(world: World, values: NDArray[Any]) -> ByProduct:
    """A figure for each product, from `(1, p)`."""
    return keyed(world.products.keys, values[0])


def by_market(world: World, values: NDArray[Any], entered: NDArray[np.bool_]) -> ByMarket:
    """A figure for each market that is served, from `(1, m)`."""
    served = entered[0].tolist()
    return {
        key: float(value)
        for key, value, here in zip(world.markets.keys, values[0].tolist(), served, strict=True)
        if here
    }


def grid(world: World, values: Floats) -> Grid:
    """A figure for each product and market, from `(1, p, m)`."""
    markets = world.markets.keys
    return {
        product: dict(zip(markets, row, strict=True))
        for product, row in zip(world.products.keys, values[0].tolist(), strict=True)
    }


def promotions(world: World, codes: NDArray[np.int64]) -> dict[str, str]:
    """The promotion of each product, from `(1, p)`."""
    return {key: PROMOTIONS[code] for key, code in zip(world.products.keys, codes[0].tolist(), strict=True)}


def chosen(keys: Sequence[str], flags: NDArray[np.bool_]) -> tuple[str, ...]:
    """The keys whose flag is set, from `(k,)`."""
    return tuple(key for key, flag in zip(keys, flags.tolist(), strict=True) if flag)


def mean(values: NDArray[Any], weights: NDArray[Any]) -> float:
    """The weighted mean of the one season's figures; the plain mean when nothing weighs anything."""
    whole = float(weights.sum())
    return float((values * weights).sum()) / whole if whole > 0.0 else float(values.mean())
