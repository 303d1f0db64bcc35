"""An explanation on the screen: a figure with the factors that multiply out or add up to it."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from textual.content import Content

from game.telling.explaining import ExplainedStep, steps, title

if TYPE_CHECKING:
    from game.rules.explain import Explanation

LEADS_TO: Final = MappingProxyType(
    {
        "multiply": "These multiply out to it:",
        "add": "These add up to it:",
        "note": "It was read from these:",
    }
)


def explained(explanation: Explanation, currency: str) -> Content:
    """The figure, then each factor with who moved it and a sentence."""
    leads = f"\n{LEADS_TO[explanation.how]}" if explanation.factors else ""
    parts = [Content.assemble((title(explanation, currency), "bold"), (leads, "$quiet"))]
    every = steps(explanation, currency)
    width = max((len(step.written) for step in every), default=0)
    for step in every:
        parts.append(
            Content.assemble(
                (f"{step.written:>{width}}", "bold"), f"  {step.name}", _mover(step),
                (f"\n{' ' * (width + 2)}{step.says}", "$quiet"),
            )
        )  # fmt: skip
    return Content("\n").join(parts)


def _mover(step: ExplainedStep) -> tuple[str, str]:
    if not step.mover:
        return ("", "")
    colour = step.who if step.who in ("marketing", "distribution") else "together"
    return (f" ({step.mover})", f"${colour}" if step.who != "customers" else "$quiet")
