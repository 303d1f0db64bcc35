"""The parts of the print kit, by name, in the order in which they are printed."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from game.refusal import Refusal, did_you_mean

PARTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "mat": "the table mat: the seven steps of a month",
        "briefs": "a role brief for each seat, with the figures it begins with",
        "sheets": "a decision sheet for each seat and month, and one for what both sign",
        "slips": "prediction slips to cut out",
        "events": "event cards to cut out",
        "initiatives": "initiative cards to cut out",
        "questions": "question cards to cut out",
        "words": "what the words on the sheets mean",
        "scoreboard": "the scoreboard of a table",
        "observer": "the observer's sheet",
        "rankings": "ranking slips for before, the middle and after",
        "debrief": "the debrief worksheet",
        "tents": "table tents with a code that begins the table",
        "codes": "for whoever types: every code, and how sheets are entered",
    }
)
"""What each part is."""


def parse_parts(text: str) -> tuple[str, ...]:
    """The parts that `briefs,sheets` names, in the order of the kit.

    Raises:
        Refusal: with every name that is no part.
    """
    asked = [name.strip().casefold() for name in text.split(",") if name.strip()]
    wrong = [name for name in dict.fromkeys(asked) if name not in PARTS]
    if wrong or not asked:
        told = [f"there is no part '{name[:40]}'.{did_you_mean(name, PARTS, 0.5)}" for name in wrong] or [
            "expected a part, given none."
        ]
        raise Refusal("\n".join(f"--only: {line}" for line in told) + f"\nParts: {', '.join(PARTS)}.")
    return tuple(name for name in PARTS if name in asked)
