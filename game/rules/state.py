"""The arrays that a month is made from: the state of `n` seasons, the one they all begin in, and the three plans."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.rules.arrays import Bools, Floats, Ints, along, over_markets, spread
from game.rules.world import World


@dataclass(frozen=True)
class State:
    """`n` seasons between two rounds. Frozen; a round returns a new one."""

    round: int  # rounds already played
    goodwill: Floats  # (n,) 1 = as the season began
    adstock: Floats  # (n,) money still working
    insight: Floats  # (n,)
    satisfaction: Floats  # (n, m) end of last round
    scar: Floats  # (n, m) lost points that have not come back
    shelf: Floats  # (n, m) share of the listing a retailer leaves us
    misses: Floats  # (n, m) months in a row below the retailer's target
    pulled: Floats  # (n, p) share of this round's demand already bought last round
    remembered: Floats  # (n, p) money: the price customers remember
    promoted: Ints  # (n, p) last round's promotion in force
    locked: Ints  # (n, p) promotion announced for this round under joint S&OP
    stock: Floats  # (n, p, w)
    pipeline: Floats  # (n, p, L) units arriving in 0, 1, ... rounds
    freight_due: Floats  # (n, L) money due with them
    backlog: Floats  # (n, p, m) units
    launched: Bools  # (n, p)
    listed: Bools  # (n, p)
    product_age: Ints  # (n, p) rounds on sale
    success: Floats  # (n, p) a launched item's true appeal; 1 for lines on sale
    entered: Bools  # (n, m)
    market_age: Ints  # (n, m)
    capacity: Floats  # (n,) floor hours
    capacity_due: Floats  # (n, E) hours ready in 1, 2, ... rounds
    fatigue: Floats  # (n,)
    temps: Floats  # (n,)
    temp_skill: Floats  # (n,)
    site: Ints  # (n,)
    initiatives: Bools  # (n, 7) in force
    marketing_share: Floats  # (n,) of the shared budget
    smoothed: Floats  # (n, p) orders of the last rounds, smoothed: the forecast nobody signed
    otif: Floats  # (n,) last round


OLD = 99
"""Age given to items and markets that were there before the season: no ramp left."""


def inventory_position(state: State) -> Floats:
    """Units in the house and on the way, less those that are owed, `(n, p)`."""
    held = np.add.reduce(state.stock, axis=2) + np.add.reduce(state.pipeline, axis=2)
    position: Floats = held - over_markets(state.backlog)
    return position


def opening(world: World, seasons: int) -> State:
    """The state in which `seasons` seasons of this world begin."""
    products, markets = world.products, world.markets
    n, (p, m, _) = seasons, world.shape
    on_sale, open_ = spread(products.on_sale, n), spread(markets.open, n)
    waits = np.arange(world.horizon) < products.lead[0][:, None]
    pipeline = spread(np.where(waits, products.pipeline[:, None], 0.0), n)
    freight = along(pipeline * products.inbound[0][:, None])
    base = spread(products.base, n) * on_sale[:, :, None] * open_[:, None, :]
    satisfaction = spread(markets.satisfaction, n)
    share = world.costs.marketing_budget / max(1.0, world.costs.marketing_budget + world.costs.distribution_budget)
    # Nerlove-Arrow: performance adstock starts at its own steady state.
    adstock = world.media.performance_steady / (1.0 - world.media.carryover)
    zero, zero_m, zero_p = np.zeros(n), np.zeros((n, m), order="F"), np.zeros((n, p), order="F")
    none_p: Ints = np.zeros((n, p), dtype=np.int64, order="F")
    return State(
        round=0,
        goodwill=np.ones(n),
        adstock=np.full(n, adstock),
        insight=zero,
        satisfaction=satisfaction,
        scar=zero_m,
        shelf=np.ones((n, m), order="F"),
        misses=zero_m,
        pulled=zero_p,
        remembered=spread(products.list_price, n),
        promoted=none_p,
        locked=none_p,
        stock=spread(products.stock, n),
        pipeline=pipeline,
        freight_due=freight,
        backlog=np.zeros((n, p, m), order="F"),
        launched=on_sale,
        listed=np.ones((n, p), dtype=np.bool_, order="F"),
        product_age=np.where(on_sale, OLD, 0),
        success=np.ones((n, p), order="F"),
        entered=open_,
        market_age=np.where(open_, OLD, 0),
        capacity=np.full(n, world.floor.capacity),
        capacity_due=np.zeros((n, max(1, world.floor.expansion_lead)), order="F"),
        fatigue=zero,
        temps=zero,
        temp_skill=np.full(n, world.floor.temp_skill),
        site=np.zeros(n, dtype=np.int64),
        initiatives=np.zeros((n, 7), dtype=np.bool_, order="F"),
        marketing_share=np.full(n, share),
        smoothed=over_markets(base),
        otif=np.full(n, world.targets.otif),
    )


@dataclass(frozen=True)
class MarketingPlan:
    """Marketing's levers. Money in currency units, the promise in days."""

    price: Floats  # (n, p)
    promotion: Ints  # (n, p) index into PROMOTIONS
    brand: Floats  # (n,) brand advertising, long term
    performance: Floats  # (n,) performance advertising, short term
    promise: Floats  # (n,) days promised to every customer
    listed: Bools  # (n, p) False = delisted
    focus: Ints  # (n,) 0 = even, i = market i - 1 first
    research: Bools  # (n,)


@dataclass(frozen=True)
class DistributionPlan:
    """Distribution's levers. Quantities in units, extra shift as a share of regular hours, temps in people."""

    order: Floats  # (n, p) units ordered from the supplier
    inbound: Ints  # (n, p) index into INBOUND
    outbound: Ints  # (n, m) index into OUTBOUND
    extra_shift: Floats  # (n,)
    temps: Floats  # (n,)
    processing: Ints  # (n,) index into PROCESSING
    packaging: Ints  # (n,) index into PACKAGING
    carrier: Ints  # (n,) index into CARRIERS
    site: Ints  # (n,) index of the warehouse site


@dataclass(frozen=True)
class JointPlan:
    """What both have signed for this round (or what a leading seat decided)."""

    launch: Bools  # (n, p)
    enter: Bools  # (n, m)
    forecast: Floats  # (n, p) consensus forecast in units; 0 = none
    capacity: Floats  # (n,) hours added to the floor
    marketing_share: Floats  # (n,) of the shared budget
    initiatives: Bools  # (n, 7) signed this round; stays in force


@dataclass(frozen=True)
class Plans:
    """One round's three plans."""

    marketing: MarketingPlan
    distribution: DistributionPlan
    joint: JointPlan
