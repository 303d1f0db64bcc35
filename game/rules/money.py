"""Money: every line of the month in whole cents, and whose decision drives it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

import numpy as np

from game.rules.arrays import Floats, along, columns, over_markets, per
from game.rules.customers import Feelings
from game.rules.floor import JOINT_MOVE, FloorMonth
from game.rules.joint import OnSale
from game.rules.last_mile import Delivery
from game.rules.spending import Spent
from game.rules.state import Plans, State
from game.rules.stock import Inbound
from game.rules.world import OMNI, SCALE, SITE, STORE, World

OMNI_RECOVERY = 0.5  # design choice: share of a return's loss saved when it comes back to a store
RIGHT_SIZED = 0.6  # design choice: what a launch or an entry costs when its scale was checked beforehand


class MoneyLine(NamedTuple):
    """A line of the month's money: its key, who drives it, its name, and the line of a short table that it is in."""

    key: str
    driver: Literal["marketing", "distribution", "both", "joint", "company"]
    name: str
    group: str


LINES: Final = (
    MoneyLine("revenue", "both", "Revenue", "Revenue"),
    MoneyLine("discounts", "marketing", "Discounts", "Discounts"),
    MoneyLine("clearance", "marketing", "Clearance", "Revenue"),
    MoneyLine("cost-of-goods", "both", "Cost of goods", "Cost of goods"),
    MoneyLine("inbound-freight", "distribution", "Inbound freight", "Freight in"),
    MoneyLine("outbound-freight", "distribution", "Outbound freight", "Freight out"),
    MoneyLine("carrier-contract", "distribution", "Carrier contract", "Freight out"),
    MoneyLine("booking", "both", "Booking", "Booking fees"),
    MoneyLine("regular-crew", "both", "Regular crew", "Crew"),
    MoneyLine("extra-shift", "distribution", "Extra shift", "Crew"),
    MoneyLine("temps", "distribution", "Temps", "Crew"),
    MoneyLine("packaging", "distribution", "Packaging", "Packaging"),
    MoneyLine("holding", "distribution", "Holding", "Stock and site"),
    MoneyLine("site", "distribution", "Site", "Stock and site"),
    MoneyLine("damage", "distribution", "Damage", "Damage and returns"),
    MoneyLine("returns", "both", "Returns", "Damage and returns"),
    MoneyLine("retailer-fines", "both", "Retailer fines", "Retailer fines"),
    MoneyLine("brand-advertising", "marketing", "Brand advertising", "Advertising"),
    MoneyLine("performance-advertising", "marketing", "Performance advertising", "Advertising"),
    MoneyLine("promotion-fees", "marketing", "Promotion fees", "Promotion fees"),
    MoneyLine("customer-research", "marketing", "Customer research", "Advertising"),
    MoneyLine("listing-fees", "marketing", "Listing fees", "Promotion fees"),
    MoneyLine("launches", "joint", "Launches", "Launches and new markets"),
    MoneyLine("market-entries", "joint", "Market entries", "Launches and new markets"),
    MoneyLine("initiatives", "joint", "Initiatives", "Initiatives"),
    MoneyLine("capacity", "joint", "Capacity", "Added capacity"),
    MoneyLine("overhead", "company", "Overhead", "Overhead"),
)
"""Money lines in the order shown. A seat drives a line, or both by what they do at once, or both by signing (joint)."""

LINE_KEYS: Final = tuple(line.key for line in LINES)
INCOMING: Final = ("revenue", "clearance")


@dataclass(frozen=True)
class Money:
    """The month's money. Whole cents; costs are negative."""

    lines: Floats  # (n, K) in the order of LINES
    margin: Floats  # (n,) contribution margin: the sum of the lines
    equity: Floats  # (n,) change in customer equity
    stock: Floats  # (n,) change in what held stock is worth, less what it cost
    sponsored: Floats  # (n,) what leadership paid for initiatives; in no line and no sum
    later: Floats  # (n,) what the months after the season bring, in its last month; 0 before
    joint: Floats  # (n,) margin + equity + stock + later
    delivered: Floats  # (n, p, m) units that left the floor, own and substitutes
    cleared: Floats  # (n, p) units of delisted items sold off


@dataclass(frozen=True)
class MoneyTables:
    """What money needs of a world and its calendar."""

    signed: Floats  # (K,) cents of one unit of money in each line; below 0 for costs
    goods: Floats  # (R, p) cost of one unit
    plain: bool  # all of every price is kept in every market
    returns: bool  # some customers may send goods back
    back: Floats  # (R, m) share sent back for other reasons than being late: where returns are usual, by event
    fines: bool  # some customers may fine
    stores: bool  # some customers may bring goods back to a store
    cover: Floats  # (p,) a month's units
    loss: Floats  # (2, p) share of its cost that a held unit is not worth: within a month's cover, beyond it


def money_tables(world: World) -> MoneyTables:
    """Work out what the month would otherwise compute again and again."""
    products, markets, tracks = world.products, world.markets, world.tracks
    return MoneyTables(
        signed=np.array([100.0 if key in INCOMING else -100.0 for key in LINE_KEYS]),
        goods=products.unit_cost * tracks.unit_cost[:, None],
        plain=bool((markets.margin == 1.0).all()),
        returns=bool((markets.returns > 0.0).any()),
        back=np.where(markets.returns > 0.0, tracks.returns[:, None], 0.0),
        fines=bool(markets.fine.any()),
        stores=bool((markets.channel == STORE).any()),
        cover=np.add.reduce(products.base, axis=1),
        loss=1.0 - products.worth,
    )


def cents(money: Floats) -> Floats:
    """Currency units to whole cents; adding nothing keeps a zero from printing as -0."""
    return np.rint(money * 100.0) + 0.0


def settle(
    world: World, known: MoneyTables, state: State, plans: Plans, sale: OnSale, spent: Spent, inbound: Inbound,
    floor: FloorMonth, road: Delivery, felt: Feelings, out: Floats, stock: Floats, cleared: Floats,
) -> Money:  # fmt: skip
    """All money lines of the month. `out` (n, p, m) units left the floor; `stock` (n, p, w) is left after it."""
    products, places, costs, r = world.products, world.last_mile, world.costs, state.round
    distribution = plans.distribution
    sold = over_markets(out)
    gross = (sold if known.plain else over_markets(out * world.markets.margin)) * plans.marketing.price
    depth = world.media.depth[sale.promotion]
    paid = gross * (1.0 - depth)
    freight = over_markets(out * road.trip[:, None, :]) * products.size
    held = np.add.reduce(stock, axis=2)
    lines = (
        along(gross),
        along(gross * depth),
        along(cleared * products.clearance * products.list_price) if sale.delisted else 0.0,
        along((sold + cleared) * known.goods[r]),
        inbound.freight,
        along(freight),
        places.carrier_fixed[distribution.carrier],
        places.booking_over * road.over + places.booking_under * road.under,
        floor.crew * (world.floor.wage * world.tracks.wage[r]),
        spent.extra_cost,
        spent.temp_cost,
        along(sold) * places.pack_cost[distribution.packaging],
        along(held * products.unit_cost) * costs.holding,
        places.site_fixed[distribution.site] + floor.moving * _move(world, sale),
        along(paid) * road.damage,
        _returns(world, known, state, sale, out, paid, sold, road),
        _fines(world, known, state, out, road),
        spent.brand,
        spent.performance,
        spent.promotion_fees,
        spent.research,
        np.add.reduce(sale.relisted, axis=1) * world.media.listing_fee,
        along(sale.launched_now * products.launch_cost) * _sized(sale),
        along(sale.entered_now * world.markets.entry_cost) * _sized(sale),
        _initiatives(world, state, sale),
        plans.joint.capacity * world.floor.expansion_cost + _upkeep(world, floor),
        costs.overhead,
    )
    # Costs below zero, and no zero that prints as -0.
    table = np.rint(columns(lines, len(sold)) * known.signed) + 0.0
    margin, equity = along(table), cents(felt.equity)
    worth = cents(stock_worth(world, known, held) - stock_worth(world, known, np.add.reduce(state.stock, axis=2)))
    joint = margin + equity + worth
    return Money(
        lines=table, margin=margin, equity=equity, stock=worth,
        sponsored=cents(_sponsored(world, state, sale)), later=np.zeros(len(sold)), joint=joint,
        delivered=out, cleared=cleared,
    )  # fmt: skip


def stock_worth(world: World, known: MoneyTables, held: Floats) -> Floats:
    """What held units are worth less what they cost, `(n,)`: nearly all within a month's cover, less beyond it."""
    near = np.minimum(held, known.cover)
    loss = known.loss[0] * near + known.loss[1] * (held - near)
    return -along(loss * world.products.unit_cost)


def _move(world: World, sale: OnSale) -> Floats | float:
    """What moving the warehouse costs; half where the site was chosen together."""
    cost = world.last_mile.move_cost
    return np.where(sale.initiatives[:, SITE], JOINT_MOVE * cost, cost) if sale.in_force[SITE] else cost


def _sized(sale: OnSale) -> Floats | float:
    """Factor on what launches and entries cost: less where their scale was known, `(n,)`."""
    return np.where(sale.initiatives[:, SCALE], RIGHT_SIZED, 1.0) if sale.in_force[SCALE] else 1.0


def _upkeep(world: World, floor: FloorMonth) -> Floats:
    return np.maximum(0.0, floor.crew - world.floor.capacity) * world.floor.expansion_upkeep


def _returns(
    world: World,
    known: MoneyTables,
    state: State,
    sale: OnSale,
    out: Floats,
    paid: Floats,
    sold: Floats,
    road: Delivery,
) -> Floats | float:
    """Refunds not recovered and the way back, `(n,)`; late parcels come back more often."""
    markets, costs = world.markets, world.costs
    if not known.returns:
        return 0.0
    rate = markets.returns * (1.0 + 0.5 * (1.0 - road.on_time)) + known.back[state.round]
    loss: Floats | float = 1.0 - costs.recovery
    if sale.in_force[OMNI] and known.stores:
        loss = np.where(sale.initiatives[:, OMNI], OMNI_RECOVERY * loss, loss)
    back = out * np.minimum(1.0, rate)[:, None, :]
    by_product = over_markets(back)
    return along(by_product * per(paid, sold)) * loss + along(by_product) * costs.reverse


def _fines(world: World, known: MoneyTables, state: State, out: Floats, road: Delivery) -> Floats | float:
    """A share of cost of goods on failed cases where OTIF misses a retailer's target (calibration A2), `(n,)`."""
    markets = world.markets
    if not known.fines:
        return 0.0
    value = np.add.reduce(out * known.goods[state.round][:, None], axis=1)
    missed = np.where(road.otif < markets.fine_target, 1.0 - road.otif, 0.0)
    fines: Floats = along(value * missed * markets.fine) * world.tracks.fine[state.round]
    return fines


def _initiatives(world: World, state: State, sale: OnSale) -> Floats:
    """Set-up, less the sponsor's share, and the monthly cost of what is in force, `(n,)`."""
    if True not in sale.in_force:
        return np.zeros(len(sale.initiatives))
    setup = along(sale.signed_now * world.costs.initiative_setup) * (1.0 - world.costs.sponsor)
    granted = float(world.costs.granted[state.round])
    return setup + along(sale.initiatives * world.costs.initiative_monthly) + granted


def _sponsored(world: World, state: State, sale: OnSale) -> Floats:
    """What leadership pays: its share of what both sign, and what the structure grants where it pays, `(n,)`."""
    paid = float(world.costs.sponsored[state.round])
    if True not in sale.in_force:
        return np.full(len(sale.initiatives), paid)
    return along(sale.signed_now * world.costs.initiative_setup) * world.costs.sponsor + paid
