"""Money: every line of the month in whole cents, and whose decision drives it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from game.rules.arrays import Floats, along, over_markets, total
from game.rules.customers import Customers
from game.rules.floor import Floor
from game.rules.joint import OnSale
from game.rules.last_mile import LastMile
from game.rules.plans import Plans
from game.rules.spending import Spent
from game.rules.state import State
from game.rules.stock import Inbound
from game.rules.world import OMNI, STORE, World

OMNI_RECOVERY = 0.5  # design choice: share of a return's loss saved when it comes back to a store

LINES: Final[tuple[tuple[str, str], ...]] = (
    ("revenue", "both"),
    ("discounts", "marketing"),
    ("clearance", "marketing"),
    ("cost-of-goods", "both"),
    ("inbound-freight", "distribution"),
    ("outbound-freight", "distribution"),
    ("carrier-contract", "distribution"),
    ("booking", "both"),
    ("regular-crew", "both"),
    ("extra-shift", "distribution"),
    ("temps", "distribution"),
    ("packaging", "distribution"),
    ("holding", "distribution"),
    ("site", "distribution"),
    ("damage", "distribution"),
    ("returns", "both"),
    ("retailer-fines", "both"),
    ("brand-advertising", "marketing"),
    ("performance-advertising", "marketing"),
    ("promotion-fees", "marketing"),
    ("customer-research", "marketing"),
    ("listing-fees", "marketing"),
    ("launches", "joint"),
    ("market-entries", "joint"),
    ("initiatives", "joint"),
    ("capacity", "joint"),
    ("overhead", "company"),
)
"""Money lines in the order shown, and who drives each: a seat, both by what they do at once, or both by signing."""

LINE_KEYS: Final = tuple(key for key, _ in LINES)


@dataclass(frozen=True)
class Money:
    """The month's money. Whole cents; costs are negative."""

    lines: Floats  # (n, K) in the order of LINES
    margin: Floats  # (n,) contribution margin: the sum of the lines
    equity: Floats  # (n,) change in customer equity
    stock: Floats  # (n,) change in what held stock is worth, less what it cost
    joint: Floats  # (n,) margin + equity + stock
    delivered: Floats  # (n, p, m) units that left the floor, own and substitutes
    cleared: Floats  # (n, p) units of delisted items sold off


def cents(money: Floats) -> Floats:
    """Currency units to whole cents; adding nothing keeps a zero from printing as -0."""
    return np.rint(money * 100.0) + 0.0


def settle(
    world: World, state: State, plans: Plans, sale: OnSale, spent: Spent, inbound: Inbound, floor: Floor,
    road: LastMile, customers: Customers, out: Floats, stock: Floats, cleared: Floats,
) -> Money:  # fmt: skip
    """All money lines of the month. `out` (n, p, m) units left the floor; `stock` (n, p, w) is left after it."""
    products, costs, r = world.products, world.costs, state.round
    sold_p = over_markets(out)
    gross = over_markets(out * world.markets.margin) * plans.marketing.price
    depth = world.media.depth[sale.promotion]
    paid = gross * (1.0 - depth)
    goods = products.unit_cost * world.tracks.unit_cost[r]
    freight = over_markets(out * road.trip[:, None, :]) * products.size
    held = np.add.reduce(stock, axis=2)
    lines = [
        along(gross),
        -along(gross * depth),
        along(cleared * products.clearance * products.list_price),
        -along((sold_p + cleared) * goods),
        -inbound.freight,
        -along(freight),
        -world.last_mile.carrier_fixed[plans.distribution.carrier],
        -(world.last_mile.booking_over * road.over + world.last_mile.booking_under * road.under),
        -floor.crew * (world.floor.wage * world.tracks.wage[r]),
        -spent.extra_cost,
        -spent.temp_cost,
        -along(sold_p) * world.last_mile.pack_cost[plans.distribution.packaging],
        -along(held * products.unit_cost) * costs.holding,
        -_site(world, plans, floor),
        -along(paid) * road.damage,
        -_returns(world, state, sale, out, paid, sold_p, road),
        -_fines(world, state, out, goods, road),
        -spent.brand,
        -spent.performance,
        -spent.promotion_fees,
        -spent.research,
        -along(sale.relisted.astype(np.float64)) * world.media.listing_fee,
        -along(sale.launched_now * products.launch_cost),
        -along(sale.entered_now * world.markets.entry_cost),
        -_initiatives(world, sale),
        -(plans.joint.capacity * world.floor.expansion_cost + _upkeep(world, floor)),
        np.full(len(floor.crew), -costs.overhead),
    ]
    table = np.empty((len(floor.crew), len(lines)), order="F")
    for index, line in enumerate(lines):
        table[:, index] = line
    table = cents(table)
    margin, equity = along(table), cents(customers.equity)
    worth = cents(stock_worth(world, held) - stock_worth(world, np.add.reduce(state.stock, axis=2)))
    joint = margin + equity + worth
    return Money(
        lines=table, margin=margin, equity=equity, stock=worth, joint=joint, delivered=out, cleared=cleared
    )  # fmt: skip


def stock_worth(world: World, held: Floats) -> Floats:
    """What held units are worth less what they cost, `(n,)`: nearly all within a month's cover, less beyond it."""
    products = world.products
    cover = np.add.reduce(products.base, axis=1)
    near = np.minimum(held, cover)
    loss = (1.0 - products.worth[0]) * near + (1.0 - products.worth[1]) * (held - near)
    return -along(loss * products.unit_cost)


def _upkeep(world: World, floor: Floor) -> Floats:
    return np.maximum(0.0, floor.crew - world.floor.capacity) * world.floor.expansion_upkeep


def _site(world: World, plans: Plans, floor: Floor) -> Floats:
    fixed = world.last_mile.site_fixed[plans.distribution.site]
    return fixed + np.where(floor.moving, world.last_mile.move_cost, 0.0)


def _returns(
    world: World, state: State, sale: OnSale, out: Floats, paid: Floats, sold_p: Floats, road: LastMile
) -> Floats:
    """Refunds not recovered and the way back, `(n,)`; late parcels come back more often."""
    markets, costs = world.markets, world.costs
    rate = markets.returns * (1.0 + 0.5 * (1.0 - road.on_time)) + np.where(
        markets.returns > 0.0, world.tracks.returns[state.round], 0.0
    )
    saved = np.where(sale.initiatives[:, OMNI] & bool((markets.channel == STORE).any()), OMNI_RECOVERY, 1.0)
    loss = (1.0 - costs.recovery) * saved
    back = out * np.minimum(1.0, rate)[:, None, :]
    price = np.where(sold_p > 0.0, paid / np.where(sold_p > 0.0, sold_p, 1.0), 0.0)
    return along(over_markets(back) * price) * loss + total(back) * costs.reverse


def _fines(world: World, state: State, out: Floats, goods: Floats, road: LastMile) -> Floats:
    """A share of cost of goods on failed cases where OTIF misses a retailer's target (calibration A2), `(n,)`."""
    markets = world.markets
    if not markets.fine.any():
        return np.zeros(len(out))
    value = np.add.reduce(out * goods[:, None], axis=1)
    missed = np.where(road.otif < markets.fine_target, 1.0 - road.otif, 0.0)
    fines: Floats = along(value * missed * markets.fine) * world.tracks.fine[state.round]
    return fines


def _initiatives(world: World, sale: OnSale) -> Floats:
    """Set-up, less the sponsor's share, and the monthly cost of what is in force, `(n,)`."""
    setup = along(sale.signed_now * world.costs.initiative_setup) * (1.0 - world.costs.sponsor)
    return setup + along(sale.initiatives * world.costs.initiative_monthly)
