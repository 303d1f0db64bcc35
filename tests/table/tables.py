"""Tables for the tests: a small scenario that offers everything, and short ways to play on it."""

import dataclasses
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from game.rules.levers import SEATS
from game.scenario import Scenario, load
from game.store.log import MemoryStore
from game.store.record import Record
from game.table.moves import Commit
from game.table.playing import play
from game.table.structure import structure
from game.table.table import Table


@cache
def stall() -> Scenario:
    return load(Path(__file__).parent / "stall")


def unkept(table: Table) -> Record:
    """A table in play that nothing is kept of, wherever it is in its season."""
    record = Record.begin("unkept", table, store=MemoryStore())
    record.table = table
    return record


def a_table(preset: str = "talk", seed: int = 1, **dials: str) -> Table:
    return Table.start(stall(), seed, structure(preset, **dials))


def played(table: Table, *moves: Any) -> Table:
    for move in moves:
        table = play(table, move)
    return table


def a_month(table: Table, marketing: dict[str, Any] | None = None, distribution: dict[str, Any] | None = None) -> Table:
    """Both seats commit these plans, or go on as they are."""
    return played(table, Commit("marketing", marketing or {}), Commit("distribution", distribution or {}))


def same(one: Any, other: Any) -> bool:
    """Are two dataclasses the same to the last byte of their arrays?"""
    if dataclasses.is_dataclass(one) and not isinstance(one, type):
        names = [field.name for field in dataclasses.fields(one)]
        return type(one) is type(other) and all(same(getattr(one, name), getattr(other, name)) for name in names)
    if isinstance(one, np.ndarray):
        return bool(one.dtype == other.dtype and one.shape == other.shape and one.tobytes() == other.tobytes())
    if isinstance(one, tuple):
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other)


def same_tables(one: Table, other: Table) -> bool:
    """Are two tables at the same point with the same past, to the last byte?"""
    parts = (
        "seed",
        "structure",
        "state",
        "round",
        "leads",
        "values",
        "play_now",
        "history",
        "instrument",
        "survey",
        "holders",
        "interventions",
        "paused",
        "ended",
        "structure_since",
        "next_structure",
    )
    return all(same(getattr(one, part), getattr(other, part)) for part in parts)


__all__ = ["SEATS", "a_month", "a_table", "played", "same", "same_tables", "stall", "unkept"]
