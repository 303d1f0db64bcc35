"""One table laid open for its debrief: its months, its review by the lab, and what could not be said of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from game.debrief.case import MonthRow, rows_of
from game.debrief.naming import PlaceWords
from game.figures import whole
from game.lab.bench import Bench
from game.lab.hindsight.review import Review, review
from game.refusal import Refusal
from game.store.head import Head
from game.table.table import Table

Yardstick: TypeAlias = tuple[Bench | None, str]
"""The two plans that seasons of a scenario are measured against, or why there are none."""


@dataclass(frozen=True, eq=False)
class Case:
    """One table laid open.

    Args:
        label: how reports call it: "Table 3".
        table: as it was left.
        head: of its record; None for a table that was never recorded.
        words: of its scenario.
        rows: its months.
        review: the season looked back on.
        notes: what could not be worked out, and why.
    """

    label: str
    table: Table
    head: Head | None
    words: PlaceWords
    rows: tuple[MonthRow, ...]
    review: Review
    notes: tuple[str, ...] = ()

    @property
    def finished(self) -> bool:
        """Was the season played to its end?"""
        return self.table.over and self.table.ended is None

    @property
    def joint(self) -> float:
        """The joint value of the months played, in whole currency units: what the months as booked add up to."""
        return float(whole(self.review.value))

    @property
    def scale(self) -> float:
        """What an amount of this season is large or small against, in currency units."""
        line = self.review.alignment
        return max(1.0, abs(self.joint), line.best if line else 0.0)


def lay_open(
    table: Table, head: Head | None = None, label: str = "This table", report: str = "", with_message: bool = True,
    yardstick: Yardstick | None = None,
) -> Case:  # fmt: skip
    """Take a table apart.

    Args:
        table: with at least one month played.
        head: of its record.
        label: how reports call it.
        report: what its record had to leave out, in a sentence.
        with_message: whether to work out what a message was worth, which takes longest.
        yardstick: what `known` says of the scenario, for whoever debriefs many of its tables.

    Raises:
        Refusal: when no month was played.
    """
    if not table.history:
        raise Refusal(f"{label}: no month was played yet, so there is nothing to look back on.")
    found = review(table, with_message, yardstick)
    notes = [report] if report else []
    if not table.over:
        played, rounds = len(table.history), table.scenario.rounds
        notes.append(
            f"{played} of {rounds} months were played. The best plan known looks ahead to the last month, so this "
            "season is compared with none."
        )
    elif found.note:
        notes.append(found.note)
    elif found.without:
        # A report is handed round, and a path of this machine may name somebody.
        folder = str(table.scenario.path.parent) if table.scenario.path else "FOLDER"
        why = found.without.replace(folder, "FOLDER, the scenario's own")
        notes.append(f"This season is compared with no best plan. {why}")
    return Case(label, table, head, PlaceWords(table.scenario), rows_of(table), found, tuple(notes))
