"""What personas say: one sentence in the first person, the facts of the matter first, then why it matters to them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from game.partners.personas import Temperament
from game.partners.words.distribution import DISTRIBUTION_MOTIVES
from game.partners.words.marketing import MARKETING_MOTIVES, Motives
from game.partners.words.sayings import SAYINGS

MOTIVES: Final[Mapping[tuple[str, str], Motives]] = MappingProxyType({**MARKETING_MOTIVES, **DISTRIBUTION_MOTIVES})
"""Why it matters to each persona: the second half of what it says, by theme. A theme left out needs no motive."""


def sentence(temper: Temperament, topic: str, **facts: object) -> str:
    """One sentence. Of several ways to put a motive the facts decide which: other figures, other words.

    Args:
        temper: whose voice it is.
        topic: a key of `SAYINGS`.
        facts: the figures and names it speaks of; all that its wording needs, perhaps more.
    """
    words, _, theme = SAYINGS[topic].partition(" | ")
    fact = words.format(**facts)
    fact = fact[:1].upper() + fact[1:]
    motives = MOTIVES[temper.seat, temper.name].get(theme, ())
    return f"{fact}: {motives[sum(map(ord, fact)) % len(motives)]}." if motives else f"{fact}."  # exact: whole numbers
