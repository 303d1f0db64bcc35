"""Plans to try the rules with: neutral ones, random ones, and the legal extremes; and ways to play them."""

from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.rules.arrays import Bools, Floats
from game.rules.draws import Draws, draw, seeds_from, street_of
from game.rules.month import Step, resolve
from game.rules.prepared import Prepared, prepared
from game.rules.state import DistributionPlan, JointPlan, MarketingPlan, Plans, State, opening
from game.rules.world import World


def calm(world: World, n: int = 1) -> Plans:
    """Plans that change nothing: list prices, no promotion, the usual spend, the base demand ordered."""
    p, m, _ = world.shape
    on_sale = world.products.base * world.products.on_sale[:, None] * world.markets.open
    return Plans(
        marketing=MarketingPlan(
            price=_each(world.products.list_price, n),
            promotion=np.zeros((n, p), dtype=np.int64, order="F"),
            brand=np.zeros(n),
            performance=np.full(n, world.media.performance_steady),
            promise=np.full(n, float(world.markets.promise_norm.mean())),
            listed=np.ones((n, p), dtype=np.bool_, order="F"),
            focus=np.zeros(n, dtype=np.int64),
            research=np.zeros(n, dtype=np.bool_),
        ),
        distribution=DistributionPlan(
            order=_each(on_sale.sum(axis=1), n),
            inbound=np.zeros((n, p), dtype=np.int64, order="F"),
            outbound=np.ones((n, m), dtype=np.int64, order="F"),
            extra_shift=np.zeros(n),
            temps=np.zeros(n),
            processing=np.zeros(n, dtype=np.int64),
            packaging=np.zeros(n, dtype=np.int64),
            carrier=np.ones(n, dtype=np.int64),
            site=np.zeros(n, dtype=np.int64),
        ),
        joint=JointPlan(
            launch=np.zeros((n, p), dtype=np.bool_, order="F"),
            enter=np.zeros((n, m), dtype=np.bool_, order="F"),
            forecast=np.zeros((n, p), order="F"),
            capacity=np.zeros(n),
            marketing_share=np.full(n, 0.5),
            initiatives=np.zeros((n, 7), dtype=np.bool_, order="F"),
        ),
    )


def _each(values: np.ndarray, n: int) -> np.ndarray:
    return np.asfortranarray(np.tile(values, (n, *[1] * values.ndim)))


def planned(plans: Plans, **levers: Any) -> Plans:
    """The plans with some levers set, whoever leads them: `planned(plans, price=12.0, temps=[0, 3])`.

    A number holds for all; a list is spread from the right (per product), an array of n rows is per season.
    """
    parts = {}
    for part in ("marketing", "distribution", "joint"):
        plan = getattr(plans, part)
        own = {field.name for field in fields(plan)} & levers.keys()
        new = {}
        for name in own:
            before = getattr(plan, name)
            new[name] = np.array(np.broadcast_to(levers[name], before.shape), dtype=before.dtype, order="F")
        parts[part] = replace(plan, **new)
    unknown = levers.keys() - {field.name for part in parts.values() for field in fields(part)}
    assert not unknown, f"no lever is called {sorted(unknown)}"
    return Plans(**parts)


def initiatives(*signed: int) -> np.ndarray:
    """The initiatives of these indices signed, `(7,)`."""
    flags = np.zeros(7, dtype=np.bool_)
    flags[list(signed)] = True
    return flags


def random_plans(world: World, rng: np.random.Generator, n: int, wild: float = 0.3) -> Plans:
    """Any legal plans at all: each lever anywhere in its range; a share `wild` of numbers at an end of it."""
    p, m, _ = world.shape
    products, usual = world.products, world.products.base.sum(axis=1)
    purse = world.costs.marketing_budget

    def number(low: Any, high: Any, shape: tuple[int, ...]) -> np.ndarray:
        share = rng.random(shape)
        ends = rng.random(shape)
        share = np.where(ends < wild / 2, 0.0, np.where(ends < wild, 1.0, share))
        return np.asfortranarray(low + share * (np.asarray(high) - low))

    def choice(count: int, shape: tuple[int, ...]) -> np.ndarray:
        return np.asfortranarray(rng.integers(0, count, shape))

    def switch(chance: float, shape: tuple[int, ...]) -> np.ndarray:
        return np.asfortranarray(rng.random(shape) < chance)

    return Plans(
        marketing=MarketingPlan(
            price=number(0.5 * products.list_price, 2.0 * products.list_price, (n, p)),
            promotion=choice(3, (n, p)) * switch(0.4, (n, p)),
            brand=number(0.0, purse, (n,)), performance=number(0.0, purse, (n,)), promise=number(1.0, 14.0, (n,)),
            listed=switch(0.85, (n, p)), focus=choice(m + 1, (n,)), research=switch(0.2, (n,)),
        ),
        distribution=DistributionPlan(
            order=number(0.0, 3.0 * usual, (n, p)), inbound=choice(2, (n, p)), outbound=choice(3, (n, m)),
            extra_shift=number(0.0, 0.4, (n,)), temps=number(0.0, 12.0, (n,)).round(), processing=choice(2, (n,)),
            packaging=choice(3, (n,)), carrier=choice(3, (n,)),
            site=choice(len(world.last_mile.site_names), (n,)) * switch(0.3, (n,)),
        ),
        joint=JointPlan(
            launch=switch(0.3, (n, p)), enter=switch(0.3, (n, m)),
            forecast=number(0.0, 2.0 * usual, (n, p)) * switch(0.4, (n, p)),
            capacity=number(0.0, 0.5 * world.floor.capacity, (n,)) * switch(0.2, (n,)),
            marketing_share=number(0.0, 1.0, (n,)), initiatives=switch(0.12, (n, 7)),
        ),
    )  # fmt: skip


def random_season(world: World, seed: int, n: int, rounds: int | None = None) -> list[Plans]:
    """Random plans for every round."""
    rng = np.random.default_rng(seed)
    return [random_plans(world, rng, n) for _ in range(rounds or world.rounds)]


def played(world: World, season: Sequence[Plans], first_seed: int = 7, state: State | None = None) -> list[Step]:
    """The steps of a season, every array of plans, state and draws locked against writing."""
    ready, n = prepared(world), len(season[0].marketing.brand)
    seeds = seeds_from(first_seed, n)
    state = opening(world, n) if state is None else state
    steps = []
    for plans in season:
        step = resolve(ready, locked(state), locked(plans), locked(draw(ready.street, seeds, state.round)))
        steps.append(step)
        state = step.state
    return steps


def month(world: World, plans: Plans, state: State | None = None, first_seed: int = 7) -> Step:
    """One month of these plans, from the opening or from a state."""
    return played(world, [plans], first_seed, state)[0]


def steady(world: World, plans: Plans, rounds: int | None = None, first_seed: int = 7) -> list[Step]:
    """The same plans every month."""
    return played(world, [plans] * (rounds or world.rounds), first_seed)


def orders(world: World, state: State | None = None, **levers: Bools | float | list[Any]) -> Floats:
    """Units ordered in the first month under these levers, `(p, m)`."""
    units: Floats = month(world, planned(calm(world), **levers), state).outcome.demand.units[0]
    return units


def ordered(world: World, *season: dict[str, Any]) -> list[float]:
    """Orders of the first item in the first market, month by month."""
    steps = played(world, [planned(calm(world), **levers) for levers in season])
    return [float(step.outcome.demand.units[0, 0, 0]) for step in steps]


def felt(world: World, **changed: Any) -> State:
    """The opening state with some fields set."""
    state = opening(world, 1)
    values = {name: np.full_like(getattr(state, name), value) for name, value in changed.items()}
    return replace(state, **values)


def lucky(world: World, n: int, round_: int = 0, first_seed: int = 7) -> Draws:
    return draw(street_of(world), seeds_from(first_seed, n), round_)


def seasons(part: Any, chosen: slice) -> Any:
    """Some seasons of a batch: plans, a state, draws or an outcome, cut along the first axis of every array."""
    if isinstance(part, np.ndarray):
        return np.asfortranarray(part[chosen])
    if is_dataclass(part) and not isinstance(part, type):
        values = {field.name: seasons(getattr(part, field.name), chosen) for field in fields(part)}
        return replace(part, **values)
    return part


def arrays(part: Any, name: str = "") -> dict[str, np.ndarray]:
    """Every array in a tree of dataclasses, by its path."""
    if isinstance(part, np.ndarray):
        return {name: part}
    found: dict[str, np.ndarray] = {}
    if is_dataclass(part) and not isinstance(part, type):
        for field in fields(part):
            found |= arrays(getattr(part, field.name), f"{name}.{field.name}".lstrip("."))
    return found


def locked(part: Any) -> Any:
    """The same, with every array locked against writing."""
    for array in arrays(part).values():
        array.setflags(write=False)
    return part


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
