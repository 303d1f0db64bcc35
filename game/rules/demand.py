"""Demand: what customers order this month, and every factor that made it so.

Each factor is kept as a logarithm, so that "why is demand 1,240?" is answered by multiplying them out. Together
the levers may multiply demand only within `Media.bounds`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.rules.arrays import Bools, Floats, along, crossed, falling, over_products
from game.rules.draws import Draws
from game.rules.joint import OnSale
from game.rules.state import Plans, State
from game.rules.world import DATA, OMNI, SCALE, SOP, TRADE, WEB, Media, Products, World

PROMISE_FLOOR = 2.0  # calibration A2, faster delivery: no gain below two days
OMNI_WEB, OMNI_STORE = float(np.log(0.96)), float(np.log(1.06))  # calibration A2, omnichannel pick-up
ADVOCATE, CRITIC, CROWD = 80.0, 40.0, 8.0  # calibration B13; the spread of a crowd is a design choice


@dataclass(frozen=True)
class Demand:
    """Orders and their factors. Logarithms unless said; 0 = no effect."""

    price: Floats  # (n, p) this month's price against list price
    remembered: Floats  # (n, p) this month's price against the price customers remember
    promotion: Floats  # (n, p) what the deal adds to both
    dealt: Floats  # (n, p) of it: the price paid against the price asked
    borrowed: Floats  # (n, p) what last month's promotion took from this one
    siblings: Floats  # (n, p) factor: what new items take from their siblings
    goodwill: Floats  # (n,)
    advertising: Floats  # (n,)
    promise: Floats  # (n, m)
    loyalty: Floats  # (n, m)
    repeat: Floats  # (n, m) share of orders that come from customers who came back; no factor
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


@dataclass(frozen=True)
class DemandTables:
    """What demand needs of a world and its calendar."""

    elasticity: Floats  # (R, p)
    cut: Floats  # (3,) log of the share of the price that is paid, by promotion
    steady: float  # log response to the steady spend
    loyalty: Floats  # (m,) at the start
    advocacy: Floats  # (m,) at the start
    focus: Floats  # (m, m + 1) by focus
    packs: Floats  # (m, 3) by packaging
    reach: Floats  # (m,) under omnichannel
    new: tuple[int, ...]  # items that take from siblings
    takes: Floats  # (p, p) share of a sibling's demand (column) that a new item (row) takes at full volume
    base: Floats  # (R, p, m) base demand under the events of the round
    alone: Bools | None  # (p, 1) True for products without a rival; None where each has one
    open: bool  # no product has a rival
    rival: Floats  # (R, p, 1) rivals' appeal
    own: Floats  # (p, 1) our share of the shelf at list price
    theirs: Floats  # (p, 1) the rivals' share; 1 for products without
    sigma: Floats  # (3,) log sd by promotion
    informed: Floats  # (3,) the same where distribution knew of the promotion
    still: bool  # no luck


def demand_tables(world: World) -> DemandTables:
    """Work out what the month would otherwise compute again and again."""
    media, products, tracks, noise = world.media, world.products, world.tracks, world.noise
    m, channel, start = world.shape[1], world.markets.channel, world.markets.satisfaction
    others = np.full((m, m), -media.focus_gain / max(1, m - 1))
    np.fill_diagonal(others, media.focus_gain)
    by_pack = world.last_mile.pack_lift * (channel != WEB)[:, None]
    new = tuple(int(item) for item in np.flatnonzero(products.takes_from.any(axis=1) & ~products.on_sale))
    homes = np.maximum(1.0, np.add.reduce(products.base, axis=1))
    alone, elasticity = products.own_share >= 1.0, products.elasticity * tracks.elasticity[:, None]
    rival = products.elasticity * tracks.rival_price[:, None] + tracks.rival_quality[:, None]
    return DemandTables(
        elasticity=elasticity,
        cut=np.log1p(-media.depth),
        steady=float(np.log1p(media.performance_steady / (1.0 - media.carryover) / media.performance_reference)),
        loyalty=loyalty(media, start),
        advocacy=advocacy(start),
        focus=np.concatenate([np.zeros((m, 1)), others], axis=1),
        packs=by_pack,
        reach=np.where(channel == WEB, OMNI_WEB, np.where(channel == TRADE, 0.0, OMNI_STORE)),
        new=new,
        takes=products.takes_from * np.add.reduce(products.base, axis=1)[:, None] / homes,
        base=np.ascontiguousarray((products.base * tracks.demand).swapaxes(1, 2)).swapaxes(1, 2),
        alone=alone[:, None] if alone.any() else None,
        open=bool(alone.all()),
        rival=rival[:, :, None],
        own=products.own_share[:, None],
        theirs=np.where(alone, 1.0, 1.0 - products.own_share)[:, None],
        sigma=noise.demand + np.array([0.0, 1.0, 1.0]) * noise.promotion,
        informed=noise.demand + np.array([0.0, 0.5, 0.5]) * noise.promotion,
        still=noise.demand == 0.0 and noise.promotion == 0.0 and noise.company == 0.0,
    )


def loyalty(media: Media, satisfaction: Floats) -> Floats:
    """Log share of customers who would come back."""
    would: Floats = np.log(falling((media.loyalty_centre - satisfaction) / media.loyalty_scale))
    return would


def advocacy(satisfaction: Floats) -> Floats:
    """Those who praise less one and a half times those who warn, -1.5 to 1 (calibration B13)."""
    return falling((ADVOCATE - satisfaction) / CROWD) - 1.5 * falling((satisfaction - CRITIC) / CROWD)


def orders(
    world: World, known: DemandTables, state: State, plans: Plans, sale: OnSale, performance: Floats, draws: Draws
) -> Demand:
    """What customers order. `performance` is the advertising money really spent, `(n,)`."""
    media, marketing, r = world.media, plans.marketing, state.round
    elasticity, cut = known.elasticity[r] * sale.active, known.cut[sale.promotion]
    price = elasticity * np.log(marketing.price / world.products.list_price)
    above = np.log(marketing.price / state.remembered)
    remembered = _against_memory(media, elasticity, above)
    dealt = elasticity * cut
    promotion = dealt + (_against_memory(media, elasticity, above + cut) - remembered)
    lift = np.exp(promotion) - 1.0
    # What was borrowed is missing from usual demand, whatever a deal of this month brings on top.
    borrowed = np.log1p(-np.minimum(0.6, state.pulled / (1.0 + lift)))
    goodwill = media.goodwill_effect * np.log(np.maximum(0.05, state.goodwill))
    adstock = media.carryover * state.adstock + performance
    advertising = _advertising(world, known, adstock, state.insight) * world.tracks.performance[r]
    slower = np.subtract(np.maximum(PROMISE_FLOOR, marketing.promise)[:, None], world.markets.promise_norm, order="F")
    promise = -world.markets.promise_slope * slower
    loyalty, word, repeat = _memory(world, known, state.satisfaction)
    focus = known.focus.take(marketing.focus, axis=1).T
    shelf = np.log(state.shelf) + known.packs.take(plans.distribution.packaging, axis=1).T
    if sale.in_force[OMNI]:
        shelf = shelf + np.multiply(sale.initiatives[:, OMNI, None], known.reach, order="F")
    siblings = _siblings(known, sale)
    ground = _ground(world, known, state, sale)
    if sale.joined:
        ground = ground * siblings[:, :, None]
    aware = (goodwill + advertising)[:, None]
    by_market = loyalty + word + focus + shelf + aware
    appeal = np.add((price + dealt)[:, :, None], promise[:, None, :], order="F")
    free, rivals = _against_rivals(known, r, appeal)
    raw = np.add((remembered + (promotion - dealt) + borrowed)[:, :, None], by_market[:, None, :], order="F")
    raw = np.exp(raw if free is None else free + raw) * rivals
    levers = np.minimum(np.maximum(raw, media.bounds[0]), media.bounds[1])
    expected = ground * levers
    luck = _luck(world, known, sale, draws)
    awareness = np.exp(aware + (word + focus))
    return Demand(
        price=price, remembered=remembered, promotion=promotion, dealt=dealt, borrowed=borrowed, siblings=siblings,
        goodwill=goodwill, advertising=advertising, promise=promise, loyalty=loyalty, repeat=repeat, word=word,
        focus=focus,
        shelf=shelf, rivals=rivals, levers=levers, ground=ground, expected=expected, luck=luck, units=expected * luck,
        leads=along(over_products(ground) * awareness), adstock=adstock, lift=lift,
    )  # fmt: skip


def _advertising(world: World, known: DemandTables, adstock: Floats, insight: Floats) -> Floats:
    """Log response to adstock against the steady spend; a power law once spend is far above the reference."""
    media = world.media
    effect = media.performance_effect * (1.0 + media.insight_effect * insight)
    return effect * (np.log1p(adstock / media.performance_reference) - known.steady)


def _against_memory(media: Media, elasticity: Floats, above: Floats) -> Floats:
    """Log demand by a price against the one customers remember (calibration A1, reference price), `(n, p)`.

    `above` is the log of the one over the other. A price above it repels more than one below attracts.
    """
    gained = media.remembered_gain * np.maximum(0.0, -above)
    lost = media.remembered_loss * np.maximum(0.0, above)
    return elasticity * (lost - gained)


def usual_lift(products: Products, media: Media) -> Floats:
    """Extra units that each promotion at list price brings over the range, as a share, `(3,)`."""
    elasticity = float(np.add.reduce(products.elasticity)) / len(products.elasticity)
    lift: Floats = (1.0 - media.depth) ** (elasticity * (1.0 + media.remembered_gain)) - 1.0
    return lift


def _memory(world: World, known: DemandTables, satisfaction: Floats) -> tuple[Floats, Floats, Floats]:
    """Loyalty and word of mouth, from last month's satisfaction, and the share of orders of those who came back.

    Repeat customers place a share of usual orders; as many more or fewer come back as would say so.
    """
    media = world.media
    returned = media.repeat_share * np.exp(loyalty(media, satisfaction) - known.loyalty)
    coming = returned + (1.0 - media.repeat_share)
    word = media.word_effect * (advocacy(satisfaction) - known.advocacy)
    return np.log(coming), word, returned / coming


def _siblings(known: DemandTables, sale: OnSale) -> Floats:
    """New items take part of their volume from siblings (calibration A1, cannibalisation)."""
    left = np.ones(sale.active.shape, order="F")
    for new in known.new if sale.joined else ():
        sold = sale.active[:, new] * sale.ramp_products[:, new] * sale.success[:, new]
        left = left - sold[:, None] * known.takes[new]
    return np.maximum(0.1, left) if sale.joined else left


def _ground(world: World, known: DemandTables, state: State, sale: OnSale) -> Floats:
    """Units before levers and luck: `(n, p, m)`."""
    r = state.round
    by_product = sale.active * sale.ramp_products * sale.success
    by_market = sale.entered * sale.ramp_markets
    if sale.in_force[SCALE]:
        by_product = by_product * np.where(sale.product_age < 2, sale.staged[:, None], 1.0)
        by_market = by_market * np.where(sale.market_age < 2, sale.staged[:, None], 1.0)
    ground: Floats = crossed(by_product * world.tracks.season[r], by_market) * known.base[r]
    return ground


def _against_rivals(known: DemandTables, r: int, appeal: Floats) -> tuple[Floats | None, Floats]:
    """Price and promise as shares of a shelf (multinomial logit, calibration B2): free logs, and the rival factor.

    With no rival the two act freely, as constant elasticity. With one, share runs between 0 and all of the shelf,
    with the same slope at list price.
    """
    if known.open:
        return appeal, np.ones(appeal.shape, order="F")
    push = (known.rival[r] - appeal) / known.theirs
    if known.alone is not None:
        push = np.where(known.alone, 0.0, push)
    won = 1.0 / (known.own + (1.0 - known.own) * np.exp(np.minimum(push, 40.0)))
    return None if known.alone is None else np.where(known.alone, appeal, 0.0), won


def _luck(world: World, known: DemandTables, sale: OnSale, draws: Draws) -> Floats:
    """Log-normal noise with mean 1: each cell's own, more when promoted, and one part shared by all."""
    noise = world.noise
    if known.still:
        return np.ones(draws.demand.shape, order="F")
    sigma = known.sigma[sale.promotion]
    if sale.in_force[SOP] or sale.in_force[DATA]:
        informed = sale.initiatives[:, SOP] | sale.initiatives[:, DATA]
        sigma = np.where(informed[:, None], known.informed[sale.promotion], sigma)
    shared = noise.company * draws.company - 0.5 * noise.company * noise.company
    return np.exp(sigma[:, :, None] * draws.demand + (shared[:, None] - 0.5 * sigma * sigma)[:, :, None])
