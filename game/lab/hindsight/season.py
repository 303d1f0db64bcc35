"""A season as it was played, and played again: every single decision at each of its other values, the rest replayed.

Exact, with the same luck, in one batch. A decision that was replaced by itself is worth nothing, to the cent.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from game.lab.encoding import Code, Course
from game.lab.ladder import within_budgets
from game.lab.playing import Stage, cents, crossed, luck_of, played, repeated, stage_of
from game.rules.arrays import Floats, Ints
from game.rules.draws import Draws
from game.rules.levers import Lead, Plan, Setting, Value
from game.rules.month import Outcome, resolve
from game.rules.state import State, inventory_position
from game.rules.world import SOP
from game.scenario import Scenario
from game.table.planning import calm
from game.table.structure import PRESETS, Structure, leads_for
from game.table.table import Table

MOST: Final = 24
"""Values that are tried for a number: all its steps where there are no more, else evenly spread ones."""


@dataclass(frozen=True)
class Swing:
    """One decision at another value."""

    round: int  # counted from 1
    key: str  # of the setting
    lead: Lead  # who decided it
    chosen: Value  # as it was played
    other: Value  # the other value
    cents: int  # what that would have added to the season's joint value, in whole cents; below 0 = cost

    @property
    def lever(self) -> str:
        """The lever's id."""
        return self.key.partition(".")[0]

    @property
    def money(self) -> float:
        """What it would have added, in currency units."""
        return self.cents / 100.0


def swings(season: PlayedSeason) -> list[Swing]:
    """Every single decision of the season at each of its other values."""
    changes = list(_changes(season))
    own = int(season.cents.sum())
    values = changed_values(season, changes)
    return [_swing(season, change, int(value) - own) for change, value in zip(changes, values.tolist(), strict=True)]


LARGEST: Final = 64
"""Swings for the better that are checked for whether a table would take them."""


def turning_points(season: PlayedSeason, found: Sequence[Swing]) -> list[Swing]:
    """Swings for the better that budgets let through, one for each setting and round, the largest first."""
    better = sorted((swing for swing in found if swing.cents > 0), key=lambda swing: -swing.cents)[:LARGEST]
    code = season.stage.code
    changes = []
    for swing in better:
        row = code.row[swing.key]
        changes.append(Replacement(swing.round - 1, row, code.number(code.settings[row], swing.other)))
    allowed = within_budgets(season.stage, season.luck[: season.rounds], with_changes(season, changes))[1:].tolist()
    best: dict[tuple[int, str], Swing] = {}
    for swing, playable in zip(better, allowed, strict=True):
        if playable:
            best.setdefault((swing.round, swing.key), swing)
    return list(best.values())


def well_chosen(season: PlayedSeason, found: Sequence[Swing]) -> list[Swing]:
    """Swings to a default that would have cost something, the dearest first: what the two did well."""
    usual = {setting.key: setting.default for setting in season.stage.code.settings}
    kept = [swing for swing in found if swing.cents < 0 and swing.other == usual[swing.key]]
    return sorted(kept, key=lambda swing: swing.cents)


def _changes(season: PlayedSeason) -> Iterator[Replacement]:
    """Every other value of every decision that was open."""
    code = season.stage.code
    for round_ in range(season.rounds):
        for row, setting in enumerate(code.settings):
            number = float(season.course.values[round_, row, 0])
            if not is_open(season, setting, row, round_):
                continue
            for other in alternatives(setting, number, float(code.default[row])):
                yield Replacement(round_, row, other)


def is_open(season: PlayedSeason, setting: Setting, row: int, round_: int) -> bool:
    """Whether the decision could still be made: what was launched, entered or signed before stays so."""
    if setting.lever.id not in ("launch", "market-entry", "initiative"):
        return True
    given = setting.lever.id == "initiative" and bool(season.stage.given(round_)[setting.item])
    return not given and not bool((season.course.values[:round_, row, 0] > 0.5).any())


def alternatives(setting: Setting, number: float, default: float) -> list[float]:
    """The other numbers that a setting could have stood at."""
    if setting.lever.kind == "switch":
        return [1.0 - number]
    if setting.lever.kind == "choice":
        return [float(at) for at in range(len(setting.choices)) if at != int(number)]
    steps = round((setting.high - setting.low) / setting.step) if setting.step > 0.0 else MOST
    if steps <= MOST:
        tried = setting.low + setting.step * np.arange(steps + 1)
    else:
        tried = setting.low + setting.step * np.rint(np.linspace(0, steps, MOST))
    values = {round(value, 9) for value in (*np.clip(tried, setting.low, setting.high).tolist(), setting.high, default)}
    return sorted(value for value in values if abs(value - number) > 1e-9)


def _swing(season: PlayedSeason, change: Replacement, cents: int) -> Swing:
    code = season.stage.code
    setting = code.settings[change.row]
    chosen = code.value(setting, float(season.course.values[change.round, change.row, 0]))
    lead = season.leads[change.round][setting.lever.id]
    return Swing(change.round + 1, setting.key, lead, chosen, code.value(setting, change.number), cents)


@dataclass(frozen=True)
class PlayedSeason:
    """One season that was played, or its first rounds."""

    stage: Stage  # where it was played
    seed: int  # its luck
    course: Course  # the plans of the rounds played, one season
    leads: tuple[Mapping[str, Lead], ...]  # who decided each lever, for each round played
    rounds: int  # how many rounds were played

    @property
    def scenario(self) -> Scenario:
        """The scenario."""
        return self.stage.code.scenario

    @cached_property
    def luck(self) -> list[Draws]:
        """What luck brought in each round of the scenario."""
        return luck_of(self.stage.ready, np.array([self.seed], dtype=np.uint64))

    @cached_property
    def months(self) -> tuple[tuple[State, Outcome], ...]:
        """For each round played, the state in which it began and what came of it."""
        state, months = self.stage.opening(1), []
        for draws in self.luck[: self.rounds]:
            ready, state = self.stage.begun(state)
            step = resolve(ready, state, self.stage.code.packed(self.course, state), draws)
            months.append((state, step.outcome))
            state = step.state
        return tuple(months)

    @cached_property
    def levels(self) -> Course:
        """The plans with stock as levels to order up to: played again, they order the same units.

        Another decision leaves more or less in the house; whoever plays on then orders up to where they had it.
        """
        code, values = self.stage.code, self.course.values.copy()
        for round_, (state, _) in enumerate(self.months):
            position = inventory_position(state)
            for row in np.flatnonzero(code.orders).tolist():
                values[round_, row] += position[0, code.settings[row].item]
        return Course(values, code.orders)

    @property
    def cents(self) -> Ints:
        """Joint value of each round played in whole cents, `(rounds,)`."""
        return np.array([int(outcome.money.joint[0]) for _, outcome in self.months])


def season_of(
    scenario: Scenario, seed: int, plans: Sequence[Plan], structures: Sequence[Structure] = (PRESETS["silo"],),
    leads: Sequence[Mapping[str, Lead]] | None = None,
) -> PlayedSeason:  # fmt: skip
    """A season from its plans.

    Args:
        scenario: where it was played.
        seed: its luck.
        plans: for each round played, a value for every setting, as a table's `history[r].values`.
        structures: how the seats worked together, in each round; the last one holds on.
        leads: who decided each lever, for each round; by default as the first structure opens.
    """
    code = Code(scenario)
    course, opened = code.course(plans), leads_for(scenario, structures[0])
    each = tuple(leads) if leads is not None else (opened,) * len(plans)
    return PlayedSeason(stage_of(code, *structures, course=course), seed, course, each, len(plans))


def season_at(table: Table, months: int | None = None) -> PlayedSeason:
    """The season that a table has played so far, or its first months."""
    history = table.history[:months]
    return season_of(
        table.scenario, table.seed, [month.values for month in history], [month.structure for month in history],
        [month.leads for month in history],
    )  # fmt: skip


def calendar_fixed(season: PlayedSeason, round_: int) -> bool:
    """Whether joint S&OP was in force before a round, counted from 0: its promotions are then for the month after."""
    row = season.stage.code.row.get("initiative.joint-sop")
    signed = row is not None and bool((season.course.values[:round_, row, 0] > 0.5).any())
    return signed or bool(season.stage.given(round_)[SOP])


def replayed(season: PlayedSeason, course: Course) -> Ints:
    """Joint value in whole cents of each of `n` courses under the season's luck, over the rounds played: `(n,)`."""
    state, total = season.stage.opening(course.seasons), np.zeros(course.seasons)
    for draws in season.luck[: season.rounds]:
        ready, state = season.stage.begun(state)
        plans = season.stage.code.packed(course, state)
        state, worth = played(ready, state, plans, repeated(draws, course.seasons), cents)
        total += worth
    return total.astype(np.int64)


def usual_orders(season: PlayedSeason) -> list[Floats]:
    """What customers would have ordered in each month with usual luck, the months before as they were: `(1, p, m)`."""
    state, orders = season.stage.opening(1), list[Floats]()
    for draws in season.luck[: season.rounds]:
        ready, state = season.stage.begun(state)
        plans = season.stage.code.packed(season.course, state)
        orders.append(resolve(ready, state, plans, calm(ready.world)).outcome.demand.units)
        state = resolve(ready, state, plans, draws).state
    return orders


@dataclass(frozen=True)
class Replacement:
    """One setting of one round at another value."""

    round: int  # counted from 0
    row: int  # of the setting
    number: float  # the number that stands for the other value


def changed_values(season: PlayedSeason, changes: Sequence[Replacement]) -> Ints:
    """Joint value of the season in whole cents with each change alone, the rest as it was played: `(changes,)`.

    The months after a change order stock up to where they had it.
    """
    luck = season.luck[: season.rounds]
    same, *others = crossed(season.stage, with_changes(season, changes), luck, cents)[0].astype(np.int64)
    # Levels and stock are fractions: orders worked out from them may be a hair off, in all courses alike.
    worth: Ints = np.array(others, dtype=np.int64) - same + season.cents.sum()
    return worth


def with_changes(season: PlayedSeason, changes: Sequence[Replacement]) -> Course:
    """The season as it was played, and with each change alone: `1 + changes` courses."""
    played, levels = season.course.values[:, :, 0], season.levels
    values = np.repeat(levels.values, 1 + len(changes), axis=2)
    rounds, rows = np.array([(one.round, one.row) for one in changes], dtype=np.int64).reshape(-1, 2).T
    more = np.array([one.number for one in changes]) - played[rounds, rows]
    values[rounds, rows, 1 + np.arange(len(changes))] += more
    return Course(values, levels.levels)
