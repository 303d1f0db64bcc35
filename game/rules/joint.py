"""What the two seats' agreements and the portfolio put on sale this round: items, markets, initiatives, capacity."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.rules.arrays import Bools, Floats, Ints, along, ratio
from game.rules.draws import Draws
from game.rules.state import Plans, State
from game.rules.world import SCALE, SOP, World

RESEARCH_SAFETY = 0.10  # calibration A1, new product failure: cut by a joint test
SERVICE_RISK = 0.15  # calibration A1: raised when OTIF is poor at the launch
FAILED_APPEAL = 0.4  # design choice: what a failed item still sells
STAGED_LEAST = 0.35  # design choice: a staged roll-out never sells less than this share


@dataclass(frozen=True)
class OnSale:
    """What is in force this round."""

    launched: Bools  # (n, p) ever launched
    launched_now: Bools  # (n, p)
    relisted: Bools  # (n, p) brought back this round
    active: Bools  # (n, p) launched and in the range
    product_age: Ints  # (n, p) rounds on sale before this one
    success: Floats  # (n, p)
    entered: Bools  # (n, m)
    entered_now: Bools  # (n, m)
    market_age: Ints  # (n, m)
    initiatives: Bools  # (n, 7) in force
    signed_now: Bools  # (n, 7)
    promotion: Ints  # (n, p) in force: this month's plan, or the one locked a month ago
    marketing_share: Floats  # (n,)
    ramp_products: Floats  # (n, p)
    ramp_markets: Floats  # (n, m)
    staged: Floats  # (n,) share that a scale check lets new volume grow to; 1 = all
    # What shows in any season at all, so that the month may skip what shows in none.
    in_force: tuple[bool, ...]  # each initiative
    joined: bool  # an item that was not there from the start
    delisted: bool  # an item taken out of the range
    promoted: bool  # an item on promotion


def on_sale(world: World, new: Ints, state: State, plans: Plans, draws: Draws) -> OnSale:
    """Apply this round's agreements and listings to the state; `new` (q,) are the items that may be launched."""
    joint, marketing = plans.joint, plans.marketing
    launched_now = joint.launch & ~state.launched
    launched = state.launched | launched_now
    entered_now = joint.enter & ~state.entered
    entered = state.entered | entered_now
    initiatives = state.initiatives | joint.initiatives
    in_force = tuple(np.logical_or.reduce(initiatives, axis=0).tolist())
    active = launched & marketing.listed
    promotion = marketing.promotion * active
    if in_force[SOP]:
        promotion = np.where(state.initiatives[:, SOP, None], state.locked * active, promotion)
    ages = np.minimum(state.product_age, 2), np.minimum(state.market_age, 2)
    staged = np.ones(len(active))
    if in_force[SCALE]:
        staged = _staged(world, state, launched, entered, initiatives[:, SCALE])
    return OnSale(
        launched=launched,
        launched_now=launched_now,
        relisted=active & state.launched & ~state.listed,
        active=active,
        product_age=state.product_age,
        success=_success(world, state, launched_now, draws) if len(new) else state.success,
        entered=entered,
        entered_now=entered_now,
        market_age=state.market_age,
        initiatives=initiatives,
        signed_now=joint.initiatives & ~state.initiatives,
        promotion=promotion,
        marketing_share=joint.marketing_share,
        ramp_products=world.media.ramp[ages[0]],
        ramp_markets=world.media.ramp[ages[1]],
        staged=staged,
        in_force=in_force,
        joined=bool(len(new)) and bool(active[:, new].any()),
        delisted=bool(np.not_equal(launched, active).any()),
        promoted=bool(promotion.any()),
    )


def _success(world: World, state: State, launched_now: Bools, draws: Draws) -> Floats:
    """A new item's true appeal, decided when it is launched and kept: `(n, p)`."""
    if not launched_now.any():
        return state.success
    products = world.products
    insight = np.minimum(1.0, state.insight)
    risk = np.where(state.otif < 0.9, SERVICE_RISK, 0.0) - RESEARCH_SAFETY * insight
    chance = np.add(products.launch_failure, risk[:, None], order="F")
    failed = (draws.failure < chance) & (products.launch_failure > 0.0)
    sigma = np.multiply(products.launch_sigma, 1.0 - 0.3 * insight[:, None], order="F")
    appeal = np.exp(sigma * draws.success - 0.5 * sigma * sigma) * (1.0 - products.launch_bias)
    return np.where(launched_now, np.where(failed, FAILED_APPEAL * appeal, appeal), state.success)


def _staged(world: World, state: State, launched: Bools, entered: Bools, checked: Bools) -> Floats:
    """Initiative 2: how much of the new volume the floor has room for, from STAGED_LEAST to 1, `(n,)`."""
    products, markets = world.products, world.markets
    young_p = launched & (state.product_age < 2)
    young_m = entered & (state.market_age < 2)
    effort = products.base * products.handling[:, None] * markets.handling
    cells = (launched[:, :, None] & entered[:, None, :]) & (young_p[:, :, None] | young_m[:, None, :])
    added = along(np.add.reduce(np.where(cells, effort, 0.0), axis=2))
    today = along(state.smoothed * products.handling)
    spare = np.maximum(0.0, 0.95 * state.capacity - today)
    return np.where(checked, np.clip(ratio(spare, added, 1.0), STAGED_LEAST, 1.0), 1.0)
