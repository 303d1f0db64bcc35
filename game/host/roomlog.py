"""What a room keeps beside its tables' records, in a log: who sits where, links, who leads; of a token only a hash."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

from game.doors.toml import own_tree
from game.refusal import Refusal
from game.rules.levers import SEATS, Seat
from game.scenario.wording import made_of
from game.store.blocks import check_as_saved, line_of, parse_move_block, scan
from game.store.files import place_of
from game.store.log import Kind, Log, Logged

TITLE: Final = b"# A Last Mile room: its tables and who sits at them, in order. Do not change it by hand.\n"
NAME: Final = "room.toml"
ROOM: Final = Kind(
    title=TITLE,
    there="there is a room already. Go on with it by --resume, or choose another folder.",
    place="a place where a room can be kept",
    held="this room is open in another window. Go on there, or close it first.",
    unwritten="This does not count; all before it is safe. Make room and do it again.",
)
What: TypeAlias = Literal["table", "sit", "leave", "link", "lead", "lead-link"]


@dataclass(frozen=True)
class RoomHead:
    """What a room says before anything is done in it, as it is written."""

    code: str  # that people join with
    began: float  # seconds since 1970
    title: str  # what is played, in words
    scenario: str = ""  # of every table, where no run of show says it
    structure: str = "talk"
    seed: int = 1
    run: str = ""  # the run of show that the room goes through; "" = none
    survey: bool = False  # are people asked what matters to whom?


@dataclass(frozen=True)
class RoomEvent:
    """Something done in a room."""

    what: What
    at: float = 0.0  # seconds since 1970
    table: int = 0  # its number, from 1
    seat: str = ""
    token: str = ""  # the hash of a token: of who sits or leads, or of a link
    name: str = ""  # of a person, if it was given
    record: str = ""  # the file of a table's record, in the room's folder
    act: str = ""  # of a run of show, that the record is of


@dataclass(frozen=True)
class Sitter:
    """Who sits in a seat."""

    token: str  # its hash
    name: str


Place: TypeAlias = tuple[int, Seat]
"""A table's number and a seat at it."""


@dataclass(frozen=True)
class RoomState:
    """A room as its log tells it."""

    records: Mapping[int, str] = field(default_factory=lambda: MappingProxyType({}))  # by table, the one in play
    played: tuple[str, ...] = ()  # every record there is
    act: str = ""  # that was opened last
    sitters: Mapping[Place, Sitter] = field(default_factory=lambda: MappingProxyType({}))
    links: Mapping[str, Place] = field(default_factory=lambda: MappingProxyType({}))  # by hash; each opens once
    leaders: frozenset[str] = frozenset()
    lead_links: frozenset[str] = frozenset()

    def after(self, done: RoomEvent) -> RoomState:
        """The room after something was done in it.

        Raises:
            Refusal: when it names a table or a seat that there is not.
        """
        if done.what == "table":
            records = {**self.records, done.table: done.record}
            return replace(self, records=records, played=(*self.played, done.record), act=done.act)
        if done.what == "lead-link":
            return replace(self, lead_links=frozenset({done.token}))  # an older one opens nothing any more
        if done.what == "lead":
            return replace(self, leaders=self.leaders | {done.token}, lead_links=frozenset())
        place = self._place(done)
        if done.what == "sit":
            links = {token: of for token, of in self.links.items() if of != place}
            return replace(self, sitters={**self.sitters, place: Sitter(done.token, done.name)}, links=links)
        if done.what == "leave":
            sitters = {of: one for of, one in self.sitters.items() if of != place}
            return replace(self, sitters=sitters, links={at: of for at, of in self.links.items() if of != place})
        links = {token: of for token, of in self.links.items() if of != place}
        return replace(self, links={**links, done.token: place})

    def _place(self, done: RoomEvent) -> Place:
        seat = seat_named(done.seat)
        if done.table not in self.records or seat is None:
            raise Refusal(f"expected a seat of one of {len(self.records)} tables, given {done.table} {done.seat}.")
        return done.table, seat

    def sitter_of(self, token: str) -> Place | None:
        """Where whoever shows a token sits, by its hash."""
        return next((place for place, one in self.sitters.items() if token and one.token == token), None)


def seat_named(text: str) -> Seat | None:
    """A seat by its name; None = it is none."""
    return next((seat for seat in SEATS if seat == text), None)


class RoomLog(Logged):
    """A room whose every event is on disk. Made by `begin` or `resume`.

    Attributes:
        head: what was said when it began.
        state: the room as it is now.
    """

    def __init__(self, log: Log, head: RoomHead, state: RoomState, report: str = "") -> None:
        super().__init__(log, report)
        self.head, self.state = head, state

    @classmethod
    def begin(cls, folder: Path, head: RoomHead) -> RoomLog:
        """A new room in a folder.

        Raises:
            Refusal: when it cannot be made, or there is one already.
        """
        store, name = place_of(folder / NAME)
        return cls(store.create(name, ROOM, (asdict(head),)), head, RoomState())

    @classmethod
    def resume(cls, folder: Path) -> RoomLog:
        """Go on with the room in a folder; a torn end is left out and told.

        Raises:
            Refusal: when there is none, it cannot be read or was altered, or it is open elsewhere.
        """
        store, name = place_of(folder / NAME)
        log, (head, state, report) = store.resume(name, ROOM, lambda data: _read(data, str(folder / NAME)))
        return cls(log, head, state, report)

    def do(self, done: RoomEvent) -> RoomState:
        """Do something and write it to disk; it is safe when this returns.

        Raises:
            Refusal: when it cannot be done, or cannot be written; the room stays as it was.
        """
        after = self.state.after(done)
        self._log.append({key: value for key, value in asdict(done).items() if value not in ("", 0)})
        self.state = after
        return after


def _read(data: bytes, source: str) -> tuple[RoomHead, RoomState, str]:
    check_as_saved(data, TITLE, source, "a room")
    found = scan(data, TITLE)
    if not data.startswith(TITLE) or not found.blocks:
        raise Refusal(f"{source}: expected a Last Mile room, found some other file. Begin a new one without --resume.")
    if found.altered:
        line = line_of(data, found.sound)
        raise Refusal(
            f"{source}:{line}: expected a room as it was written, found it altered. Put the file back from a copy, or "
            f"cut it off before line {line}."
        )
    state = RoomState()
    try:
        head = made_of(RoomHead, own_tree(found.blocks[0].content))
        for block in found.blocks[1:]:
            state = state.after(made_of(RoomEvent, parse_move_block(block.content)))
    except ValueError as error:
        raise Refusal(f"{source}: expected a room, could not read it: {str(error).removesuffix('.')}.") from None
    except Refusal as refusal:
        raise Refusal(f"{source}: {refusal.message}") from None
    report = f"{source}: the last thing done was not written to its end, and is left out." if found.lost else ""
    return head, state, report
