"""The floor: how much work the month brings, how much crew there is, what waits, and how long an order takes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.rules.arrays import Bools, Floats, Ints, along, ratio, total
from game.rules.joint import OnSale
from game.rules.plans import DistributionPlan
from game.rules.state import State
from game.rules.world import KPI, OMNI, SITE, STORE, World

OMNI_LABOUR = 1.08  # calibration A2, omnichannel pick-up: store labour
JOINT_MOVE = 0.5  # design choice: a move both prepared for hurts half as much


@dataclass(frozen=True)
class Floor:
    """The month on the floor. Hours unless said."""

    asked: Floats  # (n,) work that stock allowed
    complexity: Floats  # (n,) factor on work
    capacity: Floats  # (n,) hours this month, with extra shift and temps
    crew: Floats  # (n,) regular hours paid
    extra: Floats  # (n,) hours of extra shift paid
    temp_hours: Floats  # (n,) useful hours of temps
    temp_skill: Floats  # (n,)
    utilisation: Floats  # (n,) asked / capacity
    congestion: Floats  # (n,) factor on processing days
    days: Floats  # (n,) processing days
    shipped: Floats  # (n, p, m) units of what was asked for
    waiting: Floats  # (n, p, m) units past capacity
    pace: Floats  # (n,) factor of complexity, packaging and batches on the hours of a unit
    room: Floats  # (n,) hours that could still be worked
    fatigue: Floats  # (n,) after this month
    moving: Bools  # (n,) the warehouse moved this month


def complexity(world: World, sale: OnSale) -> Floats:
    """More items, promotion packs and markets make every unit slower (calibration B11), `(n,)`."""
    floor = world.floor
    items = along(sale.active.astype(np.float64)) - np.add.reduce(world.products.on_sale.astype(np.float64))
    places = along(sale.entered.astype(np.float64)) - np.add.reduce(world.markets.open.astype(np.float64))
    packs = along((sale.promotion > 0).astype(np.float64))
    factor = 1.0 + floor.items_complexity * items + floor.promotion_complexity * packs
    tangle: Floats = np.maximum(0.5, factor + floor.market_complexity * places)
    return tangle


def work(world: World, sale: OnSale, units: Floats) -> Floats:
    """Hours of `(n, p, m)` units at a pace of 1: parcels take longer than pallets, and pick-up orders a little more."""
    hours = units * (world.products.handling[:, None] * world.markets.handling)
    stores = world.markets.channel == STORE
    if stores.any():
        hours = np.where(sale.initiatives[:, OMNI, None, None], hours * np.where(stores, OMNI_LABOUR, 1.0), hours)
    return hours


def ship(
    world: World,
    state: State,
    plan: DistributionPlan,
    sale: OnSale,
    fillable: Floats,
    extra: Floats,
    temps: Floats,
) -> Floor:
    """Pick, pack and ship. `extra` and `temps` are what the budget really paid for, `(n,)`."""
    floor = world.floor
    tangle = complexity(world, sale)
    pace = tangle * world.last_mile.pack_work[plan.packaging]
    pace = pace * np.where(plan.processing == 1, floor.batch_work, 1.0)
    cells = work(world, sale, fillable)
    asked = total(cells) * pace
    moving = plan.site != state.site
    grown = state.capacity + state.capacity_due[:, 0]
    skill = _skill(world, state, temps)
    hands = temps * (floor.temp_hours * skill)
    capacity = _capacity(world, state, plan, sale, grown, extra, moving) + hands
    utilisation = ratio(asked, capacity, 0.0)
    busy = np.minimum(0.999999, utilisation)
    congestion = np.minimum(floor.congestion_cap, 1.0 + floor.variability * busy / (1.0 - busy))
    shipped = _shipped(world, sale, fillable, cells, pace, asked, capacity)
    overload = np.maximum(0.0, utilisation - 1.0)
    return Floor(
        asked=asked,
        complexity=tangle,
        capacity=capacity,
        crew=grown,
        extra=grown * extra,
        temp_hours=hands,
        temp_skill=skill,
        utilisation=utilisation,
        congestion=congestion,
        days=floor.days[plan.processing] * congestion,
        shipped=shipped,
        waiting=fillable - shipped,
        pace=pace,
        room=np.maximum(0.0, capacity - asked),
        fatigue=floor.fatigue_keep * state.fatigue + floor.fatigue_gain * (extra + 0.25 * np.minimum(1.0, overload)),
        moving=moving,
    )


def _capacity(
    world: World, state: State, plan: DistributionPlan, sale: OnSale, grown: Floats, extra: Floats, moving: Bools,
) -> Floats:  # fmt: skip
    """Hours of crew and extra shift after tiredness, events, the site and a move."""
    floor, site = world.floor, world.last_mile.site_capacity
    rested = 1.0 - np.minimum(0.5, floor.fatigue_loss * state.fatigue)
    loss = np.where(sale.initiatives[:, SITE], JOINT_MOVE * world.last_mile.move_loss, world.last_mile.move_loss)
    calm = np.where(moving, 1.0 - loss, 1.0)
    hours: Floats = grown * (1.0 + extra) * rested * calm * (site[plan.site] * world.tracks.capacity[state.round])
    return hours


def _skill(world: World, state: State, temps: Floats) -> Floats:
    """Mean skill of this month's temps: those who stayed have learned (calibration A3, learning in picking)."""
    floor = world.floor
    stayed = np.minimum(temps, state.temps)
    learned = np.minimum(1.0, state.temp_skill + floor.temp_learning)
    return ratio(stayed * learned + (temps - stayed) * floor.temp_skill, temps, floor.temp_skill)


def _shipped(
    world: World, sale: OnSale, fillable: Floats, cells: Floats, pace: Floats, asked: Floats, capacity: Floats
) -> Floats:
    """Cut to capacity: everyone alike, or, when both seats share their measures, the best-earning hour first."""
    cut = np.minimum(1.0, ratio(capacity, asked, 1.0))
    alike = fillable * cut[:, None, None]
    shared = sale.initiatives[:, KPI]
    if not shared.any() or (cut >= 1.0).all():
        return alike
    n, (p, m, _) = len(cut), world.shape
    order, back = priority(world)
    hours = (cells * pace[:, None, None]).reshape((n, p * m))[:, order]
    before = np.cumsum(hours, axis=1) - hours
    share = np.clip(ratio(capacity[:, None] - before, hours, 1.0), 0.0, 1.0)
    best = fillable * share[:, back].reshape((n, p, m))
    # Where all can be shipped nothing is cut: rounding in the running sum must not cut either.
    return np.where((shared & (cut < 1.0))[:, None, None], best, alike)


def priority(world: World) -> tuple[Ints, Ints]:
    """Cells by what an hour of floor work earns at list price, best first, and the way back; each `(p*m,)`."""
    products, markets = world.products, world.markets
    earned = products.list_price[:, None] * markets.margin - products.unit_cost[:, None]
    hours = np.maximum(1e-9, products.handling[:, None] * markets.handling)
    order = np.argsort(-(earned / hours).reshape(-1), kind="stable")
    return order, np.argsort(order, kind="stable")
