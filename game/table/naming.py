"""The clashes of a month in words: where each showed, and one sentence with its figures."""

from __future__ import annotations

from game.figures import listed
from game.rules.arrays import over_markets
from game.rules.clashes import CLASHES, CROWDED
from game.rules.month import Outcome
from game.rules.world import World
from game.table.seen.observation import ClashView
from game.table.seen.plainly import chosen

EXPANSION, LAUNCH, PROMOTION, MILES = CLASHES
ALL = 0.995
"""Share shipped from which a reader would say all of it."""


def clashes_of(world: World, outcome: Outcome) -> tuple[ClashView, ...]:
    """Every clash that one season's month showed."""
    found = outcome.clashes
    markets, products = world.markets.keys, world.products.keys
    wheres = {
        EXPANSION: chosen(markets, found.expansion[0]),
        LAUNCH: chosen(products, found.launch[0]),
        PROMOTION: chosen(products, found.promotion[0]),
        MILES: chosen(markets, found.miles[0]),
    }
    named = zip(CLASHES, found.any[0].tolist(), strict=True)
    return tuple(
        ClashView(key, wheres[key], _sentence(world, outcome, key, wheres[key])) for key, shown in named if shown
    )


def _sentence(world: World, outcome: Outcome, clash: str, where: tuple[str, ...]) -> str:
    if clash == EXPANSION:
        return _expansion(world, outcome, where)
    if clash == LAUNCH:
        return _launch(world, outcome, where)
    if clash == PROMOTION:
        return _promotion(world, outcome, where)
    return _miles(world, outcome, where)


def _expansion(world: World, outcome: Outcome, where: tuple[str, ...]) -> str:
    otif = min(float(outcome.last_mile.otif[0, world.markets.keys.index(key)]) for key in where)
    return (
        f"{_markets(world, where)} opened before the floor and the fleet were ready: "
        f"{otif:.0%} of the orders there came on time and in full."
    )


def _launch(world: World, outcome: Outcome, where: tuple[str, ...]) -> str:
    floor, filled = outcome.floor, _filled(world, outcome, where)
    slower = "and each new item makes every other one slower to pick."
    at = [world.products.keys.index(key) for key in where]
    missing, waiting = (float(over_markets(units)[0, at].sum()) for units in (outcome.filled.short, floor.waiting))
    if float(floor.utilisation[0]) <= CROWDED or (filled < ALL and missing > waiting):
        onto = "into a warehouse that had too little of it"
    elif filled < ALL:
        onto = "onto a floor that had no room for it"
    else:
        days = float(floor.days[0])
        return (
            f"{_products(world, where)} came onto a full floor: all of it was shipped, but an order took {days:.1f} "
            f"days to pick and pack instead of {days / float(floor.congestion[0]):.1f}, {slower}"
        )
    return f"{_products(world, where)} came {onto}: {filled:.0%} of what was wanted could be shipped, {slower}"


def _promotion(world: World, outcome: Outcome, where: tuple[str, ...]) -> str:
    sale = outcome.sale.promotion[0]
    now = tuple(key for key in where if sale[world.products.keys.index(key)] > 0)
    if now:
        return (
            f"The deal on {_products(world, now)} sold more than could be shipped: "
            f"{_filled(world, outcome, now):.0%} of what was wanted left the floor."
        )
    return f"Last month's deal on {_products(world, where)} was borrowed from this one: customers had stocked up."


def _miles(world: World, outcome: Outcome, where: tuple[str, ...]) -> str:
    road = outcome.last_mile
    at = [world.markets.keys.index(key) for key in where]
    on_time = float(road.on_time[0, at].mean())
    usual = float(road.on_time_standard[0, at].mean())
    return (
        f"A saving on the way to {_markets(world, where)} broke the promise: {on_time:.0%} came in time, and "
        f"{usual:.0%} would have without it."
    )


def _filled(world: World, outcome: Outcome, where: tuple[str, ...]) -> float:
    at = [world.products.keys.index(key) for key in where]
    wanted = float(over_markets(outcome.filled.wanted)[0, at].sum())
    return float(over_markets(outcome.floor.shipped)[0, at].sum()) / wanted if wanted > 0.0 else 1.0


def _products(world: World, keys: tuple[str, ...]) -> str:
    return listed([world.products.names[world.products.keys.index(key)] for key in keys])


def _markets(world: World, keys: tuple[str, ...]) -> str:
    return listed([world.markets.names[world.markets.keys.index(key)] for key in keys])
