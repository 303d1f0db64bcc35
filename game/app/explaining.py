"""An explanation on the screen: a figure with the factors that multiply out or add up to it."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from textual.content import Content

from game.figures import MINUS, days, money, price, units
from game.telling.amounts import share

if TYPE_CHECKING:
    from game.rules.explain import Explanation, Factor

SIGNS = MappingProxyType({"multiply": "×", "add": "+", "note": " "})
WHO = MappingProxyType(
    {"marketing": "marketing", "distribution": "distribution", "joint": "both seats", "customers": "customers"}
)
LEADS_TO = MappingProxyType(
    {
        "multiply": "These multiply out to it:",
        "add": "These add up to it:",
        "note": "It was read from these:",
    }
)


def told(explanation: Explanation, currency: str) -> Content:
    """The figure, then each factor with who moved it and a sentence."""
    head = Content.assemble(
        (f"{explanation.title}: {amount(explanation.figure, explanation.unit, currency)}", "bold"),
        (f"\n{LEADS_TO[explanation.how]}" if explanation.factors else "", "$quiet"),
    )
    parts = [head]
    width = max((len(_step(explanation, at, currency)) for at in range(len(explanation.factors))), default=0)
    for at, factor in enumerate(explanation.factors):
        parts.append(
            Content.assemble(
                (f"{_step(explanation, at, currency):>{width}}", "bold"), f"  {factor.name}", _mover(factor),
                (f"\n{' ' * (width + 2)}{factor.says}", "$quiet"),
            )
        )  # fmt: skip
    return Content("\n").join(parts)


def _mover(factor: Factor) -> tuple[str, str]:
    if factor.who not in WHO:
        return ("", "")
    colour = factor.who if factor.who in ("marketing", "distribution") else "together"
    return (f" ({WHO[factor.who]})", f"${colour}" if factor.who != "customers" else "$quiet")


def _step(explanation: Explanation, at: int, currency: str) -> str:
    factor = explanation.factors[at]
    if explanation.how == "multiply":
        return amount(factor.value, factor.unit, currency) if at == 0 else f"× {factor.value:.3g}"
    if explanation.how == "add" and at > 0:
        shown = amount(abs(factor.value), factor.unit, currency)
        return f"{MINUS if factor.value < 0 else '+'} {shown}"
    return amount(factor.value, factor.unit, currency)


def amount(of: float, unit: str, currency: str) -> str:
    """A figure in the unit that an explanation gives it."""
    if unit == "money":
        return money(of, currency) if abs(of) >= 100 or of == 0 else price(of, currency)
    if unit == "share":
        return share(of)
    if unit == "days":
        return days(of)
    if unit in ("units", "hours", "people", "months"):
        return units(of) if abs(of) >= 10 or unit == "units" else f"{of:.1f}"
    if unit == "points":
        return f"{of:.1f}".replace("-", MINUS)
    return f"{of:.3g}".replace("-", MINUS)
