"""An explanation on the page: a figure with the factors that multiply out or add up to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import fsum, prod

from game import figures
from game.cli.telling.paper import Paper
from game.doors.widths import cells, to_left, to_right
from game.rules.explain import Explanation, Factor

TIMES = "×"
MOST = 6
FELT = 0.005
"""A factor that moves less than this share of a figure is not worth its line."""


def told(paper: Paper, answer: Explanation, currency: str) -> list[str]:
    """The figure and all its factors, each with the sentence that says what it means."""
    lines = [_headed(paper, answer, currency)]
    rows = [(factor.name, step(answer, at, currency), moved_by(factor)) for at, factor in enumerate(answer.factors)]
    for factor, row in zip(answer.factors, _aligned(paper, rows), strict=True):
        lines += [row, *paper.paragraph(factor.says, "      ", style="quiet")]
    return lines


def briefly(paper: Paper, answer: Explanation, currency: str) -> list[str]:
    """The figure and what moved it most, one line each; small factors are one."""
    rest = sorted(range(1, len(answer.factors)), key=lambda at: -weight(answer, answer.factors[at]))
    felt = [at for at in rest if weight(answer, answer.factors[at]) >= FELT]
    shown = sorted(felt[:MOST])
    rows = [(answer.factors[at].name, step(answer, at, currency), moved_by(answer.factors[at]))
            for at in ([0] if answer.factors else []) + shown]  # fmt: skip
    left = [answer.factors[at].value for at in rest if at not in shown]
    small = prod(left) if answer.how == "multiply" else fsum(left)
    unit = "factor" if answer.how == "multiply" else answer.unit
    other = Factor("All the rest", small, unit, "world", "")
    if answer.how != "note" and left and weight(answer, other) >= FELT:
        whole = replace(answer, factors=(*answer.factors[:1], other))
        rows.append((other.name, step(whole, len(whole.factors) - 1, currency), ""))
    return [_headed(paper, answer, currency), *_aligned(paper, rows)]


def _headed(paper: Paper, answer: Explanation, currency: str) -> str:
    return paper.line(f"  {answer.title}: {amount(answer.figure, answer.unit, currency)}", "strong")


def _aligned(paper: Paper, rows: Sequence[tuple[str, str, str]]) -> list[str]:
    name = max((cells(row[0]) for row in rows), default=0)
    value = max((cells(paper.shown(row[1])) for row in rows), default=0)
    return [
        paper.line(f"    {to_left(what, name)}  {to_right(paper.shown(says), value)}  {rest}".rstrip())
        for what, says, rest in rows
    ]


def weight(answer: Explanation, factor: Factor) -> float:
    """How much of the figure this factor moved, as a share."""
    if answer.how == "multiply":
        return abs(factor.value - 1.0)
    return abs(factor.value) / max(abs(answer.figure), 1e-9)


def step(answer: Explanation, at: int, currency: str) -> str:
    """One factor as it enters: `× 0.91`, `+€1,200`, or the plain amount where it starts."""
    factor = answer.factors[at]
    if answer.how == "multiply" and at > 0 and factor.unit == "factor":
        decimals = 3 if abs(factor.value - 1.0) < 0.01 else 2
        return f"{TIMES} {factor.value:.{decimals}f}"
    if answer.how == "add" and at > 0:
        return signed(factor.value, factor.unit, currency)
    return amount(factor.value, factor.unit, currency)


def amount(value: float, unit: str, currency: str) -> str:
    """A figure in its unit."""
    if unit == "money":
        return figures.money(value, currency) if abs(value) >= 100 or value == 0 else figures.price(value, currency)
    if unit == "units":
        return figures.units(value)
    if unit == "hours":
        return f"{figures.units(value)}{figures.HARD}hours"
    if unit == "share":
        return figures.share(value)
    if unit == "days":
        return f"{value:.1f}{figures.HARD}days".replace("-", figures.MINUS)
    if unit == "points":
        return f"{value:.1f}".replace("-", figures.MINUS)
    return f"{value:.3g}".replace("-", figures.MINUS)


def signed(value: float, unit: str, currency: str) -> str:
    """An amount with its sign."""
    shown = amount(abs(value), unit, currency)
    if not any(sign in "123456789" for sign in shown):
        return shown
    return f"{figures.MINUS if value < 0 else '+'}{shown}"


def moved_by(factor: Factor) -> str:
    """Who moved it, where somebody at the table did."""
    return {"marketing": "marketing", "distribution": "distribution", "joint": "both"}.get(factor.who, "")
