"""Property 11: with all else switched off, each mechanism of a scenario agrees with its closed form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Final

import numpy as np

from game.lab.encoding import Course
from game.lab.health.finding import Case, Finding
from game.lab.health.neutral import PLENTY, neutral
from game.lab.playing import Seeds
from game.lab.simulation.ways import random_course
from game.rules.arrays import Floats
from game.rules.draws import draw, seeds_from
from game.rules.month import Step, resolve
from game.rules.plans import Plans
from game.rules.prepared import prepared
from game.rules.state import State, opening
from game.rules.world import World

CLOSE: Final = 0.02
GRID: Final = 2001
STOCKS: Final = 101
LUCKS: Final = 400
KEPT: Final = 0.4  # share of its cost that a unit left over is worth
ELASTICITY: Final = -2.5
ADVERTISING: Final = 0.12
SIGMA: Final = 0.35


def neutral_settings(case: Case) -> Finding:
    """Property 11: the largest relative difference between the rules and the closed forms."""
    errors = {name: check(case) for name, check in CHECKS.items()}
    worst = max(errors, key=lambda name: errors[name])
    return Finding(
        11, "Neutral settings", case.slug, f"farthest from theory: {worst}, {errors[worst]:.2%}", "within 2 %",
        errors[worst] <= CLOSE, f"the rules of {worst}: something acts that its neutral value should switch off",
        errors,
    )  # fmt: skip


ONE: Final = seeds_from(0, 1)
SAME: Final = seeds_from(0, 1).repeat(GRID)


def _first(case: Case, world: World, seeds: Seeds, state: State | None = None, **parts: dict[str, Any]) -> Step:
    """The first month of as many seasons as seeds, at the defaults, with some arrays of the plans replaced."""
    state = opening(world, len(seeds)) if state is None else state
    packed = case.code.packed(case.code.defaults(), state)
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


def nothing_acts(case: Case) -> float:
    """Random play in a world without effects: orders are base demand, to the unit."""
    world = neutral(case.stage.world)
    course = random_course(case.code, 200, case.seed)
    joint = np.array([setting.lever.over == "initiative" for setting in case.code.settings])
    course = Course(np.where(joint[None, :, None], 0.0, course.values), course.levels)
    ready, state, worst = prepared(world), opening(world, 200), 0.0
    for round_ in range(world.rounds):
        step = resolve(ready, state, case.code.packed(course, state), draw(ready.street, seeds_from(0, 200), round_))
        sale = step.outcome.sale
        usual = world.products.base * (sale.active[:, :, None] & sale.entered[:, None, :])
        worst = max(worst, float(np.abs(step.outcome.demand.units - usual).max() / world.products.base.max()))
        state = step.state
    return worst


def monopoly_price(case: Case) -> float:
    """The best price of a lone seller: e / (e - 1) times the unit cost."""
    world, at, unit_cost, prices = _priced(case)
    outcome = _first(case, world, SAME, marketing={"price": _price(world, at, prices)}).outcome
    best = prices[int(outcome.money.margin.argmax())]
    theory = unit_cost * ELASTICITY / (ELASTICITY + 1.0)
    return abs(float(best) / theory - 1.0)


def advertising_to_sales(case: Case) -> float:
    """Dorfman & Steiner: at the best spend, advertising over sales is its elasticity over that of price."""
    world, at, unit_cost, _ = _priced(case)
    media = replace(world.media, performance_effect=ADVERTISING, performance_reference=1e-3, carryover=0.0,
                    performance_steady=1e3)  # fmt: skip
    world = replace(world, media=media)
    price = unit_cost * ELASTICITY / (ELASTICITY + 1.0)
    sales = price * 1e6 * (price / world.products.list_price[at]) ** ELASTICITY
    spend = np.geomspace(sales * 1e-3, sales, GRID)
    asked = {"price": _price(world, at, np.full(GRID, price)), "performance": spend, "brand": np.zeros(GRID)}
    outcome = _first(case, world, SAME, marketing=asked).outcome
    best = int(outcome.money.margin.argmax())
    ratio = float(spend[best] / (outcome.money.lines[best, 0] / 100.0))
    return abs(ratio / (ADVERTISING / -ELASTICITY) - 1.0)


def _priced(case: Case) -> tuple[World, int, float, Floats]:
    """A world where only price acts, the product, its unit cost and prices to try."""
    base = neutral(case.stage.world)
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


def newsvendor_stock(case: Case) -> float:
    """The best stock before a month of uncertain demand covers the critical fractile of it."""
    base = neutral(case.stage.world)
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
    step = _first(case, world, seeds, state, distribution={"order": np.zeros((len(seeds), world.shape[0]))})
    price, cost = float(world.products.list_price[at]), float(world.products.unit_cost[at])
    left = step.state.stock[:, at].sum(axis=1)
    profit = (step.outcome.money.margin / 100.0 - (1.0 - KEPT) * cost * left).reshape(STOCKS, LUCKS).mean(axis=1)
    fractile = (price - cost) / (price - cost + (1.0 - KEPT) * cost)
    theory = float(np.quantile(step.outcome.demand.units[:LUCKS, at].sum(axis=1), fractile))
    # The grid finds the peak to half a step: what is off by less than a step agrees.
    off = abs(float(units[int(profit.argmax())]) / theory - 1.0)
    apart = float(np.expm1(5.0 * SIGMA / (STOCKS - 1)))
    return 0.0 if off <= apart else off


def goodwill_path(case: Case) -> float:
    """Nerlove & Arrow: under a steady spend goodwill closes a fixed share of the way to gain x effort / decay."""
    world = neutral(case.stage.world)
    media = replace(world.media, goodwill_gain=case.stage.world.media.goodwill_gain or 0.02)
    world = replace(world, media=media)
    state, spend = opening(world, 1), np.array([2.0 * media.brand_reference])
    for _ in range(world.rounds):
        state = replace(_first(case, world, ONE, state=state, marketing={"brand": spend}).state, round=0)
    steady = media.goodwill_gain * np.log1p(2.0) / media.goodwill_decay
    theory = float(steady + (1.0 - media.goodwill_decay) ** world.rounds * (1.0 - steady))
    return abs(float(state.goodwill[0]) / theory - 1.0)


def queueing_delay(case: Case) -> float:
    """M/M/1: the time in a system that is busy a share u of the time is 1 / (1 - u) times the service."""
    base = neutral(case.stage.world)
    asked = float(_first(case, base, ONE).outcome.floor.asked[0])
    worst = 0.0
    for busy in (0.2, 0.5, 0.8, 0.95):
        floor = replace(base.floor, capacity=asked / busy, variability=1.0, congestion_cap=PLENTY)
        world = replace(base, floor=floor, last_mile=replace(base.last_mile, move_loss=0.0))
        outcome = _first(case, world, ONE).outcome.floor
        worst = max(worst, abs(float(outcome.congestion[0]) * (1.0 - float(outcome.utilisation[0])) - 1.0))
    return worst


def adstock_ratio(case: Case) -> float:
    """A pulse of advertising works 1 / (1 - r) times as much in all as in its first month."""
    world = neutral(case.stage.world)
    keep = case.stage.world.media.carryover
    world = replace(world, media=replace(world.media, carryover=keep, performance_steady=0.0))
    state, work = opening(world, 1), []
    for round_ in range(60):
        spend = np.array([1000.0 if round_ == 0 else 0.0])
        step = _first(case, world, ONE, state=state, marketing={"performance": spend})
        work.append(float(step.outcome.demand.adstock[0]))
        state = replace(step.state, round=0)
    return abs(sum(work) / work[0] * (1.0 - keep) - 1.0)


CHECKS: Final = MappingProxyType[str, Callable[[Case], float]](
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
