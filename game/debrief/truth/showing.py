"""What a truth is, how strong each kind is, and which one is shown.

A truth is two figures that belong side by side: what somebody thought, typed or promised, and what was. What people
typed themselves comes before what a replay has worked out: nobody can say that a program made them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

TYPED, GIVEN, READ, RANKED, REPLAYED = 0.50, 0.45, 0.40, 0.35, 0.10
"""What a truth weighs by where it comes from, to which how striking it is adds up to a half. A design choice."""
STRIKING: Final = 0.15
"""How far apart two forecasts must lie, as a share of what was ordered, to be shown."""
MOVED: Final = 0.03
"""How much of a season's value a replay must move to be shown."""
SILENCE: Final = "Say nothing. Count slowly to ten. Whoever speaks first, let them."


@dataclass(frozen=True)
class Large:
    """A figure drawn large."""

    text: str  # the figure, or one or two words
    below: str  # what it is


@dataclass(frozen=True)
class Truth:
    """Something true of these people that cannot be argued with."""

    key: str
    large: tuple[Large, ...]  # two or three, from left to right
    says: str  # the same in a sentence or two
    aloud: str  # what to say when it is shown
    because: str  # why it cannot be argued with
    strength: float  # 0 to 1


@dataclass(frozen=True)
class Chosen:
    """The strongest of all truths there are, and why it."""

    truth: Truth
    why: str


def strongest(found: Sequence[Truth]) -> Chosen | None:
    """The one to show; None where nothing is striking enough."""
    if not found:
        return None
    best = max(found, key=lambda one: (one.strength, one.key))
    among = (
        f"It is the strongest of {len(found)} that this record holds." if len(found) > 1 else "It is the only one here."
    )
    return Chosen(best, f"{best.because} {among}")
