"""Everything personas can say, by topic: how the facts are worded, and which of a persona's motives they touch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from game.partners.words.jointwords import JOINT_WORDS, LINE_WORDS
from game.partners.words.planwords import PLAN_WORDS


@dataclass(frozen=True)
class Saying:
    """The words for a topic, with places for its figures, and its theme in a persona's motives."""

    theme: str  # "" = the facts say it all
    words: str


SAYINGS: Final[Mapping[str, Saying]] = MappingProxyType(
    {topic: Saying(*said) for topic, said in {**PLAN_WORDS, **JOINT_WORDS, **LINE_WORDS}.items()}
)
