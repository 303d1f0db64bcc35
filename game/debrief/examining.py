"""From a table to its findings: all evidence, and the facts that prompts may ask about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from game.debrief.case import Case
from game.debrief.evidence import Evidence
from game.debrief.examining import Fact, facts_of
from game.debrief.finding.asking import evidence_of_asking, evidence_of_gap, own_words
from game.debrief.finding.forecast import evidence_of_forecasts
from game.debrief.finding.lead import evidence_of_leads
from game.debrief.finding.promise import evidence_of_capacity, evidence_of_promises
from game.debrief.finding.result import evidence_of_choices, evidence_of_result
from game.judging.levers import Theme

FINDERS: Final = (
    evidence_of_result, evidence_of_forecasts, evidence_of_promises, evidence_of_capacity, evidence_of_choices,
    evidence_of_leads, evidence_of_asking, evidence_of_gap, own_words,
)  # fmt: skip
"""What looks at a table, each for its own kinds of evidence."""


@dataclass(frozen=True, eq=False)
class Findings:
    """What a table's record shows.

    Args:
        case: the table laid open.
        evidence: all of it, in the order of the themes' finders.
        facts: what prompts may ask about, by name.
    """

    case: Case
    evidence: tuple[Evidence, ...]
    facts: Mapping[str, Fact]

    def of_theme(self, theme: Theme) -> list[Evidence]:
        """The evidence of a thread, the most telling first; own words are not among it."""
        own = [one for one in self.evidence if one.theme == theme and one.kind != "own-words"]
        return sorted(own, key=lambda one: -one.weight)

    @property
    def own_words(self) -> list[Evidence]:
        """What the seats said in their own words, in the order of the season."""
        said = [one for one in self.evidence if one.kind == "own-words"]
        return sorted(said, key=lambda one: one.rounds)


def examine(case: Case) -> Findings:
    """All that a table's record shows."""
    evidence = tuple(one for finder in FINDERS for one in finder(case))
    return Findings(case, evidence, facts_of(case))
