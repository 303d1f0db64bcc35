"""The record of a table: an append-only log on disk, where a move is safe before it is confirmed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, TypeAlias

from game.doors.text import quoted
from game.refusal import Refusal
from game.rules.levers import Seat
from game.scenario import Scenario
from game.store.blocks import TITLE
from game.store.files import place_of
from game.store.head import Head, head_of, papers_of
from game.store.log import Kind, Log, Logged, Store, closed_log
from game.store.replay import KeptMove, iso, noted, replay
from game.table.moves import Move, TableMove
from game.table.playing import play
from game.table.structure import FACILITATOR, Author, Holder, Structure, author_of, structure
from game.table.survey.instrument import Instrument
from game.table.survey.survey import Survey
from game.table.table import Table
from game.table.wording import text_problem

Clock: TypeAlias = Callable[[], datetime]


def utc_now() -> datetime:
    """The time of this machine."""
    return datetime.now(UTC)


RECORD: Final = Kind(
    title=TITLE,
    there="there is a file already, and a record is never written over. Resume it, or choose another.",
    place="a place where a new file can be made",
    held="expected a record that nobody plays, found it in play. Close it there first.",
    unwritten="This move does not count; all before it are safe. Make room and play it again.",
)


class Record(Logged):
    """A table in play whose every move is on disk before it is confirmed. Made by `create` or `resume`.

    Attributes:
        head: what was said when it was created.
        table: the table as it is now.
    """

    def __init__(
        self, log: Log, head: Head, table: Table, clock: Clock, kept: Sequence[KeptMove] = (), report: str = ""
    ) -> None:
        super().__init__(log, report)
        self.head, self.table, self._clock = head, table, clock
        self._keyed = {one.slot(): one.move for one in kept if one.key}

    @classmethod
    def create(
        cls,
        path: str | Path,
        scenario: Scenario,
        seed: int = 1,
        structure_: Structure | None = None,
        seats: Mapping[Seat, Holder] | None = None,
        clock: Clock = utc_now,
        store: Store | None = None,
        pair: str = "",
        more: bool = False,
        instrument: Instrument | None = None,
        surveyed: bool | None = None,
        talk_first: bool = False,
    ) -> Record:
        """Begin a record in a new file, and a new table.

        Args:
            path: where; folders on the way are made. There must be no file yet. With a store, a name in it.
            scenario: where the season is played.
            seed: 0 to 2**63 - 1.
            structure_: how the seats work together; `talk` unless given.
            seats: who holds each seat; a person unless given.
            clock: what time it is, UTC.
            store: where logs are kept; files unless given.
            pair: whose it is, where they play other acts too.
            more: does one of those in the same place follow?
            instrument: what is ranked and rated; this installation's unless given.
            surveyed: are people asked what matters to whom? None = where two people play.
            talk_first: does nobody commit before both have left the talk?

        Raises:
            Refusal: when the file cannot be made, or the seed or a name cannot be played with.
        """
        how = structure_ or structure()
        table = Table.start(scenario, seed, how, instrument=instrument, holders=seats, talk_first=talk_first)
        return cls.begin(path, table, clock, store, pair, more, surveyed)

    @classmethod
    def begin(
        cls,
        path: str | Path,
        table: Table,
        clock: Clock = utc_now,
        store: Store | None = None,
        pair: str = "",
        more: bool = False,
        surveyed: bool | None = None,
        played_on: bool = False,
    ) -> Record:
        """Begin a record of a table that nothing was played at; as `create`, which says what may be refused."""
        head = head_of(table, pair, more, surveyed, played_on)
        usual = {"pair": "", "more": False, "talk_first": False, "surveyed": None, "played_on": False}
        written = {name: value for name, value in asdict(head).items() if name not in usual or value != usual[name]}
        where, name = (store, str(path)) if store else place_of(path)
        return cls(where.create(name, RECORD, (written, papers_of(table))), head, table, clock)

    @classmethod
    def resume(
        cls, path: str | Path, scenario: Scenario | None = None, clock: Clock = utc_now, store: Store | None = None
    ) -> Record:
        """Go on with a record: its table is replayed, and what a torn end lost is in `report`.

        The file is changed only by the next move.

        Raises:
            Refusal: when it cannot be opened, is being played, or cannot be replayed.
        """
        where, name = (store, str(path)) if store else place_of(path)
        log, found = where.resume(name, RECORD, lambda data: replay(data, str(path), scenario))
        return cls(log, found.head, found.table, clock, found.moves, found.report)

    @property
    def instrument(self) -> Instrument:
        """What is ranked and rated at this table."""
        return self.table.instrument

    @property
    def survey(self) -> Survey:
        """What its seats have given so far."""
        return self.table.survey

    def play(self, move: Move | TableMove, by: Author | None = None, key: str = "") -> Table:
        """Play a move and write it to disk; it is safe when this returns.

        Args:
            move: of a seat or of the table.
            by: who makes it; the seat's holder, or the facilitator, unless given.
            key: of this move and no other: sent again with it, the move counts once, also after a resume.

        Raises:
            Refusal: when the move is not allowed or cannot be written; the table and the record stay as they were.
        """
        if self._log.closed:
            raise closed_log(self._log.source)
        kept = KeptMove(move, by or self._author(move), iso(self._clock()), key)
        if self._resent(kept):
            return self.table
        after = play(self.table, move, kept.by, kept.at)
        self._log.append(noted(self.table, after, kept))
        self.table = after
        if key:
            self._keyed[kept.slot()] = move
        return after

    def _resent(self, kept: KeptMove) -> bool:
        """Is this move in the record already?"""
        problem = text_problem(kept.key, "the key of a move") or text_problem(kept.by.name, "who makes a move")
        if problem:
            raise Refusal(problem)
        known = self._keyed.get(kept.slot()) if kept.key else None
        if known is not None and known != kept.move:
            raise Refusal(
                f"expected a key that no other move has: {quoted(kept.key)} is another move's. Give each its own."
            )
        return known is not None

    def _author(self, move: Move | TableMove) -> Author:
        return FACILITATOR if isinstance(move, TableMove) else author_of(self.table.holders[move.seat])
