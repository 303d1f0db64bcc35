"""What the two plans did to each other: the four clashes, read off what happened and never scripted; the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any, Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from game.rules.arrays import Bools, Floats, over_markets
from game.rules.demand import Demand
from game.rules.draws import Draws
from game.rules.floor import FloorMonth
from game.rules.joint import OnSale
from game.rules.last_mile import Delivery
from game.rules.month import resolve
from game.rules.prepared import Prepared
from game.rules.state import DistributionPlan, JointPlan, MarketingPlan, Plans, State
from game.rules.stock import Fill
from game.rules.world import World

CLASHES: Final = ("expansion-past-capability", "launch-complexity", "unsupported-promotion", "cheap-miles")
YOUNG = 3  # rounds during which an item or a market counts as new
CROWDED = 0.95  # utilisation from which the floor is felt to be full
UNSHIPPED = 0.90  # fill of a promoted item below which the deal was not supported
HOLLOW = 0.75  # demand after a deal, as a share of its usual, below which the lift was borrowed
SAVED = 0.06  # on-time share that a saving must cost to be named


@dataclass(frozen=True)
class Clashes:
    """Where each clash showed. All True/False."""

    expansion: Bools  # (n, m) a young market badly served
    launch: Bools  # (n, p) a young item on a full floor, or badly forecast
    promotion: Bools  # (n, p) a deal that could not be shipped, or was borrowed
    miles: Bools  # (n, m) a saving that broke the promise
    any: Bools  # (n, 4) in the order of CLASHES


def detect(
    world: World, state: State, sale: OnSale, demand: Demand, filled: Fill, floor: FloorMonth, road: Delivery
) -> Clashes:
    """Name the clashes of the month."""
    bar, p = world.targets.otif, world.shape[0]
    full = (floor.utilisation > CROWDED)[:, None]
    expansion = sale.entered & (sale.market_age < YOUNG) & ((road.otif < bar - 0.1) | full)
    launch = promotion = np.zeros((len(full), p), dtype=np.bool_, order="F")
    if sale.joined or sale.promoted:
        unfilled = over_markets(floor.shipped) < UNSHIPPED * filled.by_product
        launch = sale.active & (sale.product_age < YOUNG) & ~world.products.on_sale & (full | unfilled)
        promotion = (sale.promotion > 0) & unfilled
    if state.promoted.any():
        borrowed = (state.promoted > 0) & (state.pulled > 1.0 - HOLLOW) & (sale.promotion == 0)
        promotion = promotion | (borrowed & (over_markets(demand.units) > 0.0))
    served = sale.entered & (filled.by_market > 0.0)
    miles = served & (road.on_time_standard - road.on_time > SAVED) & (road.on_time < bar)
    anywhere = np.empty((len(full), len(CLASHES)), dtype=np.bool_, order="F")
    for index, flags in enumerate((expansion, launch, promotion, miles)):
        np.logical_or.reduce(flags, axis=1, out=anywhere[:, index])
    return Clashes(expansion, launch, promotion, miles, anywhere)


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
