"""How months, items, seats and lists of things are put into words in a debrief."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from game import figures
from game.debrief import phrases
from game.rules.levers import Lead, Setting, Value
from game.scenario import Scenario

LED: Final[Mapping[Lead, str]] = MappingProxyType(
    {"marketing": "marketing's lever", "distribution": "distribution's lever", "joint": "it needs both"}
)


@dataclass(frozen=True)
class Words:
    """The words of one scenario."""

    scenario: Scenario

    def money(self, amount: float) -> str:
        """An amount in the scenario's currency."""
        return figures.money(amount, self.scenario.currency)

    def month(self, round_: int) -> str:
        """The name of a round's month; rounds count from 1."""
        return self.scenario.months[round_ - 1]

    def months(self, rounds: Sequence[int]) -> str:
        """The months of some rounds, as a sentence lists them."""
        return listed([self.month(one) for one in rounds])

    def item(self, key: str) -> str:
        """The name of a product or a market."""
        for goods in (self.scenario.world.products, self.scenario.world.markets):
            if key in goods.keys:
                return goods.names[goods.keys.index(key)]
        return key

    def chosen(self, key: str, value: Value) -> str:
        """What was chosen, as the middle of a sentence."""
        return phrases.chosen(self.setting(key), value, self.scenario.currency)

    def instead(self, key: str, value: Value) -> str:
        """The other value, as a sentence begins."""
        return phrases.instead(self.setting(key), value, self.scenario.currency)

    def setting(self, key: str) -> Setting:
        """A setting of the sheet by its key."""
        setting = self.scenario.sheet.find(key)
        assert setting is not None, f"{key} is no setting of {self.scenario.slug}"
        return setting


def led(lead: Lead) -> str:
    """Whose decision it was, in words."""
    return LED[lead]


def listed(names: Sequence[str]) -> str:
    """Names as a sentence lists them."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


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
