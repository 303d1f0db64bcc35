"""What a log is, wherever it is kept: blocks that one holder appends, each safe once it counts; and those in memory."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self, TypeVar

from game.refusal import Refusal
from game.store.blocks import Scan, check_of, move_block, root_block, scan

Read = TypeVar("Read")


class Unwritten(Refusal):
    """A block that could not be written.

    Args:
        why: which log, and what the system says is wrong: two words of a sentence that is not ended.
        so: what that means for what was done, and what to do.
    """

    def __init__(self, why: str, so: str) -> None:
        super().__init__(f"{why}. {so}")
        self.why = why


@dataclass(frozen=True)
class Kind:
    """A kind of log: how it begins, and what is said when one cannot be had or written."""

    title: bytes  # the comment that every log begins with
    there: str  # there is one already where a new one should be
    place: str  # what was expected where none can be made
    held: str  # somebody else holds it
    unwritten: str  # what was done could not be written


class Log(ABC):
    """A log that nobody else may write. Made by a store.

    Attributes:
        source: what it is called in what is said of it.
        path: its file; None = it has none.
        tail: where the torn end is kept that was left out when it was resumed; "" = there was none.
    """

    def __init__(self, kind: Kind, source: str | Path, found: Scan | None = None, tail: str = "") -> None:
        self.source, self.tail = str(source), tail
        self.path = source if isinstance(source, Path) else None
        self._kind = kind
        self._number = len(found.blocks) if found else 0
        self._check = found.blocks[-1].check if found and found.blocks else kind.title

    def append(self, content: Mapping[str, Any]) -> None:
        """Add a block to the array of tables `moves`; it is safe when this returns.

        Raises:
            Refusal: when it cannot be written; then it does not count, and all before it is as it was.
        """
        block = move_block(content, self._number, self._check)
        self._put(block)
        self._number, self._check = self._number + 1, check_of(block)

    def _begin(self, first: Sequence[Mapping[str, Any]]) -> None:
        """Write the title and the first blocks, all or nothing."""
        blocks = [self._kind.title]
        for content in first:
            blocks.append(root_block(content, self._number, self._check))
            self._number, self._check = self._number + 1, check_of(blocks[-1])
        self._put(b"".join(blocks))

    @abstractmethod
    def _put(self, data: bytes) -> None:
        """Add these bytes behind what is sound, in place of a torn end, and make them safe."""

    @property
    @abstractmethod
    def closed(self) -> bool:
        """Was it let go of?"""

    @abstractmethod
    def close(self) -> None:
        """Let go of it; others may resume it.

        Raises:
            Refusal: when it was taken away meanwhile and is kept elsewhere, or nowhere; it is let go of all the same.
        """


class Store(Protocol):
    """Where logs are kept, by name."""

    def create(self, name: str, kind: Kind, first: Sequence[Mapping[str, Any]]) -> Log:
        """Begin a log with these blocks, and hold it. Of two that begin one at the same time only one can.

        Raises:
            Refusal: when there is one already, or it cannot be made or written; nothing is left behind then.
        """

    def resume(self, name: str, kind: Kind, read: Callable[[bytes], Read]) -> tuple[Log, Read]:
        """Go on with a log behind its last whole block, and hold it. What is torn behind that is kept elsewhere.

        Args:
            name: of the log.
            kind: what it must be.
            read: makes of its bytes what they tell, and refuses what is no such log or was altered.

        Raises:
            Refusal: when there is none, somebody holds it, or `read` refuses it; then nobody holds it.
        """

    def read(self, name: str) -> bytes:
        """The bytes of a log, without holding it.

        Raises:
            Refusal: when there is none, or it cannot be read.
        """

    def names(self) -> tuple[str, ...]:
        """The names of all logs, in order."""


class Logged:
    """What is kept in a log: let go of by `close`, or at the end of a `with`.

    Attributes:
        report: what had to be left out when it was resumed, and where that is; "" = nothing.
    """

    def __init__(self, log: Log, report: str = "") -> None:
        self._log = log
        self.report = f"{report} What was left out is kept in {log.tail}." if report and log.tail else report

    @property
    def path(self) -> Path | None:
        """Its file; None = it is kept in none."""
        return self._log.path

    def close(self) -> None:
        """Let go of the log, as `Log.close` says; others may resume it."""
        self._log.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        close_after(error, self.close)


def close_after(error: BaseException | None, close: Callable[[], None]) -> None:
    """Let go of something at the end of a `with`; what is said then does not hide what was refused in it.

    Raises:
        Refusal: of `close`, behind that which ended the `with`.
    """
    try:
        close()
    except Refusal as refusal:
        if not isinstance(error, Refusal):
            raise
        raise Refusal(f"{error.message}\n{refusal.message}") from None


def closed_log(source: str) -> Refusal:
    """What is said to somebody who goes on with a log that was let go of."""
    return Refusal(f"{source}: this record is closed. Resume it to play on.")


class MemoryStore:
    """Logs that live as long as this object.

    Attributes:
        logs: bytes of each log, by name; free to be looked at and damaged.
        tails: torn ends that were left out, by the name under which they are told.
    """

    def __init__(self) -> None:
        self.logs: dict[str, bytearray] = {}
        self.tails: dict[str, bytes] = {}
        self._held: set[str] = set()

    def create(self, name: str, kind: Kind, first: Sequence[Mapping[str, Any]]) -> Log:
        """Begin a log, as `Store` says."""
        if name in self.logs:
            raise Refusal(f"{name}: {kind.there}")
        self.logs[name] = bytearray()
        self._held.add(name)
        log = _MemoryLog(self.logs[name], self._held, kind, name)
        log._begin(first)
        return log

    def resume(self, name: str, kind: Kind, read: Callable[[bytes], Read]) -> tuple[Log, Read]:
        """Go on with a log, as `Store` says."""
        data = self.read(name)
        if name in self._held:
            raise Refusal(f"{name}: {kind.held}")
        result, found = read(data), scan(data, kind.title)
        tail = f"{name}.torn" if found.lost else ""
        if tail:
            self.tails[tail] = data[found.sound :]
        self._held.add(name)
        return _MemoryLog(self.logs[name], self._held, kind, name, found, tail), result

    def read(self, name: str) -> bytes:
        """The bytes of a log."""
        if name not in self.logs:
            raise Refusal(f"{name}: expected a record, found none of this name.")
        return bytes(self.logs[name])

    def names(self) -> tuple[str, ...]:
        """The names of all logs, in order."""
        return tuple(sorted(self.logs))


class _MemoryLog(Log):
    def __init__(
        self, data: bytearray, held: set[str], kind: Kind, name: str, found: Scan | None = None, tail: str = ""
    ) -> None:
        super().__init__(kind, name, found, tail)
        self._data, self._held, self._end, self._open = data, held, found.sound if found else 0, True

    @property
    def closed(self) -> bool:
        return not self._open

    def _put(self, data: bytes) -> None:
        if not self._open:
            raise closed_log(self.source)
        self._data[self._end :] = data
        self._end = len(self._data)

    def close(self) -> None:
        if self._open:
            self._held.discard(self.source)
        self._open = False
