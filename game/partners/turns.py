"""Turns at a table: who plays by itself acts, one seat after the other, until nobody has anything to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final, Protocol

from game.rules.levers import Seat
from game.table.moves import Move
from game.table.seen.observation import Observation

MOST_TURNS: Final = 60
"""Rounds of turns with nobody else moving, after which something is wrong with who plays."""


class Acting(Protocol):
    """Whoever plays by itself: from an observation, the moves it makes now."""

    def act(self, observation: Observation, /) -> list[Move]:
        """The moves of this turn; none when it has nothing to do."""


def take_turns(
    seats: Callable[[], Iterable[Seat]], turn: Callable[[Seat], bool], ended: Callable[[], bool] = lambda: False
) -> bool:
    """Let seats act until nobody has anything to do, or something has ended.

    Args:
        seats: who plays by itself now.
        turn: lets a seat act; says whether it moved.
        ended: is asked after each turn.

    Returns:
        whether it has ended; False = nobody has anything to do.

    Raises:
        RuntimeError: when they keep moving without an end.
    """
    for _ in range(MOST_TURNS):
        moved = False
        for seat in seats():
            moved = turn(seat) or moved
            if ended():
                return True
        if not moved:
            return False
    raise RuntimeError("the partners kept moving without an end")
