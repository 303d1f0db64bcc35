"""What a benchmark was measured on: what the rules make of a fixed set of plays, and marks of a scenario's parts."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import fields, replace
from math import isclose
from typing import Any, Final, TypeAlias

import numpy as np

from game.lab.encoding import Code, Course
from game.lab.playing import luck_of
from game.rules.arrays import Bools
from game.rules.draws import seeds_from
from game.rules.money import LINE_KEYS
from game.rules.month import resolve
from game.rules.prepared import prepared
from game.rules.state import opening
from game.rules.world import INITIATIVES, World
from game.scenario import Scenario

Marks: TypeAlias = Mapping[str, str | float]

PLAYS: Final = 2 ** len(INITIATIVES)
"""Seasons of the fixed set: one for each choice of initiatives in force."""

NEAR: Final = (1e-6, 1e-3)
"""How far two figures may differ, as a share and by itself, and be the same: last bits differ between machines."""

_GOLDEN: Final = 0.6180339887498949  # its multiples' fractions fill a range evenly, and on every machine alike


def rules_marks(scenario: Scenario) -> dict[str, float]:
    """What the rules make of the fixed plays: each money line and the rest of the joint value, and both scorecards.

    Means over the seasons of the sum over their rounds. Two versions of the rules with the same figures here value
    every plan alike, however their text differs.
    """
    code, ready = Code(scenario), prepared(scenario.world)
    course = _fixed_plays(code)
    state = replace(opening(ready.world, PLAYS), initiatives=_initiatives_in_force())
    found = np.zeros(len(LINE_KEYS) + 5)
    for draws in luck_of(ready, seeds_from(1, PLAYS)):
        step = resolve(ready, state, code.packed(course, state), draws)
        money, cards = step.outcome.money, step.outcome.scorecards
        cents = (*money.lines.T, money.equity, money.stock, money.later)
        points = np.column_stack((cards.marketing, cards.distribution)) + cards.later
        found += [float(np.mean(value)) / 100.0 for value in cents] + [float(np.mean(card)) for card in points.T]
        state = step.state
    names = (*LINE_KEYS, "customer-equity", "stock", "months-after", "scorecard-marketing", "scorecard-distribution")
    return {name: float(f"{value:.10g}") for name, value in zip(names, found.tolist(), strict=True)}


def _fixed_plays(code: Code) -> Course:
    """Legal play, every setting anywhere in its range and every season its own, the same on every machine."""
    shape = (code.rounds, len(code.settings), PLAYS)
    shares = np.modf(np.arange(1.0, 1.0 + np.prod(shape)) * _GOLDEN)[0].reshape(shape)
    low, high, size = (part[None, :, None] for part in (code.low, code.high, code.size))
    values = np.where(size == 0, low + shares * (high - low), np.floor(shares * np.maximum(size, 1)))
    return Course(values, np.zeros(len(code.settings), dtype=np.bool_))


def _initiatives_in_force() -> Bools:
    """From the start none in the first season, all in the last: `(PLAYS, 7)`."""
    return np.asfortranarray((np.arange(PLAYS)[:, None] >> np.arange(len(INITIATIVES))) & 1 > 0)


def scenario_marks(scenario: Scenario) -> dict[str, str]:
    """A mark for each part of a scenario: its tables, and its sheet."""
    marks = {part.name: _mark(_written(getattr(scenario.world, part.name))) for part in fields(World)}
    sheet = [(s.key, s.default, s.low, s.high, s.step, s.choices, s.lead) for s in scenario.sheet.settings]
    marks["levers"] = _mark(repr(sheet))
    marks["claims"] = _mark(repr(scenario.claims))
    marks["leads"] = _mark(repr(sorted((name, sorted(leads.items())) for name, leads in scenario.leads.items())))
    return marks


def changed(then: Marks, now: Marks) -> list[str]:
    """The names whose marks differ, or that came or went."""
    return sorted(name for name in then.keys() | now.keys() if not _same(then.get(name), now.get(name)))


def _same(then: str | float | None, now: str | float | None) -> bool:
    if isinstance(then, float) and isinstance(now, float):
        return isclose(then, now, rel_tol=NEAR[0], abs_tol=NEAR[1])
    return then == now


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _written(part: Any) -> str:
    """A part of the world in ten digits: the last bits may differ between machines."""
    if not hasattr(part, "__dataclass_fields__"):
        return repr(part)
    words = []
    for field in fields(part):
        value = getattr(part, field.name)
        if isinstance(value, np.ndarray):
            value = [f"{number:.10g}" for number in np.asarray(value, dtype=np.float64).ravel().tolist()]
        elif isinstance(value, float):
            value = f"{value:.10g}"
        words.append(f"{field.name}={value}")
    return "\n".join(words)
