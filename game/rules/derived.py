"""What follows from a world alone, worked out once: the tables that a month looks up instead of computing again."""

from __future__ import annotations

from dataclasses import dataclass

from game.rules import demand, draws, floor, last_mile, money, scorecards, stock
from game.rules.world import World


@dataclass(frozen=True)
class Derived:
    """One world's tables, each described where it is used."""

    luck: draws.Street
    demand: demand.Tables
    stock: stock.Tables
    floor: floor.Tables
    last_mile: last_mile.Tables
    money: money.Tables
    scorecards: scorecards.Tables


def derive(world: World) -> Derived:
    """Work out all tables of a world."""
    return Derived(
        luck=draws.street(world),
        demand=demand.tables(world),
        stock=stock.tables(world),
        floor=floor.tables(world),
        last_mile=last_mile.tables(world),
        money=money.tables(world),
        scorecards=scorecards.tables(world),
    )
