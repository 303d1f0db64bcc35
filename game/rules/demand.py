"""Demand: what customers order this month, and every factor that made it so.

Each factor is kept as a logarithm, so that "why is demand 1,240?" is answered by multiplying them out. Together
the levers may multiply demand only within `Media.bounds`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.rules.arrays import Floats, along, logistic, over_products, total
from game.rules.draws import Draws
from game.rules.joint import OnSale
from game.rules.plans import Plans
from game.rules.state import State
from game.rules.world import DATA, OMNI, SOP, TRADE, WEB, World

PROMISE_FLOOR = 2.0  # calibration A2, faster delivery: no gain below two days
OMNI_WEB, OMNI_STORE = float(np.log(0.96)), float(np.log(1.06))  # calibration A2, omnichannel pick-up
ADVOCATE, CRITIC, CROWD = 80.0, 40.0, 8.0  # calibration B13; the spread of a crowd is a design choice


@dataclass(frozen=True)
class Demand:
    """Orders and their factors. Logarithms unless said; 0 = no effect."""

    price: Floats  # (n, p)
    promotion: Floats  # (n, p)
    borrowed: Floats  # (n, p) what last month's promotion took from this one
    siblings: Floats  # (n, p) factor: what new items take from their siblings
    goodwill: Floats  # (n,)
    advertising: Floats  # (n,)
    promise: Floats  # (n, m)
    loyalty: Floats  # (n, m)
    word: Floats  # (n, m)
    focus: Floats  # (n, m)
    shelf: Floats  # (n, m) listing, packaging on the shelf, omnichannel
    rivals: Floats  # (n, p, m) factor: share won or lost to rivals, beyond the factors above
    levers: Floats  # (n, p, m) factor: all of the above, within the bounds
    ground: Floats  # (n, p, m) units: base x season x ramp x appeal x events, before levers and luck
    expected: Floats  # (n, p, m) units without luck
    luck: Floats  # (n, p, m) factor
    units: Floats  # (n, p, m) ordered
    leads: Floats  # (n,) people who would look: ground x awareness
    adstock: Floats  # (n,) money at work this month
    lift: Floats  # (n, p) share of extra units by promotion


def advocacy(satisfaction: Floats) -> Floats:
    """Those who praise less one and a half times those who warn, -1.5 to 1 (calibration B13)."""
    return logistic((satisfaction - ADVOCATE) / CROWD) - 1.5 * logistic((CRITIC - satisfaction) / CROWD)


def orders(world: World, state: State, plans: Plans, sale: OnSale, performance: Floats, draws: Draws) -> Demand:
    """What customers order. `performance` is the advertising money really spent, `(n,)`."""
    media, products, marketing, r = world.media, world.products, plans.marketing, state.round
    tracks = world.tracks
    price = products.elasticity * tracks.elasticity[r] * np.log(marketing.price / products.list_price)
    price = np.where(sale.active, price, 0.0)
    repeat = np.where(state.promoted > 0, 0.75, 1.0)  # the second deal in a row finds fewer new buyers
    lift = media.lift[sale.promotion] * repeat
    borrowed = np.log1p(-np.minimum(0.6, state.pulled))
    goodwill = media.goodwill_effect * np.log(np.maximum(0.05, state.goodwill))
    adstock = media.carryover * state.adstock + performance
    advertising = _advertising(world, adstock, state.insight) * tracks.performance[r]
    promise = -world.markets.promise_slope * (
        np.maximum(PROMISE_FLOOR, marketing.promise)[:, None] - world.markets.promise_norm
    )
    loyalty, word = _memory(world, state.satisfaction_lagged)
    focus = _focus(world, plans)
    shelf = _shelf(world, state, plans, sale)
    promotion = np.log1p(lift)
    siblings = _siblings(world, sale)
    ground = _ground(world, state, sale) * siblings[:, :, None]
    by_product = promotion + borrowed
    by_market = loyalty + word + focus + shelf + (goodwill + advertising)[:, None]
    free, rivals = _against_rivals(world, r, price, promise)
    raw = np.exp(free + (by_product[:, :, None] + by_market[:, None, :])) * rivals
    levers = np.minimum(np.maximum(raw, media.bounds[0]), media.bounds[1])
    expected = ground * levers
    luck = _luck(world, sale, draws)
    awareness = np.exp((goodwill + advertising)[:, None] + (word + focus))
    return Demand(
        price=price, promotion=promotion, borrowed=borrowed, siblings=siblings, goodwill=goodwill,
        advertising=advertising, promise=promise, loyalty=loyalty, word=word, focus=focus, shelf=shelf,
        rivals=rivals, levers=levers, ground=ground, expected=expected, luck=luck, units=expected * luck,
        leads=along(over_products(ground) * awareness), adstock=adstock, lift=lift,
    )  # fmt: skip


def _advertising(world: World, adstock: Floats, insight: Floats) -> Floats:
    """Log response to adstock against the steady spend; a power law once spend is far above the reference."""
    media = world.media
    steady = media.performance_steady / (1.0 - media.carryover)
    effect = media.performance_effect * (1.0 + media.insight_effect * insight)
    usual = np.log1p(steady / media.performance_reference)
    response: Floats = effect * (np.log1p(adstock / media.performance_reference) - usual)
    return response


def _memory(world: World, satisfaction: Floats) -> tuple[Floats, Floats]:
    """Loyalty and word of mouth, from satisfaction two rounds late."""
    media, start = world.media, world.markets.satisfaction
    kept = logistic((satisfaction - media.loyalty_centre) / media.loyalty_scale)
    usual = logistic((start - media.loyalty_centre) / media.loyalty_scale)
    word = media.word_effect * (advocacy(satisfaction) - advocacy(start))
    return media.loyalty_effect * (np.log(kept) - np.log(usual)), word


def _focus(world: World, plans: Plans) -> Floats:
    """A little more where marketing looks first, taken evenly from the other markets."""
    m = world.shape[1]
    chosen = plans.marketing.focus[:, None] == np.arange(1, m + 1)
    gain, others = world.media.focus_gain, -world.media.focus_gain / max(1, m - 1)
    return np.where(plans.marketing.focus[:, None] == 0, 0.0, np.where(chosen, gain, others))


def _shelf(world: World, state: State, plans: Plans, sale: OnSale) -> Floats:
    """Listings left by retailers, packaging that sells, and stores and web sharing stock."""
    channel = world.markets.channel
    sold_by_pack = (channel != WEB) & (channel >= TRADE)
    shelf = np.log(state.shelf) + world.last_mile.pack_lift[plans.distribution.packaging][:, None] * sold_by_pack
    reach = np.where(channel == WEB, OMNI_WEB, np.where(channel == TRADE, 0.0, OMNI_STORE))
    log: Floats = shelf + sale.initiatives[:, OMNI, None] * reach
    return log


def _siblings(world: World, sale: OnSale) -> Floats:
    """New items take part of their volume from siblings (calibration A1, cannibalisation)."""
    products = world.products
    left = np.ones(sale.active.shape, order="F")
    sold = np.where(products.on_sale, 0.0, sale.active * sale.ramp_products * sale.success)
    for new in np.flatnonzero(products.takes_from.any(axis=1)):
        volume = np.add.reduce(products.base[new])
        homes = np.add.reduce(products.base, axis=1)
        left -= sold[:, new, None] * (products.takes_from[new] * volume / np.maximum(homes, 1.0))
    return np.maximum(0.1, left)


def _ground(world: World, state: State, sale: OnSale) -> Floats:
    """Units before levers and luck: `(n, p, m)`."""
    r = state.round
    young_p = np.where(sale.product_age < 2, sale.staged[:, None], 1.0)
    young_m = np.where(sale.market_age < 2, sale.staged[:, None], 1.0)
    by_product = sale.active * sale.ramp_products * sale.success * young_p * world.tracks.season[r]
    by_market = sale.entered * sale.ramp_markets * young_m
    units: Floats = by_product[:, :, None] * by_market[:, None, :] * (world.products.base * world.tracks.demand[r])
    return units


def _against_rivals(world: World, r: int, price: Floats, promise: Floats) -> tuple[Floats, Floats]:
    """Price and promise as shares of a shelf (multinomial logit, calibration B2): free logs, and the rival factor.

    With no rival the two act freely, as constant elasticity. With one, share runs between 0 and all of the shelf,
    with the same slope at list price.
    """
    share = world.products.own_share
    appeal = price[:, :, None] + promise[:, None, :]
    if (share >= 1.0).all():
        return appeal, np.ones(appeal.shape, order="F")
    alone = share >= 1.0
    rival = world.products.elasticity * world.tracks.rival_price[r] + world.tracks.rival_quality[r]
    room = np.where(alone, 1.0, 1.0 - share)
    pull = np.clip(np.where(alone[:, None], 0.0, (appeal - rival[:, None]) / room[:, None]), -40.0, 40.0)
    won = 1.0 / (share[:, None] + (1.0 - share[:, None]) * np.exp(-pull))
    return np.where(alone[:, None], appeal, 0.0), won


def _luck(world: World, sale: OnSale, draws: Draws) -> Floats:
    """Log-normal noise with mean 1: each cell's own, more when promoted, and one part shared by all."""
    noise = world.noise
    informed = sale.initiatives[:, SOP] | sale.initiatives[:, DATA]
    extra = np.where(informed, 0.5 * noise.promotion, noise.promotion)
    sigma = noise.demand + np.where(sale.promotion > 0, extra[:, None], 0.0)
    shared = noise.company * draws.company - 0.5 * noise.company * noise.company
    return np.exp(sigma[:, :, None] * draws.demand + (shared[:, None] - 0.5 * sigma * sigma)[:, :, None])


def total_units(demand: Demand) -> Floats:
    """All units ordered, `(n,)`."""
    return total(demand.units)
