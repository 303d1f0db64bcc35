"""The four clashes, read off what happened: never scripted, only noticed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from game.rules.arrays import Bools, over_markets
from game.rules.demand import Demand
from game.rules.floor import FloorMonth
from game.rules.joint import OnSale
from game.rules.last_mile import Delivery
from game.rules.state import State
from game.rules.stock import Fill
from game.rules.world import World

CLASHES: Final = ("expansion-past-capability", "launch-complexity", "unsupported-promotion", "cheap-miles")
YOUNG = 3  # rounds during which an item or a market counts as new
CROWDED = 0.95  # utilisation from which the floor is felt to be full
UNSHIPPED = 0.90  # fill of a promoted item below which the deal was not supported
HOLLOW = 0.75  # demand after a deal, as a share of its usual, below which the lift was borrowed
SAVED = 0.06  # on-time share that a saving must cost to be named


@dataclass(frozen=True)
class Clashes:
    """Where each clash showed. All True/False."""

    expansion: Bools  # (n, m) a young market badly served
    launch: Bools  # (n, p) a young item on a full floor, or badly forecast
    promotion: Bools  # (n, p) a deal that could not be shipped, or was borrowed
    miles: Bools  # (n, m) a saving that broke the promise
    any: Bools  # (n, 4) in the order of CLASHES


def detect(
    world: World, state: State, sale: OnSale, demand: Demand, filled: Fill, floor: FloorMonth, road: Delivery
) -> Clashes:
    """Name the clashes of the month."""
    bar, p = world.targets.otif, world.shape[0]
    full = (floor.utilisation > CROWDED)[:, None]
    expansion = sale.entered & (sale.market_age < YOUNG) & ((road.otif < bar - 0.1) | full)
    launch = promotion = np.zeros((len(full), p), dtype=np.bool_, order="F")
    if sale.joined or sale.promoted:
        unfilled = over_markets(floor.shipped) < UNSHIPPED * filled.by_product
        launch = sale.active & (sale.product_age < YOUNG) & ~world.products.on_sale & (full | unfilled)
        promotion = (sale.promotion > 0) & unfilled
    if state.promoted.any():
        borrowed = (state.promoted > 0) & (state.pulled > 1.0 - HOLLOW) & (sale.promotion == 0)
        promotion = promotion | (borrowed & (over_markets(demand.units) > 0.0))
    served = sale.entered & (filled.by_market > 0.0)
    miles = served & (road.on_time_standard - road.on_time > SAVED) & (road.on_time < bar)
    anywhere = np.empty((len(full), len(CLASHES)), dtype=np.bool_, order="F")
    for index, flags in enumerate((expansion, launch, promotion, miles)):
        np.logical_or.reduce(flags, axis=1, out=anywhere[:, index])
    return Clashes(expansion, launch, promotion, miles, anywhere)
