"""The catalogue of clashes: what each is called, where it shows, and what is said of it.

The rule of each is in `game.rules.clashes`. A new clash is a rule there, an entry here, and a word of the glossary.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

from game.figures import decimal, listed, share
from game.rules.arrays import over_markets
from game.rules.clashes import CLASHES, CROWDED
from game.rules.month import Outcome
from game.rules.world import World
from game.table.seen.figures import chosen
from game.table.seen.observation import ClashView

ALL = 0.995
"""Share shipped from which a reader would say all of it."""


@dataclass(frozen=True)
class Clash:
    """One kind of clash."""

    key: str  # its name in the rules, in records and in the glossary
    short: str  # its name in a prompt's condition, and of its flags in the rules' outcome
    name: str  # as pages name it
    headline: str  # a month that is remembered for it
    clause: str  # what happened, as a clause: "a deal outran what could be shipped"
    over: Literal["market", "product"]  # what its flags range over
    beat: Literal["floor", "road"]  # where on the way of an order it shows: on the floor, or on the road
    theme: Literal["capacity", "price", "promise"]  # the thread of a debrief that it belongs to
    # a month's in a sentence with its figures, from the world, the outcome and where it showed
    sentence: Callable[[World, Outcome, tuple[str, ...]], str]


def clashes_of(world: World, outcome: Outcome) -> tuple[ClashView, ...]:
    """Every clash that one season's month showed."""
    found = []
    for kind in CATALOGUE.values():
        keys = world.markets.keys if kind.over == "market" else world.products.keys
        where = chosen(keys, getattr(outcome.clashes, kind.short)[0])
        if where:
            found.append(ClashView(kind.key, where, kind.sentence(world, outcome, where)))
    return tuple(found)


def _expansion(world: World, outcome: Outcome, where: tuple[str, ...]) -> str:
    otif = min(float(outcome.last_mile.otif[0, world.markets.keys.index(key)]) for key in where)
    return (
        f"{_markets(world, where)} opened before the floor and the fleet were ready: "
        f"{share(otif)} of the orders there came on time and in full."
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
            f"{_products(world, where)} came onto a full floor: all of it was shipped, but an order took "
            f"{decimal(days)} days to pick and pack instead of {decimal(days - float(floor.queue[0]))}, {slower}"
        )
    return f"{_products(world, where)} came {onto}: {share(filled)} of what was wanted could be shipped, {slower}"


def _promotion(world: World, outcome: Outcome, where: tuple[str, ...]) -> str:
    sale = outcome.sale.promotion[0]
    now = tuple(key for key in where if sale[world.products.keys.index(key)] > 0)
    if now:
        return (
            f"The deal on {_products(world, now)} sold more than could be shipped: "
            f"{share(_filled(world, outcome, now))} of what was wanted left the floor."
        )
    return f"Last month's deal on {_products(world, where)} was borrowed from this one: customers had stocked up."


def _miles(world: World, outcome: Outcome, where: tuple[str, ...]) -> str:
    road = outcome.last_mile
    at = [world.markets.keys.index(key) for key in where]
    kept, usual = (float(share[0, at].mean()) for share in (road.otif, road.otif_standard))
    return (
        f"A saving on the way to {_markets(world, where)} made orders late or broke them: {share(kept)} came on time, "
        f"in full and whole, and {share(usual)} would have without it."
    )


def _filled(world: World, outcome: Outcome, where: tuple[str, ...]) -> float:
    at = [world.products.keys.index(key) for key in where]
    wanted = float(over_markets(outcome.filled.wanted)[0, at].sum())
    return float(over_markets(outcome.floor.shipped)[0, at].sum()) / wanted if wanted > 0.0 else 1.0


def _products(world: World, keys: tuple[str, ...]) -> str:
    return listed([world.products.names[world.products.keys.index(key)] for key in keys])


def _markets(world: World, keys: tuple[str, ...]) -> str:
    return listed([world.markets.names[world.markets.keys.index(key)] for key in keys])


_KINDS: Final = (
    Clash("expansion-past-capability", "expansion", "Expansion past capability", "A new market, the same floor",
          "a market was served before floor and vans were ready", "market", "road", "capacity", _expansion),
    Clash("launch-complexity", "launch", "Launch complexity", "A new item finds a full floor",
          "a new item met a floor or a stock that was not ready for it", "product", "floor", "price", _launch),
    Clash("unsupported-promotion", "promotion", "Unsupported promotion", "A deal outruns what can be shipped",
          "a deal outran what could be shipped, or borrowed it from later", "product", "floor", "price", _promotion),
    Clash("cheap-miles", "miles", "Cheap miles", "A saving spoils deliveries",
          "a saving on the way to one market or more made orders late or broke them", "market", "road", "promise",
          _miles),
)  # fmt: skip

CATALOGUE: Final[Mapping[str, Clash]] = MappingProxyType({kind.key: kind for kind in _KINDS})
"""Every clash by its key, in the order of the rules."""

assert tuple(CATALOGUE) == CLASHES, "every clash of the rules needs its entry"
