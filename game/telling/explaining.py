"""An explanation as steps: each factor as it enters a figure and who moved it; and the figure that a month explains."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import fsum, prod
from types import MappingProxyType
from typing import Final

from game.figures import apportioned, digits_of, measure, times
from game.rules.explain import Explanation, Factor
from game.table.clashes import CATALOGUE
from game.telling.notable import Notable, Past, headline
from game.telling.story import MonthStory

MOST: Final = 6
"""Factors told in short beside the first; the others are one."""

NOTHING: Final = 1e-9
"""Less than any figure that is written."""

FELT: Final = 0.005
"""A factor that moves less than this share of a figure is not worth its line."""

MOVERS: Final[Mapping[str, str]] = MappingProxyType(
    {"marketing": "marketing", "distribution": "distribution", "joint": "both seats", "customers": "customers"}
)
"""Who moved a factor, where somebody did."""


@dataclass(frozen=True)
class ExplainedStep:
    """One factor of a figure."""

    name: str
    written: str  # `× 0.91`, `+€1,200`, or the plain amount where the figure starts
    who: str  # as the rules have it
    says: str

    @property
    def mover(self) -> str:
        """Who moved it, in words; "" = nobody at the table."""
        return MOVERS.get(self.who, "")


def title(answer: Explanation, currency: str) -> str:
    """What is explained, with its figure."""
    return f"{answer.title}: {measure(answer.figure, answer.unit, currency)}"


def steps(answer: Explanation, currency: str) -> list[ExplainedStep]:
    """Every factor, in the order in which they multiply out or add up, also as they are written."""
    return _steps(_as_written(answer, currency), currency)


def _as_written(answer: Explanation, currency: str) -> Explanation:
    """The explanation with parts that add up to the figure as they are written, where it is a sum."""
    if answer.how != "add":
        return answer
    digits = digits_of(answer.unit, answer.figure, currency)
    parts = apportioned(answer.figure, [factor.value for factor in answer.factors], digits)
    factors = tuple(replace(factor, value=part) for factor, part in zip(answer.factors, parts, strict=True))
    return replace(answer, factors=factors)


def _steps(answer: Explanation, currency: str) -> list[ExplainedStep]:
    return [_step(answer, factor, at == 0, currency) for at, factor in enumerate(answer.factors)]


def main_steps(answer: Explanation, currency: str) -> list[ExplainedStep]:
    """The first factor and those that moved the figure most; small ones are one."""
    answer = _as_written(answer, currency)
    rest = sorted(answer.factors[1:], key=lambda factor: -_weight(answer, factor))
    felt = [factor for factor in rest if _weight(answer, factor) >= FELT][:MOST]
    shown = [factor for factor in answer.factors[1:] if factor in felt]
    left = [factor.value for factor in rest if factor not in felt]
    small = prod(left) if answer.how == "multiply" else fsum(left)
    other = Factor("All the rest", small, "factor" if answer.how == "multiply" else answer.unit, "world", "")
    felt_less = abs(small) > NOTHING if answer.how == "add" else _weight(answer, other) >= FELT
    if answer.how != "note" and left and felt_less:
        shown.append(other)
    return _steps(replace(answer, factors=(*answer.factors[:1], *shown)), currency)


def _weight(answer: Explanation, factor: Factor) -> float:
    """How much of the figure a factor moved, as a share."""
    if answer.how == "multiply":
        return abs(factor.value - 1.0)
    return abs(factor.value) / max(abs(answer.figure), 1e-9)


def _step(answer: Explanation, factor: Factor, first: bool, currency: str) -> ExplainedStep:
    digits = digits_of(answer.unit, answer.figure, currency)
    if answer.how == "multiply" and not first and factor.unit == "factor":
        written = times(factor.value)
    elif answer.how == "add" and not first:
        written = measure(factor.value, factor.unit, currency, digits)
        if factor.value > 0 and any(sign in "123456789" for sign in written):
            written = f"+{written}"
    else:
        written = measure(factor.value, factor.unit, currency, digits if answer.how == "add" else None)
    return ExplainedStep(factor.name, written, factor.who, factor.says)


def figure_of_the_month(story: MonthStory, past: Past, head: Notable) -> str:
    """The key of the figure that this month explains."""
    told: list[str] = []
    for at, earlier in enumerate(past):
        told.append(_choose(earlier, past[:at], headline(earlier, past[:at]), told))
    return _choose(story, past, head, told)


def _choose(story: MonthStory, past: Past, head: Notable, told: Sequence[str]) -> str:
    wishes = [*_about(story, past, head.kind), *_usual(story, past)]
    known = [key for key in wishes if key in story.explained]
    return min(known, key=lambda key: (told.count(key), known.index(key)))


def _about(story: MonthStory, past: Past, kind: str) -> list[str]:
    """Figures that a headline asks for."""
    worst = max(story.distribution.days, key=lambda key: story.distribution.days[key])
    topic, _, item = kind.partition("-")
    beat = CATALOGUE[item].beat if topic == "clash" else ""
    if topic == "floor" or beat == "floor":
        return ["utilisation", "complexity", "capacity"]
    if topic in ("promise", "otif") or beat == "road":
        return [f"days.{worst}", f"otif.{worst}", "otif"]
    if topic == "stock" and item:
        return [f"unmet.{item}", f"fill-rate.{item}", f"stock.{item}"]
    if topic == "glut":
        return [f"stock.{item}", f"orders.{item}"]
    if topic in ("cooler", "warmer") and past:
        return [f"satisfaction.{_most_moved(story, past)}"]
    if topic in ("together", "best", "worst", "loss"):
        return ["joint-value", "margin", "equity"]
    return []


def _usual(story: MonthStory, past: Past) -> list[str]:
    """Figures worth explaining in any month, the one that moved most first."""
    worst = max(story.distribution.days, key=lambda key: story.distribution.days[key])
    sold = {key: fsum(row.values()) for key, row in story.marketing.orders.items() if fsum(row.values()) > 0.0}
    if past:
        before = {key: fsum(row.values()) for key, row in past[-1].marketing.orders.items()}
        sold = {key: abs(units / max(1.0, before.get(key, 0.0)) - 1.0) for key, units in sold.items()}
    ranked = sorted(sold, key=lambda key: -sold[key])
    orders = [f"orders.{key}" for key in ranked]
    return [*orders[:1], f"days.{worst}", f"satisfaction.{_most_moved(story, past)}", "utilisation", "goodwill",
            "equity", "scorecard-marketing", "scorecard-distribution", "cost-per-unit", *orders]  # fmt: skip


def _most_moved(story: MonthStory, past: Past) -> str:
    now, before = story.marketing.satisfaction, past[-1].marketing.satisfaction if past else {}
    return max(now, key=lambda key: abs(now[key] - before.get(key, 70.0)))
