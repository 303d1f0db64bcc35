"""When a prompt applies: a fact, a comparison and a value, such as `late-months >= 2` or `talk is not none`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from game.debrief.facts import Fact
from game.debrief.vocabulary import KNOWN
from game.doors.problems import listed
from game.refusal import Refusal, did_you_mean

_WRITTEN: Final = re.compile(r"(?P<fact>[a-z-]+) (?P<test>>=|<=|=|>|<|is not|is) (?P<value>-?\d+(\.\d+)?|[a-z-]+)")
_TESTS: Final[Mapping[str, Callable[[float, float], bool]]] = MappingProxyType(
    {
        ">=": lambda fact, value: fact >= value,
        "<=": lambda fact, value: fact <= value,
        ">": lambda fact, value: fact > value,
        "<": lambda fact, value: fact < value,
        "=": lambda fact, value: fact == value,
    }
)
_SAID: Final[Mapping[str, str]] = MappingProxyType(
    {">=": "at least", "<=": "at most", ">": "more than", "<": "less than", "=": "just", "is": "is", "is not": "is not"}
)
EXAMPLE: Final = "such as 'late-months >= 2' or 'talk is none'"


@dataclass(frozen=True)
class Condition:
    """One condition.

    Args:
        fact: a name of the vocabulary.
        test: `>=`, `<=`, `>`, `<`, `=` for a number; `is`, `is not` for a word.
        value: what the fact is compared with.
    """

    fact: str
    test: str
    value: float | str

    def holds(self, facts: Mapping[str, Fact]) -> bool:
        """Whether it holds; of a fact that is not known, nothing holds."""
        known = facts.get(self.fact)
        if known is None:
            return False
        if isinstance(self.value, str):
            return (known.value == self.value) == (self.test == "is")
        return not isinstance(known.value, str) and _TESTS[self.test](known.value, self.value)

    @property
    def says(self) -> str:
        """The condition in words: "months in which ...: at least 2"."""
        value = self.value if isinstance(self.value, str) else f"{self.value:g}"
        return f"{KNOWN[self.fact].means}: {_SAID[self.test]} {value}"


def condition(text: str) -> Condition:
    """The condition that a text says.

    Raises:
        Refusal: with what was expected, when it says none.
    """
    found = _WRITTEN.fullmatch(" ".join(text.split()))
    if not found:
        name = text.split(maxsplit=1)[0] if text.split() else ""
        if name and name not in KNOWN:
            raise _unknown(name)
        raise Refusal(f"expected a condition, {EXAMPLE}, given '{text}'.")
    fact, test, value = found["fact"], found["test"], found["value"]
    if fact not in KNOWN:
        raise _unknown(fact)
    known = KNOWN[fact]
    if known.is_number:
        return Condition(fact, test, _number(fact, test, value))
    if test not in ("is", "is not") or value not in known.words:
        words = listed(known.words)
        raise Refusal(f"expected '{fact} is' or '{fact} is not' with {words}, given '{text}'.")
    return Condition(fact, test, value)


def _number(fact: str, test: str, value: str) -> float:
    if test not in _TESTS:
        raise Refusal(f"expected '{fact}' with >=, <=, >, < or =, as it is a number; given '{fact} {test} {value}'.")
    try:
        return float(value)
    except ValueError:
        raise Refusal(f"expected a number to compare '{fact}' with, given '{value}'.") from None


def _unknown(name: str) -> Refusal:
    hint = did_you_mean(name, tuple(KNOWN))
    return Refusal(
        f"expected a fact that a prompt may ask about, given '{name}'.{hint} All of them are in "
        "facilitator/prompts/README.md."
    )
