"""The charts over the months of a season, from what everybody saw."""

from __future__ import annotations

from itertools import accumulate

from game.app.widgets.chart import Plot, Series
from game.figures import money, units
from game.table.seen.observation import Observation
from game.telling.amounts import share


def plot_for(seen: Observation, beat: str) -> Plot | None:
    """The chart that belongs to a beat of the reveal; None where there is nothing to draw."""
    makers = {
        "orders": orders,
        "floor": orders,
        "road": otif,
        "customers": satisfaction,
        "money": joint,
        "ledger": ledger,
    }
    maker = makers.get(beat)
    return maker(seen) if maker is not None and len(seen.shared) > 1 else None


def orders(seen: Observation) -> Plot:
    """Demand against what was shipped."""
    return Plot(
        "Ordered and shipped",
        _months(seen),
        (
            Series("ordered", tuple(month.ordered for month in seen.shared)),
            Series("shipped", tuple(month.shipped for month in seen.shared)),
        ),
        units,
    )


def otif(seen: Observation) -> Plot:
    """OTIF, and on time alone."""
    return Plot(
        "On time, in full, undamaged",
        _months(seen),
        (
            Series("OTIF", tuple(month.otif for month in seen.shared)),
            Series("on time", tuple(month.on_time for month in seen.shared)),
        ),
        share,
    )


def satisfaction(seen: Observation) -> Plot:
    """Satisfaction of customers."""
    values = tuple(month.satisfaction for month in seen.shared)
    return Plot("Satisfaction", _months(seen), (Series("satisfaction", values),), lambda value: f"{value:.0f}")


def joint(seen: Observation) -> Plot:
    """Joint value, added up over the season."""
    sign = seen.scenario.currency
    values = tuple(accumulate(month.joint for month in seen.shared))
    return Plot(
        "Joint value of the season",
        _months(seen),
        (Series("so far", values),),
        lambda value: money(value, sign),
        (0.0,),
    )


def ledger(seen: Observation) -> Plot:
    """What each did alone and what the two did together, month by month."""
    sign = seen.scenario.currency
    return Plot(
        "The ledger",
        _months(seen),
        (
            Series("together", tuple(month.ledger.together for month in seen.shared)),
            Series("marketing", tuple(month.ledger.marketing for month in seen.shared)),
            Series("distribution", tuple(month.ledger.distribution for month in seen.shared)),
        ),
        lambda value: money(value, sign),
        (0.0,),
    )


def _months(seen: Observation) -> tuple[str, ...]:
    return tuple(month[:3] for month in seen.scenario.months)
