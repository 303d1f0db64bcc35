"""Plans as numbers: a sheet's settings as rows of one array, packed for the rules without a mapping per season.

A `Course` is every plan of a season, both seats', for one season or for many at once. Numbers stand for themselves,
a choice is its place among the choices offered, a switch is 0 or 1.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.rules.arrays import Bools, Floats
from game.rules.levers import Lead, Plan, Setting, Value
from game.rules.state import DistributionPlan, JointPlan, MarketingPlan, Plans, State, inventory_position
from game.scenario import Scenario
from game.scenario.loading import scenario_of
from game.scenario.packing import Field, Slot

STOCK = "stock-to-order"

FOLLOWS = frozenset({STOCK, "forecast"})
"""Levers that follow demand month by month: no two months are compared by them."""


@dataclass(frozen=True)
class Course:
    """All plans of a season."""

    # shape `(R, S, n)`: rounds, settings of the sheet, seasons; `n` may be 1 for one course in all seasons
    values: Floats
    # shape `(S,)`; True where a stock-to-order row holds the level to order up to (units on hand, on the way and owed)
    # rather than the units to order
    levels: Bools

    @property
    def rounds(self) -> int:
        """Rounds it has plans for."""
        return len(self.values)

    @property
    def seasons(self) -> int:
        """Seasons it is for."""
        return int(self.values.shape[2])

    def part(self, first: int, last: int) -> Course:
        """The seasons from `first` up to `last`, not included; the whole when it is one course for all."""
        return self if self.seasons == 1 else Course(self.values[:, :, first:last], self.levels)


def side_by_side(courses: Sequence[Course]) -> Course:
    """Courses of the same levels as one, in their order."""
    return Course(np.concatenate([course.values for course in courses], axis=2), courses[0].levels)


class Code:
    """The settings of a scenario as rows of numbers, worked out once.

    Args:
        scenario: whose sheet it is.
    """

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.settings: tuple[Setting, ...] = scenario.sheet.settings
        self.row = {setting.key: at for at, setting in enumerate(self.settings)}
        self.size = np.array([_size(setting) for setting in self.settings], dtype=np.int64)
        self.low = np.array([_low(setting) for setting in self.settings])
        self.high = np.array([_high(setting) for setting in self.settings])
        self.default = np.array([self.number(setting, setting.default) for setting in self.settings])
        self.orders = np.array([setting.lever.id == STOCK for setting in self.settings])
        self._numbers = {slot.key: _numbers(slot, self._of(slot)) for slot in self._slots() if slot.key is not None}

    def __reduce__(self) -> tuple[object, ...]:
        """How it travels to another process: by the texts of its scenario, and the events brought into it."""
        added = [(one.card, one.round, one.product, one.market) for one in self.scenario.brought]
        return _code_of, (dict(self.scenario.texts), added)

    @property
    def rounds(self) -> int:
        """Rounds of the scenario."""
        return self.scenario.rounds

    def number(self, setting: Setting, value: Value) -> float:
        """A value as the number that stands for it."""
        if setting.lever.kind == "choice":
            return float(setting.choices.index(str(value)))
        assert not isinstance(value, str)
        return float(value)

    def value(self, setting: Setting, number: float) -> Value:
        """The value that a number stands for."""
        if setting.lever.kind == "choice":
            return setting.choices[int(number)]
        return bool(number > 0.5) if setting.lever.kind == "switch" else float(number)

    def defaults(self) -> Course:
        """Every setting at its default in every round, one course for all seasons."""
        values = np.repeat(self.default[None, :, None], self.rounds, axis=0)
        return Course(values, np.zeros(len(self.settings), dtype=np.bool_))

    def course(self, plans: Sequence[Plan], levels: bool = False) -> Course:
        """The course of one season from a mapping for each round; settings that a mapping lacks keep their default.

        Args:
            plans: a value per setting, for each round.
            levels: whether stock-to-order values are levels to order up to.
        """
        values = self.defaults().values.copy()
        for round_, plan in enumerate(plans):
            for key, value in plan.items():
                if key in self.row:
                    values[round_, self.row[key], 0] = self.number(self.settings[self.row[key]], value)
        return Course(values, self.orders & levels)

    def plans(self, course: Course, season: int = 0) -> tuple[dict[str, Value], ...]:
        """A mapping for each round of one season of a course; levels stay levels."""
        numbers = course.values[:, :, season if course.seasons > 1 else 0].tolist()
        return tuple(
            {setting.key: self.value(setting, number) for setting, number in zip(self.settings, row, strict=True)}
            for row in numbers
        )

    def led_by(self, leads: Mapping[str, Lead], lead: Lead) -> Bools:
        """The settings that `lead` decides, by who decides each lever: `(S,)`."""
        return np.array([leads[setting.lever.id] == lead for setting in self.settings])

    def packed(self, course: Course, state: State) -> Plans:
        """The three plans of the state's round for its `n` seasons; orders up to a level are worked out from it."""
        return self.packed_rows(course.values[state.round], course.levels, state)

    def packed_rows(self, rows: Floats, levels: Bools, state: State) -> Plans:
        """The same from one round's numbers, `(S, n)`, and the settings that are levels."""
        n = len(state.goodwill)
        ordered = self._ordered(rows, levels, state) if levels.any() else {}

        def arrays(fields: Sequence[Field]) -> dict[str, NDArray[Any]]:
            return {field.name: self._array(field, rows, n, ordered) for field in fields}

        layout = self.scenario.layout
        return Plans(
            MarketingPlan(**arrays(layout.marketing)),
            DistributionPlan(**arrays(layout.distribution)),
            JointPlan(**arrays(layout.joint)),
        )

    def _ordered(self, rows: Floats, levels: Bools, state: State) -> dict[str, Floats]:
        """Units to order for every level: what is missing to it, within the setting's bounds."""
        position = inventory_position(state)
        orders = {}
        for at in np.flatnonzero(levels).tolist():
            setting = self.settings[at]
            missing = rows[at] - position[:, setting.item]
            orders[setting.key] = np.minimum(np.maximum(missing, setting.low), setting.high)
        return orders

    def _array(self, field: Field, rows: Floats, n: int, ordered: Mapping[str, Floats]) -> NDArray[Any]:
        """One array of a plan, without assignment into it: money, units and days may be on a tape."""
        found = [self._row(field, slot, rows, n, ordered) for slot in field.slots]
        return found[0] if field.company else np.concatenate([row[None] for row in found]).T

    def _row(self, field: Field, slot: Slot, rows: Floats, n: int, ordered: Mapping[str, Floats]) -> NDArray[Any]:
        if slot.key is None:
            return np.full(n, slot.fixed, dtype=field.kind)
        if slot.key in ordered:
            return ordered[slot.key]
        row: NDArray[Any] = rows[self.row[slot.key]]
        numbers = self._numbers[slot.key]
        if numbers is not None:
            row = numbers[row.astype(np.int64)]
        elif field.kind is not np.float64:
            row = row.astype(field.kind)
        return row if len(row) == n else np.repeat(row, n)

    def _slots(self) -> list[Slot]:
        layout = self.scenario.layout
        fields = (*layout.marketing, *layout.distribution, *layout.joint)
        return [slot for field in fields for slot in field.slots]

    def _of(self, slot: Slot) -> Setting:
        assert slot.key is not None
        return self.settings[self.row[slot.key]]


def _code_of(texts: Mapping[str, str], added: Sequence[tuple[str, int, str | None, str | None]]) -> Code:
    """The code of the scenario that these texts are, with these events brought in."""
    scenario = scenario_of(texts, "the lab")
    for event in added:
        scenario = scenario.with_event(*event)
    return Code(scenario)


def _size(setting: Setting) -> int:
    """How many values there are; 0 for numbers."""
    if setting.lever.kind == "choice":
        return len(setting.choices)
    return 2 if setting.lever.kind == "switch" else 0


def _low(setting: Setting) -> float:
    return setting.low if setting.lever.kind == "number" else 0.0


def _high(setting: Setting) -> float:
    return setting.high if setting.lever.kind == "number" else float(_size(setting) - 1)


def _numbers(slot: Slot, setting: Setting) -> NDArray[np.int64] | None:
    """How the rules count each choice offered, where that differs from its place."""
    if slot.codes is None:
        return None
    numbers = np.array([slot.codes[choice] for choice in setting.choices], dtype=np.int64)
    return None if (numbers == np.arange(len(numbers))).all() else numbers
