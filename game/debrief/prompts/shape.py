"""The shape of a prompt, and when it applies: a fact, a comparison and a value, such as `late-months >= 2`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Annotated, Any, Final, Literal, TypeAlias

from pydantic import AfterValidator, ConfigDict, Field, PrivateAttr

from game.debrief.evidence import KNOWN, Kind
from game.debrief.examining import Fact
from game.doors.problems import Problem, listed
from game.judging.levers import Theme
from game.refusal import Refusal, did_you_mean
from game.scenario.shape.fields import FileTable, Key, Line, Text

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
    """One condition."""

    fact: str  # a name of the vocabulary
    test: str  # `>=`, `<=`, `>`, `<`, `=` for a number; `is`, `is not` for a word
    value: float | str  # what the fact is compared with

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
        """The condition in words: "months in which ...: at least 2", "the ... is none"."""
        value = self.value if isinstance(self.value, str) else f"{self.value:g}"
        apart = "" if isinstance(self.value, str) else ":"
        return f"{KNOWN[self.fact].means}{apart} {_SAID[self.test]} {value}"


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


Step: TypeAlias = Literal["feel", "happened", "learned", "work", "what-if", "next"]
Tag: TypeAlias = Literal["A", "T", "C", "D"]

STEPS: Final[Mapping[Step, str]] = MappingProxyType(
    {
        "feel": "How do you feel?",
        "happened": "What happened?",
        "learned": "What did you learn?",
        "work": "How does it relate to work?",
        "what-if": "What if?",
        "next": "What next?",
    }
)
"""The six steps of a debrief, in their order."""

TAGS: Final[Mapping[Tag, str]] = MappingProxyType(
    {
        "A": "found in a study",
        "T": "from trade or secondary pages: colour, not proof",
        "C": "computed",
        "D": "a design choice; no study says so",
    }
)
"""How firm the reason behind a prompt is."""

DESIGN: Final = "design choice"
Source: TypeAlias = Annotated[Line, Field(max_length=120)]


Said: TypeAlias = Annotated[Text, AfterValidator(str.strip)]


class Prompt(FileTable):
    """One question of a debrief."""

    step: Step = Field(description="Which of the six steps it belongs to.")
    theme: Theme = Field(description="The thread it follows.")
    say: Said = Field(description="What the facilitator reads aloud.")
    when: Annotated[list[Line], Field(max_length=8)] = Field(
        default=[], description="Conditions on the evidence, such as 'late-months >= 2'; all must hold. None = always."
    )
    why: Said = Field(description="Why it is asked; claims no more than its source does.")
    source: Source = Field(description="Where that comes from, or 'design choice'.")
    tag: Tag = Field(description="A = a study, T = trade or secondary page, C = computed, D = design choice.")
    listen: Said = Field(description="What to listen for.")
    follow_up: Said = Field(alias="follow-up", description="What to ask next.")
    minutes: int = Field(ge=1, le=20, description="How long it usually takes.")
    shows: Annotated[list[Kind], Field(max_length=6)] = Field(
        default=[], description="Kinds of evidence to put beside it, the first ones first."
    )
    always: bool = Field(default=False, description="Ends every debrief.")
    _key: str = PrivateAttr(default="")

    @property
    def key(self) -> str:
        """Its own name."""
        return self._key

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """The conditions on the evidence; all must hold."""
        return tuple(map(condition, self.when))


class PromptsFile(FileTable):
    """A file of prompts."""

    model_config = ConfigDict(title="Last Mile debrief prompts")

    prompts: Annotated[dict[Key, Prompt], Field(min_length=1)] = Field(description="The prompts by key.")

    def model_post_init(self, context: object) -> None:
        """Give each prompt its key."""
        for key, prompt in self.prompts.items():
            prompt._key = key


def check(file: PromptsFile, tree: dict[str, Any]) -> list[Problem]:
    """What is wrong with prompts of a right shape: conditions that say nothing, sources that do not fit their tag."""
    problems = []
    for key, prompt in file.prompts.items():
        for at, text in enumerate(prompt.when):
            try:
                condition(text)
            except Refusal as refusal:
                problems.append(Problem(("prompts", key, "when", at), refusal.message))
        if (prompt.tag == "D") != prompt.source.startswith(DESIGN):
            problems.append(
                Problem(
                    ("prompts", key, "tag"),
                    f"expected tag 'D' for a design choice and only for one, given '{prompt.tag}' with the source "
                    f"'{prompt.source[:40]}'.",
                )
            )
        if prompt.always and prompt.step != "next":
            problems.append(Problem(("prompts", key, "step"), "expected 'next' for a prompt that ends every debrief."))
    return problems
