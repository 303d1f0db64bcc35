"""A table in play, whatever keeps it: and one that nothing is kept of."""

from __future__ import annotations

from typing import Protocol

from game.refusal import Refusal
from game.table.holders import FACILITATOR, Author
from game.table.moves import Move, TableMove
from game.table.playing import play
from game.table.table import Table


class TableInPlay(Protocol):
    """A table that moves on, recorded or not."""

    @property
    def table(self) -> Table:
        """The table as it is now."""

    def play(self, move: Move | TableMove, by: Author | None = None, key: str = "") -> Table:
        """Play a move and give the table after it; a Refusal leaves it as it was.

        Args:
            move: of a seat or of the table.
            by: who makes it; the seat's holder, or the facilitator, unless given.
            key: of this move and no other; sent again with it, the move counts once.
        """

    def close(self) -> None:
        """Let go of what keeps it."""


class Unrecorded:
    """A table in play that nothing is kept of."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self._keyed = dict[tuple[str, str], Move | TableMove]()

    def play(self, move: Move | TableMove, by: Author | None = None, key: str = "") -> Table:
        """Play a move; the same one with the same key counts once.

        Raises:
            Refusal: when it is not allowed; the table stays as it was.
        """
        slot = ("table" if isinstance(move, TableMove) else move.seat, key)
        if not key or slot not in self._keyed:
            self.table = play(self.table, move, by or FACILITATOR)
            self._keyed |= {slot: move} if key else {}
        elif self._keyed[slot] != move:
            raise Refusal(f"expected a key that no other move has: {key!r} is another move's. Give each its own.")
        return self.table

    def close(self) -> None:
        """There is nothing to let go of."""
