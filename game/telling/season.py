"""A season added up: what it came to, how often plans clashed, how well each read the other, and looking back on it."""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum
from typing import TYPE_CHECKING, Final, NamedTuple

from game.rules.levers import Seat
from game.table.seen.observation import Observation, SharedMonth
from game.table.structure import is_lesson, persons_at
from game.telling.notable import Notable, headline, notables
from game.telling.story import MonthStory

if TYPE_CHECKING:
    from game.lab.hindsight.bounds import Alignment

MOMENTS: Final = 4
"""Months that a season is remembered by."""

NO_TURNING_POINT: Final = "No single decision at another value would have brought more with this luck."

SCALE: Final = (
    "0 is what two seats earn, with the same luck, when each serves its own scorecard; 100 is what the best joint plan "
    "known earns."
)


class Hits(NamedTuple):
    """A seat's predictions of the other over a season."""

    right: int
    of: int
    chance: float  # right answers that guessing would bring

    @property
    def beside_chance(self) -> str:
        """What that is beside guessing."""
        if self.right > self.chance + 1.0:
            return "better than guessing"
        return "about what guessing would bring" if self.right > self.chance - 1.0 else "less than guessing would bring"


def hits(months: Sequence[SharedMonth], seat: Seat) -> Hits | None:
    """How often a seat was right about the other; None = it predicted nothing."""
    made = [one for month in months for one in month.readings if one.seat == seat]
    if not made:
        return None
    hits = sum(one.hits for one in made)  # exact: whole numbers
    parts = sum(one.parts for one in made)  # exact: whole numbers
    return Hits(hits, parts, fsum(one.chance for one in made))


def own_months(seen: Observation, seat: Seat) -> tuple[SharedMonth, ...]:
    """The months whose readings of a seat are those of who sits there: in a lesson not those of the stand-in."""
    if not is_lesson(seen.holders):
        return seen.shared
    return tuple(month for month in seen.shared if seat in persons_at(seen.holders, month.round))


def clash_rounds(months: Sequence[SharedMonth]) -> dict[str, list[int]]:
    """The rounds in which each clash showed, by its key; the clash that showed first comes first."""
    rounds: dict[str, list[int]] = {}
    for month in months:
        for clash in month.clashes:
            rounds.setdefault(clash.clash, []).append(month.round)
    return rounds


def hardest(months: Sequence[SharedMonth]) -> int:
    """The round of the month with the least joint value, counted with what it decides for later months.

    Args:
        months: at least one.
    """
    return min(months, key=lambda month: month.joint - month.later).round


def moments(months: Sequence[MonthStory]) -> list[tuple[MonthStory, Notable]]:
    """What to remember, in the order in which it happened: the weightiest, each of another kind and month."""
    found: list[tuple[MonthStory, Notable]] = []
    for at, month in enumerate(months):
        past = months[:at]
        found += [(month, one) for one in [headline(month, past), *notables(month, past)]]
    kept: list[tuple[MonthStory, Notable]] = []
    for month, one in sorted(found, key=lambda pair: -pair[1].weight):
        fresh = all(one.kind.partition("-")[0] != other.kind.partition("-")[0] and month.round != earlier.round
                    for earlier, other in kept)  # fmt: skip
        if fresh and len(kept) < MOMENTS:
            kept.append((month, one))
    return sorted(kept, key=lambda pair: pair[0].round)


# --- looking back ---


def ends(found: Alignment) -> tuple[tuple[str, float], ...]:
    """The season between silo play and the best plan known, with the same luck: names and joint values."""
    return (("Silo play", found.silo), ("This season", found.value), ("Best plan known", found.best))


def standing(index: float) -> str:
    """What an alignment says."""
    if index < -2.5:
        return "This season earned less than two seats that never look up from their own scorecards."
    if index <= 2.5:
        return "This season earned what two seats earn that never look up from their own scorecards."
    if index >= 100.5:
        return "This season beat the best plan known."
    part = next(words for most, words in _PARTS if index <= most)
    return f"This season went {part} of the way."


_PARTS: Final = ((7.0, "a little"), (15.0, "a tenth"), (22.5, "a fifth"), (29.0, "a quarter"), (36.5, "a third"),
                 (45.0, "two fifths"), (55.0, "half"), (63.5, "three fifths"), (71.0, "two thirds"),
                 (77.5, "three quarters"), (85.0, "four fifths"), (95.0, "nine tenths"),
                 (100.5, "nearly all"))  # fmt: skip
"""Up to which alignment which plain fraction is the nearest: halfway to the next one."""
