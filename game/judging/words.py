"""Words given, judged: which of them a plan that is made now is to keep."""

from __future__ import annotations

from game.table.seen.observation import Observation
from game.table.seen.spoken import GivenWord


def due_words(seen: Observation) -> tuple[GivenWord, ...]:
    """The words, of either seat, that this month's plans are to keep.

    Where deals are fixed a month ahead, a plan holds next month's.
    """
    ahead = seen.round + (seen.now.promotion is not None)
    return tuple(
        one
        for one in seen.words
        if one.kept is None and one.month == (ahead if one.key.startswith("promotion.") else seen.round)
    )
