"""The phases of a round: where each seat is, where the table is, and what comes next."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

from game.rules.levers import SEATS, Seat
from game.table.structure import Structure

Phase: TypeAlias = Literal["read", "ask", "agree", "plan", "committed", "over"]

PHASES: Final[tuple[Phase, ...]] = ("read", "ask", "agree", "plan", "committed")
"""A seat's way through a round.

The news is on the table when a round opens and the reveal is there when it ends, so neither needs a phase; a line
may be kept at any time after a month. "over" is where both are when the season has ended.
"""

SAYS: Final[Mapping[Phase, str]] = MappingProxyType(
    {
        "read": "Read your partner: which of its limits binds hardest, and what will it do?",
        "ask": "Ask: play a question card, and answer those played to you.",
        "agree": "Agree: put joint decisions forward, and sign or decline your partner's.",
        "plan": "Plan: set your own levers for the month.",
        "committed": "Committed: the month plays out when your partner has committed too.",
        "over": "The season is over.",
    }
)


def phases_of(structure: Structure) -> tuple[Phase, ...]:
    """The phases that a structure has: where nobody talks there is nothing to ask and nothing to agree."""
    if structure.talk == "none":
        return ("read", "plan", "committed")
    return PHASES


def after(structure: Structure, phase: Phase) -> Phase:
    """The phase that follows; a seat leaves "plan" only by committing."""
    phases = phases_of(structure)
    return phases[min(phases.index(phase) + 1, len(phases) - 1)]


def later(first: Phase, second: Phase) -> Phase:
    """Whichever of two phases comes later in a round."""
    return max(first, second, key=PHASES.index)


def table_phase(at: Mapping[Seat, Phase]) -> Phase:
    """Where the table is: with the seat that is least far."""
    return min((at[seat] for seat in SEATS), key=PHASES.index)
