"""Property 11: with all else switched off, each mechanism of a scenario agrees with its closed form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from math import fsum
from types import MappingProxyType
from typing import Any, Final

import numpy as np

from game import figures
from game.lab.encoding import Course
from game.lab.health.finding import Finding, Subject
from game.lab.playing import Seeds
from game.lab.simulation.players import random_course
from game.rules.arrays import Floats
from game.rules.draws import draw, seeds_from
from game.rules.month import Step, resolve
from game.rules.prepared import prepared
from game.rules.state import Plans, State, opening
from game.rules.world import Media, Tracks, World

CLOSE: Final = 0.02
GRID: Final = 2001
STOCKS: Final = 101
LUCKS: Final = 400
KEPT: Final = 0.4  # share of its cost that a unit left over is worth
ELASTICITY: Final = -2.5
ADVERTISING: Final = 0.12
SIGMA: Final = 0.35


def neutral_settings(subject: Subject) -> Finding:
    """Property 11: the largest relative difference between the rules and the closed forms."""
    errors = {name: check(subject) for name, check in CHECKS.items()}
    worst = max(errors, key=lambda name: errors[name])
    return Finding(
        11, "Neutral settings", subject.slug, f"farthest from theory: {worst}, "
                                              f"{figures.share(errors[worst])}", "within 2%",
        errors[worst] <= CLOSE, f"the rules of {worst}: something acts that its neutral value should switch off",
        errors,
    )  # fmt: skip


ONE: Final = seeds_from(0, 1)
SAME: Final = seeds_from(0, 1).repeat(GRID)


def _first(subject: Subject, world: World, seeds: Seeds, state: State | None = None, **parts: dict[str, Any]) -> Step:
    """The first month of as many seasons as seeds, at the defaults, with some arrays of the plans replaced."""
    state = opening(world, len(seeds)) if state is None else state
    packed = subject.code.packed(subject.code.defaults(), state)
    plans = Plans(
        replace(packed.marketing, **parts.get("marketing", {})),
        replace(packed.distribution, **parts.get("distribution", {})),
        packed.joint,
    )
    ready = prepared(world)
    return resolve(ready, state, plans, draw(ready.street, seeds, 0))


def _sold_first(world: World) -> int:
    """The first product that is on sale."""
    return int(np.flatnonzero(world.products.on_sale)[0])


def _one_product(world: World, at: int) -> World:
    """Base demand of one product in one open market, a million units; nothing of the others."""
    base = np.zeros_like(world.products.base)
    base[at, int(np.flatnonzero(world.markets.open)[0])] = 1e6
    return replace(world, products=replace(world.products, base=base))


def nothing_acts(subject: Subject) -> float:
    """Random play in a world without effects: orders are base demand, to the unit."""
    world = neutral(subject.stage.world)
    course = random_course(subject.code, 200, subject.seed)
    joint = np.array([setting.lever.over == "initiative" for setting in subject.code.settings])
    course = Course(np.where(joint[None, :, None], 0.0, course.values), course.levels)
    ready, state, worst = prepared(world), opening(world, 200), 0.0
    for round_ in range(world.rounds):
        step = resolve(ready, state, subject.code.packed(course, state), draw(ready.street, seeds_from(0, 200), round_))
        sale = step.outcome.sale
        usual = world.products.base * (sale.active[:, :, None] & sale.entered[:, None, :])
        worst = max(worst, float(np.abs(step.outcome.demand.units - usual).max() / world.products.base.max()))
        state = step.state
    return worst


def monopoly_price(subject: Subject) -> float:
    """The best price of a lone seller: e / (e - 1) times the unit cost."""
    world, at, unit_cost, prices = _priced(subject)
    outcome = _first(subject, world, SAME, marketing={"price": _price(world, at, prices)}).outcome
    best = prices[int(outcome.money.margin.argmax())]
    theory = unit_cost * ELASTICITY / (ELASTICITY + 1.0)
    return abs(float(best) / theory - 1.0)


def advertising_to_sales(subject: Subject) -> float:
    """Dorfman & Steiner: at the best spend, advertising over sales is its elasticity over that of price."""
    world, at, unit_cost, _ = _priced(subject)
    media = replace(world.media, performance_effect=ADVERTISING, performance_reference=1e-3, carryover=0.0,
                    performance_steady=1e3)  # fmt: skip
    world = replace(world, media=media)
    price = unit_cost * ELASTICITY / (ELASTICITY + 1.0)
    sales = price * 1e6 * (price / world.products.list_price[at]) ** ELASTICITY
    spend = np.geomspace(sales * 1e-3, sales, GRID)
    asked = {"price": _price(world, at, np.full(GRID, price)), "performance": spend, "brand": np.zeros(GRID)}
    outcome = _first(subject, world, SAME, marketing=asked).outcome
    best = int(outcome.money.margin.argmax())
    ratio = float(spend[best] / (outcome.money.lines[best, 0] / 100.0))
    return abs(ratio / (ADVERTISING / -ELASTICITY) - 1.0)


def _priced(subject: Subject) -> tuple[World, int, float, Floats]:
    """A world where only price acts, the product, its unit cost and prices to try."""
    base = neutral(subject.stage.world)
    at = _sold_first(base)
    world = _one_product(base, at)
    elasticity = np.zeros(world.shape[0])
    elasticity[at] = ELASTICITY
    world = replace(world, products=replace(world.products, elasticity=elasticity))
    cost = float(world.products.unit_cost[at])
    return world, at, cost, np.linspace(cost, 4.0 * cost, GRID)


def _price(world: World, at: int, prices: Floats) -> Floats:
    out = np.tile(world.products.list_price, (len(prices), 1))
    out[:, at] = prices
    return out


def newsvendor_stock(subject: Subject) -> float:
    """The best stock before a month of uncertain demand covers the critical fractile of it."""
    base = neutral(subject.stage.world)
    at = _sold_first(base)
    noise = replace(base.noise, demand=SIGMA)
    products = replace(base.products, worth=np.full_like(base.products.worth, KEPT))
    world = _one_product(replace(base, noise=noise, products=products), at)
    units = 1e6 * np.exp(SIGMA * np.linspace(-2.5, 2.5, STOCKS))
    seeds = np.tile(seeds_from(0, LUCKS), STOCKS)
    stock = np.zeros((len(seeds), *world.products.stock.shape))
    pool = int(world.markets.pool[int(np.flatnonzero(world.markets.open)[0])])
    stock[:, at, pool] = np.repeat(units, LUCKS)
    state = replace(opening(world, len(seeds)), stock=stock)
    step = _first(subject, world, seeds, state, distribution={"order": np.zeros((len(seeds), world.shape[0]))})
    price, cost = float(world.products.list_price[at]), float(world.products.unit_cost[at])
    left = step.state.stock[:, at].sum(axis=1)
    profit = (step.outcome.money.margin / 100.0 - (1.0 - KEPT) * cost * left).reshape(STOCKS, LUCKS).mean(axis=1)
    fractile = (price - cost) / (price - cost + (1.0 - KEPT) * cost)
    theory = float(np.quantile(step.outcome.demand.units[:LUCKS, at].sum(axis=1), fractile))
    # The grid finds the peak to half a step: what is off by less than a step agrees.
    off = abs(float(units[int(profit.argmax())]) / theory - 1.0)
    apart = float(np.expm1(5.0 * SIGMA / (STOCKS - 1)))
    return 0.0 if off <= apart else off


def goodwill_path(subject: Subject) -> float:
    """Nerlove & Arrow: under a steady spend goodwill closes a fixed share of the way to gain x effort / decay."""
    world = neutral(subject.stage.world)
    media = replace(world.media, goodwill_gain=subject.stage.world.media.goodwill_gain or 0.02)
    world = replace(world, media=media)
    state, spend = opening(world, 1), np.array([2.0 * media.brand_reference])
    for _ in range(world.rounds):
        state = replace(_first(subject, world, ONE, state=state, marketing={"brand": spend}).state, round=0)
    steady = media.goodwill_gain * np.log1p(2.0) / media.goodwill_decay
    theory = float(steady + (1.0 - media.goodwill_decay) ** world.rounds * (1.0 - steady))
    return abs(float(state.goodwill[0]) / theory - 1.0)


def queueing_delay(subject: Subject) -> float:
    """M/M/1 in a month that is long beside an order's work: at a load of u orders wait u / (1 - u) times that work."""
    base = neutral(subject.stage.world)
    asked = float(_first(subject, base, ONE).outcome.floor.asked[0])
    worst = 0.0
    for busy in (0.2, 0.5, 0.8, 0.95):
        floor = replace(base.floor, capacity=asked / busy, variability=1.0, days=np.full(2, QUICK))
        world = replace(base, floor=floor, last_mile=replace(base.last_mile, move_loss=0.0))
        outcome = _first(subject, world, ONE).outcome.floor
        load = float(outcome.utilisation[0])
        worst = max(worst, abs(float(outcome.queue[0]) / QUICK * (1.0 - load) / load - 1.0))
    return worst


def adstock_ratio(subject: Subject) -> float:
    """A pulse of advertising works 1 / (1 - r) times as much in all as in its first month."""
    world = neutral(subject.stage.world)
    keep = subject.stage.world.media.carryover
    world = replace(world, media=replace(world.media, carryover=keep, performance_steady=0.0))
    state, work = opening(world, 1), []
    for round_ in range(60):
        spend = np.array([1000.0 if round_ == 0 else 0.0])
        step = _first(subject, world, ONE, state=state, marketing={"performance": spend})
        work.append(float(step.outcome.demand.adstock[0]))
        state = replace(step.state, round=0)
    return abs(fsum(work) / work[0] * (1.0 - keep) - 1.0)


CHECKS: Final = MappingProxyType[str, Callable[[Subject], float]](
    {
        "switched-off effects": nothing_acts,
        "monopoly price": monopoly_price,
        "advertising to sales": advertising_to_sales,
        "newsvendor stock": newsvendor_stock,
        "goodwill": goodwill_path,
        "queueing delay": queueing_delay,
        "adstock": adstock_ratio,
    }
)


QUICK = 1e-5
"""Days of work on an order beside which a month is long."""

PLENTY = 1e9
"""Stock, floor hours and budgets so large that none of them binds."""


def neutral(world: World, rounds: int | None = None) -> World:
    """The world without any effect: orders are base demand whatever anyone does, and only goods cost money.

    Args:
        world: a scenario's.
        rounds: how many rounds it shall have; by default as many as the scenario.
    """
    p, m, w = world.shape
    zero_p, one_p = np.zeros(p), np.ones(p)
    products = replace(
        world.products, elasticity=zero_p, own_share=one_p, launch_cost=zero_p, launch_sigma=zero_p,
        launch_bias=zero_p, launch_failure=zero_p, takes_from=np.zeros((p, p)), stock=np.full((p, w), PLENTY),
        pipeline=zero_p, inbound=np.zeros((2, p)), worth=np.ones((2, p)), clearance=zero_p,
    )  # fmt: skip
    markets = replace(
        world.markets, entry_cost=np.zeros(m), promise_slope=np.zeros(m), returns=np.zeros(m), fine=np.zeros(m),
        transit_cost=np.zeros((3, m)), margin=np.ones(m),
    )  # fmt: skip
    return replace(
        world,
        rounds=rounds or world.rounds,
        products=products,
        markets=markets,
        media=_no_media(world.media),
        floor=replace(
            world.floor, capacity=PLENTY, items_complexity=0.0, promotion_complexity=0.0, market_complexity=0.0,
            variability=0.0, wage=0.0, fatigue_gain=0.0, expansion_cost=0.0, expansion_upkeep=0.0,
        ),
        last_mile=replace(
            world.last_mile, month_spread=0.0, carrier_fixed=np.zeros(3), pack_cost=np.zeros(3),
            pack_damage=np.zeros(3), pack_lift=np.zeros(3), booking_over=0.0, booking_under=0.0,
            site_fixed=np.zeros_like(world.last_mile.site_fixed), move_cost=0.0,
        ),
        noise=replace(world.noise, demand=0.0, company=0.0, promotion=0.0, inbound=0.0),
        costs=replace(
            world.costs, holding=0.0, overhead=0.0, marketing_budget=PLENTY, distribution_budget=PLENTY,
            initiative_setup=np.zeros(7), initiative_monthly=np.zeros(7),
        ),
        customers=replace(world.customers, lost=1.0, substitute=0.0, backlog=0.0, elsewhere=0.0),
        tracks=_calm(world.tracks, rounds or world.rounds, p, m),
    )  # fmt: skip


def _no_media(media: Media) -> Media:
    three = np.zeros(3)
    return replace(
        media, goodwill_effect=0.0, goodwill_gain=0.0, goodwill_service=0.0, goodwill_stockout=0.0,
        performance_effect=0.0, depth=three, promotion_fee=three, pull=0.0, research_cost=0.0, quiet_months=0,
        remembered_gain=0.0, remembered_loss=0.0,
        insight_effect=0.0, focus_gain=0.0, listing_fee=0.0, ramp=np.ones(3), repeat_share=0.0, word_effect=0.0,
        bounds=np.array([0.0, PLENTY]),
    )  # fmt: skip


def _calm(tracks: Tracks, rounds: int, p: int, m: int) -> Tracks:
    """No season, no trend, no event: factors 1, shifts 0."""
    shapes = {"season": (rounds, p), "arrivals": (rounds, p), "demand": (rounds, p, m), "budget": (rounds, 2)}
    added = {"transit_days", "rival_price", "rival_quality", "goodwill", "satisfaction", "returns", "damage"}
    values: dict[str, Any] = {}
    for field in fields(Tracks):
        old: Floats = getattr(tracks, field.name)
        shape = shapes.get(field.name, (rounds, *old.shape[1:]))
        values[field.name] = np.zeros(shape) if field.name in added else np.ones(shape)
    return replace(tracks, **values)
