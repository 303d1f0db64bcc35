"""The four clashes, read off what happened: never scripted, only noticed.

A clash names a choice: something that a seat did, other than its neutral setting, broke the outcome, and the outcome
would have held without it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from game.rules.arrays import Bools, Floats, along, over_markets, over_products, per, total
from game.rules.demand import Demand
from game.rules.floor import FloorMonth
from game.rules.joint import OnSale
from game.rules.last_mile import Delivery
from game.rules.state import Plans, State
from game.rules.stock import Fill
from game.rules.world import CARRIERS, OUTBOUND, PACKAGING, PROCESSING, World

CLASHES: Final = ("expansion-past-capability", "launch-complexity", "unsupported-promotion", "cheap-miles")
YOUNG = 3  # rounds during which an item or a market counts as new
CROWDED = 0.95  # utilisation from which the floor is felt to be full
UNSHIPPED = 0.90  # fill of an item or a market below which it was not supported
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
    world: World, state: State, plans: Plans, sale: OnSale, demand: Demand, filled: Fill, floor: FloorMonth,
    road: Delivery,
) -> Clashes:  # fmt: skip
    """Name the clashes of the month."""
    bar = world.targets.otif
    young_m = sale.entered & (sale.market_age < YOUNG) & ~world.markets.open
    crowding = _crowding(floor, np.where(young_m[:, None, :], floor.work, 0.0)) if young_m.any() else _nowhere(floor)
    # What a full floor left behind is told by its crowding; here it is the stock that was not there.
    short = over_products(filled.fillable) < UNSHIPPED * filled.by_market
    expansion = young_m & (road.otif < bar) & (crowding[:, None] | short)
    young_p = sale.active & (sale.product_age < YOUNG) & ~world.products.on_sale
    launch = promotion = np.zeros(young_p.shape, dtype=np.bool_, order="F")
    if young_p.any():
        crowding = _crowding(floor, np.where(young_p[:, :, None], floor.work, 0.0))
        launch = young_p & (crowding[:, None] | (over_markets(filled.fillable) < UNSHIPPED * filled.by_product))
    if sale.promoted:
        promotion = _outsold(sale, demand, filled, floor)
    if state.promoted.any():
        after = (state.promoted > 0) & (sale.promotion == 0) & sale.active
        promotion = promotion | (after & (np.exp(demand.remembered + demand.borrowed) < HOLLOW))
    miles = _savings(plans) & sale.entered & (filled.by_market > 0.0) & (road.otif < bar) & (road.otif_standard >= bar)
    miles = miles & (road.otif_standard - road.otif > SAVED)
    anywhere = np.empty((len(floor.asked), len(CLASHES)), dtype=np.bool_, order="F")
    for index, flags in enumerate((expansion, launch, promotion, miles)):
        np.logical_or.reduce(flags, axis=1, out=anywhere[:, index])
    return Clashes(expansion, launch, promotion, miles, anywhere)


def _nowhere(floor: FloorMonth) -> Bools:
    return np.zeros(floor.asked.shape, dtype=np.bool_)


def _crowding(floor: FloorMonth, added: Floats) -> Bools:
    """Whether the floor is full, and would not have been without some work, `(n, p, m)`: `(n,)`."""
    without = floor.utilisation - per(total(added) * floor.pace, floor.capacity)
    return (floor.utilisation > CROWDED) & (without <= CROWDED)


def _outsold(sale: OnSale, demand: Demand, filled: Fill, floor: FloorMonth) -> Bools:
    """Items on deal that could not be shipped, and could have been without the deals, `(n, p)`."""
    unfilled = filled.by_product * UNSHIPPED > over_markets(floor.shipped)
    by_deal = np.where(sale.promotion > 0, per(demand.lift, 1.0 + demand.lift), 0.0)
    plain = filled.by_product - over_markets(demand.units) * by_deal
    stocked = over_markets(filled.fillable) >= UNSHIPPED * plain
    # Of what is on the floor, a deal's share is that of its orders in all that is wanted.
    brought = per(over_markets(demand.units) * by_deal, filled.by_product)
    plain_hours = floor.asked - along(over_markets(floor.work) * brought) * floor.pace
    room = plain_hours * UNSHIPPED <= floor.capacity
    outsold: Bools = (sale.promotion > 0) & unfilled & stocked & room[:, None]
    return outsold


def _savings(plans: Plans) -> Bools:
    """Markets on whose way a seat has chosen something cheaper than usual, `(n, m)`."""
    plan = plans.distribution
    company = (
        (plan.carrier == CARRIERS.index("spot"))
        | (plan.processing == PROCESSING.index("batch"))
        | (plan.packaging == PACKAGING.index("basic"))
    )
    cheaper: Bools = (plan.outbound == OUTBOUND.index("economy")) | company[:, None]
    return cheaper
