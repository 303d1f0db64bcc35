"""Budgets: what each seat's choices cost this month, and what its share of the shared budget lets through."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.rules.arrays import Floats, along, share
from game.rules.joint import OnSale
from game.rules.state import Plans, State
from game.rules.world import World


@dataclass(frozen=True)
class Spent:
    """Money really spent, after the budgets. Shapes `(n,)`."""

    marketing_budget: Floats
    distribution_budget: Floats
    brand: Floats
    performance: Floats
    promotion_fees: Floats
    research: Floats
    extra: Floats  # extra shift really run, share of regular hours
    temps: Floats  # people really hired
    extra_cost: Floats
    temp_cost: Floats


def spend(world: World, state: State, plans: Plans, sale: OnSale) -> Spent:
    """Fit both plans to their budgets: what is over is scaled down, media and people alike."""
    costs, media, floor, r = world.costs, world.media, world.floor, state.round
    purse = costs.marketing_budget + costs.distribution_budget
    budget_m = purse * sale.marketing_share * world.tracks.budget[r, 0]
    budget_d = purse * (1.0 - sale.marketing_share) * world.tracks.budget[r, 1]
    marketing, distribution = plans.marketing, plans.distribution
    fees = along(media.promotion_fee[sale.promotion])
    research = marketing.research.astype(np.float64) * media.research_cost
    wish = marketing.brand + marketing.performance
    cut_m = share(np.maximum(0.0, budget_m - fees - research), wish)
    crew = state.capacity + state.capacity_due[:, 0]
    wage = floor.wage * world.tracks.wage[r]
    extra_cost = extra_shift_cost(world, crew, distribution.extra_shift) * wage
    temp_cost = distribution.temps * floor.temp_wage
    contract = world.last_mile.carrier_fixed[distribution.carrier]
    cut_d = share(np.maximum(0.0, budget_d - contract), extra_cost + temp_cost)
    return Spent(
        marketing_budget=budget_m,
        distribution_budget=budget_d,
        brand=marketing.brand * cut_m,
        performance=marketing.performance * cut_m,
        promotion_fees=fees,
        research=research,
        extra=distribution.extra_shift * cut_d,
        temps=distribution.temps * cut_d,
        # The premium is that of the hours really run, not of those asked for.
        extra_cost=extra_shift_cost(world, crew, distribution.extra_shift * cut_d) * wage,
        temp_cost=temp_cost * cut_d,
    )


def extra_shift_cost(world: World, crew: Floats, extra: Floats) -> Floats:
    """Wage hours that an extra shift costs, `(n,)`: a premium on the first tenth, a higher one beyond."""
    first = np.minimum(0.1, extra)
    premium = world.floor.shift_premium
    hours: Floats = crew * (first * premium[0] + (extra - first) * premium[1])
    return hours


def overdrawn(world: World, state: State, plans: Plans, spent: Spent) -> Floats:
    """What marketing's and distribution's plans ask for beyond their budgets, `(2, n)`; below 0 = what they leave."""
    marketing, distribution = plans.marketing, plans.distribution
    media = marketing.brand + marketing.performance + spent.promotion_fees + spent.research
    crew, wage = state.capacity + state.capacity_due[:, 0], world.floor.wage * world.tracks.wage[state.round]
    hands = (
        world.last_mile.carrier_fixed[distribution.carrier]
        + extra_shift_cost(world, crew, distribution.extra_shift) * wage
        + distribution.temps * world.floor.temp_wage
    )
    return np.stack([media - spent.marketing_budget, hands - spent.distribution_budget])
