"""The charts over the months of a season, from what everybody saw."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import accumulate
from operator import attrgetter
from typing import TYPE_CHECKING

from game.figures import money, points, share, units
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
    """What a chart shows."""

    title: str  # what it is about
    months: tuple[str, ...]  # a short name for each column
    # the lines, each with as many values as there are columns, or fewer while the season runs
    series: tuple[Series, ...]
    say: Callable[[float], str]  # how a value is written
    level: tuple[float, ...] = ()  # values in which the axis should lie, such as 0
    top: float | None = None  # past which no value can lie

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
    makers = {"orders": orders, "floor": orders, "road": otif, "customers": satisfaction, "money": joint}
    return makers[beat](seen) if beat in makers and len(seen.shared) > 1 else None


def orders(seen: Observation) -> Plot:
    """Demand against what was shipped."""
    return _plot(seen, "Ordered and shipped", units, {"ordered": "ordered", "shipped": "shipped"})


def otif(seen: Observation) -> Plot:
    """OTIF, and on time alone."""
    plot = _plot(seen, "On time, in full, undamaged", share, {"OTIF": "otif", "on time": "on_time"})
    return replace(plot, top=1.0)


def satisfaction(seen: Observation) -> Plot:
    """Satisfaction of customers."""
    return _plot(seen, "Satisfaction", points, {"satisfaction": "satisfaction"})


def joint(seen: Observation) -> Plot:
    """Joint value, added up over the season."""
    return _summed(seen, "Joint value of the season", {"so far": [month.joint for month in seen.shared]})


def joint_beside(seen: Observation, found: Review) -> Plot:
    """Joint value, added up, beside silo play and the best plan with the same luck."""
    beside = found.beside
    series: dict[str, Sequence[float]] = {"this season": [month.joint for month in seen.shared]}
    if beside is not None:
        series = {"this season": beside.value, "silo play": beside.silo, "best plan": beside.best}
    return _summed(seen, "Joint value so far", series)


def _plot(
    seen: Observation,
    title: str,
    say: Callable[[float], str],
    figures: Mapping[str, str],
    level: tuple[float, ...] = (),
) -> Plot:
    """A chart of figures that everybody saw, each by where it stands in a month."""
    series = (Series(name, tuple(map(attrgetter(path), seen.shared))) for name, path in figures.items())
    return Plot(title, _months(seen), tuple(series), say, level)


def _summed(seen: Observation, title: str, series: Mapping[str, Sequence[float]]) -> Plot:
    lines = (Series(name, tuple(accumulate(values))) for name, values in series.items())
    return Plot(title, _months(seen), tuple(lines), _money(seen), (0.0,))


def _money(seen: Observation) -> Callable[[float], str]:
    return partial(money, currency=seen.scenario.currency)


def _months(seen: Observation) -> tuple[str, ...]:
    return tuple(month[:3] for month in seen.scenario.months)
