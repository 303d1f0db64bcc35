"""Stock: what arrives, what can be filled, what becomes of the units that cannot."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.rules.arrays import Floats, over_markets, over_products, ratio, total
from game.rules.draws import Draws
from game.rules.floor import Floor, work
from game.rules.joint import OnSale
from game.rules.plans import DistributionPlan
from game.rules.state import State
from game.rules.world import DATA, OMNI, SOP, World

SOP_STEADIER = 0.5  # design choice: a supplier who knows the plan is late half as often
SOP_FREIGHT = 0.85  # design choice: a plan fixed a month ahead travels in full loads
STEERED = 0.5  # design choice: share of lost sales that shared stock data turns to a sibling in stock
CLEARED = 0.5  # design choice: share of a delisted item's stock cleared each round


@dataclass(frozen=True)
class Inbound:
    """What came in and what is still on its way."""

    arrived: Floats  # (n, p) units
    late: Floats  # (n, p) units due this round that come next round
    available: Floats  # (n, p, w) units on hand before shipping
    pipeline: Floats  # (n, p, L) after this round, due in 0, 1, ... rounds
    freight: Floats  # (n,) money due for what was due this round
    freight_due: Floats  # (n, L)


def receive(world: World, state: State, plan: DistributionPlan, sale: OnSale, draws: Draws) -> Inbound:
    """Place this round's orders, then take in what is due."""
    products, noise, r = world.products, world.noise, state.round
    p, _, w = world.shape
    item = np.arange(p)
    wait = products.lead[plan.inbound, item]
    placed = np.where(wait[:, :, None] == np.arange(world.horizon), plan.order[:, :, None], 0.0)
    pipeline = state.pipeline + placed
    rate = products.inbound[plan.inbound, item] * world.tracks.inbound_cost[r]
    rate = np.where(sale.initiatives[:, SOP, None], SOP_FREIGHT * rate, rate)
    freight_due = state.freight_due + np.add.reduce(placed * rate[:, :, None], axis=1)
    due = pipeline[:, :, 0]
    chance = np.where(sale.initiatives[:, SOP, None], SOP_STEADIER * noise.inbound, noise.inbound)
    share = world.tracks.arrivals[r] * np.where(draws.inbound < chance, 1.0 - noise.inbound_late, 1.0)
    arrived = due * share
    late = due - arrived
    ahead = np.zeros_like(pipeline, order="F")
    ahead[:, :, :-1] = pipeline[:, :, 1:]
    ahead[:, :, 0] += late
    freight_ahead = np.zeros_like(freight_due, order="F")
    freight_ahead[:, :-1] = freight_due[:, 1:]
    split = arrived[:, :, None] if w == 1 else arrived[:, :, None] * world.markets.pool_share
    return Inbound(
        arrived=arrived,
        late=late,
        available=state.stock + split,
        pipeline=ahead,
        freight=freight_due[:, 0],
        freight_due=freight_ahead,
    )


@dataclass(frozen=True)
class Fill:
    """What stock could serve. Units."""

    wanted: Floats  # (n, p, m) this month's orders and the backlog
    dropped: Floats  # (n, p, m) backlog of items no longer in the range
    fillable: Floats  # (n, p, m)
    short: Floats  # (n, p, m) wanted, not in stock


def fill(world: World, state: State, units: Floats, inbound: Inbound, sale: OnSale) -> Fill:
    """Share out the stock, pool by pool, in proportion to what is wanted; omnichannel makes the pools one."""
    kept = state.backlog * sale.active[:, :, None]
    wanted = units + kept
    available = inbound.available * sale.active[:, :, None]
    if world.shape[2] == 1:
        served = np.minimum(1.0, ratio(available, over_markets(wanted)[:, :, None], 1.0))
    else:
        apart = np.minimum(1.0, ratio(available, per_pool(world, wanted), 1.0))
        pooled = np.minimum(1.0, ratio(np.add.reduce(available, axis=2), over_markets(wanted), 1.0))
        served = np.where(sale.initiatives[:, OMNI, None, None], pooled[:, :, None], apart)
        served = np.take(served, world.markets.pool, axis=2)
    fillable = wanted * served
    return Fill(wanted=wanted, dropped=state.backlog - kept, fillable=fillable, short=wanted - fillable)


def per_pool(world: World, cells: Floats) -> Floats:
    """Sum `(n, p, m)` over the markets of each pool: `(n, p, w)`."""
    if world.shape[2] == 1:
        return over_markets(cells)[:, :, None]
    pools = [np.add.reduce(cells[:, :, world.markets.pool == pool], axis=2) for pool in range(world.shape[2])]
    return np.stack(pools, axis=2)


@dataclass(frozen=True)
class Unmet:
    """What became of the units that were not shipped, and what siblings took their place. Units, `(n, p, m)`."""

    backlog: Floats  # waits for next month
    substituted: Floats  # went to an own sibling
    elsewhere: Floats  # bought our brand at another shop
    lost: Floats
    as_substitute: Floats  # shipped in place of a sibling


def settle(world: World, filled: Fill, inbound: Inbound, floor: Floor, sale: OnSale) -> Unmet:
    """Split unmet units: what stock could not serve, and what missed the floor's cut."""
    customers = world.customers
    short = filled.short
    # Integrated data: who sells sees what is in stock, and offers that.
    steered = np.where(sale.initiatives[:, DATA], STEERED * customers.lost, 0.0)[:, None, None]
    asked = (customers.substitute + steered) * short
    taken, as_substitute = _replaced(world, filled, asked, inbound, floor, sale)
    patient = world.floor.wait_share * floor.waiting
    return Unmet(
        backlog=customers.backlog * short + patient,
        substituted=taken,
        elsewhere=customers.elsewhere * short,
        lost=(customers.lost - steered) * short + (asked - taken) + (floor.waiting - patient) + filled.dropped,
        as_substitute=as_substitute,
    )


def _replaced(
    world: World, filled: Fill, asked: Floats, inbound: Inbound, floor: Floor, sale: OnSale
) -> tuple[Floats, Floats]:
    """Units that give way to a sibling and the units shipped in their place, both `(n, p, m)`.

    A customer takes what is left on the shelf of the same pool, in the hours that the floor has left.
    """
    left = inbound.available - per_pool(world, floor.shipped)
    sought = per_pool(world, filled.fillable)
    wish = np.add.reduce(per_pool(world, asked), axis=1)
    if world.shape[2] > 1:
        shared = sale.initiatives[:, OMNI]
        left = np.where(shared[:, None, None], np.add.reduce(left, axis=2)[:, :, None], left)
        sought = np.where(shared[:, None, None], np.add.reduce(sought, axis=2)[:, :, None], sought)
        wish = np.where(shared[:, None], np.add.reduce(wish, axis=1)[:, None], wish)
    left = np.maximum(0.0, left) * (sought > 0.0)
    spare = np.add.reduce(left, axis=1)
    granted = np.minimum(1.0, ratio(spare, wish, 0.0))
    mix = left * ratio(granted, spare, 0.0)[:, None, :]
    if world.shape[2] > 1:
        granted, mix = granted[:, world.markets.pool], mix[:, :, world.markets.pool]
    taken, instead = asked * granted[:, None, :], over_products(asked)[:, None, :] * mix
    cut = np.minimum(1.0, ratio(floor.room, total(work(world, sale, instead)) * floor.pace, 1.0))[:, None, None]
    return taken * cut, instead * cut


def after_shipping(world: World, inbound: Inbound, out: Floats, sale: OnSale) -> tuple[Floats, Floats]:
    """Stock left `(n, p, w)` and units cleared from delisted items `(n, p)`, after `out` (n, p, m) left the floor."""
    gone = over_markets(out)
    held = np.add.reduce(inbound.available, axis=2)
    if world.shape[2] == 1:
        stock = inbound.available - gone[:, :, None]
    else:
        # What a pool cannot give, the others give: only omnichannel ever needs it.
        own = np.minimum(inbound.available, per_pool(world, out))
        stock = inbound.available - own
        missing = gone - np.add.reduce(own, axis=2)
        stock = stock - stock * ratio(missing, np.add.reduce(stock, axis=2), 0.0)[:, :, None]
    stock = np.maximum(0.0, stock)
    cleared = np.where(sale.launched & ~sale.active, CLEARED * (held - gone), 0.0)
    keep = 1.0 - ratio(cleared, held - gone, 0.0)
    return stock * keep[:, :, None], cleared
