"""What an answer is: a figure, the factors behind it, and how the factors make the figure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import fsum
from typing import Literal, TypeAlias

import numpy as np

from game.rules.arrays import Floats
from game.rules.month import Outcome
from game.rules.state import Plans, State
from game.rules.world import World

Who: TypeAlias = Literal["marketing", "distribution", "joint", "customers", "world"]
How: TypeAlias = Literal["multiply", "add", "note"]
Part: TypeAlias = tuple[str, float, Who, str]
"""A factor whose unit is the figure's: its name, its value, who moved it and one plain sentence."""

NO_EFFECT = 1e-12
"""A factor this near to 1, or an amount this near to 0, is left out: it says nothing."""


@dataclass(frozen=True)
class Factor:
    """One thing behind a figure."""

    name: str
    value: float
    unit: str  # "factor", "units", "days", "hours", "share", "points", "money", "price", "people", "goodwill", "months"
    who: Who  # who moved it: a seat, both seats, customers or the world
    says: str  # one plain sentence


@dataclass(frozen=True)
class Explanation:
    """A figure taken apart.

    With `how` "multiply" the factors' values multiply out to `figure`, with "add" they add up to it (money to the
    cent); with "note" they are what it was read from.
    """

    title: str
    figure: float
    unit: str
    how: How
    factors: tuple[Factor, ...]


@dataclass(frozen=True)
class Episode:
    """The month asked about: one season (the first of each array) of a resolved round."""

    world: World
    state: State
    plans: Plans
    outcome: Outcome


@dataclass(frozen=True)
class Link:
    """A factor before it is summed: its value in every cell, `(p, m)`."""

    name: str
    cells: Floats
    who: Who
    says: str


def chained(start: Factor, cells: Floats, links: Iterable[Link]) -> list[Factor]:
    """The start and one factor per link: what each link did to the sum of the cells, one after the other.

    The factors multiply out to the sum of all cells exactly, whatever each cell's own factors are.
    """
    factors, running, before = [start], cells, float(np.sum(cells))
    for link in links:
        running = running * link.cells
        after = float(np.sum(running))
        if before == 0.0:
            break
        if abs(after / before - 1.0) > NO_EFFECT:
            factors.append(Factor(link.name, after / before, "factor", link.who, link.says))
        before = after
    return factors


def multiplied(title: str, unit: str, figure: float, start: Part, parts: Iterable[Part]) -> Explanation:
    """An explanation by multiplication: the start in the figure's unit, and the factors that say something."""
    found = [
        Factor(name, value, "factor", who, says) for name, value, who, says in parts if abs(value - 1.0) > NO_EFFECT
    ]
    return Explanation(title, figure, unit, "multiply", (_factor(start, unit), *found))


def added(
    title: str, unit: str, parts: Sequence[Part], figure: float | None = None, rest: tuple[str, Who, str] | None = None
) -> Explanation:
    """An explanation by addition.

    Args:
        title: of the figure.
        unit: of the figure and all its parts.
        parts: what adds up to it; those that are nothing are left out, the first one always stays.
        figure: when the month kept its own, such as whole cents; else the sum.
        rest: name, who and sentence of what the parts lack of the figure, such as an end of its scale.
    """
    total = fsum(value for _, value, _, _ in parts)
    whole = total if figure is None else figure
    if rest is not None:
        parts = [*parts, (rest[0], whole - total, rest[1], rest[2])]
    kept = [part for at, part in enumerate(parts) if at == 0 or abs(part[1]) > NO_EFFECT]
    return Explanation(title, whole, unit, "add", tuple(_factor(part, unit) for part in kept))


def _factor(part: Part, unit: str) -> Factor:
    name, value, who, says = part
    return Factor(name, float(value), unit, who, says)
