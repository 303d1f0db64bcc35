"""Stock: what arrives, what can be filled, what becomes of the units that cannot."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.rules.arrays import Floats, Ints, over_markets, over_products, per, share, total
from game.rules.draws import Draws
from game.rules.floor import FloorMonth, FloorTables, work
from game.rules.joint import OnSale
from game.rules.state import DistributionPlan, State
from game.rules.world import DATA, OMNI, SOP, World

SOP_STEADIER = 0.5  # design choice: a supplier who knows the plan is late half as often
SOP_FREIGHT = 0.85  # design choice: a plan fixed a month ahead travels in full loads
STEERED = 0.5  # design choice: share of lost sales that shared stock data turns to a sibling in stock
CLEARED = 0.5  # design choice: share of a delisted item's stock cleared each round


@dataclass(frozen=True)
class StockTables:
    """What stock needs of a world and its calendar. Ways in are numbered product by product, standard first."""

    ways: Ints  # (p,) number of each product's standard way
    lead: Ints  # (2p,) rounds by way
    rate: Floats  # (R, 2p) freight per unit by way
    ahead: Ints  # (L,) rounds ahead


def stock_tables(world: World) -> StockTables:
    """Work out what the month would otherwise compute again and again."""
    products, p = world.products, world.shape[0]
    return StockTables(
        ways=2 * np.arange(p),
        lead=products.lead.T.reshape(-1),
        rate=products.inbound.T.reshape(-1) * world.tracks.inbound_cost[:, None],
        ahead=np.arange(world.horizon),
    )


@dataclass(frozen=True)
class Inbound:
    """What came in and what is still on its way."""

    arrived: Floats  # (n, p) units
    late: Floats  # (n, p) units due this round that come next round
    available: Floats  # (n, p, w) units on hand before shipping
    pipeline: Floats  # (n, p, L) after this round, due in 0, 1, ... rounds
    freight: Floats  # (n,) money due for what was due this round
    freight_due: Floats  # (n, L)


def receive(
    world: World, known: StockTables, state: State, plan: DistributionPlan, sale: OnSale, draws: Draws
) -> Inbound:
    """Place this round's orders, then take in what is due."""
    r = state.round
    way = plan.inbound + known.ways
    rate = known.rate[r][way]
    if sale.in_force[SOP]:
        rate = np.where(sale.initiatives[:, SOP, None], SOP_FREIGHT * rate, rate)
    placed = np.equal(known.lead[way][:, :, None], known.ahead, order="F") * plan.order[:, :, None]
    pipeline = state.pipeline + placed
    freight_due = state.freight_due + np.add.reduce(placed * rate[:, :, None], axis=1)
    due = pipeline[:, :, 0]
    arrived = due * _on_schedule(world, r, sale, draws)
    late = due - arrived
    split = arrived[:, :, None]
    if world.shape[2] > 1:
        split = split * world.markets.pool_share
    return Inbound(
        arrived=arrived,
        late=late,
        available=state.stock + split,
        pipeline=_a_round_nearer(pipeline, late),
        freight=freight_due[:, 0],
        freight_due=_a_round_nearer(freight_due),
    )


def _on_schedule(world: World, r: int, sale: OnSale, draws: Draws) -> Floats:
    """Share of what is due that arrives, by events and by luck: `(n, p)` or `(p,)`."""
    noise = world.noise
    arriving: Floats = world.tracks.arrivals[r]
    if noise.inbound == 0.0:
        return arriving
    late = draws.inbound < noise.inbound
    if sale.in_force[SOP]:
        chance = np.where(sale.initiatives[:, SOP], SOP_STEADIER * noise.inbound, noise.inbound)
        late = draws.inbound < chance[:, None]
    arriving = arriving * np.where(late, 1.0 - noise.inbound_late, 1.0)
    return arriving


def _a_round_nearer(due: Floats, late: Floats | None = None) -> Floats:
    """The same with its last axis, rounds ahead, moved on by one; what is late joins what is next."""
    ahead = due.T
    following = ahead[1:2] if late is None else ahead[1:2] + late.T
    return np.concatenate([following, ahead[2:], np.zeros((1, *ahead.shape[1:]))]).T


@dataclass(frozen=True)
class Fill:
    """What stock could serve. Units."""

    wanted: Floats  # (n, p, m) this month's orders and the backlog
    by_product: Floats  # (n, p) of them
    by_market: Floats  # (n, m) of them
    dropped: Floats  # (n, p, m) backlog of items no longer in the range
    fillable: Floats  # (n, p, m)
    short: Floats  # (n, p, m) wanted, not in stock


def fill(world: World, state: State, units: Floats, inbound: Inbound, sale: OnSale) -> Fill:
    """Share out the stock, pool by pool, in proportion to what is wanted; omnichannel makes the pools one."""
    kept, available = state.backlog, inbound.available
    dropped = np.zeros(kept.shape, order="F")
    if sale.delisted:
        kept, available = kept * sale.active[:, :, None], available * sale.active[:, :, None]
        dropped = state.backlog - kept
    wanted = units + kept
    by_product = over_markets(wanted)
    if world.shape[2] == 1:
        served = np.minimum(1.0, per(available, by_product[:, :, None]))
    else:
        served = np.minimum(1.0, per(available, per_pool(world, wanted)))
        if sale.in_force[OMNI]:
            pooled = np.minimum(1.0, per(np.add.reduce(available, axis=2), by_product))
            served = np.where(sale.initiatives[:, OMNI, None, None], pooled[:, :, None], served)
        served = in_markets(world, served)
    fillable = wanted * served
    return Fill(
        wanted=wanted, by_product=by_product, by_market=over_products(wanted), dropped=dropped, fillable=fillable,
        short=wanted - fillable,
    )  # fmt: skip


def per_pool(world: World, cells: Floats) -> Floats:
    """Sum `(n, p, m)` over the markets of each pool: `(n, p, w)`."""
    if world.shape[2] == 1:
        return over_markets(cells)[:, :, None]
    sums = [over_markets(cells[:, :, world.markets.pool == pool]).T[None] for pool in range(world.shape[2])]
    return np.concatenate(sums).T


def in_markets(world: World, pools: Floats) -> Floats:
    """Each pool's figure for each of its markets: `(n, ..., w)` to `(n, ..., m)`, seasons adjacent in memory."""
    return pools.T.take(world.markets.pool, axis=0).T


@dataclass(frozen=True)
class Unmet:
    """What became of the units that were not shipped, and what siblings took their place. Units, `(n, p, m)`."""

    backlog: Floats  # waits for next month
    substituted: Floats  # went to an own sibling
    elsewhere: Floats  # bought our brand at another shop
    lost: Floats
    as_substitute: Floats  # shipped in place of a sibling


def settle(
    world: World, hands: FloorTables, filled: Fill, inbound: Inbound, floor: FloorMonth, sale: OnSale, paid: Floats
) -> Unmet:
    """Split unmet units: what stock could not serve, and what missed the floor's cut.

    `paid` (n, p) is what a unit costs the customer this month, deals taken off.
    """
    customers, short = world.customers, filled.short
    patient = world.floor.wait_share * floor.waiting
    impatient = floor.waiting - patient
    if not short.any():
        nothing = np.zeros(short.shape, order="F")
        return Unmet(patient, nothing, nothing, impatient + filled.dropped, nothing)
    steered: Floats | float = 0.0
    if sale.in_force[DATA]:
        # Integrated data: who sells sees what is in stock, and offers that.
        steered = np.where(sale.initiatives[:, DATA], STEERED * customers.lost, 0.0)[:, None, None]
    asked = (customers.substitute + steered) * short
    taken, as_substitute = _replaced(world, hands, filled, asked, inbound, floor, sale, paid)
    return Unmet(
        backlog=customers.backlog * short + patient,
        substituted=taken,
        elsewhere=customers.elsewhere * short,
        lost=(customers.lost - steered) * short + (asked - taken) + impatient + filled.dropped,
        as_substitute=as_substitute,
    )


def _replaced(
    world: World,
    hands: FloorTables,
    filled: Fill,
    asked: Floats,
    inbound: Inbound,
    floor: FloorMonth,
    sale: OnSale,
    paid: Floats,
) -> tuple[Floats, Floats]:
    """Units that give way to a sibling and the units shipped in their place, both `(n, p, m)`.

    A customer takes what is left on the shelf of the same pool, in the hours that the floor has left, and spends no
    more than they came to spend: an item at twice the price takes the place of every second unit only.
    """
    left = inbound.available - per_pool(world, floor.shipped)
    sought = per_pool(world, filled.fillable)
    willing = asked * _affordable(world, left * (sought > 0.0), paid)
    wish = np.add.reduce(per_pool(world, willing), axis=1)
    if world.shape[2] > 1 and sale.in_force[OMNI]:
        shared = sale.initiatives[:, OMNI]
        left = np.where(shared[:, None, None], np.add.reduce(left, axis=2)[:, :, None], left)
        sought = np.where(shared[:, None, None], np.add.reduce(sought, axis=2)[:, :, None], sought)
        wish = np.where(shared[:, None], np.add.reduce(wish, axis=1)[:, None], wish)
    left = np.maximum(0.0, left) * (sought > 0.0)
    spare = np.add.reduce(left, axis=1)
    granted = np.minimum(1.0, per(spare, wish))
    mix = left * per(granted, spare)[:, None, :]
    if world.shape[2] > 1:
        granted, mix = in_markets(world, granted), in_markets(world, mix)
    taken, instead = willing * granted[:, None, :], over_products(willing)[:, None, :] * mix
    cut = share(floor.slack, total(work(hands, sale, instead)) * floor.pace)[:, None, None]
    return taken * cut, instead * cut


def _affordable(world: World, left: Floats, paid: Floats) -> Floats:
    """Share of those who miss an item that can pay for what is left on their shelf, `(n, p, m)`."""
    left = np.maximum(0.0, left)
    dear = per(np.add.reduce(left * paid[:, :, None], axis=1), np.add.reduce(left, axis=1))
    share_of = np.minimum(1.0, per(paid[:, :, None], dear[:, None, :]))
    if world.shape[2] > 1:
        return in_markets(world, share_of)
    return share_of


def after_shipping(world: World, inbound: Inbound, out: Floats, sale: OnSale) -> tuple[Floats, Floats]:
    """Stock left `(n, p, w)` and units cleared from delisted items `(n, p)`, after `out` (n, p, m) left the floor."""
    gone = over_markets(out)
    if world.shape[2] == 1:
        stock = inbound.available - gone[:, :, None]
    else:
        # What a pool cannot give, the others give: only omnichannel ever needs it.
        own = np.minimum(inbound.available, per_pool(world, out))
        stock = inbound.available - own
        missing = gone - np.add.reduce(own, axis=2)
        stock = stock - stock * np.minimum(1.0, per(missing, np.add.reduce(stock, axis=2)))[:, :, None]
    stock = np.maximum(0.0, stock)
    if not sale.delisted:
        return stock, np.zeros(gone.shape, order="F")
    out_of_range = sale.launched & ~sale.active
    left = np.add.reduce(inbound.available, axis=2) - gone
    return stock * np.where(out_of_range, 1.0 - CLEARED, 1.0)[:, :, None], np.where(out_of_range, CLEARED * left, 0.0)
