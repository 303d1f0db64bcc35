"""Scenarios: the shape of their files, what is wrong with one, and the world and sheet that a good one gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from game.scenario.loading import Event, Scenario, load

__all__ = ["Event", "Scenario", "load"]


def __getattr__(name: str) -> object:
    """Load what is asked for when it is asked for: listing scenarios needs neither NumPy nor pydantic."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from game.scenario import loading

    value: object = getattr(loading, name)
    return value
