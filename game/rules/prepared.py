"""A world made ready to be played: what follows from the world alone, worked out once for all its months."""

from __future__ import annotations

from dataclasses import dataclass

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


def prepared(world: World) -> Prepared:
    """The world with its tables: about as much work as half a month, so do it once and keep it."""
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
    )
