"""From a table to its findings: all evidence, and the facts that prompts may ask about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from game.debrief.case import Case
from game.debrief.evidence import Evidence, Theme
from game.debrief.facts import Fact, facts_of
from game.debrief.finding import asking, capacity, forecast, gap, lead, promise, result, turning, words

FINDERS = (result, forecast, promise, capacity, turning, lead, asking, gap, words)


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
    evidence = tuple(one for finder in FINDERS for one in finder.found(case))
    return Findings(case, evidence, facts_of(case))
