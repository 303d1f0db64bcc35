"""A person's best seasons by place and partner: their file beside the settings, and what is said of them."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from game.doors.text import quoted, visible
from game.figures import units
from game.refusal import Refusal
from game.store.places import own_folder

if TYPE_CHECKING:
    from game.rules.levers import Seat
    from game.table.structure import Holder

FILE: Final = "bests.toml"
HERE: Final = "two-at-one-screen"
"""What stands for the partner where two people played."""

MOST: Final = 1e6
"""Points of which no season comes to more, nor to less below 0."""

Bests: TypeAlias = Mapping[str, Mapping[str, float]]
"""By place, there by the partner's persona: how far the best season came from silo play, 0, to the best plan, 100."""


def bests_file(environment: Mapping[str, str], platform: str = sys.platform) -> Path:
    """Where the best seasons are kept, beside the settings; the file need not exist.

    Args:
        environment: the environment's variables.
        platform: as `sys.platform` names it.
    """
    return own_folder("settings", environment, platform) / FILE


PLAYED_ON: Final = "A season that is played on from a month of another is no best of yours: its luck was known."


def counted_with(holders: Mapping[Seat, Holder], played_on: bool = False) -> str:
    """With whom a season counts as played: a persona, or `HERE`; "" = it does not.

    None does in Learn, with swapped seats, and where one is played on from a month of another.
    """
    from game.seating.company import ECHO
    from game.table.structure import is_lesson

    partners = [holder.persona for holder in holders.values() if holder.held_by == "partner"]
    if played_on or is_lesson(holders) or ECHO in partners or len(partners) == len(holders):
        return ""
    return partners[0] if partners else HERE


def read_bests(path: Path) -> tuple[Bests, str]:
    """The best seasons in a file, and what is wrong with it in one notice; "" = nothing.

    A missing file is no problem. What cannot be used is left out.
    """
    with suppress(OSError):  # what cannot be looked at cannot be read either, and that is told
        if not path.exists():
            return {}, ""
    from game.doors.toml import read_toml

    try:
        tree = read_toml(path, "your best seasons")
    except Refusal as refusal:
        return {}, f"Your best seasons could not be read.\n{refusal.prose}\n{_MEND}"
    bests: dict[str, dict[str, float]] = {}
    wrong = []
    for place, partners in tree.items():
        for partner, kept in partners.items() if isinstance(partners, Mapping) else [("", None)]:
            if isinstance(kept, bool) or not isinstance(kept, int | float) or not abs(kept) <= MOST:
                wrong.append(f"expected points, such as 62.5, for {quoted(f'{place}.{partner}'.rstrip('.'))}.")
            else:
                bests.setdefault(place, {})[partner] = float(kept)
    return bests, "\n".join([f"{visible(str(path))}: what follows is left out.", *wrong, _MEND]) if wrong else ""


_MEND: Final = "Nothing is written there as it is: mend the file, or delete it to begin again."


def keep_best(path: Path, place: str, partner: str, points: float) -> str:
    """Keep a season where it is the best of its place and partner; what is to be said of it, in a sentence.

    Args:
        path: of the file; it need not exist.
        place: the scenario's slug.
        partner: the persona across, or `HERE`.
        points: how far a season came that was just played to its end.

    Returns:
        how it stands beside the best before it, or what is wrong with the file, which then stays as it is.
    """
    bests, wrong = read_bests(path)
    if wrong:
        return wrong
    before, who = bests.get(place, {}).get(partner), company_words(partner)
    if before == points:
        return f"This is your best season here {who}: {units(points)} of 100."
    if before is not None and before >= points:
        return f"Your best season here {who} stays {units(before)} of 100."
    try:
        _write(path, {**bests, place: {**bests.get(place, {}), partner: points}})
    except Refusal as refusal:
        return refusal.message
    if before is None:
        return f"The first season you finished here {who}: {units(points)} of 100 is the mark to beat."
    return f"Your best season here {who}: {units(points)} of 100. Before, it was {units(before)}."


def _write(path: Path, bests: Bests) -> None:
    import tomli_w

    from game.doors.writing import write

    head = "# Last Mile: your best seasons. The game writes this file; delete it to begin again.\n\n"
    write(path, head + tomli_w.dumps({place: dict(partners) for place, partners in bests.items()}), "your best seasons")


def company_words(partner: str) -> str:
    """With whom a best season was played."""
    return "with two at one screen" if partner == HERE else f"with the {visible(partner).replace('-', ' ')}"


def best_words(bests: Bests, place: str) -> str:
    """The best season of a place with each partner, the best of them first, in a line; "" = none yet."""
    best = sorted(bests.get(place, {}).items(), key=lambda one: -one[1])
    told = ", ".join(f"{units(points)} of 100 {company_words(partner)}" for partner, points in best)
    return f"Your best: {told}." if told else ""
