"""The shape of a file of prompts, and the problems that a shape alone cannot tell."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Any, Final, Literal, TypeAlias

from pydantic import ConfigDict, Field

from game.debrief.evidence import Kind, Theme
from game.debrief.prompts.conditions import condition
from game.doors.problems import Problem
from game.refusal import Refusal
from game.scenario.shape.fields import FileTable, Key, Line, Text

Step: TypeAlias = Literal["feel", "happened", "learned", "work", "what-if", "next"]
Tag: TypeAlias = Literal["A", "T", "C", "D"]
LONGEST: Final = 300

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


class PromptFile(FileTable):
    """One prompt."""

    step: Step = Field(description="Which of the six steps it belongs to.")
    theme: Theme = Field(description="The thread it follows.")
    say: Text = Field(description="What the facilitator reads aloud.")
    when: Annotated[list[Line], Field(max_length=8)] = Field(
        default=[], description="Conditions on the evidence, such as 'late-months >= 2'; all must hold. None = always."
    )
    why: Text = Field(description="Why it is asked; claims no more than its source does.")
    source: Source = Field(description="Where that comes from, or 'design choice'.")
    tag: Tag = Field(description="A = a study, T = trade or secondary page, C = computed, D = design choice.")
    listen: Text = Field(description="What to listen for.")
    follow_up: Text = Field(alias="follow-up", description="What to ask next.")
    minutes: int = Field(ge=1, le=20, description="How long it usually takes.")
    shows: Annotated[list[Kind], Field(max_length=6)] = Field(
        default=[], description="Kinds of evidence to put beside it, the first ones first."
    )
    always: bool = Field(default=False, description="Ends every debrief.")


class PromptsFile(FileTable):
    """A file of prompts."""

    model_config = ConfigDict(title="Last Mile debrief prompts")

    prompts: Annotated[dict[Key, PromptFile], Field(min_length=1)] = Field(description="The prompts by key.")


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
