"""The floor: how much work the month brings, how much crew there is, what waits, and how long an order takes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.rules.arrays import Bools, Floats, Ints, along, per, total
from game.rules.joint import OnSale
from game.rules.state import DistributionPlan, State
from game.rules.world import KPI, OMNI, SITE, STORE, World

OMNI_LABOUR = 1.08  # calibration A2, omnichannel pick-up: store labour
JOINT_MOVE = 0.5  # design choice: a move both prepared for hurts half as much
LEVELLED = 0.7  # design choice: share of variability left where both seats are measured on the floor's flow
WORKDAYS = 22.0  # days that the floor works in a month


@dataclass(frozen=True)
class FloorMonth:
    """The month on the floor. Hours unless said."""

    asked: Floats  # (n,) work that stock allowed
    work: Floats  # (n, p, m) the same by cell, at a pace of 1
    complexity: Floats  # (n,) factor on work
    capacity: Floats  # (n,) hours this month, with extra shift and temps
    crew: Floats  # (n,) regular hours paid
    extra: Floats  # (n,) hours of extra shift paid
    temp_hours: Floats  # (n,) useful hours of temps
    temp_skill: Floats  # (n,)
    utilisation: Floats  # (n,) asked / capacity
    queue: Floats  # (n,) days that a shipped order waited for its turn
    days: Floats  # (n,) days from order to the dock: its turn, and the work on it
    queue_flow: Floats  # (n,) days of waiting, had orders been worked one by one
    shipped: Floats  # (n, p, m) units of what was asked for
    waiting: Floats  # (n, p, m) units past capacity
    pace: Floats  # (n,) factor of complexity, packaging and batches on the hours of a unit
    slack: Floats  # (n,) hours that could still be worked
    fatigue: Floats  # (n,) after this month
    moving: Bools  # (n,) the warehouse moved this month


@dataclass(frozen=True)
class FloorTables:
    """What the floor needs of a world."""

    work: Floats  # (p, m) hours per unit at a pace of 1
    stores: Floats | None  # (m,) factor on them under omnichannel; None where there are no stores
    items: float  # active on the first day
    places: float  # served on the first day
    packs: Floats  # (3,) 1 where promoted
    batch: Floats  # (2,) factor on work by processing
    order: Ints  # (p * m,) cells, market by market, by what an hour of work earns at list price, best first
    back: Ints  # (p * m,) and the way back


def floor_tables(world: World) -> FloorTables:
    """Work out what the month would otherwise compute again and again."""
    products, markets = world.products, world.markets
    stores = markets.channel == STORE
    earned = products.list_price[:, None] * markets.margin - products.unit_cost[:, None]
    work = np.multiply(products.handling[:, None], markets.handling, order="F")
    order = np.argsort(-(earned / np.maximum(1e-9, work)).T.reshape(-1), kind="stable")
    return FloorTables(
        work=work,
        stores=np.where(stores, OMNI_LABOUR, 1.0) if stores.any() else None,
        items=float(np.count_nonzero(products.on_sale)),
        places=float(np.count_nonzero(markets.open)),
        packs=np.array([0.0, 1.0, 1.0]),
        batch=np.array([1.0, world.floor.batch_work]),
        order=order,
        back=np.argsort(order, kind="stable"),
    )


def complexity(world: World, known: FloorTables, sale: OnSale) -> Floats:
    """More items, promotion packs and markets make every unit slower (calibration B11), `(n,)`."""
    floor = world.floor
    items = np.add.reduce(sale.active, axis=1) - known.items
    places = np.add.reduce(sale.entered, axis=1) - known.places
    packs = along(known.packs[sale.promotion])
    factor = 1.0 + floor.items_complexity * items + floor.promotion_complexity * packs
    tangle: Floats = np.maximum(0.5, factor + floor.market_complexity * places)
    return tangle


def variability(world: World, sale: OnSale) -> Floats | float:
    """How unevenly work comes in; coordinated KPIs level it, as marketing's card then counts the floor too, `(n,)`."""
    usual = world.floor.variability
    if not sale.in_force[KPI]:
        return usual
    level: Floats = np.where(sale.initiatives[:, KPI], LEVELLED * usual, usual)
    return level


def work(known: FloorTables, sale: OnSale, units: Floats) -> Floats:
    """Hours of `(n, p, m)` units at a pace of 1: parcels take longer than pallets, and pick-up orders a little more."""
    hours = units * known.work
    if sale.in_force[OMNI] and known.stores is not None:
        hours = np.where(sale.initiatives[:, OMNI, None, None], hours * known.stores, hours)
    return hours


def ship(
    world: World,
    known: FloorTables,
    state: State,
    plan: DistributionPlan,
    sale: OnSale,
    fillable: Floats,
    extra: Floats,
    temps: Floats,
) -> FloorMonth:
    """Pick, pack and ship. `extra` and `temps` are what the budget really paid for, `(n,)`."""
    floor = world.floor
    tangle = complexity(world, known, sale)
    pace = tangle * world.last_mile.pack_work[plan.packaging] * known.batch[plan.processing]
    cells = work(known, sale, fillable)
    asked = total(cells) * pace
    moving = plan.site != state.site
    grown = state.capacity + state.capacity_due[:, 0]
    skill = _skill(world, state, temps)
    hands = temps * (floor.temp_hours * skill)
    capacity = _capacity(world, state, plan, sale, grown, extra, moving) + hands
    utilisation = per(asked, capacity)
    uneven = variability(world, sale)
    usual = floor.days[plan.processing]
    queue = waited(utilisation, uneven, usual)
    shipped, waiting = _shipped(known, sale, fillable, cells, pace, asked, capacity)
    overload = np.maximum(0.0, utilisation - 1.0)
    return FloorMonth(
        asked=asked,
        work=cells,
        complexity=tangle,
        capacity=capacity,
        crew=grown,
        extra=grown * extra,
        temp_hours=hands,
        temp_skill=skill,
        utilisation=utilisation,
        queue=queue,
        days=usual + queue,
        queue_flow=waited(utilisation, uneven, floor.days[0]),
        shipped=shipped,
        waiting=waiting,
        pace=pace,
        slack=np.maximum(0.0, capacity - asked),
        fatigue=floor.fatigue_keep * state.fatigue + floor.fatigue_gain * (extra + 0.25 * np.minimum(1.0, overload)),
        moving=moving,
    )


def waited(load: Floats, uneven: Floats | float, days: Floats | float) -> Floats:
    """Days that the orders shipped in a month wait for their turn, `(n,)`; more with every hour of load, at any load.

    The delay of a queue in a month of finite length: Davidson's function in its time-dependent form (Akcelik 1991), by
    Kimber & Hollis's coordinate transformation. With load `x`, unevenness `v`, processing days `d` and a month of
    `T` days it is `T/4 ((x - 1) + sqrt((x - 1)^2 + 8 v x d / T))` over all that came in: Kingman's `d v x / (1 - x)` in
    a long month, the fluid queue's `T/2 (x - 1)` past capacity. What capacity leaves over waits in the backlog, so past
    1 only the share that was shipped counts, `1/x`; it came in first, and waited that much less.

    Args:
        load: work asked for over capacity.
        uneven: half the squared variations of arrivals and work; 1 = at random, 0 = like clockwork.
        days: of work on one order.
    """
    over = load - 1.0
    all_in = 0.25 * WORKDAYS * (over + np.sqrt(over * over + (8.0 / WORKDAYS) * uneven * load * days))
    waits: Floats = all_in / np.maximum(1.0, load)
    return waits


def _capacity(
    world: World, state: State, plan: DistributionPlan, sale: OnSale, grown: Floats, extra: Floats, moving: Bools,
) -> Floats:  # fmt: skip
    """Hours of crew and extra shift after tiredness, events, the site and a move."""
    floor, places = world.floor, world.last_mile
    rested = 1.0 - np.minimum(0.5, floor.fatigue_loss * state.fatigue)
    capacity = grown * (1.0 + extra) * rested
    if len(places.site_names) > 1 and moving.any():
        loss = np.where(sale.initiatives[:, SITE], JOINT_MOVE * places.move_loss, places.move_loss)
        capacity = capacity * np.where(moving, 1.0 - loss, 1.0)
    hours: Floats = capacity * (places.site_capacity[plan.site] * world.tracks.capacity[state.round])
    return hours


def _skill(world: World, state: State, temps: Floats) -> Floats:
    """Mean skill of this month's temps: those who stayed have learned (calibration A3, learning in picking)."""
    floor = world.floor
    stayed = np.minimum(temps, state.temps)
    learned = np.minimum(1.0, state.temp_skill + floor.temp_learning)
    mean = per(stayed * learned + (temps - stayed) * floor.temp_skill, temps)
    return np.where(temps > 0.0, mean, floor.temp_skill)


def _shipped(
    known: FloorTables, sale: OnSale, fillable: Floats, cells: Floats, pace: Floats, asked: Floats, capacity: Floats
) -> tuple[Floats, Floats]:
    """Shipped and waiting, cut to capacity: everyone alike, or, with shared measures, the best-earning hour first."""
    cut = np.minimum(1.0, per(capacity, asked))
    crowded = cut < 1.0
    if not crowded.any():
        return fillable, np.zeros(fillable.shape, order="F")
    shipped = fillable * cut[:, None, None]
    if sale.in_force[KPI]:
        # Where all can be shipped nothing is cut: rounding in the running sum must not cut either.
        best = fillable * _best_first(known, cells * pace[:, None, None], capacity)
        shipped = np.where((sale.initiatives[:, KPI] & crowded)[:, None, None], best, shipped)
    return shipped, fillable - shipped


def _best_first(known: FloorTables, hours: Floats, capacity: Floats) -> Floats:
    """Share of each cell's `hours` (n, p, m) that fits when the best-earning hour is worked first."""
    n, p, m = hours.shape
    queue = hours.reshape((n, p * m), order="F").T.take(known.order, axis=0)
    before = np.cumsum(queue, axis=0) - queue
    fits = np.maximum(np.minimum(1.0, per(capacity - before, queue)), queue <= 0.0)
    return fits.take(known.back, axis=0).T.reshape((n, p, m), order="F")
