"""Predictions beside the truth: what each seat expected of the other, what was, and how many hits guessing gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from game.figures import decimal
from game.rules.levers import LEVERS, Seat, other
from game.table.seen.observation import Observation, Reading, SharedMonth
from game.table.seen.readings import CONSTRAINTS

CONFIDENCE: Final = ("a guess", "half a guess", "fairly sure", "sure", "certain")
"""How sure a seat is, from 1 to 5."""

UNANSWERED: Final = "not answered"

_TONES: Final = ("guessing", "half guessing", *CONFIDENCE[2:])
_CHANGES: Final = MappingProxyType({"same": "no change"})


@dataclass(frozen=True)
class Compared:
    """One seat's reading of the other."""

    seat: Seat  # who predicted
    head: str
    sure: str
    rows: tuple[tuple[str, str, str], ...]  # what it was about, what was said or `UNANSWERED`, what was true
    foot: str


def readings_of(seen: Observation, month: SharedMonth, private: bool = True) -> tuple[Compared, ...]:
    """What each predicted of the other in a month: the seat's own reading first, as "you" in private."""
    own = sorted(month.readings, key=lambda reading: reading.seat != seen.seat)
    return tuple(_compared(seen, reading, private) for reading in own)


def _compared(seen: Observation, reading: Reading, private: bool) -> Compared:
    partner = other(reading.seat)
    whose = "your" if private and reading.seat != seen.seat else f"{partner}'s"
    head = f"You read {partner}" if private and reading.seat == seen.seat else f"{reading.seat.capitalize()} read "
    if head.endswith(" "):
        head += "you" if private else partner
    return Compared(
        reading.seat,
        head,
        CONFIDENCE[reading.confidence - 1] if reading.confidence else "how sure: " + UNANSWERED,
        (
            (
                f"{whose} tightest limit",
                _limit(partner, reading.constraint) or UNANSWERED,
                _limit(partner, reading.constraint_true),
            ),
            (_lever(seen, reading.lever), _word(reading.expects) or UNANSWERED, _word(reading.was)),
        ),
        f"{reading.hits} of {reading.parts} right; guessing gives {decimal(reading.chance)}.",
    )


def _limit(seat: Seat, key: str) -> str:
    return next((one.name.lower() for one in CONSTRAINTS[seat] if one.key == key), key)


def _lever(seen: Observation, key: str) -> str:
    for setting in (*seen.sheet, *seen.partner_sheet, *seen.joint):
        if setting.key == key:
            return setting.name
    lever = LEVERS.get(key.partition(".")[0])
    return lever.name if lever else key


def _word(what: str) -> str:
    return _CHANGES.get(what, what.replace("-", " "))


def sentence(one: Reading, names: Mapping[str, str], reader: Seat | None = None) -> str:
    """A prediction beside the truth, in two sentences, or one where the other half was left unanswered.

    Args:
        one: the prediction.
        names: of products and markets, by key.
        reader: who reads it, and is "you" in it; None = both do.
    """
    partner = other(one.seat)
    seat, whose = "You" if one.seat == reader else one.seat.capitalize(), f"{partner}'s"
    guess, truth = _limit(partner, one.constraint), _limit(partner, one.constraint_true)
    sure = f", {_TONES[one.confidence - 1]}," if one.confidence else ""
    limit = f"took the {guess} for {'your' if partner == reader else whose} tightest limit"
    limit += ", and it was" if guess == truth else f"; it was the {truth}"
    expected = f"{'You' if one.seat == reader else 'It'} expected {lever_for(one.lever, names)} to {_did(one.expects)}"
    met = ", rightly" if one.expects == one.was else f"; it {_did(one.was, past=True)}"
    if not one.constraint:
        return f"{seat}{sure} {expected.partition(' ')[2]}{met}."
    return f"{seat}{sure} {limit}. {expected}{met}." if one.expects else f"{seat}{sure} {limit}."


def item_names(seen: Observation) -> dict[str, str]:
    """Names of products and markets, by key."""
    names = {product.key: product.name for product in seen.scenario.products}
    return names | {market.key: market.name for market in seen.scenario.markets}


def lever_for(key: str, names: Mapping[str, str]) -> str:
    """A setting as a sentence names it: `price for Espresso`."""
    lever, _, item = key.partition(".")
    what = LEVERS[lever].name.lower() if lever in LEVERS else lever
    return f"{what} for {names[item]}" if item in names else what


_MOVES: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "up": ("go up", "went up"),
        "same": ("stay as it was", "stayed as it was"),
        "down": ("go down", "went down"),
        "on": ("be on", "was on"),
        "off": ("be off", "was off"),
    }
)


def _did(word: str, past: bool = False) -> str:
    plain = word.replace("-", " ")
    return _MOVES.get(word, (f"be “{plain}”", f"was “{plain}”"))[past]
