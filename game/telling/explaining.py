"""An explanation as steps: each factor as it enters a figure and who moved it; and the figure that a month explains."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import fsum, prod
from types import MappingProxyType
from typing import Final

from game.figures import apportioned, digits_of, measure, times, whole
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

MOST_DIGITS: Final = 12
"""Digits after the point that a factor is written with at most."""

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
    written = _multiplied(answer, currency) if answer.how == "multiply" else _added(answer, currency)
    return [ExplainedStep(one.name, said, one.who, one.says) for one, said in zip(answer.factors, written, strict=True)]


def _multiplied(answer: Explanation, currency: str) -> list[str]:
    """The start and the factors as they are written where they multiply out to the figure as it is written.

    A start that is small is written with a digit or two more than such a figure is elsewhere.

    Raises:
        ValueError: when a factor is missing.
    """
    first, *rest = answer.factors
    values = [factor.value for factor in rest]
    usual, decimals = (digits_of(answer.unit, one, currency) for one in (first.value, answer.figure))
    for digits in range(usual, usual + 4):
        start = whole(first.value * 10**digits) / 10**digits
        try:
            factors, shown = multiplied_out(answer.figure, start, values, decimals)
        except ValueError:
            continue
        written = [
            times(factor, shown) if one.unit == "factor" else measure(factor, one.unit, currency, shown)
            for factor, one in zip(factors, rest, strict=True)
        ]
        return [measure(first.value, first.unit, currency, digits), *written]
    raise ValueError(f"{answer.title}: factors of another figure")


def multiplied_out(total: float, start: float, factors: Sequence[float], decimals: int = 0) -> tuple[list[float], int]:
    """Factors as they are written, and with how many digits, so that they multiply out to the total as it is written.

    With as few digits as will do, two at least; those that rounding has moved most are rounded the other way first.

    Args:
        total: what they multiply out to.
        start: what they are multiplied with, as it is written.
        factors: exact.
        decimals: that the total is written with.

    Raises:
        ValueError: when they do not, with as many digits as anybody would read.
    """
    wanted = whole(total * 10**decimals)
    least = 3 if any(abs(factor - 1.0) < 0.01 for factor in factors) else 2
    for digits in range(least, MOST_DIGITS + 1):
        scale = 10**digits
        written = [whole(factor * scale) for factor in factors]
        lacks = [factor * scale - one for factor, one in zip(factors, written, strict=True)]
        order = iter(sorted(range(len(factors)), key=lambda at: -abs(lacks[at])))
        while gap := wanted - whole(start * prod(one / scale for one in written) * 10**decimals):
            step = 1 if gap * start > 0 else -1
            at = next((at for at in order if lacks[at] * step > 0), None)
            if at is None:
                break
            written[at] += step
        else:
            return [one / scale for one in written], digits
    raise ValueError("factors of another total")


def _added(answer: Explanation, currency: str) -> list[str]:
    """The parts as they are written where they add up to the figure as it is written; or what it was read from."""
    digits = None if answer.how == "note" else digits_of(answer.unit, answer.figure, currency)
    written = []
    for at, one in enumerate(_apportioned(answer, currency).factors):
        plus = "+" if answer.how == "add" and at and one.value > 0 else ""
        written.append(f"{plus}{measure(one.value, one.unit, currency, digits)}")
    return written


def _apportioned(answer: Explanation, currency: str) -> Explanation:
    """An explanation by addition with parts that add up to the figure as they are written; another as it is."""
    if answer.how != "add":
        return answer
    digits = digits_of(answer.unit, answer.figure, currency)
    parts = apportioned(answer.figure, [factor.value for factor in answer.factors], digits)
    factors = tuple(replace(factor, value=part) for factor, part in zip(answer.factors, parts, strict=True))
    return replace(answer, factors=factors)


def main_steps(answer: Explanation, currency: str) -> list[ExplainedStep]:
    """The first factor and those that moved the figure most; small ones are one, or left out where nothing lacks."""
    answer = _apportioned(answer, currency)
    first, rest = answer.factors[:1], answer.factors[1:]
    felt = [factor for factor in rest if _weight(answer, factor) >= FELT]
    felt = sorted(felt, key=lambda factor: -_weight(answer, factor))[:MOST]
    shown = replace(answer, factors=(*first, *(factor for factor in rest if factor in felt)))
    left = [factor.value for factor in rest if factor not in felt]
    if answer.how == "multiply" and left:
        other = Factor("All the rest", prod(left), "factor", "world", "")
        lacking = _weight(answer, other) >= FELT or not _closes(shown, currency)
    else:
        other = Factor("All the rest", fsum(left), answer.unit, "world", "")
        lacking = answer.how == "add" and abs(other.value) > NOTHING
    return steps(replace(shown, factors=(*shown.factors, other)) if lacking else shown, currency)


def _closes(answer: Explanation, currency: str) -> bool:
    """Does a product come to its figure as it is written?"""
    try:
        return bool(_multiplied(answer, currency))
    except ValueError:
        return False


def _weight(answer: Explanation, factor: Factor) -> float:
    """How much of the figure a factor moved, as a share."""
    if answer.how == "multiply":
        return abs(factor.value - 1.0)
    return abs(factor.value) / max(abs(answer.figure), 1e-9)


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
    if topic in ("best", "worst", "loss"):
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
