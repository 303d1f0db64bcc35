"""A table looked back on by the people who played it: its record opened again, its prompts chosen, answers kept.

Everything here may block; a screen asks for it off its event loop.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from game.debrief.case import Case, lay_open
from game.debrief.examining import Findings, examine
from game.debrief.prompts.choosing import Picked, choose, read_prompts
from game.refusal import Refusal
from game.rules.levers import SEATS, Seat
from game.store.record import Record
from game.table.survey.moves import OpenDebrief, Promise, Reflect

SHORTEST, LONGEST, STEP = 10, 90, 5
"""Minutes that a table may plan, and by how many it changes them."""


@dataclass(frozen=True)
class Kept:
    """What one person has written so far."""

    answers: Mapping[str, Reflect]  # by prompt
    promise: Promise | None


class Debriefing:
    """One table's debrief.

    Args:
        path: of the record, which nobody else may be playing.

    Raises:
        Refusal: when it cannot be opened, or no month of it was played.
    """

    def __init__(self, path: Path) -> None:
        self._lock = threading.RLock()
        self._record = Record.resume(path)
        try:
            self.case: Case = lay_open(self._record.table, self._record.head, report=self._record.report)
            self.found: Findings = examine(self.case)
            self._prompts = read_prompts()
        except BaseException:
            self._record.close()
            raise

    @property
    def persons(self) -> tuple[Seat, ...]:
        """The seats that people held."""
        held = self._record.head.seats
        return tuple(seat for seat in SEATS if held[seat].held_by == "person")

    @property
    def title(self) -> str:
        """Where it was played."""
        return self._record.table.scenario.title

    @property
    def unfinished(self) -> bool:
        """Does opening it end a season that is not over?"""
        return not self._record.table.over and not all(self.opened(seat) for seat in self.persons)

    def opened(self, seat: Seat) -> bool:
        """Has this seat opened the debrief before?"""
        return self._record.table.survey.seats[seat].opened

    def pages(self, minutes: int) -> tuple[Picked, ...]:
        """The prompts that this table has most to say to, in the order in which they are asked."""
        return choose([self.found], self._prompts, minutes)

    def kept(self, seat: Seat) -> Kept:
        """What a person has written so far."""
        own = self._record.table.survey.seats[seat]
        return Kept({one.prompt: one for one in own.reflections}, own.promise)

    def open(self) -> None:
        """Open it for every person of the table: their play and their rankings are done."""
        with self._lock:
            for seat in self.persons:
                if not self.opened(seat):
                    self._record.play(OpenDebrief(seat))

    def answer(self, seat: Seat, prompt: str, text: str, quote: bool) -> None:
        """Keep an answer; on disk when this returns. What has not changed is not written again.

        Raises:
            Refusal: when it cannot be kept.
        """
        with self._lock:
            before = self.kept(seat).answers.get(prompt)
            if (before.text, before.quote) != (text, quote) if before else bool(text):
                self._record.play(Reflect(seat, prompt, text, quote))

    def promise(self, seat: Seat, text: str, to: str, quote: bool) -> None:
        """Keep a promise; on disk when this returns.

        Raises:
            Refusal: when it cannot be kept.
        """
        if to and not text:
            raise Refusal(f"{seat}: expected what is promised to {to}, given nothing.")
        with self._lock:
            made = self.kept(seat).promise
            if (made.text, made.to, made.quote) != (text, to, quote) if made else bool(text):
                self._record.play(Promise(seat, text, to, quote))

    def close(self) -> None:
        """Let go of the record."""
        self._record.close()
