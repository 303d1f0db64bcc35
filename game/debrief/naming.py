"""How months, items, seats and lists of things are put into words in a debrief."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game import figures
from game.scenario import Scenario


@dataclass(frozen=True)
class PlaceWords:
    """The words of one scenario."""

    scenario: Scenario

    def money(self, amount: float) -> str:
        """An amount in the scenario's currency."""
        return figures.money(amount, self.scenario.currency)

    def month(self, round_: int) -> str:
        """The name of a round's month; rounds count from 1."""
        return self.scenario.months[round_ - 1]

    def months(self, rounds: Sequence[int], played: int) -> str:
        """Some rounds of a season in which so many were played: "May and June", or "every month"."""
        return "every month" if len(rounds) == played > 1 else figures.listed([self.month(one) for one in rounds])


def times(count: int) -> str:
    """`never`, `once`, `twice`, `3 times`."""
    return ("never", "once", "twice")[count] if count < 3 else f"{count} times"


def counted(count: int, one: str, many: str = "") -> str:
    """`1 month`, `3 months`, `no months`."""
    name = one if count == 1 else many or f"{one}s"
    return f"{count or 'no'} {name}"


def capital(sentence: str) -> str:
    """The sentence with a capital letter."""
    return sentence[:1].upper() + sentence[1:]
