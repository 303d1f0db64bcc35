"""A world made ready to be played: what follows from the world alone, worked out once for all its months."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

import numpy as np

from game.rules.arrays import Bools
from game.rules.customers import retailers_that_fine
from game.rules.demand import DemandTables, demand_tables
from game.rules.draws import Street, street_of
from game.rules.floor import FloorTables, floor_tables
from game.rules.last_mile import RoadTables, road_tables
from game.rules.money import MoneyTables, money_tables
from game.rules.scorecards import CardTables, card_tables
from game.rules.stock import StockTables, stock_tables
from game.rules.world import World


@dataclass(frozen=True)
class Prepared:
    """A world and the tables that its months look up, each described where it is used."""

    world: World
    street: Street
    demand: DemandTables
    stock: StockTables
    floor: FloorTables
    road: RoadTables
    fining: Bools | None
    money: MoneyTables
    cards: CardTables
    quiet: Prepared | None  # the months after the season; None where there are none, as after them


def prepared(world: World, quiet: bool = True) -> Prepared:
    """The world with its tables: about as much work as half a month, so do it once and keep it.

    Args:
        world: of a scenario.
        quiet: whether months come after the season.
    """
    return Prepared(
        world=world,
        street=street_of(world),
        demand=demand_tables(world),
        stock=stock_tables(world),
        floor=floor_tables(world),
        road=road_tables(world),
        fining=retailers_that_fine(world),
        money=money_tables(world),
        cards=card_tables(world),
        quiet=prepared(quiet_world(world), quiet=False) if quiet and world.media.quiet_months else None,
    )


def quiet_world(world: World) -> World:
    """The months after a season: usual demand as far as it has grown, no news, no luck."""
    tracks, rounds = world.tracks, world.media.quiet_months
    neutral = {"transit_days", "rival_price", "rival_quality", "goodwill", "satisfaction", "returns", "damage"}
    values = {}
    for field in fields(tracks):
        shape = (rounds, *getattr(tracks, field.name).shape[1:])
        values[field.name] = np.zeros(shape) if field.name in neutral else np.ones(shape)
    values["season"] = values["season"] * world.growth
    noise = replace(world.noise, demand=0.0, company=0.0, promotion=0.0, inbound=0.0)
    last_mile = replace(world.last_mile, month_spread=0.0)
    costs = replace(world.costs, granted=np.zeros(rounds), sponsored=np.zeros(rounds))
    return replace(world, rounds=rounds, tracks=type(tracks)(**values), noise=noise, last_mile=last_mile, costs=costs)
