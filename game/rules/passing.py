"""What happens in a month, in order: the floor below scorecards and the months after the season."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.rules import customers, demand, floor, joint, last_mile, money, spending, stock
from game.rules.arrays import Floats, along, over_markets, share
from game.rules.draws import Draws
from game.rules.prepared import Prepared
from game.rules.state import OLD, Plans, State
from game.rules.world import World

SMOOTHING = 0.5  # design choice: weight of the newest month in the forecast nobody signed
INSIGHT_KEPT = 0.5  # design choice


@dataclass(frozen=True)
class Happened:
    """What happened in one round of `n` seasons, in that order."""

    round: int  # 0 = first
    sale: joint.OnSale
    spent: spending.Spent
    demand: demand.Demand
    inbound: stock.Inbound
    filled: stock.Fill
    floor: floor.FloorMonth
    unmet: stock.Unmet
    last_mile: last_mile.Delivery
    customers: customers.Feelings
    money: money.Money


def passed(ready: Prepared, state: State, plans: Plans, draws: Draws) -> tuple[State, Happened]:
    """The state after a month, and what happened in it; the months after the season are not in it."""
    world, hands = ready.world, ready.floor
    sale = joint.on_sale(world, ready.street.launches, state, plans, draws)
    spent = spending.spend(world, state, plans, sale)
    wanted = demand.orders(world, ready.demand, state, plans, sale, spent.performance, draws)
    inbound = stock.receive(world, ready.stock, state, plans.distribution, sale, draws)
    filled = stock.fill(world, state, wanted.units, inbound, sale)
    work = floor.ship(world, hands, state, plans.distribution, sale, filled.fillable, spent.extra, spent.temps)
    paid = plans.marketing.price * (1.0 - world.media.depth[sale.promotion])
    unmet = stock.settle(world, hands, filled, inbound, work, sale, paid)
    out = work.shipped + unmet.as_substitute
    left, cleared = stock.after_shipping(world, inbound, out, sale)
    road = last_mile.deliver(world, ready.road, state, plans, sale, filled, wanted.units, wanted.expected, work, draws)
    felt = customers.respond(
        world, ready.fining, state, plans.marketing, spent.brand, sale, wanted, filled, unmet, road
    )  # fmt: skip
    cash = money.settle(world, ready.money, state, plans, sale, spent, inbound, work, road, felt, out, left, cleared)
    month = Happened(state.round, sale, spent, wanted, inbound, filled, work, unmet, road, felt, cash)
    return _next(world, state, plans, month, left), month


def _next(world: World, state: State, plans: Plans, outcome: Happened, left: Floats) -> State:
    """The state that the next round begins in."""
    sale, work, felt = outcome.sale, outcome.floor, outcome.customers
    due = np.concatenate([state.capacity_due[:, 1:].T, plans.joint.capacity[None]]).T
    ordered = over_markets(outcome.demand.units)
    smoothed = SMOOTHING * ordered + (1.0 - SMOOTHING) * state.smoothed
    if sale.joined or sale.relisted.any():
        smoothed = np.where(sale.launched_now | sale.relisted, ordered, smoothed)
    research = world.media.research_insight * plans.marketing.research
    return State(
        round=state.round + 1,
        goodwill=felt.goodwill,
        adstock=outcome.demand.adstock,
        insight=INSIGHT_KEPT * state.insight + research,
        satisfaction=felt.satisfaction,
        scar=felt.scar,
        shelf=felt.shelf,
        misses=felt.misses,
        pulled=felt.pulled,
        remembered=felt.remembered,
        promoted=sale.promotion,
        locked=plans.marketing.promotion,
        stock=left,
        pipeline=outcome.inbound.pipeline,
        freight_due=outcome.inbound.freight_due,
        backlog=outcome.unmet.backlog,
        launched=sale.launched,
        listed=plans.marketing.listed,
        product_age=np.minimum(OLD, state.product_age + 1) * sale.launched,
        success=sale.success,
        entered=sale.entered,
        market_age=np.minimum(OLD, state.market_age + 1) * sale.entered,
        capacity=work.crew,
        capacity_due=due,
        fatigue=work.fatigue,
        temps=outcome.spent.temps,
        temp_skill=work.temp_skill,
        site=plans.distribution.site,
        initiatives=sale.initiatives,
        marketing_share=sale.marketing_share,
        smoothed=smoothed,
        otif=company_otif(outcome),
    )


def company_otif(outcome: Happened) -> Floats:
    """OTIF over all markets, weighted by what was wanted, `(n,)`."""
    weight = outcome.filled.by_market
    return share(along(outcome.last_mile.otif * weight), along(weight))
