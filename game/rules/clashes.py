"""The four clashes, read off what happened: never scripted, only noticed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from game.rules.arrays import Bools, Floats, along, over_markets, over_products, ratio
from game.rules.demand import Demand
from game.rules.floor import Floor
from game.rules.joint import OnSale
from game.rules.last_mile import LastMile
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
    world: World, state: State, sale: OnSale, demand: Demand, filled: Fill, floor: Floor, road: LastMile
) -> Clashes:
    """Name the clashes of the month."""
    bar = world.targets.otif
    full = (floor.utilisation > CROWDED)[:, None]
    young_m = sale.entered & (sale.market_age < YOUNG)
    expansion = young_m & ((road.otif < bar - 0.1) | full)
    young_p = sale.active & (sale.product_age < YOUNG) & ~world.products.on_sale
    wanted_p = over_markets(filled.wanted)
    filled_p = ratio(over_markets(floor.shipped), wanted_p, 1.0)
    launch = young_p & (full | (filled_p < UNSHIPPED))
    unshipped = (sale.promotion > 0) & (filled_p < UNSHIPPED)
    borrowed = (state.promoted > 0) & (state.pulled > 1.0 - HOLLOW) & (sale.promotion == 0)
    promotion = unshipped | (borrowed & (over_markets(demand.units) > 0.0))
    served = sale.entered & (over_products(filled.wanted) > 0.0)
    miles = served & (road.on_time_standard - road.on_time > SAVED) & (road.on_time < bar)
    anywhere = [flags.any(axis=1) for flags in (expansion, launch, promotion, miles)]
    return Clashes(expansion, launch, promotion, miles, np.stack(anywhere, axis=1))


def counted(clashes: Clashes) -> Floats:
    """How many kinds of clash the month showed, `(n,)`."""
    return along(clashes.any)
