"""Customers: satisfaction moves by what was delivered against what was promised; goodwill is built slowly."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.rules.arrays import Bools, Floats, along, over_products, per
from game.rules.demand import Demand
from game.rules.joint import OnSale
from game.rules.last_mile import Delivery
from game.rules.state import MarketingPlan, State
from game.rules.stock import Fill, Unmet
from game.rules.world import TRADE, VOICE, World

VOICE_SCAR = 0.4  # design choice: share of a scar left when complaints are answered by cause
SHELF_MISSES = 2.0  # calibration A2, OTIF rule: the third miss in a row costs the listing
SHELF_LOSS = 0.08  # design choice
SHELF_BACK = 0.03  # design choice
SHELF_LEAST = 0.4  # design choice


@dataclass(frozen=True)
class Feelings:
    """How customers feel after the month. Points on a scale of 0-100 unless said."""

    late: Floats  # (n, m) points lost to late deliveries
    short: Floats  # (n, m) to missing items
    broken: Floats  # (n, m) to damage
    slow: Floats  # (n, m) to a promise slower than customers are used to
    dear: Floats  # (n, m) to prices above list
    quick: Floats  # (n, m) won by arriving early
    experience: Floats  # (n, m) the month's score, before old scars
    satisfaction: Floats  # (n, m) after the month
    scar: Floats  # (n, m)
    goodwill: Floats  # (n,)
    stockout: Floats  # (n,) share of orders lost
    remembered: Floats  # (n, p) money: the price customers remember
    shelf: Floats  # (n, m)
    misses: Floats  # (n, m)
    pulled: Floats  # (n, p) share of next month's demand already bought
    equity: Floats  # (n,) money: change in customer equity this month


def retailers_that_fine(world: World) -> Bools | None:
    """Markets of retailers that fine, and cut the listing of who keeps missing, `(m,)`; None where there are none."""
    fining: Bools = (world.markets.channel == TRADE) & (world.markets.fine > 0.0)
    return fining if fining.any() else None


def respond(
    world: World, fining: Bools | None, state: State, marketing: MarketingPlan, brand: Floats, sale: OnSale,
    demand: Demand, filled: Fill, unmet: Unmet, road: Delivery,
) -> Feelings:  # fmt: skip
    """What the month did to customers.

    `brand` (n,) is the brand advertising really paid for; `fining` (m,) the retailers that fine, None where none do.
    """
    rules, r, promise = world.customers, state.round, marketing.promise[:, None]
    missed = 1.0 - road.on_time * road.fresh
    # Customers forgive a few late orders and not many: so two small lapses add up to more than their sum.
    late = rules.weight_late * missed * (1.0 - rules.tolerance + rules.tolerance * missed)
    short = rules.weight_short * (1.0 - road.in_full)
    broken = _everywhere(rules.weight_damage * road.damage, late)
    slow = rules.weight_slow * np.maximum(0.0, np.subtract(promise, world.markets.promise_norm, order="F"))
    dear = _everywhere(rules.weight_dear * _premium(world, marketing, sale), late)
    quick = rules.weight_quick * np.maximum(0.0, promise - road.days)
    experience = rules.best - late - short - broken - slow - dear + quick + world.tracks.satisfaction[r]
    gap = np.where(sale.entered, experience - state.scar, state.satisfaction) - state.satisfaction
    step = np.where(gap > 0.0, rules.gain, rules.loss) * gap
    satisfaction = np.minimum(100.0, np.maximum(0.0, state.satisfaction + step))
    asked = over_products(filled.wanted + filled.dropped) if sale.delisted else filled.by_market
    stockout = per(along(over_products(unmet.lost)), along(asked))
    goodwill = _goodwill(world, state, brand, satisfaction, stockout)
    misses, shelf = _listing(world, fining, state, road)
    moved = along(rules.satisfaction_value * (satisfaction - state.satisfaction))
    return Feelings(
        late=late, short=short, broken=broken, slow=slow, dear=dear, quick=quick, experience=experience,
        satisfaction=satisfaction, scar=_scar(world, state, sale, satisfaction), goodwill=goodwill,
        stockout=stockout, remembered=_remembered(world, state, marketing, sale), shelf=shelf, misses=misses,
        pulled=_borrowed(world, state, sale, demand),
        equity=rules.goodwill_value * (goodwill - state.goodwill) + moved,
    )  # fmt: skip


def _everywhere(points: Floats, like: Floats) -> Floats:
    """One figure for the company, `(n,)`, as a figure for each of its markets, `(n, m)`."""
    return np.add(points[:, None], np.zeros(like.shape, order="F"))


def _premium(world: World, marketing: MarketingPlan, sale: OnSale) -> Floats:
    """Mean of ln(price / list price) over the range, cheap items counted as none, `(n,)`."""
    dear = np.maximum(0.0, np.log(marketing.price / world.products.list_price)) * sale.active
    return per(along(dear), np.add.reduce(sale.active, axis=1))


def _scar(world: World, state: State, sale: OnSale, satisfaction: Floats) -> Floats:
    """Points that will not come back at once: some of what is left of old ones, some of those just lost."""
    rules, fallen = world.customers, np.maximum(0.0, state.satisfaction - satisfaction)
    deep: Floats | float = rules.scar
    if sale.in_force[VOICE]:
        deep = np.where(sale.initiatives[:, VOICE, None], VOICE_SCAR * rules.scar, rules.scar)
    scar: Floats = rules.scar_keep * state.scar + deep * fallen
    return scar


def _goodwill(world: World, state: State, brand: Floats, satisfaction: Floats, stockout: Floats) -> Floats:
    """Nerlove-Arrow goodwill (calibration B4), fed by service, drained by stock-outs, `(n,)`."""
    media, m = world.media, world.shape[1]
    fed = media.goodwill_gain * np.log1p(brand / media.brand_reference)
    served = media.goodwill_service * (along(satisfaction) / m - 60.0) / 100.0
    kept = (1.0 - media.goodwill_decay) * state.goodwill + world.tracks.goodwill[state.round]
    goodwill: Floats = np.maximum(0.05, kept + fed + served - media.goodwill_stockout * stockout)
    return goodwill


def _listing(world: World, fining: Bools | None, state: State, road: Delivery) -> tuple[Floats, Floats]:
    """Months in a row below a retailer's target, and the share of the shelf it leaves us."""
    if fining is None:
        return np.zeros(road.otif.shape, order="F"), np.minimum(1.0, state.shelf + SHELF_BACK)
    missed = fining & state.entered & (road.otif < world.markets.fine_target - 0.1)
    misses = np.where(missed, state.misses + 1.0, 0.0)
    cut = np.where(misses > SHELF_MISSES, SHELF_LOSS, 0.0)
    shelf = state.shelf + np.where(missed, 0.0, SHELF_BACK) - cut
    return misses, np.minimum(1.0, np.maximum(SHELF_LEAST, shelf))


def _borrowed(world: World, state: State, sale: OnSale, demand: Demand) -> Floats:
    """Share of next month's demand that this month's promotion has already sold, `(n, p)`."""
    if not sale.promoted:
        return np.zeros(sale.promotion.shape, order="F")
    return np.where(sale.promotion > 0, world.media.pull * demand.lift, 0.0)


def _remembered(world: World, state: State, marketing: MarketingPlan, sale: OnSale) -> Floats:
    """The price customers remember: past prices paid, the latest most (calibration A1, reference price), `(n, p)`."""
    paid, memory = marketing.price * (1.0 - world.media.depth[sale.promotion]), world.media.memory
    kept = memory * state.remembered + (1.0 - memory) * paid
    return np.where(sale.active, kept, state.remembered)
