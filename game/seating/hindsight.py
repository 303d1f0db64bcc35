"""What looking back found at a table in play: the season's review, each month's fit and band, each worked out once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from game.doors.text import quoted
from game.refusal import Refusal
from game.table.table import Table

if TYPE_CHECKING:
    from game.lab.hindsight.band import Band
    from game.lab.hindsight.fit import Fit
    from game.lab.hindsight.review import Review

T = TypeVar("T")


class Hindsight:
    """Looking back for both seats, one question at a time.

    Args:
        table: gives the table as it is now.
        may_look_back: refuses where hindsight waits for the debrief.
    """

    def __init__(self, table: Callable[[], Table], may_look_back: Callable[[], None]) -> None:
        self._table, self._may_look_back = table, may_look_back
        self._asking = threading.Lock()
        self._review: Review | None = None
        self._fits: dict[int, Fit] = {}
        self._bands: dict[int, Band] = {}

    def review(self) -> Review:
        """The season looked back on.

        Raises:
            Refusal: when it is not over, cannot be replayed, or hindsight waits for the debrief.
        """
        from game.lab.hindsight.review import review  # takes a while to load, and nobody needs it before the end

        with self._asking:
            table = self._table()
            if not table.over:
                raise Refusal("expected a season at its end: before that there is nothing to look back on.")
            self._may_look_back()
            if self._review is None:
                self._review = review(table)
            return self._review

    def fit(self, round_: int) -> Fit:
        """What would have fit better in a month, counted from 1, as it looked when it had been played.

        Raises:
            Refusal: when it has not been played, or hindsight waits for the debrief.
        """
        from game.lab.hindsight.fit import fit_at

        return self._once(self._fits, round_, fit_at)

    def band(self, round_: int) -> Band:
        """Where the season could still end after a month, counted from 1.

        Raises:
            Refusal: as `fit`.
        """
        from game.lab.hindsight.band import band_told

        return self._once(self._bands, round_, band_told)

    def _once(self, found: dict[int, T], round_: int, work_out: Callable[[Table, int], T]) -> T:
        """What is found of a month, worked out the first time; refused where it may not be looked back on."""
        with self._asking:
            table = self._table()
            if type(round_) is not int or not 1 <= round_ <= table.months:
                raise Refusal(f"expected a month that was played, 1 to {table.months}: {quoted(round_)}")
            self._may_look_back()
            if round_ not in found:
                found[round_] = work_out(table, round_)
            return found[round_]
