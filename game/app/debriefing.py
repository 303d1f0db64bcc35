"""A table looked back on by the people who played it: its record opened again, its prompts chosen, answers kept.

Everything here may block; a screen asks for it off its event loop.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from game.app.widgets.lines import PROMISE, Written
from game.debrief.case import Case, lay_open
from game.debrief.examining import Findings, examine
from game.debrief.prompts.choosing import Picked, choose, read_prompts
from game.refusal import Refusal
from game.rules.levers import SEATS, Seat
from game.seating.bookmark import Bookmark
from game.store.record import Record
from game.table.survey.moves import OpenDebrief, Promise, Reflect

SHORTEST, LONGEST, STEP = 10, 90, 5
"""Minutes that a table may plan, and by how many it changes them."""


@dataclass(frozen=True)
class Kept:
    """What one person has written so far."""

    answers: Mapping[str, Reflect]  # by prompt
    promise: Promise | None

    def on(self, page: str) -> Written:
        """What is written on a page."""
        kept = self.promise if page == PROMISE else self.answers.get(page)
        return Written(kept.text, kept.to if isinstance(kept, Promise) else "", kept.quote) if kept else Written()


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
        self._marks = {seat: Bookmark(path, seat) for seat in self.persons}
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
        """Open it for every person of the table: their play and their rankings are done.

        What they were writing when it was killed is kept first, as when it is left: another page may be written on.
        """
        with self._lock:
            for seat in self.persons:
                if not self.opened(seat):
                    self._record.play(OpenDebrief(seat))
                page = self._marks[seat].mark.page
                if page in (PROMISE, *(one.key for one in self._prompts)):
                    with suppress(Refusal):  # it stands in its line all the same, to be mended
                        self.keep(seat, page, self.begun(seat, page))

    def begun(self, seat: Seat, page: str) -> Written:
        """What stands in a person's line of a page: as it was being written, or as it was kept."""
        mark = self._marks[seat].mark
        return Written(mark.text, mark.to, mark.quote) if mark.page == page else self.kept(seat).on(page)

    def begin(self, page: str, lines: Mapping[Seat, Written]) -> bool:
        """Keep what is being written on a page, each in their own mark; has any changed?"""
        fresh = [seat for seat, line in lines.items() if line != self.kept(seat).on(page)]
        begun = [self._marks[seat].keep(page=page, **asdict(lines[seat])) for seat in fresh]
        return any([*begun, *(self._forget(seat, page) for seat in lines if seat not in fresh)])

    def _forget(self, seat: Seat, page: str) -> bool:
        """Nothing is begun on this page any more; was there?"""
        mark = self._marks[seat]
        return mark.mark.page == page and mark.keep(page="", **asdict(Written()))

    def write_marks(self) -> None:
        """Put on disk what is being written."""
        for mark in self._marks.values():
            mark.write()

    def keep(self, seat: Seat, page: str, line: Written) -> None:
        """Keep an answer or a promise; on disk when this returns. What has not changed is not written again.

        Raises:
            Refusal: when it cannot be kept.
        """
        if line.to and not line.text:
            raise Refusal(f"{seat}: expected what is promised to {line.to}, given nothing.")
        with self._lock:
            before = self.kept(seat).on(page)
            if line != before if before.text else line.text:
                promised = Promise(seat, line.text, line.to, line.quote)
                self._record.play(promised if page == PROMISE else Reflect(seat, page, line.text, line.quote))
            if self._forget(seat, page):
                self._marks[seat].write()

    def close(self) -> None:
        """Let go of the record."""
        self._record.close()
