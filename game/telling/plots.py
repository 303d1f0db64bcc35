"""The charts over the months of a season, from what everybody saw."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from game.figures import money, percent, units
from game.table.seen.observation import Observation

if TYPE_CHECKING:
    from game.lab.hindsight.review import Review


@dataclass(frozen=True)
class Series:
    """One line of a chart."""

    name: str
    values: tuple[float, ...]


@dataclass(frozen=True)
class Plot:
    """What a chart shows.

    Attributes:
        title: what it is about.
        months: a short name for each column.
        series: the lines, each with as many values as there are columns, or fewer while the season runs.
        say: how a value is written.
        level: values in which the axis should lie, such as 0.
    """

    title: str
    months: tuple[str, ...]
    series: tuple[Series, ...]
    say: Callable[[float], str]
    level: tuple[float, ...] = ()

    def summary(self) -> str:
        """The chart in words."""
        told = []
        for one in self.series:
            if not one.values:
                continue
            first, last = one.values[0], one.values[-1]
            if len(one.values) == 1:
                told.append(f"{one.name} {self.say(last)}")
            else:
                most, least = max(one.values), min(one.values)
                told.append(
                    f"{one.name} from {self.say(first)} to {self.say(last)}"
                    + (f" (between {self.say(least)} and {self.say(most)})" if len(one.values) > 2 else "")
                )
        return f"{'; '.join(told)}." if told else "No month has been played yet."


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
        percent,
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


def joint_beside(seen: Observation, found: Review) -> Plot:
    """Joint value, added up, beside silo play and the best plan with the same luck."""
    sign = seen.scenario.currency
    series = [Series("this season", tuple(accumulate(month.joint for month in seen.shared)))]
    if found.beside is not None:
        series = [
            Series("this season", tuple(accumulate(found.beside.value))),
            Series("each for its own", tuple(accumulate(found.beside.silo))),
            Series("best plan", tuple(accumulate(found.beside.best))),
        ]
    return Plot("Joint value so far", _months(seen), tuple(series), lambda value: money(value, sign), (0.0,))


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
