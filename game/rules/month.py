"""The month, in order: one pure function from (prepared world, state, plans, draws) to (state, outcome)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import add

import numpy as np
from numpy.typing import NDArray

from game.rules import clashes, customers, demand, floor, joint, last_mile, money, scorecards, spending, stock
from game.rules.arrays import Floats, along, columns, over_markets, share, spread
from game.rules.draws import Draws, draw
from game.rules.plans import JointPlan, Plans
from game.rules.prepared import Prepared
from game.rules.state import OLD, State, opening
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


@dataclass(frozen=True)
class Outcome(Happened):
    """All that a round produced, as data: screens, record and debrief read only this."""

    scorecards: scorecards.Scorecards
    clashes: clashes.Clashes


@dataclass(frozen=True)
class Step:
    """The state after a round, and the outcome of the round."""

    state: State
    outcome: Outcome


def resolve(ready: Prepared, state: State, plans: Plans, draws: Draws) -> Step:
    """Play one month of `n` seasons. Pure: the same arguments give the same bytes, one season or ten thousand."""
    after, month = _happen(ready, state, plans, draws)
    cards = _cards(ready, plans, month)
    named = clashes.detect(
        ready.world, state, month.sale, month.demand, month.filled, month.floor, month.last_mile
    )  # fmt: skip
    if ends(ready, state):
        quiet = list(_quiet(ready, after, plans))
        month = _with_later(month, [outcome for _, outcome in quiet])
        scores = [_cards(ready.quiet, plan, outcome) for plan, outcome in quiet]  # type: ignore[arg-type]
        later = columns([_all(one.marketing for one in scores), _all(one.distribution for one in scores)], len(cards.brand))
        cards = replace(cards, later=later)
    return Step(after, Outcome(**vars(month), scorecards=cards, clashes=named))


def _cards(ready: Prepared, plans: Plans, month: Happened) -> scorecards.Scorecards:
    return scorecards.score(
        ready.world, ready.cards, plans.marketing, month.sale, month.spent, month.demand, month.filled, month.floor,
        month.money, month.customers,
    )  # fmt: skip


def ends(ready: Prepared, state: State) -> bool:
    """Whether the month that a state begins is a season's last, so that the months after it count with it."""
    return ready.quiet is not None and state.round == ready.world.rounds - 1


def _quiet(ready: Prepared, state: State, plans: Plans) -> Iterator[tuple[Plans, Happened]]:
    """The months after the season: the last plans go on at list price, without deals or anything new.

    What the season's end borrowed is paid back in them, and what it built comes in. Stock follows what was sold.
    """
    assert ready.quiet is not None
    quiet, n = ready.quiet, len(state.goodwill)
    world, (p, m, _) = quiet.world, quiet.world.shape
    none = np.zeros((n, p), order="F")
    luck = Draws(np.zeros((n, p, m), order="F"), np.zeros(n), none, none, none, np.zeros((n, m), order="F"))
    state = replace(state, round=0, locked=np.zeros((n, p), dtype=np.int64, order="F"))
    marketing = replace(
        plans.marketing, price=spread(world.products.list_price, n), promotion=state.locked,
        research=np.zeros(n, dtype=np.bool_),
    )  # fmt: skip
    joint_plan = JointPlan(
        launch=np.zeros((n, p), dtype=np.bool_), enter=np.zeros((n, m), dtype=np.bool_), forecast=none,
        capacity=np.zeros(n), marketing_share=plans.joint.marketing_share,
        initiatives=np.zeros((n, 7), dtype=np.bool_),
    )  # fmt: skip
    cover = 1.1 * (world.products.lead[0] + 1.0)
    for _ in range(world.rounds):
        held = np.add.reduce(state.stock, axis=2) + np.add.reduce(state.pipeline, axis=2)
        missing = np.maximum(0.0, cover * state.smoothed - (held - over_markets(state.backlog))) * state.listed
        distribution = replace(plans.distribution, order=missing, inbound=np.zeros((n, p), dtype=np.int64))
        plan = Plans(marketing, distribution, joint_plan)
        state, month = _happen(quiet, state, plan, luck)
        yield plan, month


def _with_later(month: Happened, quiet: Sequence[Happened]) -> Happened:
    later = _all(one.money.joint for one in quiet)
    return replace(month, money=replace(month.money, later=later, joint=month.money.joint + later))


def _all(values: Iterable[Floats]) -> Floats:
    """Their sum, in order."""
    return reduce(add, values)


def happen(ready: Prepared, state: State, plans: Plans, draws: Draws) -> tuple[State, Happened]:
    """The state after a month and what happened in it; `resolve` reads scorecards and clashes off it."""
    after, month = _happen(ready, state, plans, draws)
    if ends(ready, state):
        month = _with_later(month, [outcome for _, outcome in _quiet(ready, after, plans)])
    return after, month


def _happen(ready: Prepared, state: State, plans: Plans, draws: Draws) -> tuple[State, Happened]:
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


def play(ready: Prepared, plans: Sequence[Plans], seeds: NDArray[np.uint64]) -> list[Step]:
    """Play a season (or its first rounds) of `len(seeds)` seasons: one `Plans` a round."""
    state, steps = opening(ready.world, len(seeds)), []
    for round_, plan in enumerate(plans):
        step = resolve(ready, state, plan, draw(ready.street, seeds, round_))
        steps.append(step)
        state = step.state
    return steps


def joint_value(steps: Sequence[Step]) -> Floats:
    """The season's joint value in whole cents: contribution margin, customer equity and what stock is worth, `(n,)`."""
    value = steps[0].outcome.money.joint
    for step in steps[1:]:
        value = value + step.outcome.money.joint
    return value
