"""What personas say: one sentence in the first person, the facts of the matter first, then why it matters to them."""

from __future__ import annotations

from game.partners.personas import Temperament
from game.partners.words.motives import MOTIVES
from game.partners.words.sayings import SAYINGS


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
    ways = MOTIVES[temper.seat, temper.name].get(theme, "").split(" | ")
    way = ways[sum(map(ord, fact)) % len(ways)]  # exact: whole numbers
    return f"{fact}: {way}." if way else f"{fact}."
