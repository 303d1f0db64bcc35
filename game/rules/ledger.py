"""The ledger: the month played four times, so that each seat sees what it did alone and what the two did together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from game.rules.arrays import Floats
from game.rules.draws import Draws
from game.rules.month import resolve
from game.rules.prepared import Prepared
from game.rules.state import DistributionPlan, JointPlan, MarketingPlan, Plans, State

_Arrays = TypeVar("_Arrays", State, MarketingPlan, DistributionPlan, JointPlan, Draws)


@dataclass(frozen=True)
class Ledger:
    """The month's joint value, taken apart. Whole cents, `(n,)`; the four add up to `total` exactly."""

    reference: Floats  # neither seat had changed anything
    marketing: Floats  # what marketing's plan did alone
    distribution: Floats  # what distribution's plan did alone
    together: Floats  # what the two did to each other, with all that both signed
    total: Floats


def stacked(parts: Sequence[_Arrays]) -> _Arrays:
    """Several batches as one, along the seasons axis."""
    first = parts[0]
    values: dict[str, object] = {}
    for field in fields(first):
        sample = getattr(first, field.name)
        if isinstance(sample, np.ndarray):
            values[field.name] = _joined([getattr(part, field.name) for part in parts])
        else:
            values[field.name] = sample
    return type(first)(**values)  # type: ignore[arg-type]


def _joined(pieces: list[NDArray[Any]]) -> NDArray[Any]:
    """Pieces one after the other, seasons adjacent in memory."""
    shape = (sum(len(piece) for piece in pieces), *pieces[0].shape[1:])
    joined: NDArray[Any] = np.empty(shape, pieces[0].dtype, order="F")
    return np.concatenate(pieces, axis=0, out=joined)


def ledger(
    ready: Prepared, state: State, neither: Plans, marketing: Plans, distribution: Plans, both: Plans, draws: Draws
) -> Ledger:
    """Play the month four times from the same state with the same luck.

    The four plans: the reference; marketing's own levers changed; distribution's own levers changed; all as played,
    agreements included. Who leads a lever can change hands, so the caller says what each seat changed.
    """
    n = len(state.goodwill)
    ways = (neither, marketing, distribution, both)
    four = Plans(
        marketing=stacked([way.marketing for way in ways]),
        distribution=stacked([way.distribution for way in ways]),
        joint=stacked([way.joint for way in ways]),
    )
    value = resolve(ready, stacked([state] * 4), four, stacked([draws] * 4)).outcome.money.joint
    nothing, first, second, all_ = (value[index * n : (index + 1) * n] for index in range(4))
    alone_m, alone_d = first - nothing, second - nothing
    return Ledger(nothing, alone_m, alone_d, all_ - nothing - alone_m - alone_d, all_)
