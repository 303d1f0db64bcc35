"""Who plays a season: ways of playing that need no table, and partners or plans at real tables, move by move."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Protocol

import numpy as np

from game.lab.bench import Bench
from game.lab.encoding import STOCK, Code, Course
from game.partners import partner_for
from game.partners.turns import take_turns
from game.rules.levers import SEATS, Plan, Seat, Value
from game.scenario import Scenario
from game.table.moves import Commit, Move, Ready
from game.table.planning import bill, sheet_of
from game.table.playing import play as play_move
from game.table.seen.observation import Observation
from game.table.seen.observing import observe
from game.table.structure import Structure, leads_for
from game.table.table import Table

HALVINGS: Final = 16
"""How finely a plan over its budget is scaled down."""

SPENDING: Final[Mapping[Seat, tuple[str, ...]]] = MappingProxyType(
    {
        "marketing": ("brand-advertising", "performance-advertising"),
        "distribution": ("extra-shift", "temps"),
    }
)
"""What the rules scale down when a plan is over its budget, by seat."""


class Player(Protocol):
    """Whoever holds a seat: the moves it makes now."""

    def act(self, table: Table, seen: Observation) -> list[Move]:
        """The moves of this turn; none when it has nothing to do."""


@dataclass(frozen=True)
class Persona:
    """A partner with a persona; it looks at its observation only."""

    seat: Seat
    name: str

    def act(self, table: Table, seen: Observation) -> list[Move]:
        """The partner's moves."""
        return partner_for(self.seat, self.name).act(seen)


@dataclass(frozen=True)
class Script:
    """A seat that commits its part of a course, and neither proposes nor signs."""

    seat: Seat  # whose plans it commits
    code: Code  # the settings as numbers
    course: Course  # one season's plans

    def act(self, table: Table, seen: Observation) -> list[Move]:
        """On to the plan, and commit it; what is over the budget is scaled down as the rules would."""
        if seen.at in ("committed", "over"):
            return []
        if seen.at != "plan":
            return [Ready(self.seat)]
        mine = {setting.key for setting in sheet_of(table, self.seat)}
        values = scripted(self.code, self.course, table)
        plan = {key: value for key, value in values.items() if key in mine}
        return [Commit(self.seat, within_budget(table, self.seat, plan))]


def scripted(code: Code, course: Course, table: Table) -> dict[str, Value]:
    """A course's values for a table's month; levels become units to order."""
    values = dict(code.plans(course)[table.round - 1])
    if course.levels.any():
        packed = code.packed(course, table.state).distribution.order[0]
        for setting in code.settings:
            if setting.lever.id == STOCK:
                values[setting.key] = float(packed[setting.item])
    return values


def within_budget(table: Table, seat: Seat, plan: Plan) -> dict[str, Value]:
    """A plan whose spending fits the seat's budget: scaled down as far as needed, then without fixed prices."""
    spends = [key for key in SPENDING[seat] if key in plan]

    def scaled(of: Plan, share: float) -> dict[str, Value]:
        return {**of, **{key: float(plan[key]) * share for key in spends}}

    def fits(of: Plan) -> bool:
        return not bill(table, seat, of).over

    if fits(plan):
        return dict(plan)
    if not fits(scaled(plan, 0.0)):
        cheap = {key: "none" for key in plan if key.startswith("promotion.")}
        plan = {**plan, **cheap, **{key: False for key in plan if key == "customer-research"}}
    low, high = 0.0, 1.0
    for _ in range(HALVINGS):
        middle = (low + high) / 2.0
        low, high = (middle, high) if fits(scaled(plan, middle)) else (low, middle)
    return scaled(plan, low)


def play(scenario: Scenario, seed: int, structure: Structure, players: Mapping[Seat, Player]) -> Table:
    """A whole season at a table.

    Args:
        scenario: where it is played.
        seed: its luck.
        structure: how the seats work together.
        players: who holds each seat.
    """
    table = Table.start(scenario, seed, structure)
    while not table.over:
        table = _month(table, players)
    return table


def _month(table: Table, players: Mapping[Seat, Player]) -> Table:
    """Turns in which each seat acts, until the month has been played."""
    opened = table.round

    def turn(seat: Seat) -> bool:
        nonlocal table
        moves = players[seat].act(table, observe(table, seat))
        for move in moves:
            table = play_move(table, move)
        return bool(moves)

    if not take_turns(lambda: SEATS, turn, lambda: table.round != opened):
        raise RuntimeError(f"nobody ended round {opened} of {table.scenario.slug}")
    return table


WAYS: Final = ("best", "silo", "default", "random")
"""What may be played at the rate of the rules, in place of a persona."""


def random_course(code: Code, seasons: int, seed: int) -> Course:
    """Random legal play: every setting anywhere in its range, every round, every season its own."""
    dice = np.random.default_rng([seed, 0xD1CE])
    shares = dice.random((code.rounds, len(code.settings), seasons))
    low, high = code.low[None, :, None], code.high[None, :, None]
    numbers = low + shares * (high - low)
    choices = np.floor(shares * np.maximum(code.size, 1)[None, :, None])
    values = np.where((code.size == 0)[None, :, None], numbers, choices)
    return Course(values, np.zeros(len(code.settings), dtype=np.bool_))


def course_named(name: str, bench: Bench, seasons: int, seed: int) -> Course:
    """The course of a way of playing, one for all seasons; `random` has one for each."""
    if name == "random":
        return random_course(bench.code, seasons, seed)
    return {"best": bench.best, "silo": bench.silo}.get(name) or bench.code.defaults()


def mixed(scenario: Scenario, bench: Bench, structure: Structure, names: tuple[str, str], seasons: int, seed: int
          ) -> Course:  # fmt: skip
    """Marketing's settings of one way and distribution's of another.

    What both must sign follows a way that both play, and stays as it is when they play different ones.
    """
    code, leads = bench.code, leads_for(scenario, structure)
    both = code.defaults() if names[0] != names[1] else course_named(names[0], bench, seasons, seed)
    values, levels = both.values, both.levels
    for at, (seat, name) in enumerate(zip(SEATS, names, strict=True)):
        theirs = course_named(name, bench, seasons, seed + at * (names[0] != names[1]))
        mine = code.led_by(leads, seat)
        values = np.where(mine[None, :, None], theirs.values, values)
        levels = np.where(mine, theirs.levels, levels)
    return Course(values, levels)
